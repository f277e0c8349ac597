// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/slope.h"

#include <gtest/gtest.h>

#include "support/terrain_twins.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo::test {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

TEST(Slope, OfAPlaneIsItsGradientUpToTheEdgesAndAroundHoles) {
  for (const GridFrame& frame : {metric_frame(12, 15), geographic_frame(12, 15)}) {
    Dem dem = plane(frame);
    dem.elevation_m[Cell{5, 5}] = kNaN;
    dem.elevation_m[Cell{5, 6}] = kNaN;
    dem.elevation_m[Cell{8, 3}] = std::numeric_limits<float>::infinity();
    const Grid<float> gradient = slope(dem.elevation_m);
    const CellMetrics metrics(frame);
    for (std::ptrdiff_t i = 0; i < gradient.size(); ++i) {
      const RowMetrics& row = metrics.row(i / frame.columns);
      const double expected = std::hypot(2 / row.height_m, 1 / row.width_m);
      if (std::isfinite(dem.elevation_m[i])) {
        EXPECT_NEAR(static_cast<double>(gradient[i]), expected, 1e-5 * expected) << i;
      } else {
        EXPECT_TRUE(std::isnan(gradient[i]));
      }
    }
  }
}

TEST(Slope, IsTheWeightedMeanOfThreeDifferencesOnEachAxis) {
  const Grid<float> z(metric_frame(3, 3), {1, 2, 4, 3, 100, 9, 16, 5, 7});
  const RowMetrics row = CellMetrics(z.frame()).row(1);
  const double east = ((4 + 2 * 9 + 7) - (1 + 2 * 3 + 16)) / (8 * row.width_m);
  const double south = ((16 + 2 * 5 + 7) - (1 + 2 * 2 + 4)) / (8 * row.height_m);
  EXPECT_NEAR(static_cast<double>(slope(z)[4]), std::hypot(east, south), 1e-6);
}

TEST(Slope, IsZeroOnFlatGroundAndUnknownWhereAnAxisIs) {
  const Grid<float> flat_ground = slope(flat(metric_frame(6, 7)).elevation_m);
  for (const float s : flat_ground.values()) EXPECT_EQ(s, 0);
  for (const GridFrame& thin : {metric_frame(1, 9), metric_frame(9, 1), metric_frame(1, 1)}) {
    const Grid<float> unknown = slope(flat(thin).elevation_m);
    for (const float s : unknown.values()) EXPECT_TRUE(std::isnan(s));
  }
  EXPECT_EQ(slope(Grid<float>()).size(), 0);
}

TEST(Slope, OfAMirroredOrTurnedTerrainIsMirroredOrTurned) {
  const Grid<float> z = with_holes(fractal(metric_frame(40, 40), 4), 4, 0.1).elevation_m;
  const Grid<float> gradient = slope(z);
  const auto close = [](float a, float b) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-3F * (a + b); };
  for (const bool mirrored : {false, true}) {
    for (int quarters = 0; quarters < 4; ++quarters) {
      const Grid<float> of_turned = slope(turned(z, quarters, mirrored));
      const Grid<float> turned_gradient = turned(gradient, quarters, mirrored);
      for (std::ptrdiff_t i = 0; i < z.size(); ++i) ASSERT_TRUE(close(of_turned[i], turned_gradient[i])) << i;
    }
  }
}

TEST(Slope, IsTheSameOnAnyThreads) {
  const Grid<float> z = with_holes(fractal(geographic_frame(300, 50), 4), 4, 0.1).elevation_m;
  use_threads(1);
  const Grid<float> alone = slope(z);
  use_threads(5);
  EXPECT_TRUE(same_values(slope(z), alone));
  use_threads(0);
}

}  // namespace
}  // namespace tmfgeo::test
