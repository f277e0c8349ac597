// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/rank_draws.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

/// The order of values that are not negative is that of their bits: one count over the range of their keys leaves only the
/// few that share a bin with the value wanted to be sorted.
template <class Key, class T>
Band band(std::span<const T> values) {
  TMFGEO_EXPECTS(!values.empty());
  constexpr unsigned bin_bits = 12;
  Key least = std::bit_cast<Key>(values.front());
  Key most = least;
  for (const T v : values) {
    const Key key = std::bit_cast<Key>(v);
    least = std::min(least, key);
    most = std::max(most, key);
  }
  const unsigned width = static_cast<unsigned>(std::bit_width(static_cast<Key>(most - least)));
  const unsigned shift = width > bin_bits ? width - bin_bits : 0;
  std::array<std::uint32_t, std::size_t{1} << bin_bits> counts{};
  for (const T v : values) ++counts[(std::bit_cast<Key>(v) - least) >> shift];
  std::array<double, 3> found{};
  std::vector<T> inside;
  std::size_t i = 0;
  for (const double p : {0.1, 0.5, 0.9}) {
    auto place = static_cast<std::size_t>(std::max(1.0, std::ceil(p * static_cast<double>(values.size()) - 1e-9))) - 1;
    std::size_t bin = 0;
    for (; place >= counts[bin]; ++bin) place -= counts[bin];
    inside.clear();
    for (const T v : values) {
      if (((std::bit_cast<Key>(v) - least) >> shift) == bin) inside.push_back(v);
    }
    std::nth_element(inside.begin(), inside.begin() + static_cast<std::ptrdiff_t>(place), inside.end());
    found[i++] = static_cast<double>(inside[place]);
  }
  return {found[0], found[1], found[2]};
}

/// Sorts by the upper half of each number, in three rounds of eleven bits; equal ones keep their order.
void radix_sort(std::vector<std::uint64_t>& items, std::vector<std::uint64_t>& scratch) {
  constexpr std::uint64_t mask = 2047;
  std::array<std::array<std::uint32_t, 2048>, 3> counts{};
  for (const std::uint64_t item : items) {
    for (unsigned round = 0; round < 3; ++round) ++counts[round][(item >> (32 + 11 * round)) & mask];
  }
  scratch.resize(items.size());
  for (unsigned round = 0; round < 3; ++round) {
    std::exclusive_scan(counts[round].begin(), counts[round].end(), counts[round].begin(), std::uint32_t{0});
    for (const std::uint64_t item : items) scratch[counts[round][(item >> (32 + 11 * round)) & mask]++] = item;
    items.swap(scratch);
  }
}

/// Ranks of one draw out of keys (upper half) and items (lower half).
void rank_one(std::vector<std::uint64_t>& items, std::vector<std::uint64_t>& scratch, std::span<float> ranks) {
  if (items.size() < 512) {
    std::sort(items.begin(), items.end());
  } else {
    radix_sort(items, scratch);
  }
  std::size_t place = 1;
  for (std::size_t i = items.size(); i-- > 0;) {
    const bool as_before = i + 1 < items.size() && (items[i] >> 32U) == (items[i + 1] >> 32U);
    if (!as_before) place = items.size() - i;
    ranks[items[i] & 0xFFFFFFFFU] = static_cast<float>(place);
  }
}

}  // namespace

Band band_of(std::span<const float> values) { return band<std::uint32_t>(values); }
Band band_of(std::span<const double> values) { return band<std::uint64_t>(values); }

std::vector<Band> rank_bands(std::vector<float> values, std::size_t draws) {
  TMFGEO_EXPECTS(draws > 0 && values.size() % draws == 0);
  const std::size_t count = values.size() / draws;
  TMFGEO_EXPECTS(count < (std::size_t{1} << 24U));  // a float holds every rank exactly
  // Sixteen neighbouring draws of one item share a cache line.
  constexpr std::size_t together = 16;
  const std::size_t blocks = (draws + together - 1) / together;
  parallel_for(0, static_cast<std::ptrdiff_t>(blocks), 4, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    std::vector<std::vector<std::uint64_t>> items(together, std::vector<std::uint64_t>(count));
    std::vector<std::uint64_t> scratch;
    std::vector<float> ranks(count * together);
    for (auto block = static_cast<std::size_t>(begin); block < static_cast<std::size_t>(end); ++block) {
      const std::size_t first = block * together;
      const std::size_t width = std::min(together, draws - first);
      for (std::size_t item = 0; item < count; ++item) {
        for (std::size_t d = 0; d < width; ++d) {
          const auto key = std::bit_cast<std::uint32_t>(values[item * draws + first + d]);  // positive floats sort as their bits
          items[d][item] = (std::uint64_t{key} << 32U) | item;
        }
      }
      for (std::size_t d = 0; d < width; ++d) rank_one(items[d], scratch, {ranks.data() + d * count, count});
      for (std::size_t item = 0; item < count; ++item) {
        for (std::size_t d = 0; d < width; ++d) values[item * draws + first + d] = ranks[d * count + item];
      }
    }
  });
  std::vector<Band> bands(count);
  parallel_for(0, static_cast<std::ptrdiff_t>(count), 8, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) bands[i] = band_of(std::span<const float>(values).subspan(i * draws, draws));
  });
  return bands;
}

std::vector<std::size_t> tiers(std::span<const Band> ranks) {
  std::vector<std::size_t> order(ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranks[a].p50 < ranks[b].p50; });
  std::vector<std::size_t> tier(ranks.size(), 0);
  std::size_t current = 0;
  double reaches = 0;
  for (const std::size_t item : order) {
    if (current == 0 || ranks[item].p10 > reaches) {
      ++current;
      reaches = ranks[item].p90;
    }
    tier[item] = current;
  }
  return tier;
}

}  // namespace tmfgeo
