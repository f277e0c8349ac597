// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/network/route_parts.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

FeatureTable with_geometry(FeatureTable table, GeometryKind kind, std::vector<Geometry> geometry) {
  table.kind = kind;
  table.crs = Crs::wgs84();
  table.geometry = std::move(geometry);
  return table;
}

struct RouteRow {
  const FacilityResult* r;
  std::string countries;
};

struct LegRow {
  const Facility* f;
  const RouteLeg* leg;
  int number;
};

struct CrossingRow {
  const Facility* f;
  const BorderCrossing* crossing;
  int number;
  const Reach* reach;
  std::string river;
};

struct ReachRow {
  ReachId id;
  const Reach* reach;
  std::string name;
  int facilities;
};

}  // namespace

FeatureTable routes_layer(const Assessment& a) {
  static const Schema<RouteRow> schema{
      {"facility_id", "", "Facility", "Id of the facility the route begins at.", [](const RouteRow& x) { return x.r->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const RouteRow& x) { return x.r->facility.name; }},
      {"route_end", "", "Ends", "Why the route ends: sea, terminal_basin, leaves_grid, unknown_beyond, network_end, not_snapped.",
       [](const RouteRow& x) { return std::string(to_text(x.r->route.end)); }},
      {"countries", "", "Countries", "Countries in order downstream; A|B where the river is the border of A and B, ? where no country is known.",
       [](const RouteRow& x) { return x.countries; }},
      {"crossings", "", "Crossings", "Number of border crossings.", [](const RouteRow& x) { return static_cast<int>(x.r->border.crossings.size()); }},
      {"length_km", "km", "Length", "Length along the flow path.", [](const RouteRow& x) { return x.r->route.length_m() / 1000; }},
      {"overland_km", "km", "Overland", "Part of the length before the first stream.", [](const RouteRow& x) { return x.r->route.overland_m / 1000; }},
      {"snap_km", "km", "Snapping distance", "Straight distance from the facility to where it joins the river.",
       [](const RouteRow& x) { return x.r->route.visits.empty() ? kNaN : x.r->route.snap_m / 1000; }},
      {"raw_crossings", "", "Raw crossings", "How often the bare line meets a boundary.", [](const RouteRow& x) { return x.r->border.raw_crossings; }},
  };
  std::vector<RouteRow> rows;
  std::vector<Geometry> lines;
  for (const FacilityResult& r : a.results) {
    if (r.route.line.size() < 2) continue;
    rows.push_back({&r, country_chain(r.border)});
    lines.push_back(line_geometry(r.route.line));
  }
  return with_geometry(schema.table("routes", rows), GeometryKind::line, std::move(lines));
}

FeatureTable route_legs_layer(const Assessment& a) {
  static const Schema<LegRow> schema{
      {"facility_id", "", "Facility", "Id of the facility the route begins at.", [](const LegRow& x) { return x.f->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const LegRow& x) { return x.f->name; }},
      {"leg", "", "Leg", "Number of the leg, from 1 downstream.", &LegRow::number},
      {"country", "", "Country", "Country of the leg; missing where no country is known.",
       [](const LegRow& x) { return x.leg->country.empty() ? std::optional<std::string>() : x.leg->country; }},
      {"shared_with", "", "Shared with", "The other country where the river is the border.",
       [](const LegRow& x) { return x.leg->shared_with.empty() ? std::optional<std::string>() : x.leg->shared_with; }},
      {"kind", "", "Kind", "inside: within one country; border_river: the river is the border.",
       [](const LegRow& x) { return std::string(x.leg->shared_with.empty() ? "inside" : "border_river"); }},
      {"begin_km", "km", "Begins at", "Distance along the flow path from the facility.", [](const LegRow& x) { return x.leg->begin_m / 1000; }},
      {"end_km", "km", "Ends at", "Distance along the flow path from the facility.", [](const LegRow& x) { return x.leg->end_m / 1000; }},
      {"length_km", "km", "Length", "Length along the flow path.", [](const LegRow& x) { return (x.leg->end_m - x.leg->begin_m) / 1000; }},
      {"disputed_km", "km", "Disputed", "Length of the leg on ground that two countries claim or that is marked disputed.",
       [](const LegRow& x) { return x.leg->disputed_m / 1000; }},
  };
  std::vector<LegRow> rows;
  std::vector<Geometry> lines;
  for (const FacilityResult& r : a.results) {
    int number = 0;
    for (const RouteLeg& leg : r.border.legs) {
      Polyline line = route_part(r.route, leg.begin_m, leg.end_m);
      if (line.size() < 2) continue;
      rows.push_back({&r.facility, &leg, ++number});
      lines.push_back(line_geometry(std::move(line)));
    }
  }
  return with_geometry(schema.table("route_legs", rows), GeometryKind::line, std::move(lines));
}

