// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/drain_surface.h"

#include <gtest/gtest.h>

#include "support/drain_terrains.h"
#include "support/drain_twin.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo::test {
namespace {

std::vector<NamedTerrain> every_terrain() {
  std::vector<NamedTerrain> terrains = all_terrains();
  for (const std::vector<NamedTerrain>& more : {flat_terrains(), extreme_terrains()}) {
    terrains.insert(terrains.end(), more.begin(), more.end());
  }
  return terrains;
}

std::vector<std::int64_t> random_cells(std::uint64_t seed, std::ptrdiff_t size, int count) {
  Random random(seed);
  std::vector<std::int64_t> cells;
  for (int i = 0; i < count; ++i) cells.push_back(random.below(size));
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

/// The level below which a third of the cells lie.
double low_level(const Grid<float>& elevation_m) {
  std::vector<float> sorted;
  for (const float z : elevation_m.values()) {
    if (std::isfinite(z)) sorted.push_back(z);
  }
  if (sorted.empty()) return 0;
  std::sort(sorted.begin(), sorted.end());
  return static_cast<double>(sorted[sorted.size() / 3]);
}

void expect_as_twin(const Grid<float>& given, const Ends& ends, const std::vector<std::ptrdiff_t>& sides) {
  const DrainTwin twin(given, ends);
  ASSERT_EQ(cells_that_differ(twin.filled(), filled_by_set(given, ends)), 0) << "the twins differ";
  const CellMetrics metrics(given.frame());
  for (const int threads : {1, 4}) {
    use_threads(threads);
    for (const std::ptrdiff_t side : sides) {
      SCOPED_TRACE(testing::Message() << "tiles of " << side << ", threads " << threads);
      Grid<float> surface = given;
      const DrainedSurface drained = drain_surface(surface, ends, metrics, side);
      EXPECT_EQ(cells_that_differ(surface, twin.filled()), 0);
      EXPECT_EQ(drained.closed_regions, twin.closed_regions());
      EXPECT_EQ(drained.filled_cells, cells_that_differ(only_finite(given), twin.filled()));
      std::ptrdiff_t differ = 0;
      for (std::ptrdiff_t i = 0; i < given.size(); ++i) differ += drained.way_out[i] != twin.way()[i] ? 1 : 0;
      EXPECT_EQ(differ, 0) << (given.columns() < 50 ? picture_of(drained.way_out) + picture_of(twin.way()) : "");
    }
  }
  use_threads(0);
}

class DrainSurface : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(EveryTerrain, DrainSurface, testing::ValuesIn(every_terrain()),
                         [](const auto& terrain) { return terrain.param.name; });

TEST_P(DrainSurface, GivesTheTwinsWaysInTilesOfAnySizeOnAnyThreads) {
  expect_as_twin(GetParam().dem.elevation_m, {}, {1, 2, 3, 5, 16, 256});
}

TEST_P(DrainSurface, GivesTheTwinsWaysWhereNodataIsAWall) {
  expect_as_twin(GetParam().dem.elevation_m, {.nodata_is_outlet = false, .sea_level_m = {}, .terminal_cells = {}}, {2, 7, 256});
}

TEST_P(DrainSurface, GivesTheTwinsWaysToTheSeaAndToTerminalCells) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  expect_as_twin(given, {.nodata_is_outlet = true, .sea_level_m = low_level(given), .terminal_cells = {}}, {3, 16});
  const std::vector<std::int64_t> sinks = random_cells(1, given.size(), 5);
  expect_as_twin(given, {.nodata_is_outlet = true, .sea_level_m = {}, .terminal_cells = sinks}, {4, 16});
  expect_as_twin(given, {.nodata_is_outlet = false, .sea_level_m = low_level(given), .terminal_cells = sinks}, {5, 256});
}

TEST_P(DrainSurface, ChangesNothingOnASurfaceThatIsDrained) {
  Grid<float> once = GetParam().dem.elevation_m;
  const CellMetrics metrics(once.frame());
  drain_surface(once, {}, metrics, 16);
  Grid<float> twice = once;
  EXPECT_EQ(drain_surface(twice, {}, metrics, 16).filled_cells, 0);
  EXPECT_EQ(cells_that_differ(once, twice), 0);
}

TEST(DrainSurfaceAtRandom, GivesTheTwinsWaysOnSmallGridsOfFewLevels) {
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

TEST(DrainSurfaceAtRandom, GivesTheTwinsWaysOnLargerGridsInTilesOfTheCache) {
  expect_as_twin(fractal(metric_frame(531, 277), 7).elevation_m, {}, {kCacheTileSide, 64});
  expect_as_twin(stepped(fractal(metric_frame(300, 520), 8), 20).elevation_m, {}, {kCacheTileSide, 64});
}

TEST(DrainSurfacePictures, DropsTooSmallForASlopeStillLeadDown) {
  // The smallest numbers there are: their slopes over 100 m are nothing in single precision.
  const float tiny = std::numeric_limits<float>::denorm_min();
  Grid<float> surface = dem_of("9999 \n 9321 \n 9999").elevation_m;
  for (float& z : surface.values()) z *= tiny;
  EXPECT_EQ(picture_of(drain_surface(surface, {}, CellMetrics(surface.frame())).way_out), picture(R"(
      3 3 3 2
      6 6 6 o
      9 9 9 8)"));
}

TEST(DrainSurfacePictures, BothZerosAreOneElevation) {
  Grid<float> surface = dem_of("999 \n 900 \n 999").elevation_m;
  surface[4] = -0.0F;
  const DrainedSurface drained = drain_surface(surface, {}, CellMetrics(surface.frame()));
  EXPECT_EQ(drained.way_out[4], 0);
  EXPECT_EQ(drained.filled_cells, 0);
}

TEST(DrainSurfacePictures, WaterUnderALakeFollowsTheValleyFloor) {
  // Spills over the notch of 7 in the east: from the lowest cell back up the way that came down from the notch.
  Grid<float> surface = dem_of(R"(
      9 9 9 9 9 9
      9 6 6 8 8 9
      9 1 2 3 7 0
      9 6 6 8 8 9
      9 9 9 9 9 9)").elevation_m;
  const DrainedSurface drained = drain_surface(surface, {}, CellMetrics(surface.frame()));
  EXPECT_EQ(picture_of(drained.way_out).substr(7 * 2 + 1, 5), "6666o");
  EXPECT_EQ(picture_of(surface), picture(R"(
      9 9 9 9 9 9
      9 7 7 8 8 9
      9 7 7 7 7 0
      9 7 7 8 8 9
      9 9 9 9 9 9)"));
}

TEST(DrainSurfacePictures, OfEquallyLowPassesTheFirstRowByRowCounts) {
  // Two notches of 6 lead out of the pit, west over (1, 1) and east over (1, 5); with the western one higher, east.
  Grid<float> surface = dem_of("9999999 \n 0623560 \n 9999999").elevation_m;
  EXPECT_EQ(picture_of(drain_surface(surface, {}, CellMetrics(surface.frame())).way_out).substr(8, 7), "o44446o");
  surface = dem_of("9999999 \n 0723560 \n 9999999").elevation_m;
  EXPECT_EQ(picture_of(drain_surface(surface, {}, CellMetrics(surface.frame())).way_out).substr(8, 7), "o46666o");
}

}  // namespace
}  // namespace tmfgeo::test
