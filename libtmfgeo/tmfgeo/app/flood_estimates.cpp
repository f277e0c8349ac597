// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/flood_estimates.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/hazard/rating_curve.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/natech/discharge_table.h"
#include "tmfgeo/terrain/valley.h"

namespace tmfgeo {
namespace {

using StatedTables = std::map<std::string, StatedDischarges>;

/// What all facilities share.
struct Estimator {
  const Project& project;
  const TerrainProducts& terrain;
  const RiverNetwork& network;
  ValleyFinder valleys;
  StatedTables stated;
};

const FloodDischargeInput& settings_of(const Project& project) { return project.natech->discharge; }

/// Mean discharge of the river layer where the way joins it; absent where the layer tells none.
std::optional<double> mean_discharge_m3_s(const FacilityResult& facility, const RiverNetwork& network) {
  for (const ReachVisit& visit : facility.route.visits) {
    if (visit.reach == kNoReach) continue;
    const double discharge = network.reach(visit.reach).discharge_m3_s;
    return discharge > 0 ? std::optional(discharge) : std::nullopt;
  }
  return std::nullopt;
}

/// Discharges by what is best known: stated for the facility, the project's law, the default.
FloodDischarges discharges_of(const Estimator& e, const FacilityResult& facility, double area_km2) {
  const FloodDischargeInput& in = settings_of(e.project);
  if (const auto found = e.stated.find(facility.facility.id); found != e.stated.end()) {
    const std::string source = found->second.source.empty() ? data_of(*in.table) : found->second.source;
    return {found->second.table, in.table_factor, Origin::given, "discharges: " + source};
  }
  const bool has_law = !in.growth.factor.empty();
  if (has_law && in.index_a) {
    return grown_discharges(index_flood_m3_s(area_km2, *in.index_a, in.index_b), in.growth, in.law_factor, Origin::computed,
                            "index flood " + shortest(*in.index_a) + " A^" + shortest(in.index_b) + " and growth of the project");
  }
  if (has_law) {
    if (const auto mean = mean_discharge_m3_s(facility, e.network)) {
      return grown_discharges(*mean, in.growth, in.law_factor, Origin::computed, "mean discharge of the river layer and growth of the project");
    }
  }
  return default_discharges(area_km2);
}

/// Height of the place above its stream: of its cell, or of the lowest ground within a radius that drains to the same stretch.
double height_of(const Valley& valley, const GridFrame& frame, Point here, double radius_m) {
  double height = valley.height_m;
  if (radius_m <= 0) return height;
  const LocalScale scale = frame.crs.is_geographic() ? local_scale(here.y) : LocalScale{1, 1};
  for (std::size_t i = 0; i < valley.cells.size(); ++i) {
    const Point there = frame.centre(frame.cell(static_cast<std::ptrdiff_t>(valley.cells[i])));
    if (std::hypot((there.x - here.x) * scale.x_m, (there.y - here.y) * scale.y_m) > radius_m) continue;
    height = std::min(height, static_cast<double>(valley.hand_m[i]));
  }
  return height;
}

FloodSample sample_of(const ValleyEstimate& estimate, std::optional<double> ValleyFlood::* depth) {
  std::vector<FloodDepth> depths;
  for (const ValleyFlood& flood : estimate.floods) depths.push_back({flood.return_period_y, flood.*depth});
  return make_flood_sample(std::move(depths));
}

/// Wet or dry only where the whole of the spread says the same.
FloodStatus status_of(const ValleyEstimate& estimate) {
  const bool low_wet = flood_onset(estimate.low).at_least == std::nullopt && estimate.low.status != FloodStatus::not_modelled;
  if (low_wet) return FloodStatus::wet;
  // A high flood beyond the rating curve has no depth, and is not dry.
  const bool high_dry = !estimate.high.gaps && flood_onset(estimate.high).at_least;
  return high_dry ? FloodStatus::dry : FloodStatus::unsure;
}

std::optional<ValleyEstimate> estimate_at(const Estimator& e, const FacilityResult& facility) {
  const GridFrame& frame = e.terrain.flow.direction.frame();
  const Point here = Transform(Crs::wgs84(), frame.crs)(facility.facility.location);
  const Cell start = frame.cell_at(here);
  if (!is_finite(here) || !frame.contains(start)) return std::nullopt;
  const FloodDischargeInput& in = settings_of(e.project);
  const auto valley = e.valleys.at(start, {.stretch_m = in.stretch_m});
  if (!valley || !(valley->area_km2 > 0)) return std::nullopt;
  const RatingCurve curve = synthetic_rating_curve({valley->hand_m, valley->slope, valley->area_m2},
                                                   {.length_m = valley->length_m, .slope = valley->bed_slope, .roughness_n = in.roughness_n.value_or(0)},
                                                   {.highest_stage_m = ValleyOptions{}.highest_m});
  ValleyEstimate estimate;
  estimate.area_km2 = valley->area_km2;
  estimate.bed_slope = valley->bed_slope;
  estimate.height_m = height_of(*valley, frame, here, e.project.natech->flood_radius_m);
  estimate.roughness_n = in.roughness_n.value_or(RatingCurveOptions{}.default_roughness_n);
  const FloodDischarges discharges = discharges_of(e, facility, valley->area_km2);
  estimate.source = discharges.source;
  estimate.floods = valley_floods(curve, discharges, kEstimatedPeriods_y, estimate.height_m,
                                  {.roughness_factor = in.roughness_factor, .height_error_m = in.height_error_m, .relief_m = valley->relief_m});
  estimate.low = sample_of(estimate, &ValleyFlood::depth_low_m);
  estimate.high = sample_of(estimate, &ValleyFlood::depth_high_m);
  for (const ValleyFlood& flood : estimate.floods) estimate.origin = estimate.origin == Origin::unknown ? flood.origin : weaker(estimate.origin, flood.origin);
  estimate.note = curve.note;
  return estimate;
}

StatedTables read_stated(const Project& project, const std::vector<FacilityResult>& facilities, Issues& issues) {
  const FloodDischargeInput& in = settings_of(project);
  if (!in.table) return {};
  StatedTables tables = parse_discharge_table(read_file(in.table->file()), in.table->file());
  for (const auto& [id, stated] : tables) {
    const bool known = std::any_of(facilities.begin(), facilities.end(), [&, name = id](const FacilityResult& r) { return r.facility.id == name; });
    if (known) continue;
    issues.push_back(make_issue("discharge_facility_unknown", {id, in.table->file(), "line " + std::to_string(stated.line)}, "facility_id",
                                "found \"" + id + "\", expected the id of a facility of the project"));
  }
  return tables;
}

}  // namespace

void estimate_floods(const Project& project, const std::vector<FacilityResult>& facilities, const TerrainProducts& terrain,
                     const RiverNetwork& network, NatechResults& results, Issues& issues) {
  const Estimator estimator{project, terrain, network,
                            ValleyFinder(terrain.flow, terrain.given_m, terrain.accumulation, square_kilometres(project.dem->stream_threshold_km2)),
                            read_stated(project, facilities, issues)};
  parallel_for(0, static_cast<std::ptrdiff_t>(facilities.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      NatechSite& site = results.sites[i];
      site.valley = estimate_at(estimator, facilities[i]);
      if (!site.valley || site.flood.status != FloodStatus::not_modelled) continue;
      FloodSample sample = sample_of(*site.valley, &ValleyFlood::depth_m);
      site.flood_estimated = sample.status != FloodStatus::not_modelled;
      if (!site.flood_estimated) continue;
      site.flood = std::move(sample);
      site.flood.status = status_of(*site.valley);
    }
  });
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const NatechSite& site = results.sites[i];
    const Facility& f = facilities[i].facility;
    if (!site.flood_estimated) continue;
    issues.push_back(make_issue("flood_estimated", {f.id, f.file, f.record}, "depth",
                                "estimated from the DEM: " + site.valley->source + "; expected a depth map that covers the place"));
  }
}

}  // namespace tmfgeo
