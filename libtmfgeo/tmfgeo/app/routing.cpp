// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/routing.h"

#include <algorithm>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

RouteEnd route_end(FlowEnd end) {
  switch (end) {
    case FlowEnd::sea: return RouteEnd::sea;
    case FlowEnd::terminal: return RouteEnd::terminal_basin;
    case FlowEnd::nodata: return RouteEnd::unknown_beyond;
    case FlowEnd::stopped:
    case FlowEnd::grid_edge: return RouteEnd::leaves_grid;
  }
  return RouteEnd::leaves_grid;
}

Issue about(const Facility& f, std::string_view code, std::string_view field, std::string message) {
  return make_issue(code, {f.id, f.file, f.record}, field, std::move(message));
}

Route nowhere(const Facility& f) { return overland_route({f.location}, RouteEnd::not_snapped); }

}  // namespace

Router::Router(const Project& project, std::span<const Facility> facilities, Issues& issues, const Progress& progress)
    : project_(project) {
  std::optional<FeatureTable> rivers;
  if (project.rivers) {
    report(progress, "read rivers", 0);
    rivers = read_river_input(*project.rivers, issues);
    report(progress, "build the river network", 0);
    NetworkResult result = network_from_lines(*rivers, project.rivers->network);
    network_ = std::move(result.network);
    issues.insert(issues.end(), result.issues.begin(), result.issues.end());
  }
  if (!project.dem) return;
  read_dem(facilities, rivers ? &*rivers : nullptr, issues, progress);
  if (!project.rivers) network_ = network_from_streams(terrain_->streams, terrain_->flow.direction.frame());
}

void Router::read_dem(std::span<const Facility> facilities, FeatureTable* rivers, Issues& issues, const Progress& progress) {
  std::vector<Point> points;
  for (const Facility& f : facilities) points.push_back(f.location);
  DemWindow window(*project_.dem, points, rivers, progress);
  for (;;) {
    Issues own;
    Grid<float> given_m;
    const bool keep = keeps_given_dem(project_);
    terrain_.emplace(terrain_products(window.input(), rivers, own, progress, [&](const Dem& dem) { if (keep) given_m = dem.elevation_m; }, window.open()));
    terrain_->given_m = std::move(given_m);
    if (rivers != nullptr) mark_river_cells();
    const bool lost = !window.whole() && std::any_of(facilities.begin(), facilities.end(),
                                                     [&](const Facility& f) { return lacks(window, f); });
    if (!lost) {
      if (!window.whole()) own.push_back(make_issue("dem_window", {"dem", project_.dem->file(), ""}, "", "read " + window.described()));
      issues.insert(issues.end(), own.begin(), own.end());
      return;
    }
    window.widen();
    terrain_.reset();
  }
}

/// Whether the way from a facility begins, or goes on below the end of a river, where the window gives none.
bool Router::lacks(const DemWindow& window, const Facility& facility) const {
  if (window.lacks(terrain_->flow, facility.location)) return true;
  if (!project_.rivers) return false;
  Issues untold;
  const Route way = route(facility, untold);
  return way.end == RouteEnd::network_end && window.lacks(terrain_->flow, way.line.back());
}

void Router::mark_river_cells() {
  const GridFrame& frame = terrain_->flow.direction.frame();
  river_cell_ = Grid<std::int32_t>(frame, -1);
  const Transform to_dem(Crs::wgs84(), frame.crs);
  const Box box = frame.box();
  for (ReachId id = 0; id < static_cast<ReachId>(network_.size()); ++id) {
    Polyline line(network_.line(id).begin(), network_.line(id).end());
    to_dem.apply(line);
    Box own;
    for (const Point p : line) own.add(p);
    if (!own.overlaps(box)) continue;
    // Where lines share a cell, the reach farther down keeps it: a later reach in the network's order.
    for (const Cell c : cells_on_line(frame, line)) river_cell_[c] = id;
  }
}

Polyline Router::wgs84_line(std::span<const std::int64_t> cells) const {
  const GridFrame& frame = terrain_->flow.direction.frame();
  Polyline line = cell_line(frame, cells);
  Transform(frame.crs, Crs::wgs84()).apply(line);
  return line;
}

