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
  constexpr std::array shares{0.1, 0.5, 0.9};
  std::array<std::size_t, 3> place{};
  std::array<std::size_t, 3> bin{};
  for (std::size_t i = 0; i < 3; ++i) {
    place[i] = static_cast<std::size_t>(std::max(1.0, std::ceil(shares[i] * static_cast<double>(values.size()) - 1e-9))) - 1;
    for (; place[i] >= counts[bin[i]]; ++bin[i]) place[i] -= counts[bin[i]];
  }
  std::array<std::vector<T>, 3> inside;
  for (const T v : values) {
    const std::size_t own = (std::bit_cast<Key>(v) - least) >> shift;
    for (std::size_t i = 0; i < 3; ++i) {
      if (own == bin[i]) inside[i].push_back(v);
    }
  }
  std::array<double, 3> found{};
  for (std::size_t i = 0; i < 3; ++i) {
    std::nth_element(inside[i].begin(), inside[i].begin() + static_cast<std::ptrdiff_t>(place[i]), inside[i].end());
    found[i] = static_cast<double>(inside[i][place[i]]);
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

/// Ranks of one draw out of keys (upper half) and items (lower half); `open_count` of them are marked.
void rank_one(std::vector<std::uint64_t>& items, std::vector<std::uint64_t>& scratch, std::span<const char> open, std::size_t open_count, std::span<float> ranks) {
  if (items.size() < 512) {
    std::sort(items.begin(), items.end());
  } else {
    radix_sort(items, scratch);
  }
  std::size_t closed = 0;  // without a mark, above the item at hand or equal to it
  std::size_t above = 0;
  for (std::size_t i = items.size(); i-- > 0;) {
    const bool as_before = i + 1 < items.size() && (items[i] >> 32U) == (items[i + 1] >> 32U);
    if (!as_before) above = closed;
    const std::size_t item = items[i] & 0xFFFFFFFFU;
    const std::size_t own = open.empty() || open[item] == 0 ? 0 : 1;
    ranks[item] = static_cast<float>(1 + above + open_count - own);
    closed += 1 - own;
  }
}

}  // namespace

Band band_of(std::span<const float> values) { return band<std::uint32_t>(values); }
Band band_of(std::span<const double> values) { return band<std::uint64_t>(values); }

std::vector<Band> rank_bands(std::vector<float> values, std::size_t draws, std::span<const char> open) {
  TMFGEO_EXPECTS(draws > 0 && values.size() % draws == 0);
  const std::size_t count = values.size() / draws;
  TMFGEO_EXPECTS(count < (std::size_t{1} << 24U));  // a float holds every rank exactly
  TMFGEO_EXPECTS(open.empty() || open.size() == count);
  const auto open_count = static_cast<std::size_t>(std::count_if(open.begin(), open.end(), [](char o) { return o != 0; }));
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
      for (std::size_t d = 0; d < width; ++d) rank_one(items[d], scratch, open, open_count, {ranks.data() + d * count, count});
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
  for (std::size_t current = 1; !order.empty(); ++current) {
    const double reaches = ranks[order.front()].p90;
    std::erase_if(order, [&](std::size_t item) {
      if (ranks[item].p10 > reaches) return false;
      tier[item] = current;
      return true;
    });
  }
  return tier;
}

}  // namespace tmfgeo
