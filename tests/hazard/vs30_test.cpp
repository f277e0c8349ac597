// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/vs30.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/ascii_dem.h"

namespace tmfgeo {
namespace {

TEST(Vs30FromSlope, MeetsTheTablesAtTheirCorners) {
  const double vs30[] = {180, 240, 300, 360, 490, 620, 760};
  const double active[] = {3e-4, 3.5e-3, 0.010, 0.018, 0.05, 0.10, 0.14};
  const double stable[] = {2e-5, 2e-3, 4e-3, 7.2e-3, 0.013, 0.018, 0.025};
  for (int i = 0; i < 7; ++i) {
    EXPECT_NEAR(vs30_from_slope(active[i]), vs30[i], 1e-9);
    EXPECT_NEAR(vs30_from_slope(stable[i], 1), vs30[i], 1e-9);
  }
}

TEST(Vs30FromSlope, GrowsWithSlopeWithinItsLimits) {
  for (const double craton : {0.0, 0.4, 1.0}) {
    double last = 0;
    for (double slope = 1e-6; slope < 3; slope *= 1.2) {
      const double vs30 = vs30_from_slope(slope, craton);
      EXPECT_GE(vs30, last);
      EXPECT_GE(vs30, 180);
      EXPECT_LE(vs30, 900);
      last = vs30;
    }
    EXPECT_NEAR(last, 900, 1e-9);
  }
  EXPECT_EQ(vs30_from_slope(0), 180);
  EXPECT_TRUE(std::isnan(vs30_from_slope(std::nan(""))));
  EXPECT_NEAR(vs30_from_slope(0.02, 0.25), 0.25 * vs30_from_slope(0.02, 1) + 0.75 * vs30_from_slope(0.02, 0), 1e-12);
}

Grid<float> tilted(const GridFrame& frame, double east, double south) {
  Grid<float> grid(frame);
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) {
    const Cell c = frame.cell(i);
    grid[i] = static_cast<float>(100 + east * 100 * static_cast<double>(c.column) + south * 100 * static_cast<double>(c.row));
  }
  return grid;
}

TEST(SurfaceSlope, OfATiltedPlaneIsItsTilt) {
  const Grid<float> slope = surface_slope(tilted(test::metric_frame(6, 7), 0.03, -0.04));
  // UTM's own scale stretches a metre by up to 4e-4.
  for (const float s : slope.values()) EXPECT_NEAR(s, 0.05, 5e-5);
}

TEST(SurfaceSlope, NeedsOneNeighbourOfEachAxis) {
  Grid<float> dem = tilted(test::metric_frame(3, 3), 0.03, 0);
  dem[Cell{1, 0}] = std::nanf("");
  EXPECT_NEAR((surface_slope(dem)[Cell{1, 1}]), 0.03, 1e-4);
  dem[Cell{1, 2}] = std::nanf("");
  EXPECT_TRUE(std::isnan(surface_slope(dem)[Cell{1, 1}]));
  EXPECT_TRUE(std::isnan(surface_slope(dem)[Cell{1, 0}]));
}

TEST(CoarseElevation, AveragesBlocksOfAbout30Seconds) {
  // 3″ cells: ten by ten are one.
  Grid<float> fine(test::geographic_frame(20, 25), 7);
  for (std::ptrdiff_t r = 0; r < 10; ++r) {
    for (std::ptrdiff_t c = 0; c < 5; ++c) fine[Cell{r, c}] = std::nanf("");
  }
  for (std::ptrdiff_t r = 10; r < 20; ++r) {
    for (std::ptrdiff_t c = 0; c < 6; ++c) fine[Cell{r, c}] = std::nanf("");
  }
  fine[Cell{0, 10}] = 107;
  const Grid<float> coarse = coarse_elevation(fine);
  ASSERT_EQ(coarse.rows(), 2);
  ASSERT_EQ(coarse.columns(), 3);
  EXPECT_NEAR(coarse.frame().cell_width, 30 / 3600.0, 1e-12);
  EXPECT_EQ((coarse[Cell{0, 0}]), 7);
  EXPECT_TRUE(std::isnan(coarse[Cell{1, 0}])) << "less than half of it is known";
  EXPECT_EQ((coarse[Cell{0, 1}]), 8);
  EXPECT_EQ((coarse[Cell{1, 2}]), 7) << "half a block at the edge";
}

TEST(Vs30OfDem, IsSoftOnPlainsAndStiffOnSlopes) {
  const Grid<float> plain = vs30_of_dem(tilted(test::metric_frame(60, 60), 0.0005, 0));
  const Grid<float> mountain = vs30_of_dem(tilted(test::metric_frame(60, 60), 0.3, 0.2));
  EXPECT_EQ(plain.rows(), 7);
  for (const float v : plain.values()) {
    EXPECT_GT(v, 180);
    EXPECT_LT(v, 240);
  }
  EXPECT_NEAR((mountain[Cell{3, 3}]), 900, 1e-3);
}

TEST(Vs30OfDem, IsThatOfWaterWhereTheGroundIsNotAboveTheSea) {
  Grid<float> dem(test::metric_frame(60, 60), 50);
  for (std::ptrdiff_t r = 0; r < 60; ++r) {
    for (std::ptrdiff_t c = 0; c < 27; ++c) dem[Cell{r, c}] = 0;
  }
  const Grid<float> vs30 = vs30_of_dem(dem, 0, 0.0);
  EXPECT_EQ((vs30[Cell{3, 1}]), 600);
  EXPECT_LT((vs30[Cell{3, 5}]), 240);
  EXPECT_LT((vs30_of_dem(dem)[Cell{3, 1}]), 240) << "without a stated sea it is a plain";
}

}  // namespace
}  // namespace tmfgeo
