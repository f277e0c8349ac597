// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/rupture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

TEST(FlatView, KeepsDistancesFromItsPlace) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> offset(-4.4, 4.4);
  for (const Point origin : {Point{26.76, 45.77}, Point{74.6, 42.7}, Point{0, 0}, Point{-122, 38}, Point{20, 68}}) {
    const FlatView view(origin);
    for (int i = 0; i < 500; ++i) {
      const Point site{origin.x + offset(random), origin.y + offset(random)};
      const double true_km = geodesic_distance_m(origin, site) / 1000;
      if (true_km > 500) continue;
      const FlatPoint p = view(site);
      EXPECT_NEAR(std::hypot(p.east_km, p.north_km), true_km, 1e-4 * true_km + 1e-6);
    }
  }
}

TEST(FlatView, PointsEastAndNorth) {
  const FlatView view({74, 42});
  EXPECT_GT(view({75, 42}).east_km, 80);
  EXPECT_NEAR(view({74, 43}).east_km, 0, 1e-9);
  EXPECT_NEAR(view({74, 43}).north_km, 111.08, 0.05);
  EXPECT_NEAR(view({-179.9, 42}).east_km, FlatView({74, 42})({180.1, 42}).east_km, 1e-6);
}

// By hand: 10^(-3.42 + 0.90·7) = 758.578 km² and the like.
TEST(RuptureArea, AgreesWithValuesWorkedOutByHand) {
  using enum AreaScaling;
  EXPECT_NEAR(rupture_area_km2(wells_coppersmith_1994, 7, FaultStyle::strike_slip), 758.578, 1e-3);
  EXPECT_NEAR(rupture_area_km2(wells_coppersmith_1994, 7, FaultStyle::unknown), 758.578, 1e-3);
  EXPECT_NEAR(rupture_area_km2(wells_coppersmith_1994, 7, FaultStyle::reverse), 741.310, 1e-3);
  EXPECT_NEAR(rupture_area_km2(wells_coppersmith_1994, 7, FaultStyle::normal), 741.310, 1e-3);
  EXPECT_NEAR(rupture_area_km2(leonard_2014_interplate, 7, FaultStyle::reverse), 1000, 1e-9);
  EXPECT_NEAR(rupture_area_km2(leonard_2014_interplate, 7, FaultStyle::strike_slip), 1023.293, 1e-3);
  EXPECT_NEAR(rupture_area_km2(leonard_2014_stable, 6, FaultStyle::normal), 64.565, 1e-3);
}

TEST(MakeRupture, NeverStandsOutOfTheGround) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 20000; ++i) {
    EarthquakeFocus focus{.magnitude = 3 + 6 * unit(random), .epicentre = {20, 45}, .depth_km = unit(random) < 0.5 ? 30 * unit(random) : 0};
    focus.strike_deg = 360 * unit(random);
    focus.dip_deg = 1 + 89 * unit(random);
    focus.rake_deg = 360 * unit(random) - 180;
    focus.aspect = 0.5 + 4 * unit(random);
    if (unit(random) < 0.3) focus.seismogenic_depth_km = focus.depth_km + 5 + 20 * unit(random);
    ASSERT_EQ(problem_of(focus), "");
    const PlanarRupture r = make_rupture(focus);
    EXPECT_GE(r.traits.top_depth_km, 0);
    EXPECT_LE(r.traits.top_depth_km, focus.depth_km + 1e-9);
    EXPECT_GE(r.bottom_depth_km(), focus.depth_km - 1e-9);
    if (focus.seismogenic_depth_km) {
      EXPECT_LE(r.bottom_depth_km(), *focus.seismogenic_depth_km + 1e-9);
    }
    const double area = rupture_area_km2(focus.scaling, focus.magnitude, fault_style(*focus.rake_deg));
    EXPECT_NEAR(r.length_km * r.traits.width_km, area, 1e-9 * area);
  }
}

