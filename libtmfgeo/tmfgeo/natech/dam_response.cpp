// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/dam_response.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

// Gauss-Hermite, five points: a standard normal variable as five values with weights.
constexpr std::array<double, 5> kNode{-2.8569700138728056, -1.3556261799742659, 0, 1.3556261799742659, 2.8569700138728056};
constexpr std::array<double, 5> kNodeWeight{0.011257411327720689, 0.22207592200561266, 0.53333333333333333, 0.22207592200561266,
                                            0.011257411327720689};

bool positive(const std::optional<double>& value) { return value && std::isfinite(*value) && *value > 0; }

void add_note(std::string& note, const std::string& more) {
  if (more.empty()) return;
  note += (note.empty() ? "" : ", ") + more;
}

/// Magnitude in use, and how it is known.
SourcedValue magnitude_of(const DamResponseOptions& options) {
  if (positive(options.magnitude)) return known(*options.magnitude, Origin::given, "");
  return known(options.default_magnitude, Origin::by_default, "default magnitude");
}

Mechanism displacement_mechanism(const Dam& dam, const YieldAcceleration& yield, const DamResponseOptions& options) {
  Mechanism m;
  if (yield.origin == Origin::unknown) {
    m.note = yield.note;
    return m;
  }
  m.origin = weaker(yield.origin, Origin::computed);
  m.note = yield.note;
  if (!yield.stands) {
    add_note(m.note, "the slope does not stand without any earthquake");
    m.response = [](double) { return 1.0; };
    return m;
  }
  const SourcedValue magnitude = magnitude_of(options);
  const DisplacementModelRow& row = displacement_model(options.model);
  SourcedValue period = fundamental_period_s(dam.height_m, dam.vs_m_s, dam.shape);
  if (!period.value && row.period_factor > 0) {
    m.origin = Origin::unknown;
    m.note = period.source;
    return m;
  }
  const double period_s = period.value.value_or(0);
  const auto answer_at = [=](double ky, double pga) {
    return slope_displacement(options.model, ky, period_s, {.pga_g = pga, .magnitude = magnitude.value}, options.ground);
  };
  if (row.needs_magnitude) {
    m.origin = weaker(m.origin, magnitude.origin);
    add_note(m.note, magnitude.source);
  }
  constexpr double kMiddlePga_g = 0.3;
  const DisplacementAnswer middle = answer_at(*yield.value_g, kMiddlePga_g);
  m.origin = weaker(m.origin, middle.origin);
  if (row.period_factor > 0) m.origin = weaker(m.origin, period.origin);
  add_note(m.note, joined(middle.outside, ", "));
  m.response = [=](double pga) {
    if (!(pga > 0)) return 0.0;
    double p = 0;
    for (std::size_t i = 0; i < kNode.size(); ++i) {
      const auto d = answer_at(*yield.value_g * std::exp(yield.sigma_ln * kNode[i]), pga);
      p += kNodeWeight[i] * displacement_exceedance(*d.value, options.release_displacement_cm);
    }
    return std::min(p, 1.0);
  };
  return m;
}

Mechanism freeboard_mechanism(const Dam& dam, const DamResponseOptions& options) {
  Mechanism m;
  if (!positive(dam.height_m) || !positive(dam.freeboard_m)) {
    m.note = positive(dam.height_m) ? "freeboard is not known" : "height of the dam is not known";
    return m;
  }
  const SourcedValue magnitude = magnitude_of(options);
  m.origin = weaker(Origin::computed, magnitude.origin);
  m.note = magnitude.source;
  const double alluvium = positive(dam.alluvium_m) ? *dam.alluvium_m : 0;
  if (!dam.alluvium_m) {
    m.origin = Origin::by_default;
    add_note(m.note, "no alluvium counted");
  }
  m.response = [freeboard = *dam.freeboard_m, height = *dam.height_m, alluvium, mw = *magnitude.value, options](double pga) {
    return freeboard_loss_exceedance(freeboard, height, alluvium, std::max(pga, 0.0), mw, options.settlement_sigma_ln);
  };
  return m;
}

