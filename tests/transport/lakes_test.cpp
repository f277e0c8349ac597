// SPDX-License-Identifier: Apache-2.0
/// Lakes and reservoirs on the way: they delay, spread and trap, the flood wave too, and how long is not known exactly.
#include <gtest/gtest.h>

#include <cmath>

#include "support/plume_world.h"
#include "tmfgeo/transport/losses.h"
#include "tmfgeo/transport/way_sums.h"

namespace tmfgeo {
namespace {

using test::with_draws;
using test::World;

double width_of(const Band& band) { return std::log(band.p90 / band.p10); }

World dammed(double volume_m3) {
  const World open;
  HydraulicOptions options;
  options.lakes = {{"lake", "", test::reach_of(open.network, 12), test::reach_of(open.network, 14), volume_m3, true, ""}};
  return World(options);
}

TEST(Reservoir, MakesTheBandBehindItWider) {
  const World open;
  const World lake = dammed(3e8);
  const auto without = open.run(with_draws(8000));
  const auto with = lake.run(with_draws(8000));
  EXPECT_NEAR(width_of(with[1].peak_s), width_of(without[1].peak_s), 1e-6);  // above it nothing changes
  for (const std::size_t r : {2UL, 3UL, 5UL}) {
    EXPECT_GT(width_of(with[r].peak_s), 1.2 * width_of(without[r].peak_s)) << r;
    EXPECT_GT(width_of(with[r].first_s), 1.2 * width_of(without[r].first_s)) << r;
  }
  EnsembleOptions certain = with_draws(8000);
  certain.spread.lake_residence_sd_ln = 0;
  const auto narrow = lake.run(certain);
  EXPECT_LT(width_of(narrow[5].peak_s), width_of(with[5].peak_s));
  EXPECT_NEAR(narrow[5].peak_s.p50, with[5].peak_s.p50, 0.05 * with[5].peak_s.p50);
}

TEST(Reservoir, LeavesTheConcentrationBehindItNoSurerThanAboveIt) {
  const auto width = [](const Arrival& a) { return width_of(a.substances[0].peak_ug_l); };
  const World open;
  for (const double volume : {1e8, 3e8, 1e9, 1e10}) {
    const World lake = dammed(volume);
    const auto with = lake.run(with_draws(8000));
    for (const std::size_t r : {2UL, 3UL, 5UL}) EXPECT_GE(width(with[r]), width(with[1])) << volume << " " << r;
    EXPECT_LT(with[2].substances[0].peak_ug_l.p10, open.run(with_draws(8000))[2].substances[0].peak_ug_l.p10);
  }
}

TEST(Reservoir, OfWhichNothingIsDrawnIsMixedFully) {
  // Two equal tanks: area over peak is e/2 residences, far more than the river's own width.
  const World lake = dammed(1e10);
  const Arrival below = lake.run(test::exactly())[2];
  double residence = 0;
  for (const int reach : {12, 13, 14}) residence += lake.state.lake_residence_s[static_cast<std::size_t>(test::reach_of(lake.network, reach))];
  const double peak_ug_l = 1e5 / (1.3591409 * residence * below.discharge_m3_s + 1e5) * 1e6;
  EXPECT_NEAR(below.substances[0].peak_ug_l.p50, peak_ug_l, 0.01 * peak_ug_l);
  EnsembleOptions drawn = test::exactly();
  drawn.draws = 4000;
  drawn.spread.lake_mixing_sd_ln = 1;
  const Band mixed = lake.run(drawn)[2].substances[0].peak_ug_l;
  EXPECT_NEAR(mixed.p10, peak_ug_l, 0.02 * peak_ug_l) << "one draw of ten mixes fully";
  EXPECT_GT(mixed.p90, 5 * peak_ug_l) << "one of ten runs through";
}

TEST(Reservoir, IsHeededByAnObservationBehindIt) {
  const World lake = dammed(3e8);
  const auto before = lake.run(with_draws(8000));
  const Observation seen{"km150", 1.6 * before[2].first_s.p50, std::nullopt};
  const auto after = lake.run(with_draws(8000), std::span(&seen, 1));
  EXPECT_NEAR(after[2].first_s.p50, seen.first_arrival_s, 0.02 * seen.first_arrival_s);
  EXPECT_LT(width_of(after[2].first_s), 0.1);
  EXPECT_LT(width_of(after[5].first_s), width_of(before[5].first_s));
  // What held the plume back was in part the lake: the river above it is set right by less.
  EXPECT_LT(after[1].first_s.p50 / before[1].first_s.p50, after[2].first_s.p50 / before[2].first_s.p50);
}

TEST(Reservoir, HoldsTheFloodWaveBackAndLowersIt) {
  const World open;
  const auto without = open.run(test::exactly());
  double before_s = without[5].wave.peak_s.p50 - 6 * 3600;
  double before_m3_s = without[5].wave.peak_m3_s.p50 * 1.2;
  for (const double volume : {1e7, 1e8, 1e9, 1e10}) {
    const auto with = dammed(volume).run(test::exactly());
    EXPECT_NEAR(with[1].wave.peak_s.p50, without[1].wave.peak_s.p50, 1);
    EXPECT_NEAR(with[1].wave.peak_m3_s.p50, without[1].wave.peak_m3_s.p50, 1e-3);
    EXPECT_GT(with[5].wave.peak_s.p50, before_s) << volume;
    EXPECT_LT(with[5].wave.peak_m3_s.p50, before_m3_s) << volume;
    EXPECT_LE(with[5].wave.first_s.p50, with[5].wave.peak_s.p50);
    before_s = with[5].wave.peak_s.p50;
    before_m3_s = with[5].wave.peak_m3_s.p50;
  }
}

TEST(Reservoir, LowersAShortWaveAsALevelPool) {
  // What flows in at once raises the level and runs out as V/K at first: K = 2/3 of the residence times head over depth.
  const World lake = dammed(1e10);
  const double depth = lake.state.depth_m[static_cast<std::size_t>(test::reach_of(lake.network, 14))];
  double storage = 0;
  for (const int reach : {12, 13, 14}) {
    const auto i = static_cast<std::size_t>(test::reach_of(lake.network, reach));
    storage += 2.0 / 3 * lake.state.lake_residence_s[i] * std::min(lake.state.depth_m[i] / kLakeDepth_m, 1.0);
  }
  ASSERT_GT(depth, 0.2);
  const auto arrival = lake.run(test::exactly())[2];
  EXPECT_NEAR(arrival.wave.peak_m3_s.p50, 1e5 / storage, 0.03 * 1e5 / storage);
}

TEST(Mass, IsTheSameAtEveryReceptorThroughConfluencesAndALake) {
  // The chain's discharge grows from reach to reach as side rivers join; the lake lies between the second and third receptor.
  World world = dammed(3e8);
  world.release.volume_m3.median = 100;
  EnsembleOptions options = test::exactly();
  options.spread.tail_stretch = 1.7;
  const auto arrivals = world.run(options);
  for (std::size_t r = 0; r < arrivals.size(); ++r) {
    EXPECT_NEAR(arrivals[r].substances[0].load_kg.p50 / arrivals[0].substances[0].load_kg.p50, 1, 1e-9) << r;
    const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), r, "cyanide", world.library, {}, options);
    double area = 0;
    for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
      area += (curve.typical_ug_l[i] + curve.typical_ug_l[i - 1]) / 2 * (curve.time_s[i] - curve.time_s[i - 1]) * 1e-6;
    }
    EXPECT_NEAR(area * arrivals[r].discharge_m3_s, 0.97e5, 0.04e5) << r;
  }
}

