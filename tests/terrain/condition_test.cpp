// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/dem.h"

#include <gtest/gtest.h>

#include "support/fill_terrains.h"
#include "support/fill_twin.h"
#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

class Condition : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(AllTerrains, Condition, testing::ValuesIn(all_terrains()),
                         [](const auto& terrain) { return terrain.param.name; });

ConditioningOptions breach_options() {
  ConditioningOptions options;
  options.conditioning = Conditioning::breach;
  options.breach_max_depth_m = 8;
  options.breach_max_length_m = 700;
  return options;
}

/// Cells from which no neighbour, and no edge of the data, takes water without a climb.
std::ptrdiff_t pits(const ConditionedDem& dem) {
  const Grid<float>& surface = dem.elevation_m();
  std::ptrdiff_t count = 0;
  for (std::ptrdiff_t i = 0; i < surface.size(); ++i) {
    if (std::isnan(surface[i]) || is_terminal(dem.ends(), i) || at_edge_of_data(surface, i)) continue;
    const std::vector<std::ptrdiff_t> around = neighbours_of(surface.frame(), i);
    const bool pit = std::none_of(around.begin(), around.end(), [&](std::ptrdiff_t n) { return surface[n] <= surface[i]; });
    count += pit ? 1 : 0;
  }
  return count;
}

TEST_P(Condition, FillsAsTheTwinsDoCellByCell) {
  const ConditionedDem filled = condition(GetParam().dem, {});
  EXPECT_EQ(cells_that_differ(filled.elevation_m(), filled_by_iteration(GetParam().dem.elevation_m)), 0);
  EXPECT_EQ(cells_that_differ(filled.elevation_m(), filled_by_flood(GetParam().dem.elevation_m).elevation_m), 0);
}

TEST_P(Condition, FillingLowersNothingAndLeavesNoPit) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  const ConditionedDem filled = condition(GetParam().dem, {});
  for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
    EXPECT_EQ(std::isnan(filled.elevation_m()[i]), std::isnan(given[i]));
    if (!std::isnan(given[i])) {
      EXPECT_GE(filled.elevation_m()[i], given[i]);
    }
  }
  EXPECT_EQ(pits(filled), 0);
  EXPECT_EQ(filled.breached_cells(), 0);
  EXPECT_EQ(filled.filled_cells(), cells_that_differ(filled.elevation_m(), given));
}

TEST_P(Condition, ASecondFillingChangesNothing) {
  const ConditionedDem once = condition(GetParam().dem, {});
  const ConditionedDem twice = condition(Dem{once.elevation_m()}, {});
  EXPECT_EQ(cells_that_differ(once.elevation_m(), twice.elevation_m()), 0);
  EXPECT_EQ(twice.filled_cells(), 0);
}

TEST_P(Condition, TurnedAndMirroredDemsGiveTurnedAndMirroredFilledSurfaces) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  const Grid<float> filled = condition(GetParam().dem, {}).elevation_m();
  for (int quarters = 0; quarters < 4; ++quarters) {
    for (const bool mirrored : {false, true}) {
      const ConditionedDem turned_dem = condition(Dem{turned(given, quarters, mirrored)}, {});
      EXPECT_EQ(cells_that_differ(turned_dem.elevation_m(), turned(filled, quarters, mirrored)), 0)
          << quarters << " quarters, mirrored " << mirrored;
    }
  }
}

TEST_P(Condition, BreachingAlsoLeavesNoPitAndChangesNothingTheSecondTime) {
  const ConditionedDem once = condition(GetParam().dem, breach_options());
  EXPECT_EQ(pits(once), 0);
  const ConditionedDem twice = condition(Dem{once.elevation_m()}, breach_options());
  EXPECT_EQ(cells_that_differ(once.elevation_m(), twice.elevation_m()), 0);
}

TEST_P(Condition, BreachingNeverFillsHigherThanFillingAndKeepsTheDepthLimit) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  const Grid<float> filled = condition(GetParam().dem, {}).elevation_m();
  const ConditionedDem breached = condition(GetParam().dem, breach_options());
  std::ptrdiff_t lowered = 0;
  for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
    if (std::isnan(given[i])) continue;
    EXPECT_LE(breached.elevation_m()[i], filled[i]);
    EXPECT_LE(static_cast<double>(given[i]) - static_cast<double>(breached.elevation_m()[i]), 8);
    lowered += breached.elevation_m()[i] < given[i] ? 1 : 0;
  }
  EXPECT_EQ(breached.breached_cells(), lowered);
}

