// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/large_array.h"

#include <cstdint>
#include <cstdlib>
#include <new>

namespace tmfgeo {

void* zeroed_bytes(std::size_t count, std::size_t bytes_each) {
  if (count > PTRDIFF_MAX / bytes_each) throw std::bad_alloc();
  if (count == 0) return nullptr;
  void* const first = std::calloc(count, bytes_each);
  if (first == nullptr) throw std::bad_alloc();
  return first;
}

void release_bytes(void* first) noexcept { std::free(first); }

}  // namespace tmfgeo
