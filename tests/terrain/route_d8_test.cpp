// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <optional>

#include "support/terrain_twins.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo::test {
namespace {

class RouteD8 : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(AllTerrains, RouteD8, testing::ValuesIn(all_terrains()),
                         [](const auto& terrain) { return terrain.param.name; });

double slope(const Grid<float>& elevation_m, const CellMetrics& metrics, std::ptrdiff_t index, D8 d) {
  const Cell c = elevation_m.frame().cell(index);
  const double drop_m = static_cast<double>(elevation_m[c]) - static_cast<double>(elevation_m[neighbour(c, d)]);
  return drop_m / metrics.step_m(c.row, d);
}

/// The first neighbour down the steepest slope, if any is lower.
std::optional<D8> steepest_way(const Grid<float>& elevation_m, const CellMetrics& metrics, std::ptrdiff_t index) {
  std::optional<D8> way;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(elevation_m.frame().cell(index), d);
    if (!elevation_m.frame().contains(n) || !(elevation_m[n] < elevation_m[index])) continue;
    if (!way || slope(elevation_m, metrics, index, d) > slope(elevation_m, metrics, index, *way)) way = d;
  }
  return way;
}

TEST_P(RouteD8, LeavesTheSteepestWayOfTheUnfilledSurfaceOnlyWhereThatLeadsUnderALake) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  const ConditionedDem dem = condition(GetParam().dem, {});
  const FlowField flow = route_d8(dem);
  const CellMetrics metrics(given.frame());
  for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
    ASSERT_EQ(flow.direction[i], dem.way_out()[i]);
    const std::optional<D8> steepest = steepest_way(given, metrics, i);
    if (!steepest) continue;
    const double limit = slope(given, metrics, i, *steepest) * (1 - 1e-6);
    if (is_step(flow.direction[i]) && slope(given, metrics, i, flow.direction[i]) >= limit) continue;
    const Cell under = neighbour(given.frame().cell(i), *steepest);
    EXPECT_GT(dem.elevation_m()[under], given[under]) << "cell " << i;
    EXPECT_EQ(dem.elevation_m()[under], dem.elevation_m()[i]) << "cell " << i;
  }
}

TEST_P(RouteD8, LeadsEveryCellToAnOutletWithoutALoopAndNeverUphill) {
  ConditioningOptions breach;
  breach.conditioning = Conditioning::automatic;
  for (const ConditioningOptions& options : {ConditioningOptions{}, breach}) {
    const ConditionedDem dem = condition(GetParam().dem, options);
    const FlowField flow = route_d8(dem);
    for (std::ptrdiff_t i = 0; i < flow.direction.size(); ++i) {
      if (flow.direction[i] == kD8NoData) continue;
      const std::ptrdiff_t end = end_of_way(flow.direction, i);
      ASSERT_GE(end, 0);
      EXPECT_EQ(flow.direction[end], kD8Outlet);
      EXPECT_TRUE(at_edge_of_data(dem.elevation_m(), end));
      if (!is_step(flow.direction[i])) continue;
      EXPECT_LE(dem.elevation_m()[neighbour(flow.direction.frame().cell(i), flow.direction[i])], dem.elevation_m()[i]);
    }
  }
}

TEST(RouteD8Pictures, DiagonalStepsArePreferredOnlyWhereSteeper) {
  // From the middle: 2 m to the south over 100 m, 3 m to the south-east over 141 m.
  EXPECT_EQ(picture_of(route_d8(condition(dem_of("999 \n 965 \n 943"), {})).direction).substr(5, 1), "3");
  EXPECT_EQ(picture_of(route_d8(condition(dem_of("999 \n 965 \n 934"), {})).direction).substr(5, 1), "2");
}

TEST(RouteD8Pictures, EqualSlopesTakeTheFirstDirectionClockwiseFromEast) {
  EXPECT_EQ(picture_of(route_d8(condition(dem_of("959 \n 595 \n 959"), {})).direction).substr(5, 1), "6");
  EXPECT_EQ(picture_of(route_d8(condition(dem_of("959 \n 599 \n 959"), {})).direction).substr(5, 1), "2");
}

TEST(RouteD8Pictures, GeographicCellsAreWeighedByTheirTrueLengths) {
  // At 43 N a cell is 68 m wide and 93 m high: a drop of 8 m to the east is steeper than 10 m to the south.
  const Dem metric = dem_of("zzz \n zk c \n zaz");
  const std::span<const float> values = metric.elevation_m.values();
  const Dem geographic{Grid<float>(geographic_frame(3, 3), {values.begin(), values.end()})};
  EXPECT_EQ(picture_of(route_d8(condition(metric, {})).direction).substr(5, 1), "2");
  EXPECT_EQ(picture_of(route_d8(condition(geographic, {})).direction).substr(5, 1), "6");
}

TEST(RouteD8Pictures, SeaAndTerminalSinksEndTheWayBesideLowerGround) {
  ConditioningOptions options;
  options.sea_level_m = 3;
  EXPECT_EQ(picture_of(route_d8(condition(dem_of(R"(
      9 9 9 9 9
      9 6 5 3 1
      9 9 9 9 9)"), options)).direction).substr(6, 5), "666oo");

  const GridFrame frame = metric_frame(3, 5);
  const Point sink = frame.centre({1, 2});
  ConditioningOptions terminal;
  terminal.terminal_basins = {polygon_geometry({{{sink.x - 40, sink.y - 40}, {sink.x + 40, sink.y - 40},
                                                 {sink.x, sink.y + 40}, {sink.x - 40, sink.y - 40}}})};
  EXPECT_EQ(picture_of(route_d8(condition(dem_of(R"(
      9 9 9 9 9
      9 6 5 3 1
      9 9 9 9 9)"), terminal)).direction).substr(7, 4), "6t6o");
}

TEST(RouteD8Pictures, AnEdgeCellLeavesTheDataOnlyWhereNothingIsLower) {
  EXPECT_EQ(picture_of(route_d8(condition(dem_of(R"(
      8 7 6 5 4
      9 9 9 9 9
      9 9 9 9 9)"), {})).direction).substr(0, 5), "6666o");
}

TEST(RouteD8Pictures, AreTheSameOnAnyNumberOfThreads) {
  const ConditionedDem dem = condition(stepped(fractal(metric_frame(300, 200), 4), 7), {});
  use_threads(1);
  const FlowField one = route_d8(dem);
  use_threads(4);
  const FlowField four = route_d8(dem);
  use_threads(0);
  EXPECT_TRUE(std::equal(one.direction.values().begin(), one.direction.values().end(), four.direction.values().begin()));
}

}  // namespace
}  // namespace tmfgeo::test
