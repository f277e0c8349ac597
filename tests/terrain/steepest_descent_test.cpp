// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/fill_terrains.h"
#include "support/tile_surfaces.h"
#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

/// The steepest way of a cell by definition, kD8Unresolved if no neighbour is lower.
D8 steepest(const Grid<float>& elevation_m, const CellMetrics& metrics, Cell cell) {
  double best = 0;
  D8 way = kD8Unresolved;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(cell, d);
    if (!elevation_m.frame().contains(n)) continue;
    const double drop_m = static_cast<double>(elevation_m[cell]) - static_cast<double>(elevation_m[n]);
    const double slope = drop_m / metrics.step_m(cell.row, d);
    if (slope > best * (1 + 1e-6)) {
      best = slope;
      way = d;
    }
  }
  return way;
}

/// The neighbours of a cell's elevation, a bit for each direction.
std::uint8_t as_high(const Grid<float>& elevation_m, Cell cell) {
  unsigned level = 0;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(cell, d);
    if (elevation_m.frame().contains(n) && elevation_m[n] == elevation_m[cell]) level |= 1U << d;
  }
  return static_cast<std::uint8_t>(level);
}

/// Widths about the blocks in which the kernel works.
TEST(SteepestDescent, IsThatOfTheDefinitionInTilesOfAnyWidth) {
  for (const std::ptrdiff_t columns : {1, 2, 7, 8, 9, 63, 64, 65, 128, 150}) {
    for (const GridFrame& frame : {metric_frame(5, columns), geographic_frame(5, columns), frame_at(10, 90, 5, columns)}) {
      const Grid<float> given = with_holes(noise(frame, 5, 40, 0.5), 5, 0.1).elevation_m;
      const CellMetrics metrics(frame);
      for (const std::ptrdiff_t side : {3, 64, 200}) {
        const Tiling tiling(frame.rows, frame.columns, side);
        for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
          TileSurface surface;
          load_tile(given, tiling, t, surface);
          steepest_descent(surface, metrics, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}});
          std::vector<std::ptrdiff_t> expected_unresolved;
          for (std::ptrdiff_t i = 0; i < surface.tile.size(); ++i) {
            const Cell cell = surface.tile.cell(i);
            D8 expected = std::isnan(given[cell]) ? kD8NoData : steepest(given, metrics, cell);
            if (expected == kD8Unresolved && surface.at_grid_edge(i)) expected = kD8Outlet;
            if (expected == kD8Unresolved) expected_unresolved.push_back(i);
            ASSERT_EQ(surface.way(i), expected) << columns << " columns, tiles of " << side << ", cell " << i;
            ASSERT_EQ(surface.level[static_cast<std::size_t>(i)], as_high(given, cell)) << columns << " columns, cell " << i;
          }
          std::vector<std::ptrdiff_t> unresolved;
          surface.each_open([&](std::ptrdiff_t cell) { unresolved.push_back(cell); });
          EXPECT_EQ(unresolved, expected_unresolved);
        }
      }
    }
  }
}

TEST(SteepestDescent, TakesTheFirstOfSlopesThatRoundingTellsApart) {
  // The slopes to the west and to the north differ by 6e-7, then by 4e-6; west comes first.
  for (const auto& [north, expected] : std::vector<std::pair<float, char>>{{899.99994F, '4'}, {899.9996F, '8'}}) {
    Grid<float> given(metric_frame(3, 3), 1000);
    given[Cell{1, 0}] = 900;
    given[Cell{0, 1}] = north;
    TileSurface surface;
    load_tile(given, Tiling(3, 3, 3), 0, surface);
    steepest_descent(surface, CellMetrics(given.frame()), {});
    EXPECT_EQ(picture_of(surface)[5], expected);
  }
}

std::string ways_of(std::string_view dem, const Ends& ends) {
  const Grid<float> given = dem_of(dem).elevation_m;
  TileSurface surface;
  load_tile(given, Tiling(given.rows(), given.columns(), 100), 0, surface);
  steepest_descent(surface, CellMetrics(given.frame()), ends);
  return picture_of(surface);
}

TEST(SteepestDescent, EndsInTheSeaAndInTerminalCells) {
  constexpr std::string_view kLand = R"(
      9 9 9 9 9 9
      9 7 5 3 2 1
      9 9 9 9 9 9)";
  EXPECT_EQ(ways_of(kLand, {}).substr(7, 6), "66666o");
  EXPECT_EQ(ways_of(kLand, {.nodata_is_outlet = true, .sea_level_m = 3, .terminal_cells = {}}).substr(7, 6), "666ooo");
  EXPECT_EQ(ways_of(kLand, {.nodata_is_outlet = true, .sea_level_m = {}, .terminal_cells = {8, 10}}).substr(7, 6), "66t6to");
  EXPECT_EQ(ways_of(kLand, {.nodata_is_outlet = true, .sea_level_m = 3, .terminal_cells = {9}}).substr(7, 6), "666too")
      << "a terminal cell in the sea stays one";
}

TEST(SteepestDescent, ATerminalCellWithoutElevationIsNone) {
  EXPECT_EQ(ways_of("999 \n 9.9 \n 999", {.nodata_is_outlet = true, .sea_level_m = {}, .terminal_cells = {4}})[5], '.');
}

TEST(SteepestDescent, LeavesOverNodataOnlyByRuleAndOnlyWhereNothingIsLower) {
  constexpr std::string_view kHole = R"(
      9 9 9 9 9
      9 5 . 4 9
      9 6 7 8 9
      9 9 9 9 9)";
  EXPECT_EQ(ways_of(kHole, {}).substr(6, 5), "6o.o4");
  EXPECT_EQ(ways_of(kHole, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}}).substr(6, 5), "6?.?4");
}

}  // namespace
}  // namespace tmfgeo::test
