// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/shaking_map.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/ground_motion.h"
#include "tmfgeo/hazard/hazard_curve.h"

namespace tmfgeo {
namespace {

constexpr double kUsualPeriod_y = 475;
/// A value well inside the plausible range speaks for another unit.
constexpr double kWellInside = 2;
/// Largest values that maps seldom have, and those that they mostly have, as shares of what is plausible.
constexpr double kSeldomBelow = 3;
constexpr double kSeldomAbove = 1.0 / 2;
constexpr double kMostlyFrom = 5;
constexpr double kMostlyTo = 1.0 / 3;

/// What no ground has done.
double most_of_all(const IntensityMeasure& measure) {
  switch (measure.kind) {
    case IntensityKind::pga: return 5;
    case IntensityKind::sa: return 15;
    case IntensityKind::pgv: return 1000;
  }
  return 0;
}

std::string with_unit(double value, const IntensityMeasure& measure) {
  // Four figures are enough to recognise a value by.
  const double scale = value != 0 ? std::pow(10, 3 - std::floor(std::log10(std::abs(value)))) : 1;
  return shortest(std::round(value * scale) / scale) + " " + std::string(unit_of(measure));
}

/// "; the unit may be g: the largest value would be 0.41 g", or nothing where no other unit fits.
/// A unit fits if it brings the largest value into `fits`.
std::string other_unit(double largest, const IntensityMeasure& measure, const PlausibleShaking& fits, const ShakingUnit& declared) {
  std::vector<std::string> fitting;
  for (const ShakingUnit& unit : shaking_units(measure)) {
    const double would_be = largest / declared.factor * unit.factor;
    if (unit.name == declared.name || would_be < fits.low || would_be > fits.high) continue;
    fitting.push_back(std::string(unit.name) + " (the largest value would be " + with_unit(would_be, measure) + ")");
  }
  return fitting.empty() ? "" : ": the unit may be " + joined(fitting, " or ");
}

}  // namespace

std::vector<ShakingUnit> shaking_units(const IntensityMeasure& measure) {
  if (measure.kind == IntensityKind::pgv) return {{"cm/s", 1}, {"m/s", 100}};
  return {{"g", 1}, {"%g", in_g(1, AccelerationUnit::percent_g)}, {"cm/s2", in_g(1, AccelerationUnit::cm_s2)}, {"m/s2", in_g(1, AccelerationUnit::m_s2)}};
}

std::optional<ShakingUnit> find_shaking_unit(const IntensityMeasure& measure, std::string_view text) {
  const std::vector<ShakingUnit> units = shaking_units(measure);
  const std::string word = lower_ascii(trimmed(text));
  for (const ShakingUnit& unit : units) {
    if (unit.name == word) return unit;
  }
  if (measure.kind == IntensityKind::pgv) return std::nullopt;
  const auto known = parse_acceleration_unit(text);
  if (!known) return std::nullopt;
  return *std::find_if(units.begin(), units.end(), [&](const ShakingUnit& unit) { return unit.factor == in_g(1, *known); });
}

PlausibleShaking plausible_shaking(const IntensityMeasure& measure, double return_period_y) {
  TMFGEO_EXPECTS(return_period_y > 0);
  const double part = std::min(1.0, std::cbrt(return_period_y / kUsualPeriod_y));
  switch (measure.kind) {
    case IntensityKind::pga: return {0.01 * part, 3};
    case IntensityKind::sa: return {0.01 * part * std::min(1.0, 0.5 / measure.period_s), 8};
    case IntensityKind::pgv: return {0.5 * part, 300};
  }
  return {};
}

std::string problem_of_shaking_map(std::span<const float> values, const IntensityMeasure& measure, double return_period_y,
                                   const ShakingUnit& declared, bool checked) {
  SeenRange seen;
  for (const float v : values) seen.add(static_cast<double>(v));
  if (seen.low > seen.high) return "found no value, expected " + to_text(measure);
  if (seen.low < 0) return "found " + with_unit(seen.low, measure) + ", expected nothing below 0";
  const PlausibleShaking range = plausible_shaking(measure, return_period_y);
  const double most = checked ? most_of_all(measure) : range.high;
  const PlausibleShaking fits{range.low * kWellInside, range.high / kWellInside};
  if (seen.high > most) {
    return "found up to " + with_unit(seen.high, measure) + ", expected at most " + with_unit(most, measure) + other_unit(seen.high, measure, fits, declared) +
           (checked ? "" : "; unit_checked = true takes up to " + with_unit(most_of_all(measure), measure));
  }
  if (!checked && seen.high < range.low) {
    return "found nothing above " + with_unit(seen.high, measure) + ", expected more than " + with_unit(range.low, measure) + " somewhere in a map of " +
           shortest(return_period_y) + " years" + other_unit(seen.high, measure, fits, declared) + "; unit_checked = true takes it as it is";
  }
  return {};
}

std::string doubt_of_shaking_map(std::span<const float> values, const IntensityMeasure& measure, double return_period_y, const ShakingUnit& declared) {
  SeenRange seen;
  for (const float v : values) seen.add(static_cast<double>(v));
  const PlausibleShaking range = plausible_shaking(measure, return_period_y);
  const double rarer = std::max(1.0, std::cbrt(return_period_y / kUsualPeriod_y));
  const PlausibleShaking seldom{range.low * kSeldomBelow, range.high * kSeldomAbove * rarer};
  if (seen.high >= seldom.low && seen.high <= seldom.high) return {};
  const std::string other = other_unit(seen.high, measure, {range.low * kMostlyFrom, range.high * kMostlyTo * rarer}, declared);
  if (other.empty()) return {};
  return "found at most " + with_unit(seen.high, measure) + " in a map of " + shortest(return_period_y) + " years, expected " + with_unit(seldom.low, measure) + " to " +
         with_unit(seldom.high, measure) + other;
}

}  // namespace tmfgeo
