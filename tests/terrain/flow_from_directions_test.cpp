// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo::test {
namespace {

TEST(FlowFromDirections, TakesDirectionsAsTheyAre) {
  const std::string given = picture(R"(
      6 6 2
      9 t 2
      8 7 o)");
  EXPECT_EQ(picture_of(flow_from_directions(directions_of(given)).direction), given);
}

TEST(FlowFromDirections, EndsStepsThatLeaveTheGridOrEnterNodata) {
  EXPECT_EQ(picture_of(flow_from_directions(directions_of(R"(
      8 6 .
      4 2 9
      6 6 6)")).direction), picture(R"(
      o o .
      o 2 o
      6 6 o)"));
}

TEST(FlowFromDirections, TellsSinksAtTheEdgeOfTheDataFromSinksInside) {
  EXPECT_EQ(picture_of(flow_from_directions(directions_of(R"(
      t 4 4 4 4
      8 t 4 t .
      6 6 6 6 t)")).direction), picture(R"(
      o 4 4 4 4
      8 t 4 o .
      6 6 6 6 o)"));
}

TEST(FlowFromDirections, RefusesALoopAndNamesACellOfIt) {
  try {
    flow_from_directions(directions_of(R"(
        6 2 4 4
        6 6 6 o
        6 6 3 4
        6 6 8 7)"));
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_NE(std::string(error.what()).find("row 2, column 2"), std::string::npos) << error.what();
  }
}

TEST(FlowFromDirections, RefusesTwoCellsThatDrainIntoEachOther) {
  EXPECT_THROW(flow_from_directions(directions_of("64o")), Error);
}

TEST(FlowFromDirections, RefusesALoopThroughSeveralTiles) {
  // Once around a square of 300 cells a side, larger than a tile, and 10 cells from the edge; all other cells drain east.
  Grid<D8> direction(metric_frame(320, 320), D8{0});
  for (std::ptrdiff_t i = 10; i < 309; ++i) {
    direction[Cell{10, i}] = 0;
    direction[Cell{i, 309}] = 2;
    direction[Cell{309, i + 1}] = 4;
    direction[Cell{i + 1, 10}] = 6;
  }
  try {
    flow_from_directions(direction);
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("row 10, column 10 "), std::string::npos) << error.what();
  }
  const Cell broken{309, 200};
  direction[broken] = 2;
  EXPECT_EQ(flow_from_directions(direction).direction[broken], 2);
}

TEST(FlowFromDirections, TakesNothingAndNodataAlone) {
  EXPECT_EQ(flow_from_directions(Grid<D8>()).direction.size(), 0);
  EXPECT_EQ(picture_of(flow_from_directions(directions_of("...\n...")).direction), "...\n...\n");
}

TEST(FlowFromDirections, AcceptsEveryRoutedTerrainUnchanged) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField routed = route_d8(condition(terrain.dem, {}));
    EXPECT_EQ(picture_of(flow_from_directions(routed.direction).direction), picture_of(routed.direction)) << terrain.name;
  }
}

}  // namespace
}  // namespace tmfgeo::test
