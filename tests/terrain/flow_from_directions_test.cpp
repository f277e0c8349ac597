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
