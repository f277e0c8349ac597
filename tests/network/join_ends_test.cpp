// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/ascii_rivers.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kMetreNorth = 1 / 111200.0;  // degrees of latitude

const AsciiMap kRiver("A--B--C--D");

FeatureTable broken_at_b(double gap_m) {
  auto table = river_table(kRiver, {{"AB"}});
  add_line(table, line_geometry(moved(kRiver.line("BC"), 0, gap_m * kMetreNorth)));
  return table;
}

TEST(JoinEnds, EndsWithinTheToleranceAreOneNodeAtTheEarlierRecord) {
  const auto result = network_from_lines(broken_at_b(0.5), {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2));
  EXPECT_EQ(result.network.line(reach_of(result.network, 2)).front(), kRiver['B']);
  const auto joined = issues_with(result.issues, "river_end_joined");
  ASSERT_THAT(joined, SizeIs(1));
  EXPECT_EQ(joined[0].severity, Severity::info);
  EXPECT_THAT(joined[0].message, HasSubstr("1 line ends"));
  EXPECT_THAT(joined[0].message, HasSubstr("0.500 m"));
}

TEST(JoinEnds, EndsBeyondTheToleranceStayApart) {
  const auto result = network_from_lines(broken_at_b(1.5), {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1));
  EXPECT_THAT(issues_with(result.issues, "river_end_joined"), IsEmpty());
}

TEST(JoinEnds, ToleranceZeroJoinsOnlyEqualCoordinates) {
  NetworkOptions options;
  options.snap_tolerance_m = 0;
  EXPECT_THAT(way_down(network_from_lines(broken_at_b(0), options).network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network_from_lines(broken_at_b(0.001), options).network, 1), ElementsAre(1));
}

TEST(JoinEnds, AnEndBetweenTwoNodesGoesToTheNearerOne) {
  // Two rivers end 1.6 m apart, a third begins 0.6 m from the second.
  auto table = river_table(kRiver, {{"AB"}});
  add_line(table, line_geometry({kRiver['D'], {kRiver['B'].x, kRiver['B'].y + 1.6 * kMetreNorth}}));
  add_line(table, line_geometry({{kRiver['B'].x, kRiver['B'].y + 1.0 * kMetreNorth}, {20, 48}}));
  const auto network = network_from_lines(table, {}).network;
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3));
  EXPECT_THAT(way_down(network, 1), ElementsAre(1));
}

TEST(JoinEnds, AgreesWithComparingEveryEndWithEveryNode) {
  for (const std::uint32_t seed : {7U, 8U, 9U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    // Ends crowded on 60 m × 60 m, so that many lie within 5 m of another.
    std::uniform_real_distribution<double> place(0, 60 * kMetreNorth);
    const double latitude = std::uniform_real_distribution<double>(-85, 85)(dice);
    auto table = empty_rivers();
    std::vector<Point> ends;
    for (int i = 0; i < 150; ++i) {
      const Point from{30 + place(dice), latitude + place(dice)};
      const Point to{30 + place(dice), latitude + place(dice)};
      const Polyline line{from, {30.5 + 0.01 * i, latitude + 0.3}, to};
      ends.push_back(line.front());
      ends.push_back(line.back());
      add_line(table, line_geometry(line));
    }
    std::vector<Point> nodes;
    std::vector<Point> expected;
    for (const Point end : ends) {
      const auto nearest = std::min_element(nodes.begin(), nodes.end(), [&](Point a, Point b) {
        return near_distance_m(a, end) < near_distance_m(b, end);
      });
      if (nearest == nodes.end() || near_distance_m(*nearest, end) > 5) {
        nodes.push_back(end);
        expected.push_back(end);
      } else {
        expected.push_back(*nearest);
      }
    }
    NetworkOptions options;
    options.snap_tolerance_m = 5;
    const auto network = network_from_lines(table, options).network;
    ASSERT_EQ(network.size(), 150U);
    EXPECT_LT(nodes.size(), 290U);
    for (std::size_t i = 0; i < 150; ++i) {
      const auto line = network.line(reach_of(network, static_cast<std::int64_t>(i + 1)));
      EXPECT_EQ(line.front(), expected[2 * i]);
      EXPECT_EQ(line.back(), expected[2 * i + 1]);
    }
  }
}

}  // namespace
}  // namespace tmfgeo::test
