// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/rating_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tmfgeo {
namespace {

struct Valley {
  std::vector<float> hand;
  std::vector<float> slope;
  std::vector<float> area;
  ReachCells cells() const { return {hand, slope, area}; }
};

/// A valley in the shape of a V over a reach of 1 km: cells 0.5 m wide to either side, as high as the ground at their middle.
Valley v_valley(double cross_slope) {
  Valley valley;
  for (int i = 0; i < 400; ++i) {
    for (const int side : {0, 1}) {
      (void)side;
      valley.hand.push_back(static_cast<float>((i + 0.5) * 0.5 * cross_slope));
      valley.slope.push_back(static_cast<float>(cross_slope));
      valley.area.push_back(500.0F);
    }
  }
  return valley;
}

RatingCurve curve_of(const Valley& valley, const RatingCurveOptions& options = {.highest_stage_m = 5, .step_m = 0.25}) {
  return synthetic_rating_curve(valley.cells(), {.length_m = 1000, .slope = 0.002, .roughness_n = 0.06}, options);
}

// A = h^2 / s, P = 2 h / s sqrt(1 + s^2): 87.6113 m3/s at 3 m.
TEST(SyntheticRatingCurve, MeetsTheClosedFormOfAVValley) {
  const RatingCurve curve = curve_of(v_valley(0.1));
  EXPECT_NEAR(*discharge_at_stage_m3_s(curve, 3).value / 87.6113, 1, 1e-4);
  EXPECT_EQ(curve.origin, Origin::computed);
  EXPECT_FALSE(curve.repaired_monotone);
  for (std::size_t i = 1; i < curve.stage_m.size(); ++i) {
    const double h = curve.stage_m[i];
    EXPECT_NEAR(curve.flow_area_m2[i], h * h / 0.1, 1e-3 * h * h / 0.1 + 0.02);
    EXPECT_NEAR(curve.wetted_perimeter_m[i], 2 * h / 0.1 * std::sqrt(1.01), 1.01);
  }
}

TEST(SyntheticRatingCurve, AgreesWithPlainSumsOverTheCells) {
  std::mt19937 dice(5);
  std::uniform_real_distribution<float> height(-0.5F, 12.0F);
  std::uniform_real_distribution<float> slope(0.0F, 0.8F);
  Valley valley;
  for (int i = 0; i < 3000; ++i) {
    valley.hand.push_back(i % 97 == 0 ? std::nanf("") : height(dice));
    valley.slope.push_back(i % 89 == 0 ? std::nanf("") : slope(dice));
    valley.area.push_back(900);
  }
  const RatingCurve curve = synthetic_rating_curve(valley.cells(), {.length_m = 7000, .slope = 0.004, .roughness_n = 0.05}, {.highest_stage_m = 10, .step_m = 0.5});
  double held = 0;
  for (std::size_t s = 0; s < curve.stage_m.size(); ++s) {
    double volume = 0;
    double bed = 0;
    for (std::size_t i = 0; i < valley.hand.size(); ++i) {
      if (std::isnan(valley.hand[i])) continue;
      const double h = std::max(static_cast<double>(valley.hand[i]), 0.0);
      const double t = std::isnan(valley.slope[i]) ? 0 : static_cast<double>(valley.slope[i]);
      if (h < curve.stage_m[s]) {
        volume += 900 * (curve.stage_m[s] - h);
        bed += 900 * std::sqrt(1 + t * t);
      }
    }
    const double area = volume / 7000;
    const double q = bed > 0 ? area * std::pow(area / (bed / 7000), 2.0 / 3) * std::sqrt(0.004) / 0.05 : 0;
    held = std::max(held, q);
    EXPECT_NEAR(curve.discharge_m3_s[s], held, 1e-9 * (1 + held));
  }
}

TEST(SyntheticRatingCurve, TurnsBackFromDischargeToStage) {
  const RatingCurve curve = curve_of(v_valley(0.1));
  for (const double stage : {0.25, 0.6, 1.0, 2.37, 5.0}) {
    const auto q = discharge_at_stage_m3_s(curve, stage);
    EXPECT_NEAR(*stage_at_discharge_m(curve, *q.value).value, stage, 1e-9);
  }
  EXPECT_EQ(*stage_at_discharge_m(curve, 0).value, 0);
}

TEST(SyntheticRatingCurve, HoldsDischargeWhereAFloodPlainGetsWetAndSaysSo) {
  Valley valley;
  for (int i = 0; i < 20; ++i) {  // a channel 20 m wide and 3 m deep
    valley.hand.push_back(0);
    valley.slope.push_back(0);
    valley.area.push_back(1000);
  }
  for (int i = 0; i < 2000; ++i) {  // a plain 2 km wide
    valley.hand.push_back(3);
    valley.slope.push_back(0);
    valley.area.push_back(1000);
  }
  const RatingCurve curve = curve_of(valley, {.highest_stage_m = 6, .step_m = 0.1});
  EXPECT_TRUE(curve.repaired_monotone);
  for (std::size_t i = 1; i < curve.stage_m.size(); ++i) EXPECT_GE(curve.discharge_m3_s[i], curve.discharge_m3_s[i - 1]);
  const double held = *discharge_at_stage_m3_s(curve, 3).value;
  EXPECT_LE(*stage_at_discharge_m(curve, held).value, 3.0 + 1e-9);
}

TEST(SyntheticRatingCurve, IsUnknownBeyondItselfAndWithoutCells) {
  const RatingCurve curve = curve_of(v_valley(0.1));
  EXPECT_FALSE(discharge_at_stage_m3_s(curve, 5.1).value);
  EXPECT_FALSE(discharge_at_stage_m3_s(curve, -0.1).value);
  EXPECT_FALSE(discharge_at_stage_m3_s(curve, std::nan("")).value);
  EXPECT_FALSE(stage_at_discharge_m(curve, 1e9).value);
  const Valley dry{.hand = {std::nanf("")}, .slope = {0}, .area = {1}};
  EXPECT_TRUE(curve_of(dry).empty());
  EXPECT_FALSE(stage_at_discharge_m(curve_of(dry), 1).value);
  const Valley valley = v_valley(0.1);
  EXPECT_EQ(synthetic_rating_curve(valley.cells(), {.length_m = 0, .slope = 0.01, .roughness_n = 0.05}).note, "the reach has no length");
}

TEST(SyntheticRatingCurve, SaysWhereItRestsOnDefaults) {
  const Valley valley = v_valley(0.1);
  const auto curve = synthetic_rating_curve(valley.cells(), {.length_m = 1000, .slope = 0, .roughness_n = 0});
  EXPECT_EQ(curve.origin, Origin::by_default);
  EXPECT_EQ(curve.note, "default roughness, smallest slope");
}

TEST(DepthsAtStage, AreStageMinusHeightAndUnknownStaysUnknown) {
  const std::vector<float> hand{0, 1, 2.5F, std::nanf("")};
  const auto depths = depths_at_stage_m(hand, 2);
  EXPECT_FLOAT_EQ(depths[0], 2);
  EXPECT_FLOAT_EQ(depths[1], 1);
  EXPECT_FLOAT_EQ(depths[2], 0);
  EXPECT_TRUE(std::isnan(depths[3]));
}

}  // namespace
}  // namespace tmfgeo
