// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/yield_acceleration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace tmfgeo {
namespace {

double rad(double degrees) { return degrees * std::numbers::pi / 180; }

/// Pseudo-static factor of safety of the same slope under a horizontal acceleration.
double pseudo_static_safety(double slope, double friction, double cohesion, double weight, double depth, double k) {
  const double c = cohesion / (weight * depth * std::pow(std::cos(rad(slope)), 2));
  const double t = std::tan(rad(slope));
  return (c + (1 - k * t) * std::tan(rad(friction))) / (t + k);
}

TEST(InfiniteSlope, YieldsWhereThePseudoStaticFactorOfSafetyIsOne) {
  for (const double slope : {5.0, 18.0, 27.0}) {
    for (const double cohesion : {0.0, 10.0, 40.0}) {
      const double k = infinite_slope_yield_g(slope, 33, cohesion, 19, 8);
      EXPECT_NEAR(pseudo_static_safety(slope, 33, cohesion, 19, 8, k), 1, 1e-12);
    }
  }
}

TEST(InfiniteSlope, HasTheValueWorkedByHand) { EXPECT_NEAR(infinite_slope_yield_g(20, 32, 10, 19, 5), 0.30967611, 1e-8); }

TEST(BlockYield, IsTheExcessOfSafetyTimesTheSineOfTheSlope) {
  EXPECT_NEAR(block_yield_g(1.5, 18), 0.1545084972, 1e-10);
  EXPECT_EQ(block_yield_g(1, 18), 0);
  EXPECT_LT(block_yield_g(0.9, 18), 0);
}

TEST(YieldAcceleration, PrefersWhatIsGivenToStrengthToFactorOfSafety) {
  SlopeState state{.yield_acceleration_g = 0.2, .yield_sigma_ln = {}, .factor_of_safety = 1.5, .slope_deg = 18, .friction_deg = 32,
                   .cohesion_kpa = 10, .unit_weight_kn_m3 = 19, .slip_depth_m = 5};
  const auto given = yield_acceleration(state);
  EXPECT_EQ(given.method, YieldMethod::given);
  EXPECT_EQ(given.origin, Origin::given);
  EXPECT_EQ(given.value_g, 0.2);
  EXPECT_EQ(given.sigma_ln, SlopeDefaults{}.given_sigma_ln);
  state.yield_acceleration_g.reset();
  const auto strength = yield_acceleration(state);
  EXPECT_EQ(strength.method, YieldMethod::infinite_slope);
  EXPECT_EQ(strength.origin, Origin::computed);
  state.friction_deg.reset();
  const auto safety = yield_acceleration(state);
  EXPECT_EQ(safety.method, YieldMethod::factor_of_safety);
  EXPECT_NEAR(*safety.value_g, 0.1545084972, 1e-10);
  EXPECT_NEAR(safety.sigma_ln, 0.1 / 0.5, 1e-12);  // spread of the factor over its excess
}

TEST(YieldAcceleration, SaysWhichDefaultsItRestsOn) {
  const auto no_slope = yield_acceleration({.factor_of_safety = 1.4});
  EXPECT_EQ(no_slope.origin, Origin::by_default);
  EXPECT_EQ(no_slope.note, "default slope");
  EXPECT_NEAR(*no_slope.value_g, 0.4 * std::sin(std::atan(1.0 / 3)), 1e-6);
  const auto no_cohesion = yield_acceleration({.slope_deg = 15, .friction_deg = 30});
  EXPECT_EQ(no_cohesion.origin, Origin::by_default);
  EXPECT_EQ(no_cohesion.note, "no cohesion counted");
  const auto no_weight = yield_acceleration({.slope_deg = 15, .friction_deg = 30, .cohesion_kpa = 5, .slip_depth_m = 4});
  EXPECT_EQ(no_weight.note, "default unit weight");
}

TEST(YieldAcceleration, StaysUnknownWithoutAnythingToStandOn) {
  for (const SlopeState& state : {SlopeState{}, SlopeState{.slope_deg = 18}, SlopeState{.friction_deg = 30, .cohesion_kpa = 5},
                                  SlopeState{.factor_of_safety = std::nan("")}, SlopeState{.yield_acceleration_g = 0.0},
                                  SlopeState{.factor_of_safety = -1}}) {
    const auto answer = yield_acceleration(state);
    EXPECT_EQ(answer.origin, Origin::unknown);
    EXPECT_FALSE(answer.value_g);
    EXPECT_FALSE(answer.note.empty());
  }
}

TEST(YieldAcceleration, TellsASlopeThatDoesNotStandFromAnUnknownOne) {
  const auto unsafe = yield_acceleration({.factor_of_safety = 0.95, .slope_deg = 20});
  EXPECT_FALSE(unsafe.stands);
  EXPECT_FALSE(unsafe.value_g);
  EXPECT_EQ(unsafe.origin, Origin::computed);
}

TEST(YieldAcceleration, GrowsWithFrictionCohesionAndSafetyAndFallsWithSlope) {
  EXPECT_GT(infinite_slope_yield_g(20, 35, 10, 19, 5), infinite_slope_yield_g(20, 32, 10, 19, 5));
  EXPECT_GT(infinite_slope_yield_g(20, 32, 12, 19, 5), infinite_slope_yield_g(20, 32, 10, 19, 5));
  EXPECT_LT(infinite_slope_yield_g(25, 32, 10, 19, 5), infinite_slope_yield_g(20, 32, 10, 19, 5));
  EXPECT_LT(yield_acceleration({.factor_of_safety = 1.05, .slope_deg = 20}).value_g, yield_acceleration({.factor_of_safety = 1.5, .slope_deg = 20}).value_g);
  EXPECT_EQ(yield_acceleration({.factor_of_safety = 1.001, .slope_deg = 20}).sigma_ln, SlopeDefaults{}.largest_sigma_ln);
}

}  // namespace
}  // namespace tmfgeo
