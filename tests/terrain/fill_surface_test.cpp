// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/fill_surface.h"

#include <gtest/gtest.h>

#include "support/fill_terrains.h"
#include "support/fill_twin.h"
#include "support/terrain_twins.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo::test {
namespace {

void expect_as_twin(const Grid<float>& given, const Ends& ends, const std::vector<std::ptrdiff_t>& sides) {
  const FilledTwin twin = filled_by_flood(given, ends);
  const CellMetrics metrics(given.frame());
  for (const int threads : {1, 4}) {
    use_threads(threads);
    for (const std::ptrdiff_t side : sides) {
      SCOPED_TRACE(testing::Message() << "tiles of " << side << ", threads " << threads);
      Grid<float> surface = given;
      const FilledSurface filled = fill_surface(surface, ends, metrics, side);
      EXPECT_EQ(cells_that_differ(surface, twin.elevation_m), 0);
      EXPECT_EQ(filled.closed_sinks, twin.closed_sinks);
      EXPECT_EQ(filled.filled_cells, cells_that_differ(only_finite(given), twin.elevation_m));
    }
  }
  use_threads(0);
}

class FillSurface : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(EveryTerrain, FillSurface, testing::ValuesIn(every_terrain()),
                         [](const auto& terrain) { return terrain.param.name; });

TEST_P(FillSurface, GivesTheTwinsSurfaceInTilesOfAnySizeOnAnyThreads) {
  expect_as_twin(GetParam().dem.elevation_m, {}, {1, 2, 3, 5, 16, 256});
}

TEST_P(FillSurface, GivesTheTwinsSurfaceWhereNodataIsAWall) {
  expect_as_twin(GetParam().dem.elevation_m, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}},
                 {1, 2, 3, 7, 256});
}

TEST_P(FillSurface, GivesTheTwinsSurfaceBesideTheSeaAndAroundTerminalCells) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  expect_as_twin(given, {.nodata_is_outlet = true, .sea_level_m = low_level(given), .terminal_cells = {}}, {3, 16});
  const std::vector<std::int64_t> sinks = random_cells(1, given.size(), 5);
  expect_as_twin(given, {.nodata_is_outlet = true, .sea_level_m = {}, .terminal_cells = sinks}, {4, 16});
  expect_as_twin(given, {.nodata_is_outlet = false, .sea_level_m = low_level(given), .terminal_cells = sinks}, {5, 256});
}

TEST_P(FillSurface, ChangesNothingTheSecondTime) {
  Grid<float> once = GetParam().dem.elevation_m;
  const CellMetrics metrics(once.frame());
  fill_surface(once, {}, metrics, 16);
  Grid<float> twice = once;
  EXPECT_EQ(fill_surface(twice, {}, metrics, 16).filled_cells, 0);
  EXPECT_EQ(cells_that_differ(once, twice), 0);
}

TEST(FillSurfaceAtRandom, GivesTheTwinsSurfaceOnSmallGridsOfFewLevels) {
  Random random(99);
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const GridFrame frame = metric_frame(1 + random.below(12), 1 + random.below(12));
    Grid<float> given = noise(frame, seed, 1 + random.below(6), 1).elevation_m;
    for (float& z : given.values()) {
      if (random.below(12) == 0) z = kNone;
    }
    const Ends ends{.nodata_is_outlet = random.below(3) == 0, .sea_level_m = {},
                    .terminal_cells = random_cells(seed, frame.size(), static_cast<int>(random.below(2)))};
    SCOPED_TRACE(testing::Message() << "seed " << seed << "\n" << picture_of(given));
    expect_as_twin(given, ends, {1, 2, 3, 4});
    if (HasFailure()) return;
  }
}

TEST(FillSurfaceAtRandom, GivesTheTwinsSurfaceOnLargerGridsInTilesOfTheCache) {
  expect_as_twin(fractal(metric_frame(531, 277), 7).elevation_m, {}, {kCacheTileSide, 64});
  expect_as_twin(stepped(fractal(metric_frame(300, 520), 8), 20).elevation_m, {}, {kCacheTileSide, 64});
}

TEST(FillSurfacePictures, BothZerosAreOneElevation) {
  Grid<float> surface = dem_of("999 \n 900 \n 999").elevation_m;
  surface[4] = -0.0F;
  EXPECT_EQ(fill_surface(surface, {}, CellMetrics(surface.frame())).filled_cells, 0);
  EXPECT_FALSE(std::signbit(surface[4]));
}

TEST(FillSurfacePictures, ALakeStandsAtTheLevelOfItsNotch) {
  Grid<float> surface = dem_of(R"(
      9 9 9 9 9 9
      9 6 6 8 8 9
      9 1 2 3 7 0
      9 6 6 8 8 9
      9 9 9 9 9 9)").elevation_m;
  EXPECT_EQ(fill_surface(surface, {}, CellMetrics(surface.frame()), 2).filled_cells, 7);
  EXPECT_EQ(picture_of(surface), picture(R"(
      9 9 9 9 9 9
      9 7 7 8 8 9
      9 7 7 7 7 0
      9 7 7 8 8 9
      9 9 9 9 9 9)"));
}

TEST(FillSurfacePictures, RegionsWithoutAWayOutKeepTheFirstOfTheirLowestCells) {
  // Above a flat of 4 in several tiles, beyond a wall another cell of 4, below an island.
  const Grid<float> given = dem_of(R"(
      . . . . . . .
      . 7 4 4 4 4 .
      . 4 4 9 9 9 .
      . 9 9 9 5 4 .
      . . . . . . .
      . . 3 . . . .
      . . . . . . .)").elevation_m;
  const CellMetrics metrics(given.frame());
  Ends ends{.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}};
  for (const std::ptrdiff_t side : {1, 2, 3, 256}) {
    ends.terminal_cells = {};
    Grid<float> surface = given;
    FilledSurface filled = fill_surface(surface, ends, metrics, side);
    EXPECT_EQ(filled.closed_sinks, (std::vector<std::int64_t>{1 * 7 + 2, 5 * 7 + 2})) << side;
    EXPECT_EQ(picture_of(surface), picture(R"(
        . . . . . . .
        . 7 4 4 4 4 .
        . 4 4 9 9 9 .
        . 9 9 9 9 9 .
        . . . . . . .
        . . 3 . . . .
        . . . . . . .)"));
    ends.terminal_cells = {3 * 7 + 5};
    surface = given;
    filled = fill_surface(surface, ends, metrics, side);
    EXPECT_EQ(filled.closed_sinks, (std::vector<std::int64_t>{5 * 7 + 2})) << side;
    EXPECT_EQ(filled.filled_cells, 7) << side;
    EXPECT_EQ(surface[3 * 7 + 4], 5) << side;
  }
}

}  // namespace
}  // namespace tmfgeo::test
