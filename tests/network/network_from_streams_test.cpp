// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/ascii_rivers.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

/// 4 × 3 cells of 0.01°; links run down the outer columns and meet in the middle of the third row:
///   a . b
///   a . b
///   a c b
///   . c .
Streams three_links() {
  Streams streams;
  streams.links = {{{0, 3, 6, 7}, 2, 1, 30}, {{2, 5, 8, 7}, 2, 1, 40}, {{7, 10}, -1, 2, 90}};
  return streams;
}

GridFrame small_frame() { return {4, 3, 20, 47, 0.01, 0.01, Crs::wgs84()}; }

TEST(NetworkFromStreams, ReachIsLinkByNumber) {
  const auto network = network_from_streams(three_links(), small_frame());
  ASSERT_EQ(network.size(), 3U);
  EXPECT_EQ(network.node_count(), 4U);
  EXPECT_EQ(network.downstream(0), 2);
  EXPECT_EQ(network.downstream(1), 2);
  EXPECT_EQ(network.downstream(2), kNoReach);
  EXPECT_THAT(network.upstream(2), ElementsAre(0, 1));
  EXPECT_EQ(network.reach(1).upstream_area_km2, 40);
  EXPECT_EQ(network.reach(1).source_record, 1);
  EXPECT_TRUE(std::isnan(network.reach(1).discharge_m3_s));
}

TEST(NetworkFromStreams, LinesRunThroughCellCentresToTheNextLink) {
  const auto network = network_from_streams(three_links(), small_frame());
  const auto line = network.line(0);
  ASSERT_THAT(line, SizeIs(4));
  EXPECT_NEAR(line[0].x, 20.005, 1e-12);
  EXPECT_NEAR(line[0].y, 46.995, 1e-12);
  EXPECT_EQ(line[3], network.line(2)[0]);
  EXPECT_NEAR(network.reach(0).length_m, geodesic_length_m(line), 1e-9);
}

TEST(NetworkFromStreams, OrdersAreThoseOfTheLinks) {
  const auto streams = three_links();
  const auto network = network_from_streams(streams, small_frame());
  for (ReachId id = 0; id < 3; ++id) {
    EXPECT_EQ(network.reach(id).strahler, streams.links[static_cast<std::size_t>(id)].strahler);
  }
}

TEST(NetworkFromStreams, AProjectedGridGivesLongitudeAndLatitude) {
  GridFrame frame{4, 3, 500000, 5200000, 100, 100, Crs::from_text("EPSG:32634")};
  const auto network = network_from_streams(three_links(), frame);
  EXPECT_NEAR(network.line(2)[0].x, 21.002, 1e-3);
  EXPECT_NEAR(network.reach(2).length_m, 100, 0.1);
}

TEST(NetworkFromStreams, AStreamOfOneCellIsFoundAndHasNoLength) {
  Streams streams;
  streams.links = {{{4}, -1, 1, 5}};
  const auto network = network_from_streams(streams, small_frame());
  ASSERT_EQ(network.size(), 1U);
  EXPECT_EQ(network.reach(0).length_m, 0);
  const auto snapped = snap_to_river(network, {20.016, 46.985}, 200);
  ASSERT_TRUE(snapped);
  EXPECT_THAT(route_from(network, *snapped, {}, RouteEnd::leaves_grid).line, SizeIs(1));
}

TEST(NetworkFromStreams, NoStreamsMakeAnEmptyNetwork) {
  const auto network = network_from_streams({}, small_frame());
  EXPECT_EQ(network.size(), 0U);
  EXPECT_FALSE(snap_to_river(network, {20, 47}, 1e6));
}

}  // namespace
}  // namespace tmfgeo::test
