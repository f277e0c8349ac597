// SPDX-License-Identifier: Apache-2.0
// Rivers by chance, with gauges that say other than what is given.
#include "tmfgeo/transport/gauged_discharge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "support/random_rivers.h"
#include "support/river_chain.h"
#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {
namespace {

std::size_t place(ReachId id) { return static_cast<std::size_t>(id); }

/// A tree with discharges: mostly sums of what flows in, here and there less or nothing known.
struct RandomRivers {
  RiverNetwork network;
  std::vector<double> given_m3_s;
  HydraulicOptions options;

  explicit RandomRivers(std::mt19937& dice, bool may_fall) {
    network = network_from_lines(test::lines_between(test::scattered_nodes(60, dice), test::random_tree(60, dice)), test::river_options()).network;
    std::uniform_real_distribution<double> share(0, 1);
    for (std::size_t i = 0; i < network.size(); ++i) {
      double flows_in = 0;
      for (const ReachId up : network.upstream(static_cast<ReachId>(i))) flows_in += std::max(given_m3_s[place(up)], 0.0);
      given_m3_s.push_back(flows_in + std::pow(10.0, 4 * share(dice) - 2));
      if (may_fall && share(dice) < 0.2) given_m3_s.back() *= share(dice);
      if (may_fall && share(dice) < 0.1) given_m3_s.back() = 0;
    }
    options.mean_discharges_m3_s = given_m3_s;
  }
  /// A gauge on a reach that has so many times what is given there.
  void add_gauge(std::mt19937& dice) {
    const std::size_t i = dice() % network.size();
    const double ratio = std::pow(10.0, std::uniform_real_distribution<double>(-2, 2)(dice));
    const double m3_s = std::max(given_m3_s[i], 0.1) * ratio;
    options.gauges.push_back({std::to_string(i), "", static_cast<ReachId>(i), 0, {m3_s / 2, m3_s, 2 * m3_s}, ""});
  }
  /// Gauges that have what is given with its own water so many times more or less on every reach: they fit each other.
  void add_gauges_that_fit(std::mt19937& dice, std::size_t count) {
    std::vector<double> there = given_m3_s;
    std::uniform_real_distribution<double> ratio(0.6, 1.8);
    for (std::size_t i = 0; i < network.size(); ++i) {
      double joins = given_m3_s[i];
      double inflow = 0;
      for (const ReachId up : network.upstream(static_cast<ReachId>(i))) {
        joins -= given_m3_s[place(up)];
        inflow += there[place(up)];
      }
      there[i] = inflow + joins * ratio(dice);
    }
    std::vector<std::size_t> reaches(network.size());
    std::iota(reaches.begin(), reaches.end(), std::size_t{0});
    std::shuffle(reaches.begin(), reaches.end(), dice);
    reaches.resize(count);
    for (const std::size_t i : reaches) {
      options.gauges.push_back({std::to_string(i), "", static_cast<ReachId>(i), 0, {0.5 * there[i], there[i], 3 * there[i]}, ""});
    }
  }
  std::vector<double> at_flow(Flow flow) const {
    Issues issues;
    return river_state(network, options, flow, issues).discharge_m3_s;
  }
  std::vector<double> set_right() const { return at_flow(Flow::mean); }
  double inflow(const std::vector<double>& m3_s, std::size_t i) const {
    double sum = 0;
    for (const ReachId up : network.upstream(static_cast<ReachId>(i))) sum += m3_s[place(up)];
    return sum;
  }
  bool is_gauged(std::size_t i) const {
    return std::any_of(options.gauges.begin(), options.gauges.end(), [&](const Gauge& g) { return place(g.reach) == i; });
  }
};

TEST(GaugedDischarge, IsABalanceAtEveryFlow) {
  std::mt19937 dice(5);
  for (int round = 0; round < 200; ++round) {
    RandomRivers rivers(dice, false);
    rivers.add_gauges_that_fit(dice, 1 + dice() % 6);
    for (const Flow flow : kFlows) {
      const std::vector<double> m3_s = rivers.at_flow(flow);
      for (const Gauge& gauge : rivers.options.gauges) {
        EXPECT_NEAR(m3_s[place(gauge.reach)] / gauge.discharge_m3_s[static_cast<std::size_t>(flow)], 1, 1e-9) << round;
      }
      for (std::size_t i = 0; i < m3_s.size(); ++i) {
        EXPECT_GT(m3_s[i], rivers.inflow(m3_s, i) * (1 - 1e-9)) << "round " << round << ", reach " << i;
      }
    }
  }
}

TEST(GaugedDischarge, AddsWhatTheNearestGaugesAboveHaveMore) {
  std::mt19937 dice(6);
  for (int round = 0; round < 200; ++round) {
    RandomRivers rivers(dice, false);
    rivers.add_gauges_that_fit(dice, 3);
    const std::vector<double> m3_s = rivers.set_right();
    std::vector<double> more(m3_s.size());
    for (std::size_t i = 0; i < m3_s.size(); ++i) {
      more[i] = rivers.is_gauged(i) ? m3_s[i] - rivers.given_m3_s[i] : rivers.inflow(more, i);
      ReachId down = static_cast<ReachId>(i);
      while (down != kNoReach && !rivers.is_gauged(place(down))) down = rivers.network.downstream(down);
      if (down != kNoReach) continue;
      EXPECT_NEAR(m3_s[i] / (rivers.given_m3_s[i] + more[i]), 1, 1e-9) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, AboveAGaugeIsOneRatio) {
  std::mt19937 dice(7);
  for (int round = 0; round < 200; ++round) {
    RandomRivers rivers(dice, false);
    rivers.add_gauge(dice);
    const Gauge& gauge = rivers.options.gauges.front();
    const double ratio = gauge.discharge_m3_s[1] / rivers.given_m3_s[place(gauge.reach)];
    const std::vector<double> m3_s = rivers.set_right();
    for (std::size_t i = 0; i < m3_s.size(); ++i) {
      ReachId down = static_cast<ReachId>(i);
      while (down != kNoReach && down != gauge.reach) down = rivers.network.downstream(down);
      if (down == kNoReach) continue;
      EXPECT_NEAR(m3_s[i] / (ratio * rivers.given_m3_s[i]), 1, 1e-9) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, WhateverIsGivenIsAboveZeroAndTheGaugesOwnAtItsReach) {
  std::mt19937 dice(8);
  for (int round = 0; round < 100; ++round) {
    RandomRivers rivers(dice, true);
    for (int g = 0; g < 4; ++g) {
      const std::size_t i = dice() % rivers.network.size();
      if (!rivers.is_gauged(i)) rivers.options.gauges.push_back({std::to_string(i), "", static_cast<ReachId>(i), 0, {0.05, 0.3, 7}, ""});
    }
    const std::vector<double> low = rivers.at_flow(Flow::low), mean = rivers.set_right(), high = rivers.at_flow(Flow::high);
    for (const Gauge& gauge : rivers.options.gauges) EXPECT_NEAR(mean[place(gauge.reach)] / 0.3, 1, 1e-9) << round;
    for (std::size_t i = 0; i < mean.size(); ++i) {
      EXPECT_TRUE(low[i] > 0 && low[i] <= mean[i] && mean[i] <= high[i] && std::isfinite(high[i])) << "round " << round << ", reach " << i;
    }
  }
}

TEST(GaugedDischarge, WhereWhatIsGivenFallsTheRiverLosesTheSameShare) {
  const RiverNetwork network = test::chain_network({{1000, 100.0, 10.0}, {1000, 110.0, 4.0}, {1000, 120.0, 5.0}});
  HydraulicOptions options;
  options.gauges = {{"g", "", test::reach_of(network, 1), 0, {5, 20, 60}, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(state.discharge_m3_s[test::place_of(network, 2)], 8, 1e-12);
  EXPECT_NEAR(state.discharge_m3_s[test::place_of(network, 3)], 9, 1e-12);
}

/// Gauges on the first and the third reach of a river that grows little.
HydraulicOptions two_gauges(const RiverNetwork& network, double upper_m3_s, double lower_m3_s) {
  HydraulicOptions options;
  options.gauges = {{"up", "", test::reach_of(network, 1), 0, {upper_m3_s / 2, upper_m3_s, 2 * upper_m3_s}, ""},
                    {"down", "", test::reach_of(network, 3), 0, {lower_m3_s / 2, lower_m3_s, 2 * lower_m3_s}, ""}};
  return options;
}

TEST(GaugedDischarge, TwoGaugesErrorsAreNotTheBrooksBetween) {
  const RiverNetwork network = test::chain_network({{1000, 1000.0, 100.0}, {1000, 1010.0, 101.0}, {1000, 1020.0, 102.0}});
  Issues issues;
  for (const double lower : {95.0, 130.0}) {
    const RiverState state = river_state(network, two_gauges(network, 105, lower), Flow::mean, issues);
    EXPECT_GT(state.discharge_m3_s[test::place_of(network, 2)], 105);
    EXPECT_LT(state.discharge_m3_s[test::place_of(network, 2)], 105 + 1 * kGaugeReach * 1.3);
    EXPECT_NEAR(state.discharge_m3_s[test::place_of(network, 3)], lower, 1e-9);
  }
  EXPECT_TRUE(test::issues_with(issues, "gauges_disagree").empty());
  river_state(network, two_gauges(network, 105, 60), Flow::mean, issues);
  const auto told = test::issues_with(issues, "gauges_disagree");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].message.find("gauge down has 60 m3/s"), std::string::npos) << told[0].message;
}

TEST(GaugedDischarge, OfTwoGaugesOnAReachTheOneOfItsAreaIsUsed) {
  const RiverNetwork network = test::chain_network({{1000, 100.0, 1.0}, {1000, 200.0, 2.0}});
  HydraulicOptions options;
  options.gauges = {{"brook", "", test::reach_of(network, 1), 9, {0.05, 0.1, 0.3}, ""}, {"river", "", test::reach_of(network, 1), 95, {0.5, 1, 3}, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(state.discharge_m3_s[test::place_of(network, 1)], std::pow(100.0 / 95, 0.9), 1e-9);
  const auto told = test::issues_with(issues, "gauges_on_one_reach");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].message.find("river is used"), std::string::npos) << told[0].message;
  EXPECT_TRUE(test::issues_with(issues, "gauge_beside_river").empty()) << "the brook's gauge does not speak";
}

TEST(GaugedDischarge, IsFarFromOneAndAHalfTimesOn) {
  EXPECT_FALSE(is_far(1.5, 1));
  EXPECT_FALSE(is_far(1, 1.5));
  EXPECT_TRUE(is_far(1.51, 1));
  EXPECT_TRUE(is_far(1, 1.51));
}

}  // namespace
}  // namespace tmfgeo
