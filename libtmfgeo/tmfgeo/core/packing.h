// SPDX-License-Identifier: Apache-2.0
/// Messages between ranks as bytes. Ranks run the same program on machines of one kind.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/ranks.h"

namespace tmfgeo {

template <class T>
concept PlainValue = std::is_trivially_copyable_v<T>;

/// Packs plain values, texts, vectors, and structs for which visit_fields(thing, visit) calls visit(field) for every field.
class Packer {
 public:
  template <PlainValue T>
  void operator()(const T& value) {
    append(&value, sizeof value);
  }
  template <class T>
  void operator()(const std::vector<T>& values) {
    (*this)(values.size());
    if constexpr (PlainValue<T>) {
      append(values.data(), values.size() * sizeof(T));
    } else {
      for (const T& value : values) (*this)(value);
    }
  }
  void operator()(const std::string& text) {
    (*this)(text.size());
    append(text.data(), text.size());
  }
  template <class T>
    requires(!PlainValue<T>)
  void operator()(const T& thing) {
    visit_fields(thing, *this);
  }
  Bytes take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) {
    if (size == 0) return;
    const std::size_t at = bytes_.size();
    bytes_.resize(at + size);
    std::memcpy(bytes_.data() + at, data, size);
  }
  Bytes bytes_;
};

/// Takes out what was packed, in the same order.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <PlainValue T>
  void operator()(T& value) {
    take(&value, sizeof value);
  }
  template <class T>
  void operator()(std::vector<T>& values) {
    std::size_t count = 0;
    (*this)(count);
    values.resize(count);
    if constexpr (PlainValue<T>) {
      take(values.data(), count * sizeof(T));
    } else {
      for (T& value : values) (*this)(value);
    }
  }
  void operator()(std::string& text) {
    std::size_t size = 0;
    (*this)(size);
    text.resize(size);
    take(text.data(), size);
  }
  template <class T>
    requires(!PlainValue<T>)
  void operator()(T& thing) {
    visit_fields(thing, *this);
  }
  bool done() const { return bytes_.empty(); }

 private:
  void take(void* to, std::size_t size) {
    TMFGEO_EXPECTS(size <= bytes_.size());
    if (size == 0) return;
    std::memcpy(to, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }
  std::span<const std::byte> bytes_;
};

}  // namespace tmfgeo
