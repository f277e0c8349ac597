// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/displacement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr double kAny = 1e9;
constexpr std::string_view kPage = "dam-response";

// Sorted by name; a test holds it to that.
constexpr std::array kModels{
    DisplacementModelRow{DisplacementModel::bray_macedo_2019, "bray-macedo-2019", "Bray and Macedo 2019, shallow crust, all records",
                         "BrayMacedo2019", kPage,
                         "median and sigma confirmed; to confirm: P(D=0) with periods, range", true, true, 1.3,
                         {0.01, 0.8}, {0, 2}, {5.5, 8.2}, {0.002, 3}},
    DisplacementModelRow{DisplacementModel::bray_macedo_2019_ordinary, "bray-macedo-2019-ordinary",
                         "Bray and Macedo 2019, shallow crust, ordinary records, rigid block", "BrayMacedo2019", kPage,
                         "median, sigma and P(D=0) confirmed for a rigid block; to confirm: range", true, false, 0,
                         {0.01, 0.8}, {0, 0.05}, {5.5, 8.2}, {0.002, 3}},
    DisplacementModelRow{DisplacementModel::bray_travasarou_2007, "bray-travasarou-2007", "Bray and Travasarou 2007",
                         "BrayTravasarou2007", kPage, "median, sigma and P(D=0) confirmed; to confirm: range", true, false, 1.5,
                         {0.01, 0.5}, {0, 2}, {5.5, 7.6}, {0.002, 2.7}},
    DisplacementModelRow{DisplacementModel::jibson_2007, "jibson-2007", "Jibson 2007, critical acceleration ratio", "Jibson2007",
                         kPage, "median confirmed; to confirm: sigma", false, false, 0,
                         {0, kAny}, {0, 0.05}, {5.3, 7.6}, {0, kAny}},
    DisplacementModelRow{DisplacementModel::jibson_2007_magnitude, "jibson-2007-magnitude",
                         "Jibson 2007, critical acceleration ratio and magnitude", "Jibson2007", kPage,
                         "median confirmed; to confirm: sigma", true, false, 0, {0, kAny}, {0, 0.05}, {5.3, 7.6}, {0, kAny}},
    DisplacementModelRow{DisplacementModel::rathje_saygili_2009, "rathje-saygili-2009", "Rathje and Saygili 2009, PGA and magnitude",
                         "RathjeSaygili2009", kPage, "median confirmed; to confirm: sigma, range", true, false, 0,
                         {0, kAny}, {0, 0.05}, {4.5, 7.9}, {0, 1}},
};

struct Inputs {
  double ky;
  double period_s;
  double sa;  ///< g; the PGA for rigid blocks
  double magnitude;
  double pgv;
};

Displacement bray_travasarou(const Inputs& in) {
  const double k = std::log(in.ky);
  const double s = std::log(in.sa);
  const bool rigid = in.period_s < 0.05;
  const double zero = normal_exceedance(-1.76 - 3.22 * k - 0.484 * in.period_s * k + 3.52 * s);
  const double mean = (rigid ? -0.22 : -1.10) - 2.83 * k - 0.333 * k * k + 0.566 * k * s + 3.04 * s - 0.244 * s * s +
                      (rigid ? 0 : 1.50 * in.period_s) + 0.278 * (in.magnitude - 7);
  return {zero, std::exp(mean), 0.66};
}

double bray_macedo_zero(const Inputs& in) {
  const double k = std::log(in.ky);
  const double s = std::log(in.sa);
  const double t = in.period_s;
  if (t <= 0.7) return normal_exceedance(-2.48 - 2.97 * k - 0.12 * k * k - 0.72 * t * k + 1.70 * t + 2.78 * s);
  return normal_exceedance(-3.42 - 4.93 * k - 0.30 * k * k - 0.35 * t * k - 0.62 * t + 2.86 * s);
}

