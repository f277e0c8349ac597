// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>
#include <set>

#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/river_words.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Where a route ends, near enough to be one place; empty without a route on the network.
std::string outlet_of(const FacilityResult& r) {
  if (r.route.visits.empty() || r.route.line.empty()) return "";
  return fixed(r.route.line.back().x, 2) + " " + fixed(r.route.line.back().y, 2);
}

/// Rivers by name, and those without one that carry the water over a border.
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

std::vector<NatechGroup> facility_groups(const std::vector<FacilityResult>& facilities, const RiverNetwork& network) {
  std::map<std::string, std::set<std::string>> outlets_of_river;
  for (const FacilityResult& r : facilities) {
    for (const std::string& river : rivers_of(r, network)) outlets_of_river[river].insert(outlet_of(r));
  }
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> members;
  constexpr std::array<const char*, 4> kinds{"all", "border", "river", "outlet"};
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const auto join = [&](int kind, const std::string& id) {
      auto& group = members[{kind, id}];
      if (group.empty() || group.back() != i) group.push_back(i);
    };
    const FacilityResult& r = facilities[i];
    join(0, "all");
    for (const BorderCrossing& c : r.border.crossings) join(1, c.from + ">" + c.to);
    const std::string outlet = outlet_of(r);
    for (const std::string& river : rivers_of(r, network)) join(2, outlets_of_river.at(river).size() == 1 ? river : river + std::string(kEndsAt) + outlet);
    if (!outlet.empty()) join(3, outlet);
  }
  std::vector<NatechGroup> groups;
  for (auto& [key, who] : members) groups.push_back({kinds[static_cast<std::size_t>(key.first)], {key.second, std::move(who)}});
  return groups;
}

}  // namespace tmfgeo
