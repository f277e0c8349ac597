// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "support/route_twin.h"
#include "support/testdata.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {
namespace {

/// With a sanitizer a cell costs ten times as much.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSlow = true;
#else
constexpr bool kSlow = false;
#endif

Dem read_dem(const std::string& file, std::optional<Box> clip = {}) {
  Issues issues;
  return Dem{read_raster({testdata("dem/" + file)}, {.clip = clip}, issues)};
}

void expect_sound_flow(const ConditionedDem& dem) {
  const FlowField flow = flow_from_directions(route_d8(dem).direction);
  const Grid<double> area_km2 = accumulate(flow).area_km2;
  const CellMetrics metrics(flow.direction.frame());
  double ends_km2 = 0;
  double total_km2 = 0;
  std::ptrdiff_t uphill = 0;
  for (std::ptrdiff_t i = 0; i < area_km2.size(); ++i) {
    if (flow.direction[i] == kD8NoData) continue;
    total_km2 += metrics.row(i / area_km2.columns()).area_m2 / 1e6;
    if (is_step(flow.direction[i])) {
      const Cell next = neighbour(flow.direction.frame().cell(i), flow.direction[i]);
      uphill += dem.elevation_m()[next] > dem.elevation_m()[i] ? 1 : 0;
    } else {
      ends_km2 += area_km2[i];
    }
  }
  EXPECT_EQ(uphill, 0);
  EXPECT_NEAR(ends_km2, total_km2, 1e-9 * total_km2);
}

/// Filled as the twin does, ways the same in other tiles, and no way climbs.
void expect_filled_as_the_twin(const Dem& dem) {
  const ConditionedDem filled = condition(dem, {});
  EXPECT_EQ(cells_that_differ(filled.elevation_m(), filled_by_flood(dem.elevation_m).elevation_m), 0);
  EXPECT_EQ(filled.filled_cells(), cells_that_differ(filled.elevation_m(), dem.elevation_m));
  expect_sound_flow(filled);
  Grid<float> surface = dem.elevation_m;
  const FilledSurface in_tiles = fill_surface(surface, {}, CellMetrics(surface.frame()), 64);
  EXPECT_EQ(cells_that_differ(surface, filled.elevation_m()), 0);
  EXPECT_EQ(in_tiles.filled_cells, filled.filled_cells());
  EXPECT_TRUE(same_values(route_d8(filled, 64).direction, route_d8(filled).direction));
}

void expect_filled_as_the_twin(const std::string& file, std::optional<Box> clip = {}) { expect_filled_as_the_twin(read_dem(file, clip)); }

TEST(RealDem, OfTheChuIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  expect_filled_as_the_twin("chu_bishkek_srtm3_3arcsec.tif");
}

TEST(RealDem, OfTheChuInFullResolutionIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  expect_filled_as_the_twin("chu_bishkek_srtmgl1_1arcsec.tif",
                            kSlow ? std::optional<Box>({74.3, 42.9, 74.5, 43.2}) : std::nullopt);
}

TEST(RealDem, OfShahimardanWithNodataAroundTheBasinIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/shahimardan_koksu_dem_100m_utm42n.tif");
  expect_filled_as_the_twin("shahimardan_koksu_dem_100m_utm42n.tif");
}

TEST(RealDem, OfTheKazakhSteppeWithItsLakesIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles/N51E067.tif");
  expect_filled_as_the_twin("kz_zhabay_srtmgl1_tiles/N51E067.tif",
                            kSlow ? Box{67, 51.8, 67.2, 52} : Box{67, 51.5, 67.5, 52});
}

TEST(RealDem, OfTheSteppeWhereFourFilesMeetIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles");
  std::vector<std::string> files;
  for (const char* name : {"N51E067", "N51E068", "N51E069", "N52E067", "N52E068", "N52E069"}) {
    files.push_back(testdata("dem/kz_zhabay_srtmgl1_tiles/" + std::string(name) + ".tif"));
  }
  Issues issues;
  const double reach = kSlow ? 0.05 : 0.2;
  expect_filled_as_the_twin(Dem{read_raster(files, {.clip = Box{68 - reach, 52 - reach, 68 + reach, 52 + reach}}, issues)});
}

TEST(RealDem, OfTheRhineDownToTheSeaIsFilledAsTheTwinDoesAlikeInAnyTiles) {
  TMFGEO_NEEDS_TESTDATA("dem/rhine_elevation_30arcsec.tif");
  expect_filled_as_the_twin("rhine_elevation_30arcsec.tif");
}

TEST(RealDem, OfTheChuHasTheWaysOfTheTwin) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  for (const Conditioning conditioning : {Conditioning::fill, Conditioning::automatic}) {
    ConditioningOptions options;
    options.conditioning = conditioning;
    const ConditionedDem conditioned = condition(read_dem("chu_bishkek_srtm3_3arcsec.tif"), options);
    EXPECT_TRUE(same_values(route_d8(conditioned).direction, ways_by_definition(conditioned.elevation_m(), conditioned.ends())));
  }
}