Mechanism liquefaction_mechanism(const Dam& dam, const LiquefactionTable* table, const DamResponseOptions& options) {
  Mechanism m;
  if (table == nullptr) {
    m.note = "no table of liquefaction classes";
    return m;
  }
  const SourcedValue magnitude = magnitude_of(options);
  const TailingsLiquefaction probe = tailings_liquefaction(*table, dam.dam_type, dam.saturated, 0, *magnitude.value);
  m.note = probe.note;
  if (!probe.probability) return m;
  m.origin = weaker(probe.origin, magnitude.origin);
  add_note(m.note, magnitude.source);
  m.response = [rules = *table, type = dam.dam_type, saturated = dam.saturated, mw = *magnitude.value,
                share = options.release_given_liquefaction](double pga) {
    return share * *tailings_liquefaction(rules, type, saturated, std::max(pga, 0.0), mw).probability;
  };
  return m;
}

}  // namespace

DamResponse dam_response(const Dam& dam, const LiquefactionTable* table, const DamResponseOptions& options) {
  TMFGEO_EXPECTS(options.default_magnitude > 0 && options.release_displacement_cm > 0 && options.settlement_sigma_ln >= 0);
  TMFGEO_EXPECTS(options.release_given_liquefaction >= 0 && options.release_given_liquefaction <= 1);
  DamResponse r;
  r.yield = yield_acceleration(dam.slope, options.slope_defaults);
  r.displacement = displacement_mechanism(dam, r.yield, options);
  r.freeboard = freeboard_mechanism(dam, options);
  r.liquefaction = liquefaction_mechanism(dam, table, options);
  const auto count = [&](const Mechanism& m, const char* name) {
    if (!m.response) {
      r.unknown.push_back(std::string(name) + ": " + m.note);
    } else {
      r.release.origin = r.release.origin == Origin::unknown ? m.origin : weaker(r.release.origin, m.origin);
    }
  };
  count(r.displacement, "displacement");
  count(r.freeboard, "freeboard");
  count(r.liquefaction, "liquefaction");
  if (r.release.origin == Origin::unknown) {
    r.release.note = "no way to fail could be judged";
    return r;
  }
  if (!r.unknown.empty()) r.release.note = "a lower bound, not counted: " + joined(r.unknown, "; ");
  r.release.response = [d = r.displacement.response, f = r.freeboard.response, l = r.liquefaction.response](double pga) {
    const double moved = std::max(d ? d(pga) : 0, f ? f(pga) : 0);
    const double flowed = l ? l(pga) : 0;
    return flowed + (1 - flowed) * moved;
  };
  return r;
}

DamRates dam_rates(const DamResponse& response, const HazardCurveView& pga_curve) {
  const auto rate = [&](const Mechanism& m) -> std::optional<AnnualRate> {
    if (!m.response) return std::nullopt;
    return annual_rate(pga_curve, m.response);
  };
  return {rate(response.displacement), rate(response.freeboard), rate(response.liquefaction), rate(response.release)};
}

std::array<AnnualRate, kSettlementClasses> settlement_class_rates(const HazardCurveView& pga_curve, double magnitude, double sigma_ln) {
  std::array<AnnualRate, kSettlementClasses> rates;
  for (std::size_t i = 0; i < kSettlementClasses; ++i) {
    const double limit = settlement_classes()[i].settlement_from_pct;
    rates[i] = annual_rate(pga_curve, [&](double pga) { return 1 - lognormal_cdf(limit, crest_settlement_pct(pga, magnitude), sigma_ln); });
  }
  return rates;
}

std::vector<SettlementRate> settlement_rates(const HazardCurveView& pga_curve, double magnitude, double height_m, double alluvium_m,
                                             double sigma_ln) {
  TMFGEO_EXPECTS(height_m > 0 && alluvium_m >= 0);
  constexpr int kSteps = 20;
  constexpr double kLeast_pct = 0.01;
  constexpr double kMost_pct = 20;
  const double factor = std::pow(kMost_pct / kLeast_pct, 1.0 / kSteps);
  const auto rate_beyond = [&](double pct) {
    return annual_rate(pga_curve, [&](double pga) { return 1 - lognormal_cdf(pct, crest_settlement_pct(pga, magnitude), sigma_ln); }).per_year;
  };
  std::vector<SettlementRate> rates;
  double from_pct = kLeast_pct;
  double beyond = rate_beyond(from_pct);
  for (int i = 0; i < kSteps; ++i) {
    const double to_pct = from_pct * factor;
    const double next = i + 1 < kSteps ? rate_beyond(to_pct) : 0;
    rates.push_back({std::max(beyond - next, 0.0), freeboard_loss_m(from_pct * std::sqrt(factor), height_m, alluvium_m)});
    from_pct = to_pct;
    beyond = next;
  }
  return rates;
}

}  // namespace tmfgeo
