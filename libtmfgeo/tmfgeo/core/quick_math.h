// SPDX-License-Identifier: Apache-2.0
/// Exponential and logarithm in single precision without branches, so that loops over them fill wide registers. Made from
/// plain series: the same bytes on every machine and with every compiler.
#pragma once

#include <bit>
#include <cstdint>

namespace tmfgeo {

/// e^x; relative error below 3e-7 for |x| <= 87, beyond that as at the limit.
inline float quick_exp(float x) {
  const float low = x < -87.0F ? -87.0F : x;
  const float cut = low > 87.0F ? 87.0F : low;
  // Adding and taking away 1.5 · 2^23 rounds to a whole number.
  const float whole = (cut * 1.44269504F + 12582912.0F) - 12582912.0F;
  const float r = (cut - whole * 0.693145752F) - whole * 1.42860677e-6F;
  const float series =
      1.0F + r * (1.0F + r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720 + r * (1.0F / 5040)))))));
  return series * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

/// Natural logarithm; error below 2e-7 times the larger of 1 and the result. Needs: x a normal number above 0.
inline float quick_log(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t power = (bits - 0x3F3504F3) >> 23;
  const float mantissa = std::bit_cast<float>(bits - power * (1 << 23));
  const float f = (mantissa - 1.0F) / (mantissa + 1.0F);
  const float s = f * f;
  const float series = 2.0F * f * (1.0F + s * (1.0F / 3 + s * (1.0F / 5 + s * (1.0F / 7 + s * (1.0F / 9)))));
  return static_cast<float>(power) * 0.693147181F + series;
}

/// sqrt(pi)/2 · r / erf(sqrt(pi)/2 · r) · 2/sqrt(pi): how much wider a bell of width 1 (area over peak) gets by a release
/// that lasts r widths. 1 for r = 0, r for large r. Relative error below 2e-5. Needs: r >= 0.
/// Source [AbramowitzStegun1964], 7.1.26, where r is above 0.2.
inline float widened_by_release(float r) {
  const float x = 0.886226925F * r;
  const float t = 1.0F / (1.0F + 0.3275911F * x);
  const float poly = t * (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F))));
  const float erf = 1.0F - poly * quick_exp(-x * x);
  const float square = x * x;
  const float near_zero = 1.0F + square * (1.0F / 3 + square * (1.0F / 90));
  const float safe = erf > 0.1F ? erf : 0.1F;
  return r < 0.2F ? near_zero : r / safe;
}

}  // namespace tmfgeo
