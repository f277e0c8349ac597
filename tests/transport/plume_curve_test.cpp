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
  EXPECT_NEAR(curve.p50_ug_l.back(), 0.1 * *top, 0.01 * *top);  // ends where a tenth is left
  double above = 0;
  for (std::size_t i = 1; i < curve.time_s.size(); ++i) {
    if (curve.p50_ug_l[i] > 1000) above += curve.time_s[i] - curve.time_s[i - 1];
  }
  EXPECT_NEAR(above, arrival.substances[0].thresholds[1].duration_s.p50, 0.05 * above);
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

}  // namespace
}  // namespace tmfgeo
