// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/event_damage.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

/// A value that comes with a PGA as many standard deviations above its median: all that scatters in an event is taken to scatter together.
double beside(const EventMedian& told, double sigma_pga, double ln_above_median) {
  const double part = told.sigma_ln && sigma_pga > 0 ? *told.sigma_ln / sigma_pga : 1;
  return told.value * std::exp(part * ln_above_median);
}

/// The shaking that comes with a PGA where the event tells more than the PGA; empty where it does not.
std::function<Shaking(double pga_g)> shaking_with(const EventShaking& shaking) {
  if (!shaking.ln_median_g || (shaking.spectrum.empty() && !shaking.pgv_cm_s)) return {};
  return [spectrum = shaking.spectrum, pgv = shaking.pgv_cm_s, ln_median_g = *shaking.ln_median_g, sigma = shaking.sigma()](double pga_g) {
    const double above = std::log(pga_g) - ln_median_g;
    Shaking s{.pga_g = pga_g};
    if (pgv) s.pgv_cm_s = beside(*pgv, sigma, above);
    for (const EventSpectrumPoint& point : spectrum) s.spectrum.push_back({point.period_s, beside(point.sa_g, sigma, above)});
    return s;
  };
}

/// What of the shaking that a displacement comes from has no scatter of its own; empty where all has.
std::string scatter_as_pga(const EventShaking& shaking, DisplacementModel model) {
  const DisplacementModelRow& row = displacement_model(model);
  const bool sa = row.period_factor > 0 && std::any_of(shaking.spectrum.begin(), shaking.spectrum.end(), [](const EventSpectrumPoint& p) { return !p.sa_g.sigma_ln; });
  const bool pgv = row.needs_pgv && shaking.pgv_cm_s && !shaking.pgv_cm_s->sigma_ln;
  if (sa && pgv) return "spectral accelerations and PGV scatter as the PGA, their own scatter is not told";
  if (sa) return "spectral accelerations scatter as the PGA, their own scatter is not told";
  return pgv ? "PGV scatters as the PGA, its own scatter is not told" : "";
}

/// The facility in one event, judged way by way.
class EventJudge {
 public:
  EventJudge(const Facility& facility, const DamResponse& response, const EventShaking& shaking) : facility_(facility), response_(response), shaking_(shaking) {}

  EventDamage judge(const DamResponseOptions& options, const DamRules& rules) {
    add_ways(options.model);
    if (!shaking_.ln_median_g) return std::move(damage_);
    add_settlement(options);
    if (const FragilityCurve* curve = fragility_of(rules.fragility, facility_)) add_fragility(*curve);
    const auto release = std::find_if(damage_.states.begin(), damage_.states.end(), [](const DamageState& s) { return s.mechanism == "release"; });
    damage_.partly = release->at_least;
    return std::move(damage_);
  }

 private:
  /// Over the scatter of the shaking.
  double mean(const ResponseTable& table) const { return table.mean(*shaking_.ln_median_g, shaking_.sigma()); }

  void add_ways(DisplacementModel model) {
    std::vector<ResponseTable> tables;
    if (shaking_.ln_median_g) {
      tables = tabulate_responses(4, [&](double pga, std::span<double> out) { std::ranges::copy(response_.at(pga), out.begin()); });
    }
    const auto add = [&](std::size_t way, const char* name, const char* state, const Mechanism& m) {
      DamageState s{.mechanism = name, .state = state, .probability = {}, .probability_low = {}, .probability_high = {}, .note = shaking_.ln_median_g ? joined_notes(shaking_.note, m.note) : shaking_.note, .basis = m.basis};
      if (m.response && shaking_.ln_median_g) {
        s.probability = mean(tables[way]);
        s.origin = weaker(m.origin, shaking_.origin);
      }
      damage_.states.push_back(std::move(s));
    };
    add(0, "displacement", "moves more than 1 m", response_.displacement);
    if (damage_.states.back().probability) damage_.states.back().note = joined_notes(damage_.states.back().note, scatter_as_pga(shaking_, model));
    add(1, "freeboard", "crest sinks below the water", response_.freeboard);
    add(2, "liquefaction", "tailings liquefy", response_.liquefaction);
    add(3, "release", "tailings are released", response_.release);
    damage_.states.back().at_least = damage_.states.back().probability && !response_.unknown.empty();
    if (damage_.states.back().probability) damage_.release = std::move(tables[3]);
  }

  void add_settlement(const DamResponseOptions& options) {
    const double magnitude = options.magnitude.value_or(options.default_magnitude);
    const auto tables = tabulate_responses(kSettlementClasses, [&](double pga, std::span<double> out) {
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = settlement_exceedance(settlement_classes()[i].settlement_from_pct, pga, magnitude);
    });
    const SettlementFit& fit = response_.settlement;
    const bool weak = std::exp(*shaking_.ln_median_g) < kSettlementLeastPga_g;
    const Origin as_sure_as_magnitude = options.magnitude ? fit.origin : weaker(fit.origin, Origin::by_default);
    const Origin origin = weaker(as_sure_as_magnitude, weak ? weaker(shaking_.origin, Origin::extrapolated) : shaking_.origin);
    for (std::size_t i = 1; i < kSettlementClasses; ++i) {
      damage_.states.push_back({.mechanism = "settlement", .state = std::string(settlement_classes()[i].name), .probability = mean(tables[i]), .probability_low = {},
                                .probability_high = {}, .origin = origin, .note = joined_notes(joined_notes(shaking_.note, settlement_note()), fit.note), .basis = "swaisgood-2003"});
    }
  }

  void add_fragility(const FragilityCurve& curve) {
    auto tables = tabulate_responses(curve.states.size(), [&](double pga, std::span<double> out) { std::ranges::copy(state_exceedance(curve, pga), out.begin()); });
    for (std::size_t i = 0; i < curve.states.size(); ++i) {
      damage_.states.push_back({.mechanism = curve.id, .state = curve.states[i].name, .probability = mean(tables[i]), .probability_low = {}, .probability_high = {},
                                .origin = weaker(Origin::given, shaking_.origin), .note = joined_notes(shaking_.note, curve.source), .basis = "fragility curve"});
    }
    if (!lend_release(curve, damage_.states)) return;
    const auto release = std::find_if(damage_.states.begin(), damage_.states.end(), [](const DamageState& s) { return s.mechanism == "release"; });
    release->note = joined_notes(shaking_.note, release->note);
    const auto lent = std::find_if(curve.states.begin(), curve.states.end(), [](const FragilityState& state) { return state.name == "release"; });
    damage_.release = std::move(tables[static_cast<std::size_t>(lent - curve.states.begin())]);
  }

  const Facility& facility_;
  const DamResponse& response_;
  const EventShaking& shaking_;
  EventDamage damage_;
};

}  // namespace

EventDamage event_damage(const Facility& facility, const EventShaking& shaking, const DamRules& rules, DamResponseOptions options) {
  options.shaking_with = shaking_with(shaking);
  const DamResponse response = dam_response(dam_of(facility, rules), &rules.liquefaction, options);
  return EventJudge(facility, response, shaking).judge(options, rules);
}

}  // namespace tmfgeo
