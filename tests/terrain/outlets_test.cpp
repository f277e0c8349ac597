// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/outlets.h"

#include <gtest/gtest.h>

#include "support/terrain_twins.h"
#include "tmfgeo/terrain/depressions.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo::test {
namespace {

/// A rectangle around whole cells of metric_frame(), from a row and column up to the last ones.
Geometry around_cells(std::ptrdiff_t row, std::ptrdiff_t column, std::ptrdiff_t last_row, std::ptrdiff_t last_column) {
  const GridFrame frame = metric_frame(1, 1);
  const double west = frame.west + static_cast<double>(column) * 100;
  const double east = frame.west + static_cast<double>(last_column + 1) * 100;
  const double north = frame.north - static_cast<double>(row) * 100;
  const double south = frame.north - static_cast<double>(last_row + 1) * 100;
  return polygon_geometry({{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}});
}

/// Two basins side by side, the eastern one with two hollows of its own.
constexpr std::string_view kBasins = R"(
    9 9 9 9 9 9 9 9 9
    9 6 6 9 7 7 7 7 8
    9 6 5 9 3 7 6 2 9
    9 9 9 9 7 7 7 7 9
    9 9 9 9 9 9 9 9 9)";

TEST(TerminalSinks, StayWhereAPolygonSaysSo) {
  ConditioningOptions options;
  options.terminal_basins = {around_cells(1, 4, 3, 7)};
  const ConditionedDem conditioned = condition(dem_of(kBasins), options);
  EXPECT_EQ(picture_of(conditioned.elevation_m()), picture(R"(
      9 9 9 9 9 9 9 9 9
      9 9 9 9 7 7 7 7 8
      9 9 9 9 7 7 6 2 9
      9 9 9 9 7 7 7 7 9
      9 9 9 9 9 9 9 9 9)"));
  EXPECT_EQ(conditioned.terminal_sinks(), 1);
  EXPECT_EQ(conditioned.ends().terminal_cells, (std::vector<std::int64_t>{2 * 9 + 7}));
}

TEST(TerminalSinks, OfAPolygonWithoutElevationsAreNone) {
  ConditioningOptions options;
  options.terminal_basins = {around_cells(50, 50, 60, 60), around_cells(2, 2, 2, 2), Geometry{}};
  Dem dem = dem_of(kBasins);
  dem.elevation_m[Cell{2, 2}] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(condition(dem, options).terminal_sinks(), 0);
}

TEST(TerminalSinks, StayWhereADepressionIsDeepAndLarge) {
  // The western basin is 4 m deep and 4 cells large, the eastern one spills at 8 m: 6 m deep, 12 cells.
  ConditioningOptions options;
  options.terminal_min_depth_m = 4.5;
  options.terminal_min_area_km2 = 0.05;
  const ConditionedDem conditioned = condition(dem_of(kBasins), options);
  EXPECT_EQ(picture_of(conditioned.elevation_m()), picture(R"(
      9 9 9 9 9 9 9 9 9
      9 9 9 9 7 7 7 7 8
      9 9 9 9 7 7 6 2 9
      9 9 9 9 7 7 7 7 9
      9 9 9 9 9 9 9 9 9)"));
  EXPECT_EQ(conditioned.terminal_sinks(), 1);
}

TEST(TerminalSinks, NeedBothLimitsExceeded) {
  ConditioningOptions options;
  options.terminal_min_depth_m = 6;
  EXPECT_EQ(condition(dem_of(kBasins), options).terminal_sinks(), 0);
  options.terminal_min_depth_m = 1;
  options.terminal_min_area_km2 = 0.13;
  EXPECT_EQ(condition(dem_of(kBasins), options).terminal_sinks(), 0);
}

TEST(TerminalSinks, AreFoundInsideKeptDepressionsToo) {
  ConditioningOptions options;
  options.terminal_min_depth_m = 3.5;
  const ConditionedDem conditioned = condition(dem_of(kBasins), options);
  EXPECT_EQ(conditioned.terminal_sinks(), 3);
  EXPECT_EQ(conditioned.ends().terminal_cells, (std::vector<std::int64_t>{2 * 9 + 2, 2 * 9 + 4, 2 * 9 + 7}));
  EXPECT_EQ(conditioned.filled_cells(), 0);
}

TEST(TerminalSinks, LeaveNoDepressionBeyondTheLimits) {
  ConditioningOptions options;
  options.terminal_min_depth_m = 10;
  options.terminal_min_area_km2 = 0.05;
  std::ptrdiff_t sinks = 0;
  for (const NamedTerrain& terrain : all_terrains()) {
    const ConditionedDem conditioned = condition(terrain.dem, options);
    sinks += conditioned.terminal_sinks();
    const Grid<float>& given = terrain.dem.elevation_m;
    EXPECT_TRUE(deep_depressions(given, conditioned.elevation_m(), CellMetrics(given.frame()), {10, 0.05}).empty())
        << terrain.name;
    const Grid<D8> direction = route_d8(conditioned).direction;
    for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
      const D8 end = std::isnan(given[i]) ? kD8Outlet : direction[end_of_way(direction, i)];
      ASSERT_TRUE(end == kD8Outlet || end == kD8Terminal) << terrain.name;
      if (direction[i] == kD8Terminal) {
        EXPECT_EQ(conditioned.elevation_m()[i], given[i]);
      }
    }
  }
  EXPECT_GT(sinks, 10);
}

TEST(TerminalSinks, AreMeasuredAsTheBreachLeavesThem) {
  const Dem dem = dem_of(R"(
      9 9 9 9 9 9
      9 5 1 9 1 0
      9 9 9 9 9 9)");
  ConditioningOptions options;
  options.conditioning = Conditioning::breach;
  options.terminal_min_depth_m = 2;
  options.breach_max_depth_m = 8;
  EXPECT_EQ(condition(dem, options).terminal_sinks(), 0);
  options.breach_max_depth_m = 7;
  EXPECT_EQ(condition(dem, options).terminal_sinks(), 1);
}

/// Cell by cell over the whole grid: every group of raised cells of one level.
std::vector<std::int64_t> deep_depressions_twin(const Grid<float>& given, const Grid<float>& filled, double min_depth_m, double min_cells) {
  std::vector<std::int64_t> bottoms;
  std::vector<bool> seen(static_cast<std::size_t>(given.size()), false);
  const Neighbours neighbours(given.frame());
  for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
    std::vector<std::ptrdiff_t> group;
    const auto visit = [&](std::ptrdiff_t cell) {
      if (seen[static_cast<std::size_t>(cell)] || !(filled[cell] > given[cell]) || filled[cell] != filled[i]) return;
      seen[static_cast<std::size_t>(cell)] = true;
      group.push_back(cell);
    };
    visit(i);
    for (std::size_t k = 0; k < group.size(); ++k) neighbours(group[k], [&](D8, std::ptrdiff_t n) { visit(n); });
    if (group.empty()) continue;
    std::ptrdiff_t bottom = group.front();
    for (const std::ptrdiff_t cell : group) {
      if (given[cell] < given[bottom] || (given[cell] == given[bottom] && cell < bottom)) bottom = cell;
    }
    const double depth_m = static_cast<double>(filled[i]) - static_cast<double>(given[bottom]);
    if (depth_m > min_depth_m && static_cast<double>(group.size()) > min_cells) bottoms.push_back(bottom);
  }
  std::sort(bottoms.begin(), bottoms.end());
  return bottoms;
}

