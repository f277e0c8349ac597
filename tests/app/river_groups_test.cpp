// SPDX-License-Identifier: Apache-2.0
// Facilities looked at together: rivers of one name that never meet are two rivers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/ascii_rivers.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/river_groups.h"

namespace tmfgeo::test {
namespace {

const AsciiMap kMap(R"(A B
 \|
  C---D

E---F)");

FacilityResult at(const RiverNetwork& network, char letter) {
  FacilityResult r;
  r.facility.location = kMap[letter];
  const auto snapped = snap_to_river(network, r.facility.location, 100);
  r.route = route_from(network, *snapped, {r.facility.location}, RouteEnd::network_end);
  return r;
}

std::vector<std::string> rivers_of(const std::vector<NatechGroup>& groups) {
  std::vector<std::string> ids;
  for (const NatechGroup& g : groups) {
    if (g.kind == "river") ids.push_back(g.group.id + ": " + std::to_string(g.group.members.size()));
  }
  return ids;
}

TEST(RiverGroups, OfOneNameAreOneRiverOnlyWhereTheyMeet) {
  const RiverNetwork network = network_from_lines(river_table(kMap, {{"AC", 10, {}, "Brook"}, {"BC", 10, {}, "Brook"}, {"CD", 30, {}, "Main"}, {"EF", 10, {}, "Brook"}}), river_options()).network;
  EXPECT_THAT(rivers_of(facility_groups({at(network, 'A'), at(network, 'B')}, network)), testing::ElementsAre("Brook: 2", "Main: 2"));
  EXPECT_THAT(rivers_of(facility_groups({at(network, 'A'), at(network, 'B'), at(network, 'E')}, network)),
              testing::ElementsAre("Brook, ends at 20.020 46.980: 2", "Brook, ends at 20.040 46.960: 1", "Main: 2"));
}

// All waters of a basin end at its mouth: what tells two brooks apart is where they are left.
TEST(RiverGroups, OfOneNameInOneBasinAreTwoRiversWhereTheyNeverMeet) {
  const AsciiMap map(R"(A   B
|   |
C---D---E)");
  const RiverNetwork network = network_from_lines(river_table(map, {{"AC", 10, {}, "Brook"}, {"BD", 10, {}, "Brook"}, {"CD", 20, {}, "Main"}, {"DE", 40, {}, "Main"}}), river_options()).network;
  const auto at_letter = [&](char letter) {
    FacilityResult r;
    r.facility.location = map[letter];
    r.route = route_from(network, *snap_to_river(network, r.facility.location, 100), {r.facility.location}, RouteEnd::network_end);
    return r;
  };
  const std::vector<FacilityResult> facilities{at_letter('A'), at_letter('B')};
  EXPECT_THAT(rivers_of(facility_groups(facilities, network)), testing::ElementsAre("Brook, ends at 20.000 46.980: 1", "Brook, ends at 20.040 46.980: 1", "Main: 2"));
  const RiverGroups rivers(facilities, network);
  EXPECT_EQ(rivers.id(facilities[0].route, facilities[0].route.visits.front().reach), "Brook, ends at 20.000 46.980");
  EXPECT_EQ(rivers.id(facilities[0].route, facilities[0].route.visits.back().reach), "Main");
}

}  // namespace
}  // namespace tmfgeo::test
