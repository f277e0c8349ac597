// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/natech_run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <span>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/return_period.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {
namespace {

/// Time in which a crest that sank is built up again: the project's assumption.
constexpr double kRepair_y = 1;

/// Share of failures at a hazard curve's first level from which those below it cannot be left out unsaid.
constexpr double kNotSmall = 0.1;

DamageState yearly_state(const char* mechanism, const char* state, const AnnualRate& rate, Origin origin, std::string note) {
  if (rate.extrapolated()) note += std::string(note.empty() ? "" : ", ") + "in part from shaking that the hazard data do not reach";
  const bool open_below = rate.response_at_first > kNotSmall;
  if (open_below) note += std::string(note.empty() ? "" : ", ") + "weaker shaking than the hazard curve holds does it too and is not counted";
  DamageState s{.mechanism = mechanism, .state = state, .probability = rate.probability(), .probability_low = probability_of(rate.low_per_year, 1),
                .probability_high = probability_of(rate.high_per_year, 1), .at_least = open_below,
                .origin = rate.extrapolated() ? weaker(origin, Origin::extrapolated) : origin, .note = std::move(note), .basis = ""};
  if (open_below) s.probability_high.reset();
  return s;
}

/// A slope that does not stand needs no earthquake: it fails in every year.
void mark_not_standing(const DamResponse& response, std::vector<DamageState>& states) {
  if (response.yield.stands) return;
  for (DamageState& s : states) {
    if (s.mechanism != "displacement" && s.mechanism != "release") continue;
    s.probability = s.probability_low = s.probability_high = 1;
    s.at_least = false;
    s.origin = response.displacement.origin;
    s.note = response.displacement.note;
  }
}

/// What a year's shaking rests on stands with everything it does: a default ground, models beyond their range, maps that were raised.
void tell_hazard(const SiteCurve& hazard, std::span<DamageState> states) {
  const std::vector<bool>& raised = hazard.curve->raised;
  const bool any_raised = std::find(raised.begin(), raised.end(), true) != raised.end();
  const std::string note = joined_notes(any_raised ? kRaisedMap : std::string_view(), hazard.note);
  for (DamageState& s : states) {
    if (!s.probability) continue;
    s.note = joined_notes(s.note, note);
    if (any_raised) s.origin = weaker(s.origin, Origin::extrapolated);
  }
}

void add_mechanism(const char* name, const char* state, const Mechanism& m, const std::optional<AnnualRate>& rate, const SiteCurve& hazard,
                   std::vector<DamageState>& states) {
  if (!rate) {
    states.push_back({.mechanism = name, .state = state, .probability = {}, .probability_low = {}, .probability_high = {},
                      .note = m.response ? hazard.source : m.note, .basis = m.basis});
    return;
  }
  const bool one_map = hazard.curve->level.size() == 1;
  const Origin origin = weaker(m.origin, hazard.origin);
  states.push_back(yearly_state(name, state, *rate, one_map ? weaker(origin, Origin::extrapolated) : origin, m.note));
  states.back().basis = m.basis;
}

/// A release whose ways to fail could not all be judged has no upper end.
void mark_partly_judged(const DamResponse& response, DamageState& release) {
  if (response.unknown.empty() || !release.probability) return;
  release.at_least = true;
  release.probability_high.reset();
}

std::vector<DamageState> yearly_states(const Facility& f, const SiteCurve& hazard, const DamResponse& response, const NatechInput& input,
                                       const DamRules& rules) {
  std::vector<DamageState> states;
  const DamRates rates = hazard.curve ? dam_rates(response, hazard.view()) : DamRates{};
  add_mechanism("displacement", "moves more than 1 m", response.displacement, rates.displacement, hazard, states);
  add_mechanism("freeboard", "crest sinks below the water", response.freeboard, rates.freeboard, hazard, states);
  add_mechanism("liquefaction", "tailings liquefy", response.liquefaction, rates.liquefaction, hazard, states);
  add_mechanism("release", "tailings are released", response.release, rates.release, hazard, states);
  mark_partly_judged(response, states.back());
  if (hazard.curve) tell_hazard(hazard, states);
  mark_not_standing(response, states);
  const std::size_t ways = states.size();  // the last of them is the release
  if (!hazard.curve) return states;
  const DamResponseOptions options = response_options(input, hazard);
  const auto classes = settlement_class_rates(hazard.view(), options.magnitude.value_or(options.default_magnitude));
  const SettlementFit& fit = response.settlement;
  for (std::size_t i = 1; i < kSettlementClasses; ++i) {
    states.push_back(yearly_state("settlement", std::string(settlement_classes()[i].name).c_str(), classes[i],
                                  weaker(weaker(options.magnitude ? Origin::computed : Origin::by_default, fit.origin), hazard.origin), settlement_note() + (fit.note.empty() ? "" : ", " + fit.note)));
    states.back().basis = "swaisgood-2003";
  }
  const FragilityCurve* curve = fragility_of(rules.fragility, f);
  if (curve != nullptr) {
    const auto damage = annual_damage(hazard.view(), *curve);
    for (std::size_t i = 0; i < damage.size(); ++i) {
      states.push_back(yearly_state(curve->id.c_str(), curve->states[i].name.c_str(), damage[i], weaker(Origin::given, hazard.origin), curve->source));
      states.back().basis = "fragility curve";
    }
  }
  tell_hazard(hazard, std::span(states).subspan(ways));
  if (curve != nullptr && lend_release(*curve, states)) tell_hazard(hazard, std::span(states).subspan(ways - 1, 1));
  return states;
}

Pond pond_of(const Facility& f) {
  return {.area_m2 = f.pond_area_m2, .freeboard_m = f.freeboard_m, .catchment_m2 = f.pond_catchment_m2, .runoff_fraction = f.pond_runoff_fraction,
          .diversion_m3 = f.pond_diversion_m3, .wind_m_s = f.wind_m_s, .fetch_m = f.pond_fetch_m, .face_slope = f.pond_face_slope};
}

/// Storms on the freeboard that earthquakes left.
void add_overtopping_after_earthquakes(const Facility& f, const Pond& pond, const NatechInput& input, const SettlementFit& fit, NatechSite& site) {
  DamageState state{.mechanism = "overtopping", .state = "a storm overtops before the crest that sank is repaired", .probability = {},
                    .probability_low = {}, .probability_high = {}, .note = "", .basis = "storms after swaisgood-2003"};
  if (!f.dam_height_m) {
    state.note = "height of the dam is not known";
  } else {
    const DamResponseOptions options = response_options(input, site.hazard);
    const auto settlements = settlement_rates(site.hazard.view(), options.magnitude.value_or(options.default_magnitude), *f.dam_height_m, 0);
    const OvertoppingRate after = overtopping_after_earthquakes(pond, input.storms, settlements, kRepair_y, input.pond);
    const auto chance = [](const std::optional<double>& rate) { return rate ? std::optional(probability_of(*rate, 1)) : std::nullopt; };
    state.probability = chance(after.per_year);
    state.probability_low = chance(after.at_least);
    state.probability_high = chance(after.at_most);
    if (state.probability) state.origin = weaker(weaker(after.origin, options.magnitude ? Origin::computed : Origin::by_default), weaker(fit.origin, site.hazard.origin));
    if (!state.probability && after.origin != Origin::unknown) state.note = "beyond the storms of the table";
    for (const std::string& more : {after.note, fit.note}) {
      if (!more.empty()) state.note += (state.note.empty() ? "" : ", ") + more;
    }
  }
  tell_hazard(site.hazard, {&state, 1});
  site.yearly.push_back(std::move(state));
}

void add_overtopping(const Facility& f, const NatechInput& input, const SettlementFit& fit, NatechSite& site) {
  if (input.storms.empty()) {
    site.overtopping.note = "no storms are given";
    return;
  }
  const Pond pond = pond_of(f);
  site.overtopping = overtopping_rate(pond, input.storms, 0, input.pond);
  if (site.hazard.curve) add_overtopping_after_earthquakes(f, pond, input, fit, site);
}

void judge_dam(const NatechInput& input, const DamRules& rules, const Facility& f, NatechSite& site) {
  const Dam dam = dam_of(f, rules);
  DamResponseOptions options = response_options(input, site.hazard);
  options.ground = ground_type(site.ground.vs30_m_s);
  options.shaking_with = spectrum_with(site);
  const DamResponse response = dam_response(dam, &rules.liquefaction, options);
  site.soundings = dam.soundings;
  site.yearly = yearly_states(f, site.hazard, response, input, rules);
  add_overtopping(f, input, response.settlement, site);
  const DesignPhase phase = design_phase(input, f);
  check_earthquake(f, response, rules, phase, site);
  judge_floods(f, rules, phase, site);
}

}  // namespace

