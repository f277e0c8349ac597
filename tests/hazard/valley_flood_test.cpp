// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/valley_flood.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tmfgeo {
namespace {

/// A valley of a V, 1 km long: cross slope 0.1, bed 0.002, n 0.06. 87.6113 m3/s fill it 3 m deep.
RatingCurve v_curve() {
  std::vector<float> hand;
  for (int i = 0; i < 800; ++i) hand.push_back(static_cast<float>((i / 2 + 0.5) * 0.05));
  const std::vector<float> slope(hand.size(), 0.1F);
  const std::vector<float> area(hand.size(), 500.0F);
  return synthetic_rating_curve({hand, slope, area}, {.length_m = 1000, .slope = 0.002, .roughness_n = 0.06}, {.highest_stage_m = 15, .step_m = 0.05});
}

FloodDischarges stated(double factor) { return {{{10, 20}, {100, 87.6113}}, factor, Origin::given, "stated"}; }

constexpr std::array<double, 1> kHundred{100};

TEST(ValleyFloods, MeetsTheClosedFormOfAVValley) {
  const auto floods = valley_floods(v_curve(), stated(1), kHundred, 1);
  ASSERT_EQ(floods.size(), 1U);
  EXPECT_NEAR(*floods[0].depth_m, 2, 1e-3) << "three metres of water, one metre above the bed";
  EXPECT_EQ(*floods[0].discharge_m3_s, 87.6113);
  EXPECT_EQ(floods[0].origin, Origin::computed);
}

// In a V the discharge goes with the stage to the power 8/3.
TEST(ValleyFloods, SpreadIsThatOfDischargeRoughnessAndGround) {
  const auto floods = valley_floods(v_curve(), stated(2), kHundred, 1, {.roughness_factor = 1.5, .height_error_m = 0.5});
  const double factor = std::exp(std::hypot(std::log(2.0), std::log(1.5)));
  EXPECT_NEAR(*floods[0].depth_low_m, 3 * std::pow(1 / factor, 3.0 / 8) - 1.5, 0.01);
  EXPECT_NEAR(*floods[0].depth_high_m, 3 * std::pow(factor, 3.0 / 8) - 0.5, 0.01);
}

TEST(ValleyFloods, NoPlaceLiesLowerThanTheBedButForTheErrorOfHeights) {
  const auto floods = valley_floods(v_curve(), stated(1), kHundred, 0, {.roughness_factor = 1, .height_error_m = 0.5, .relief_m = 20});
  EXPECT_NEAR(*floods[0].depth_high_m, 3.5, 0.01);
  EXPECT_EQ(*floods[0].depth_low_m, 0) << "it may stand twenty metres higher";
}

TEST(ValleyFloods, HighGroundIsDry) {
  const auto floods = valley_floods(v_curve(), stated(3), kHundred, 40);
  EXPECT_EQ(*floods[0].depth_m, 0);
  EXPECT_EQ(*floods[0].depth_high_m, 0);
}

TEST(ValleyFloods, BeyondTheRatingCurveIsUnknownAndNeverZero) {
  FloodDischarges huge = stated(1);
  huge.table.back().discharge_m3_s = 1e6;
  const auto floods = valley_floods(v_curve(), huge, kHundred, 1);
  EXPECT_FALSE(floods[0].depth_m);
  EXPECT_EQ(floods[0].origin, Origin::unknown);
  EXPECT_EQ(*floods[0].discharge_m3_s, 1e6);
}

TEST(ValleyFloods, RarerFloodsAreDeeper) {
  const std::array<double, 6> periods{10, 20, 50, 100, 200, 500};
  const auto floods = valley_floods(v_curve(), default_discharges(5), periods, 0);
  for (std::size_t i = 1; i < floods.size(); ++i) {
    EXPECT_GT(*floods[i].depth_m, *floods[i - 1].depth_m);
    EXPECT_LE(*floods[i].depth_low_m, *floods[i].depth_m);
    EXPECT_GE(*floods[i].depth_high_m, *floods[i].depth_m);
  }
}

// K 3.5 over 100 km2: 1e6 · (1e-6)^0.65 = 125.9 m3/s.
TEST(DefaultDischarges, AreFrancouAndRodierInHundredYears) {
  const FloodDischarges d = default_discharges(100);
  EXPECT_NEAR(*discharge_of_return_period_m3_s(d.table, 100).value, 125.8925, 1e-3);
  EXPECT_EQ(d.origin, Origin::by_default);
  EXPECT_EQ(d.factor, 3);
  // Gumbel with a coefficient of variation of 0.7: Q10 / Q100 = (0.684977 + 0.545793 · 2.25037) / (0.684977 + 0.545793 · 4.60015).
  EXPECT_NEAR(*discharge_of_return_period_m3_s(d.table, 10).value / 125.8925, 0.5987, 1e-3);
}

TEST(GrownDischarges, AreTheIndexTimesTheGrowth) {
  const FloodDischarges d = grown_discharges(50, {{2, 10, 100}, {0.9, 1.8, 3}}, 2, Origin::computed, "law");
  EXPECT_EQ(d.table.at(2).discharge_m3_s, 150);
  EXPECT_EQ(d.table.at(1).return_period_y, 10);
  EXPECT_EQ(d.factor, 2);
}

}  // namespace
}  // namespace tmfgeo
