// SPDX-License-Identifier: Apache-2.0
/// Percentiles of many draws without sorting them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

/// Space that is used again from call to call.
struct PercentileScratch {
  std::vector<std::uint32_t> counts;
  std::vector<std::uint16_t> bins;
  std::vector<float> sorted;
};

/// Widest bin of the histogram: what it says of logarithms is right to 0.5 %, usually to 0.01 %.
inline constexpr float kWidestBin = 0.005F;

/// 10th, 50th and 90th percentile, at ranks p (n - 1) between the values. From a histogram over the values' range; by
/// selection where a bin would be wider than kWidestBin or values are few.
/// Needs: at least one value, all finite. Cost: 1 to 2 ns a value.
Band percentiles(std::span<const float> values, PercentileScratch& scratch);

/// The same at given ranks, ascending, each in 0..n-1.
std::array<double, 3> values_at_ranks(std::span<const float> values, const std::array<double, 3>& ranks, PercentileScratch& scratch);

}  // namespace tmfgeo