DamRules read_dam_rules(const Project& project) {
  DamRules rules;
  const std::filesystem::path natech = std::filesystem::path(data_folder()) / "natech";
  rules.liquefaction = read_liquefaction_table((natech / "liquefaction-classes.toml").string());
  rules.guideline = read_design_guideline(guideline_path(project));
  const std::vector<ModelSet> sets = region_sets(project.natech->regions);
  for (const InputFile& scenario : project.natech->scenarios) read_earthquake(scenario.file(), sets);
  if (const auto& input = project.natech->fragility) {
    rules.fragility = parse_fragility_curves(read_file(input->file()), input->file());
    for (const FragilityCurve& curve : rules.fragility) {
      if (curve.measure == DemandMeasure::pga_g) continue;
      throw Error(ErrorCode::invalid_input,
                  "curve \"" + curve.id + "\" is of " + std::string(to_text(curve.measure)) + ", expected pga_g: only shaking is known at a facility", input->file());
    }
  }
  if (const auto& input = project.natech->soundings) rules.soundings = parse_soundings(read_file(input->file()), input->file());
  return rules;
}

std::string joined_notes(std::string_view first, std::string_view second) {
  return std::string(first) + (first.empty() || second.empty() ? "" : ", ") + std::string(second);
}

Dam dam_of(const Facility& f, const DamRules& rules) {
  Dam dam;
  dam.slope.yield_acceleration_g = f.yield_acceleration_g;
  dam.slope.factor_of_safety = f.factor_of_safety;
  dam.slope.slope_deg = f.downstream_slope_deg;
  dam.slope.friction_deg = f.friction_deg;
  dam.height_m = f.dam_height_m;
  dam.freeboard_m = f.freeboard_m;
  if (f.dam_type) dam.dam_type = std::string(to_text(*f.dam_type));
  dam.saturated = f.saturated;
  if (const auto found = rules.soundings.find(f.id); found != rules.soundings.end()) dam.soundings = found->second.rows;
  return dam;
}

