// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/dem_window.h"
#include "tmfgeo/app/earthquake_sources.h"
#include "tmfgeo/app/index_run.h"
#include "tmfgeo/app/inspection_run.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/routing.h"
#include "tmfgeo/app/transport_data.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/project/earthquake_file.h"
#include "tmfgeo/project/inputs.h"

namespace tmfgeo {
namespace {

/// Bytes per DEM cell at the peak of a run: elevations, directions, areas, and one raster with its overviews.
constexpr double kBytesPerCell = 24;
constexpr double kBytesPerRiverPoint = 150;
constexpr double kBase_mb = 60;

void add(Issues& issues, const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

std::string count(std::size_t number, const std::string& noun) { return std::to_string(number) + " " + noun; }

FeatureTable check_rivers(const RiverInput& input, Validation& v, const Progress& progress) {
  report(progress, "rivers", 0);
  FeatureTable rivers = read_river_input(input, v.issues);
  std::size_t points = 0;
  for (const Geometry& g : rivers.geometry) points += g.points.size();
  v.memory_mb += static_cast<double>(points) * kBytesPerRiverPoint / 1e6;
  const NetworkResult result = network_from_lines(rivers, input.network);
  add(v.issues, result.issues);
  v.findings.push_back("rivers: " + count(rivers.rows(), "lines, ") + count(result.network.size(), "reaches, ") + rivers.crs.name());
  return rivers;
}

/// Input: the river lines are moved to the DEM's reference system. twice: it is kept as read beside the conditioned one.
void check_dem(const DemInput& input, bool twice, const std::vector<Facility>& facilities, FeatureTable* rivers, Validation& v,
               const Progress& progress) {
  report(progress, "dem", 0);
  const RasterInfo info = raster_info(input.files, raster_options(input));
  v.findings.push_back("dem: " + std::to_string(info.frame.columns) + " x " + std::to_string(info.frame.rows) + " cells, " +
                       info.data_type + ", " + info.frame.crs.name());
  conditioning_of(input, info.frame.crs, v.issues);
  std::vector<Point> points;
  for (const Facility& f : facilities) points.push_back(f.location);
  const DemWindow window(input, points, rivers, progress);
  if (!window.whole()) v.findings.push_back("dem: will read " + window.described() + ", the basins of the facilities");
  v.memory_mb += window.cells() * (kBytesPerCell + (twice ? sizeof(float) : 0)) / 1e6;
}

std::size_t stated_inputs(const InputOverrides& overrides) {
  std::size_t inputs = 0;
  for (const auto& [facility, values] : overrides.by_facility) inputs += values.size();
  return inputs;
}

void validate_natech(const Project& project, Validation& v) {
  const NatechInput& natech = *project.natech;
  const DamRules rules = read_dam_rules(project);
  v.findings.push_back("natech: guideline " + rules.guideline.id + ", " + count(natech.scenarios.size(), "scenarios, ") + count(rules.fragility.size(), "fragility curves"));
  const auto look_at = [&](const InputFile& input, bool read_whole) {
    const RasterInfo info = raster_info(input.files, raster_options(input));
    if (read_whole) v.memory_mb += static_cast<double>(info.frame.size()) * sizeof(float) / 1e6;
    v.findings.push_back(input.section + ": " + data_of(input) + ", " + std::to_string(info.frame.columns) + " x " + std::to_string(info.frame.rows) + " cells");
  };
  for (const ShakingMapInput& map : natech.pga) look_at(map, true);
  for (const ShakingMapInput& map : natech.shaking) look_at(map, true);
  for (const DepthMapInput& map : natech.floods) look_at(map, false);
  if (natech.vs30) look_at(*natech.vs30, true);
  if (natech.catalogue) {
    const std::vector<Earthquake> quakes = read_earthquakes(*natech.catalogue, v.issues);
    v.findings.push_back("natech.catalogue: " + data_of(*natech.catalogue) + ", " + count(quakes.size(), "usable earthquakes") +
                         (quakes.empty() ? "" : " since " + fixed(std::floor(quakes.front().year), 0)));
  }
  if (natech.area_sources) {
    EarthquakeSources sources;
    add_area_sources(*natech.area_sources, region_sets(natech.regions), sources, v.issues);
    v.findings.push_back("natech.area_sources: " + sources.data.front());
  }
  if (natech.shakemap && natech.shakemap->is_xml()) {
    const ShakeMap map = read_shakemap(natech.shakemap->file());
    v.findings.push_back("natech.shakemap: " + map.description + ", " + std::to_string(map.pga_g.columns()) + " x " + std::to_string(map.pga_g.rows()) + " nodes");
  } else if (natech.shakemap) {
    look_at(*natech.shakemap, true);
  }
}

void validate_transport(const Project& project, const std::vector<Facility>& facilities, Validation& v) {
  const TransportData data = read_transport_data(project, facilities);
  add(v.issues, data.issues);
  v.findings.push_back("transport: " + count(data.releases.by_facility.size(), "stated releases, ") + count(data.receptors.size(), "receptors, ") +
                       count(data.gauges.size(), "gauges, ") + count(data.lakes.size(), "lakes, ") + count(data.library.substances.size(), "substances, ") +
                       count(data.library.thresholds.size(), "thresholds"));
}

}  // namespace

Validation validate(const Project& project, const Progress& progress) {
  Validation v;
  v.memory_mb = kBase_mb;
  const Scheme scheme = read_scheme(scheme_path(project));
  v.findings.push_back("scheme: " + scheme.id() + ", " + count(scheme.terms().size(), "terms, ") + std::string(to_text(scheme.weakest_mark())));
  report(progress, "facilities", 0);
  FacilityInventory inventory = read_facility_input(project.facilities);
  add(v.issues, inventory.issues);
  const InputOverrides overrides = read_overrides(project, inventory.facilities, v.issues);
  inventory.facilities = with_overrides(std::move(inventory.facilities), overrides);
  check_consequence_classes(project, inventory.facilities, v.issues);
  v.findings.push_back("facilities: " + count(inventory.facilities.size(), "usable"));
  if (project.overrides) v.findings.push_back("indices.overrides: " + count(stated_inputs(overrides), "stated inputs"));
  if (project.inspections) {
    const ProjectChecklists checklists = read_project_checklists(project, inventory.facilities, v.issues);
    v.findings.push_back("inspections: " + count(checklists.inspections.size(), "checklists, ") + checklists.set.id + " v" + std::to_string(checklists.set.version));
  }
  Box area;
  for (const Facility& f : inventory.facilities) area.add(f.location);
  area = area.grown(1, 1);
  std::optional<FeatureTable> rivers;
  if (project.rivers) rivers = check_rivers(*project.rivers, v, progress);
  if (project.dem) check_dem(*project.dem, keeps_given_dem(project), inventory.facilities, rivers ? &*rivers : nullptr, v, progress);
  report(progress, "borders", 0);
  const Borders borders = read_border_input(project, area, v.issues);
  add(v.issues, borders.issues);
  v.findings.push_back("borders: " + count(borders.countries.size(), "countries around the facilities"));
  if (project.land) {
    read_sea(project, area, v.issues);
    v.findings.push_back("land: readable");
  }
  report(progress, "places", 0);
  if (const auto places = read_place_input(project, area, v.issues)) {
    add(v.issues, places->issues);
    v.findings.push_back("places: " + count(places->places.size(), "around the facilities"));
  }
  if (project.natech) validate_natech(project, v);
  if (project.transport) validate_transport(project, inventory.facilities, v);
  return v;
}

}  // namespace tmfgeo
