// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/route.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

/// Adds a point to the route unless it repeats the last one.
void add_point(Route& route, Point p, double distance_m) {
  if (!route.line.empty() && route.line.back() == p) return;
  route.line.push_back(p);
  route.distance_m.push_back(distance_m);
}

void add_head(Route& route, const Polyline& head, Point start) {
  const auto step = [&](Point p) {
    add_point(route, p, route.line.empty() ? 0 : route.length_m() + geodesic_distance_m(route.line.back(), p));
  };
  for (const Point p : head) step(p);
  step(start);
  route.overland_m = route.length_m();
}

/// The part of the first reach that lies below the start.
void add_first_reach(Route& route, const RiverNetwork& network, const SnappedPoint& start) {
  const auto line = network.line(start.reach);
  const auto offsets_m = network.offsets_m(start.reach);
  const double begin_m = route.length_m();
  const auto below = std::upper_bound(offsets_m.begin(), offsets_m.end(), start.offset_m);
  if (below != offsets_m.end()) {
    const auto first = static_cast<std::size_t>(below - offsets_m.begin());
    // Measured anew: the start lies on the straight line between two vertices, not on their geodesic.
    const double ahead_m = begin_m + geodesic_distance_m(start.point, line[first]) - offsets_m[first];
    for (std::size_t i = first; i < line.size(); ++i) add_point(route, line[i], ahead_m + offsets_m[i]);
  }
  route.visits.push_back({start.reach, begin_m, route.length_m(), start.offset_m});
}

void add_whole_reach(Route& route, const RiverNetwork& network, ReachId id) {
  const auto line = network.line(id);
  const auto offsets_m = network.offsets_m(id);
  const double begin_m = route.length_m();
  for (std::size_t i = 0; i < line.size(); ++i) add_point(route, line[i], begin_m + offsets_m[i]);
  route.visits.push_back({id, begin_m, route.length_m(), 0});
}

bool area_matches(double area_km2, double stated_km2) { return area_km2 >= stated_km2 / 2 && area_km2 <= stated_km2 * 2; }

SnappedPoint snapped(const RiverNetwork& network, const NearPlace& place) {
  const LineSegment& segment = network.index().segments()[place.segment];
  const auto reach = static_cast<ReachId>(segment.owner);
  const auto offsets_m = network.offsets_m(reach);
  const auto vertex = static_cast<std::size_t>(segment.part);
  // At a vertex the vertex itself, so that no piece of a nanometre follows.
  const Point point = place.t >= 1 ? segment.b : place.point;
  const double offset_m = offsets_m[vertex] + geodesic_distance_m(segment.a, point);
  return {reach, std::min(offset_m, offsets_m[vertex + 1]), point, place.distance_m};
}

}  // namespace

std::string_view to_text(RouteEnd end) {
  switch (end) {
    case RouteEnd::sea: return "sea";
    case RouteEnd::terminal_basin: return "terminal_basin";
    case RouteEnd::leaves_grid: return "leaves_grid";
    case RouteEnd::unknown_beyond: return "unknown_beyond";
    case RouteEnd::network_end: return "network_end";
    case RouteEnd::not_snapped: return "not_snapped";
  }
  return "";
}

std::optional<SnappedPoint> snap_to_river(const RiverNetwork& network, Point p, double within_m,
                                          std::optional<double> upstream_area_km2) {
  if (!upstream_area_km2) {
    const auto place = network.index().nearest(p, within_m);
    return place ? std::optional(snapped(network, *place)) : std::nullopt;
  }
  for (const NearPlace& place : network.index().nearest_by_owner(p, within_m)) {
    const SnappedPoint found = snapped(network, place);
    if (area_matches(network.reach(found.reach).upstream_area_km2, *upstream_area_km2)) return found;
  }
  return std::nullopt;
}

Route route_from(const RiverNetwork& network, const SnappedPoint& start, const Polyline& head, RouteEnd at_network_end) {
  TMFGEO_EXPECTS(start.reach >= 0 && static_cast<std::size_t>(start.reach) < network.size());
  Route route;
  route.end = at_network_end;
  route.snap_m = head.empty() ? start.distance_m : geodesic_distance_m(head.front(), start.point);
  add_head(route, head, start.point);
  add_first_reach(route, network, start);
  for (ReachId id = network.downstream(start.reach); id != kNoReach; id = network.downstream(id)) {
    add_whole_reach(route, network, id);
  }
  return route;
}

}  // namespace tmfgeo
