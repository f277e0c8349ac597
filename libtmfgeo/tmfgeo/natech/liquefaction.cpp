// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/liquefaction.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"

namespace tmfgeo {
namespace {

constexpr double kAtmosphere_kpa = 101.325;
constexpr double kDeepest_m = 20;     // the stress reduction was fitted to there
constexpr double kLargestSpt = 37.5;  // the triggering curves rise steeply beyond: ground too dense to liquefy
constexpr double kLargestCpt = 211;
constexpr double kSigmaSpt = 0.13;  // of ln resistance; the factor of safety's curve lies one below the middle
constexpr double kSigmaCpt = 0.20;

}  // namespace

double stress_reduction(double depth_m, double magnitude) {
  TMFGEO_EXPECTS(depth_m >= 0);
  const double a = -1.012 - 1.126 * std::sin(depth_m / 11.73 + 5.133);
  const double b = 0.106 + 0.118 * std::sin(depth_m / 11.28 + 5.142);
  return std::min(std::exp(a + b * magnitude), 1.0);
}

double cyclic_resistance_75(Sounding kind, double resistance) {
  TMFGEO_EXPECTS(resistance > 0);
  const double x = resistance;
  if (kind == Sounding::spt) {
    return std::exp(x / 14.1 + std::pow(x / 126, 2) - std::pow(x / 23.6, 3) + std::pow(x / 25.4, 4) - 2.8);
  }
  return std::exp(x / 113 + std::pow(x / 1000, 2) - std::pow(x / 140, 3) + std::pow(x / 137, 4) - 2.8);
}

double liquefaction_magnitude_scaling(Sounding kind, double resistance, double magnitude) {
  TMFGEO_EXPECTS(resistance > 0);
  const double density = kind == Sounding::spt ? std::pow(resistance / 31.5, 2) : std::pow(resistance / 180, 3);
  const double largest = std::min(1.09 + density, 2.2);
  return 1 + (largest - 1) * (8.64 * std::exp(-magnitude / 4) - 1.325);
}

double overburden_factor(Sounding kind, double resistance, double effective_stress_kpa) {
  TMFGEO_EXPECTS(resistance > 0 && effective_stress_kpa > 0);
  const double denominator =
      kind == Sounding::spt ? 18.9 - 2.55 * std::sqrt(resistance) : 37.3 - 8.27 * std::pow(resistance, 0.264);
  const double c = denominator > 1 / 0.3 ? 1 / denominator : 0.3;
  return std::min(1 - c * std::log(effective_stress_kpa / kAtmosphere_kpa), 1.1);
}

LiquefactionCheck check_liquefaction(const SoundingPoint& point, double pga_g, double magnitude) {
  TMFGEO_EXPECTS(point.total_stress_kpa > 0 && point.effective_stress_kpa > 0 && pga_g > 0);
  LiquefactionCheck check;
  check.cyclic_stress_ratio =
      0.65 * point.total_stress_kpa / point.effective_stress_kpa * pga_g * stress_reduction(point.depth_m, magnitude);
  check.cyclic_resistance_ratio = cyclic_resistance_75(point.kind, point.resistance) *
                                  liquefaction_magnitude_scaling(point.kind, point.resistance, magnitude) *
                                  overburden_factor(point.kind, point.resistance, point.effective_stress_kpa);
  check.factor_of_safety = check.cyclic_resistance_ratio / check.cyclic_stress_ratio;
  const double largest = point.kind == Sounding::spt ? kLargestSpt : kLargestCpt;
  if (point.depth_m > kDeepest_m || point.resistance > largest) check.origin = Origin::extrapolated;
  return check;
}

double liquefaction_index(const SoundingPoint& point, double pga_g, double magnitude) {
  const double sigma = point.kind == Sounding::spt ? kSigmaSpt : kSigmaCpt;
  return -std::log(check_liquefaction(point, pga_g, magnitude).factor_of_safety) / sigma - 1;
}

double liquefaction_probability(const SoundingPoint& point, double pga_g, double magnitude) {
  TMFGEO_EXPECTS(pga_g >= 0);
  return pga_g > 0 ? normal_cdf(liquefaction_index(point, pga_g, magnitude)) : 0;
}

double natural_liquefaction_probability(const NaturalGround& ground) {
  TMFGEO_EXPECTS(ground.vs30_m_s > 0);
  if (ground.pgv_cm_s < 3 || ground.vs30_m_s > 620) return 0;
  const double x = 8.801 + 0.334 * std::log(ground.pgv_cm_s) - 1.918 * std::log(ground.vs30_m_s) +
                   0.0005408 * ground.precipitation_mm - 0.2054 * ground.water_distance_km - 0.0333 * ground.water_table_m;
  return 1 / (1 + std::exp(-x));
}

double liquefied_area_pct(double probability) {
  TMFGEO_EXPECTS(probability >= 0 && probability <= 1);
  const double d = 1 + 42.40 * std::exp(-9.165 * probability);
  return 49.15 / (d * d);
}

double class_magnitude_scaling(double magnitude) {
  TMFGEO_EXPECTS(magnitude > 0);
  return std::pow(10, 2.24) / std::pow(magnitude, 2.56);
}

Screening screen_pseudo_static(const SlopeState& state, double pga_rock_g, const SlopeDefaults& defaults) {
  TMFGEO_EXPECTS(pga_rock_g >= 0);
  constexpr double kStrength = 0.8;
  SlopeState weaker = state;
  // A yield acceleration alone does not tell what is left of it at eight tenths of the strength.
  weaker.yield_acceleration_g.reset();
  if (weaker.friction_deg) {
    weaker.friction_deg = std::atan(kStrength * std::tan(*weaker.friction_deg * std::numbers::pi / 180)) * 180 / std::numbers::pi;
  }
  if (weaker.cohesion_kpa) *weaker.cohesion_kpa *= kStrength;
  if (weaker.factor_of_safety) *weaker.factor_of_safety *= kStrength;
  const YieldAcceleration left = yield_acceleration(weaker, defaults);
  if (left.origin == Origin::unknown) return Screening::unknown;
  return left.stands && *left.value_g >= 0.5 * pga_rock_g ? Screening::passes : Screening::fails;
}

}  // namespace tmfgeo
