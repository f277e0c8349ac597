// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/overtopping.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

constexpr double kGravity = 9.80665;

bool positive(const std::optional<double>& value) { return value && std::isfinite(*value) && *value > 0; }
bool not_negative(const std::optional<double>& value) { return value && std::isfinite(*value) && *value >= 0; }

/// The pond with defaults filled in: rise = rain * per_rain - diverted.
struct Filled {
  double freeboard_m = 0;
  double per_rain = 1;
  double diverted_m = 0;
  std::optional<double> run_up_m;
  Origin origin = Origin::computed;
  std::string note;
};

std::string missing_in(const Pond& pond) {
  if (!positive(pond.area_m2)) return "area of the pond is not known";
  if (!not_negative(pond.freeboard_m)) return "freeboard is not known";
  if (!not_negative(pond.catchment_m2)) return "catchment of the pond is not known";
  return {};
}

/// Needs: nothing missing.
Filled filled(const Pond& pond, const PondDefaults& defaults) {
  Filled f;
  const auto rests_on = [&](const std::string& what) {
    f.origin = Origin::by_default;
    f.note += (f.note.empty() ? "" : ", ") + what;
  };
  const bool runoff_known = not_negative(pond.runoff_fraction) && *pond.runoff_fraction <= 1;
  if (!runoff_known && *pond.catchment_m2 > 0) rests_on("default runoff");
  if (!not_negative(pond.diversion_m3)) rests_on("no diversion counted");
  const double runoff = runoff_known ? *pond.runoff_fraction : defaults.runoff_fraction;
  f.freeboard_m = *pond.freeboard_m;
  f.per_rain = 1 + runoff * *pond.catchment_m2 / *pond.area_m2;
  f.diverted_m = (not_negative(pond.diversion_m3) ? *pond.diversion_m3 : defaults.diversion_m3) / *pond.area_m2;
  const std::optional<double> wind = not_negative(pond.wind_m_s) ? pond.wind_m_s : defaults.wind_m_s;
  if (!wind) {
    rests_on("waves not counted, the wind is not known");
    return f;
  }
  if (!not_negative(pond.wind_m_s)) rests_on("default wind of " + shortest(*wind) + " m/s");
  if (!not_negative(pond.fetch_m)) rests_on("fetch of a round pond of this area");
  if (!positive(pond.face_slope)) rests_on("default slope of the face");
  const double fetch = not_negative(pond.fetch_m) ? *pond.fetch_m : 2 * std::sqrt(*pond.area_m2 / std::numbers::pi);
  f.run_up_m = wave_run_up_m(waves_of_wind(*wind, fetch), positive(pond.face_slope) ? *pond.face_slope : defaults.face_slope);
  return f;
}

void expect_in_order(std::span<const StormRain> storms) {
  for (std::size_t i = 0; i < storms.size(); ++i) {
    TMFGEO_EXPECTS(storms[i].return_period_y > 1 && storms[i].rain_m >= 0);
    TMFGEO_EXPECTS(i == 0 || (storms[i].return_period_y > storms[i - 1].return_period_y && storms[i].rain_m >= storms[i - 1].rain_m));
  }
}

double annual_rate_of(double return_period_y) { return -std::log1p(-1 / return_period_y); }

/// A rate as far as it is known.
struct Bounds {
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
};

Bounds bounds_of(const OvertoppingRate& rate) {
  if (rate.per_year) return {*rate.per_year, *rate.per_year};
  return {rate.at_least.value_or(0), rate.at_most.value_or(std::numeric_limits<double>::infinity())};
}

}  // namespace

Waves waves_of_wind(double wind_m_s, double fetch_m) {
  TMFGEO_EXPECTS(wind_m_s >= 0 && fetch_m >= 0);
  if (wind_m_s == 0 || fetch_m == 0) return {};
  const double wind = 0.71 * std::pow(wind_m_s, 1.23);
  const double fetch = kGravity * fetch_m / (wind * wind);
  Waves waves;
  waves.height_m = std::min(0.0016 * std::sqrt(fetch), 0.2433) * wind * wind / kGravity;
  waves.period_s = std::min(0.2857 * std::cbrt(fetch), 8.134) * wind / kGravity;
  waves.length_m = kGravity * waves.period_s * waves.period_s / (2 * std::numbers::pi);
  return waves;
}

double wave_run_up_m(const Waves& waves, double face_slope) {
  TMFGEO_EXPECTS(face_slope > 0);
  if (!(waves.height_m > 0)) return 0;
  const double breaker = face_slope / std::sqrt(waves.height_m / waves.length_m);
  return waves.height_m * std::min(1.6 * breaker, 3.2);
}

