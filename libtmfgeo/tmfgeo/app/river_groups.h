// SPDX-License-Identifier: Apache-2.0
/// Which rivers of one name are one river.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// Rivers on the ways of all facilities. Two ways are on one river where they leave it at one place: at the end of the last reach of
/// its name. Rivers of one name that are left at different places are different rivers; their ids then tell where they end.
/// Cost: O(reaches of all ways).
class RiverGroups {
 public:
  RiverGroups(const std::vector<FacilityResult>& facilities, const RiverNetwork& network);

  /// Id of the river a way is on at one of its reaches: river_id, and where it ends if others have that name.
  std::string id(const Route& route, ReachId reach) const;

  /// Ids of the named rivers of a way, and of those without a name that carry its water over a border.
  std::set<std::string> along(const FacilityResult& facility) const;

 private:
  std::string end_of(const Route& route, const std::string& river) const;
  std::string told_apart(const Route& route, const std::string& river) const;

  const RiverNetwork& network_;
  std::map<std::string, std::set<std::string>> ends_of_river_;
};

}  // namespace tmfgeo
