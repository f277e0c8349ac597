// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/breach.h"

#include <gtest/gtest.h>

#include "support/breach_twin.h"
#include "support/fill_twin.h"

namespace tmfgeo::test {
namespace {

/// A valley to the east behind an embankment of 6 m, two cells thick.
constexpr std::string_view kEmbankment = R"(
    z z z z z z z z
    z 6 5 4 9 9 2 1
    z z z z z z z z)";

Grid<float> breached(const Dem& dem, const BreachLimits& limits, const ConditioningOptions& options = {}) {
  return Breaching(dem, limits, options).surface();
}

TEST(Breach, CutsAnEmbankmentDownToThePit) {
  EXPECT_EQ(picture_of(breached(dem_of(kEmbankment), {.depth_m = 5, .length_m = 301})), picture(R"(
      z z z z z z z z
      z 6 5 4 4 4 2 1
      z z z z z z z z)"));
}

TEST(Breach, LeavesABarrierThatIsTooHigh) {
  EXPECT_EQ(picture_of(breached(dem_of(kEmbankment), {.depth_m = 4.9, .length_m = 301})), picture(kEmbankment));
}

TEST(Breach, LeavesABarrierThatIsTooThick) {
  EXPECT_EQ(picture_of(breached(dem_of(kEmbankment), {.depth_m = 5, .length_m = 299})), picture(kEmbankment));
}

TEST(Breach, JudgesEachPitOnTheGivenDem) {
  // The pit of 7 m drains to that of 4 m; its cut does not make the barrier of 9 m lower for that one.
  const Dem dem = dem_of(R"(
      z z z z z z z
      z 4 8 7 9 1 1
      z z z z z z z)");
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 4, .length_m = 1000})), picture(R"(
      z z z z z z z
      z 4 7 7 9 1 1
      z z z z z z z)"));
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 5, .length_m = 1000})), picture(R"(
      z z z z z z z
      z 4 4 4 4 1 1
      z z z z z z z)"));
}

TEST(Breach, GroundAsLowAsThePitIsOnTheWayNotItsEnd) {
  const Dem dem = dem_of(R"(
      z z z z z z
      z 4 9 4 9 1
      z z z z z z)");
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 5, .length_m = 201})), picture(R"(
      z z z z z z
      z 4 9 4 4 1
      z z z z z z)"));
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 5, .length_m = 401})), picture(R"(
      z z z z z z
      z 4 4 4 4 1
      z z z z z z)"));
}

TEST(Breach, OpensAnEmbankmentWhereItIsCheapestNotWhereItIsNearest) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z z z z z z
      z 9 9 6 7 3 9 9 z
      z 9 9 5 9 9 2 9 z
      z 6 5 4 9 9 2 1 0
      z 9 9 9 9 9 9 9 z
      z z z z z z z z z)"), {.depth_m = 5, .length_m = 2000})), picture(R"(
      z z z z z z z z z
      z 9 9 6 4 3 9 9 z
      z 9 9 4 9 9 2 9 z
      z 6 5 4 9 9 2 1 0
      z 9 9 9 9 9 9 9 z
      z z z z z z z z z)"));
}

TEST(Breach, OfEquallyCheapCutsTakesTheShorterOne) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z z z
      z 9 9 9 1 z
      z 9 9 9 9 z
      z 9 4 9 1 z
      z z z z z z)"), {.depth_m = 5, .length_m = 2000})), picture(R"(
      z z z z z z
      z 9 9 9 1 z
      z 9 9 9 9 z
      z 9 4 4 1 z
      z z z z z z)"));
}

TEST(Breach, APlateauIsOnePit) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z z z z
      z 5 5 9 9 9 z
      z 5 9 5 8 9 z
      z 5 5 5 9 7 3
      z z z z z z z)"), {.depth_m = 4, .length_m = 1000})), picture(R"(
      z z z z z z z
      z 5 5 9 9 9 z
      z 5 9 5 5 9 z
      z 5 5 5 9 5 3
      z z z z z z z)"));
}

TEST(Breach, APlateauThatReachesBeyondTheLengthLimitIsLeftToFilling) {
  const Dem dem = dem_of(R"(
      z z z z z z z
      z 5 5 5 5 6 1
      z z z z z z z)");
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 4, .length_m = 399})), picture_of(dem.elevation_m));
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 4, .length_m = 501})), picture(R"(
      z z z z z z z
      z 5 5 5 5 5 1
      z z z z z z z)"));
}

TEST(Breach, APlateauWithALowerNeighbourIsNoPit) {
  const std::string drained = picture(R"(
      z z z z z z
      z 5 5 5 9 z
      z 9 9 9 4 0
      z z z z z z)");
  EXPECT_EQ(picture_of(breached(dem_of(drained), {.depth_m = 9, .length_m = 1000})), drained);
}

TEST(Breach, ANodataIslandIsAnOutletOrAWall) {
  const Dem dem = dem_of(R"(
      z z z z z z z
      z 9 4 9 . 9 z
      z 9 9 9 8 9 z
      z z z z 7 z z)");
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 5, .length_m = 1000})), picture(R"(
      z z z z z z z
      z 9 4 4 . 9 z
      z 9 9 9 8 9 z
      z z z z 7 z z)"));
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 5, .length_m = 1000}, walls())), picture(R"(
      z z z z z z z
      z 9 4 9 . 9 z
      z 9 9 4 8 9 z
      z z z z 4 z z)"));
}

