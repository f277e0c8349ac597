// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "tmfgeo/app/earthquake_file.h"
#include "tmfgeo/app/natech_rasters.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/scenario_earthquake.h"
#include "tmfgeo/hazard/shakemap.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kMostFacilities = 5000;
/// Scatter of a ShakeMap that does not tell its own: the project's assumption.
constexpr double kShakeMapSigma_ln = 0.6;
/// Means of responses over the scatter of the shaking, at equal steps of probability.
std::vector<double> mean_responses(std::size_t count, const Responses& responses, const EventShaking& shaking) {
  constexpr int kSteps = 64;
  std::vector<double> sums(count, 0);
  std::vector<double> here(count, 0);
  for (int i = 0; i < kSteps; ++i) {
    responses(shaking.percentile_g((i + 0.5) / kSteps), here);
    for (std::size_t r = 0; r < count; ++r) sums[r] += here[r] / kSteps;
  }
  return sums;
}

std::vector<DamageState> event_damage(const Facility& f, const DamResponse& response, const EventShaking& shaking, double magnitude,
                                      const DamRules& rules) {
  std::vector<DamageState> states;
  std::vector<double> ways(4, 0);
  if (shaking.ln_median_g) {
    ways = mean_responses(4, [&](double pga, std::span<double> out) { std::ranges::copy(response.at(pga), out.begin()); }, shaking);
  }
  const auto add = [&](const char* name, const char* state, const Mechanism& m, double probability) {
    DamageState s{.mechanism = name, .state = state, .probability = {}, .probability_low = {}, .probability_high = {}, .note = shaking.ln_median_g ? m.note : shaking.note, .basis = m.basis};
    if (m.response && shaking.ln_median_g) {
      s.probability = probability;
      s.origin = weaker(m.origin, shaking.origin);
    }
    states.push_back(std::move(s));
  };
  add("displacement", "moves more than 1 m", response.displacement, ways[0]);
  add("freeboard", "crest sinks below the water", response.freeboard, ways[1]);
  add("liquefaction", "tailings liquefy", response.liquefaction, ways[2]);
  add("release", "tailings are released", response.release, ways[3]);
  states.back().at_least = states.back().probability && !response.unknown.empty();
  if (!shaking.ln_median_g) return states;
  const auto settled = mean_responses(kSettlementClasses, [&](double pga, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = settlement_exceedance(settlement_classes()[i].settlement_from_pct, pga, magnitude);
  }, shaking);
  const bool weak = std::exp(*shaking.ln_median_g) < kSettlementLeastPga_g;
  for (std::size_t i = 1; i < kSettlementClasses; ++i) {
    states.push_back({.mechanism = "settlement", .state = std::string(settlement_classes()[i].name), .probability = settled[i], .probability_low = {}, .probability_high = {},
                      .origin = weak ? weaker(shaking.origin, Origin::extrapolated) : shaking.origin, .note = settlement_note(), .basis = "swaisgood-2003"});
  }
  if (const FragilityCurve* curve = fragility_of(rules.fragility, f)) {
    const auto reached = mean_responses(curve->states.size(), [&](double pga, std::span<double> out) { std::ranges::copy(state_exceedance(*curve, pga), out.begin()); }, shaking);
    for (std::size_t i = 0; i < curve->states.size(); ++i) {
      states.push_back({.mechanism = curve->id, .state = curve->states[i].name, .probability = reached[i], .probability_low = {}, .probability_high = {},
                        .origin = weaker(Origin::given, shaking.origin), .note = curve->source, .basis = "fragility curve"});
    }
    lend_release(*curve, states);
  }
  return states;
}

/// A fragility curve's state of that name where it stands in for the dam's own response, else that.
void set_release(ShakenSite& site, const DamResponse& response, const FragilityCurve* fragility, const std::vector<DamageState>& damage) {
  const auto release = std::find_if(damage.begin(), damage.end(), [](const DamageState& s) { return s.mechanism == "release"; });
  site.partly = release->at_least;
  if (release->basis.empty()) {
    if (response.release.response) site.response = fit_failure_response(response.release.response);
    return;
  }
  for (const FragilityState& state : fragility->states) {
    if (state.name == "release") site.response = FailureResponse{state.median, state.beta};
  }
}

