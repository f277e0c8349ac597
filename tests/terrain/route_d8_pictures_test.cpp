// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {
namespace {

std::string ways_of(const Dem& dem, const ConditioningOptions& options = {}) {
  return picture_of(route_d8(condition(dem, options)).direction);
}
std::string ways_of(std::string_view dem, const ConditioningOptions& options = {}) { return ways_of(dem_of(dem), options); }

TEST(RouteD8Pictures, DiagonalStepsArePreferredOnlyWhereSteeper) {
  // From the middle: 2 m to the south over 100 m, 3 m to the south-east over 141 m.
  EXPECT_EQ(ways_of("999 \n 965 \n 943").substr(5, 1), "3");
  EXPECT_EQ(ways_of("999 \n 965 \n 934").substr(5, 1), "2");
}

TEST(RouteD8Pictures, EqualSlopesTakeTheFirstDirectionClockwiseFromEast) {
  EXPECT_EQ(ways_of("959 \n 595 \n 959").substr(5, 1), "6");
  EXPECT_EQ(ways_of("959 \n 599 \n 959").substr(5, 1), "2");
}

TEST(RouteD8Pictures, GeographicCellsAreWeighedByTheirTrueLengths) {
  // At 43 N a cell is 68 m wide and 93 m high: a drop of 8 m to the east is steeper than 10 m to the south.
  const Dem metric = dem_of("zzz \n zk c \n zaz");
  const std::span<const float> values = metric.elevation_m.values();
  const Dem geographic{Grid<float>(geographic_frame(3, 3), {values.begin(), values.end()})};
  EXPECT_EQ(ways_of(metric).substr(5, 1), "2");
  EXPECT_EQ(ways_of(geographic).substr(5, 1), "6");
}

TEST(RouteD8Pictures, SeaAndTerminalSinksEndTheWayBesideLowerGround) {
  constexpr std::string_view kSlope = R"(
      9 9 9 9 9
      9 6 5 3 1
      9 9 9 9 9)";
  ConditioningOptions options;
  options.sea_level_m = 3;
  EXPECT_EQ(ways_of(kSlope, options).substr(6, 5), "666oo");

  const Point sink = metric_frame(3, 5).centre({1, 2});
  ConditioningOptions terminal;
  terminal.terminal_basins = {polygon_geometry({{{sink.x - 40, sink.y - 40}, {sink.x + 40, sink.y - 40},
                                                 {sink.x, sink.y + 40}, {sink.x - 40, sink.y - 40}}})};
  EXPECT_EQ(ways_of(kSlope, terminal).substr(7, 4), "6t6o");
}