TEST(MakeRupture, MovesDownWhatWouldStandOut) {
  EarthquakeFocus focus{.magnitude = 7.5, .epicentre = {20, 45}, .depth_km = 12, .strike_deg = 0, .dip_deg = 80, .rake_deg = 0};
  focus.seismogenic_depth_km = 60;
  // Area 2137.962 km², width sqrt(A/1.5) = 37.754 km: half of it times sin 80° is 18.590 km, 6.590 km above the ground.
  const PlanarRupture r = make_rupture(focus);
  EXPECT_TRUE(r.moved_down);
  EXPECT_FALSE(r.width_limited);
  EXPECT_NEAR(r.traits.width_km, 37.754, 1e-3);
  EXPECT_NEAR(r.traits.top_depth_km, 0, 1e-12);
  EXPECT_NEAR(r.bottom_depth_km(), 37.180, 1e-3);
  // Its upper edge lies where the plane through the hypocentre reaches the ground: 12 / tan 80° away, up the dip.
  EXPECT_NEAR(r.across_km, -2.11592, 1e-5);
}

TEST(MakeRupture, LengthensWhatIsWiderThanTheCrust) {
  const PlanarRupture r = make_rupture({.magnitude = 7.5, .epicentre = {20, 45}, .depth_km = 12, .strike_deg = 0, .dip_deg = 90, .rake_deg = 0});
  EXPECT_TRUE(r.width_limited);
  EXPECT_NEAR(r.traits.width_km, kSeismogenicDepthKm, 1e-12);
  EXPECT_NEAR(r.length_km, 2137.962 / 25, 1e-4);
}

TEST(MakeRupture, LeavesDeepEarthquakesWhereTheyAre) {
  const PlanarRupture r = make_rupture({.magnitude = 7.4, .epicentre = {26.76, 45.77}, .depth_km = 94, .strike_deg = 225, .style = FaultStyle::reverse});
  EXPECT_FALSE(r.moved_down);
  EXPECT_FALSE(r.width_limited);
  EXPECT_NEAR((r.traits.top_depth_km + r.bottom_depth_km()) / 2, 94, 1e-9);
  EXPECT_EQ(r.traits.dip_deg, 40);
  EXPECT_EQ(r.traits.rake_deg, 90);
}

/// A fine mesh of points on the plane, as a twin of the formulas.
RuptureDistances by_mesh(const PlanarRupture& r, FlatPoint site) {
  const double s = r.strike_deg * kDegree;
  const double d = r.traits.dip_deg * kDegree;
  RuptureDistances nearest{1e9, 1e9, 0, 0, 0};
  constexpr int n = 300;
  for (int i = 0; i <= n; ++i) {
    for (int j = 0; j <= n; ++j) {
      const double along = r.along_km + r.length_km * (i / double{n} - 0.5);
      const double down = r.traits.width_km * j / n;
      const double across = r.across_km + down * std::cos(d);
      const double depth = r.traits.top_depth_km + down * std::sin(d);
      const double east = along * std::sin(s) + across * std::cos(s) - site.east_km;
      const double north = along * std::cos(s) - across * std::sin(s) - site.north_km;
      nearest.rjb_km = std::min(nearest.rjb_km, std::hypot(east, north));
      nearest.rrup_km = std::min(nearest.rrup_km, std::sqrt(east * east + north * north + depth * depth));
    }
  }
  return nearest;
}

TEST(RuptureMeasure, AgreesWithAMeshOfPoints) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> km(-60, 60);
  for (const double dip : {90.0, 60.0, 30.0}) {
    const PlanarRupture r = make_rupture(
        {.magnitude = 6.8, .epicentre = {74, 42}, .depth_km = 9, .strike_deg = 35, .dip_deg = dip, .rake_deg = 90});
    const RuptureMeasure measure(r);
    for (int i = 0; i < 30; ++i) {
      const FlatPoint site{km(random), km(random)};
      const RuptureDistances twin = by_mesh(r, site);
      EXPECT_NEAR(measure(site).rjb_km, twin.rjb_km, 0.2);
      EXPECT_NEAR(measure(site).rrup_km, twin.rrup_km, 0.1);
      EXPECT_NEAR(measure(site).repi_km, std::hypot(site.east_km, site.north_km), 1e-12);
      EXPECT_LE(measure(site).rjb_km, measure(site).rrup_km);
      EXPECT_LE(measure(site).rrup_km, measure(site).rhyp_km + 1e-9);
    }
  }
}

