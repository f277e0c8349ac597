// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/catchments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "support/tile_surfaces.h"

namespace tmfgeo::test {
namespace {

TEST(OrderedLevel, KeepsTheOrderOfElevationsAndGivesThemBack) {
  constexpr float kTiny = std::numeric_limits<float>::denorm_min();
  const std::vector<float> rising{std::numeric_limits<float>::lowest(), -430.5F, -1, -kTiny, 0, kTiny, 1, 8848.9F,
                                  std::numeric_limits<float>::max()};
  for (std::size_t i = 0; i < rising.size(); ++i) {
    EXPECT_EQ(level_of(ordered_level(rising[i])), rising[i]);
    if (i > 0) {
      EXPECT_LT(ordered_level(rising[i - 1]), ordered_level(rising[i]));
    }
  }
}

TEST(PassKey, OrdersByLevelAndThenByPlace) {
  EXPECT_LT((PassKey{1, 99}), (PassKey{2, 0}));
  EXPECT_LT((PassKey{1, 8}), (PassKey{1, 9}));
}

TEST(Catchments, OfATileThatIsTheWholeGridAreSettledWithinIt) {
  // The pits 1 and 2; the lower pass of the first leads into the second, that of the second out over the 4.
  const SolvedTiles tiles(dem_of(R"(
      9 9 9 9 9 9
      9 1 3 2 4 0
      9 9 9 9 9 9)").elevation_m, 100, {});
  const TileGraph& graph = tiles.graphs[0];
  EXPECT_EQ(graph.sinks.size(), 1U);
  EXPECT_TRUE(graph.links.empty());
  EXPECT_TRUE(graph.passes.empty());
  const TileTree& tree = tiles.trees[0];
  EXPECT_EQ(tree.roots, (std::vector<std::uint32_t>{0, 7, 9}));
  EXPECT_TRUE(tree.closed_off.empty());
  // Between (1, 2) and (1, 3) at 3; between (1, 3) and (1, 4), which drains to the 0, at 4.
  std::vector<std::tuple<float, std::uint32_t, std::uint32_t>> passes;
  for (const TileTree::Pass& pass : tree.passes) passes.emplace_back(pass.level_m, std::min(pass.a, pass.b), std::max(pass.a, pass.b));
  std::sort(passes.begin(), passes.end());
  EXPECT_EQ(passes, (std::vector<std::tuple<float, std::uint32_t, std::uint32_t>>{{3, 1, 2}, {4, 0, 2}}));
}

TEST(Catchments, ThatWallsCloseOffKeepTheirLowestPit) {
  const SolvedTiles tiles(dem_of(R"(
      9 . . . . .
      9 . 7 6 8 .
      9 . 5 9 6 .
      9 . . . . .)").elevation_m, 100, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}});
  ASSERT_EQ(tiles.trees[0].closed_off.size(), 1U);
  EXPECT_EQ(tiles.trees[0].roots[tiles.trees[0].closed_off[0]], 14U);
  EXPECT_EQ(tiles.graphs[0].sinks.size(), 1U);
}

/// In two tiles of three columns: the valley of the western pit goes on in the east, up to the pass of 5.
constexpr std::string_view kOverTheEdge = R"(
    9 9 9 9 9 9
    9 1 2 3 5 0
    9 9 9 9 9 9)";

TEST(Catchments, TellTheNeighboursOfTheirNodesLinksAndPasses) {
  const SolvedTiles tiles(dem_of(kOverTheEdge).elevation_m, 3, {});
  const TileGraph& west = tiles.graphs[0];
  ASSERT_EQ(west.sinks.size(), 2U);
  EXPECT_EQ(west.sinks[1], (TileGraph::Sink{ordered_level(1), 7}));
  EXPECT_TRUE(west.links.empty());
  // Over its edge at 9 the west may drain out of the data; the first cell comes first.
  ASSERT_EQ(west.passes.size(), 1U);
  EXPECT_EQ(west.passes[0].key, (PassKey{ordered_level(9), 0 * 8 + kPassOut}));
  EXPECT_EQ(west.passes[0].a, 1U);
  EXPECT_EQ(west.passes[0].b, 0U);
  EXPECT_EQ(west.rim_node, std::vector<std::uint32_t>(8, 1));

  const TileGraph& east = tiles.graphs[1];
  ASSERT_EQ(east.sinks.size(), 2U);
  EXPECT_EQ(east.sinks[1], TileGraph::Sink{});
  ASSERT_EQ(east.links.size(), 1U);
  EXPECT_EQ(east.links[0].node, 1U);
  EXPECT_EQ(east.links[0].to, 8);
  ASSERT_EQ(east.passes.size(), 1U);
  EXPECT_EQ(east.passes[0].key, (PassKey{ordered_level(5), 9 * 8 + 0}));
  EXPECT_EQ(east.passes[0].a, 1U);
  EXPECT_EQ(east.passes[0].b, 0U);
  // First row, last row, then the two sides: west of the ridge of 5 all drains to the western tile.
  EXPECT_EQ(east.rim_node, (std::vector<std::uint32_t>{1, 0, 0, 1, 0, 0, 1, 0}));
  EXPECT_EQ(east.rim_m, (std::vector<float>{9, 9, 9, 9, 9, 9, 3, 0}));
}

TEST(SolveBasins, DrainsATileIntoTheOneThatFlowsIntoIt) {
  const SolvedTiles tiles(dem_of(kOverTheEdge).elevation_m, 3, {});
  const BasinSolution solution = solve_basins(tiles.tiling, tiles.graphs);
  const std::vector<TileDrains>& drains = solution.drains;
  EXPECT_TRUE(solution.closed_sinks.empty());
  ASSERT_EQ(drains.size(), 2U);
  ASSERT_EQ(drains[0].size(), 1U);
  EXPECT_EQ(drains[0][0].from, 8);
  EXPECT_EQ(drains[0][0].level_m, 5);
  ASSERT_EQ(drains[1].size(), 1U);
  EXPECT_EQ(drains[1][0].from, 9);
  EXPECT_EQ(drains[1][0].level_m, 5);
}

TEST(SolveBasins, LeavesALinkAsItIsWhereTheTileBelowHasAWayOut) {
  // The western pit spills at 2 over its own notch, lower than the pass of 5.
  const SolvedTiles tiles(dem_of(R"(
      9 9 9 9 9 9
      2 1 2 3 5 0
      9 9 9 9 9 9)").elevation_m, 3, {});
  const BasinSolution solution = solve_basins(tiles.tiling, tiles.graphs);
  const std::vector<TileDrains>& drains = solution.drains;
  EXPECT_EQ(drains[0][0].from, 6);
  EXPECT_EQ(drains[0][0].level_m, 2);
  EXPECT_EQ(drains[1][0].from, -1);
  EXPECT_EQ(drains[1][0].level_m, 2);
}

TEST(SolveBasins, KeepsTheLowestPitOfARegionWithoutAWayOut) {
  const SolvedTiles tiles(dem_of(R"(
      . . . . . .
      . 4 7 7 3 .
      . . . . . .)").elevation_m, 3, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}});
  const BasinSolution solution = solve_basins(tiles.tiling, tiles.graphs);
  const std::vector<TileDrains>& drains = solution.drains;
  EXPECT_EQ(solution.closed_sinks, (std::vector<std::int64_t>{10}));
  EXPECT_EQ(drains[1][0].from, 10);
  EXPECT_EQ(drains[1][0].level_m, -std::numeric_limits<float>::infinity());
  EXPECT_EQ(drains[0][0].from, 8);
  EXPECT_EQ(drains[0][0].level_m, 7);
}

/// Fills a tile; the number of cells raised.
std::int64_t filled(SolvedTiles& tiles, std::size_t tile, const BasinSolution& solution, std::vector<std::int64_t>& closed_sinks) {
  TileSurface& s = tiles.workers[tile].surface;
  FillScratch scratch;
  const TileGround ground{s.tile, {s.direction.data(), s.tile.columns}, {s.elevation_m.data() + s.stride + 1, s.stride}};
  return fill_tile(ground, tiles.tiling, tiles.trees[tile], solution.drains[tile], scratch, closed_sinks);
}

TEST(FillTile, RaisesWhatStandsUnderWater) {
  SolvedTiles tiles(dem_of(kOverTheEdge).elevation_m, 3, {});
  const BasinSolution solution = solve_basins(tiles.tiling, tiles.graphs);
  std::vector<std::int64_t> closed_sinks;
  const TileSurface& west = tiles.workers[0].surface;
  EXPECT_EQ(filled(tiles, 0, solution, closed_sinks), 2);
  EXPECT_EQ(west.elevation(4), 5);
  EXPECT_EQ(west.elevation(5), 5);
  EXPECT_EQ(west.elevation(0), 9);
  const TileSurface& east = tiles.workers[1].surface;
  EXPECT_EQ(filled(tiles, 1, solution, closed_sinks), 1);
  EXPECT_EQ(east.elevation(3), 5);
  EXPECT_EQ(east.elevation(5), 0);
  EXPECT_TRUE(closed_sinks.empty());
}

TEST(FillTile, TellsTheSinksOfRegionsThatEndWithinIt) {
  SolvedTiles tiles(dem_of(R"(
      9 . . . . .
      9 . 7 6 8 .
      9 . 5 9 6 .
      9 . . . . .)").elevation_m, 100, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}});
  const BasinSolution solution = solve_basins(tiles.tiling, tiles.graphs);
  EXPECT_TRUE(solution.closed_sinks.empty());
  std::vector<std::int64_t> closed_sinks{3};
  EXPECT_EQ(filled(tiles, 0, solution, closed_sinks), 0);
  EXPECT_EQ(closed_sinks, (std::vector<std::int64_t>{3, 14})) << "appended";
}

}  // namespace
}  // namespace tmfgeo::test
