// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/river_groups.h"

#include "tmfgeo/core/text.h"
#include "tmfgeo/network/route_parts.h"
#include "tmfgeo/network/river_id.h"

namespace tmfgeo {
namespace {

std::set<std::string> rivers_of(const FacilityResult& r, const RiverNetwork& network) {
  std::set<std::string> names;
  for (const BorderCrossing& c : r.border.crossings) {
    if (const ReachId reach = reach_at(r.route, c.distance_m); reach != kNoReach) names.insert(river_id(network, reach, r.route.end));
  }
  for (const ReachVisit& visit : r.route.visits) {
    if (visit.reach != kNoReach && !network.name(visit.reach).empty()) names.insert(network.name(visit.reach));
  }
  return names;
}

}  // namespace

RiverGroups::RiverGroups(const std::vector<FacilityResult>& facilities, const RiverNetwork& network) : network_(network) {
  for (const FacilityResult& r : facilities) {
    for (const std::string& river : rivers_of(r, network)) {
      if (std::string end = end_of(r.route, river); !end.empty()) ends_of_river_[river].insert(std::move(end));
    }
  }
}

/// Empty for a river without a name: its id tells its mouth already.
std::string RiverGroups::end_of(const Route& route, const std::string& river) const {
  for (auto visit = route.visits.rbegin(); visit != route.visits.rend(); ++visit) {
    if (visit->reach == kNoReach || network_.name(visit->reach) != river) continue;
    const Point end = network_.line(visit->reach).back();
    return fixed(end.x, 3) + " " + fixed(end.y, 3);
  }
  return "";
}

std::string RiverGroups::told_apart(const Route& route, const std::string& river) const {
  const auto ends = ends_of_river_.find(river);
  if (ends == ends_of_river_.end() || ends->second.size() == 1) return river;
  const std::string end = end_of(route, river);
  return end.empty() ? river : river + std::string(kEndsAt) + end;
}

std::string RiverGroups::id(const Route& route, ReachId reach) const { return told_apart(route, river_id(network_, reach, route.end)); }

std::set<std::string> RiverGroups::along(const FacilityResult& facility) const {
  std::set<std::string> ids;
  for (const std::string& river : rivers_of(facility, network_)) ids.insert(told_apart(facility.route, river));
  return ids;
}

}  // namespace tmfgeo
