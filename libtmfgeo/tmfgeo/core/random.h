// SPDX-License-Identifier: Apache-2.0
/// Random numbers by counter: the number at a place (draw, item, purpose) depends on the seed and the place alone, so every
/// thread may fetch its own in any order. Philox 4x32, ten rounds.
/// Source [SalmonEtAl2011].
#pragma once

#include <array>
#include <cstdint>

namespace tmfgeo {

/// Four words out of a counter of four words and a key of two.
constexpr std::array<std::uint32_t, 4> philox_4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
  }
  return counter;
}

/// Which number is wanted.
struct RandomPlace {
  std::uint64_t draw = 0;
  std::uint32_t item = 0;     ///< for example the position of a facility
  std::uint32_t purpose = 0;  ///< keeps the numbers of different uses apart
};

/// Uniform and normal numbers by place.
/// Example:
///   const RandomField random(seed);
///   const double u = random.uniform({draw, facility, 0});
class RandomField {
 public:
  explicit constexpr RandomField(std::uint64_t seed)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)} {}

  /// Two independent numbers, each strictly between 0 and 1, from 52 bits.
  constexpr std::array<double, 2> uniform_pair(const RandomPlace& place) const {
    const auto w = philox_4x32({static_cast<std::uint32_t>(place.draw), static_cast<std::uint32_t>(place.draw >> 32U),
                                place.item, place.purpose},
                               key_);
    return {unit(w[0], w[1]), unit(w[2], w[3])};
  }
  constexpr double uniform(const RandomPlace& place) const { return uniform_pair(place)[0]; }
  /// Two independent standard normal numbers (polar coordinates). Source [BoxMuller1958].
  std::array<double, 2> normal_pair(const RandomPlace& place) const;
  double normal(const RandomPlace& place) const { return normal_pair(place)[0]; }

 private:
  static constexpr double unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = ((std::uint64_t{high} << 32U) | low) >> 12U;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
  }
  std::array<std::uint32_t, 2> key_;
};

}  // namespace tmfgeo
