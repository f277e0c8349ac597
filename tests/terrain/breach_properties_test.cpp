// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/breach_twin.h"
#include "support/terrains_large.h"
#include "support/testdata.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo::test {
namespace {

/// Small enough for a twin that takes the square of their size.
std::vector<NamedTerrain> small_terrains() {
  std::vector<NamedTerrain> terrains{{"plane", plane(metric_frame(20, 30))},
                                     {"bowl", bowl(metric_frame(21, 31))},
                                     {"flat", flat(metric_frame(12, 17))},
                                     {"one_row", fractal(metric_frame(1, 40), 1)},
                                     {"one_column", fractal(metric_frame(40, 1), 2)},
                                     {"one_cell", flat(metric_frame(1, 1))},
                                     {"nodata_alone", with_holes(flat(metric_frame(3, 3)), 1, 1000)}};
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const std::string number = std::to_string(seed);
    const Dem rough = fractal(metric_frame(21, 26), seed);
    terrains.push_back({"fractal_" + number, rough});
    terrains.push_back({"stepped_fractal_" + number, stepped(rough, 15)});
    terrains.push_back({"fractal_with_holes_" + number, with_holes(rough, seed, 0.1)});
    terrains.push_back({"stepped_fractal_with_holes_" + number, with_holes(stepped(rough, 15), seed, 0.3)});
    terrains.push_back({"geographic_fractal_" + number, fractal(geographic_frame(20, 23), seed)});
  }
  return terrains;
}

class BreachOf : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(SmallTerrains, BreachOf, testing::ValuesIn(small_terrains()),
                         [](const auto& terrain) { return terrain.param.name; });

/// Limits that cut everything, most, little and nothing of the terrains.
const std::vector<BreachLimits> kLimits{{.depth_m = 1e9, .length_m = 1e9},
                                        {.depth_m = 40, .length_m = 520},
                                        {.depth_m = 12, .length_m = 900},
                                        {.depth_m = 25, .length_m = 100},
                                        {.depth_m = 25, .length_m = 60}};

TEST_P(BreachOf, CutsAsTheTwinDoesCellByCell) {
  for (const BreachLimits& limits : kLimits) {
    const Breaching breach(GetParam().dem, limits);
    EXPECT_EQ(cells_that_differ(breach.surface(), breach.twin().surface()), 0) << limits.depth_m;
    const Breaching walled(GetParam().dem, limits, walls());
    EXPECT_EQ(cells_that_differ(walled.surface(), walled.twin().surface()), 0) << limits.depth_m;
  }
}

TEST_P(BreachOf, LowersOnlyAndKeepsTheLimits) {
  for (const BreachLimits& limits : kLimits) {
    const Breaching breach(GetParam().dem, limits);
    const Grid<float> surface = breach.surface();
    for (std::ptrdiff_t i = 0; i < surface.size(); ++i) {
      ASSERT_EQ(std::isnan(surface[i]), std::isnan(breach.given[i]));
      if (std::isnan(surface[i])) continue;
      ASSERT_LE(surface[i], breach.given[i]);
      ASSERT_LE(static_cast<double>(breach.given[i]) - static_cast<double>(surface[i]), limits.depth_m);
    }
  }
}

TEST_P(BreachOf, EveryCutReachesLowerGroundOrAnOutletWithoutAClimb) {
  for (const BreachLimits& limits : kLimits) {
    const Breaching breach(GetParam().dem, limits);
    const Grid<float> surface = breach.surface();
    for (const BreachWay& way : breach.twin().ways()) {
      const float pit_m = breach.given[way.front()];
      for (const std::ptrdiff_t cell : way) ASSERT_LE(surface[cell], pit_m);
      const D8 end = breach.outlets[way.back()];
      EXPECT_TRUE(surface[way.back()] < pit_m || end == kD8Outlet || end == kD8Terminal);
    }
  }
}

TEST_P(BreachOf, TilesAndThreadsChangeNothing) {
  for (const BreachLimits& limits : kLimits) {
    const Breaching breach(GetParam().dem, limits);
    const Grid<float> whole = breach.surface(1000);
    for (const std::ptrdiff_t side : {1, 2, 3, 7, 16, 45}) EXPECT_EQ(cells_that_differ(breach.surface(side), whole), 0) << side;
    use_threads(1);
    const Grid<float> alone = breach.surface(5);
    use_threads(0);
    EXPECT_EQ(cells_that_differ(alone, whole), 0);
  }
}