void check_soundings(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities, Issues& issues) {
  for (const auto& [id, soundings] : rules.soundings) {
    const bool known = std::any_of(facilities.begin(), facilities.end(), [&, name = id](const FacilityResult& r) { return r.facility.id == name; });
    if (known) continue;
    issues.push_back(make_issue("soundings_facility_unknown", {id, input.soundings->file(), "line " + std::to_string(soundings.line)}, "facility_id",
                                "found \"" + id + "\", expected the id of a facility of the project"));
  }
}

void check_fragility(const NatechInput& input, const DamRules& rules, Issues& issues) {
  constexpr std::array types{DamType::upstream, DamType::downstream, DamType::centreline, DamType::earthfill, DamType::rockfill};
  std::vector<std::string> names{"default"};
  for (const DamType type : types) names.emplace_back(to_text(type));
  for (const FragilityCurve& curve : rules.fragility) {
    if (std::find(names.begin(), names.end(), curve.id) != names.end()) continue;
    const auto nearest = nearest_word(curve.id, names);
    issues.push_back(make_issue("fragility_curve_unused", {"", input.fragility->file(), ""}, "curve",
                                "found \"" + curve.id + "\", expected one of: " + joined(names, ", ") + (nearest ? " (did you mean \"" + *nearest + "\"?)" : "")));
  }
}

DamResponseOptions response_options(const NatechInput& input, const SiteCurve& hazard) {
  DamResponseOptions options{.model = input.displacement_model, .magnitude = input.magnitude};
  if (options.magnitude || hazard.disaggregation.empty()) return options;
  const Disaggregation& rarest = hazard.disaggregation.back().shares;
  if (rarest.parts.empty()) return options;
  options.magnitude = rarest.mean_magnitude;
  const bool observed = hazard.curve && hazard.disaggregation.back().return_period_y <= hazard.curve->longest_y;
  options.magnitude_origin = observed ? Origin::computed : Origin::extrapolated;
  options.magnitude_note = "magnitude " + fixed(rarest.mean_magnitude, 1) + ", mean of the disaggregation";
  return options;
}

const FragilityCurve* fragility_of(const std::vector<FragilityCurve>& curves, const Facility& f) {
  const FragilityCurve* found = nullptr;
  for (const FragilityCurve& curve : curves) {
    if (f.dam_type && curve.id == to_text(*f.dam_type)) return &curve;
    if (curve.id == "default") found = &curve;
  }
  return found;
}

std::string settlement_note() {
  return "compacted embankments that do not liquefy; none counted below " + shortest(kSettlementLeastPga_g) + " g, where the model's data begin";
}

bool lend_release(const FragilityCurve& curve, std::vector<DamageState>& states) {
  const auto named = [&](const std::string& mechanism, bool release_only) {
    return std::find_if(states.begin(), states.end(), [&](const DamageState& s) { return s.mechanism == mechanism && (!release_only || s.state == "release"); });
  };
  const auto own = named("release", false);
  const auto lent = named(curve.id, true);
  if (own == states.end() || lent == states.end()) return false;
  if (own->probability && (!own->at_least || *lent->probability < *own->probability)) return false;
  own->probability = lent->probability;
  own->probability_low = lent->probability_low;
  own->probability_high = lent->probability_high;
  own->at_least = false;
  own->origin = lent->origin;
  own->basis = lent->basis;
  own->note = "fragility curve " + curve.id + ": " + curve.source;
  return true;
}

void judge_dams(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities, NatechResults& results) {
  results.guideline = rules.guideline.id;
  parallel_for(0, static_cast<std::ptrdiff_t>(facilities.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) {
      const auto n = static_cast<std::size_t>(i);
      judge_dam(input, rules, facilities[n].facility, results.sites[n]);
    }
  });
}

}  // namespace tmfgeo