Displacement bray_macedo(const Inputs& in) {
  const double k = std::log(in.ky);
  const double s = std::log(in.sa);
  const double t = in.period_s;
  const double by_period = t < 0.1 ? -4.551 - 9.690 * t : -5.894 + 3.152 * t - 0.910 * t * t;
  const double pulse = in.pgv > 115 ? std::log(in.pgv) - 4.75 : 0;
  const double mean = by_period - 2.491 * k - 0.245 * k * k + 0.344 * k * s + 2.703 * s - 0.089 * s * s + 0.607 * in.magnitude + pulse;
  return {bray_macedo_zero(in), std::exp(mean), 0.74};
}

Displacement bray_macedo_ordinary(const Inputs& in) {
  const double k = std::log(in.ky);
  const double s = std::log(in.sa);
  const double mean = -4.684 - 2.482 * k - 0.244 * k * k + 0.344 * k * s + 2.649 * s - 0.090 * s * s + 0.603 * in.magnitude;
  return {bray_macedo_zero({.ky = in.ky, .period_s = 0, .sa = in.sa, .magnitude = in.magnitude, .pgv = 0}), std::exp(mean), 0.72};
}

Displacement jibson(const Inputs& in) {
  const double r = in.ky / in.sa;
  if (r >= 1) return {1, 0, 0};
  return {0, std::pow(10, 0.215) * std::pow(1 - r, 2.341) * std::pow(r, -1.438), 0.51 * std::numbers::ln10};
}

Displacement jibson_magnitude(const Inputs& in) {
  const double r = in.ky / in.sa;
  if (r >= 1) return {1, 0, 0};
  return {0, std::pow(10, -2.710 + 0.424 * in.magnitude) * std::pow(1 - r, 2.335) * std::pow(r, -1.478), 0.454 * std::numbers::ln10};
}

Displacement rathje_saygili(const Inputs& in) {
  const double r = in.ky / in.sa;
  if (r >= 1) return {1, 0, 0};
  const double mean = 4.89 + r * (-4.85 + r * (-19.64 + r * (42.49 - 29.06 * r))) + 0.72 * std::log(in.sa) + 0.89 * (in.magnitude - 6);
  return {0, std::exp(mean), 0.95};
}

Displacement evaluate(DisplacementModel model, const Inputs& in) {
  switch (model) {
    case DisplacementModel::bray_travasarou_2007: return bray_travasarou(in);
    case DisplacementModel::bray_macedo_2019: return bray_macedo(in);
    case DisplacementModel::bray_macedo_2019_ordinary: return bray_macedo_ordinary(in);
    case DisplacementModel::jibson_2007: return jibson(in);
    case DisplacementModel::jibson_2007_magnitude: return jibson_magnitude(in);
    case DisplacementModel::rathje_saygili_2009: return rathje_saygili(in);
  }
  return {};
}

/// Three digits are enough to read, unless they would put the value inside the range.
std::string as_read(double value, const ModelRange& range) {
  if (value == 0 || !std::isfinite(value)) return shortest(value);
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  const double rounded = std::round(value / unit) * unit;
  return range.contains(rounded) ? shortest(value) : readable(rounded);
}

void check_range(std::vector<std::string>& outside, std::string_view what, double value, const ModelRange& range,
                 std::string_view unit) {
  if (range.contains(value)) return;
  std::string text = std::string(what) + " " + as_read(value, range) + std::string(unit) + " beyond " + shortest(range.low) + "..";
  outside.push_back(text + (range.high >= kAny ? "" : shortest(range.high)));
}

std::vector<std::string> outside_range(const DisplacementModelRow& row, const Inputs& in, bool magnitude_known) {
  std::vector<std::string> outside;
  check_range(outside, "ky", in.ky, row.ky_g, " g");
  check_range(outside, "period", in.period_s, row.period_s, " s");
  check_range(outside, row.period_factor > 0 ? "spectral acceleration" : "PGA", in.sa, row.shaking_g, " g");
  if (magnitude_known) check_range(outside, "magnitude", in.magnitude, row.magnitude, "");
  return outside;
}

