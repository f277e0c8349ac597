// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/arrivals.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/plume_world.h"
#include "tmfgeo/transport/losses.h"

namespace tmfgeo {
namespace {

using test::receptor_at;
using test::with_draws;
using test::World;

TEST(PlumeArrivals, TellDilutionWhereNoLoadIsStated) {
  World world;
  world.release.loads.clear();
  const auto arrivals = world.run(with_draws(1000));
  ASSERT_EQ(arrivals[0].substances.size(), 1U);
  EXPECT_EQ(arrivals[0].substances[0].substance, "");
  World stated;
  stated.release.loads = {{"cyanide", {1000, 0, Origin::given, ""}, {}}};  // 1 g/L
  const auto same = stated.run(with_draws(1000));
  EXPECT_NEAR(arrivals[2].substances[0].peak_ug_l.p50, same[2].substances[0].peak_ug_l.p50, 1e-4 * same[2].substances[0].peak_ug_l.p50);
}

TEST(PlumeArrivals, KnowNoWaveWhereThePeakDischargeIsUnknown) {
  World world;
  world.release = test::slug_release(1e5, 1e4);
  const auto arrivals = world.run(with_draws(1000));
  EXPECT_TRUE(std::isnan(arrivals[0].wave.peak_s.p50));
  EXPECT_TRUE(std::isfinite(arrivals[0].first_s.p50));
}

TEST(PlumeArrivals, LoseGrainsToTheBedAndToLakes) {
  HydraulicOptions options;
  World open(options);
  open.release.loads.push_back({"lead", {}, {1000, 0, Origin::given, ""}});
  options.default_slope = 1e-5;
  World slow(options);
  slow.release = open.release;
  const auto settling = slow.run(with_draws(2000));
  EXPECT_GT(settling[0].substances[1].trapped_share, 0.01);
  EXPECT_GE(settling[5].substances[1].trapped_share, settling[0].substances[1].trapped_share);
  EXPECT_EQ(settling[5].substances[0].trapped_share, 0);  // cyanide stays
  options.default_slope = 0;
  options.lakes = {{"lake", "", test::reach_of(open.network, 12), test::reach_of(open.network, 14), 3e8, true, ""}};
  World dammed(options);
  dammed.release = open.release;
  const auto without = open.run(with_draws(2000));
  const auto with = dammed.run(with_draws(2000));
  EXPECT_EQ(without[1].substances[1].substance, "lead");
  EXPECT_EQ(with[5].substances[0].trapped_share, 0);
  EXPECT_GT(with[5].substances[1].trapped_share, without[5].substances[1].trapped_share);
  EXPECT_LT(with[5].substances[1].load_kg.p50, without[5].substances[1].load_kg.p50);
  EXPECT_GT(with[5].peak_s.p50, without[5].peak_s.p50);  // delays
  EXPECT_GT(with[5].tail_s.p50 - with[5].first_s.p50, without[5].tail_s.p50 - without[5].first_s.p50);  // spreads
  EXPECT_LT(with[5].substances[0].peak_ug_l.p50, without[5].substances[0].peak_ug_l.p50);
  EXPECT_NEAR(with[1].first_s.p50, without[1].first_s.p50, 1);  // above the lake nothing changes
  EXPECT_NE(with[5].flags & in_lake, 0);
  EXPECT_EQ(with[1].flags & in_lake, 0);
  for (const Arrival& arrival : with) {
    const auto& limits = arrival.substances[1].thresholds;
    EXPECT_LE(limits[1].p_exceed, limits[0].p_exceed);  // the dissolved part is less than the whole
    EXPECT_NEAR(arrival.substances[1].load_kg.p50, 1000 * (1 - arrival.substances[1].trapped_share), 20) << "the share is that of the medians";
  }
}

TEST(PlumeArrivals, DrawWhatIsDissolvedAndWhatOnGrains) {
  World world;
  world.release.loads = {{"lead", {}, {1000, 0, Origin::given, ""}}};
  Substance& lead = world.library.substances.at(1);
  lead.sorption_l_kg = 0;
  const double all_ug_l = world.run(test::exactly()).front().substances[0].peak_ug_l.p50;
  lead.sorption_l_kg = 50000;  // on 100 mg/L: 5 times as much on grains
  EnsembleOptions options = test::exactly();
  options.draws = 20000;
  options.spread.sorption_sd_ln = 1.5;
  const auto p_above = [&](double z) {
    world.library.thresholds.at(3).value_ug_l = all_ug_l / (1 + 5 * std::exp(1.5 * z));
    return world.run(options).front().substances[0].thresholds.at(1).p_exceed;
  };
  EXPECT_NEAR(p_above(0), 0.5, 0.015);
  EXPECT_NEAR(p_above(-1), 0.1587, 0.01);  // standard normal
  EXPECT_NEAR(p_above(1), 0.8413, 0.01);
  HydraulicOptions hydraulics;
  hydraulics.default_slope = 1e-5;
  World slow(hydraulics);
  slow.release = world.release;
  const Band left = slow.run(options).back().substances[0].load_kg;
  EXPECT_NEAR(left.p50, 1000 / 6.0, 5) << "less than a hundredth of what clings to grains is left";
  EXPECT_NEAR(left.p10, 1000 / (1 + 5 * std::exp(1.5 * 1.2816)), 10);
  EXPECT_NEAR(left.p90, 1000 / (1 + 5 * std::exp(-1.5 * 1.2816)), 20);
}

TEST(PlumeArrivals, DecayWithTimeAtTheWatersTemperature) {
  World world;
  world.library.substances[0].decay_per_d = {0.5, 0, Origin::given, ""};
  world.library.substances[0].decay_theta = 1.05;
  const Arrival end = world.run(test::exactly()).back();
  const double k = 0.5 * std::pow(1.05, kWaterTemperature_c - 20) / 86400;
  const double travel = end.peak_s.p50 - 18000;  // half the release's duration
  EXPECT_NEAR(end.substances[0].load_kg.p50, 1e5 * std::exp(-k * travel), 1e5 * std::exp(-k * travel) * 1e-3);
}

TEST(PlumeArrivals, TakeRoutesThatHoldNothing) {
  World world;
  world.receptors.clear();
  EXPECT_TRUE(world.run(with_draws(10)).empty());
  world.receptors = {receptor_at("far", 5e6)};
  EXPECT_TRUE(std::isfinite(world.run(with_draws(1)).front().peak_s.p90));
  world.route = overland_route({{10, 0}, {10.1, 0}}, RouteEnd::not_snapped);
  const Arrival arrival = world.run(with_draws(10)).front();
  EXPECT_NE(arrival.flags & overland, 0);
  EXPECT_NE(arrival.flags & discharge_default, 0);
  EXPECT_TRUE(std::isfinite(arrival.substances[0].peak_ug_l.p50));
}

}  // namespace
}  // namespace tmfgeo