TEST(Breach, ATerminalSinkIsNoPitAndEndsACut) {
  ConditioningOptions options;
  options.nodata = NodataRule::wall;
  const Dem dem = dem_of(R"(
      . . . . . .
      . 3 9 6 7 .
      . . . . . .)");
  EXPECT_EQ(picture_of(breached(dem, {.depth_m = 9, .length_m = 1000}, options)), picture(R"(
      . . . . . .
      . 3 6 6 7 .
      . . . . . .)"));
}

TEST(Breach, InfiniteElevationsAreNodata) {
  Dem dem = dem_of(kEmbankment);
  dem.elevation_m[Cell{1, 5}] = -std::numeric_limits<float>::infinity();
  const Grid<float> surface = breached(dem, {.depth_m = 5, .length_m = 1000});
  EXPECT_EQ(surface[(Cell{1, 4})], 4);
  EXPECT_EQ(surface[(Cell{1, 5})], -std::numeric_limits<float>::infinity());
}

TEST(Breach, ManyCutsThroughACellLowerItToTheLowestPit) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z z z
      z 3 9 z z z
      z z z 8 1 0
      z 5 9 z z z
      z z z z z z)"), {.depth_m = 8, .length_m = 1000})), picture(R"(
      z z z z z z
      z 3 3 z z z
      z z z 3 1 0
      z 5 5 z z z
      z z z z z z)"));
}

TEST(Breach, CutsForPitsAloneNotForGroundThatDrainsIntoOne) {
  const std::string too_deep = picture(R"(
      z z z z z z
      z 1 6 9 9 0
      z z z z z z)");
  EXPECT_EQ(picture_of(breached(dem_of(too_deep), {.depth_m = 4, .length_m = 1000})), too_deep);
}

TEST(Breach, CrossesTheRimAtItsLowestPointAndKeepsToTheValleyFloor) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z z z
      z 3 5 6 8 z
      z 4 9 9 7 1
      z 2 4 9 9 z
      z z z z z z)"), {.depth_m = 6, .length_m = 2000})), picture(R"(
      z z z z z z
      z 3 2 2 8 z
      z 2 9 9 2 1
      z 2 4 9 9 z
      z z z z z z)"));
}

TEST(Breach, CutsThroughTheEdgeOfTheData) {
  EXPECT_EQ(picture_of(breached(dem_of(R"(
      z z z z
      z 3 4 6
      z z z z)"), {.depth_m = 3, .length_m = 201})), picture(R"(
      z z z z
      z 3 3 3
      z z z z)"));
}

TEST(Breach, MeasuresGeographicCellsTruly) {
  // 3 arc-seconds at 43 N are about 68 m from west to east and 92.6 m from north to south.
  const Dem metric = dem_of(kEmbankment);
  const std::span<const float> values = metric.elevation_m.values();
  const Dem east{Grid<float>(geographic_frame(3, 8), {values.begin(), values.end()})};
  EXPECT_EQ(picture_of(breached(east, {.depth_m = 5, .length_m = 3 * 69})).substr(9, 8), "z6544421");
  EXPECT_EQ(picture_of(breached(east, {.depth_m = 5, .length_m = 3 * 67})).substr(9, 8), "z6549921");
}

TEST(Breach, WithoutLimitsLeavesNothingToFill) {
  ConditioningOptions options;
  options.conditioning = Conditioning::breach;
  options.breach_max_depth_m = std::numeric_limits<double>::infinity();
  options.breach_max_length_m = std::numeric_limits<double>::infinity();
  std::ptrdiff_t breached_cells = 0;
  for (const NamedTerrain& terrain : all_terrains()) {
    const ConditionedDem conditioned = condition(terrain.dem, options);
    EXPECT_EQ(conditioned.filled_cells(), 0) << terrain.name;
    breached_cells += conditioned.breached_cells();
  }
  EXPECT_GT(breached_cells, 1000);
}

TEST(Breach, WithLimitsOfZeroIsFilling) {
  ConditioningOptions options;
  options.conditioning = Conditioning::breach;
  options.breach_max_depth_m = 0;
  options.breach_max_length_m = 0;
  const Dem dem = fractal(metric_frame(50, 50), 9);
  EXPECT_EQ(cells_that_differ(condition(dem, options).elevation_m(), filled_by_flood(dem.elevation_m).elevation_m), 0);
}

TEST(Breach, AutomaticTakesTwentyMetresAndFiftyCells) {
  ConditioningOptions automatic;
  automatic.conditioning = Conditioning::automatic;
  const auto dam = [](std::ptrdiff_t thickness, double height_m) {
    return terrain(metric_frame(3, 80), [=](double row, double column) {
      const double floor_m = 200 - column / 100;
      if (row != 1 || column == 0) return 400.0;
      return column >= 10 && column < 10 + static_cast<double>(thickness) ? floor_m + height_m : floor_m;
    });
  };
  EXPECT_EQ(condition(dam(48, 15), automatic).filled_cells(), 0);
  EXPECT_GT(condition(dam(51, 15), automatic).filled_cells(), 0);
  EXPECT_GT(condition(dam(5, 21), automatic).filled_cells(), 0);
}

}  // namespace
}  // namespace tmfgeo::test
