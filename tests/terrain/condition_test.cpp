// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/dem.h"

#include <gtest/gtest.h>

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
std::ptrdiff_t pits(const Grid<float>& surface, const Grid<D8>& way_out) {
  std::ptrdiff_t count = 0;
  for (std::ptrdiff_t i = 0; i < surface.size(); ++i) {
    if (std::isnan(surface[i]) || way_out[i] == kD8Terminal || at_edge_of_data(surface, i)) continue;
    const std::vector<std::ptrdiff_t> around = neighbours_of(surface.frame(), i);
    const bool pit = std::none_of(around.begin(), around.end(), [&](std::ptrdiff_t n) { return surface[n] <= surface[i]; });
    count += pit ? 1 : 0;
  }
  return count;
}

TEST_P(Condition, FillsAsTheTwinsDoCellByCell) {
  const ConditionedDem filled = condition(GetParam().dem, {});
  EXPECT_EQ(cells_that_differ(filled.elevation_m(), filled_by_iteration(GetParam().dem.elevation_m)), 0);
  EXPECT_EQ(cells_that_differ(filled.elevation_m(), filled_by_flood(GetParam().dem.elevation_m)), 0);
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
  EXPECT_EQ(pits(filled.elevation_m(), filled.way_out()), 0);
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

TEST_P(Condition, EveryWayOutReachesAnEndWithoutAClimb) {
  for (const ConditioningOptions& options : {ConditioningOptions{}, breach_options()}) {
    const ConditionedDem conditioned = condition(GetParam().dem, options);
    const Grid<D8>& way_out = conditioned.way_out();
    for (std::ptrdiff_t i = 0; i < way_out.size(); ++i) {
      if (std::isnan(conditioned.elevation_m()[i])) {
        EXPECT_EQ(way_out[i], kD8NoData);
        continue;
      }
      const std::ptrdiff_t end = end_of_way(way_out, i);
      ASSERT_GE(end, 0);
      EXPECT_EQ(way_out[end], kD8Outlet);
      if (!is_step(way_out[i])) continue;
      const Cell next = neighbour(way_out.frame().cell(i), way_out[i]);
      EXPECT_LE(conditioned.elevation_m()[next], conditioned.elevation_m()[i]);
    }
  }
}

TEST_P(Condition, BreachingAlsoLeavesNoPitAndChangesNothingTheSecondTime) {
  const ConditionedDem once = condition(GetParam().dem, breach_options());
  EXPECT_EQ(pits(once.elevation_m(), once.way_out()), 0);
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
  EXPECT_EQ(picture_of(walled.way_out()), picture(R"(
      o . . . . .
      . . 6 t . .
      . 9 6 8 . .
      . . . . . o)"));
  EXPECT_EQ(picture_of(walled.elevation_m()), picture(R"(
      9 . . . . .
      . . 7 5 . .
      . 7 8 5 . .
      . . . . . 1)"));
  EXPECT_EQ(walled.terminal_sinks(), 1);
}

TEST(ConditionPictures, OnAFlatWaterTakesAShortestWayToTheLevelsRim) {
  const ConditionedDem filled = condition(dem_of(R"(
      9 9 9 9 9 9 9
      9 5 5 5 5 5 9
      9 5 5 5 5 5 9
      9 5 5 5 5 5 4
      9 9 9 9 9 9 9)"), {});
  const Grid<D8>& way_out = filled.way_out();
  const Cell exit{3, 6};
  for (std::ptrdiff_t row = 1; row <= 3; ++row) {
    for (std::ptrdiff_t column = 1; column <= 5; ++column) {
      std::ptrdiff_t steps = 0;
      Cell c{row, column};
      for (; !(c == exit); c = neighbour(c, way_out[c])) ++steps;
      EXPECT_EQ(steps, std::max(exit.row - row, exit.column - column));
    }
  }
}

TEST(ConditionPictures, OnAFlatTheFirstOfTheShortestWaysCounts) {
  // From the middle both ends of the flat are one step away: south comes before north in the order of kD8Steps.
  EXPECT_EQ(picture_of(condition(dem_of("z4z \n z5z \n z5z \n z5z \n z1z"), {}).way_out()), picture(R"(
      6 o 4
      6 8 4
      6 2 4
      6 2 4
      6 o 4)"));
}

TEST(ConditionPictures, InfiniteElevationsCountAsNodata) {
  Dem dem = flat(metric_frame(3, 3));
  dem.elevation_m[4] = std::numeric_limits<float>::infinity();
  dem.elevation_m[0] = -std::numeric_limits<float>::infinity();
  const ConditionedDem conditioned = condition(dem, {});
  EXPECT_EQ(picture_of(conditioned.elevation_m()), ".77\n7.7\n777\n");
  EXPECT_EQ(picture_of(conditioned.way_out()), ".oo\no.o\nooo\n");
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
