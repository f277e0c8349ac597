// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// Solves ln y - y + 1 = -x from outside its arch: Newton's steps then never pass the answer.
double arch_end(double x, double start) {
  if (!(x > 0)) return 1;
  double y = start;
  for (int i = 0; i < 8; ++i) y -= (std::log(y) - y + 1 + x) / (1 / y - 1);
  return y;
}

}  // namespace

double Moments::skew() const { return variance_s2 > 0 ? third_s3 / std::pow(variance_s2, 1.5) : 0; }

Moments advection_dispersion_moments(double length_m, double velocity_m_s, double dispersion_m2_s) {
  TMFGEO_EXPECTS(velocity_m_s > 0);
  const double time = length_m / velocity_m_s;
  const double spread = dispersion_m2_s / (velocity_m_s * velocity_m_s);
  return {time, 2 * spread * time, 12 * spread * spread * time};
}

Moments transient_storage_moments(double length_m, double velocity_m_s, double dispersion_m2_s, double storage_ratio,
                                  double exchange_per_s) {
  TMFGEO_EXPECTS(exchange_per_s > 0);
  const double b = storage_ratio;
  Moments m = advection_dispersion_moments(length_m, velocity_m_s, dispersion_m2_s);
  const double time = m.mean_s;
  const double spread = dispersion_m2_s / (velocity_m_s * velocity_m_s);
  m.mean_s *= 1 + b;
  m.variance_s2 = m.variance_s2 * (1 + b) * (1 + b) + 2 * time * b * b / exchange_per_s;
  m.third_s3 = m.third_s3 * (1 + b) * (1 + b) * (1 + b) + 12 * spread * time * b * b * (1 + b) / exchange_per_s +
               6 * time * b * b * b / (exchange_per_s * exchange_per_s);
  return m;
}

Moments release_moments(double duration_s) { return {duration_s / 2, duration_s * duration_s / 12, 0}; }

Moments lake_moments(double residence_s) {
  const double square = residence_s * residence_s;
  return {residence_s, square / 2, square * residence_s / 2};
}

GammaShape::GammaShape(double skew) {
  const double used = std::clamp(skew, kLeastSkew, kLargestSkew);
  shape_minus_1_ = 4 / (used * used) - 1;
  rise_ = 1;
  fall_ = 1;
  rise_ = rise_at(std::numbers::ln10);
  fall_ = fall_at(std::numbers::ln10);
}

double GammaShape::rising(double u) const {
  const double y = 1 - rise_ * u;
  return y > 0 ? std::exp(shape_minus_1_ * (std::log(y) - y + 1)) : 0;
}

double GammaShape::falling(double u) const {
  const double y = 1 + fall_ * u;
  return std::exp(shape_minus_1_ * (std::log(y) - y + 1));
}

double GammaShape::rise_at(double x) const {
  const double scaled = x / shape_minus_1_;
  return (1 - arch_end(scaled, std::max(std::exp(-1 - scaled), 1 - std::sqrt(2 * scaled)))) / rise_;
}

double GammaShape::fall_at(double x) const {
  const double scaled = x / shape_minus_1_;
  return (arch_end(scaled, 1 + std::sqrt(2 * scaled) + scaled) - 1) / fall_;
}

double slug_concentration(double mass_kg, double area_m2, double dispersion_m2_s, double velocity_m_s, double x_m, double t_s) {
  TMFGEO_EXPECTS(area_m2 > 0 && dispersion_m2_s > 0 && t_s > 0);
  const double away = x_m - velocity_m_s * t_s;
  const double spread = 4 * dispersion_m2_s * t_s;
  return mass_kg / (area_m2 * std::sqrt(std::numbers::pi * spread)) * std::exp(-away * away / spread);
}

double step_concentration(double dispersion_m2_s, double velocity_m_s, double x_m, double t_s) {
  TMFGEO_EXPECTS(dispersion_m2_s > 0 && velocity_m_s > 0 && t_s > 0);
  const double width = 2 * std::sqrt(dispersion_m2_s * t_s);
  const double behind = (x_m - velocity_m_s * t_s) / width;
  const double mirrored = (x_m + velocity_m_s * t_s) / width;
  // exp grows beyond all numbers where erfc falls below all of them; their product stays small.
  const double power = velocity_m_s * x_m / dispersion_m2_s;
  const double image = power < 500 ? std::exp(power) * std::erfc(mirrored)
                                   : std::exp(power - mirrored * mirrored) / (mirrored * std::sqrt(std::numbers::pi));
  return (std::erfc(behind) + image) / 2;
}

}  // namespace tmfgeo