TEST(Geometry, WidthAndRoughnessWidenTheWaveAndWhatSettlesNotThePlumesTime) {
  HydraulicOptions options;
  options.default_slope = 1e-5;
  World world(options);
  world.release.loads.push_back({"lead", {}, {1000, 0, Origin::given, ""}});
  EnsembleOptions certain = with_draws(8000);
  certain.spread = {};
  certain.spread.roughness_sd_ln = certain.spread.width_sd_ln = certain.spread.sorption_sd_ln = 0;
  EnsembleOptions rough = certain;
  rough.spread.roughness_sd_ln = 0.35;
  EnsembleOptions wide = certain;
  wide.spread.width_sd_ln = 0.4;
  const Arrival a = world.run(certain)[3];
  for (const EnsembleOptions& one : {rough, wide}) {
    const Arrival b = world.run(one)[3];
    EXPECT_GT(width_of(b.wave.peak_s), 1.05 * width_of(a.wave.peak_s));
    EXPECT_GT(width_of(b.wave.peak_m3_s), width_of(a.wave.peak_m3_s));
    EXPECT_GT(b.substances[1].load_kg.p90 / b.substances[1].load_kg.p10, a.substances[1].load_kg.p90 / a.substances[1].load_kg.p10);
    EXPECT_EQ(b.first_s.p90, a.first_s.p90);
    EXPECT_EQ(b.substances[0].peak_ug_l.p90, a.substances[0].peak_ug_l.p90);
  }
}

}  // namespace
}  // namespace tmfgeo
