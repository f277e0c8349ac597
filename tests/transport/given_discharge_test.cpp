// SPDX-License-Identifier: Apache-2.0
// Gauges, the river layer's discharge and a raster of runoff, where they meet.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "support/plume_world.h"

namespace tmfgeo {
namespace {

using test::chain_network;
using test::issues_with;
using test::place_of;
using test::reach_of;

/// Five reaches of 100, 200, 400, 800 and 1600 km2 with a hundredth of that as m3/s.
RiverNetwork given_river() { return chain_network({{1000, 100.0, 1.0}, {1000, 200.0, 2.0}, {1000, 400.0, 4.0}, {1000, 800.0, 8.0}, {1000, 1600.0, 16.0}}); }

/// The river with a gauge on the reach of one record.
struct GaugedRiver {
  RiverNetwork network = given_river();
  HydraulicOptions options;
  Issues issues;
  RiverState state;

  GaugedRiver(int record, double area_km2, const std::array<double, 3>& discharge_m3_s) {
    options.gauges = {{"g", "", reach_of(network, record), area_km2, discharge_m3_s, ""}};
    state = river_state(network, options, Flow::mean, issues);
  }
  double mean_m3_s(int record) const { return state.mean_discharge_m3_s[place_of(network, record)]; }
  bool is_scaled(int record) const { return (state.flags[place_of(network, record)] & discharge_from_area) != 0; }
};

TEST(GivenDischarge, AGaugeWithLessTakesItsShareAboveAndItsWaterBelow) {
  GaugedRiver river(2, 200, {0.1, 0.5, 2});
  EXPECT_NEAR(river.mean_m3_s(2), 0.5, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(1), 0.25, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(3), 4 - 1.5, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(4), 8 - 1.5, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(5), 16 - 1.5, 1e-12);
  for (const int record : {1, 3, 4}) EXPECT_TRUE(river.is_scaled(record)) << record << ": by a gauge far from what is given, within four times its area";
  for (const int record : {2, 5}) EXPECT_FALSE(river.is_scaled(record)) << record;
  const RiverState low = river_state(river.network, river.options, Flow::low, river.issues);
  EXPECT_NEAR(low.discharge_m3_s[place_of(river.network, 2)], 0.1, 1e-12);
  EXPECT_NEAR(low.discharge_m3_s[place_of(river.network, 4)], 0.1 + 0.35 * 6, 1e-12) << "the default ratio only for the water no gauge has seen";
  const auto told = issues_with(river.issues, "gauge_beside_river");
  ASSERT_EQ(told.size(), 1U) << "once for all flows";
  EXPECT_NE(told[0].message.find("0.5 m3/s, the river layer 2"), std::string::npos) << told[0].message;
}

TEST(GivenDischarge, WhatAGaugeHasMoreStaysInTheRiver) {
  const GaugedRiver river(2, 200, {5, 20, 60});
  EXPECT_NEAR(river.mean_m3_s(1), 10, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(3), 22, 1e-12);
  EXPECT_NEAR(river.mean_m3_s(5), 34, 1e-12);
  for (const int record : {1, 3, 4, 5}) EXPECT_TRUE(river.is_scaled(record)) << record;
  EXPECT_FALSE(river.is_scaled(2));
}

TEST(GivenDischarge, AReachNothingIsGivenForGoesOnFromWhatIsGivenAtTheGauge) {
  const RiverNetwork network = chain_network({{1000, 100.0, 1.0}, {1000, 200.0, std::nullopt}, {1000, 210.0, 2.0}});
  HydraulicOptions options;
  options.gauges = {{"g", "", reach_of(network, 1), 0, {2, 5, 9}, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  EXPECT_NEAR(state.discharge_m3_s[place_of(network, 2)], 5 + std::pow(2, 0.9) - 1, 1e-12);
  EXPECT_NEAR(state.discharge_m3_s[place_of(network, 3)], 6, 1e-12);
  EXPECT_NE(state.flags[place_of(network, 2)] & discharge_from_area, 0);
}

/// A brook of record 1 and a larger river of record 2 that join into record 3; nothing but their own water.
struct Confluence {
  RiverNetwork network;
  HydraulicOptions options;
  Issues issues;

  Confluence(double brook_m3_s, double river_m3_s) {
    FeatureTable table = test::empty_rivers();
    test::add_line(table, line_geometry({{20.0, 40.1}, {20.1, 40.0}}), {"", 100.0, brook_m3_s});
    test::add_line(table, line_geometry({{20.0, 39.9}, {20.1, 40.0}}), {"", 700.0, river_m3_s});
    test::add_line(table, line_geometry({{20.1, 40.0}, {20.2, 40.0}}), {"", 800.0, brook_m3_s + river_m3_s});
    network = network_from_lines(table, test::river_options()).network;
  }
  double at(Flow flow, int record) { return river_state(network, options, flow, issues).discharge_m3_s[place_of(network, record)]; }
};

TEST(GivenDischarge, BelowALargerRiverFlowsWhatBothBring) {
  Confluence rivers(0.06, 0.45);
  rivers.options.gauges = {{"g", "", reach_of(rivers.network, 1), 100, {0.4, 0.6, 1.2}, ""}};
  EXPECT_NEAR(rivers.at(Flow::mean, 3), 1.05, 1e-12);
  EXPECT_NEAR(rivers.at(Flow::low, 3), 0.4 + 0.35 * 0.45, 1e-12);
  EXPECT_NEAR(rivers.at(Flow::high, 3), 1.2 + 2.2 * 0.45, 1e-12);
  EXPECT_NE(river_state(rivers.network, rivers.options, Flow::mean, rivers.issues).flags[place_of(rivers.network, 3)] & discharge_from_area, 0);
}

TEST(GivenDischarge, ABrooksShareOfTheGaugeBelowIsItsShareOfWhatIsGiven) {
  Confluence rivers(0.24, 1.76);
  rivers.options.gauges = {{"g", "", reach_of(rivers.network, 3), 800, {0.1, 0.4, 1}, ""}};
  EXPECT_NEAR(rivers.at(Flow::mean, 1), 0.048, 1e-12);
  EXPECT_NEAR(rivers.at(Flow::mean, 1) + rivers.at(Flow::mean, 2), 0.4, 1e-12);
  EXPECT_NE(river_state(rivers.network, rivers.options, Flow::mean, rivers.issues).flags[place_of(rivers.network, 1)] & discharge_from_area, 0);
}

TEST(GivenDischarge, SetRightFarIsLessSure) {
  HydraulicOptions options;
  options.gauges = {{"g", "", reach_of(test::World().network, 20), 0, {50, 300, 900}, ""}};
  test::World gauged(options);
  const Arrival behind = gauged.run(test::with_draws(4000)).at(4);
  for (std::uint16_t& flags : gauged.state.flags) flags &= static_cast<std::uint16_t>(~static_cast<unsigned>(discharge_from_area));
  const Arrival alone = gauged.run(test::with_draws(4000)).at(4);
  EXPECT_EQ(alone.flags & discharge_from_area, 0);
  EXPECT_NE(behind.flags & discharge_from_area, 0);
  const auto width = [](const Band& band) { return band.p90 / band.p10; };
  EXPECT_GT(width(behind.substances[0].peak_ug_l), 1.01 * width(alone.substances[0].peak_ug_l));
}

TEST(GivenDischarge, AGaugeThatAgreesChangesAndSaysNothing) {
  const GaugedRiver river(3, 400, {1, 4, 9});
  for (int record = 1; record <= 5; ++record) EXPECT_NEAR(river.mean_m3_s(record), std::pow(2, record - 1), 1e-9);
  EXPECT_TRUE(issues_with(river.issues, "gauge_beside_river").empty());
  EXPECT_EQ(river.state.flags[0] & (discharge_from_area | discharge_default), 0);
}

TEST(GivenDischarge, AGaugeOfAnotherAreaThanItsReachIsScaledToIt) {
  EXPECT_NEAR(GaugedRiver(3, 200, {1, 3, 9}).mean_m3_s(3), 3 * std::pow(2, 0.9), 1e-9);
}

TEST(GivenDischarge, OutOfRunoffIsFlaggedAndLessSureThanMeasured) {
  test::World world;
  HydraulicOptions options;
  options.mean_discharges_m3_s = world.state.mean_discharge_m3_s;
  Issues issues;
  const RiverState from_runoff = river_state(world.network, options, Flow::mean, issues);
  EXPECT_EQ(from_runoff.mean_discharge_m3_s, world.state.mean_discharge_m3_s);
  EXPECT_NE(from_runoff.flags[0] & discharge_from_runoff, 0);
  EXPECT_EQ(world.state.flags[0] & discharge_from_runoff, 0);
  const Band measured = world.run(test::with_draws(4000)).back().substances[0].peak_ug_l;
  world.state = from_runoff;
  const Band runoff = world.run(test::with_draws(4000)).back().substances[0].peak_ug_l;
  EXPECT_GT(runoff.p90 / runoff.p10, 1.01 * measured.p90 / measured.p10);
}

TEST(GivenDischarge, RunoffAtAGaugesReachIsTheGauges) {
  const RiverNetwork network = given_river();
  HydraulicOptions options;
  options.mean_discharges_m3_s.assign(network.size(), 9);
  options.gauges = {{"g", "", reach_of(network, 2), 200, {0.1, 0.5, 2}, ""}};
  Issues issues;
  const RiverState state = river_state(network, options, Flow::mean, issues);
  const std::size_t here = place_of(network, 2);
  EXPECT_NEAR(state.mean_discharge_m3_s[here], 0.5, 1e-12);
  EXPECT_EQ(state.flags[here] & discharge_from_runoff, 0);
  EXPECT_NE(state.flags[place_of(network, 5)] & discharge_from_runoff, 0);
  EXPECT_NE(issues_with(issues, "gauge_beside_river").at(0).message.find("the runoff raster 9"), std::string::npos);
}

TEST(WorstCase, IsPassedByNoMoreThanOneDrawOfAHundred) {
  test::World world;
  world.release.loads.front().mass_kg.sd_log10 = 0.3;
  const EnsembleOptions options = test::with_draws(10000);
  for (std::size_t r = 0; r < world.receptors.size(); ++r) {
    const Arrival before = world.run(options)[r];
    EXPECT_LT(before.worst_first_s, before.first_s.p10);
    EXPECT_GT(before.substances[0].worst_peak_ug_l, before.substances[0].peak_ug_l.p90);
    test::World beyond = world;
    beyond.library.thresholds[0].value_ug_l = before.substances[0].worst_peak_ug_l * 1.005;
    EXPECT_LE(beyond.run(options)[r].substances[0].thresholds[0].p_exceed, 0.0101) << r;
  }
}

}  // namespace
}  // namespace tmfgeo
