// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/valley.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/ascii_dem.h"
#include "tmfgeo/hazard/rating_curve.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {
namespace {

/// A DEM routed, with its streams by a threshold.
struct Routed {
  Grid<float> given;
  FlowField flow;
  Accumulation area;

  explicit Routed(const Dem& dem) : given(dem.elevation_m) {
    const ConditionedDem surface = condition(dem, {});
    flow = route_d8(surface);
    area = accumulate(flow);
  }
  ValleyFinder finder(double threshold_km2) const { return {flow, given, area, square_kilometres(threshold_km2)}; }
};

/// A straight valley of a V: the bed falls a metre per 100 m southwards, the sides rise ten metres per 100 m.
Dem v_valley(std::ptrdiff_t rows, std::ptrdiff_t half) {
  const GridFrame frame = test::metric_frame(rows, 2 * half + 1);
  Grid<float> z(frame);
  for (std::ptrdiff_t r = 0; r < rows; ++r) {
    for (std::ptrdiff_t c = 0; c < frame.columns; ++c) z[Cell{r, c}] = static_cast<float>(100 - r + 10 * std::abs(c - half));
  }
  return {std::move(z)};
}

TEST(ValleyFinder, FindsBedHeightAndSlopeOfAVValley) {
  const Routed routed(v_valley(60, 5));
  // Each row adds 11 cells of 0.01 km²; from 0.5 km² on, row 4, the bed is a stream.
  const auto valley = routed.finder(0.5).at({30, 8}, {.stretch_m = 1000, .highest_m = 60});
  ASSERT_TRUE(valley);
  EXPECT_NEAR(valley->bed_slope, 0.01, 1e-4);
  EXPECT_EQ(valley->height_m, static_cast<double>(routed.given[Cell{30, 8}] - routed.given[valley->foot]));
  EXPECT_GE(valley->height_m, 30);
  EXPECT_NEAR(valley->length_m, 1000, 101);
  EXPECT_EQ(valley->foot % 11, 5) << "in the middle column";
  EXPECT_NEAR(valley->area_km2, routed.area.area_km2[valley->foot], 0);
  EXPECT_EQ(valley->relief_m, 5.5) << "half the step up and over a corner";
}

TEST(ValleyFinder, ItsCellsAreThoseThatDrainToTheStretchOverNoOtherStream) {
  std::mt19937 dice(11);
  std::uniform_real_distribution<float> noise(0, 30);
  Dem dem = v_valley(60, 30);
  for (float& z : dem.elevation_m.values()) z += noise(dice);
  const Routed routed(dem);
  const double threshold_km2 = 0.2;
  const auto valley = routed.finder(threshold_km2).at({30, 12}, {.stretch_m = 1500, .area_ratio = 1e9, .highest_m = 1e6});
  ASSERT_TRUE(valley);
  // The twin: every cell walked down to its first stream cell, one by one.
  const Neighbours neighbours(routed.given.frame());
  const auto foot_of = [&](std::ptrdiff_t cell) {
    while (cell != kNoReceiver && routed.area.area_km2[cell] < threshold_km2) cell = receiver(routed.flow.direction, neighbours, cell);
    return cell;
  };
  std::vector<std::int64_t> bed;
  for (const std::int64_t cell : valley->cells) {
    if (routed.area.area_km2[cell] >= threshold_km2) bed.push_back(cell);
  }
  std::vector<std::int64_t> expected;
  for (std::ptrdiff_t cell = 0; cell < routed.given.size(); ++cell) {
    if (std::find(bed.begin(), bed.end(), foot_of(cell)) != bed.end()) expected.push_back(cell);
  }
  std::vector<std::int64_t> found = valley->cells;
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, expected);
  ASSERT_GT(found.size(), 50U);
  for (std::size_t i = 0; i < valley->cells.size(); ++i) {
    const std::int64_t foot = foot_of(valley->cells[i]);
    EXPECT_EQ(valley->hand_m[i], routed.given[valley->cells[i]] - routed.given[foot]);
  }
}

