// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/random_rivers.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const AsciiMap kMap(R"(A     F
 \   /
  B-C

    D---E)");

RiverNetwork two_springs() {
  return network_from_lines(river_table(kMap, {{"AB", 10}, {"BC", 15}, {"FC", 100}, {"CDE", 120}}), river_options()).network;
}

TEST(SnapToRiver, FindsTheNearestPlaceAndItsOffset) {
  const auto network = two_springs();
  const Point near{(kMap['B'].x + kMap['C'].x) / 2, kMap['B'].y + 0.001};
  const auto snapped = snap_to_river(network, near, 500);
  ASSERT_TRUE(snapped);
  EXPECT_EQ(network.reach(snapped->reach).source_record, 2);
  EXPECT_NEAR(snapped->distance_m, 111.2, 0.5);
  EXPECT_NEAR(snapped->offset_m, network.reach(snapped->reach).length_m / 2, 1e-3);
  EXPECT_NEAR(snapped->point.y, kMap['B'].y, 1e-9);
}

TEST(SnapToRiver, AnswersNothingBeyondTheDistance) {
  EXPECT_FALSE(snap_to_river(two_springs(), {25, 47}, 1000));
  EXPECT_FALSE(snap_to_river(two_springs(), {20.03, 46.9701}, 10));
}

TEST(SnapToRiver, AtANodeTheUpperReachIsTaken) {
  const auto network = two_springs();
  const auto snapped = snap_to_river(network, kMap['B'], 10);
  ASSERT_TRUE(snapped);
  EXPECT_EQ(network.reach(snapped->reach).source_record, 1);
  EXPECT_EQ(snapped->point, kMap['B']);
  EXPECT_EQ(snapped->offset_m, network.reach(snapped->reach).length_m);
}

TEST(SnapToRiver, WithAStatedAreaTakesTheNearestReachOfAboutThatArea) {
  const auto network = two_springs();
  const auto record = [&](double area) {
    const auto snapped = snap_to_river(network, kMap['B'], 5000, area);
    return snapped ? network.reach(snapped->reach).source_record : 0;
  };
  EXPECT_EQ(record(5), 1);    // within a factor of two, both ends included
  EXPECT_EQ(record(20), 1);
  EXPECT_EQ(record(25), 2);
  EXPECT_EQ(record(230), 4);
  EXPECT_EQ(record(2000), 0);
}

TEST(SnapToRiver, AReachOfUnknownAreaDoesNotMatchAStatedOne) {
  const auto network = network_from_lines(river_table(kMap, {{"AB"}}), {}).network;
  EXPECT_TRUE(snap_to_river(network, kMap['A'], 100));
  EXPECT_FALSE(snap_to_river(network, kMap['A'], 100, 10));
}

TEST(RouteFrom, FollowsTheReachesToTheEndWithTrueDistances) {
  const auto network = two_springs();
  const auto snapped = snap_to_river(network, between(kMap['A'], kMap['B'], 0.25), 10);
  ASSERT_TRUE(snapped);
  const Route route = route_from(network, *snapped, {}, RouteEnd::sea);
  EXPECT_EQ(route.end, RouteEnd::sea);
  ASSERT_THAT(route.visits, SizeIs(3));
  EXPECT_EQ(network.reach(route.visits[0].reach).source_record, 1);
  EXPECT_EQ(network.reach(route.visits[1].reach).source_record, 2);
  EXPECT_EQ(network.reach(route.visits[2].reach).source_record, 4);
  EXPECT_EQ(route.line, (Polyline{snapped->point, kMap['B'], kMap['C'], kMap['D'], kMap['E']}));
  EXPECT_NEAR(route.length_m(), geodesic_length_m(route.line), 1e-6);
  EXPECT_EQ(route.overland_m, 0);
  EXPECT_EQ(route.visits[0].offset_m, snapped->offset_m);
  EXPECT_NEAR(route.visits[0].end_m + snapped->offset_m, network.reach(route.visits[0].reach).length_m, 1e-3);
}