bool positive(const std::optional<double>& value) { return value && std::isfinite(*value) && *value > 0; }

}  // namespace

std::span<const DisplacementModelRow> displacement_models() { return kModels; }

const DisplacementModelRow& displacement_model(DisplacementModel model) {
  const auto* row = std::find_if(kModels.begin(), kModels.end(), [&](const auto& r) { return r.model == model; });
  TMFGEO_EXPECTS(row != kModels.end());
  return *row;
}

const DisplacementModelRow* find_displacement_model(std::string_view name) {
  const auto* row = std::find_if(kModels.begin(), kModels.end(), [&](const auto& r) { return r.name == name; });
  return row == kModels.end() ? nullptr : row;
}

DisplacementAnswer slope_displacement(DisplacementModel model, double ky_g, double period_s, const Shaking& shaking,
                                      GroundType ground) {
  TMFGEO_EXPECTS(ky_g > 0 && period_s >= 0);
  const DisplacementModelRow& row = displacement_model(model);
  DisplacementAnswer answer;
  if (row.needs_magnitude && !positive(shaking.magnitude)) {
    answer.note = "magnitude is not known";
    return answer;
  }
  const SourcedValue sa = spectral_acceleration_g(shaking, is_rigid(model, period_s) ? 0 : row.period_factor * period_s, ground);
  if (!positive(sa.value)) {
    answer.note = sa.value ? "acceleration is zero" : sa.source;
    return answer;
  }
  const bool pgv_known = positive(shaking.pgv_cm_s);
  const Inputs in{.ky = ky_g, .period_s = period_s, .sa = *sa.value, .magnitude = shaking.magnitude.value_or(0),
                  .pgv = pgv_known ? *shaking.pgv_cm_s : 0};
  answer.value = evaluate(model, in);
  answer.origin = weaker(Origin::computed, sa.origin);
  answer.note = sa.source;
  if (row.needs_pgv && !pgv_known) {
    answer.origin = weaker(answer.origin, Origin::by_default);
    answer.note += ", PGV not known: no near-fault pulse counted";
  }
  answer.outside = outside_range(row, in, positive(shaking.magnitude));
  if (!answer.outside.empty()) answer.origin = weaker(answer.origin, Origin::extrapolated);
  return answer;
}

Displacement displacement_at(DisplacementModel model, double ky_g, double period_s, double acceleration_g, double magnitude, double pgv_cm_s) {
  return evaluate(model, {.ky = ky_g, .period_s = period_s, .sa = acceleration_g, .magnitude = magnitude, .pgv = pgv_cm_s});
}

bool is_rigid(DisplacementModel model, double period_s) {
  // Below 0.05 s Bray and Travasarou take the mass as rigid and the PGA.
  return displacement_model(model).period_factor == 0 || (model == DisplacementModel::bray_travasarou_2007 && period_s < 0.05);
}

double displacement_exceedance(const Displacement& displacement, double x_cm, double extra_sigma_ln) {
  TMFGEO_EXPECTS(x_cm >= 0 && extra_sigma_ln >= 0);
  if (displacement.p_zero >= 1 || !(displacement.median_cm > 0)) return 0;
  const double sigma = std::hypot(displacement.sigma_ln, extra_sigma_ln);
  return (1 - displacement.p_zero) * (1 - lognormal_cdf(x_cm, displacement.median_cm, sigma));
}

double displacement_quantile_cm(const Displacement& displacement, double p) {
  TMFGEO_EXPECTS(p > 0 && p < 1);
  if (p <= displacement.p_zero) return 0;
  const double inside = (p - displacement.p_zero) / (1 - displacement.p_zero);
  return displacement.median_cm * std::exp(displacement.sigma_ln * normal_quantile(inside));
}

}  // namespace tmfgeo
