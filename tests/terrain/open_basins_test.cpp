// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/open_basins.h"

#include <gtest/gtest.h>

#include "support/terrains.h"

namespace tmfgeo::test {
namespace {

/// Two valleys that fall to the south, a ridge between them.
FlowField two_valleys() {
  return route_d8(condition(dem_of(R"(
      9 7 9 h 9 7 9
      8 6 8 h 8 6 8
      7 5 7 h 7 5 7
      6 4 6 h 6 4 6)"), {}));
}

std::int64_t with_direction(const FlowField& flow, std::ptrdiff_t first_column, std::ptrdiff_t last_column) {
  std::int64_t count = 0;
  for (std::ptrdiff_t i = 0; i < flow.direction.size(); ++i) {
    const std::ptrdiff_t column = flow.direction.frame().cell(i).column;
    count += column >= first_column && column <= last_column && flow.direction[i] != kD8NoData ? 1 : 0;
  }
  return count;
}

TEST(LeaveOutOpenBasins, KeepsAllOfAGridWithoutOpenSides) {
  FlowField flow = two_valleys();
  EXPECT_EQ(leave_out_open_basins(flow, {}), 0);
  EXPECT_EQ(with_direction(flow, 0, 6), 28);
}

TEST(LeaveOutOpenBasins, TakesBasinsThatReachTheOpenSideAsAWhole) {
  FlowField flow = two_valleys();
  const std::int64_t taken = leave_out_open_basins(flow, {.east = true, .band = 1});
  EXPECT_EQ(with_direction(flow, 4, 6), 0);   // the whole eastern valley, not only its edge
  EXPECT_EQ(with_direction(flow, 0, 2), 12);  // nothing of the western one
  EXPECT_EQ(taken + with_direction(flow, 0, 6), 28);
}

TEST(LeaveOutOpenBasins, TakesWhatReachesTheBand) {
  FlowField flow = two_valleys();
  leave_out_open_basins(flow, {.east = true, .band = 5});
  EXPECT_EQ(with_direction(flow, 0, 6), 0);
}

TEST(LeaveOutOpenBasins, LooksAtEverySide) {
  for (const OpenSides& open : {OpenSides{.north = true}, OpenSides{.south = true}}) {
    FlowField flow = two_valleys();
    leave_out_open_basins(flow, open);
    EXPECT_EQ(with_direction(flow, 1, 1) + with_direction(flow, 5, 5), 0);
  }
  FlowField flow = two_valleys();
  leave_out_open_basins(flow, {.west = true});
  EXPECT_EQ(with_direction(flow, 0, 2), 0);
  EXPECT_EQ(with_direction(flow, 4, 6), 12);
}

/// A part of a terrain answers as the whole wherever it answers, however narrow the band.
TEST(LeaveOutOpenBasins, LeavesDirectionsAndLevelsOfTheLargerGrid) {
  std::ptrdiff_t answered = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Dem whole = fractal(geographic_frame(80, 90), seed);
    const ConditionedDem conditioned = condition(whole, {});
    const FlowField flow = route_d8(conditioned);
    GridFrame frame = whole.elevation_m.frame();
    constexpr Cell corner{0, 20};
    frame.rows = 60;
    frame.columns = 50;
    frame.west += static_cast<double>(corner.column) * frame.cell_width;
    Dem part{Grid<float>(frame)};
    const auto there = [&](std::ptrdiff_t i) {
      const Cell c = frame.cell(i);
      return Cell{c.row + corner.row, c.column + corner.column};
    };
    for (std::ptrdiff_t i = 0; i < frame.size(); ++i) part.elevation_m[i] = whole.elevation_m[there(i)];
    const ConditionedDem own = condition(part, {});
    FlowField own_flow = route_d8(own);
    leave_out_open_basins(own_flow, {.south = true, .west = true, .east = true, .band = 1});
    for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
      if (own_flow.direction[i] == kD8NoData) continue;
      ++answered;
      ASSERT_EQ(own.elevation_m()[i], conditioned.elevation_m()[there(i)]) << seed << " cell " << i;
      ASSERT_EQ(own_flow.direction[i], flow.direction[there(i)]) << seed << " cell " << i;
    }
  }
  EXPECT_GT(answered, 1000);
}

}  // namespace
}  // namespace tmfgeo::test