/// The part of a grid that a block and `margin` cells around it cover.
template <class T>
Grid<T> part_of(const Grid<T>& grid, const Tile& part) {
  Grid<T> copy(metric_frame(part.rows, part.columns));
  for (std::ptrdiff_t i = 0; i < part.size(); ++i) copy[i] = grid[part.cell(i)];
  return copy;
}

Tile widened(const Tile& tile, std::ptrdiff_t margin, const GridFrame& frame) {
  const std::ptrdiff_t row = std::max<std::ptrdiff_t>(tile.row - margin, 0);
  const std::ptrdiff_t column = std::max<std::ptrdiff_t>(tile.column - margin, 0);
  return {row, column, std::min(tile.row + tile.rows + margin, frame.rows) - row,
          std::min(tile.column + tile.columns + margin, frame.columns) - column};
}

TEST_P(BreachOf, ATileIsKnownFromTwiceTheReachAroundIt) {
  for (const BreachLimits& limits : kLimits) {
    const Breaching breach(GetParam().dem, limits);
    const Grid<float> whole = breach.surface();
    const Tiling tiling(whole.rows(), whole.columns(), 9);
    for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
      const Tile tile = tiling.tile(t);
      const Tile seen = widened(tile, 2 * breach.rules.reach(), whole.frame());
      Tile pits = widened(tile, breach.rules.reach(), whole.frame());
      pits.row -= seen.row;
      pits.column -= seen.column;
      Grid<float> elevation_m = part_of(breach.given, seen);
      const Grid<D8> outlets = part_of(breach.outlets, seen);
      std::vector<BreachCut> cuts;
      append_cuts({.elevation_m = elevation_m.view(), .outlets = outlets.view(), .first_row = seen.row}, pits, breach.rules,
                  cuts);
      for (const BreachCut& cut : cuts) elevation_m[cut.index] = std::min(elevation_m[cut.index], cut.level_m);
      for (std::ptrdiff_t i = 0; i < tile.size(); ++i) {
        const float own = elevation_m[seen.index(tile.cell(i))];
        const float expected = whole[tile.cell(i)];
        ASSERT_TRUE(own == expected || (std::isnan(own) && std::isnan(expected))) << t << ' ' << i;
      }
    }
  }
}

TEST(Breach, OfLargeTerrainsIsTheSameInAnyTiles) {
  std::ptrdiff_t cut_cells = 0;
  for (const LargeTerrainKind kind : {LargeTerrainKind::fractal, LargeTerrainKind::mountains}) {
    const Dem rough = large_terrain(kind, 400, 300);
    for (const Dem& dem : {rough, stepped(rough, 4)}) {
      const Breaching breach(dem, {.depth_m = 20, .length_m = 1500});
      const Grid<float> whole = breach.surface(1000);
      cut_cells += cells_that_differ(whole, dem.elevation_m);
      for (const std::ptrdiff_t side : {10, 64, 256}) EXPECT_EQ(cells_that_differ(breach.surface(side), whole), 0) << side;
    }
  }
  EXPECT_GT(cut_cells, 1000);
}

TEST(Breach, OfTheChuIsTheSameInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  Issues issues;
  const Dem dem{read_raster({testdata("dem/chu_bishkek_srtm3_3arcsec.tif")}, {}, issues)};
  const Breaching breach(dem, {.depth_m = 20, .length_m = 4000});
  const Grid<float> whole = breach.surface(10000);
  EXPECT_GT(cells_that_differ(whole, dem.elevation_m), 1000);
  for (const std::ptrdiff_t side : {50, 256}) EXPECT_EQ(cells_that_differ(breach.surface(side), whole), 0) << side;
}

TEST(LargeTerrain, ASmallerOneIsTheCornerOfALargerOne) {
  for (const LargeTerrainKind kind : {LargeTerrainKind::fractal, LargeTerrainKind::mountains}) {
    const Grid<float> large = large_terrain(kind, 70, 90).elevation_m;
    const Grid<float> small = large_terrain(kind, 33, 41).elevation_m;
    for (std::ptrdiff_t i = 0; i < small.size(); ++i) ASSERT_EQ(small[i], large[small.frame().cell(i)]);
  }
}

}  // namespace
}  // namespace tmfgeo::test