TEST(RouteFrom, DistancesAreTheLinesGeodesicLengthsPointByPoint) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(400, dice);
    const auto network = network_from_lines(lines_between(nodes, random_tree(400, dice)), {}).network;
    std::uniform_real_distribution<double> longitude(20, 21);
    std::uniform_real_distribution<double> latitude(40, 41);
    for (int i = 0; i < 50; ++i) {
      const Point p{longitude(dice), latitude(dice)};
      const auto snapped = snap_to_river(network, p, 20000);
      ASSERT_TRUE(snapped);
      const Route route = route_from(network, *snapped, {p}, RouteEnd::network_end);
      const auto expected = cumulative_length_m(route.line);
      ASSERT_EQ(route.distance_m.size(), expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_NEAR(route.distance_m[k], expected[k], 1e-6);
      EXPECT_EQ(route.line.back(), nodes[0]);
      double at = route.overland_m;
      for (const ReachVisit& visit : route.visits) {
        EXPECT_DOUBLE_EQ(visit.begin_m, at);
        at = visit.end_m;
      }
      EXPECT_DOUBLE_EQ(at, route.length_m());
      for (std::size_t k = 1; k < route.visits.size(); ++k) {
        EXPECT_EQ(network.downstream(route.visits[k - 1].reach), route.visits[k].reach);
      }
    }
  }
}

TEST(RouteFrom, TheHeadCountsAsOverlandUpToTheRiver) {
  const auto network = two_springs();
  const Point dam{kMap['B'].x, kMap['B'].y - 0.03};
  const Point gully{kMap['B'].x, kMap['B'].y - 0.01};
  const auto snapped = snap_to_river(network, gully, 5000);
  ASSERT_TRUE(snapped);
  const Route route = route_from(network, *snapped, {dam, gully}, RouteEnd::network_end);
  EXPECT_EQ(route.line[0], dam);
  EXPECT_EQ(route.line[1], gully);
  EXPECT_NEAR(route.overland_m, geodesic_length_m(Polyline{dam, gully, snapped->point}), 1e-9);
  EXPECT_NEAR(route.snap_m, geodesic_distance_m(dam, snapped->point), 1e-9);
  EXPECT_EQ(route.visits[0].begin_m, route.overland_m);
}

TEST(RouteFrom, AHeadThatEndsOnTheRiverRepeatsNoPoint) {
  const auto network = two_springs();
  const SnappedPoint start{reach_of(network, 2), 0, kMap['B'], 0};
  const Route route = route_from(network, start, {{20, 46.9}, kMap['B']}, RouteEnd::network_end);
  EXPECT_EQ(route.line, (Polyline{{20, 46.9}, kMap['B'], kMap['C'], kMap['D'], kMap['E']}));
}

TEST(RouteFrom, AtTheVeryEndOfTheLastReachTheRouteIsOnePoint) {
  const auto network = two_springs();
  const auto snapped = snap_to_river(network, kMap['E'], 10);
  ASSERT_TRUE(snapped);
  const Route route = route_from(network, *snapped, {}, RouteEnd::terminal_basin);
  EXPECT_THAT(route.line, ElementsAre(kMap['E']));
  EXPECT_EQ(route.length_m(), 0);
  EXPECT_THAT(route.visits, SizeIs(1));
}

TEST(RouteFrom, WithoutAHeadTheSnapDistanceIsTheStraightOne) {
  const auto network = two_springs();
  const auto snapped = snap_to_river(network, {kMap['B'].x, kMap['B'].y - 0.002}, 500);
  ASSERT_TRUE(snapped);
  EXPECT_EQ(route_from(network, *snapped, {}, RouteEnd::sea).snap_m, snapped->distance_m);
}

TEST(RouteEndText, NamesEveryEnd) {
  EXPECT_EQ(to_text(RouteEnd::sea), "sea");
  EXPECT_EQ(to_text(RouteEnd::not_snapped), "not_snapped");
}

}  // namespace
}  // namespace tmfgeo::test
