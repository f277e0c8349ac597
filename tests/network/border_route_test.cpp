// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/border_route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/square_countries.h"

namespace tmfgeo::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

double metres(Point a, Point b) { return geodesic_distance_m(a, b); }

/// North along the border at 20.1° E from one latitude to another, swinging to either side every 300 m.
Polyline swinging(double from, double to, double swing_m, double offset_m = 0) {
  Polyline line;
  const int steps = static_cast<int>(std::abs(to - from) / north(300));
  for (int i = 0; i <= steps; ++i) {
    line.push_back({20.1 + east(offset_m + (i % 2 == 0 ? -swing_m : swing_m)), from + (to - from) * i / steps});
  }
  return line;
}

Polyline joined_line(Polyline first, const Polyline& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

void expect_gapless(const BorderRoute& cut, double length_m) {
  double at_m = 0;
  for (const RouteLeg& leg : cut.legs) {
    EXPECT_EQ(leg.begin_m, at_m);
    EXPECT_GT(leg.end_m, leg.begin_m);
    EXPECT_LE(leg.disputed_m, leg.end_m - leg.begin_m + 1e-6);
    at_m = leg.end_m;
  }
  EXPECT_EQ(at_m, length_m);
}

TEST(CutAtBorders, FindsAStraightCrossingWhereItIs) {
  const auto route = cut({{20.05, 45.05}, {20.15, 45.05}}, west_and_east());
  ASSERT_EQ(crossings_of(route), "A>B");
  EXPECT_EQ(legs_of(route), "A B");
  const BorderCrossing& c = route.crossings[0];
  EXPECT_NEAR(c.distance_m, metres({20.05, 45.05}, {20.1, 45.05}), 1);
  EXPECT_NEAR(c.point.x, 20.1, 1e-9);
  EXPECT_NEAR(c.point.y, 45.05, 1e-9);
  EXPECT_EQ(c.raw_crossings, 1);
  EXPECT_EQ(route.raw_crossings, 1);
  EXPECT_EQ(route.legs[0].end_m, c.distance_m);
}

TEST(CutAtBorders, MeasuresLongSlantingSegmentsToTheMetre) {
  // 60 km in one segment: degrees of longitude shrink on the way, a share of the segment is not the same share of degrees.
  const Borders wide = countries({{"A", rectangle(20, 44, 20.2, 47)}, {"B", rectangle(20.2, 44, 21, 47)}});
  const Point from{20.05, 45.02};
  const Point to{20.5, 45.47};
  const auto route = cut({from, to}, wide);
  ASSERT_THAT(route.crossings, SizeIs(1));
  const Point border = between(from, to, 1.0 / 3);
  EXPECT_NEAR(route.crossings[0].point.x, 20.2, 1e-9);
  EXPECT_NEAR(route.crossings[0].distance_m, metres(from, border), 1);
}

TEST(CutAtBorders, CountsEveryCrossingOfAManyPointedLine) {
  Polyline line;
  for (int i = 0; i <= 1000; ++i) line.push_back({20.02 + 0.00016 * i, 45.05 + 0.01 * std::sin(i / 30.0)});
  const auto route = cut(line, west_and_east());
  ASSERT_EQ(crossings_of(route), "A>B");
  EXPECT_NEAR(route.crossings[0].point.x, 20.1, 1e-9);
  expect_gapless(route, route_along(line).length_m());
}

TEST(CutAtBorders, LeavesOutATouchButCountsItRaw) {
  const auto route = cut({{20.05, 45.04}, {20.1 + east(200), 45.05}, {20.05, 45.06}}, west_and_east());
  EXPECT_EQ(crossings_of(route), "");
  EXPECT_EQ(legs_of(route), "A");
  EXPECT_EQ(route.raw_crossings, 2);
}

TEST(CutAtBorders, KeepsAShortVisitThatGoesDeeperThanTheTolerance) {
  const auto route = cut({{20.05, 45.04}, {20.1 + east(400), 45.05}, {20.05, 45.06}}, west_and_east());
  EXPECT_EQ(crossings_of(route), "A>B B>A");
  EXPECT_EQ(legs_of(route), "A B A");
  for (const BorderCrossing& c : route.crossings) EXPECT_NEAR(c.point.x, 20.1, 1e-9);
}

TEST(CutAtBorders, CallsARiverThatSwingsOverTheBorderOneCrossing) {
  Polyline line{{20.05, 45.0}};
  line = joined_line(line, swinging(45.0, 45.1, 100));
  line.push_back({20.05, 45.1});
  const auto route = cut(line, west_and_east());
  ASSERT_EQ(crossings_of(route), "A|B");
  EXPECT_EQ(legs_of(route), "A A|B A");
  EXPECT_NEAR(route.crossings[0].point.x, 20.1, 1e-9) << "where the line first meets the border";
  EXPECT_GT(route.raw_crossings, 30);
  EXPECT_EQ(route.crossings[0].raw_crossings, route.raw_crossings);
  EXPECT_GT(route.legs[1].end_m - route.legs[1].begin_m, 11000);
  expect_gapless(route, route_along(line).length_m());
}

TEST(CutAtBorders, MeetsABorderRiverOnceThatGoesBackForAShortWay) {
  const auto with_detour = [](double to) {
    Polyline line{{20.05, 45.0}};
    line = joined_line(line, swinging(45.0, 45.1, 100));
    line = joined_line(line, {{20.1 - east(1500), 45.1 + north(500)}, {20.1 - east(1500), to - north(500)}});
    line = joined_line(line, swinging(to, to + 0.1, 100));
    line.push_back({20.05, to + 0.1});
    return line;
  };
  const auto near = cut(with_detour(45.12), west_and_east());
  ASSERT_EQ(crossings_of(near), "A|B");
  EXPECT_EQ(legs_of(near), "A A|B A A|B A");
  expect_gapless(near, route_along(with_detour(45.12)).length_m());
  EXPECT_EQ(crossings_of(cut(with_detour(45.2), west_and_east())), "A|B A|B");
}

TEST(CutAtBorders, SaysWhereABorderRiverGoesOnIntoTheOtherCountry) {
  Polyline line{{20.05, 45.0}};
  line = joined_line(line, swinging(45.0, 45.1, 100));
  line.push_back({20.15, 45.1});
  const auto route = cut(line, west_and_east());
  ASSERT_EQ(crossings_of(route), "A|B A>B");
  EXPECT_EQ(legs_of(route), "A A|B B");
  EXPECT_LT(route.crossings[0].distance_m + 10000, route.crossings[1].distance_m);
  EXPECT_NEAR(route.crossings[1].point.x, 20.1, 1e-9) << "the last meeting with the border";
}

TEST(CutAtBorders, TakesASlowCrossingForACrossing) {
  // Six kilometres within the tolerance, but only one meeting: it enters.
  const auto route = cut({{20.05, 45.0}, {20.1 - east(200), 45.02}, {20.1 + east(200), 45.075}, {20.15, 45.1}}, west_and_east());
  ASSERT_EQ(crossings_of(route), "A>B");
  EXPECT_NEAR(route.crossings[0].point.x, 20.1, 1e-9);
}

TEST(CutAtBorders, CallsAParallelRiverWithinTheToleranceABorderRiver) {
  Polyline line{{20.05, 45.0}};
  line = joined_line(line, swinging(45.0, 45.1, 20, -150));
  line.push_back({20.05, 45.1});
  const auto route = cut(line, west_and_east());
  ASSERT_EQ(crossings_of(route), "A|B");
  EXPECT_EQ(legs_of(route), "A A|B A");
  EXPECT_EQ(route.raw_crossings, 0) << "the bare line never meets the border";
  EXPECT_NEAR(metres(route.crossings[0].point, {20.1, route.crossings[0].point.y}), 250, 65) << "where it comes near";
}

TEST(CutAtBorders, LeavesAParallelRiverBeyondTheToleranceAlone) {
  Polyline line{{20.05, 45.0}};
  line = joined_line(line, swinging(45.0, 45.1, 20, -300));
  const auto route = cut(line, west_and_east());
  EXPECT_EQ(crossings_of(route), "");
  EXPECT_EQ(legs_of(route), "A");
}

TEST(CutAtBorders, LeavesAShortParallelWayAlone) {
  Polyline line{{20.05, 45.0}};
  line = joined_line(line, swinging(45.0, 45.03, 20, -150));
  line.push_back({20.05, 45.03});
  EXPECT_EQ(crossings_of(cut(line, west_and_east())), "");
}

TEST(CutAtBorders, TakesARiverThatIsTheBorderLineForABorderRiver) {
  // The border and the river are the same digitised points, which rounding must not turn into claims or many crossings.
  Polyline common;
  for (int i = 0; i <= 60; ++i) common.push_back({20.1 + 0.003 * std::sin(i / 3.0), 45.0 + i / 500.0});
  Polyline west = common;
  west.push_back({20, 45.12});
  west.push_back({20, 45.0});
  west.push_back(common.front());
  Polyline east_ring(common.rbegin(), common.rend());
  east_ring.push_back({20.2, 45.0});
  east_ring.push_back({20.2, 45.12});
  east_ring.push_back(common.back());
  const Borders borders = countries({{"A", polygon_geometry({west})}, {"B", polygon_geometry({east_ring})}});
  const Polyline river(common.begin() + 5, common.end() - 5);
  Polyline line{{20.05, river.front().y}};
  line = joined_line(line, river);
  const auto route = cut(line, borders);
  EXPECT_EQ(crossings_of(route), "A|B");
  EXPECT_EQ(legs_of(route), "A A|B");
  EXPECT_LE(route.raw_crossings, 1);
  // The same with points of the river's own between the border's.
  Polyline finer{line.front()};
  for (std::size_t i = 1; i < river.size(); ++i) {
    for (const double t : {0.0, 0.3, 0.7}) finer.push_back(between(river[i - 1], river[i], t));
  }
  const auto finer_route = cut(finer, borders);
  EXPECT_EQ(crossings_of(finer_route), "A|B");
  EXPECT_LE(finer_route.raw_crossings, 1);
}

TEST(CutAtBorders, KeepsExclavesInOrder) {
  const Borders borders = countries({{"A", polygon_geometry({rectangle_ring(20, 45, 20.1, 45.1), rectangle_ring(20.04, 45.04, 20.06, 45.06)})},
                                     {"B", rectangle(20.04, 45.04, 20.06, 45.06)},
                                     {"B", rectangle(20.1, 45, 20.2, 45.1)}});
  const auto route = cut({{20.01, 45.05}, {20.15, 45.05}}, borders);
  ASSERT_EQ(crossings_of(route), "A>B B>A A>B");
  EXPECT_EQ(legs_of(route), "A B A B");
  const Point start{20.01, 45.05};
  EXPECT_NEAR(route.crossings[0].distance_m, metres(start, {20.04, 45.05}), 1);
  EXPECT_NEAR(route.crossings[1].distance_m, metres(start, {20.06, 45.05}), 1);
  EXPECT_NEAR(route.crossings[2].distance_m, metres(start, {20.1, 45.05}), 1);
}

/// A west of 20.1° E; east of it B north and C south of 45.05° N.
Borders three_countries() {
  return countries({{"A", rectangle(20, 44.9, 20.1, 45.2)}, {"B", rectangle(20.1, 45.05, 20.3, 45.2)}, {"C", rectangle(20.1, 44.9, 20.3, 45.05)}});
}

TEST(CutAtBorders, FollowsARiverFromOneBorderToTheNext) {
  // Down the border of A and B to the point of three countries, then along that of B and C, on either bank.
  for (const double bank_m : {100.0, -100.0}) {
    SCOPED_TRACE(bank_m);
    const Polyline line{{20.05, 45.15}, {20.1 - east(100), 45.14}, {20.1 - east(100), 45.05 + north(bank_m)}, {20.25, 45.05 + north(bank_m)},
                        {20.25, 45.1}};
    const auto route = cut(line, three_countries());
    EXPECT_EQ(crossings_of(route), "A|B B|C");
    EXPECT_EQ(legs_of(route), "A A|B B|C B");
    expect_gapless(route, route_along(line).length_m());
  }
}

TEST(CutAtBorders, EntersAtAPointOfThreeCountriesBothBanks) {
  const auto route = cut({{20.05, 45.05 + north(50)}, {20.25, 45.05 + north(50)}}, three_countries());
  EXPECT_EQ(crossings_of(route), "A|B B|C");
  EXPECT_EQ(legs_of(route), "A B|C");
  for (const BorderCrossing& c : route.crossings) EXPECT_NEAR(c.distance_m, metres({20.05, 45.05}, {20.1, 45.05}), 300);
}

TEST(CutAtBorders, CrossesShortlyBesideAPointOfThreeCountries) {
  const auto route = cut({{20.05, 45.05 + north(50)}, {20.11, 45.05 + north(50)}, {20.2, 45.15}}, three_countries());
  EXPECT_EQ(crossings_of(route), "A>B");
  EXPECT_EQ(legs_of(route), "A B");
}

TEST(CutAtBorders, BridgesASliverOfNobodysGround) {
  const Borders gap = countries({{"A", rectangle(20, 45, 20.1 - east(3), 45.1)}, {"B", rectangle(20.1, 45, 20.2, 45.1)}});
  const auto route = cut({{20.05, 45.05}, {20.15, 45.05}}, gap);
  EXPECT_EQ(crossings_of(route), "A>B");
  EXPECT_EQ(legs_of(route), "A B");
}

TEST(CutAtBorders, StartsNearOrOnTheBorder) {
  for (const double x : {20.1 - east(100), 20.1, 20.1 - east(1)}) {
    const auto route = cut({{x, 45.05}, {20.15, 45.05}}, west_and_east());
    EXPECT_EQ(crossings_of(route), x < 20.1 ? "A>B" : "") << x;
    EXPECT_EQ(legs_of(route), x < 20.1 ? "A B" : "B") << x;
  }
  const auto away = cut({{20.1 - east(100), 45.05}, {20.05, 45.05}}, west_and_east());
  EXPECT_EQ(crossings_of(away), "");
  EXPECT_EQ(legs_of(away), "A");
}

TEST(CutAtBorders, StartsOnABorderRiver) {
  const auto route = cut(swinging(45.0, 45.1, 100), west_and_east());
  EXPECT_EQ(crossings_of(route), "A|B");
  EXPECT_EQ(legs_of(route), "A A|B");
}

TEST(CutAtBorders, EndsNearTheBorder) {
  EXPECT_EQ(crossings_of(cut({{20.05, 45.05}, {20.1 - east(100), 45.05}}, west_and_east())), "");
  EXPECT_EQ(legs_of(cut({{20.05, 45.05}, {20.1 - east(100), 45.05}}, west_and_east())), "A");
  const auto inside = cut({{20.05, 45.05}, {20.1 + east(100), 45.05}}, west_and_east());
  EXPECT_EQ(crossings_of(inside), "A>B") << "a route that ends in a country has reached it";
  EXPECT_EQ(legs_of(inside), "A B");
}

TEST(CutAtBorders, AnswersWithoutBordersOrRoute) {
  EXPECT_THAT(cut({{20.05, 45.05}}, west_and_east()).legs, IsEmpty());
  const auto nowhere = cut({{20.05, 45.05}, {20.15, 45.05}}, Borders{});
  EXPECT_EQ(legs_of(nowhere), "-");
  EXPECT_EQ(crossings_of(nowhere), "");
  EXPECT_EQ(legs_of(cut({{20.02, 45.05}, {20.04, 45.07}}, west_and_east())), "A");
}

TEST(CutAtBorders, DoesNotMindRepeatedPoints) {
  const Point on_border{20.1, 45.05};
  const auto route = cut({{20.05, 45.05}, {20.05, 45.05}, on_border, on_border, {20.15, 45.05}}, west_and_east());
  ASSERT_EQ(crossings_of(route), "A>B");
  EXPECT_NEAR(route.crossings[0].distance_m, metres({20.05, 45.05}, on_border), 1e-3);
}

using CutAtBordersDeathTest = testing::Test;
TEST_F(CutAtBordersDeathTest, NeedsATolerance) {
  EXPECT_DEATH(cut_at_borders(route_along({{20, 45}, {21, 45}}), {}, {.tolerance_m = 0, .border_river_min_m = 5000}), "tolerance_m");
}

}  // namespace
}  // namespace tmfgeo::test