TEST(RealDem, OfTheSteppeWithItsLakesHasTheWaysOfTheTwin) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles/N51E067.tif");
  const ConditionedDem filled = condition(read_dem("kz_zhabay_srtmgl1_tiles/N51E067.tif", Box{67, 51.8, 67.2, 52}), {});
  EXPECT_TRUE(same_values(route_d8(filled).direction, ways_by_definition(filled.elevation_m(), filled.ends())));
}

TEST(RealDem, OfTheChuIsBreachedWithinTheLimitsAndFilledLess) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  const Dem dem = read_dem("chu_bishkek_srtm3_3arcsec.tif");
  ConditioningOptions options;
  options.conditioning = Conditioning::automatic;
  const ConditionedDem breached = condition(dem, options);
  for (std::ptrdiff_t i = 0; i < dem.elevation_m.size(); ++i) {
    ASSERT_LE(dem.elevation_m[i] - breached.elevation_m()[i], 20) << "cell " << i;
  }
  EXPECT_GT(breached.breached_cells(), 1000);
  EXPECT_LT(breached.filled_cells(), condition(dem, {}).filled_cells());
  expect_sound_flow(breached);
}

TEST(RealDem, OfTheChuLeadsFromTheFoothillsToTheBorderRiver) {
  // From 74.49 E 42.64 N the water reaches the Chu near 74.57 E 43.13 N after about 60 km.
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  const Dem dem = read_dem("chu_bishkek_srtm3_3arcsec.tif");
  for (const Conditioning conditioning : {Conditioning::fill, Conditioning::automatic}) {
    ConditioningOptions options;
    options.conditioning = conditioning;
    const ConditionedDem conditioned = condition(dem, options);
    const FlowField flow = route_d8(conditioned);
    const GridFrame& frame = flow.direction.frame();
    const FlowPath path = flow_path(flow, conditioned, frame.cell_at({74.49, 42.64}), [&](std::int64_t cell) {
      return near_distance_m(frame.centre(frame.cell(static_cast<std::ptrdiff_t>(cell))), {74.57, 43.13}) < 2000;
    });
    ASSERT_EQ(path.end, FlowEnd::stopped);
    EXPECT_NEAR(geodesic_length_m(cell_line(frame, path.cells)) / 1e3, 60, 7);
  }
}

TEST(GivenDirections, OfTheRhineAreAcyclicAndDrainThePublishedAreas) {
  TMFGEO_NEEDS_TESTDATA("dem/rhine_d8_30arcsec.tif");
  const Grid<float> codes = read_dem("rhine_d8_30arcsec.tif").elevation_m;
  Grid<D8> direction(codes.frame(), kD8NoData);
  for (std::ptrdiff_t i = 0; i < codes.size(); ++i) {
    if (std::isnan(codes[i])) continue;
    const std::optional<D8> d = decode(static_cast<int>(codes[i]), D8Convention::esri);
    ASSERT_TRUE(d) << codes[i];
    direction[i] = *d;
  }
  const FlowField flow = flow_from_directions(std::move(direction));
  const Grid<double> area_km2 = accumulate(flow).area_km2;
  const auto largest_near = [&](Point p) {
    const Cell middle = codes.frame().cell_at(p);
    double largest = 0;
    for (std::ptrdiff_t row = middle.row - 6; row <= middle.row + 6; ++row) {
      for (std::ptrdiff_t column = middle.column - 6; column <= middle.column + 6; ++column) {
        if (codes.frame().contains({row, column})) largest = std::max(largest, area_km2[Cell{row, column}]);
      }
    }
    return largest;
  };
  // Catchments as the gauges of Basel and Lobith publish them: 35 900 and 160 800 km².
  EXPECT_NEAR(largest_near({7.617, 47.559}), 35900, 0.02 * 35900);
  EXPECT_NEAR(largest_near({6.11, 51.84}), 160800, 0.02 * 160800);
}

}  // namespace
}  // namespace tmfgeo::test
