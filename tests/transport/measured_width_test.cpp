// SPDX-License-Identifier: Apache-2.0
// Rivers whose width somebody measured.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/plume_world.h"
#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/way_sums.h"

namespace tmfgeo {
namespace {

using test::chain_network;
using test::issues_with;
using test::place_of;

RiverNetwork five_reaches() {
  const test::ChainReach reach{10000, 500.0, 8.0};
  return chain_network({reach, reach, reach, reach, reach});
}

/// Widths of the records 1, 2, … in the order of the reaches.
std::vector<double> by_reach(const RiverNetwork& network, const std::vector<double>& by_record) {
  std::vector<double> widths(network.size());
  for (std::size_t i = 0; i < by_record.size(); ++i) widths[place_of(network, static_cast<std::int64_t>(i + 1))] = by_record[i];
  return widths;
}

TEST(MeasuredWidth, IsThatOfMeanFlowAndGrowsWithTheWater) {
  const RiverNetwork network = five_reaches();
  HydraulicOptions options;
  options.widths_m.assign(network.size(), 40);
  Issues issues;
  const RiverState mean = river_state(network, options, Flow::mean, issues);
  const RiverState high = river_state(network, options, Flow::high, issues);
  const RiverState low = river_state(network, options, Flow::low, issues);
  EXPECT_DOUBLE_EQ(mean.width_m[0], 40);
  EXPECT_NEAR(high.width_m[0], 40 * std::pow(2.2, 0.26), 1e-9);
  EXPECT_NEAR(low.width_m[0], 40 * std::pow(0.35, 0.26), 1e-9);
  EXPECT_EQ(mean.flags[0] & (depth_estimated | width_depth_estimated), depth_estimated);
  EXPECT_TRUE(issues_with(issues, "river_width_default").empty());
}

TEST(MeasuredWidth, ThatCannotBeOrIsNotThereIsLeftToTheLaw) {
  const RiverNetwork network = five_reaches();
  Issues issues;
  const RiverState by_law = river_state(network, {}, Flow::mean, issues);
  EXPECT_TRUE(issues_with(issues, "river_width_default").empty()) << "nobody gave widths";
  HydraulicOptions options;
  options.widths_m = by_reach(network, {std::numeric_limits<double>::quiet_NaN(), 0, -40, 20001, std::numeric_limits<double>::infinity()});
  for (const std::size_t given : {network.size(), std::size_t{2}}) {
    options.widths_m.resize(given);
    const RiverState state = river_state(network, options, Flow::mean, issues);
    EXPECT_EQ(state.width_m, by_law.width_m);
    EXPECT_EQ(state.depth_m, by_law.depth_m);
    EXPECT_EQ(state.flags, by_law.flags);
  }
  const auto told = issues_with(issues, "river_width_default");
  ASSERT_EQ(told.size(), 1U) << "once, however often the river is asked";
  EXPECT_NE(told[0].message.find("5 of 5"), std::string::npos) << told[0].message;
}

TEST(MeasuredWidth, TheDepthInItCarriesTheDischarge) {
  const RiverNetwork network = five_reaches();
  HydraulicOptions options;
  options.slopes.assign(network.size(), 0.001);
  options.widths_m.assign(network.size(), 90);
  Issues issues;
  const RiverState state = river_state(network, options, Flow::high, issues);
  const double q = state.width_m[0] * std::pow(state.depth_m[0], 5.0 / 3) * std::sqrt(0.001) / 0.035;
  EXPECT_NEAR(q, state.discharge_m3_s[0], 1e-9 * q);
}

TEST(MeasuredWidth, WithoutASlopeTheLawsDepthIsThatOfTheLawsWidth) {
  const Section by_law{20, 0.8};
  EXPECT_EQ(depth_in_width_m(by_law, 20), 0.8);
  // The same slope and roughness carry the same water.
  const double narrow = depth_in_width_m(by_law, 5);
  EXPECT_NEAR(5 * std::pow(narrow, 5.0 / 3), 20 * std::pow(0.8, 5.0 / 3), 1e-9);
  const RiverNetwork network = five_reaches();
  Issues issues;
  const RiverState law = river_state(network, {}, Flow::mean, issues);
  HydraulicOptions options;
  options.widths_m.assign(network.size(), 2 * law.width_m[0]);
  const RiverState wide = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(wide.depth_m[0], law.depth_m[0] * std::pow(0.5, 0.6), 1e-12);
  EXPECT_LT(wide.celerity_m_s[0], law.celerity_m_s[0]) << "shallow water is slow";
  EXPECT_EQ(wide.velocity_m_s, law.velocity_m_s) << "the plume's velocity is a regression without width";
}

TEST(MeasuredWidth, CountsInTheWaysSumsByTheWavesTime) {
  const RiverNetwork network = five_reaches();
  HydraulicOptions options;
  options.widths_m = by_reach(network, {30, 30, 0, 0, 0});
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  const std::vector<Receptor> receptors{test::receptor_at("a", 5000), test::receptor_at("b", 20000), test::receptor_at("c", 50000)};
  const auto sums = sums_along(reach_steps(state), test::chain_route(network), receptors);
  EXPECT_NEAR(sums[0].measured_width_s, sums[0].wave_time_s, 1e-9 * sums[0].wave_time_s);
  EXPECT_NEAR(sums[1].measured_width_s, sums[1].wave_time_s, 1e-9 * sums[1].wave_time_s);
  EXPECT_NEAR(sums[2].measured_width_s, sums[1].wave_time_s, 1e-9 * sums[1].wave_time_s);
  EXPECT_EQ(sums[2].flags & (depth_estimated | width_depth_estimated), depth_estimated | width_depth_estimated);
}

TEST(MeasuredWidth, IsNotDrawn) {
  EnsembleOptions only_width = test::exactly();
  only_width.draws = 2000;
  only_width.spread.width_sd_ln = 0.4;
  const auto spread_at_end = [&](std::size_t measured_reaches) {
    test::World world;
    HydraulicOptions options;
    options.widths_m.assign(world.network.size(), 0);
    // The law's own widths, so that only knowing them differs.
    for (std::size_t i = 0; i < measured_reaches; ++i) options.widths_m[i] = world.state.width_m[i];
    Issues issues;
    world.state = river_state(world.network, options, Flow::mean, issues);
    const Arrival last = world.run(only_width).back();
    return std::log(last.wave.peak_s.p90 / last.wave.peak_s.p10);
  };
  const double none = spread_at_end(0);
  const double half = spread_at_end(15);
  EXPECT_GT(none, 0.1);
  EXPECT_LT(half, 0.8 * none);
  EXPECT_GT(half, 0.2 * none);
  EXPECT_NEAR(spread_at_end(30), 0, 1e-3);
}

TEST(MeasuredWidth, OfOtherReachesLeavesAPlaceAboveThemAsItIs) {
  test::World world;
  const auto before = world.run(test::with_draws(1000));
  HydraulicOptions options;
  options.widths_m.assign(world.network.size(), 0);
  options.widths_m[29] = 300;
  Issues issues;
  world.state = river_state(world.network, options, Flow::mean, issues);
  const auto after = world.run(test::with_draws(1000));
  for (std::size_t r = 0; r + 1 < before.size(); ++r) {
    EXPECT_EQ(before[r].wave.first_s.p50, after[r].wave.first_s.p50) << r;
    EXPECT_EQ(before[r].wave.peak_m3_s.p10, after[r].wave.peak_m3_s.p10) << r;
  }
  EXPECT_NE(before.back().wave.peak_s.p50, after.back().wave.peak_s.p50);
}

}  // namespace
}  // namespace tmfgeo
