// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/jobson.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

constexpr double kShare = 1e-3;  // the worked values are printed to three or four digits

// The worked example of USGS WRIR 96-4013: 15 km without slope.
constexpr double kArea = 390e6;
constexpr double kDischarge = 3.35;
constexpr double kMean = 4.50;
constexpr double kLength = 15000;

TEST(Jobson, TellsTheWorkedExample) {
  const PeakVelocity velocity = peak_velocity_from_mean(kArea, kDischarge, kMean);
  EXPECT_NEAR(velocity.most_probable_m_s, 0.2646, 0.2646 * kShare);
  const double time = kLength / velocity.most_probable_m_s;
  EXPECT_NEAR(time / 3600, 15.74, 15.74 * kShare);
  EXPECT_NEAR(kLeadingEdgeShare * time / 3600, 14.01, 14.01 * kShare);
  const double peak = unit_peak_per_s(unit_peak_law(kDischarge, kMean), time);
  EXPECT_NEAR(peak * 1e6, 100.4, 100.4 * kShare);
  EXPECT_NEAR(passage_to_tenth_s(peak) / 3600, 5.53, 5.53 * kShare);
  EXPECT_NEAR(slug_peak_kg_m3(peak, 6000, 1, 3.691) * 1000, 163.2, 163.2 * kShare);
}

TEST(Jobson, TellsTheWorkedExampleAtTheMaximumProbableVelocity) {
  const double velocity = peak_velocity_from_mean(kArea, kDischarge, kMean).maximum_probable_m_s;
  EXPECT_NEAR(velocity, 0.6461, 0.6461 * kShare);
  const double time = kLength / velocity;
  EXPECT_NEAR(time / 3600, 6.45, 6.45 * kShare);
  const double peak = unit_peak_per_s(unit_peak_law(kDischarge, kMean), time);
  EXPECT_NEAR(slug_peak_kg_m3(peak, 6000, 1, 3.691) * 1000, 326.8, 326.8 * kShare);
}

TEST(Jobson, TellsTheRhineAtEglisauByAllThreeEquations) {
  const PeakVelocity mean = peak_velocity_from_mean(16000e6, 490, 240);
  const PeakVelocity alone = peak_velocity_from_discharge(16000e6, 490);
  const PeakVelocity slope = peak_velocity_from_slope(16000e6, 490, 240, 0.003);
  EXPECT_NEAR(mean.most_probable_m_s, 0.963, 0.963 * kShare);
  EXPECT_NEAR(alone.most_probable_m_s, 0.629, 0.629 * kShare);
  EXPECT_NEAR(slope.most_probable_m_s, 1.311, 1.311 * kShare);
  EXPECT_NEAR(mean.maximum_probable_m_s, 1.919, 1.919 * kShare);
  EXPECT_NEAR(alone.maximum_probable_m_s, 2.554, 2.554 * kShare);
  EXPECT_NEAR(slope.maximum_probable_m_s, 1.951, 1.951 * kShare);
}

TEST(Jobson, MaximumProbableVelocityIsTheLargerOne) {
  for (const double area : {1e7, 1e9, 1e12}) {
    for (const double yield : {1e-10, 1e-8, 5e-8}) {
      const double q = area * yield;
      EXPECT_GT(peak_velocity_from_mean(area, q, 2 * q).maximum_probable_m_s, peak_velocity_from_mean(area, q, 2 * q).most_probable_m_s);
      EXPECT_GT(peak_velocity_from_discharge(area, q).maximum_probable_m_s, peak_velocity_from_discharge(area, q).most_probable_m_s);
    }
  }
}

TEST(Jobson, UnitPeakWithoutMeanDischargeFallsFasterAndBeginsHigher) {
  const UnitPeakLaw known = unit_peak_law(10, 10);
  const UnitPeakLaw unknown = unit_peak_law();
  EXPECT_DOUBLE_EQ(unit_peak_per_s(known, 3600), 857e-6);
  EXPECT_DOUBLE_EQ(unit_peak_per_s(unknown, 3600), 1025e-6);
  EXPECT_LT(unit_peak_per_s(unknown, 360000), unit_peak_per_s(known, 360000));
}

}  // namespace
}  // namespace tmfgeo
