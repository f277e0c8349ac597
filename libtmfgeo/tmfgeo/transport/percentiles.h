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

/// How many values fell into each bin of a histogram.
class BinCounts {
 public:
  static constexpr std::size_t kBins = 4096;

  /// Counts anew. Needs: bins below kBins.
  void count(std::span<const std::uint16_t> bins);
  /// Where the value of each rank lies, in bins: ranks ascending, each below the number of values. Within a bin values are
  /// taken as evenly spread.
  template <std::size_t N>
  std::array<double, N> places_of(const std::array<double, N>& ranks) const;

 private:
  std::array<std::uint32_t, kBins> even_{};
  std::array<std::uint32_t, kBins> odd_{};  ///< two tables: neighbours in one bin need not wait for each other
};

/// Space that is used again from call to call.
struct PercentileScratch {
  BinCounts counts;
  std::vector<std::uint16_t> bins;
  std::vector<float> sorted;
};

/// Widest bin of the histogram: what it says of logarithms is right to 0.5 %, usually to 0.01 %.
inline constexpr float kWidestBin = 0.005F;

/// 10th, 50th and 90th percentile, at ranks p (n - 1) between the values. From a histogram over the upper 4095 bins of the
/// values' range; by selection where a percentile lies below them or values are few.
/// Needs: at least one value, all finite. Cost: 1 to 2 ns a value.
Band percentiles(std::span<const float> values, PercentileScratch& scratch);

/// The same at given ranks, ascending, each in 0..n-1. Needs: three or four ranks.
template <std::size_t N>
std::array<double, N> values_at_ranks(std::span<const float> values, const std::array<double, N>& ranks, PercentileScratch& scratch);

}  // namespace tmfgeo
