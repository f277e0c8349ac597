// SPDX-License-Identifier: Apache-2.0
/// Arrays of as many values as a raster has cells.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {

/// Bytes that are zero; many of them take real memory only once they are touched. Throws std::bad_alloc.
void* zeroed_bytes(std::size_t count, std::size_t bytes_each);
/// Gives them back; nullptr too.
void release_bytes(void* first) noexcept;

/// Owns `size` values that begin as zeros. Cost of making one: none until the values are used.
template <class T>
class LargeArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  LargeArray() = default;
  explicit LargeArray(std::size_t size) : values_(static_cast<T*>(zeroed_bytes(size, sizeof(T)))), size_(size) {}
  LargeArray(std::size_t size, const T& value) : LargeArray(size) {
    const T zero{};
    if (std::memcmp(&value, &zero, sizeof(T)) == 0) return;
    in_chunks([&](std::size_t first, std::size_t count) { std::fill_n(values_ + first, count, value); });
  }
  explicit LargeArray(std::span<const T> values) : LargeArray(values.size()) {
    in_chunks([&](std::size_t first, std::size_t count) { std::copy_n(values.data() + first, count, values_ + first); });
  }
  LargeArray(const LargeArray& other) : LargeArray(std::span<const T>(other)) {}
  LargeArray(LargeArray&& other) noexcept : values_(std::exchange(other.values_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  LargeArray& operator=(LargeArray other) noexcept {
    std::swap(values_, other.values_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~LargeArray() { release_bytes(values_); }

  std::size_t size() const { return size_; }
  T* data() { return values_; }
  const T* data() const { return values_; }
  T* begin() { return values_; }
  T* end() { return values_ + size_; }
  const T* begin() const { return values_; }
  const T* end() const { return values_ + size_; }
  T& operator[](std::size_t i) { return values_[i]; }
  const T& operator[](std::size_t i) const { return values_[i]; }

 private:
  /// On all cores: touching memory for the first time is slower than writing to it.
  template <class Body>
  void in_chunks(const Body& body) {
    constexpr std::ptrdiff_t kTogether = 1 << 20;
    const auto size = static_cast<std::ptrdiff_t>(size_);
    if (size <= kTogether) {
      body(0, size_);
      return;
    }
    parallel_for(0, size, kTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      body(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    });
  }

  T* values_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace tmfgeo
