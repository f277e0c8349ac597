// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_run.h"

#include <limits>

#include "tmfgeo/app/transport_hydraulics.h"
#include "tmfgeo/app/transport_ranks.h"
#include "tmfgeo/app/transport_runout.h"
#include "tmfgeo/app/transport_stations.h"
#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

std::vector<RiverState> river_states(const Assessment& a, const HydraulicOptions& hydraulics, Issues& issues) {
  std::vector<RiverState> states;
  for (const Flow flow : a.project.transport->flows) {
    Issues own;
    states.push_back(river_state(a.network, hydraulics, flow, own));
    // What is missing of a reach is missing at every flow: told once.
    if (states.size() == 1) issues.insert(issues.end(), own.begin(), own.end());
  }
  return states;
}

/// How far anybody knows the way; a facility that is on none may have any.
double known_way_m(const Route& route) { return route.line.size() < 2 ? std::numeric_limits<double>::infinity() : route.length_m(); }

/// For who reads of a facility and not the list of issues.
Sentence refused_sentence(bool some_stated) {
  if (some_stated) return {"A row of the stated release was refused: the rest stands.", "Строка заявленного выброса не принята: остальное взято."};
  return {"The stated release was refused: what stands here is assumed.", "Заявленный выброс не принят: взято предположение."};
}

TransportSite site_of(const FacilityResult& r, const TransportData& data, Trigger trigger, Issues& issues) {
  const auto stated = data.releases.by_facility.find(r.facility.id);
  TransportSite site;
  site.release_refused = data.releases.refused.contains(r.facility.id);
  site.release = release_scenario(r.facility, stated == data.releases.by_facility.end() ? nullptr : &stated->second, data.compositions, trigger);
  if (site.release) {
    if (site.release_refused) site.release->assumptions.push_back(refused_sentence(stated != data.releases.by_facility.end()));
    site.runout = runout_distance(*site.release, r.facility, known_way_m(r.route));
  } else {
    issues.push_back(make_issue("release_unknown", {r.facility.id, r.facility.file, r.facility.record}, "volume_m3",
                                "neither a volume nor a release is known: only times of the plume are told"));
  }
  return site;
}

}  // namespace

ReleaseScenario times_only(const Facility& facility) {
  constexpr double kHour_s = 3600;
  ReleaseScenario r;
  r.facility = facility.id;
  r.volume_m3 = {.median = kHour_s, .sd_log10 = 0, .origin = Origin::by_default, .source = "one hour, for the times alone"};
  r.duration_s = {.median = kHour_s, .sd_log10 = 0, .origin = Origin::by_default, .source = r.volume_m3.source};
  return r;
}

EnsembleOptions ensemble_of(const TransportInput& input, const TransportSpread& spread) {
  return {.draws = input.draws, .seed = input.seed, .spread = spread};
}

Journey journey_of(const FacilityResult& facility, const TransportSite& site, const ReleaseScenario& fallback) {
  return {site.release ? &*site.release : &fallback, &facility.route, site.receptors};
}

TransportResults run_transport(const Assessment& a, const TransportTask& task, Issues& issues, const Progress& progress) {
  TMFGEO_EXPECTS(a.project.transport && task.data != nullptr);
  const TransportInput& input = *a.project.transport;
  const TransportData& data = *task.data;
  TransportResults t;
  t.library = data.library;
  t.spread = data.spread;
  t.flows = input.flows;
  report(progress, "hydraulics of the rivers", 0);
  const RouteReaches rivers(a.network, a.results);
  HydraulicOptions hydraulics = hydraulic_options(a.project, data, a.network, a.terrain, issues);
  hydraulics.lakes = lakes_on(input, data.lakes, rivers, issues);
  t.states = river_states(a, hydraulics, issues);
  const auto stations = find_stations(input, data, hydraulics.lakes, rivers, task.places, a.borders, issues);

  report(progress, "releases", 0);
  std::vector<ReleaseScenario> fallbacks;
  for (const FacilityResult& r : a.results) {
    t.sites.push_back(site_of(r, data, input.trigger, issues));
    t.sites.back().receptors = receptors_on(r, a.network, stations);
    fallbacks.push_back(times_only(r.facility));
  }

  if (a.terrain) {
    report(progress, "run-out zones", 0);
    add_runout_zones(a, a.terrain->given_m, task.places, t);
  }

  report(progress, "flood waves and plumes", 0);
  const EnsembleOptions ensemble = ensemble_of(input, data.spread);
  OneRank alone;
  Ranks& ranks = task.ranks != nullptr ? *task.ranks : alone;
  JourneyArrivals arrivals = shared_arrivals(ranks, a.results.size(), [&](const std::vector<std::size_t>& mine) {
    std::vector<Journey> journeys;
    for (const std::size_t i : mine) journeys.push_back(journey_of(a.results[i], t.sites[i], fallbacks[i]));
    return plume_arrivals(a.network, t.states, journeys, t.library, {}, ensemble);
  });
  for (std::size_t i = 0; i < arrivals.size(); ++i) t.sites[i].arrivals = std::move(arrivals[i]);
  return t;
}

}  // namespace tmfgeo