Route Router::route(const Facility& facility, Issues& issues) const {
  if (!terrain_) return along_rivers(facility, issues);
  const GridFrame& frame = terrain_->flow.direction.frame();
  const Cell start = frame.cell_at(Transform(Crs::wgs84(), frame.crs)(facility.location));
  const bool inside = frame.contains(start);
  if (inside && terrain_->flow.direction[start] != kD8NoData) return over_dem(facility, start, issues);
  const std::string at = "(" + shortest(facility.location.x) + ", " + shortest(facility.location.y) + ")";
  const std::string what = inside ? " has no elevation in the DEM" : " is outside the DEM";
  if (!project_.rivers) {
    issues.push_back(about(facility, inside ? "facility_on_nodata" : "facility_outside_raster", "location", at + what));
    return nowhere(facility);
  }
  issues.push_back(about(facility, "facility_beyond_dem", "location", at + what + "; taken to the nearest river instead"));
  return along_rivers(facility, issues);
}

Route Router::along_rivers(const Facility& f, Issues& issues) const {
  const double within_m = project_.facilities.snap_distance_m;
  const auto place = snap_to_river(network_, f.location, within_m, f.upstream_area_km2);
  if (!place) {
    std::string message = "no river within " + fixed(within_m, 0) + " m";
    if (f.upstream_area_km2) message += " that drains about " + shortest(*f.upstream_area_km2) + " km2";
    issues.push_back(about(f, "facility_not_snapped", "location", message));
    return nowhere(f);
  }
  return route_from(network_, *place, {f.location}, RouteEnd::network_end);
}

Route Router::over_dem(const Facility& f, Cell start, Issues& issues) const {
  const GridFrame& frame = terrain_->flow.direction.frame();
  const double area_km2 = terrain_->accumulation.area_km2[start];
  if (f.upstream_area_km2 && (area_km2 > 2 * *f.upstream_area_km2 || area_km2 < 0.5 * *f.upstream_area_km2)) {
    issues.push_back(about(f, "facility_area_mismatch", "upstream_area_km2",
                           "the DEM drains " + shortest(area_km2) + " km2 there, stated " + shortest(*f.upstream_area_km2) + " km2"));
  }
  std::set<ReachId> taken;
  Route route = down_from(start, taken);
  // Where the river layer ends inside the DEM, by a gap or for good, the DEM knows the way on.
  while (route.end == RouteEnd::network_end) {
    const Cell last = frame.cell_at(Transform(Crs::wgs84(), frame.crs)(route.line.back()));
    if (!frame.contains(last) || terrain_->flow.direction[last] == kD8NoData) break;
    append_route(route, down_from(last, taken));
  }
  return route;
}

/// From a cell down to the first reach not taken yet and along it, or to the end of the DEM's way.
Route Router::down_from(Cell start, std::set<ReachId>& taken) const {
  const GridFrame& frame = terrain_->flow.direction.frame();
  const bool layer = project_.rivers.has_value();
  const auto reach_at = [&](std::int64_t cell) {
    const std::int32_t reach = layer ? river_cell_[cell] : terrain_->streams.link_at(cell);
    return taken.contains(reach) ? kNoReach : reach;
  };
  const FlowPath down = flow_path(terrain_->flow, terrain_->conditioned, start,
                                  [&](std::int64_t cell) { return reach_at(cell) >= 0; });
  Polyline head = wgs84_line(down.cells);
  const ReachId reach = reach_at(down.cells.back());
  if (reach < 0) return overland_route(std::move(head), route_end(down.end));
  const SnappedPoint place = snap_to_reach(network_, reach, head.back());
  RouteEnd end = RouteEnd::network_end;
  if (!layer) {
    const FlowPath rest = flow_path(terrain_->flow, terrain_->conditioned, frame.cell(down.cells.back()));
    end = route_end(rest.end);
  }
  Route route = route_from(network_, place, head, end);
  for (const ReachVisit& visit : route.visits) taken.insert(visit.reach);
  return route;
}

void Router::judge_end(Route& route, const SeaFinder& sea) {
  const bool open = route.end == RouteEnd::network_end || route.end == RouteEnd::leaves_grid || route.end == RouteEnd::unknown_beyond;
  if (open && sea.reaches_sea(route.line.back())) route.end = RouteEnd::sea;
}

}  // namespace tmfgeo
