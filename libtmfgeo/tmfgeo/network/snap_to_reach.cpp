// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

SnappedPoint snap_to_reach(const RiverNetwork& network, ReachId reach, Point p) {
  const auto line = network.line(reach);
  TMFGEO_EXPECTS(line.size() >= 2 && is_finite(p));
  const LocalScale scale = local_scale(p.y);
  SnappedPoint best{reach, 0, line.front(), near_distance_m(p, line.front())};
  double begin_m = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double dx = (b.x - a.x) * scale.x_m;
    const double dy = (b.y - a.y) * scale.y_m;
    const double square = dx * dx + dy * dy;
    const double along = (p.x - a.x) * scale.x_m * dx + (p.y - a.y) * scale.y_m * dy;
    const double t = square > 0 ? std::clamp(along / square, 0.0, 1.0) : 0.0;
    const Point place = between(a, b, t);
    const double distance_m = near_distance_m(p, place);
    const double length_m = geodesic_distance_m(a, b);
    if (distance_m < best.distance_m) best = {reach, begin_m + t * length_m, place, distance_m};
    begin_m += length_m;
  }
  return best;
}

Route overland_route(Polyline line, RouteEnd end) {
  TMFGEO_EXPECTS(!line.empty());
  Route route;
  route.distance_m = cumulative_length_m(line);
  route.line = std::move(line);
  route.overland_m = route.length_m();
  route.end = end;
  return route;
}

void append_route(Route& route, const Route& tail) {
  TMFGEO_EXPECTS(!route.line.empty() && !tail.line.empty());
  const double joint_m = route.length_m() + geodesic_distance_m(route.line.back(), tail.line.front());
  const bool same_point = route.line.back() == tail.line.front();
  for (std::size_t i = same_point ? 1 : 0; i < tail.line.size(); ++i) {
    route.line.push_back(tail.line[i]);
    route.distance_m.push_back(joint_m + tail.distance_m[i]);
  }
  for (ReachVisit visit : tail.visits) {
    visit.begin_m += joint_m;
    visit.end_m += joint_m;
    route.visits.push_back(visit);
  }
  route.end = tail.end;
}

}  // namespace tmfgeo
