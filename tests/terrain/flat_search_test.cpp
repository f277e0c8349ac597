// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flat_search.h"

#include <gtest/gtest.h>

#include <map>

#include "support/fill_terrains.h"
#include "support/route_twin.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {
namespace {

constexpr std::uint8_t kEast = 1U << 0U;
constexpr std::uint8_t kSouth = 1U << 2U;
constexpr std::uint8_t kWest = 1U << 4U;
constexpr std::uint8_t kNorth = 1U << 6U;

TEST(NewWays, AreVisitedWithTheirDirections) {
  std::map<int, D8> seen;
  NewWays{(1ULL << 3U) | (1ULL << 63U) | 1U, {1ULL << 63U, 1ULL << 3U | 1ULL << 63U, 1ULL << 63U}}.each(
      [&](int bit, D8 way) { seen[bit] = way; });
  EXPECT_EQ(seen, (std::map<int, D8>{{0, 0}, {3, 2}, {63, 7}}));
}

/// A row of 130 level cells of which only one at `shore` is settled: after how many rounds each cell has its way.
std::vector<int> rounds_in_a_row(std::size_t shore) {
  constexpr std::ptrdiff_t kColumns = 130;
  std::vector<std::uint64_t> open{~0ULL, ~0ULL, 3};
  open[shore / 64] &= ~(1ULL << (shore % 64));
  std::vector<std::uint8_t> level(kColumns, kEast | kWest);
  level.front() = kEast;
  level.back() = kWest;
  FlatSearch search;
  search.reset(1, kColumns);
  search.open_row(0, open, level);
  search.list_all();
  std::vector<int> settled(kColumns);
  for (int round = 1; search.is_listed(); ++round) {
    search.round([&](std::ptrdiff_t, std::ptrdiff_t word, const NewWays& ways) {
      ways.each([&](int bit, D8 way) {
        const auto column = static_cast<std::size_t>(word * 64 + bit);
        settled[column] = round;
        EXPECT_EQ(way, column < shore ? 0 : 4) << column;
      });
    });
  }
  return settled;
}

TEST(FlatSearch, GoesOneCellFartherInEveryRoundAcrossWords) {
  for (const std::size_t shore : {0U, 1U, 62U, 63U, 64U, 65U, 127U, 128U, 129U}) {
    const std::vector<int> settled = rounds_in_a_row(shore);
    for (std::size_t c = 0; c < settled.size(); ++c) {
      EXPECT_EQ(settled[c], static_cast<int>(c > shore ? c - shore : shore - c)) << "shore " << shore << ", column " << c;
    }
  }
}

TEST(FlatSearch, TakesCellsOfTheFrameIntoAccountOnceTheyAreClosed) {
  // Two rows of 64 cells, all level, around them the frame; nothing is settled.
  const std::vector<std::uint64_t> open{~0ULL};
  FlatSearch search;
  for (const auto& [frame_cell, expected] : std::map<std::pair<int, int>, std::pair<int, int>>{
           {{-1, 0}, {0, 0}}, {{0, -1}, {0, 0}}, {{2, 63}, {1, 63}}, {{1, 64}, {1, 63}}, {{-1, 30}, {0, 30}}}) {
    search.reset(2, 64);
    for (std::ptrdiff_t row = 0; row < 2; ++row) search.open_row(row, open, std::vector<std::uint8_t>(64, kEast | kSouth | kWest | kNorth));
    search.open_frame();
    search.list_all();
    int settled = 0;
    search.round([&](std::ptrdiff_t, std::ptrdiff_t, const NewWays& ways) { settled += std::popcount(ways.cells); });
    EXPECT_EQ(settled, 0);
    EXPECT_FALSE(search.is_listed());
    search.close_frame_cell({frame_cell.first, frame_cell.second});
    ASSERT_TRUE(search.is_listed());
    search.round([&, cell = expected](std::ptrdiff_t row, std::ptrdiff_t, const NewWays& ways) {
      ways.each([&](int bit, D8) { EXPECT_EQ(std::pair(static_cast<int>(row), bit), cell); });
      settled += std::popcount(ways.cells);
    });
    EXPECT_EQ(settled, 1);
  }
}

/// Widths about the 64 cells of a word.
TEST(RouteD8, OverWideFlatsIsThatOfTheDefinition) {
  for (const std::ptrdiff_t columns : {1, 63, 64, 65, 127, 128, 129, 200}) {
    Dem dem = with_holes(noise(metric_frame(20, columns), 7, 3, 1), 7, 0.01);
    for (float& z : dem.elevation_m.values()) z = std::floor(z);
    const ConditionedDem conditioned = condition(dem, {});
    EXPECT_TRUE(same_values(route_d8(conditioned, 7).direction, ways_by_definition(conditioned.elevation_m(), {}))) << columns;
  }
}

}  // namespace
}  // namespace tmfgeo::test