FeatureTable border_crossings_layer(const Assessment& a) {
  static const Schema<CrossingRow> schema{
      {"facility_id", "", "Facility", "Id of the facility the route begins at.", [](const CrossingRow& x) { return x.f->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const CrossingRow& x) { return x.f->name; }},
      {"crossing", "", "Crossing", "Number of the crossing, from 1 downstream.", &CrossingRow::number},
      {"from_country", "", "From", "Country the water comes from.", [](const CrossingRow& x) { return x.crossing->from; }},
      {"to_country", "", "To", "Country the water reaches.", [](const CrossingRow& x) { return x.crossing->to; }},
      {"kind", "", "Kind", "enters: flows into the country; border_river: becomes the border between the two.",
       [](const CrossingRow& x) { return std::string(to_text(x.crossing->kind)); }},
      {"distance_km", "km", "Distance", "Distance along the flow path from the facility.", [](const CrossingRow& x) { return x.crossing->distance_m / 1000; }},
      {"river", "", "River", "Name of the river, where the layer has one.",
       [](const CrossingRow& x) { return x.river.empty() ? std::optional<std::string>() : x.river; }},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the lower end of the reach there.",
       [](const CrossingRow& x) { return x.reach != nullptr ? x.reach->upstream_area_km2 : kNaN; }},
      {"stream_order", "", "Stream order", "Strahler order of the river there.",
       [](const CrossingRow& x) { return x.reach != nullptr ? std::optional(x.reach->strahler) : std::nullopt; }},
      {"lon", "degree", "Longitude", "WGS 84.", [](const CrossingRow& x) { return x.crossing->point.x; }},
      {"lat", "degree", "Latitude", "WGS 84.", [](const CrossingRow& x) { return x.crossing->point.y; }},
      {"raw_crossings", "", "Raw crossings", "How often the bare line meets the boundary here.", [](const CrossingRow& x) { return x.crossing->raw_crossings; }},
      {"disputed", "", "Disputed", "On ground or at a line that is disputed.", [](const CrossingRow& x) { return x.crossing->disputed; }},
  };
  std::vector<CrossingRow> rows;
  std::vector<Geometry> points;
  for (const FacilityResult& r : a.results) {
    int number = 0;
    for (const BorderCrossing& c : r.border.crossings) {
      const ReachId id = reach_at(r.route, c.distance_m);
      const Reach* reach = id == kNoReach ? nullptr : &a.network.reach(id);
      rows.push_back({&r.facility, &c, ++number, reach, reach != nullptr ? a.network.name(id) : ""});
      points.push_back(point_geometry(c.point));
    }
  }
  return with_geometry(schema.table("border_crossings", rows), GeometryKind::point, std::move(points));
}

FeatureTable river_reaches_layer(const Assessment& a) {
  static const Schema<ReachRow> schema{
      {"reach_id", "", "Reach", "Number of the reach in this run.", &ReachRow::id},
      {"river", "", "River", "Name of the river, where the layer has one.",
       [](const ReachRow& x) { return x.name.empty() ? std::optional<std::string>() : x.name; }},
      {"length_km", "km", "Length", "Length of the reach.", [](const ReachRow& x) { return x.reach->length_m / 1000; }},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the reach's end.", [](const ReachRow& x) { return x.reach->upstream_area_km2; }},
      {"discharge_m3_s", "m3/s", "Discharge", "Mean discharge, where the layer gives it.", [](const ReachRow& x) { return x.reach->discharge_m3_s; }},
      {"stream_order", "", "Stream order", "Strahler order.", [](const ReachRow& x) { return x.reach->strahler; }},
      {"facilities_upstream", "", "Facilities upstream", "Number of facilities whose route takes this reach.", &ReachRow::facilities},
      {"source_record", "", "Record", "Number of the line in the river file, or of the stream link.", [](const ReachRow& x) { return x.reach->source_record; }},
  };
  std::map<ReachId, int> on_routes;
  Box view;
  for (const FacilityResult& r : a.results) {
    for (const ReachVisit& visit : r.route.visits) ++on_routes[visit.reach];
    for (const Point p : r.route.line) view.add(p);
  }
  const Box around = view.grown(1, 1);
  std::vector<ReachRow> rows;
  std::vector<Geometry> lines;
  for (ReachId id = 0; id < static_cast<ReachId>(a.network.size()); ++id) {
    const Reach& reach = a.network.reach(id);
    const auto visits = on_routes.find(id);
    const bool large = reach.upstream_area_km2 >= a.project.reaches_min_area_km2 && around.contains(a.network.line(id).front());
    if (visits == on_routes.end() && !large) continue;
    rows.push_back({id, &reach, a.network.name(id), visits == on_routes.end() ? 0 : visits->second});
    lines.push_back(line_geometry(Polyline(a.network.line(id).begin(), a.network.line(id).end())));
  }
  return with_geometry(schema.table("river_reaches", rows), GeometryKind::line, std::move(lines));
}

}  // namespace tmfgeo
