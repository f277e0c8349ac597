// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/hydraulics.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

double two_year_flood_m3_s(double mean_discharge_m3_s) {
  TMFGEO_EXPECTS(mean_discharge_m3_s > 0);
  return std::max(6 * std::pow(mean_discharge_m3_s, 0.9), 2 * mean_discharge_m3_s);
}

Section bankfull_section(double two_year_flood_m3_s) {
  TMFGEO_EXPECTS(two_year_flood_m3_s > 0);
  return {7.2 * std::pow(two_year_flood_m3_s, 0.50), 0.27 * std::pow(two_year_flood_m3_s, 0.30)};
}

Section section_at(const Section& bankfull, double two_year_flood_m3_s, double discharge_m3_s) {
  TMFGEO_EXPECTS(two_year_flood_m3_s > 0 && discharge_m3_s > 0);
  const double share = discharge_m3_s / two_year_flood_m3_s;
  return {bankfull.width_m * std::pow(share, kWidthPower), bankfull.depth_m * std::pow(share, 0.40)};
}

double manning_depth_m(double discharge_m3_s, double width_m, double slope, double roughness_n) {
  TMFGEO_EXPECTS(discharge_m3_s > 0 && width_m > 0 && slope > 0 && roughness_n > 0);
  return std::pow(roughness_n * discharge_m3_s / (width_m * std::sqrt(slope)), 0.6);
}

double stream_depth_m(double discharge_m3_s, double width_m, double slope, double roughness_n) {
  const double depth = manning_depth_m(discharge_m3_s, width_m, slope, roughness_n);
  if (slope < kSteepSlope) return depth;
  // n falls with depth: h^(5/3 + 0.16) on one side.
  const double rough = 0.32 * std::pow(slope, 0.38);
  const double steep = std::pow(rough * discharge_m3_s / (width_m * std::sqrt(slope)), 1 / (5.0 / 3 + 0.16));
  return std::max(depth, steep);
}

double depth_in_width_m(const Section& section, double width_m) {
  TMFGEO_EXPECTS(section.width_m > 0 && section.depth_m > 0 && width_m > 0);
  return section.depth_m * std::pow(section.width_m / width_m, 0.6);
}

double kinematic_celerity_m_s(double velocity_m_s) { return 5 * velocity_m_s / 3; }

double wave_diffusion_m2_s(double discharge_m3_s, double width_m, double slope) {
  TMFGEO_EXPECTS(width_m > 0 && slope > 0);
  return discharge_m3_s / (2 * width_m * slope);
}

double slope_from_area(double area_km2) {
  TMFGEO_EXPECTS(area_km2 > 0);
  return std::clamp(0.03 * std::pow(area_km2, -0.45), kLeastSlope, kLargestSlope);
}

double area_from_length_km2(double length_m) { return std::pow(length_m / 1270, 1 / 0.6); }

double discharge_by_area(double gauge_m3_s, double gauge_area_km2, double area_km2, double power) {
  TMFGEO_EXPECTS(gauge_m3_s > 0 && gauge_area_km2 > 0 && area_km2 > 0);
  return gauge_m3_s * std::pow(area_km2 / gauge_area_km2, power);
}

}  // namespace tmfgeo
