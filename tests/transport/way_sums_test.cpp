// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/way_sums.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/random_rivers.h"
#include "support/river_chain.h"
#include "tmfgeo/transport/losses.h"
#include "tmfgeo/transport/moments.h"

namespace tmfgeo {
namespace {

using test::chain_network;
using test::chain_route;
using test::receptor_at;

std::size_t at(ReachId id) { return static_cast<std::size_t>(id); }

struct Chain {
  RiverNetwork network;
  RiverState state;
  std::vector<ReachStep> steps;
  Route route;

  explicit Chain(const std::vector<test::ChainReach>& reaches, const HydraulicOptions& options = {}) : network(chain_network(reaches)) {
    Issues issues;
    state = river_state(network, options, Flow::mean, issues);
    steps = reach_steps(state);
    route = chain_route(network);
  }
  double time_of(std::int64_t record, double share) const {
    const std::size_t i = at(test::reach_of(network, record));
    return share * state.length_m[i] / state.velocity_m_s[i];
  }
};

TEST(WaySums, AddWholeAndPartialReaches) {
  const Chain chain({{1000, 100.0, 2.0}, {2000, 200.0, 4.0}, {1500, 400.0, 9.0}});
  const std::vector<Receptor> receptors{receptor_at("a", 0), receptor_at("b", 250), receptor_at("c", 1000), receptor_at("d", 4000), receptor_at("e", 4500)};
  const auto sums = sums_along(chain.steps, chain.route, receptors);
  ASSERT_EQ(sums.size(), 5U);
  EXPECT_NEAR(sums[0].river_time_s, 0, 1e-3);
  EXPECT_NEAR(sums[1].river_time_s, chain.time_of(1, 0.25), 1e-2);
  EXPECT_NEAR(sums[2].river_time_s, chain.time_of(1, 1), 1e-2);
  EXPECT_NEAR(sums[3].river_time_s, chain.time_of(1, 1) + chain.time_of(2, 1) + chain.time_of(3, 2.0 / 3), 0.1);
  EXPECT_NEAR(sums[4].river_time_s, chain.time_of(1, 1) + chain.time_of(2, 1) + chain.time_of(3, 1), 0.1);
  EXPECT_EQ(sums[1].reach, test::reach_of(chain.network, 1));
  EXPECT_EQ(sums[4].reach, test::reach_of(chain.network, 3));
  EXPECT_EQ(sums[4].overland_time_s, 0);
}

TEST(WaySums, BeginWithinTheFirstReachWhereTheRouteDoes) {
  const Chain chain({{1000, 100.0, 2.0}, {2000, 200.0, 4.0}});
  const ReachId first = test::reach_of(chain.network, 1);
  const Point start{10 + test::degrees_along_equator(600), 0};
  const Route route = route_from(chain.network, {first, 600, start, 0}, {}, RouteEnd::network_end);
  const auto sums = sums_along(chain.steps, route, std::vector{receptor_at("end", route.length_m())});
  EXPECT_NEAR(sums[0].river_time_s, chain.time_of(1, 0.4) + chain.time_of(2, 1), 0.1);
}

TEST(WaySums, CountTheWayToTheRiverAsOverland) {
  const Chain chain({{1000, 100.0, 2.0}});
  const ReachId first = test::reach_of(chain.network, 1);
  const Polyline head{{10, test::degrees_along_equator(500)}};
  const Route route = route_from(chain.network, {first, 0, {10, 0}, 500}, head, RouteEnd::network_end);
  const std::vector<Receptor> receptors{receptor_at("near", 200), receptor_at("river", route.overland_m + 1000)};
  const auto sums = sums_along(chain.steps, route, receptors);
  EXPECT_NEAR(sums[0].overland_time_s, 200 / kOverlandVelocity_m_s, 1e-6);
  EXPECT_EQ(sums[0].reach, first);
  EXPECT_NE(sums[0].flags & overland, 0);
  EXPECT_NEAR(sums[1].overland_time_s, route.overland_m / kOverlandVelocity_m_s, 1e-6);
  EXPECT_NEAR(sums[1].river_time_s, chain.time_of(1, 1), 2);
  EXPECT_NE(sums[1].flags & overland, 0);
}

TEST(WaySums, OfARouteWithoutARiverAreOverlandAlone) {
  const Route route = overland_route({{10, 0}, {10 + test::degrees_along_equator(5000), 0}}, RouteEnd::not_snapped);
  const auto sums = sums_along({}, route, std::vector{receptor_at("x", 2000), receptor_at("y", 5000)});
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_NEAR(sums[1].overland_time_s, 10000, 1);
  EXPECT_EQ(sums[1].reach, kNoReach);
}

TEST(WaySums, ReachesOfOneLakeMixAsOneLake) {
  HydraulicOptions options;
  const std::vector<test::ChainReach> reaches{{1000, 100.0, 4.0}, {3000, 100.0, 4.0}, {1000, 100.0, 4.0}, {1000, 100.0, 4.0}};
  const RiverNetwork network = chain_network(reaches);
  options.lakes = {{"lake", "", test::reach_of(network, 2), test::reach_of(network, 3), 4e7, true, ""}};
  const Chain chain(reaches, options);
  const auto sums = sums_along(chain.steps, chain.route, std::vector{receptor_at("in", 2500), receptor_at("out", 5000), receptor_at("behind", 6000)});
  EXPECT_NEAR(sums[1].lake_time_s, 1e7, 10);
  const Moments lake = lake_moments(1e7);
  EXPECT_NEAR(sums[2].variance_s2, lake.variance_s2, 0.01 * lake.variance_s2);
  EXPECT_NEAR(std::exp(sums[2].ln_untrapped), 1 - trap_efficiency(1e7), 1e-6);
  EXPECT_EQ(sums[2].lake_time_s, sums[1].lake_time_s);
  EXPECT_NEAR(sums[0].lake_time_s, 1e7 * 1500 / 4000, 1e3);
  EXPECT_LT(sums[0].river_time_s, sums[2].river_time_s);
  EXPECT_LT(sums[2].worst_time_s, sums[2].lake_time_s);
  EXPECT_NE(sums[2].flags & in_lake, 0);
}

TEST(WaySums, LakesKeepOrPassEverything) {
  // What is trapped and what passes is all there was, however many lakes.
  std::mt19937 dice(2);
  std::uniform_real_distribution<double> any(1e4, 1e8);
  for (int i = 0; i < 100; ++i) {
    double passing = 1;
    double trapped = 0;
    for (int lake = 0; lake < 5; ++lake) {
      const double efficiency = trap_efficiency(any(dice));
      trapped += passing * efficiency;
      passing *= 1 - efficiency;
    }
    EXPECT_NEAR(passing + trapped, 1, 1e-9);
  }
}

/// The sums by definition: every reach in double precision, straight from the state.
TEST(WaySums, AreThoseOfANaiveWalkOnRandomTrees) {
  std::mt19937 dice(19);
  for (int round = 0; round < 20; ++round) {
    const FeatureTable table = test::lines_between(test::scattered_nodes(60, dice), test::random_tree(60, dice));
    const RiverNetwork network = network_from_lines(table, test::river_options()).network;
    Issues issues;
    const RiverState state = river_state(network, {}, Flow::high, issues);
    const auto steps = reach_steps(state);
    const auto start = static_cast<ReachId>(dice() % network.size());
    const Route route = route_from(network, {start, 0, network.line(start).front(), 0}, {}, RouteEnd::network_end);
    const auto sums = sums_along(steps, route, std::vector{receptor_at("end", route.length_m())});
    double time = 0;
    double variance = 0;
    double third = 0;
    double wave = 0;
    for (ReachId id = start; id != kNoReach; id = network.downstream(id)) {
      const std::size_t i = at(id);
      const Moments m = advection_dispersion_moments(state.length_m[i], state.velocity_m_s[i], state.dispersion_m2_s[i]);
      time += m.mean_s;
      variance += m.variance_s2;
      third += m.third_s3;
      wave += state.length_m[i] / state.celerity_m_s[i];
    }
    EXPECT_NEAR(sums[0].river_time_s, time, 1e-5 * time);
    EXPECT_NEAR(sums[0].variance_s2, variance, 1e-5 * variance);
    EXPECT_NEAR(sums[0].third_s3, third, 1e-5 * third);
    EXPECT_NEAR(sums[0].wave_time_s, wave, 1e-5 * wave);
  }
}

TEST(WaySums, OfRiversInACircleEnd) {
  // Three rivers drawn in a circle: the network opens it, so that a walk meets an end.
  FeatureTable table = test::empty_rivers();
  const std::vector<Point> corner{{20, 40}, {20.1, 40}, {20.05, 40.1}};
  for (std::size_t i = 0; i < 3; ++i) test::add_line(table, line_geometry({corner[i], corner[(i + 1) % 3]}));
  const RiverNetwork network = network_from_lines(table, test::river_options()).network;
  Issues issues;
  const RiverState state = river_state(network, {}, Flow::mean, issues);
  const Route route = route_from(network, {0, 0, network.line(0).front(), 0}, {}, RouteEnd::network_end);
  const auto sums = sums_along(reach_steps(state), route, std::vector{receptor_at("end", route.length_m())});
  EXPECT_TRUE(std::isfinite(sums[0].river_time_s));
  EXPECT_LE(route.visits.size(), 3U);
}

TEST(WaySums, BeginMixingAnewBelowALargeConfluenceOnly) {
  const Chain chain({{10000, 500.0, 5.0}, {10000, 640.0, 6.4}, {10000, 2000.0, 20.0}, {10000, 2010.0, 20.1}});
  const std::vector<Receptor> receptors{receptor_at("a", 5000), receptor_at("b", 19990), receptor_at("c", 20010), receptor_at("d", 39000)};
  const auto sums = sums_along(chain.steps, chain.route, receptors);
  EXPECT_EQ(sums[0].mixing_from_m, 0);
  EXPECT_EQ(sums[1].mixing_from_m, 0) << "a brook of a quarter of the area";
  EXPECT_NEAR(sums[2].mixing_from_m, 20000, 1);
  EXPECT_NEAR(sums[3].mixing_from_m, 20000, 1);
}

TEST(WaySums, CountMixingFromWhereTheFirstRiverBegins) {
  const Chain chain({{10000, 500.0, 5.0}});
  const ReachId first = test::reach_of(chain.network, 1);
  const Route route = route_from(chain.network, {first, 0, chain.network.line(first).front(), 0}, {{10 - test::degrees_along_equator(3000), 0}}, RouteEnd::network_end);
  const std::vector<Receptor> receptors{receptor_at("a", 3000 + 5000)};
  EXPECT_NEAR(sums_along(chain.steps, route, receptors)[0].mixing_from_m, 3000, 1);
}

}  // namespace
}  // namespace tmfgeo
