// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_stations.h"

#include <gtest/gtest.h>

#include "support/river_chain.h"

namespace tmfgeo {
namespace {

TEST(Towns, LieOnTheRiverForThePlumeAndWhereTheyAreForTheDeposit) {
  const RiverNetwork network = test::chain_network({{10000, 500.0, 5.0}});
  std::vector<FacilityResult> facilities(1);
  facilities[0].route = test::chain_route(network);
  const Point square{10.05, 0.01};
  const Places places{{{"Town", square, 20000.0}}, {}, {}};
  Issues issues;
  const auto stations = find_stations({}, {}, {}, RouteReaches(network, facilities), &places, {}, issues);
  ASSERT_EQ(stations.size(), 1U);
  EXPECT_NEAR(stations[0].point.y, 0, 1e-9);
  ASSERT_TRUE(stations[0].own_point);
  EXPECT_EQ(stations[0].own_point->y, square.y);
  DepositZone beside;
  beside.area = polygon_geometry({{{10.049, 0.009}, {10.051, 0.009}, {10.051, 0.011}, {10.049, 0.011}, {10.049, 0.009}}});
  EXPECT_EQ(points_inside(beside, std::vector<Point>{stations[0].own_point.value_or(Point{})}).size(), 1U);
  EXPECT_TRUE(points_inside(beside, std::vector<Point>{stations[0].point}).empty());
}

}  // namespace
}  // namespace tmfgeo
