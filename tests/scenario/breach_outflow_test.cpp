// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/scenario/breach_outflow.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tmfgeo/scenario/release_volume.h"

namespace tmfgeo {
namespace {

// Worked from the published equations with a calculator, apart from this code.
TEST(ReleaseVolume, HasTheValuesWorkedByHand) {
  EXPECT_NEAR(rico_release_m3(1e6), 354000, 1);
  EXPECT_NEAR(rico_release_m3(10e6), 0.354 * 10.2329299 * 1e6, 10);
  EXPECT_NEAR(concha_larrauri_lall_release_m3(1e6), 332000, 1);
  EXPECT_NEAR(concha_larrauri_lall_release_m3(10e6), 0.332 * 8.91250938 * 1e6, 10);
  // 2.1379621 · 4634.4692 · 19.6437
  EXPECT_NEAR(piciullo_release_m3(1e6, 20), 194636, 20);
}

TEST(ReleaseVolume, GrowsWithVolumeAndHeight) {
  for (double stored_m3 = 1e3; stored_m3 < 1e9; stored_m3 *= 10) {
    EXPECT_LT(rico_release_m3(stored_m3), rico_release_m3(2 * stored_m3));
    EXPECT_LT(concha_larrauri_lall_release_m3(stored_m3), concha_larrauri_lall_release_m3(2 * stored_m3));
    EXPECT_LT(piciullo_release_m3(stored_m3, 10), piciullo_release_m3(stored_m3, 11));
  }
}

TEST(BreachPeak, HasTheValuesWorkedByHand) {
  const Breach breach{.volume_m3 = 1e6, .height_m = 20, .breach_height_m = 20, .mean_width_m = 50};
  // 0.011 · 3.8 · 3.1320919 · 27.8064 · 575.4399
  EXPECT_NEAR(yassin_peak_m3_s(breach), 2094.9, 0.5);
  // 0.607 · 58.8844 · 41.0459
  EXPECT_NEAR(froehlich_1995_peak_m3_s(breach), 1467.1, 0.5);
  // 0.0175 · (20 / 6.1)^(1/8) · sqrt(9.81 · 1e6 · 20 · 400 / 50), times 1.85 where overtopped
  EXPECT_NEAR(froehlich_2016_peak_m3_s(breach, false), 0.0175 * 1.16001 * 39618.2, 0.5);
  EXPECT_NEAR(froehlich_2016_peak_m3_s(breach, true) / froehlich_2016_peak_m3_s(breach, false), 1.85, 1e-12);
  // 325 · 20^0.42 and 1150 · 20^0.44
  EXPECT_NEAR(costa_peak_m3_s(breach), 325 * 3.51925, 0.5);
  EXPECT_NEAR(costa_envelope_m3_s(breach), 1150 * 3.73656, 0.5);
  // 63.2 · sqrt(1e6 / (9.81 · 400))
  EXPECT_NEAR(froehlich_breach_time_s(breach), 1008.9, 0.1);
}

TEST(BreachPeak, OfALowBreachHasNoFactorOfHeight) {
  const Breach low{.volume_m3 = 1e5, .height_m = 5, .breach_height_m = 5, .mean_width_m = 20};
  EXPECT_NEAR(froehlich_2016_peak_m3_s(low, false), 0.0175 * std::sqrt(9.81 * 1e5 * 5 * 25 / 20), 1e-9);
}

// Fundão 2015 (about 33 Mm³ behind a dam of about 100 m) and Aznalcóllar 1998 (about 5 Mm³, 25 m) are within the equations' bands.
TEST(BreachPeak, StaysBelowTheEnvelopeForTheDamsOnRecord) {
  for (const Breach& b : {Breach{.volume_m3 = 5e6, .height_m = 25}, Breach{.volume_m3 = 2e5, .height_m = 10}}) {
    EXPECT_LT(yassin_peak_m3_s(b), costa_envelope_m3_s(b) * 3);
    EXPECT_GT(yassin_peak_m3_s(b), costa_peak_m3_s(b) / 10);
  }
}

double volume_by_steps(const BreachHydrograph& h) {
  constexpr int kSteps = 400000;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) sum += h.discharge_m3_s((i + 0.5) / kSteps * h.end_s);
  return sum * h.end_s / kSteps;
}

TEST(BreachHydrograph, IsATriangleOfTheVolumeWhereTheRiseIsShort) {
  const auto h = breach_hydrograph(1e6, 1000, 600);
  EXPECT_EQ(h.gamma_power, 0);
  EXPECT_DOUBLE_EQ(h.end_s, 2000);
  EXPECT_DOUBLE_EQ(h.discharge_m3_s(600), 1000);
  EXPECT_DOUBLE_EQ(h.discharge_m3_s(300), 500);
  EXPECT_DOUBLE_EQ(h.discharge_m3_s(1300), 500);
  EXPECT_EQ(h.discharge_m3_s(-1), 0);
  EXPECT_EQ(h.discharge_m3_s(2000), 0);
  EXPECT_NEAR(volume_by_steps(h), 1e6, 1);
}

TEST(BreachHydrograph, ConservesTheVolumeWhereTheRiseIsLong) {
  for (const double rise_s : {1001.0, 1500.0, 5000.0, 50000.0}) {
    const auto h = breach_hydrograph(1e6, 1000, rise_s);
    EXPECT_GT(h.gamma_power, 0) << rise_s;
    EXPECT_DOUBLE_EQ(h.discharge_m3_s(rise_s), 1000);
    EXPECT_LT(h.discharge_m3_s(0.99 * rise_s), 1000);
    EXPECT_LT(h.discharge_m3_s(1.01 * rise_s), 1000);
    EXPECT_NEAR(volume_by_steps(h), 1e6, 10) << rise_s;
  }
}

TEST(BreachHydrograph, SampledKeepsTheVolumeForAnyStep) {
  for (const auto& h : {breach_hydrograph(1e6, 1000, 600), breach_hydrograph(1e6, 1000, 3000)}) {
    for (const double step_s : {1.0, 37.0, 600.0, 1e5}) {
      const auto q = sampled_outflow_m3_s(h, step_s);
      EXPECT_NEAR(std::accumulate(q.begin(), q.end(), 0.0) * step_s, 1e6, 1e-6);
      for (const double one : q) EXPECT_LE(one, 1001);
    }
  }
}

}  // namespace
}  // namespace tmfgeo
