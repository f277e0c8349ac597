// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/dam_response.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/readable.h"
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
  if (positive(options.magnitude)) return known(*options.magnitude, options.magnitude_origin, options.magnitude_note);
  return known(options.default_magnitude, Origin::by_default, "default magnitude");
}

/// Tailings liquefy and flow, or the dam moves; displacement and freeboard are one movement seen twice.
double released(double displacement, double freeboard, double liquefaction) {
  return liquefaction + (1 - liquefaction) * std::max(displacement, freeboard);
}

/// Rates at which settlements of the crest are passed.
std::vector<AnnualRate> rates_beyond(const HazardCurveView& pga_curve, std::span<const double> settlements_pct, double magnitude, double sigma_ln) {
  return annual_rates(pga_curve, settlements_pct.size(), [&](double pga, std::span<double> out) {
    for (std::size_t i = 0; i < settlements_pct.size(); ++i) out[i] = settlement_exceedance(settlements_pct[i], pga, magnitude, sigma_ln);
  });
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
  m.basis = row.name;
  SourcedValue period = fundamental_period_s(dam.height_m, dam.vs_m_s, dam.shape);
  if (!period.value && row.period_factor > 0) {
    m.origin = Origin::unknown;
    m.note = period.source;
    return m;
  }
  const double period_s = period.value.value_or(0);
  if (row.needs_magnitude) {
    m.origin = weaker(m.origin, magnitude.origin);
    add_note(m.note, magnitude.source);
  }
  constexpr double kMiddlePga_g = 0.3;
  const auto shaking_with = options.shaking_with ? options.shaking_with : [](double pga) { return Shaking{.pga_g = pga}; };
  Shaking usual = shaking_with(kMiddlePga_g);
  usual.magnitude = magnitude.value;
  const DisplacementAnswer middle = slope_displacement(options.model, *yield.value_g, period_s, usual, options.ground);
  m.origin = weaker(m.origin, middle.origin);
  if (row.period_factor > 0) {
    m.origin = weaker(m.origin, period.origin);
    if (period.origin == Origin::by_default) add_note(m.note, period.source);
  }
  add_note(m.note, joined(middle.outside, ", "));
  if (middle.origin == Origin::by_default) add_note(m.note, middle.note);
  const double at_s = is_rigid(options.model, period_s) ? 0 : row.period_factor * period_s;
  // Without a spectrum the acceleration at the dam's period goes with the PGA: one ratio for all shakings.
  const double ratio = options.shaking_with ? 0 : *spectral_acceleration_g({.pga_g = 1}, at_s, options.ground).value;
  struct AtDam {
    double sa_g;
    double pgv_cm_s;
  };
  const auto at_dam = [with = options.shaking_with, at_s, ground = options.ground, ratio](double pga) -> AtDam {
    if (!with) return {ratio * pga, 0};
    const Shaking shaking = with(pga);
    return {*spectral_acceleration_g(shaking, at_s, ground).value, shaking.pgv_cm_s.value_or(0)};
  };
  std::array<double, kNode.size()> ky{};
  for (std::size_t i = 0; i < kNode.size(); ++i) ky[i] = *yield.value_g * std::exp(yield.sigma_ln * kNode[i]);
  m.response = [ky, at_dam, period_s, mw = *magnitude.value, model = options.model, limit_cm = options.release_displacement_cm](double pga) {
    if (!(pga > 0)) return 0.0;
    double p = 0;
    const AtDam shaking = at_dam(pga);
    for (std::size_t i = 0; i < kNode.size(); ++i) {
      p += kNodeWeight[i] * displacement_exceedance(displacement_at(model, ky[i], period_s, shaking.sa_g, mw, shaking.pgv_cm_s), limit_cm);
    }
    return std::min(p, 1.0);
  };
  return m;
}

Mechanism freeboard_mechanism(const Dam& dam, const SettlementFit& fit, const DamResponseOptions& options) {
  Mechanism m;
  const bool freeboard_known = dam.freeboard_m && std::isfinite(*dam.freeboard_m) && *dam.freeboard_m >= 0;
  if (!positive(dam.height_m) || !freeboard_known) {
    m.note = positive(dam.height_m) ? "freeboard is not known" : "height of the dam is not known";
    return m;
  }
  const SourcedValue magnitude = magnitude_of(options);
  m.origin = weaker(Origin::computed, magnitude.origin);
  m.basis = "swaisgood-2003";
  m.note = magnitude.source;
  m.origin = weaker(m.origin, fit.origin);
  add_note(m.note, fit.note);
  const double alluvium = positive(dam.alluvium_m) ? *dam.alluvium_m : 0;
  if (!dam.alluvium_m) {
    m.origin = Origin::by_default;
    add_note(m.note, "no alluvium counted");
  }
  m.response = [freeboard = *dam.freeboard_m, height = *dam.height_m, alluvium, mw = *magnitude.value, options](double pga) {
    // Water at the crest: whatever the crest sinks, it sinks below the water.
    if (freeboard == 0) return settlement_exceedance(0, std::max(pga, 0.0), mw, options.settlement_sigma_ln);
    return freeboard_loss_exceedance(freeboard, height, alluvium, std::max(pga, 0.0), mw, options.settlement_sigma_ln);
  };
  return m;
}

