// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/arrivals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/plume_world.h"

namespace tmfgeo {
namespace {

using test::with_draws;
using test::World;

TEST(PlumeCurve, OfOneDrawHasThePeakItsArrivalTells) {
  World world;
  // So much that the limit of 1000 lies between the peak and a tenth of it, where the curve ends.
  world.release.loads[0].mass_kg.median *= 3000 / world.run(test::exactly())[2].substances[0].peak_ug_l.p50;
  const Arrival arrival = world.run(test::exactly())[2];
  const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), 2, "cyanide", world.library, {}, test::exactly());
  const auto top = std::max_element(curve.p50_ug_l.begin(), curve.p50_ug_l.end());
  EXPECT_NEAR(*top, arrival.substances[0].peak_ug_l.p50, 0.01 * *top);
  const double time = curve.time_s[static_cast<std::size_t>(top - curve.p50_ug_l.begin())];
  EXPECT_NEAR(time, arrival.peak_s.p50, 0.02 * arrival.peak_s.p50);
  double above = 0;
  for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
    if (curve.p50_ug_l[i] > 1000) above += curve.time_s[i] - curve.time_s[i - 1];
  }
  EXPECT_NEAR(above, arrival.substances[0].thresholds[1].duration_s.p50, 0.05 * above);
}

TEST(PlumeCurve, HasNoConcentrationBeforeThePlumeArrives) {
  const World world;
  for (const std::size_t r : {0UL, 2UL, 5UL}) {
    const Arrival one = world.run(test::exactly())[r];
    const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), r, "cyanide", world.library, {}, test::exactly());
    std::size_t before = 0;
    for (std::size_t i = 0; i < curve.time_s.size(); ++i) {
      if (curve.time_s[i] >= one.first_s.p50) continue;
      ++before;
      EXPECT_EQ(curve.p90_ug_l[i], 0) << r;
      EXPECT_EQ(curve.typical_ug_l[i], 0) << r;
    }
    EXPECT_GT(before, 0U);
    // With spread too: where 90 of 100 draws have not arrived, nine of ten concentrations are none.
    const Arrival arrival = world.run(with_draws(4000))[r];
    const PlumeCurve band = plume_curve(world.network, world.state, world.journey(), r, "cyanide", world.library, {}, with_draws(4000));
    for (std::size_t i = 0; i < band.time_s.size(); ++i) {
      if (band.time_s[i] >= arrival.first_s.p10) continue;
      EXPECT_EQ(band.p90_ug_l[i], 0) << r;
    }
  }
}

TEST(PlumeCurve, OfTheTypicalPassageCarriesTheMedianMass) {
  World world;
  world.release.volume_m3.sd_log10 = 0.3;
  world.release.loads[0].mass_kg.sd_log10 = 0.5;
  for (const std::size_t r : {0UL, 2UL, 5UL}) {
    const Arrival arrival = world.run(with_draws(4000))[r];
    const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), r, "cyanide", world.library, {}, with_draws(4000));
    double area = 0;
    for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
      area += (curve.typical_ug_l[i] + curve.typical_ug_l[i - 1]) / 2 * (curve.time_s[i] - curve.time_s[i - 1]) * 1e-6;
    }
    const double peak = *std::max_element(curve.typical_ug_l.begin(), curve.typical_ug_l.end()) * 1e-6;
    // The released water flows beside the river's: mass = area · Q + peak · V. The last hundredths come behind what is drawn.
    EXPECT_NEAR(area * arrival.discharge_m3_s + peak * 1e5, 0.97e5, 0.04e5) << r;
    EXPECT_NEAR(peak * 1e6, arrival.substances[0].peak_ug_l.p50, 0.06 * peak * 1e6) << r;
  }
}

TEST(PlumeCurve, OfTheTypicalPassageIsNoNeedleWhereTheReleasedWaterDominates) {
  for (const double volume_m3 : {3e7, 1e8, 3e8, 1e9}) {
    World world;
    world.release.volume_m3 = {volume_m3, 0.4, Origin::given, "test"};
    world.release.loads[0].mass_kg = {1e6, 0.6, Origin::given, "test"};
    const Arrival arrival = world.run(with_draws(4000)).front();
    const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), 0, "cyanide", world.library, {}, with_draws(4000));
    for (const ThresholdResult& t : arrival.substances[0].thresholds) {
      double above_s = 0;
      for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
        if (curve.typical_ug_l[i] > world.library.thresholds[t.threshold].value_ug_l) above_s += curve.time_s[i] - curve.time_s[i - 1];
      }
      EXPECT_GE(above_s, t.duration_s.p10) << volume_m3;
      EXPECT_LE(above_s, t.duration_s.p90) << volume_m3;
    }
  }
}

TEST(PlumeCurve, OfManyDrawsIsABand) {
  const World world;
  const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), 4, "cyanide", world.library, {}, with_draws(2000));
  ASSERT_GT(curve.time_s.size(), 100U);
  for (std::size_t i = 0; i < curve.time_s.size(); ++i) {
    EXPECT_LE(curve.p10_ug_l[i], curve.p50_ug_l[i]);
    EXPECT_LE(curve.p50_ug_l[i], curve.p90_ug_l[i]);
    EXPECT_TRUE(std::isfinite(curve.p90_ug_l[i]));
    if (i > 0) {
      EXPECT_GT(curve.time_s[i], curve.time_s[i - 1]);
    }
  }
}

TEST(PlumeCurve, GoesOnUntilTheBandIsBelowTheLowestLimit) {
  World world;
  world.release.loads[0].mass_kg.sd_log10 = 0.5;
  for (const std::size_t r : {1UL, 3UL, 5UL}) {
    for (const double kg : {1.0, 1e5, 1e6}) {
      world.release.loads[0].mass_kg.median = kg;
      const PlumeCurve curve = plume_curve(world.network, world.state, world.journey(), r, "cyanide", world.library, {}, with_draws(1000));
      const double highest = *std::max_element(curve.p90_ug_l.begin(), curve.p90_ug_l.end());
      EXPECT_LT(curve.p90_ug_l.back(), std::min(10.0, highest)) << r << " " << kg;
      EXPECT_EQ(curve.time_s.size(), curve.p90_ug_l.size());
      EXPECT_LT(curve.time_s.size(), 1000U) << "four times as long as a passage, and no longer";
    }
  }
}

}  // namespace
}  // namespace tmfgeo
