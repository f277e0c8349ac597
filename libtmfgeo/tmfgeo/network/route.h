// SPDX-License-Identifier: Apache-2.0
/// The way water takes from a facility, with the distance along it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// Where a route ends. All of these are answers.
enum class RouteEnd {
  sea,              ///< reaches the sea
  terminal_basin,   ///< ends in a basin without outflow
  leaves_grid,      ///< leaves the raster: unknown beyond
  unknown_beyond,   ///< ends beside a hole in the raster
  network_end,      ///< the river layer ends: unknown beyond
  not_snapped,      ///< never reached a river
};
std::string_view to_text(RouteEnd end);

/// A piece of a route that lies on one reach.
struct ReachVisit {
  ReachId reach = kNoReach;
  double begin_m = 0;  ///< distance along the route where the reach is entered
  double end_m = 0;
  double offset_m = 0;  ///< distance along the reach where the route enters it (0 but for the first)
};

/// A route: its line in WGS 84 with the distance of every point, the overland part first.
struct Route {
  Polyline line;
  std::vector<double> distance_m;  ///< along the flow path, one per point of line
  double overland_m = 0;           ///< from the facility to the first stream
  double snap_m = 0;               ///< straight distance from the facility to where it joins the river
  std::vector<ReachVisit> visits;  ///< reaches in order
  RouteEnd end = RouteEnd::not_snapped;
  double length_m() const { return distance_m.empty() ? 0 : distance_m.back(); }
};

/// The nearest river within a distance.
struct SnappedPoint {
  ReachId reach = kNoReach;
  double offset_m = 0;    ///< along the reach, downstream
  Point point;
  double distance_m = 0;  ///< from the given point
};

/// Ties: lower reach. With a stated upstream area, the nearest reach whose area is within a factor of two of it;
/// a reach of unknown area does not match.
std::optional<SnappedPoint> snap_to_river(const RiverNetwork& network, Point p, double within_m,
                                          std::optional<double> upstream_area_km2 = std::nullopt);

/// The nearest place on one reach. Cost: O(points of the reach).
SnappedPoint snap_to_reach(const RiverNetwork& network, ReachId reach, Point p);

/// A route that never reaches a river: all of it overland. Input: its line in WGS 84, at least one point.
Route overland_route(Polyline line, RouteEnd end);

/// Puts `tail` behind `route`, which then ends as the tail does. The tail's overland part does not count as the route's.
/// Needs: the tail begins where the route ends, or a straight piece may join them.
void append_route(Route& route, const Route& tail);

/// Follows the network from a place on a reach to its end. `head` is what comes before the river (may be empty): its last
/// point is joined to the river by a straight piece that counts as overland. Points that repeat are left out.
/// Output: distances are geodesic lengths of the line; snap_m is from head's first point or, without a head, start's.
/// Needs: start.reach is a reach of the network.
/// Cost: O(points on the way); from any of Europe's links to the sea in well under 1 ms.
Route route_from(const RiverNetwork& network, const SnappedPoint& start, const Polyline& head, RouteEnd at_network_end);

}  // namespace tmfgeo