TEST_P(Condition, TellsTheEndsItsSurfaceIsMadeFor) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  EXPECT_TRUE(condition(GetParam().dem, {}).ends().nodata_is_outlet);
  EXPECT_TRUE(condition(GetParam().dem, {}).ends().terminal_cells.empty());
  for (const std::optional<double> sea_level_m : {std::optional<double>{}, std::optional(low_level(given))}) {
    ConditioningOptions options;
    options.nodata = NodataRule::wall;
    options.sea_level_m = sea_level_m;
    const FilledTwin twin = filled_by_flood(given, {.nodata_is_outlet = false, .sea_level_m = sea_level_m, .terminal_cells = {}});
    const ConditionedDem filled = condition(GetParam().dem, options);
    EXPECT_EQ(cells_that_differ(filled.elevation_m(), twin.elevation_m), 0);
    EXPECT_FALSE(filled.ends().nodata_is_outlet);
    EXPECT_EQ(filled.ends().sea_level_m, sea_level_m);
    EXPECT_EQ(filled.ends().terminal_cells, twin.closed_sinks);
    EXPECT_EQ(filled.terminal_sinks(), static_cast<std::ptrdiff_t>(twin.closed_sinks.size()));
    // With all its ends known, nothing is left to fill and nothing more is closed off.
    const FilledTwin again = filled_by_flood(filled.elevation_m(), filled.ends());
    EXPECT_EQ(cells_that_differ(again.elevation_m, filled.elevation_m()), 0);
    EXPECT_TRUE(again.closed_sinks.empty());
  }
}

TEST(ConditionPictures, APitIsFilledToItsSpillLevel) {
  const ConditionedDem filled = condition(dem_of(R"(
      9 9 9 9 9
      9 2 3 9 9
      9 1 9 9 9
      9 9 5 9 9
      9 9 4 9 9)"), {});
  EXPECT_EQ(picture_of(filled.elevation_m()), picture(R"(
      9 9 9 9 9
      9 5 5 9 9
      9 5 9 9 9
      9 9 5 9 9
      9 9 4 9 9)"));
  EXPECT_EQ(filled.filled_cells(), 3);
}

TEST(ConditionPictures, NodataInsideDrainsByDefaultAndHoldsWaterAsAWall) {
  const Dem dem = dem_of(R"(
      9 9 9 9 9 9
      9 3 . 5 9 9
      9 9 9 9 7 9
      9 9 9 9 9 8)");
  EXPECT_EQ(condition(dem, {}).filled_cells(), 0);
  ConditioningOptions wall;
  wall.nodata = NodataRule::wall;
  const ConditionedDem walled = condition(dem, wall);
  EXPECT_EQ(picture_of(walled.elevation_m()), picture(R"(
      9 9 9 9 9 9
      9 9 . 8 9 9
      9 9 9 9 8 9
      9 9 9 9 9 8)"));
  EXPECT_EQ(walled.terminal_sinks(), 0);
}

TEST(ConditionPictures, ARegionWalledInByNodataEndsInItsLowestCell) {
  ConditioningOptions wall;
  wall.nodata = NodataRule::wall;
  const ConditionedDem walled = condition(dem_of(R"(
      9 . . . . .
      . . 7 5 . .
      . 6 8 5 . .
      . . . . . 1)"), wall);
  EXPECT_EQ(walled.ends().terminal_cells, (std::vector<std::int64_t>{1 * 6 + 3}));
  EXPECT_EQ(picture_of(walled.elevation_m()), picture(R"(
      9 . . . . .
      . . 7 5 . .
      . 7 8 5 . .
      . . . . . 1)"));
  EXPECT_EQ(walled.terminal_sinks(), 1);
}

TEST(ConditionPictures, InfiniteElevationsCountAsNodata) {
  Dem dem = flat(metric_frame(3, 3));
  dem.elevation_m[4] = std::numeric_limits<float>::infinity();
  dem.elevation_m[0] = -std::numeric_limits<float>::infinity();
  const ConditionedDem conditioned = condition(dem, {});
  EXPECT_EQ(picture_of(conditioned.elevation_m()), ".77\n7.7\n777\n");
}

TEST(ConditionPictures, ADemWithoutCellsGivesASurfaceWithoutCells) {
  EXPECT_EQ(condition(Dem{}, {}).elevation_m().size(), 0);
}

TEST(Progress, NeverGoesBackWithinAStageAndStaysWithinOne) {
  std::string stage;
  double last = 0;
  int calls = 0;
  condition(fractal(metric_frame(600, 600), 5), breach_options(), [&](std::string_view name, double fraction) {
    if (name != stage) {
      stage = name;
      last = 0;
    }
    EXPECT_GE(fraction, last);
    EXPECT_LE(fraction, 1);
    last = fraction;
    ++calls;
  });
  EXPECT_GT(calls, 2);
}

}  // namespace
}  // namespace tmfgeo::test
