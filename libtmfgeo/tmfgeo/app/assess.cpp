// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/assess.h"

#include <algorithm>
#include <set>

#include "tmfgeo/app/flood_estimates.h"
#include "tmfgeo/app/index_run.h"
#include "tmfgeo/app/inspection_run.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/routing.h"
#include "tmfgeo/app/transport_run.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/indices/corridor_countries.h"
#include "tmfgeo/indices/index_inputs.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

/// Degrees around the routes within which borders, places and coast count.
constexpr double kMargin_degrees = 0.5;

void add(Issues& issues, const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

/// Runs body for every result on all cores; each result's issues are kept apart and joined in order.
void for_each_result(Assessment& a, const std::function<void(FacilityResult&, Issues&)>& body) {
  std::vector<Issues> issues(a.results.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(a.results.size()), 4, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t i = begin; i < end; ++i) body(a.results[static_cast<std::size_t>(i)], issues[static_cast<std::size_t>(i)]);
  });
  for (const Issues& own : issues) add(a.issues, own);
}

/// Around the routes; a facility without one counts only where there are no routes at all, so that one wrong point does
/// not stretch the area over half the Earth.
Box area_of(const Assessment& a) {
  Box routes;
  Box points;
  for (const FacilityResult& r : a.results) {
    for (const Point p : r.route.line) (r.route.line.size() > 1 ? routes : points).add(p);
  }
  return (routes.empty() ? points : routes).grown(kMargin_degrees, kMargin_degrees);
}

void check_location(FacilityResult& r, const Box& area, const Borders& borders, const SeaFinder& sea, Issues& issues) {
  const Facility& f = r.facility;
  if (!area.contains(f.location)) return;  // borders and coast are not read there; it has an issue of its own
  std::vector<std::string> found;
  for (const std::size_t i : borders.at(f.location)) found.push_back(borders.countries[i].code);
  r.country_found = joined(found, "/");
  const IssuePlace place{f.id, f.file, f.record};
  if (sea.at_sea(f.location)) {
    issues.push_back(make_issue("facility_in_sea", place, "location", "lies in the sea, expected a point on land"));
    r.route = overland_route({f.location}, RouteEnd::not_snapped);
    return;
  }
  const auto has = [&](const std::string& code) { return std::find(found.begin(), found.end(), code) != found.end(); };
  const bool stated = !f.country.empty();
  const bool known_code = std::any_of(borders.countries.begin(), borders.countries.end(),
                                      [&](const Country& c) { return c.code == f.country; });
  if (!stated || has(f.country)) {
    if (found.empty()) issues.push_back(make_issue("facility_wrong_country", place, "location", "lies in no country of the border file"));
    return;
  }
  const auto swapped = borders.at({f.location.y, f.location.x});
  const bool fits_swapped = std::any_of(swapped.begin(), swapped.end(),
                                        [&](std::size_t i) { return borders.countries[i].code == f.country; });
  if (fits_swapped) {
    issues.push_back(make_issue("facility_swapped_coordinates", place, "location",
                                "lies in " + (found.empty() ? "no country" : r.country_found) + "; swapped it lies in " + f.country + " as stated"));
    r.route = overland_route({f.location}, RouteEnd::not_snapped);
    return;
  }
  issues.push_back(make_issue("facility_wrong_country", place, "country",
                              "stated " + f.country + (known_code ? "" : " (not in the border file here)") + ", the point lies in " +
                                  (found.empty() ? "no country" : r.country_found)));
}

/// What was read already, or is read now; null where the project has no [transport].
std::shared_ptr<const TransportData> transport_data(const Project& project, const std::vector<Facility>& facilities, const AssessOptions& options) {
  if (!project.transport) return nullptr;
  if (options.transport != nullptr) return {options.transport, [](const TransportData*) {}};
  return std::make_shared<const TransportData>(read_transport_data(project, facilities));
}

}  // namespace

Assessment assess(const Project& project, const Progress& progress, Ranks* ranks) {
  report(progress, "read facilities", 0);
  return assess_facilities(project, read_project_facilities(project), progress, {.transport = nullptr, .ranks = ranks, .changes = {}});
}

FacilityInventory read_project_facilities(const Project& project) {
  FacilityInventory inventory = read_facility_input(project.facilities);
  Issues told_by_the_run;
  const InputOverrides overrides = read_overrides(project, inventory.facilities, told_by_the_run);
  inventory.facilities = with_overrides(std::move(inventory.facilities), overrides);
  check_consequence_classes(project, inventory.facilities, inventory.issues);
  return inventory;
}

