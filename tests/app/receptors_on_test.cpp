// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/river_chain.h"
#include "tmfgeo/app/transport_stations.h"

namespace tmfgeo {
namespace {

TEST(ReceptorsOn, BordersAtOneDistanceStayAsTheWaterMeetsThem) {
  const RiverNetwork network = test::chain_network({{10000, 500.0, 5.0}});
  FacilityResult facility;
  facility.route = test::chain_route(network);
  for (const auto& [from, to] : {std::pair("XZ", "XY"), std::pair("XY", "XA"), std::pair("XA", "XB")}) {
    BorderCrossing crossing;
    crossing.from = from;
    crossing.to = to;
    crossing.distance_m = to == std::string("XB") ? 4000 : 3000;
    facility.border.crossings.push_back(crossing);
  }
  const auto receptors = receptors_on(facility, network, {});
  ASSERT_GE(receptors.size(), 3U);
  EXPECT_EQ(receptors[0].station.id, "XZ>XY") << "though XY>XA comes first by its letters";
  EXPECT_EQ(receptors[1].station.id, "XY>XA");
  EXPECT_EQ(receptors[2].station.id, "XA>XB");
}

}  // namespace
}  // namespace tmfgeo
