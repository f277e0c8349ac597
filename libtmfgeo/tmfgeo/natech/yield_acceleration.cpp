// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/yield_acceleration.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

bool positive(const std::optional<double>& value) { return value && std::isfinite(*value) && *value > 0; }
bool below_right_angle(const std::optional<double>& degrees) {
  return degrees && std::isfinite(*degrees) && *degrees >= 0 && *degrees < 90;
}

struct Slope {
  double deg;
  Origin origin;
  std::string note;
};

Slope slope_of(const SlopeState& state, const SlopeDefaults& defaults) {
  if (below_right_angle(state.slope_deg) && *state.slope_deg > 0) return {*state.slope_deg, Origin::computed, ""};
  return {defaults.slope_deg, Origin::by_default, "default slope"};
}

YieldAcceleration from_number(double yield_g, double sd_g, const SlopeDefaults& defaults) {
  YieldAcceleration result;
  result.stands = yield_g > 0;
  if (!result.stands) return result;
  result.value_g = yield_g;
  result.sigma_ln = std::min(sd_g / yield_g, defaults.largest_sigma_ln);
  return result;
}

/// Strength needs friction; cohesion needs the thickness it acts over.
bool has_strength(const SlopeState& state) {
  if (!below_right_angle(state.friction_deg)) return false;
  return !positive(state.cohesion_kpa) || positive(state.slip_depth_m);
}

YieldAcceleration from_strength(const SlopeState& state, const SlopeDefaults& defaults) {
  const Slope slope = slope_of(state, defaults);
  const double cohesion = positive(state.cohesion_kpa) ? *state.cohesion_kpa : 0;
  const double depth = cohesion > 0 ? *state.slip_depth_m : 1;
  const bool weight_known = positive(state.unit_weight_kn_m3);
  const double weight = weight_known ? *state.unit_weight_kn_m3 : defaults.unit_weight_kn_m3;
  const auto yield = [&](double friction, double c) {
    return infinite_slope_yield_g(slope.deg, std::clamp(friction, 0.0, 89.0), c, weight, depth);
  };
  const double friction = *state.friction_deg;
  const double by_friction =
      (yield(friction + defaults.friction_sd_deg, cohesion) - yield(friction - defaults.friction_sd_deg, cohesion)) / 2;
  const double by_cohesion = yield(friction, cohesion * (1 + defaults.cohesion_cv)) - yield(friction, cohesion);
  YieldAcceleration result = from_number(yield(friction, cohesion), std::hypot(by_friction, by_cohesion), defaults);
  result.method = YieldMethod::infinite_slope;
  result.origin = slope.origin;
  result.note = slope.note;
  const auto rests_on = [&](const std::string& what) {
    result.origin = Origin::by_default;
    result.note += (result.note.empty() ? "" : ", ") + what;
  };
  if (cohesion > 0 && !weight_known) rests_on("default unit weight");
  if (!state.cohesion_kpa) rests_on("no cohesion counted");
  return result;
}

YieldAcceleration from_safety(const SlopeState& state, const SlopeDefaults& defaults) {
  const Slope slope = slope_of(state, defaults);
  YieldAcceleration result = from_number(block_yield_g(*state.factor_of_safety, slope.deg),
                                         defaults.factor_of_safety_sd * std::sin(radians(slope.deg)), defaults);
  result.method = YieldMethod::factor_of_safety;
  result.origin = slope.origin;
  result.note = slope.note;
  return result;
}

}  // namespace

double infinite_slope_yield_g(double slope_deg, double friction_deg, double cohesion_kpa, double unit_weight_kn_m3,
                              double slip_depth_m) {
  TMFGEO_EXPECTS(slope_deg >= 0 && slope_deg < 90 && friction_deg >= 0 && friction_deg < 90);
  TMFGEO_EXPECTS(cohesion_kpa >= 0 && unit_weight_kn_m3 > 0 && slip_depth_m > 0);
  const double slope = radians(slope_deg);
  const double friction = radians(friction_deg);
  const double cosine = std::cos(slope);
  return std::tan(friction - slope) + cohesion_kpa / (unit_weight_kn_m3 * slip_depth_m * cosine * cosine *
                                                      (1 + std::tan(friction) * std::tan(slope)));
}

double block_yield_g(double factor_of_safety, double slope_deg) {
  TMFGEO_EXPECTS(slope_deg >= 0 && slope_deg < 90);
  return (factor_of_safety - 1) * std::sin(radians(slope_deg));
}

YieldAcceleration yield_acceleration(const SlopeState& state, const SlopeDefaults& defaults) {
  if (positive(state.yield_acceleration_g)) {
    const double sigma = state.yield_sigma_ln.value_or(defaults.given_sigma_ln);
    return {.value_g = state.yield_acceleration_g, .sigma_ln = std::max(sigma, 0.0), .stands = true,
            .method = YieldMethod::given, .origin = Origin::given, .note = ""};
  }
  if (has_strength(state)) return from_strength(state, defaults);
  if (positive(state.factor_of_safety)) return from_safety(state, defaults);
  YieldAcceleration unknown;
  unknown.note = below_right_angle(state.friction_deg) ? "thickness of the moving layer is not known"
                                                       : "neither yield acceleration, strength nor factor of safety is known";
  return unknown;
}

}  // namespace tmfgeo
