// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/large_array.h"

#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tmfgeo {
namespace {

#if defined(__linux__)
constexpr std::size_t kLargePage = std::size_t{1} << 21U;
/// From here on large pages pay; smaller arrays are left to the allocator, which checks them better.
constexpr std::size_t kLarge = 4 * kLargePage;

/// Whole large pages.
std::size_t mapped(std::size_t bytes) { return (bytes + kLargePage - 1) / kLargePage * kLargePage; }
#endif

}  // namespace

void* zeroed_bytes(std::size_t count, std::size_t bytes_each) {
  if (count > PTRDIFF_MAX / bytes_each) throw std::bad_alloc();
  const std::size_t bytes = count * bytes_each;
  if (bytes == 0) return nullptr;
#if defined(__linux__)
  if (bytes >= kLarge) {
    const std::size_t room = mapped(bytes);
    void* const first = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (first == MAP_FAILED) throw std::bad_alloc();
    madvise(first, room, MADV_HUGEPAGE);  // refused where the system has none: the pages are small, then
    return first;
  }
#endif
  void* const first = std::calloc(bytes, 1);
  if (first == nullptr) throw std::bad_alloc();
  return first;
}

void release_bytes(void* first, std::size_t bytes) noexcept {
#if defined(__linux__)
  if (bytes >= kLarge) {
    munmap(first, mapped(bytes));
    return;
  }
#endif
  std::free(first);
}

}  // namespace tmfgeo
