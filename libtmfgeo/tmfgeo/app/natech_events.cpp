// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "tmfgeo/app/event_damage.h"
#include "tmfgeo/app/natech_rasters.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/scenario_earthquake.h"
#include "tmfgeo/hazard/shakemap.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kMostFacilities = 5000;
/// Scatter of a ShakeMap that does not tell its own: the project's assumption.
constexpr double kShakeMapSigma_ln = 0.6;

void judge_event(NatechEvent& event, const DamRules& rules, const NatechInput& input, const std::vector<FacilityResult>& facilities,
                 const std::vector<NatechSite>& ground, const std::vector<NatechGroup>& groups, Issues& issues) {
  const std::optional<double> magnitude = std::isfinite(event.magnitude) ? std::optional(event.magnitude) : input.magnitude;
  std::vector<ShakenSite> sites(facilities.size());
  event.damage.resize(facilities.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(facilities.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      const Facility& f = facilities[i].facility;
      const EventShaking& shaking = event.shaking[i];
      EventDamage damage = event_damage(f, shaking, rules,
                                        {.model = input.displacement_model, .magnitude = magnitude, .ground = ground_type(ground[i].ground.vs30_m_s)});
      sites[i] = {.location = f.location, .ln_median_g = shaking.ln_median_g.value_or(0), .tau = shaking.tau, .phi = shaking.phi};
      if (damage.release) sites[i].response = std::move(*damage.release);
      sites[i].partly = damage.partly;
      event.damage[i] = std::move(damage.states);
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

/// Periods at which a scenario's models are asked about the dams: from a stiff dam's to that of a high, soft one.
constexpr std::array<double, 9> kDamPeriods_s{0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3};

/// Medians beside the PGA with their scatter, where all models of the set give them: a part of the set would be another set.
void add_spectrum(const EarthquakeFile& quake, const std::vector<Point>& places, const std::vector<SiteSoil>& soils, std::vector<EventShaking>& shaking) {
  const auto ask = [&](const IntensityMeasure& measure, auto take) {
    if (models_with(quake.models, measure).models.size() < quake.models.models.size()) return;
    const ScenarioShaking result = shake_sites(quake.focus, quake.models, measure, places, soils);
    for (std::size_t i = 0; i < shaking.size(); ++i) {
      const SiteShaking& site = result.sites[i];
      if (shaking[i].ln_median_g && std::isfinite(site.ln_median)) take(shaking[i], EventMedian{site.median(), site.total_sigma()});
    }
  };
  for (const double period_s : kDamPeriods_s) {
    ask(spectral_acceleration(period_s), [&](EventShaking& s, EventMedian sa_g) { s.spectrum.push_back({period_s, sa_g}); });
  }
  ask(kPgv, [](EventShaking& s, EventMedian pgv_cm_s) { s.pgv_cm_s = pgv_cm_s; });
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
      s.note = result.sites.empty() ? "no model of the region gives PGA" : lacking_ground(quake.models, soils[i]);
      continue;
    }
    s.ln_median_g = result.sites[i].ln_median;
    s.tau = std::hypot(result.sites[i].tau, result.sites[i].model_spread);
    s.phi = result.sites[i].phi;
    s.origin = grounds[i].origin == Origin::by_default ? Origin::by_default : Origin::computed;
    s.note = range_note(quake, result.notes, distances[i], soils[i]);
    if (!s.note.empty()) s.origin = weaker(s.origin, Origin::extrapolated);
    if (grounds[i].origin == Origin::by_default) s.note += (s.note.empty() ? "" : "; ") + grounds[i].source;
  }
  add_spectrum(quake, places, soils, event.shaking);
  return event;
}

/// Weak shaking is often rounded down to 0, which is as good as nothing.
constexpr const char* kNothingTold = "the ShakeMap has no value here, or 0";


std::string scatter_note() { return "scatter of PGA not told: " + shortest(kShakeMapSigma_ln) + " taken"; }

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
      s.note = kNothingTold;
      continue;
    }
    s.ln_median_g = std::log(*pga);
    s.phi = kShakeMapSigma_ln;
    s.origin = Origin::by_default;
    s.note = scatter_note();
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
      s.note = kNothingTold;
      continue;
    }
    s.ln_median_g = std::log(pga);
    const double told = map.ln_std_pga ? sample_linear(*map.ln_std_pga, r.facility.location) : NAN;
    // What all places share has gone into the map with the recordings.
    const bool usable = std::isfinite(told) && told >= 0;
    s.phi = usable ? told : kShakeMapSigma_ln;
    s.origin = usable ? Origin::given : Origin::by_default;
    if (!usable) s.note = scatter_note();
    for (const ShakeMapSpectrum& spectrum : map.spectra) {
      const double sa = sample_ln(spectrum.sa_g, r.facility.location);
      if (sa > 0) s.spectrum.push_back({spectrum.period_s, {sa}});
    }
    const double pgv = map.pgv_cm_s ? sample_ln(*map.pgv_cm_s, r.facility.location) : NAN;
    if (pgv > 0) s.pgv_cm_s = EventMedian{pgv};
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
    const EarthquakeFile quake = read_earthquake(scenario.file(), region_sets(input.regions));
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
  for (NatechEvent& event : results.events) judge_event(event, rules, input, facilities, results.sites, results.groups, issues);
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