TEST(RouteD8Pictures, AnEdgeCellLeavesTheDataOnlyWhereNothingIsLower) {
  EXPECT_EQ(ways_of(R"(
      8 7 6 5 4
      9 9 9 9 9
      9 9 9 9 9)").substr(0, 5), "6666o");
}

TEST(RouteD8Pictures, DropsTooSmallForASlopeStillLeadDown) {
  // The smallest numbers there are: their slopes over 100 m are nothing in single precision.
  Dem dem = dem_of("9999 \n 9321 \n 9999");
  for (float& z : dem.elevation_m.values()) z *= std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(ways_of(dem), picture(R"(
      3 3 3 2
      6 6 6 o
      9 9 9 8)"));
}

TEST(RouteD8Pictures, BothZerosAreOneElevation) {
  Dem dem = dem_of("999 \n 900 \n 999");
  dem.elevation_m[4] = -0.0F;
  EXPECT_EQ(ways_of(dem).substr(5, 1), "6");
}

TEST(RouteD8Pictures, OverALakeWaterGoesStraightToItsNotch) {
  // Water stands at 7; what the ground does beneath does not matter.
  EXPECT_EQ(ways_of(R"(
      9 9 9 9 9 9
      9 6 6 8 8 9
      9 1 2 3 7 0
      9 6 6 8 8 9
      9 9 9 9 9 9)"), picture(R"(
      3 2 2 1 2 1
      6 6 3 2 3 2
      6 6 6 6 6 o
      6 6 9 4 9 8
      9 8 8 7 8 7)"));
}

TEST(RouteD8Pictures, OnAFlatWaterTakesAShortestWayToTheLevelsRim) {
  const Grid<D8> direction = route_d8(condition(dem_of(R"(
      9 9 9 9 9 9 9
      9 5 5 5 5 5 9
      9 5 5 5 5 5 9
      9 5 5 5 5 5 4
      9 9 9 9 9 9 9)"), {})).direction;
  const Cell exit{3, 6};
  for (std::ptrdiff_t row = 1; row <= 3; ++row) {
    for (std::ptrdiff_t column = 1; column <= 5; ++column) {
      std::ptrdiff_t steps = 0;
      Cell c{row, column};
      for (; !(c == exit); c = neighbour(c, direction[c])) ++steps;
      EXPECT_EQ(steps, std::max(exit.row - row, exit.column - column));
    }
  }
}

TEST(RouteD8Pictures, OnAFlatTheFirstOfTheShortestWaysCounts) {
  // From the middle both ends of the flat are one step away: south comes before north in the order of kD8Steps.
  EXPECT_EQ(ways_of("z4z \n z5z \n z5z \n z5z \n z1z"), picture(R"(
      6 o 4
      6 8 4
      6 2 4
      6 2 4
      6 o 4)"));
}

TEST(RouteD8Pictures, AWayOverAFlatHasNoMoreDiagonalStepsThanItNeeds) {
  // Whichever side the exit is on, and for one beside the row and one farther away.
  for (const auto& [exit, side] : std::vector<std::pair<Cell, Cell>>{{{6, 0}, {6, 10}}, {{6, 12}, {6, 2}}, {{0, 6}, {10, 6}}, {{12, 6}, {2, 6}}}) {
    Dem dem = terrain(metric_frame(13, 13), [](double r, double c) { return r < 1 || c < 1 || r > 11 || c > 11 ? 9 : 5; });
    dem.elevation_m[exit] = 4;
    const Grid<D8> direction = route_d8(condition(dem, {})).direction;
    for (const Cell start : {side, Cell{side.row == 6 ? 3 : side.row, side.column == 6 ? 9 : side.column}}) {
      std::ptrdiff_t steps = 0;
      std::ptrdiff_t diagonal = 0;
      for (Cell c = start; !(c == exit); c = neighbour(c, direction[c])) {
        ++steps;
        diagonal += is_diagonal(direction[c]) ? 1 : 0;
      }
      const std::ptrdiff_t down = std::abs(start.row - exit.row);
      const std::ptrdiff_t across = std::abs(start.column - exit.column);
      EXPECT_EQ(steps, std::max(down, across));
      EXPECT_EQ(diagonal, std::min(down, across));
    }
  }
}

TEST(RouteD8Pictures, AFlatEndsWhereDataOrLandDoOrInATerminalSink) {
  // Two steps from the edge and from the hole, east comes first.
  EXPECT_EQ(ways_of(R"(
      9 9 9 9 9 9 9
      5 5 5 5 5 . 9
      9 9 9 9 9 9 9)").substr(8, 7), "o466o.o");
  ConditioningOptions wall;
  wall.nodata = NodataRule::wall;
  EXPECT_EQ(ways_of(R"(
      . . . . .
      . 5 5 5 .
      . . . . .)", wall).substr(6, 5), ".t44.");
}

TEST(RouteD8Pictures, ARegionWalledInByNodataEndsInItsLowestCell) {
  ConditioningOptions wall;
  wall.nodata = NodataRule::wall;
  EXPECT_EQ(ways_of(R"(
      9 . . . . .
      . . 7 5 . .
      . 6 8 5 . .
      . . . . . 1)", wall), picture(R"(
      o . . . . .
      . . 6 t . .
      . 9 6 8 . .
      . . . . . o)"));
}

TEST(RouteD8Pictures, InfiniteElevationsCountAsNodata) {
  Dem dem = flat(metric_frame(3, 3));
  dem.elevation_m[4] = std::numeric_limits<float>::infinity();
  dem.elevation_m[0] = -std::numeric_limits<float>::infinity();
  EXPECT_EQ(ways_of(dem), ".oo\no.o\nooo\n");
}

}  // namespace
}  // namespace tmfgeo::test
