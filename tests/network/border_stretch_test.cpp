// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/border_stretch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/square_countries.h"

namespace tmfgeo::test {
namespace {

/// Nine squares of a tenth of a degree, codes A to E given out by chance; one square is nobody's.
Borders chequered(std::mt19937& dice) {
  std::vector<std::pair<std::string, Geometry>> squares;
  for (int i = 0; i < 9; ++i) {
    const double x = 20 + 0.1 * (i % 3);
    const double y = 45 + 0.1 * (i / 3);
    if (i == 4) continue;
    squares.emplace_back(std::string(1, static_cast<char>('A' + static_cast<int>(dice() % 5))), rectangle(x, y, x + 0.1, y + 0.1));
  }
  return countries(squares);
}

/// A wandering line over the squares; some of its points lie on borders and corners.
Polyline wandering(std::mt19937& dice) {
  std::uniform_real_distribution<double> place(-0.02, 0.32);
  std::uniform_real_distribution<double> step(-0.03, 0.03);
  Polyline line{{20 + place(dice), 45 + place(dice)}};
  for (int i = 0; i < 120; ++i) {
    Point p{line.back().x + step(dice), line.back().y + step(dice)};
    if (dice() % 4 == 0) p.x = std::round(p.x * 10) / 10;
    if (dice() % 4 == 0) p.y = std::round(p.y * 10) / 10;
    if (dice() % 16 == 0) p = line.back();
    line.push_back(p);
  }
  return line;
}

class BorderStretches : public testing::TestWithParam<std::uint32_t> {};

TEST_P(BorderStretches, CoverTheRouteAndSayWhatLiesBelow) {
  std::mt19937 dice(GetParam());
  const Borders borders = chequered(dice);
  const Route route = route_along(wandering(dice));
  const auto stretches = border_stretches(route, borders, 250);
  ASSERT_FALSE(stretches.empty());
  EXPECT_EQ(stretches.front().begin_m, 0);
  EXPECT_EQ(stretches.back().end_m, route.length_m());
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    EXPECT_EQ(stretches[i].begin_m, stretches[i - 1].end_m);
    EXPECT_GT(stretches[i].end_m, stretches[i].begin_m);
  }
  // The ground below every tenth metre, looked up one by one; on the line itself either side is right.
  std::size_t k = 0;
  std::size_t segment = 1;
  for (double at_m = 0.05; at_m < route.length_m(); at_m += 10) {
    while (stretches[k].end_m < at_m) ++k;
    while (route.distance_m[segment] < at_m) ++segment;
    const double begin_m = route.distance_m[segment - 1];
    const Point p = between(route.line[segment - 1], route.line[segment], (at_m - begin_m) / (route.distance_m[segment] - begin_m));
    if (borders.ground.edges().nearest(p, 2)) continue;
    const auto holders = borders.at(p);
    EXPECT_EQ(stretches[k].country, holders.empty() ? -1 : static_cast<int>(holders[0])) << "at " << at_m << " m, " << p.x << " " << p.y;
    const auto near = borders.ground.edges().nearest_by_owner(p, 5000);
    double other_m = 5000;
    for (const NearPlace& place : near) {
      if (static_cast<int>(borders.ground.edges().segments()[place.segment].owner) != stretches[k].country) other_m = std::min(other_m, place.distance_m);
    }
    const bool surely_near = stretches[k].country >= 0 && other_m < 250 - 65;
    const bool surely_deep = other_m > 250 + 65;
    EXPECT_FALSE(surely_near && !stretches[k].near_border()) << at_m;
    EXPECT_FALSE(surely_deep && stretches[k].near_border()) << at_m;
  }
}

TEST_P(BorderStretches, MakeARouteWithoutGapsAndCrossingsInOrder) {
  std::mt19937 dice(GetParam());
  const Borders borders = chequered(dice);
  const Route route = route_along(wandering(dice));
  const BorderRoute cut = cut_at_borders(route, borders, {.tolerance_m = 250, .border_river_min_m = 5000});
  double at_m = 0;
  for (const RouteLeg& leg : cut.legs) {
    EXPECT_EQ(leg.begin_m, at_m);
    at_m = leg.end_m;
  }
  EXPECT_EQ(at_m, route.length_m());
  double before_m = 0;
  for (const BorderCrossing& c : cut.crossings) {
    EXPECT_GE(c.distance_m, before_m);
    EXPECT_LE(c.distance_m, route.length_m());
    EXPECT_NE(c.from, c.to);
    before_m = c.distance_m;
  }
  EXPECT_LE(static_cast<int>(std::count_if(cut.crossings.begin(), cut.crossings.end(), [](const auto& c) { return c.kind == CrossingKind::enters; })),
            cut.raw_crossings + 1);
}

INSTANTIATE_TEST_SUITE_P(Seeds, BorderStretches, testing::Range(100U, 130U));

TEST(BorderStretch, IsCertainHoweverTheLineComesToTheBorder) {
  // A point a hair before, on, or behind the border: the ground after it is the other country's in any case.
  for (const double hair_m : {-1e-2, -6e-4, -1e-4, -1e-9, 0.0, 1e-9, 1e-4, 6e-4, 1e-2}) {
    for (const double step_m : {1e-4, 1e-2, 50.0}) {
      const double x = 20.1 + east(hair_m);
      const Route route = route_along({{20.05, 45.05}, {x, 45.05}, {x + east(step_m), 45.05}, {20.15, 45.06}, {20.16, 45.06}});
      const auto stretches = border_stretches(route, west_and_east(), 250);
      EXPECT_EQ(stretches.front().country, 0);
      EXPECT_EQ(stretches.back().country, 1) << hair_m << " then " << step_m;
      int changes = 0;
      for (std::size_t i = 1; i < stretches.size(); ++i) changes += stretches[i].country != stretches[i - 1].country;
      EXPECT_EQ(changes, 1) << hair_m << " then " << step_m;
      for (const BorderStretch& s : stretches) EXPECT_FALSE(s.overlap);
    }
  }
}

TEST(BorderStretch, ThroughACornerOfFourHasNoGroundBetween) {
  const Borders four = countries({{"A", rectangle(20, 45, 20.1, 45.1)}, {"B", rectangle(20.1, 45, 20.2, 45.1)},
                                  {"C", rectangle(20, 45.1, 20.1, 45.2)}, {"D", rectangle(20.1, 45.1, 20.2, 45.2)}});
  const auto stretches = border_stretches(route_along({{20.05, 45.05}, {20.15, 45.15}}), four, 250);
  EXPECT_EQ(stretches.front().country, 0);
  EXPECT_EQ(stretches.back().country, 3);
  for (const BorderStretch& s : stretches) {
    EXPECT_TRUE(s.country == 0 || s.country == 3);
    EXPECT_GT(s.end_m - s.begin_m, 1e-4);
  }
}

TEST(BorderStretch, BeginsWhereItSays) {
  const Route route = route_along({{20.05, 45.02}, {20.15, 45.08}});
  for (const BorderStretch& s : border_stretches(route, west_and_east(), 250)) {
    EXPECT_NEAR(geodesic_distance_m(route.line.front(), s.begin), s.begin_m, 0.1);
  }
}

}  // namespace
}  // namespace tmfgeo::test
