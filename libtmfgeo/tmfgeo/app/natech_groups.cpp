// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/river_groups.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Where a route ends, near enough to be one place; empty without a route on the network.
std::string outlet_of(const FacilityResult& r) {
  if (r.route.visits.empty() || r.route.line.empty()) return "";
  return fixed(r.route.line.back().x, 2) + " " + fixed(r.route.line.back().y, 2);
}

}  // namespace

std::vector<NatechGroup> facility_groups(const std::vector<FacilityResult>& facilities, const RiverNetwork& network) {
  const RiverGroups rivers(facilities, network);
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
    for (const std::string& river : rivers.along(r)) join(2, river);
    if (!outlet.empty()) join(3, outlet);
  }
  std::vector<NatechGroup> groups;
  for (auto& [key, who] : members) groups.push_back({kinds[static_cast<std::size_t>(key.first)], {key.second, std::move(who)}});
  return groups;
}

}  // namespace tmfgeo
