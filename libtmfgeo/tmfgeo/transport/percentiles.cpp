// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/percentiles.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/vectorised.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kBlock = 64;  // bins added up at a time on the way to a rank
constexpr std::size_t kFewValues = 1000;
constexpr float kLastBin = static_cast<float>(BinCounts::kBins - 1);

struct Range {
  float low;
  float high;
};

TMFGEO_VECTORISED Range range_of(const float* values, std::size_t count) {
  float low = values[0];
  float high = values[0];
#pragma omp simd reduction(min : low) reduction(max : high)
  for (std::size_t i = 0; i < count; ++i) {
    low = values[i] < low ? values[i] : low;
    high = values[i] > high ? values[i] : high;
  }
  return {low, high};
}

TMFGEO_VECTORISED void bins_of(const float* values, std::size_t count, float low, float per_bin, std::uint16_t* bins) {
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i) {
    const float place = (values[i] - low) * per_bin;
    const float from_zero = place > 0 ? place : 0;
    const float cut = from_zero < kLastBin ? from_zero : kLastBin;
    bins[i] = static_cast<std::uint16_t>(static_cast<std::int32_t>(cut));
  }
}

template <std::size_t N>
std::array<double, N> by_selection(std::span<const float> values, const std::array<double, N>& ranks, std::vector<float>& sorted) {
  sorted.assign(values.begin(), values.end());
  std::array<double, N> found{};
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

void BinCounts::count(std::span<const std::uint16_t> bins) {
  even_.fill(0);
  odd_.fill(0);
  std::size_t i = 0;
  for (; i + 1 < bins.size(); i += 2) {
    ++even_[bins[i]];
    ++odd_[bins[i + 1]];
  }
  if (i < bins.size()) ++even_[bins[i]];
}

template <std::size_t N>
std::array<double, N> BinCounts::places_of(const std::array<double, N>& ranks) const {
  const auto block_sum = [&](std::size_t begin) {
    std::uint32_t sum = 0;
    for (std::size_t i = begin; i < begin + kBlock; ++i) sum += even_[i] + odd_[i];
    return static_cast<double>(sum);
  };
  std::array<double, N> found{};
  std::size_t block = 0;
  double below_block = 0;
  double in_block = block_sum(0);
  for (std::size_t k = 0; k < ranks.size(); ++k) {
    while (below_block + in_block <= ranks[k] && block + kBlock < kBins) {
      below_block += in_block;
      block += kBlock;
      in_block = block_sum(block);
    }
    std::size_t bin = block;
    double below = below_block;
    const auto in_bin = [&] { return static_cast<double>(even_[bin] + odd_[bin]); };
    while (bin + 1 < block + kBlock && below + in_bin() <= ranks[k]) {
      below += in_bin();
      ++bin;
    }
    found[k] = static_cast<double>(bin) + std::min((ranks[k] - below + 0.5) / std::max(in_bin(), 1.0), 1.0);
  }
  return found;
}

template std::array<double, 3> BinCounts::places_of(const std::array<double, 3>& ranks) const;

template <std::size_t N>
std::array<double, N> values_at_ranks(std::span<const float> values, const std::array<double, N>& ranks, PercentileScratch& scratch) {
  TMFGEO_EXPECTS(!values.empty());
  const Range range = range_of(values.data(), values.size());
  std::array<double, N> found{};
  found.fill(static_cast<double>(range.low));
  if (!(range.high > range.low)) return found;
  if (values.size() < kFewValues) return by_selection(values, ranks, scratch.sorted);
  const float width = std::min((range.high - range.low) / kLastBin, kWidestBin);
  // A long lower tail falls into the first bin; whoever asks for a value there is answered by selection.
  const float low = std::max(range.low, range.high - width * kLastBin);
  scratch.bins.resize(values.size());
  bins_of(values.data(), values.size(), low, 1 / width, scratch.bins.data());
  scratch.counts.count(scratch.bins);
  found = scratch.counts.places_of(ranks);
  if (low > range.low && found[0] < 1) return by_selection(values, ranks, scratch.sorted);
  for (double& value : found) value = std::min(static_cast<double>(low) + static_cast<double>(width) * value, static_cast<double>(range.high));
  return found;
}

template std::array<double, 3> values_at_ranks(std::span<const float> values, const std::array<double, 3>& ranks, PercentileScratch& scratch);
template std::array<double, 4> values_at_ranks(std::span<const float> values, const std::array<double, 4>& ranks, PercentileScratch& scratch);

Band percentiles(std::span<const float> values, PercentileScratch& scratch) {
  const double last = static_cast<double>(values.size()) - 1;
  const auto found = values_at_ranks(values, std::array{0.1 * last, 0.5 * last, 0.9 * last}, scratch);
  return {found[0], found[1], found[2]};
}

}  // namespace tmfgeo
