// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/losses.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr double kWaterDensity_kg_m3 = 1000;
constexpr double kViscosity_m2_s = 1.3e-6;  // of water at 10 °C
constexpr double kYear_s = 365.25 * 86400;

}  // namespace

double decay_at(double decay_20_per_s, double theta, double temperature_c) {
  return decay_20_per_s * std::pow(theta, temperature_c - 20);
}

double dissolved_share(double sorption_l_kg, double suspended_solids_mg_l) {
  TMFGEO_EXPECTS(sorption_l_kg >= 0 && suspended_solids_mg_l >= 0);
  return 1 / (1 + sorption_l_kg * suspended_solids_mg_l * 1e-6);
}

double settling_velocity_m_s(double grain_um, double particle_density_kg_m3) {
  TMFGEO_EXPECTS(grain_um > 0 && particle_density_kg_m3 > kWaterDensity_kg_m3);
  const double grain_m = grain_um * 1e-6;
  const double weight = (particle_density_kg_m3 / kWaterDensity_kg_m3 - 1) * kStandardGravity_m_s2;
  if (grain_um <= 100) return weight * grain_m * grain_m / (18 * kViscosity_m2_s);
  if (grain_um > 1000) return 1.1 * std::sqrt(weight * grain_m);
  const double grain_number = 0.01 * weight * grain_m * grain_m * grain_m / (kViscosity_m2_s * kViscosity_m2_s);
  return 10 * kViscosity_m2_s / grain_m * (std::sqrt(1 + grain_number) - 1);
}

double bed_stress_pa(double depth_m, double slope) { return kWaterDensity_kg_m3 * kStandardGravity_m_s2 * depth_m * slope; }

double deposition_share(double stress_pa) { return std::max(0.0, 1 - stress_pa / kDepositionStress_pa); }

double trap_efficiency(double residence_s) {
  if (!(residence_s > 0)) return 0;
  return std::clamp(1 - 0.05 / std::sqrt(residence_s / kYear_s), 0.0, 1.0);
}

double diluted(double concentration, double discharge_before_m3_s, double discharge_after_m3_s) {
  TMFGEO_EXPECTS(discharge_after_m3_s > 0);
  return concentration * discharge_before_m3_s / discharge_after_m3_s;
}

}  // namespace tmfgeo