void judge_event(NatechEvent& event, const DamRules& rules, const NatechInput& input, const std::vector<FacilityResult>& facilities,
                 const std::vector<NatechGroup>& groups, Issues& issues) {
  const std::optional<double> magnitude = std::isfinite(event.magnitude) ? std::optional(event.magnitude) : input.magnitude;
  std::vector<ShakenSite> sites(facilities.size());
  event.damage.resize(facilities.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(facilities.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      const Facility& f = facilities[i].facility;
      const EventShaking& shaking = event.shaking[i];
      const DamResponse response = dam_response(dam_of(f, rules), &rules.liquefaction, {.model = input.displacement_model, .magnitude = magnitude});
      event.damage[i] = event_damage(f, response, shaking, magnitude.value_or(DamResponseOptions{}.default_magnitude), rules);
      sites[i] = {.location = f.location, .ln_median_g = shaking.ln_median_g.value_or(0), .tau = shaking.tau, .phi = shaking.phi};
      if (shaking.ln_median_g) set_release(sites[i], response, fragility_of(rules.fragility, f), event.damage[i]);
    }
  });
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const Facility& f = facilities[i].facility;
    if (!event.shaking[i].ln_median_g) {
      issues.push_back(make_issue("hazard_event_unknown", {f.id, f.file, f.record}, event.id, event.shaking[i].note + ", expected shaking"));
    }
  }
  std::vector<FacilityGroup> members;
  for (const NatechGroup& g : groups) members.push_back(g.group);
  event.joint = joint_earthquake(sites, members, {.draws = input.draws, .seed = input.seed});
}

/// What of the models' ranges one facility leaves.
std::string range_note(const EarthquakeFile& quake, const ScenarioNotes& notes, const RuptureDistances& distances, const SiteSoil& soil) {
  SiteExtent extent;
  extent.add(distances, soil);
  std::vector<std::string> flags;
  for (const WeightedModel& m : quake.models.models) {
    for (const RangeFlag& flag : outside_range(*m.model, notes.ruptures.front().traits, extent)) {
      std::string text = to_text(flag);
      if (std::find(flags.begin(), flags.end(), text) == flags.end()) flags.push_back(std::move(text));
    }
  }
  return joined(flags, "; ");
}

NatechEvent shake(const EarthquakeFile& quake, const std::vector<FacilityResult>& facilities, const std::vector<NatechSite>& known) {
  NatechEvent event{.id = quake.id, .title = quake.title, .kind = "scenario", .time = quake.time, .source = quake.source, .models = quake.models.name,
                    .magnitude = quake.focus.magnitude, .depth_km = quake.focus.depth_km, .epicentre = quake.focus.epicentre, .file = {},
                    .notes = {}, .shaking = {}, .damage = {}, .joint = {}};
  std::vector<Point> places;
  std::vector<SiteGround> grounds;
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    places.push_back(facilities[i].facility.location);
    grounds.push_back(known[i].ground);
  }
  const std::vector<SiteSoil> soils = soils_of(places, grounds, quake.arc);
  const ScenarioShaking result = shake_sites(quake.focus, quake.models, kPga, places, soils);
  for (const RangeFlag& flag : result.notes.outside) event.notes.push_back(to_text(flag));
  for (const std::string& name : result.notes.left_out) event.notes.push_back(name + " gives no PGA and was left out");
  std::vector<RuptureDistances> distances(places.size());
  if (!result.notes.ruptures.empty()) rupture_distances(result.notes.ruptures.front(), places, distances);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EventShaking& s = event.shaking.emplace_back();
    if (result.sites.empty() || !std::isfinite(result.sites[i].ln_median)) {
      s.note = result.sites.empty() ? "no model of the region gives PGA" : "the models lack a value of the ground";
      continue;
    }
    s = {result.sites[i].ln_median, std::hypot(result.sites[i].tau, result.sites[i].model_spread), result.sites[i].phi, grounds[i].origin == Origin::by_default ? Origin::by_default : Origin::computed,
         range_note(quake, result.notes, distances[i], soils[i])};
    if (!s.note.empty()) s.origin = weaker(s.origin, Origin::extrapolated);
  }
  return event;
}