TEST(ValleyFinder, LeavesOutGroundThatLiesTooHigh) {
  const Routed routed(v_valley(60, 20));
  const auto low = routed.finder(0.5).at({30, 20}, {.stretch_m = 1000, .highest_m = 35});
  ASSERT_TRUE(low);
  for (const float hand : low->hand_m) EXPECT_LE(hand, 35);
  const auto all = routed.finder(0.5).at({30, 20}, {.stretch_m = 1000, .highest_m = 1000});
  EXPECT_GT(all->cells.size(), low->cells.size());
}

TEST(ValleyFinder, BurntRiversDoNotDeepenIt) {
  const Dem dem = v_valley(60, 5);
  Dem burnt = dem;
  for (std::ptrdiff_t r = 0; r < 60; ++r) burnt.elevation_m[Cell{r, 5}] -= 20;
  Routed routed(burnt);
  routed.given = dem.elevation_m;
  const auto valley = routed.finder(0.5).at({30, 6}, {.stretch_m = 1000});
  ASSERT_TRUE(valley);
  EXPECT_LE(valley->height_m, 11);
}

TEST(ValleyFinder, TheStretchEndsWhereAnotherRiverJoins) {
  // A side valley as large as the main one joins at row 40.
  Dem dem = v_valley(80, 12);
  for (std::ptrdiff_t r = 0; r < 80; ++r) {
    for (std::ptrdiff_t c = 13; c < 25; ++c) dem.elevation_m[Cell{r, c}] = static_cast<float>(101 - r + 10 * std::abs(c - 20) + (r < 40 ? 0 : 400));
  }
  for (std::ptrdiff_t c = 13; c <= 20; ++c) dem.elevation_m[Cell{40, c}] = 60 + static_cast<float>(c - 12) * 0.1F;
  const Routed routed(dem);
  const ValleyFinder finder = routed.finder(0.3);
  const auto below = finder.at({50, 12}, {.stretch_m = 6000});
  ASSERT_TRUE(below);
  for (std::size_t i = 0; i < below->cells.size(); ++i) {
    if (below->hand_m[i] != 0 || routed.area.area_km2[below->cells[i]] < 0.3) continue;
    EXPECT_GE(routed.area.area_km2[below->cells[i]] * 1.25, below->area_km2);
    EXPECT_LE(routed.area.area_km2[below->cells[i]], below->area_km2 * 1.25);
  }
}

TEST(ValleyFinder, HasNoAnswerWhereNoStreamIsMet) {
  const Routed routed(v_valley(20, 5));
  EXPECT_FALSE(routed.finder(100).at({10, 5}));
  Dem holed = v_valley(20, 5);
  holed.elevation_m[Cell{3, 3}] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(Routed(holed).finder(0.1).at({3, 3}));
}

TEST(ValleyFinder, ItsRatingCurveMeetsManningOfTheTriangle) {
  const Routed routed(v_valley(120, 8));
  const auto valley = routed.finder(0.5).at({60, 8}, {.stretch_m = 4000, .area_ratio = 100, .highest_m = 60});
  ASSERT_TRUE(valley);
  const RatingCurve curve = synthetic_rating_curve({valley->hand_m, valley->slope, valley->area_m2},
                                                   {.length_m = valley->length_m, .slope = valley->bed_slope, .roughness_n = 0.05});
  // Cells of 100 m: at 20 m of stage the middle column and one and a half to either side are wet. Twenty metres above the bed
  // stand for a prism of 100 m by 20 m and two of 100 m by 10 m to within the metre that the bed falls per row.
  const double area = 20 * 100 + 2 * (10 * 100);
  const auto i = static_cast<std::size_t>(200);
  EXPECT_NEAR(curve.flow_area_m2[i] / area, 1, 0.1);
}

}  // namespace
}  // namespace tmfgeo
