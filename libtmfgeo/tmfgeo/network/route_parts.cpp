// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/route_parts.h"

#include <algorithm>

namespace tmfgeo {

Polyline route_part(const Route& route, double begin_m, double end_m) {
  Polyline part;
  const auto at = [&](std::size_t i, double m) {
    const double span = route.distance_m[i] - route.distance_m[i - 1];
    return between(route.line[i - 1], route.line[i], span > 0 ? (m - route.distance_m[i - 1]) / span : 0);
  };
  for (std::size_t i = 1; i < route.line.size(); ++i) {
    const double from = std::max(begin_m, route.distance_m[i - 1]);
    const double to = std::min(end_m, route.distance_m[i]);
    if (!(from < to)) continue;
    if (part.empty()) part.push_back(at(i, from));
    part.push_back(at(i, to));
  }
  return part;
}

ReachId reach_at(const Route& route, double distance_m) {
  for (const ReachVisit& visit : route.visits) {
    if (distance_m >= visit.begin_m && distance_m <= visit.end_m) return visit.reach;
  }
  return kNoReach;
}

std::string country_chain(const BorderRoute& border) {
  std::string chain;
  for (const RouteLeg& leg : border.legs) {
    const std::string part = leg.country.empty() ? "?" : leg.country + (leg.shared_with.empty() ? "" : "|" + leg.shared_with);
    const bool repeated = chain == part || chain.ends_with(">" + part);
    if (!repeated) chain += (chain.empty() ? "" : ">") + part;
  }
  return chain;
}

}  // namespace tmfgeo
