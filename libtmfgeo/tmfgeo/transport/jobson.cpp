// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/jobson.h"

#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

/// D_a^1.25 sqrt(g) / Q: the drainage area without dimension.
double area_number(double area_m2, double discharge_m3_s) {
  return std::pow(area_m2, 1.25) * std::sqrt(kStandardGravity_m_s2) / discharge_m3_s;
}

}  // namespace

PeakVelocity peak_velocity_from_slope(double area_m2, double discharge_m3_s, double mean_discharge_m3_s, double slope) {
  TMFGEO_EXPECTS(area_m2 > 0 && discharge_m3_s > 0 && mean_discharge_m3_s > 0 && slope > 0);
  const double product = std::pow(area_number(area_m2, mean_discharge_m3_s), 0.919) *
                         std::pow(discharge_m3_s / mean_discharge_m3_s, -0.469) * std::pow(slope, 0.159) * discharge_m3_s / area_m2;
  return {0.094 + 0.0143 * product, 0.25 + 0.02 * product};
}

PeakVelocity peak_velocity_from_mean(double area_m2, double discharge_m3_s, double mean_discharge_m3_s) {
  TMFGEO_EXPECTS(area_m2 > 0 && discharge_m3_s > 0 && mean_discharge_m3_s > 0);
  const double product = std::pow(area_number(area_m2, mean_discharge_m3_s), 0.821) *
                         std::pow(discharge_m3_s / mean_discharge_m3_s, -0.465) * discharge_m3_s / area_m2;
  return {0.020 + 0.051 * product, 0.2 + 0.093 * product};
}

PeakVelocity peak_velocity_from_discharge(double area_m2, double discharge_m3_s) {
  TMFGEO_EXPECTS(area_m2 > 0 && discharge_m3_s > 0);
  const double product = std::pow(area_number(area_m2, discharge_m3_s), 0.595) * discharge_m3_s / area_m2;
  return {0.152 + 8.1 * product, 0.2 + 40 * product};
}

UnitPeakLaw unit_peak_law(double discharge_m3_s, double mean_discharge_m3_s) {
  TMFGEO_EXPECTS(discharge_m3_s > 0 && mean_discharge_m3_s > 0);
  return {857e-6, 0.760 * std::pow(discharge_m3_s / mean_discharge_m3_s, -0.079)};
}

UnitPeakLaw unit_peak_law() { return {1025e-6, 0.887}; }

double unit_peak_per_s(const UnitPeakLaw& law, double peak_time_s) {
  TMFGEO_EXPECTS(peak_time_s > 0);
  return law.at_1_h_per_s * std::pow(peak_time_s / 3600, -law.power);
}

double slug_peak_kg_m3(double unit_peak_per_s, double mass_kg, double recovered_share, double discharge_m3_s) {
  TMFGEO_EXPECTS(discharge_m3_s > 0);
  return unit_peak_per_s * mass_kg * recovered_share / discharge_m3_s;
}

double passage_to_tenth_s(double unit_peak_per_s) {
  TMFGEO_EXPECTS(unit_peak_per_s > 0);
  return 2 / unit_peak_per_s;
}

}  // namespace tmfgeo