TEST(DeepDepressions, AreThoseOfAPlainSearchForAnyTiles) {
  std::size_t found = 0;
  for (const NamedTerrain& terrain : all_terrains()) {
    const Grid<float>& given = terrain.dem.elevation_m;
    const Grid<float> filled = condition(terrain.dem, {}).elevation_m();
    const CellMetrics metrics(given.frame());
    // Half a cell of room, so that true areas of cells and their number agree.
    const double cell_km2 = metrics.row(given.rows() / 2).area_m2 * 1e-6;
    const auto expected = deep_depressions_twin(given, filled, 2, 2.5);
    found += expected.size();
    for (const std::ptrdiff_t side : {2, 5, 16, 256}) {
      EXPECT_EQ(deep_depressions(given, filled, metrics, {2, 2.5 * cell_km2}, side), expected) << terrain.name << " " << side;
    }
  }
  EXPECT_GT(found, 20U);
}

TEST(MarkEnds, FindsEdgeSeaAndTheNeighboursOfNodata) {
  ConditioningOptions options;
  options.sea_level_m = 2;
  const Grid<float> given = dem_of(R"(
      9 9 9 9 9 9
      9 9 9 9 9 9
      9 2 9 9 . 9
      9 3 9 9 9 9
      9 9 9 9 9 9)").elevation_m;
  EXPECT_EQ(picture_of(mark_ends(given, ends_of(given, options))), picture(R"(
      o o o o o o
      o ? ? o o o
      o o ? o . o
      o ? ? o o o
      o o o o o o)"));
}

TEST(MarkEnds, SeaDrainsTheLandBesideItAndKeepsItsElevations) {
  ConditioningOptions options;
  options.sea_level_m = 1;
  const ConditionedDem conditioned = condition(dem_of(R"(
      9 9 9 9 9
      9 1 0 9 9
      9 0 0 4 9
      9 9 9 9 9)"), options);
  EXPECT_EQ(conditioned.filled_cells(), 0);
  EXPECT_TRUE(conditioned.is_sea(conditioned.elevation_m().frame().index({1, 1})));
  EXPECT_FALSE(conditioned.is_sea(conditioned.elevation_m().frame().index({2, 3})));
}

}  // namespace
}  // namespace tmfgeo::test
