// SPDX-License-Identifier: Apache-2.0
/// The Danube of the European flood model: 57 331 links between cells of 5 km, each flowing to one next cell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/ascii_rivers.h"
#include "support/testdata.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo::test {
namespace {

using testing::IsEmpty;

constexpr const char* kDanube = "rivers/efas_ldd_network_danube.gpkg";

NetworkResult danube(DirectionRule direction = DirectionRule::digitised) {
  Issues issues;
  NetworkOptions options;
  options.direction = direction;
  options.upstream_area_column = "upArea";
  return network_from_lines(read_features(testdata(kDanube), {}, issues), options);
}

TEST(Danube, IsTakenAsItIs) {
  TMFGEO_NEEDS_TESTDATA(kDanube);
  const NetworkResult result = danube();
  EXPECT_EQ(result.network.size(), 57331U);
  // One way on from every cell: nothing to mend, though areas do drop at many a mouth.
  for (const char* code : {"river_reversed", "river_loop_cut", "river_doubled", "river_zero_length", "river_bifurcation",
                           "river_end_joined", "river_gap"}) {
    EXPECT_THAT(issues_with(result.issues, code), IsEmpty()) << code;
  }
  EXPECT_NEAR(result.network.median_length_m(), 5000, 100);
  for (ReachId id = 0; static_cast<std::size_t>(id) < result.network.size(); ++id) {
    EXPECT_TRUE(result.network.reach(id).is_main);
  }
}

TEST(Danube, FromBaiaMareTheRouteEndsInTheDeltaAfterMoreThanTwoThousandKilometres) {
  TMFGEO_NEEDS_TESTDATA(kDanube);
  const RiverNetwork network = danube().network;
  const auto start = snap_to_river(network, {23.568, 47.657}, 5000);
  ASSERT_TRUE(start);
  const Route route = route_from(network, *start, {}, RouteEnd::sea);
  EXPECT_NEAR(route.length_m() / 1000, 2132, 21);
  EXPECT_NEAR(route.length_m(), geodesic_length_m(route.line), 1e-3);
  // Sfântu Gheorghe, where the southern arm meets the sea, lies at 29.6° E, 44.9° N.
  EXPECT_NEAR(route.line.back().x, 29.7, 0.3);
  EXPECT_NEAR(route.line.back().y, 45.1, 0.4);
  // The Danube drains about 801 500 km² (ICPDR).
  EXPECT_NEAR(network.reach(route.visits.back().reach).upstream_area_km2, 801500, 4000);
  EXPECT_GE(network.reach(route.visits.back().reach).strahler, 7);
}

TEST(Danube, FlowsTheSameWayByAreasAndByOutletsAsItIsDrawn) {
  TMFGEO_NEEDS_TESTDATA(kDanube);
  const auto route_by = [](DirectionRule direction) {
    const RiverNetwork network = danube(direction).network;
    return route_from(network, *snap_to_river(network, {23.568, 47.657}, 5000), {}, RouteEnd::sea).line;
  };
  const Polyline drawn = route_by(DirectionRule::digitised);
  EXPECT_EQ(route_by(DirectionRule::upstream_area), drawn);
  EXPECT_EQ(route_by(DirectionRule::outlets), drawn);
}

TEST(Danube, TheLargerOfTwoReachesNearAPlaceIsFoundByItsArea) {
  TMFGEO_NEEDS_TESTDATA(kDanube);
  const RiverNetwork network = danube().network;
  // Szeged lies on the Tisza, which drains about 138 000 km² there.
  const auto tisza = snap_to_river(network, {20.15, 46.25}, 20000, 138000);
  ASSERT_TRUE(tisza);
  EXPECT_NEAR(network.reach(tisza->reach).upstream_area_km2, 138000, 14000);
}

}  // namespace
}  // namespace tmfgeo::test