/// From soundings: the weakest depth of all decides, which is the cautious end.
Mechanism sounded_mechanism(const Dam& dam, const DamResponseOptions& options) {
  constexpr double kMiddlePga_g = 0.2;
  const SourcedValue magnitude = magnitude_of(options);
  const SoundingRow& weak = weakest(dam.soundings, kMiddlePga_g, *magnitude.value);
  const LiquefactionCheck check = check_liquefaction(weak.point, kMiddlePga_g, *magnitude.value);
  Mechanism m;
  m.basis = "soundings";
  m.origin = weaker(check.origin, magnitude.origin);
  m.note = "weakest of " + std::to_string(dam.soundings.size()) + " depths: " + weak.sounding + " at " + readable(weak.point.depth_m) +
           " m, factor of safety " + fixed(check.factor_of_safety, 2) + " at " + shortest(kMiddlePga_g) + " g";
  add_note(m.note, magnitude.source);
  if (dam.saturated && !*dam.saturated) add_note(m.note, "soundings are judged as under water, though the facility is stated not to be saturated");
  m.response = [rows = dam.soundings, mw = *magnitude.value, share = options.release_given_liquefaction](double pga) {
    if (!(pga > 0)) return 0.0;
    return share * liquefaction_probability(weakest(rows, pga, mw).point, pga, mw);
  };
  return m;
}

Mechanism liquefaction_mechanism(const Dam& dam, const LiquefactionTable* table, const DamResponseOptions& options) {
  if (!dam.soundings.empty()) return sounded_mechanism(dam, options);
  Mechanism m;
  m.basis = "class table";
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
  r.liquefaction = liquefaction_mechanism(dam, table, options);
  r.settlement = settlement_fit(dam.dam_type, r.liquefaction.response && r.liquefaction.response(1) > 0);
  r.freeboard = freeboard_mechanism(dam, r.settlement, options);
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
  r.release.note = "as sure as the least sure way to fail";
  if (!r.unknown.empty()) r.release.note = "a lower bound, not counted: " + joined(r.unknown, "; ");
  r.release.response = [d = r.displacement.response, f = r.freeboard.response, l = r.liquefaction.response](double pga) {
    return released(d ? d(pga) : 0, f ? f(pga) : 0, l ? l(pga) : 0);
  };
  return r;
}

std::array<double, 4> DamResponse::at(double pga_g) const {
  const double d = displacement.response ? displacement.response(pga_g) : 0;
  const double f = freeboard.response ? freeboard.response(pga_g) : 0;
  const double l = liquefaction.response ? liquefaction.response(pga_g) : 0;
  return {d, f, l, released(d, f, l)};
}

DamRates dam_rates(const DamResponse& response, const HazardCurveView& pga_curve) {
  const auto rates = annual_rates(pga_curve, 4, [&](double pga, std::span<double> out) { std::ranges::copy(response.at(pga), out.begin()); });
  const auto known = [&](const Mechanism& m, std::size_t i) { return m.response ? std::optional(rates[i]) : std::nullopt; };
  return {known(response.displacement, 0), known(response.freeboard, 1), known(response.liquefaction, 2), known(response.release, 3)};
}

std::array<AnnualRate, kSettlementClasses> settlement_class_rates(const HazardCurveView& pga_curve, double magnitude, double sigma_ln) {
  std::array<double, kSettlementClasses> limits_pct{};
  for (std::size_t i = 0; i < kSettlementClasses; ++i) limits_pct[i] = settlement_classes()[i].settlement_from_pct;
  const auto found = rates_beyond(pga_curve, limits_pct, magnitude, sigma_ln);
  std::array<AnnualRate, kSettlementClasses> rates;
  std::ranges::copy(found, rates.begin());
  return rates;
}

std::vector<SettlementRate> settlement_rates(const HazardCurveView& pga_curve, double magnitude, double height_m, double alluvium_m,
                                             double sigma_ln) {
  TMFGEO_EXPECTS(height_m > 0 && alluvium_m >= 0);
  constexpr std::size_t kSteps = 20;
  constexpr double kLeast_pct = 0.01;
  constexpr double kMost_pct = 20;
  const double factor = std::pow(kMost_pct / kLeast_pct, 1.0 / kSteps);
  std::array<double, kSteps> from_pct{};
  for (std::size_t i = 0; i < kSteps; ++i) from_pct[i] = kLeast_pct * std::pow(factor, static_cast<double>(i));
  const auto beyond = rates_beyond(pga_curve, from_pct, magnitude, sigma_ln);
  std::vector<SettlementRate> rates;
  for (std::size_t i = 0; i < kSteps; ++i) {
    const double next = i + 1 < kSteps ? beyond[i + 1].per_year : 0;
    rates.push_back({std::max(beyond[i].per_year - next, 0.0), freeboard_loss_m(from_pct[i] * std::sqrt(factor), height_m, alluvium_m)});
  }
  return rates;
}

}  // namespace tmfgeo
