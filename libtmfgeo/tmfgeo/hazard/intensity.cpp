// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/intensity.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

double intensity_at(double magnitude, double epicentral_km, double depth_km, double a1, double a2, double a3, double a4) {
  const double slant_km = std::hypot(epicentral_km, depth_km);
  return a1 * magnitude + a2 - a3 * std::log10(slant_km / depth_km) - a4 * (slant_km - depth_km);
}

}  // namespace

std::optional<IntensityMeasure> parse_intensity_measure(std::string_view text) {
  const std::string word = lower_ascii(trimmed(text));
  if (word == "pga") return kPga;
  if (word == "pgv") return kPgv;
  if (!word.starts_with("sa(") || !word.ends_with(")")) return std::nullopt;
  const ParsedNumber period = parse_number(std::string_view(word).substr(3, word.size() - 4));
  if (!period.value || *period.value <= 0) return std::nullopt;
  return spectral_acceleration(*period.value);
}

std::string to_text(const IntensityMeasure& measure) {
  switch (measure.kind) {
    case IntensityKind::pga: return "PGA";
    case IntensityKind::pgv: return "PGV";
    case IntensityKind::sa: return "SA(" + shortest(measure.period_s) + ")";
  }
  return "";
}

std::string_view unit_of(const IntensityMeasure& measure) { return measure.kind == IntensityKind::pgv ? "cm/s" : "g"; }

FeltIntensity intensity_from_pga(double pga_g) {
  TMFGEO_EXPECTS(pga_g > 0);
  const double x = std::log10(pga_g * kGravityCmPerS2);
  return {std::clamp(x <= 1.57 ? 1.78 + 1.55 * x : -1.60 + 3.70 * x, 1.0, 10.0), 0.66};
}

FeltIntensity intensity_from_pgv(double pgv_cm_s) {
  TMFGEO_EXPECTS(pgv_cm_s > 0);
  const double x = std::log10(pgv_cm_s);
  return {std::clamp(x <= 0.53 ? 3.78 + 1.47 * x : 2.89 + 3.16 * x, 1.0, 10.0), 0.63};
}

FeltIntensity intensity_bindi11(double magnitude, double epicentral_km, double depth_km) {
  TMFGEO_EXPECTS(depth_km > 0);
  return {intensity_at(magnitude, epicentral_km, depth_km, 0.898, 1.215, 1.809, 0.003447), 0.737};
}

FeltIntensity intensity_bindi11_fixed_depth(double magnitude, double epicentral_km) {
  return {intensity_at(magnitude, epicentral_km, 15, 1.049, 0.686, 2.706, 0.0001811), 0.689};
}

}  // namespace tmfgeo
