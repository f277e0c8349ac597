// SPDX-License-Identifier: Apache-2.0
/// Eight bytes as one number.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace tmfgeo {

/// The first byte lowest, on any machine.
inline std::uint64_t eight_bytes(const std::uint8_t* first) {
  std::uint64_t x = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&x, first, sizeof x);
  } else {
    for (unsigned k = 0; k < 8; ++k) x |= std::uint64_t{first[k]} << (8 * k);
  }
  return x;
}

/// The bytes 0 or 1 as bits: byte k becomes bit k.
inline std::uint64_t bits_of_bytes(std::uint64_t eight) { return eight * 0x0102040810204080U >> 56U; }

}  // namespace tmfgeo