TEST(RuptureMeasure, CountsRxTowardsTheSideTheFaultDipsTo) {
  // Strike north, so it dips to the east.
  const PlanarRupture r = make_rupture({.magnitude = 6.5, .epicentre = {20, 45}, .depth_km = 10, .strike_deg = 0, .dip_deg = 45, .rake_deg = 90});
  const RuptureMeasure measure(r);
  EXPECT_GT(measure({30, 0}).rx_km, 30);
  EXPECT_LT(measure({-30, 0}).rx_km, 0);
  EXPECT_EQ(measure({0, 0}).rjb_km, 0);
}

TEST(RuptureDistances, AreThoseOfTheMeasure) {
  const PlanarRupture r = rupture_of_fault({-122, 38.2248}, {-122, 38}, {.magnitude = 6.5, .rake_deg = 0, .dip_deg = 90, .width_km = 12});
  EXPECT_NEAR(r.length_km, 25, 0.05);
  // Sites of PEER Set 1 case 1: on the fault, 10 km beside it, 50 km beside it, at its end, 10 km beyond its end.
  const std::vector<Point> sites{{-122, 38.113}, {-122.114, 38.113}, {-122.57, 38.111}, {-122, 38}, {-122, 37.91}};
  std::vector<RuptureDistances> distances(sites.size());
  rupture_distances(r, sites, distances);
  const double expected_km[] = {0, 10, 50, 0, 10};
  for (std::size_t i = 0; i < sites.size(); ++i) {
    EXPECT_NEAR(distances[i].rrup_km, expected_km[i], 0.05) << i;
    EXPECT_NEAR(distances[i].rjb_km, expected_km[i], 0.05) << i;
  }
  EXPECT_NEAR(r.traits.hypocentre_depth_km, 6, 1e-12);
}

TEST(PossibleRuptures, TurnTheStrikeWhereItIsNotKnown) {
  EarthquakeFocus focus{.magnitude = 6.5, .epicentre = {20, 45}, .depth_km = 10};
  auto ruptures = possible_ruptures(focus);
  ASSERT_EQ(ruptures.size(), 8U);
  EXPECT_EQ(ruptures[4].rupture.strike_deg, 90);
  focus.style = FaultStyle::reverse;
  EXPECT_EQ(possible_ruptures(focus)[4].rupture.strike_deg, 180);
  focus.strike_deg = 12;
  ruptures = possible_ruptures(focus);
  ASSERT_EQ(ruptures.size(), 1U);
  EXPECT_EQ(ruptures[0].weight, 1);
}

TEST(ProblemOfFocus, NamesWhatIsImpossible) {
  const EarthquakeFocus good{.magnitude = 6.5, .epicentre = {20, 45}, .depth_km = 10};
  EXPECT_EQ(problem_of(good), "");
  const auto expect = [&](auto change, const char* word) {
    EarthquakeFocus focus = good;
    change(focus);
    EXPECT_NE(problem_of(focus).find(word), std::string::npos) << word << ": " << problem_of(focus);
  };
  expect([](auto& f) { f.magnitude = 65; }, "magnitude");
  expect([](auto& f) { f.magnitude = std::nan(""); }, "magnitude");
  expect([](auto& f) { f.epicentre = {45, 120}; }, "latitude");
  expect([](auto& f) { f.epicentre.x = INFINITY; }, "epicentre");
  expect([](auto& f) { f.depth_km = -1; }, "depth_km");
  expect([](auto& f) { f.dip_deg = 0; }, "dip_deg");
  expect([](auto& f) { f.dip_deg = 120; }, "dip_deg");
  expect([](auto& f) { f.aspect = 0; }, "aspect");
  expect([](auto& f) { f.seismogenic_depth_km = 5; }, "seismogenic_depth_km");
}

}  // namespace
}  // namespace tmfgeo
