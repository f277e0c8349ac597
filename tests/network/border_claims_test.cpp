// SPDX-License-Identifier: Apache-2.0
// Routes over claimed, disputed and nobody's ground.
#include <gtest/gtest.h>

#include "support/square_countries.h"
#include "tmfgeo/network/border_route.h"

namespace tmfgeo::test {
namespace {

double metres(Point a, Point b) { return geodesic_distance_m(a, b); }

TEST(CutAtBorders, MarksClaimedGroundDisputed) {
  const Borders claimed = countries({{"A", rectangle(20, 44.8, 20.13, 45.3)}, {"B", rectangle(20.1, 44.8, 20.2, 45.3)}});
  const auto route = cut({{20.05, 45.05}, {20.18, 45.05}}, claimed);
  EXPECT_EQ(crossings_of(route), "A>B!");
  const double claimed_m = metres({20.1, 45.05}, {20.13, 45.05});
  double disputed_m = 0;
  for (const RouteLeg& leg : route.legs) disputed_m += leg.disputed_m;
  EXPECT_NEAR(disputed_m, claimed_m, 1);
}

TEST(CutAtBorders, SharesAWideClaimBetweenBoth) {
  const Borders claimed = countries({{"A", rectangle(20, 44.8, 20.2, 45.3)}, {"B", rectangle(20.1, 44.8, 20.3, 45.3)}});
  const auto route = cut({{20.05, 45.05}, {20.28, 45.05}}, claimed);
  EXPECT_EQ(crossings_of(route), "A|B! A>B!");
  EXPECT_EQ(legs_of(route), "A A|B! B");
}

TEST(CutAtBorders, DoesNotTakeASliverForAClaim) {
  const Borders sliver = countries({{"A", rectangle(20, 45, 20.1 + east(5), 45.1)}, {"B", rectangle(20.1, 45, 20.2, 45.1)}});
  const auto route = cut({{20.05, 45.05}, {20.15, 45.05}}, sliver);
  EXPECT_EQ(crossings_of(route), "A>B");
  EXPECT_EQ(legs_of(route), "A B");
}

TEST(CutAtBorders, MarksGroundAndCountriesWithADisputedStatus) {
  const Borders borders = countries({{"A", rectangle(20, 44.8, 20.1, 45.3)}, {"Bdisputed", rectangle(20.1, 44.8, 20.2, 45.3)}});
  const auto route = cut({{20.05, 45.05}, {20.15, 45.05}}, borders);
  EXPECT_EQ(crossings_of(route), "A>B!");
  EXPECT_EQ(legs_of(route), "A B!");
}

TEST(CutAtBorders, MarksCrossingsOfADisputedLine) {
  const auto border = [](const std::string& status) {
    const BorderColumns columns{.code = "", .name = "", .status = "status", .left = "left", .right = "right"};
    return borders_from_lines(layer(GeometryKind::line, {"left", "right", "status"}, {{"A", "B", status}}, {line_geometry({{20.1, 44}, {20.1, 46}})}),
                              columns, nullptr, {20, 44.8, 20.2, 45.3});
  };
  EXPECT_EQ(crossings_of(cut({{20.05, 45.05}, {20.15, 45.05}}, border("Line of control"))), "A>B!");
  EXPECT_EQ(crossings_of(cut({{20.05, 45.05}, {20.15, 45.05}}, border("International"))), "A>B");
}

TEST(CutAtBorders, GoesOverNobodysGround) {
  const Borders apart = countries({{"A", rectangle(20, 45, 20.1, 45.1)}, {"B", rectangle(20.15, 45, 20.25, 45.1)}});
  const auto route = cut({{20.05, 45.05}, {20.2, 45.05}}, apart);
  EXPECT_EQ(crossings_of(route), "A>B");
  EXPECT_EQ(legs_of(route), "A - B");
  EXPECT_NEAR(route.crossings[0].point.x, 20.15, 1e-9) << "where the other country begins";
  const auto to_the_sea = cut({{20.05, 45.05}, {20.12, 45.05}}, apart);
  EXPECT_EQ(crossings_of(to_the_sea), "");
  EXPECT_EQ(legs_of(to_the_sea), "A -");
  const auto out_and_back = cut({{20.05, 45.05}, {20.12, 45.05}, {20.05, 45.06}}, apart);
  EXPECT_EQ(crossings_of(out_and_back), "") << "back to where it came from";
  EXPECT_EQ(legs_of(out_and_back), "A - A");
  EXPECT_EQ(crossings_of(cut({{20.12, 45.05}, {20.2, 45.05}}, apart)), "") << "nobody is left behind";
}

}  // namespace
}  // namespace tmfgeo::test