double crest_flow_m2_s(double head_m) {
  TMFGEO_EXPECTS(head_m >= 0);
  return 1.7 * head_m * std::sqrt(head_m);
}

Overtopping overtopping(const Pond& pond, double rain_m, double settlement_m, const PondDefaults& defaults) {
  TMFGEO_EXPECTS(rain_m >= 0 && settlement_m >= 0);
  Overtopping result;
  result.note = missing_in(pond);
  if (!result.note.empty()) return result;
  const Filled f = filled(pond, defaults);
  result.origin = f.origin;
  result.note = f.note;
  result.rise_m = std::max(rain_m * f.per_rain - f.diverted_m, 0.0);
  result.run_up_m = f.run_up_m;
  result.freeboard_left_m = f.freeboard_m - settlement_m - *result.rise_m;
  result.overtops = f.run_up_m.value_or(0) > *result.freeboard_left_m;
  result.crest_flow_m2_s = crest_flow_m2_s(std::max(-*result.freeboard_left_m, 0.0));
  return result;
}

std::optional<double> overtopping_rain_m(const Pond& pond, double settlement_m, const PondDefaults& defaults) {
  TMFGEO_EXPECTS(settlement_m >= 0);
  if (!missing_in(pond).empty()) return std::nullopt;
  const Filled f = filled(pond, defaults);
  const double room = f.freeboard_m - settlement_m - f.run_up_m.value_or(0);
  return room <= 0 ? 0 : (room + f.diverted_m) / f.per_rain;
}

OvertoppingRate overtopping_rate(const Pond& pond, std::span<const StormRain> storms, double settlement_m,
                                 const PondDefaults& defaults) {
  expect_in_order(storms);
  OvertoppingRate result;
  const auto rain = overtopping_rain_m(pond, settlement_m, defaults);
  result.note = rain ? "" : missing_in(pond);
  if (rain && storms.empty()) result.note = "rain of storms is not known";
  if (!result.note.empty()) return result;
  const Filled f = filled(pond, defaults);
  result.origin = f.origin;
  result.note = f.note;
  result.rain_m = rain;
  result.run_up_m = f.run_up_m;
  const auto above = std::find_if(storms.begin(), storms.end(), [&](const StormRain& s) { return s.rain_m > *rain; });
  if (above == storms.end()) {
    result.at_most = annual_rate_of(storms.back().return_period_y);
  } else if (above == storms.begin()) {
    result.at_least = annual_rate_of(storms.front().return_period_y);
  } else {
    const auto below = above - 1;
    const double left = gumbel_variate(below->return_period_y);
    const double t = (*rain - below->rain_m) / (above->rain_m - below->rain_m);
    result.per_year = annual_rate_of(return_period_of_variate(left + t * (gumbel_variate(above->return_period_y) - left)));
  }
  if (!f.run_up_m) {
    // Waves only make it more frequent, by nobody knows how much.
    if (result.per_year) result.at_least = result.per_year;
    result.per_year.reset();
    result.at_most.reset();
  }
  return result;
}

OvertoppingRate overtopping_after_earthquakes(const Pond& pond, std::span<const StormRain> storms,
                                              std::span<const SettlementRate> settlements, double repair_y,
                                              const PondDefaults& defaults) {
  TMFGEO_EXPECTS(repair_y > 0);
  const OvertoppingRate intact = overtopping_rate(pond, storms, 0, defaults);
  OvertoppingRate result;
  result.note = intact.note;
  // Without waves neither the rate before the earthquake nor that after it has an upper end, and so their difference has no end at all.
  if (intact.origin == Origin::unknown || !intact.run_up_m) return result;
  result.origin = intact.origin;
  const Bounds before = bounds_of(intact);
  Bounds sum{0, 0};
  for (const SettlementRate& s : settlements) {
    TMFGEO_EXPECTS(s.per_year >= 0 && s.settlement_m >= 0);
    const Bounds after = bounds_of(overtopping_rate(pond, storms, s.settlement_m, defaults));
    const auto within_repair = [&](double extra) { return -std::expm1(-std::max(extra, 0.0) * repair_y); };
    sum.low += s.per_year * within_repair(after.low - (std::isfinite(before.high) ? before.high : after.low));
    sum.high += s.per_year * within_repair(after.high - before.low);
  }
  if (sum.low == sum.high) {
    result.per_year = sum.low;
  } else {
    result.at_least = sum.low;
    result.at_most = sum.high;
  }
  return result;
}

}  // namespace tmfgeo