/// A ShakeMap as a raster: nothing but the acceleration is known, and what the project says of it.
NatechEvent raster_event(const ShakeMapInput& input, const std::vector<FacilityResult>& facilities, Issues& issues) {
  if (!input.unit) {
    throw Error(ErrorCode::invalid_input, "is no grid.xml: a raster needs the key unit in [natech.shakemap] of the project, expected g, %g, cm/s2 or m/s2", input.file());
  }
  NatechEvent event;
  event.id = std::filesystem::path(input.file()).stem().string();
  event.title = event.id;
  event.kind = "shakemap";
  event.source = input.source;
  event.models = "ShakeMap";
  event.magnitude = input.magnitude.value_or(event.magnitude);
  event.epicentre = {NAN, NAN};
  event.file = input.file();
  event.notes.push_back("the raster tells no scatter of PGA: " + shortest(kShakeMapSigma_ln) + " taken");
  const PlacedRaster raster = read_acceleration(input, *input.unit, input.unit_text, issues);
  for (const FacilityResult& r : facilities) {
    EventShaking& s = event.shaking.emplace_back();
    const auto pga = raster.at(r.facility.location);
    if (!pga || !(*pga > 0)) {
      s.note = "the ShakeMap does not cover the place";
      continue;
    }
    s.ln_median_g = std::log(*pga);
    s.phi = kShakeMapSigma_ln;
    s.origin = Origin::by_default;
  }
  return event;
}

NatechEvent shakemap_event(const InputFile& input, const std::vector<FacilityResult>& facilities) {
  const std::string& path = input.file();
  const ShakeMap map = read_shakemap(path);
  NatechEvent event{.id = map.event_id.empty() ? "shakemap" : map.event_id, .title = map.description, .kind = "shakemap", .time = map.time, .source = input.source,
                    .models = "ShakeMap", .magnitude = map.magnitude, .depth_km = map.depth_km, .epicentre = map.epicentre, .file = path,
                    .notes = {}, .shaking = {}, .damage = {}, .joint = {}};
  if (!map.ln_std_pga) event.notes.push_back("the ShakeMap tells no scatter of PGA: " + shortest(kShakeMapSigma_ln) + " taken");
  for (const FacilityResult& r : facilities) {
    EventShaking& s = event.shaking.emplace_back();
    const double pga = sample_ln(map.pga_g, r.facility.location);
    if (!(pga > 0)) {
      s.note = "the ShakeMap does not cover the place";
      continue;
    }
    s.ln_median_g = std::log(pga);
    const double told = map.ln_std_pga ? sample_linear(*map.ln_std_pga, r.facility.location) : NAN;
    // What all places share has gone into the map with the recordings.
    s.phi = std::isfinite(told) && told >= 0 ? told : kShakeMapSigma_ln;
    s.origin = std::isfinite(told) ? Origin::given : Origin::by_default;
  }
  return event;
}

}  // namespace

double EventShaking::sigma() const { return std::hypot(tau, phi); }

double EventShaking::percentile_g(double p) const { return std::exp(*ln_median_g + normal_quantile(p) * sigma()); }

void run_events(const NatechInput& input, const DamRules& rules, const std::vector<FacilityResult>& facilities,
                const GroundFinder& ground, NatechResults& results, Issues& issues) {
  const bool any = !input.scenarios.empty() || input.shakemap;
  if (any && facilities.size() > kMostFacilities) {
    throw Error(ErrorCode::invalid_input, "found " + std::to_string(facilities.size()) + " facilities, expected at most " + std::to_string(kMostFacilities) + " for joint events");
  }
  for (const InputFile& scenario : input.scenarios) {
    const EarthquakeFile quake = read_earthquake(scenario.file(), regions_path());
    for (const NatechEvent& other : results.events) {
      if (other.id == quake.id) throw Error(ErrorCode::invalid_input, "[earthquake] id: \"" + quake.id + "\" is there twice, expected an id of its own", scenario.file());
    }
    results.events.push_back(shake(quake, facilities, results.sites));
    results.events.back().file = scenario.file();
    add_scenario_rasters(quake, input.measures, facilities, ground, results.events.back(), results.rasters);
  }
  if (input.shakemap) {
    results.events.push_back(input.shakemap->is_xml() ? shakemap_event(*input.shakemap, facilities) : raster_event(*input.shakemap, facilities, issues));
  }
  for (NatechEvent& event : results.events) judge_event(event, rules, input, facilities, results.groups, issues);
  std::vector<FloodFailure> failures;
  for (const NatechSite& site : results.sites) {
    const bool exact = site.flood_failure_return_period_y.has_value();
    failures.push_back({exact ? site.flood_failure_return_period_y : site.flood_failure_at_most_y, !exact});
  }
  std::vector<FacilityGroup> members;
  for (const NatechGroup& g : results.groups) members.push_back(g.group);
  results.floods = joint_flood(failures, members);
}

}  // namespace tmfgeo
