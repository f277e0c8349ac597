// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/percentiles.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/vectorised.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kBins = 4096;
constexpr std::size_t kFewValues = 1000;
constexpr std::size_t kLanes = 16;

struct Range {
  float low;
  float high;
};

/// Lanes side by side: a single running minimum would be one long chain.
TMFGEO_VECTORISED Range range_of(const float* values, std::size_t count) {
  std::array<float, kLanes> low;
  std::array<float, kLanes> high;
  low.fill(values[0]);
  high.fill(values[0]);
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float v = values[i + lane];
      low[lane] = v < low[lane] ? v : low[lane];
      high[lane] = v > high[lane] ? v : high[lane];
    }
  }
  Range range{low[0], high[0]};
  for (std::size_t lane = 1; lane < kLanes; ++lane) {
    range.low = std::min(range.low, low[lane]);
    range.high = std::max(range.high, high[lane]);
  }
  for (; i < count; ++i) {
    range.low = std::min(range.low, values[i]);
    range.high = std::max(range.high, values[i]);
  }
  return range;
}

TMFGEO_VECTORISED void bins_of(const float* values, std::size_t count, float low, float per_bin, std::uint16_t* bins) {
  for (std::size_t i = 0; i < count; ++i) bins[i] = static_cast<std::uint16_t>(static_cast<std::int32_t>((values[i] - low) * per_bin));
}

std::array<double, 3> by_selection(std::span<const float> values, const std::array<double, 3>& ranks, std::vector<float>& sorted) {
  sorted.assign(values.begin(), values.end());
  std::array<double, 3> found{};
  auto from = sorted.begin();
  for (std::size_t k = 0; k < ranks.size(); ++k) {
    const auto below = static_cast<std::ptrdiff_t>(std::floor(ranks[k]));
    const auto place = sorted.begin() + below;
    std::nth_element(from, place, sorted.end());
    const double value = static_cast<double>(*place);
    const double share = ranks[k] - static_cast<double>(below);
    const bool is_between = share > 0 && place + 1 != sorted.end();
    found[k] = is_between ? value + share * (static_cast<double>(*std::min_element(place + 1, sorted.end())) - value) : value;
    from = place;
  }
  return found;
}

}  // namespace

std::array<double, 3> values_at_ranks(std::span<const float> values, const std::array<double, 3>& ranks, PercentileScratch& scratch) {
  TMFGEO_EXPECTS(!values.empty());
  const Range range = range_of(values.data(), values.size());
  if (!(range.high > range.low)) return {static_cast<double>(range.low), static_cast<double>(range.low), static_cast<double>(range.low)};
  const float width = (range.high - range.low) / static_cast<float>(kBins - 1);
  if (values.size() < kFewValues || width > kWidestBin) return by_selection(values, ranks, scratch.sorted);
  scratch.counts.assign(kBins + 1, 0);
  scratch.bins.resize(values.size());
  bins_of(values.data(), values.size(), range.low, 1 / width, scratch.bins.data());
  for (const std::uint16_t bin : scratch.bins) ++scratch.counts[bin];
  std::array<double, 3> found{};
  std::size_t bin = 0;
  double below = 0;
  for (std::size_t k = 0; k < ranks.size(); ++k) {
    while (bin < kBins && below + scratch.counts[bin] <= ranks[k]) below += scratch.counts[bin++];
    const double in_bin = std::max<double>(scratch.counts[bin], 1);
    found[k] = static_cast<double>(range.low) + static_cast<double>(width) * (static_cast<double>(bin) + (ranks[k] - below + 0.5) / in_bin);
    found[k] = std::clamp(found[k], static_cast<double>(range.low), static_cast<double>(range.high));
  }
  return found;
}

Band percentiles(std::span<const float> values, PercentileScratch& scratch) {
  const double last = static_cast<double>(values.size()) - 1;
  const auto found = values_at_ranks(values, {0.1 * last, 0.5 * last, 0.9 * last}, scratch);
  return {found[0], found[1], found[2]};
}

}  // namespace tmfgeo
