// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/risk_groups.h"

#include <map>
#include <set>

namespace tmfgeo {

RiskKind group_crossings(std::span<const CrossingRisk> crossings, const std::vector<std::string>& ids) {
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].empty()) members[ids[i]].push_back(i);
  }
  RiskKind kind;
  kind.group_of.assign(crossings.size(), -1);
  for (const auto& [id, own] : members) {
    std::set<std::string> facilities;
    for (const std::size_t i : own) {
      kind.group_of[i] = static_cast<std::ptrdiff_t>(kind.groups.size());
      facilities.insert(crossings[i].facility);
    }
    RiskGroup group;
    group.id = id;
    group.facilities = facilities.size();
    group.crossings = own.size();
    kind.groups.push_back(std::move(group));
  }
  return kind;
}

}  // namespace tmfgeo
