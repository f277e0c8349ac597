// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/river_state.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "support/random_rivers.h"
#include "support/river_chain.h"
#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/losses.h"

namespace tmfgeo {
namespace {

using test::chain_network;
using test::issues_with;
using test::place_of;
using test::reach_of;

void expect_usable(const RiverState& state) {
  for (const auto* column : {&state.length_m, &state.area_m2, &state.discharge_m3_s, &state.mean_discharge_m3_s, &state.slope, &state.width_m,
                             &state.depth_m, &state.velocity_m_s, &state.max_velocity_m_s, &state.celerity_m_s, &state.dispersion_m2_s,
                             &state.wave_diffusion_m2_s}) {
    ASSERT_EQ(column->size(), state.flags.size());
    for (const double value : *column) EXPECT_TRUE(std::isfinite(value) && value > 0) << value;
  }
  for (std::size_t i = 0; i < state.flags.size(); ++i) {
    EXPECT_GE(state.max_velocity_m_s[i], state.velocity_m_s[i]);
    EXPECT_TRUE(std::isfinite(state.lake_residence_s[i]) && state.lake_residence_s[i] >= 0);
  }
}

TEST(RiverState, IsUsableWhateverIsMissing) {
  std::mt19937 dice(11);
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  const std::vector<double> oddities{kNan, 0, -3, 1e-12, 1e9, kInfinite, 5};
  const auto any = [&] { return oddities[dice() % oddities.size()]; };
  for (int round = 0; round < 20; ++round) {
    FeatureTable table = test::lines_between(test::scattered_nodes(40, dice), test::random_tree(40, dice));
    for (auto& value : std::get<std::vector<std::optional<double>>>(table.columns[0])) value = any();
    for (auto& value : std::get<std::vector<std::optional<double>>>(table.columns[1])) value = any();
    const RiverNetwork network = network_from_lines(table, test::river_options()).network;
    HydraulicOptions options;
    for (std::size_t i = 0; i < network.size(); ++i) options.slopes.push_back(any());
    for (std::size_t i = 0; i < network.size(); ++i) options.widths_m.push_back(any());
    options.gauges = {{"a", "", 3, any(), {any(), any(), any()}, ""}, {"b", "", kNoReach, 5, {1, 2, 3}, ""}, {"c", "", 100000, 5, {1, 2, 3}, ""}};
    options.lakes = {{"l", "", 2, network.downstream(2), any(), false, ""}, {"m", "", 5, 4, 1e6, true, ""}, {"n", "", -7, 900, 1e6, true, ""}};
    options.default_yield_l_s_km2 = any();
    options.roughness_n = any();
    options.default_slope = any();
    for (const Flow flow : kFlows) {
      Issues issues;
      expect_usable(river_state(network, options, flow, issues));
    }
  }
}

TEST(RiverState, FlagsWhatItFilled) {
  const RiverNetwork network = chain_network({{1000, 100.0, 2.0}, {1000, 110.0, std::nullopt}, {1000, std::nullopt, std::nullopt}});
  HydraulicOptions options;
  options.slopes = {0.002, 0, std::numeric_limits<double>::quiet_NaN()};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  const std::size_t first = place_of(network, 1);
  const std::size_t second = place_of(network, 2);
  const std::size_t third = place_of(network, 3);
  EXPECT_DOUBLE_EQ(state.discharge_m3_s[first], 2);
  EXPECT_EQ(state.flags[first] & (discharge_default | slope_default | area_default), 0);
  EXPECT_NEAR(state.discharge_m3_s[second], 110 * kWorldYield_l_s_km2 / 1000, 1e-12);
  EXPECT_NE(state.flags[second] & discharge_default, 0);
  EXPECT_NE(state.flags[second] & slope_default, 0);
  EXPECT_NE(state.flags[third] & area_default, 0);
  EXPECT_NEAR(state.area_m2[third], 110e6, 1);  // what flows in
  EXPECT_EQ(issues_with(issues, "river_discharge_default").size(), 1U);
  EXPECT_EQ(issues_with(issues, "river_slope_default").size(), 1U);
  EXPECT_EQ(issues_with(issues, "river_area_default").size(), 1U);
  river_state(network, options, Flow::low, issues);
  EXPECT_EQ(issues_with(issues, "river_discharge_default").size(), 1U);  // told once, not per flow
}

TEST(RiverState, ScalesTheGaugeNearerInAreaByThePowerOfArea) {
  const RiverNetwork network = chain_network({{1000, 100.0, std::nullopt}, {1000, 120.0, std::nullopt}, {1000, 900.0, std::nullopt}, {1000, 1000.0, std::nullopt}});
  HydraulicOptions options;
  options.gauges = {{"up", "", reach_of(network, 1), 100, {0.5, 1, 3}, ""}, {"down", "", reach_of(network, 4), 1000, {2, 8, 16}, ""}};
  Issues issues;
  const RiverState mean = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(mean.discharge_m3_s[place_of(network, 2)], std::pow(1.2, 0.9), 1e-12);
  EXPECT_NEAR(mean.discharge_m3_s[place_of(network, 3)], 8 * std::pow(0.9, 0.9), 1e-12);
  EXPECT_NE(mean.flags[place_of(network, 2)] & discharge_from_area, 0);
  const RiverState low = river_state(network, options, Flow::low, issues);
  EXPECT_NEAR(low.discharge_m3_s[place_of(network, 2)], 0.5 * std::pow(1.2, 0.9), 1e-12);
  EXPECT_NEAR(low.mean_discharge_m3_s[place_of(network, 2)], std::pow(1.2, 0.9), 1e-12);
  const RiverState high = river_state(network, options, Flow::high, issues);
  EXPECT_NEAR(high.discharge_m3_s[place_of(network, 3)], 16 * std::pow(0.9, 0.9), 1e-12);
  EXPECT_TRUE(issues_with(issues, "gauge_unusable").empty());
}

TEST(RiverState, LeavesOutAGaugeWithoutMeanAndSaysSo) {
  const RiverNetwork network = chain_network({{1000, 100.0, std::nullopt}});
  HydraulicOptions options;
  options.gauges = {{"dry", "", 0, 100, {1, std::numeric_limits<double>::quiet_NaN(), 2}, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_NE(state.flags[0] & discharge_default, 0);
  EXPECT_EQ(issues_with(issues, "gauge_unusable").size(), 1U);
}

TEST(RiverState, SharesALakesResidenceOutByLength) {
  const RiverNetwork network = chain_network({{1000, 100.0, 4.0}, {3000, 100.0, 4.0}, {1000, 100.0, 4.0}, {1000, 100.0, 4.0}});
  HydraulicOptions options;
  options.lakes = {{"lake", "", reach_of(network, 2), reach_of(network, 3), 4e6, true, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(state.lake_residence_s[place_of(network, 2)], 750000, 1);
  EXPECT_NEAR(state.lake_residence_s[place_of(network, 3)], 250000, 1);
  EXPECT_EQ(state.lake_residence_s[place_of(network, 1)], 0);
  EXPECT_NE(state.flags[place_of(network, 2)] & in_lake, 0);
  EXPECT_TRUE(issues.empty() || issues_with(issues, "lake_unusable").empty());
}

TEST(RiverState, LeavesOutALakeTheRiverDoesNotRunThrough) {
  const RiverNetwork network = chain_network({{1000, 100.0, 4.0}, {3000, 100.0, 4.0}});
  HydraulicOptions options;
  options.lakes = {{"backwards", "", reach_of(network, 2), reach_of(network, 1), 4e6, true, ""}, {"empty", "", 0, 0, -1, false, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_EQ(issues_with(issues, "lake_unusable").size(), 2U);
  for (const double residence : state.lake_residence_s) EXPECT_EQ(residence, 0);
}

TEST(RiverState, MoreWaterIsFaster) {
  const RiverNetwork network = chain_network({{1000, 5000.0, 40.0}});
  Issues issues;
  const RiverState low = river_state(network, {}, Flow::low, issues);
  const RiverState high = river_state(network, {}, Flow::high, issues);
  EXPECT_LT(low.velocity_m_s[0], high.velocity_m_s[0]);
  EXPECT_LT(low.celerity_m_s[0], high.celerity_m_s[0]);
  EXPECT_LT(low.depth_m[0], high.depth_m[0]);
}

TEST(Hydraulics, BankfullSectionFollowsTheTwoYearFlood) {
  const Section section = bankfull_section(100);
  EXPECT_NEAR(section.width_m, 72, 1e-9);
  EXPECT_NEAR(section.depth_m, 0.27 * std::pow(100, 0.3), 1e-12);
  const Section smaller = section_at(section, 100, 10);
  EXPECT_NEAR(smaller.width_m, 72 * std::pow(0.1, 0.26), 1e-9);
  EXPECT_NEAR(smaller.depth_m, section.depth_m * std::pow(0.1, 0.40), 1e-12);
  // The three powers of a station add up to 1.
  EXPECT_NEAR(0.26 + 0.40 + kVelocityPower, 1, 1e-12);
}

TEST(Hydraulics, ManningsDepthCarriesItsDischarge) {
  const double depth = manning_depth_m(100, 40, 0.001, 0.035);
  EXPECT_NEAR(40 * depth * std::pow(depth, 2.0 / 3) * std::sqrt(0.001) / 0.035, 100, 1e-9);
}

TEST(Hydraulics, SteepStreamsAreRougherAndDeeper) {
  EXPECT_EQ(stream_depth_m(100, 40, 0.001, 0.035), manning_depth_m(100, 40, 0.001, 0.035));
  const double depth = stream_depth_m(0.7, 5, 0.05, 0.035);
  const double n = 0.32 * std::pow(0.05, 0.38) * std::pow(depth, -0.16);
  EXPECT_NEAR(manning_depth_m(0.7, 5, 0.05, n), depth, 1e-9);
  EXPECT_GT(depth, manning_depth_m(0.7, 5, 0.05, 0.035));
}

TEST(Losses, ConfluencesKeepTheLoad) {
  std::mt19937 dice(5);
  std::uniform_real_distribution<double> any(1e-3, 1e4);
  for (int i = 0; i < 1000; ++i) {
    const double concentration = any(dice);
    const double before = any(dice);
    const double after = before + any(dice);
    EXPECT_NEAR(diluted(concentration, before, after) * after, concentration * before, 1e-9 * concentration * before);
  }
}

TEST(Losses, ADropOfWaterCarriesWhatGrainsDoNot) {
  EXPECT_EQ(dissolved_share(0, 1000), 1);
  EXPECT_NEAR(dissolved_share(1e4, 100), 0.5, 1e-12);
  EXPECT_NEAR(dissolved_share(1e9, 100), 1e-5, 1e-9);
}

TEST(Losses, GrainsSettleFasterTheLargerTheyAre) {
  // Stokes: 20 µm of quartz falls some 0.28 mm/s in water of 10 °C.
  EXPECT_NEAR(settling_velocity_m_s(20, 2650), 1.65 * 9.80665 * 4e-10 / (18 * 1.3e-6), 1e-9);
  double before = 0;
  for (const double grain : {1.0, 10.0, 99.0, 101.0, 300.0, 999.0, 1001.0, 5000.0}) {
    const double now = settling_velocity_m_s(grain, 2650);
    EXPECT_GT(now, before * 0.9) << grain;  // the three laws meet within a tenth
    before = now;
  }
  EXPECT_EQ(deposition_share(0), 1);
  EXPECT_EQ(deposition_share(1), 0);
  EXPECT_NEAR(deposition_share(0.04), 0.5, 1e-12);
}

TEST(Losses, LakesTrapMoreTheLongerTheyHold) {
  EXPECT_EQ(trap_efficiency(0), 0);
  EXPECT_EQ(trap_efficiency(3600), 0);
  EXPECT_NEAR(trap_efficiency(365.25 * 86400), 0.95, 1e-12);
  EXPECT_NEAR(trap_efficiency(365.25 * 86400 / 100), 0.5, 1e-12);
}

}  // namespace
}  // namespace tmfgeo
