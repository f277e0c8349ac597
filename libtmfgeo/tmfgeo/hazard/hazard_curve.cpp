// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/hazard_curve.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/ground_motion.h"

namespace tmfgeo {
namespace {

constexpr double kMostPlausibleG = 5;
constexpr double kLeastOfAMapG = 0.001;

/// −d ln rate / d ln level of the segment from point i to i + 1; infinite where both levels are one.
double steepness(const HazardCurve& c, std::size_t i) {
  return std::log(c.rate_per_year[i] / c.rate_per_year[i + 1]) / std::log(c.level[i + 1] / c.level[i]);
}

/// Steepness that goes on beyond an end: of the outermost segment that has one. One that hardly falls would go to nothing, or without end.
double outer_steepness(const HazardCurve& c, bool upper_end) {
  constexpr double flattest = 0.5;
  const std::size_t segments = c.level.size() - 1;
  for (std::size_t n = 0; n < segments; ++n) {
    const std::size_t i = upper_end ? segments - 1 - n : n;
    const double k = steepness(c, i);
    if (std::isfinite(k) && k > 0) return std::max(flattest, k);
  }
  return c.exponent;
}

/// Softer ground under stronger shaking may bring a rarer level below a more frequent one.
void let_rise(std::vector<double>& levels) {
  for (std::size_t i = 1; i < levels.size(); ++i) levels[i] = std::max(levels[i], levels[i - 1]);
}

double mix_ln(double low, double high, double part) { return low * std::pow(high / low, part); }

bool raised_at(const HazardCurve& c, std::size_t i) { return i < c.raised.size() && c.raised[i]; }

// Nothing that a map tells of comes more often than once a day, however upright its first segment stands.
constexpr double kMostOften_per_year = 365;

double most_often(const HazardCurve& c) { return std::max(kMostOften_per_year, c.rate_per_year.front()); }

/// The first segment going on to more frequent shaking.
double law_below(const HazardCurve& c, double rate) {
  return c.level.front() * std::pow(std::min(rate, most_often(c)) / c.rate_per_year.front(), -1 / outer_steepness(c, false));
}

// A rate reckoned back from its own return period is the same rate.
constexpr double kSameRate = 1e-12;

/// What the curve's points say, without regard to how far it is to be trusted.
HazardValue level_on_points(const HazardCurve& c, double rate) {
  if (rate > c.rate_per_year.front() * (1 + kSameRate)) {
    const double level = law_below(c, rate);
    const bool reached = !c.first_is_bound && rate <= c.rate_per_year.front() * kFrequentReach && level * kFrequentReach >= c.level.front();
    return {.value = reached ? level : c.level.front(), .extrapolated = true, .below = !reached};
  }
  if (rate < c.rate_per_year.back() * (1 - kSameRate)) {
    return {c.level.back() * std::pow(rate / c.rate_per_year.back(), -1 / outer_steepness(c, true)), true, raised_at(c, c.level.size() - 1)};
  }
  for (std::size_t i = 0; i + 1 < c.level.size(); ++i) {
    if (rate < c.rate_per_year[i + 1]) continue;
    const double span = std::log(c.rate_per_year[i] / c.rate_per_year[i + 1]);
    if (!(span > 0)) return {c.level[i + 1], false, raised_at(c, i + 1)};
    const double part = std::clamp(std::log(c.rate_per_year[i] / rate) / span, 0.0, 1.0);
    const bool repaired = (part < 1 - kSameRate && raised_at(c, i)) || (part > kSameRate && raised_at(c, i + 1));
    return {mix_ln(c.level[i], c.level[i + 1], part), false, repaired};
  }
  return {c.level.back(), false, raised_at(c, c.level.size() - 1)};
}

HazardValue rate_on_points(const HazardCurve& c, double level) {
  if (level < c.level.front()) {
    const double law = c.rate_per_year.front() * std::pow(level / c.level.front(), -outer_steepness(c, false));
    return {std::min(law, most_often(c)), true};
  }
  if (level > c.level.back()) return {c.rate_per_year.back() * std::pow(level / c.level.back(), -outer_steepness(c, true)), true, raised_at(c, c.level.size() - 1)};
  const auto upper = static_cast<std::size_t>(std::lower_bound(c.level.begin(), c.level.end(), level) - c.level.begin());
  if (c.level[upper] == level) return {c.rate_per_year[upper], false, raised_at(c, upper)};
  const double part = std::log(level / c.level[upper - 1]) / std::log(c.level[upper] / c.level[upper - 1]);
  return {mix_ln(c.rate_per_year[upper - 1], c.rate_per_year[upper], part), false, raised_at(c, upper - 1) || raised_at(c, upper)};
}

}  // namespace

std::optional<AccelerationUnit> parse_acceleration_unit(std::string_view text) {
  const std::string word = lower_ascii(trimmed(text));
  if (word == "g") return AccelerationUnit::g;
  if (word == "%g" || word == "pctg") return AccelerationUnit::percent_g;
  if (word == "cm/s2" || word == "cm/s^2" || word == "cm/s²" || word == "gal") return AccelerationUnit::cm_s2;
  if (word == "m/s2" || word == "m/s^2" || word == "m/s²") return AccelerationUnit::m_s2;
  return std::nullopt;
}

double in_g(double value, AccelerationUnit unit) {
  switch (unit) {
    case AccelerationUnit::g: return value;
    case AccelerationUnit::percent_g: return value / 100;
    case AccelerationUnit::cm_s2: return value / kGravityCmPerS2;
    case AccelerationUnit::m_s2: return value * 100 / kGravityCmPerS2;
  }
  return value;
}

std::string problem_of_accelerations(std::span<const float> values_g) {
  SeenRange seen;
  for (const float v : values_g) seen.add(static_cast<double>(v));
  if (seen.low > seen.high) return "found no value, expected accelerations";
  if (seen.low < 0) return "found " + readable(seen.low) + " g, expected nothing below 0";
  if (seen.high > kMostPlausibleG) {
    return "found up to " + readable(seen.high) + " g, expected at most " + shortest(kMostPlausibleG) + " g: the unit may be %g or cm/s2";
  }
  if (seen.high < kLeastOfAMapG) {
    return "found nothing above " + readable(seen.high) + " g, expected more than " + shortest(kLeastOfAMapG) + " g somewhere: the unit may be g";
  }
  return {};
}

HazardValue level_at(const HazardCurve& c, double return_period_y) {
  TMFGEO_EXPECTS(!c.level.empty() && return_period_y > 0);
  HazardValue value = level_on_points(c, 1 / return_period_y);
  value.extrapolated = value.extrapolated || return_period_y > c.longest_y;
  return value;
}

HazardValue rate_at(const HazardCurve& c, double level) {
  TMFGEO_EXPECTS(!c.level.empty() && level > 0);
  HazardValue value = rate_on_points(c, level);
  value.extrapolated = value.extrapolated || value.value * c.longest_y < 1;
  return value;
}

double law_level(const HazardCurve& c, double return_period_y) {
  TMFGEO_EXPECTS(!c.level.empty() && return_period_y > 0);
  const double rate = 1 / return_period_y;
  return rate > c.rate_per_year.front() ? law_below(c, rate) : level_on_points(c, rate).value;
}

std::string below_text(double first_level, std::string_view unit) {
  return "below " + readable(first_level) + " " + std::string(unit) + ", where the hazard curve begins";
}

double highest_of_data(const HazardCurve& c) {
  TMFGEO_EXPECTS(!c.level.empty());
  return std::isfinite(c.longest_y) ? std::min(c.level.back(), level_on_points(c, 1 / c.longest_y).value) : c.level.back();
}

std::optional<HazardCurve> curve_of(std::span<const ReturnPeriodLevel> levels, const IssuePlace& place, Issues& issues) {
  std::vector<ReturnPeriodLevel> known;
  for (const ReturnPeriodLevel& l : levels) {
    TMFGEO_EXPECTS(l.return_period_y > 0);
    if (l.level && *l.level > 0) known.push_back(l);
  }
  std::stable_sort(known.begin(), known.end(), [](const auto& a, const auto& b) { return a.return_period_y < b.return_period_y; });
  HazardCurve curve;
  for (const ReturnPeriodLevel& l : known) {
    const double rate = 1 / l.return_period_y;
    double level = *l.level;
    bool raised = false;
    if (!curve.rate_per_year.empty() && rate == curve.rate_per_year.back()) {
      issues.push_back(make_issue("hazard_period_twice", place, "return_period_y",
                                  "found " + shortest(l.return_period_y) + " years twice, expected once; the first was taken"));
      continue;
    }
    if (!curve.level.empty() && level < curve.level.back()) {
      issues.push_back(make_issue("hazard_not_monotone", place, "level",
                                  "found " + readable(level) + " at " + shortest(l.return_period_y) + " years, expected at least " +
                                      readable(curve.level.back()) + " as at the shorter return period; that was taken"));
      level = curve.level.back();
      raised = true;
    }
    curve.level.push_back(level);
    curve.raised.push_back(raised);
    curve.rate_per_year.push_back(rate);
  }
  if (curve.level.empty()) return std::nullopt;
  if (std::find(curve.raised.begin(), curve.raised.end(), true) == curve.raised.end()) curve.raised.clear();
  return curve;
}

std::optional<HazardCurve> curve_at(std::span<const ReturnPeriodMap> maps, Point p, const IssuePlace& place, Issues& issues) {
  std::vector<ReturnPeriodLevel> levels;
  for (const ReturnPeriodMap& map : maps) {
    ReturnPeriodLevel& l = levels.emplace_back(ReturnPeriodLevel{map.return_period_y});
    const GridFrame& frame = map.level.frame();
    const Cell cell = is_finite(p) && frame.box().contains(p) ? frame.cell_at(p) : Cell{-1, -1};
    if (frame.contains(cell) && !std::isnan(map.level[cell])) l.level = static_cast<double>(map.level[cell]);
  }
  auto curve = curve_of(levels, place, issues);
  if (!curve) {
    issues.push_back(make_issue("hazard_unknown", place, "level", "found no value of any map at the place, expected one"));
  }
  return curve;
}

HazardCurve amplified(const HazardCurve& rock_pga, double vs30_m_s) {
  HazardCurve curve = rock_pga;
  for (double& level : curve.level) level *= std::exp(bssa14_ln_amplification(kPga, level, vs30_m_s));
  let_rise(curve.level);
  return curve;
}

HazardCurve amplified(const HazardCurve& rock, const IntensityMeasure& measure, const HazardCurve& rock_pga, double vs30_m_s) {
  HazardCurve curve = rock;
  for (std::size_t i = 0; i < curve.level.size(); ++i) {
    const double rock_pga_g = law_level(rock_pga, 1 / curve.rate_per_year[i]);
    curve.level[i] *= std::exp(bssa14_ln_amplification(measure, rock_pga_g, vs30_m_s));
  }
  let_rise(curve.level);
  return curve;
}

HazardCurve carried_down(const HazardCurve& curve, double low) {
  TMFGEO_EXPECTS(low > 0);
  const double level = std::max(low, law_below(curve, most_often(curve)));
  HazardCurve longer = curve;
  if (curve.first_is_bound || level >= curve.level.front()) return longer;
  longer.level.insert(longer.level.begin(), level);
  longer.rate_per_year.insert(longer.rate_per_year.begin(), rate_at(curve, level).value);
  if (!longer.raised.empty()) longer.raised.insert(longer.raised.begin(), false);
  return longer;
}

HazardCurve extended(const HazardCurve& curve, double low, double high) {
  TMFGEO_EXPECTS(low > 0 && low < high);
  HazardCurve longer = carried_down(curve, low);
  if (high > curve.level.back()) {
    longer.level.push_back(high);
    longer.rate_per_year.push_back(rate_at(curve, high).value);
  }
  return longer;
}

}  // namespace tmfgeo
