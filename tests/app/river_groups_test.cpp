// SPDX-License-Identifier: Apache-2.0
// Facilities looked at together: rivers of one name that never meet are two rivers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/ascii_rivers.h"
#include "tmfgeo/app/natech_run.h"

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
              testing::ElementsAre("Brook, ends at 20.04 46.96: 1", "Brook, ends at 20.06 46.98: 2", "Main: 2"));
}

}  // namespace
}  // namespace tmfgeo::test
