// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/random_rivers.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const AsciiMap kRiver("A--B--C--D");

TEST(TurnReversed, ALineAgainstTheGrowthOfAreaAtBothEndsIsTurned) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 10}, {"CB", 20}, {"CD", 30}}), river_options());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2, 3));
  const auto told = issues_with(result.issues, "river_reversed");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 2");
  const auto line = result.network.line(reach_of(result.network, 2));
  EXPECT_EQ(line.front(), kRiver['B']);
  EXPECT_EQ(line.back(), kRiver['C']);
}

TEST(TurnReversed, ATurnedLineIsMeasuredFromItsNewStart) {
  const AsciiMap map("A--B---X-C--D");
  const auto network = network_from_lines(river_table(map, {{"AB", 10}, {"CXB", 20}, {"CD", 30}}), river_options()).network;
  const ReachId id = reach_of(network, 2);
  const auto line = network.line(id);
  const auto offsets = network.offsets_m(id);
  EXPECT_EQ(offsets[0], 0);
  EXPECT_NEAR(offsets[1], geodesic_distance_m(line[0], line[1]), 1e-9);
  EXPECT_EQ(offsets[2], network.reach(id).length_m);
}

TEST(TurnReversed, SeveralReversedLinesInARowAreAllTurned) {
  const AsciiMap map("A--B--C--D--E--F");
  const auto network =
      network_from_lines(river_table(map, {{"AB", 10}, {"CB", 20}, {"DC", 30}, {"ED", 40}, {"EF", 50}}), river_options()).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2, 3, 4, 5));
}

const AsciiMap kConfluence(R"(A
 \
B-C--D)");

TEST(TurnReversed, AHeadwaterDrawnUpstreamIsTurnedWhereThatBalancesTheAreas) {
  const auto result =
      network_from_lines(river_table(kConfluence, {{"CA", 10}, {"BC", 40}, {"CD", 52}}), river_options());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 3));
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), SizeIs(1));
  EXPECT_THAT(issues_with(result.issues, "river_bifurcation"), IsEmpty());
}

TEST(TurnReversed, ADeltaArmKeepsItsDirection) {
  // The river's 100 km² divide into arms of 70 and 30.
  const auto result =
      network_from_lines(river_table(kConfluence, {{"CA", 30}, {"BC", 100}, {"CD", 70}}), river_options());
  EXPECT_THAT(way_down(result.network, 2), ElementsAre(2, 3));
  EXPECT_EQ(result.network.line(reach_of(result.network, 1)).back(), kConfluence['A']);
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), IsEmpty());
}

TEST(TurnReversed, TheOnlyWayOnKeepsItsDirectionThoughAreasDropTowardsTheMouth) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 100}, {"BC", 50}, {"CD", 25}}), river_options());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2, 3));
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), IsEmpty());
  EXPECT_THAT(issues_with(result.issues, "river_area_drops"), SizeIs(1));
}

TEST(TurnReversed, WithoutAreasNothingIsTurned) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB"}, {"CB"}, {"CD"}}), river_options());
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), IsEmpty());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1));
  // But the end in the middle of the river is told.
  EXPECT_THAT(issues_with(result.issues, "river_no_way_on"), SizeIs(1));
}

TEST(Directions, ByUpstreamAreaAnyDrawingGivesTheSameRiver) {
  NetworkOptions options = river_options();
  options.direction = DirectionRule::upstream_area;
  for (int drawing = 0; drawing < 8; ++drawing) {
    const auto drawn = [&](const char* forwards, const char* back, int bit) { return (drawing & bit) != 0 ? back : forwards; };
    const auto table = river_table(
        kConfluence, {{drawn("AC", "CA", 1), 10}, {drawn("BC", "CB", 2), 40}, {drawn("CD", "DC", 4), 52}});
    const auto network = network_from_lines(table, options).network;
    EXPECT_THAT(way_down(network, 1), ElementsAre(1, 3)) << drawing;
    EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3)) << drawing;
    EXPECT_EQ(network.line(reach_of(network, 3)).back(), kConfluence['D']) << drawing;
  }
}

TEST(Directions, ByElevationLinesFlowToTheirLowerEnd) {
  auto table = river_table(kRiver, {{"BA", 100, 200}, {"BC", 100, 50}, {"CD"}});
  NetworkOptions options;
  options.direction = DirectionRule::elevation;
  options.elevation_from_column = "area_km2";
  options.elevation_to_column = "q_m3_s";
  const auto result = network_from_lines(table, options);
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2, 3));
  EXPECT_EQ(result.network.line(reach_of(result.network, 1)).front(), kRiver['A']);
  ASSERT_THAT(issues_with(result.issues, "river_no_attribute"), SizeIs(1));
}

TEST(Directions, ByOutletsEveryLineLeadsToTheNearestStatedOutlet) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  options.outlets = {kConfluence['B']};
  const auto network = network_from_lines(river_table(kConfluence, {{"AC"}, {"BC"}, {"CD"}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 2));
}

TEST(Directions, WithoutStatedOutletsTheFreeEndOfLargestAreaIsOne) {
  NetworkOptions options = river_options();
  options.direction = DirectionRule::outlets;
  const auto network = network_from_lines(river_table(kConfluence, {{"CA", 10}, {"CB", 40}, {"DC", 52}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 3));
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3));
}

TEST(Directions, WithoutAreasTheFirstFreeEndDrawnAsALowerOneIsTheOutlet) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  const auto network = network_from_lines(river_table(kConfluence, {{"AC"}, {"CD"}, {"CB"}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 2));
}

TEST(Directions, AnOutletOffTheRiversIsAnError) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  options.outlets = {{10, 10}};
  EXPECT_THROW(network_from_lines(river_table(kRiver, {{"AB"}}), options), std::runtime_error);
}

TEST(Directions, ByOutletsEveryReachOfARandomTangleReachesOne) {
  for (const std::uint32_t seed : {11U, 12U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(200, dice);
    auto edges = random_tree(200, dice);
    for (auto& [from, to] : edges) {
      if (dice() % 2 == 0) std::swap(from, to);
    }
    const auto more = random_edges(200, 100, dice);
    edges.insert(edges.end(), more.begin(), more.end());
    NetworkOptions options;
    options.direction = DirectionRule::outlets;
    options.outlets = {nodes[0]};
    const auto result = network_from_lines(lines_between(nodes, edges), options);
    EXPECT_THAT(issues_with(result.issues, "river_loop_cut"), IsEmpty());
    for (ReachId id = 0; static_cast<std::size_t>(id) < result.network.size(); ++id) {
      ReachId last = id;
      while (result.network.downstream(last) != kNoReach) last = result.network.downstream(last);
      EXPECT_EQ(result.network.line(last).back(), nodes[0]);
    }
  }
}

}  // namespace
}  // namespace tmfgeo::test
