// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/runout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tmfgeo {
namespace {

ReleaseScenario release_of(double volume_m3, double sd_log10 = 0) {
  ReleaseScenario release;
  release.volume_m3 = {.median = volume_m3, .sd_log10 = sd_log10, .origin = Origin::given, .source = "test"};
  return release;
}

// Worked from the equations with a calculator: H 30 m, 0.6 of 1.2 Mm³.
TEST(RunoutDistance, HasTheValuesWorkedByHand) {
  EXPECT_NEAR(energy_runout_km(0.6, 1.2, 30), 3.04 * std::pow(9.0, 0.545), 1e-12);
  EXPECT_NEAR(energy_runout_km(0.6, 1.2, 30), 10.07, 0.01);
  EXPECT_NEAR(rico_runout_km(0.6, 30), 10.84, 0.01);
  EXPECT_NEAR(deposit_area_m2(1e6, 80), 8e5, 1e-3);
  EXPECT_NEAR(deposit_section_m2(1e6), 500, 1e-6);
}

TEST(RunoutDistance, IsABandThatWidensWithTheVolumesOwn) {
  Facility f;
  f.dam_height_m = 30;
  f.volume_m3 = 1.2e6;
  const auto exact = runout_distance(release_of(6e5), f);
  ASSERT_TRUE(exact);
  EXPECT_NEAR(exact->distance_m.median, 10070, 10);
  EXPECT_DOUBLE_EQ(exact->distance_m.sd_log10, 0.8);
  EXPECT_DOUBLE_EQ(exact->distance_rico_m.sd_log10, 0.8);
  EXPECT_NEAR(runout_distance(release_of(6e5, 0.41), f)->distance_m.sd_log10, std::hypot(0.8, 1.09 * 0.41), 1e-12);
}

TEST(RunoutDistance, IsAbsentWithoutAHeightAndForWaterAlone) {
  Facility f;
  f.volume_m3 = 1.2e6;
  EXPECT_FALSE(runout_distance(release_of(6e5), f));
  f.dam_height_m = 30;
  ReleaseScenario water = release_of(6e5);
  water.water_only = true;
  EXPECT_FALSE(runout_distance(water, f));
  f.volume_m3 = std::nullopt;
  const auto rico = runout_distance(release_of(6e5), f);
  EXPECT_EQ(rico->distance_m.median, rico->distance_rico_m.median);
  EXPECT_EQ(rico->distance_m.source, "RicoEtAl2008");
}

TEST(RunoutDistance, IsNotToldFartherThanTheKnownWay) {
  Facility f;
  f.dam_height_m = 30;
  f.volume_m3 = 1.2e6;
  const Band open = runout_distance(release_of(6e5, 0.41), f)->band_m;
  for (const double share : {0.5, 2.0}) {
    const double way_m = share * open.p50;
    const auto bound = runout_distance(release_of(6e5, 0.41), f, way_m);
    EXPECT_TRUE(bound->beyond_way);
    EXPECT_EQ(bound->band_m.p50, std::min(open.p50, way_m));
    EXPECT_EQ(bound->band_m.p90, way_m);
    EXPECT_EQ(bound->distance_m.median, open.p50) << "the equation's own";
  }
  EXPECT_FALSE(runout_distance(release_of(6e5, 0.41), f, 2 * open.p90)->beyond_way);
}

TEST(RunoutDistance, HasABandOfDrawsThatNeverReleaseMoreThanTheCap) {
  Facility f;
  f.dam_height_m = 30;
  f.volume_m3 = 1.2e6;
  ReleaseScenario release = release_of(6e5, 0.41);
  const auto open = runout_distance(release, f);
  EXPECT_DOUBLE_EQ(open->band_m.p90, open->distance_m.at(1.2815515655446004));
  release.volume_cap_m3 = 7e5;
  const Band band = runout_distance(release, f)->band_m;
  EXPECT_LT(band.p90, open->band_m.p90);
  const RandomField random(5);
  std::vector<double> drawn;
  for (std::uint64_t d = 0; d < 40000; ++d) {
    const auto z = random.normal_pair({d, 0, 1});
    const double volume = std::min(6e5 * std::pow(10, 0.41 * z[0]), 7e5);
    drawn.push_back(1000 * energy_runout_km(0.6, 1.2, 30) * std::pow(volume / 6e5, 1.09) * std::pow(10, kRunoutSd * z[1]));
  }
  std::sort(drawn.begin(), drawn.end());
  EXPECT_NEAR(band.p10 / drawn[4000], 1, 0.04);
  EXPECT_NEAR(band.p50 / drawn[20000], 1, 0.04);
  EXPECT_NEAR(band.p90 / drawn[36000], 1, 0.04);
}

}  // namespace
}  // namespace tmfgeo