Assessment assess_facilities(const Project& project, FacilityInventory inventory, const Progress& progress, const AssessOptions& options) {
  Assessment a;
  a.project = project;
  a.scheme = std::make_shared<const Scheme>(read_scheme(scheme_path(project)));
  const std::optional<DamRules> rules = project.natech ? std::optional(read_dam_rules(project)) : std::nullopt;
  a.issues = std::move(inventory.issues);
  InputOverrides overrides = read_overrides(project, inventory.facilities, a.issues);
  for (const FacilityChange& change : options.changes) overrides.drop(change.facility, change.attribute);
  inventory.facilities = with_overrides(std::move(inventory.facilities), overrides);
  const auto releases = transport_data(project, inventory.facilities, options);
  if (releases) add(a.issues, releases->issues);
  std::optional<ProjectChecklists> checklists;
  if (project.inspections) checklists = read_project_checklists(project, inventory.facilities, a.issues);
  Router router(project, inventory.facilities, a.issues, progress);
  for (Facility& f : inventory.facilities) a.results.push_back({std::move(f), {}, {}, {}, {}, {}});

  report(progress, "routes", 0);
  for_each_result(a, [&](FacilityResult& r, Issues& issues) { r.route = router.route(r.facility, issues); });

  const Box area = area_of(a);
  report(progress, "read borders", 0);
  const SeaFinder sea = read_sea(project, area, a.issues);
  a.borders = read_border_input(project, area, a.issues);
  add(a.issues, a.borders.issues);
  const auto places = read_place_input(project, area, a.issues);
  if (places) add(a.issues, places->issues);
  std::set<std::string> codes;
  for (const Country& country : a.borders.countries) codes.insert(country.code);
  const auto settlements = places ? std::optional<PlaceIndex>(std::in_place, *places, codes) : std::nullopt;

  const Surroundings surroundings(project, area, settlements ? &*settlements : nullptr, a.issues);

  std::optional<GroundFinder> ground;
  if (project.natech) {
    report(progress, "hazard at the facilities", 0);
    ground.emplace(*project.natech, router.terrain(), a.issues);
    a.natech = site_hazards(*project.natech, a.results, *ground, a.issues);
    if (project.natech->estimate_floods && router.terrain()) {
      estimate_floods(project, a.results, *router.terrain(), router.network(), *a.natech, a.issues);
    }
    for (std::size_t i = 0; i < a.results.size(); ++i) fill_from_hazard(a.results[i].facility, a.natech->sites[i]);
  }

  report(progress, "cut routes at borders", 0);
  const ExposureOptions exposure{project.exposure_path_km, project.corridor_width_km, surroundings.population()};
  std::vector<InputValues> index_values(a.results.size());
  for_each_result(a, [&](FacilityResult& r, Issues& issues) {
    check_location(r, area, a.borders, sea, issues);
    Router::judge_end(r.route, sea);
    r.border = cut_at_borders(r.route, a.borders, project.borders.options);
    const auto countries = countries_beside(r.route, r.border, a.borders, project.corridor_width_km * 500 + project.borders.options.tolerance_m, project.exposure_path_km * 1000);
    r.exposure = exposure_along(r.route, router.network(), settlements ? &*settlements : nullptr, r.facility.location, exposure, countries ? &*countries : nullptr);
    InputValues& inputs = index_values[static_cast<std::size_t>(&r - a.results.data())];
    inputs = index_inputs(r.facility, r.exposure, overrides.find(r.facility.id), &issues);
    r.indices = a.scheme->evaluate(inputs);
  });
  a.network = router.take_network();
  a.terrain = router.take_terrain();
  if (rules) {
    report(progress, "dams in earthquakes and floods", 0);
    check_soundings(*project.natech, *rules, a.results, a.issues);
    check_fragility(*project.natech, *rules, a.issues);
    judge_dams(*project.natech, *rules, a.results, *a.natech);
    a.natech->groups = facility_groups(a.results, a.network);
    run_events(*project.natech, *rules, a.results, *ground, *a.natech, a.issues);
  }
  if (releases) {
    const TransportTask task{releases.get(), places ? &*places : nullptr, options.ranks};
    a.transport = run_transport(a, task, a.issues, progress);
  }
  if (checklists) a.inspections = judge_checklists(std::move(*checklists), a.results);
  report(progress, "ranks and transboundary risk", 0);
  a.index_results = run_indices(a, std::move(index_values), surroundings);
  report(progress, "checksums of the inputs", 0);
  a.inputs = record_inputs(project);
  a.scheme_sha256 = file_sha256(scheme_path(project));
  return a;
}

const IndexValue* term_value(const FacilityResult& r, const std::string& term) {
  for (const TermValue& t : r.indices) {
    if (t.term == term) return &t.value;
  }
  return nullptr;
}

}  // namespace tmfgeo
