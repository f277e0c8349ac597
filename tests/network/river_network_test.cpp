// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/river_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "support/random_rivers.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint32_t kSeeds[] = {1, 2, 3, 20240501};

std::vector<ReachId> all_reaches(const RiverNetwork& network) {
  std::vector<ReachId> ids(network.size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<ReachId>(i);
  return ids;
}

// Two springs meet; the river goes on.
const AsciiMap kFork(R"(A   B
 \ /
  C
  |
  D)");

TEST(NetworkFromLines, LinksReachesThroughTheirCommonNodes) {
  const auto result = network_from_lines(river_table(kFork, {{"CD"}, {"AC"}, {"BC"}}), {});
  const RiverNetwork& network = result.network;
  EXPECT_THAT(result.issues, IsEmpty());
  ASSERT_EQ(network.size(), 3U);
  EXPECT_EQ(network.node_count(), 4U);
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 1));
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 1));
  const auto above = network.upstream(reach_of(network, 1));
  EXPECT_EQ(std::set<ReachId>(above.begin(), above.end()), (std::set{reach_of(network, 2), reach_of(network, 3)}));
}

TEST(NetworkFromLines, KeepsLineLengthAttributesAndName) {
  auto table = river_table(kFork, {{"AC", 12.5, 3.0, "Someş"}, {"CD", 40.0, 9.0, "Someş"}, {"BC"}});
  const auto network = network_from_lines(table, river_options()).network;
  const ReachId id = reach_of(network, 1);
  EXPECT_EQ(network.reach(id).upstream_area_km2, 12.5);
  EXPECT_EQ(network.reach(id).discharge_m3_s, 3.0);
  EXPECT_EQ(network.name(id), "Someş");
  EXPECT_NEAR(network.reach(id).length_m, geodesic_distance_m(kFork['A'], kFork['C']), 1e-9);
  EXPECT_TRUE(std::isnan(network.reach(reach_of(network, 3)).upstream_area_km2));
  EXPECT_EQ(network.name(reach_of(network, 3)), "");
  EXPECT_EQ(network.names().size(), 1U);
}

TEST(NetworkFromLines, MakesOneReachOfEachPart) {
  auto table = empty_rivers();
  Geometry two = line_geometry(kFork.line("AC"));
  append(two, line_geometry(kFork.line("CD")));
  add_line(table, two);
  add_line(table, line_geometry(kFork.line("BC")));
  const auto network = network_from_lines(table, {}).network;
  ASSERT_EQ(network.size(), 3U);
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 1));
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 1));
}

TEST(NetworkFromLines, StrahlerGrowsOnlyWhereEqualOrdersMeet) {
  const AsciiMap map(R"(A B C
 D  E
  F
  G)");
  // A and B make order 2 at D; E, order 1, joins at F and changes nothing.
  const auto network = network_from_lines(river_table(map, {{"AD"}, {"BD"}, {"DF"}, {"CEF"}, {"FG"}}), {}).network;
  const auto order = [&](std::int64_t record) { return network.reach(reach_of(network, record)).strahler; };
  EXPECT_EQ(order(1), 1);
  EXPECT_EQ(order(3), 2);
  EXPECT_EQ(order(4), 1);
  EXPECT_EQ(order(5), 2);
}

// A river divides at B and is one again at D.
const AsciiMap kIsland(R"(A-B-C
  |  \
  E---D--F)");

TEST(NetworkFromLines, ARiverThatDividesKeepsItsOrderWhenItMeetsItselfAgain) {
  const auto network = network_from_lines(river_table(kIsland, {{"AB"}, {"BCD"}, {"BED"}, {"DF"}}), {}).network;
  for (const ReachId id : all_reaches(network)) EXPECT_EQ(network.reach(id).strahler, 1) << id;
}

TEST(NetworkFromLines, TakesTheBranchOfLargerDischargeThenAreaThenLowerRecord) {
  const auto branch = [](Way first, Way second) {
    const auto result = network_from_lines(river_table(kIsland, {{"AB"}, first, second, {"DF"}}), river_options());
    EXPECT_THAT(issues_with(result.issues, "river_bifurcation"), SizeIs(1));
    EXPECT_TRUE(result.network.reach(reach_of(result.network, way_down(result.network, 1)[1])).is_main);
    EXPECT_FALSE(result.network.reach(reach_of(result.network, 5 - way_down(result.network, 1)[1])).is_main);
    return way_down(result.network, 1)[1];
  };
  EXPECT_EQ(branch({"BCD", 50, 1}, {"BED", 40, 2}), 3);
  EXPECT_EQ(branch({"BCD", 40, 2}, {"BED", 50, 2}), 3);
  EXPECT_EQ(branch({"BCD"}, {"BED", 50}), 3);
  EXPECT_EQ(branch({"BCD", 50, 2}, {"BED", 50, 2}), 2);
  EXPECT_EQ(branch({"BCD"}, {"BED"}), 2);
}

TEST(NetworkFromLines, KeepsTheSmallerBranchInTheGraph) {
  const auto network = network_from_lines(river_table(kIsland, {{"AB"}, {"BCD"}, {"BED"}, {"DF"}}), {}).network;
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 4));
  EXPECT_THAT(network.upstream(reach_of(network, 3)), IsEmpty());
  EXPECT_THAT(network.upstream(reach_of(network, 4)), SizeIs(2));
}

TEST(NetworkFromLines, EveryReachStandsBeforeAllThatBeginWhereItEnds) {
  for (const std::uint32_t seed : kSeeds) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(400, dice);
    const auto network = network_from_lines(lines_between(nodes, random_edges(400, 700, dice)), {}).network;
    std::vector<ReachId> last_in(network.node_count(), kNoReach);
    for (const ReachId id : all_reaches(network)) last_in[static_cast<std::size_t>(network.reach(id).to_node)] = id;
    for (const ReachId id : all_reaches(network)) {
      EXPECT_LT(last_in[static_cast<std::size_t>(network.reach(id).from_node)], id);
      if (network.downstream(id) != kNoReach) {
        EXPECT_LT(id, network.downstream(id));
      }
    }
  }
}

TEST(NetworkFromLines, CountsOfReachesUpstreamAgreeWithAWalkFromEveryReach) {
  for (const std::uint32_t seed : kSeeds) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(300, dice);
    const auto network = network_from_lines(lines_between(nodes, random_tree(300, dice)), {}).network;
    ASSERT_EQ(network.size(), 299U);
    std::vector<int> upstream(network.size(), 1);
    for (const ReachId id : all_reaches(network)) {
      if (network.downstream(id) != kNoReach) {
        upstream[static_cast<std::size_t>(network.downstream(id))] += upstream[static_cast<std::size_t>(id)];
      }
    }
    std::vector<int> walked(network.size(), 0);
    for (const ReachId id : all_reaches(network)) {
      for (ReachId at = id; at != kNoReach; at = network.downstream(at)) ++walked[static_cast<std::size_t>(at)];
    }
    EXPECT_EQ(upstream, walked);
    int ends = 0;
    for (const ReachId id : all_reaches(network)) {
      if (network.downstream(id) == kNoReach) ends += upstream[static_cast<std::size_t>(id)];
    }
    EXPECT_EQ(ends, 299);
  }
}

TEST(NetworkFromLines, FollowsTheTreeItWasGiven) {
  for (const std::uint32_t seed : kSeeds) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(300, dice);
    const auto edges = random_tree(300, dice);
    const auto network = network_from_lines(lines_between(nodes, edges), {}).network;
    std::vector<std::size_t> receiver(300);
    std::vector<std::vector<std::size_t>> donors(300);
    for (const auto& [from, to] : edges) {
      receiver[from] = to;
      donors[to].push_back(from);
    }
    // Strahler's own words: a spring is 1; two of the highest order make one more.
    const std::function<int(std::size_t)> order_of = [&](std::size_t node) -> int {
      std::multiset<int> above;
      for (const std::size_t d : donors[node]) above.insert(order_of(d));
      if (above.empty()) return 1;
      return above.count(*above.rbegin()) > 1 ? *above.rbegin() + 1 : *above.rbegin();
    };
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const ReachId id = reach_of(network, static_cast<std::int64_t>(e + 1));
      EXPECT_EQ(network.line(id).front(), nodes[edges[e].first]);
      EXPECT_EQ(network.line(id).back(), nodes[edges[e].second]);
      EXPECT_EQ(network.reach(id).strahler, order_of(edges[e].first));
      const ReachId on = network.downstream(id);
      if (edges[e].second == 0) {
        EXPECT_EQ(on, kNoReach);
      } else {
        EXPECT_EQ(network.line(on).back(), nodes[receiver[edges[e].second]]);
      }
    }
  }
}

TEST(NetworkFromLines, MedianLengthHasHalfTheReachesOnEitherSide) {
  const auto network = network_from_lines(river_table(kFork, {{"AC"}, {"BC"}, {"CD"}}), {}).network;
  EXPECT_NEAR(network.median_length_m(), geodesic_distance_m(kFork['C'], kFork['D']), 500);
}

TEST(NetworkFromLines, IsTheSameOnAnyNumberOfThreads) {
  std::mt19937 dice(5);
  const auto nodes = scattered_nodes(5000, dice);
  const auto table = lines_between(nodes, random_edges(5000, 6000, dice));
  use_threads(1);
  const auto one = network_from_lines(table, {});
  use_threads(0);
  const auto all = network_from_lines(table, {});
  ASSERT_EQ(one.network.size(), all.network.size());
  for (const ReachId id : all_reaches(one.network)) {
    EXPECT_EQ(one.network.reach(id).source_record, all.network.reach(id).source_record);
    EXPECT_EQ(one.network.reach(id).length_m, all.network.reach(id).length_m);
    EXPECT_EQ(one.network.downstream(id), all.network.downstream(id));
  }
  ASSERT_EQ(one.issues.size(), all.issues.size());
  for (std::size_t i = 0; i < one.issues.size(); ++i) EXPECT_EQ(one.issues[i].message, all.issues[i].message);
}

std::string error_of(const FeatureTable& table, const NetworkOptions& options) {
  try {
    network_from_lines(table, options);
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::invalid_input);
    return e.what();
  }
  return "no error";
}

TEST(NetworkFromLines, AMissingColumnIsAnErrorThatNamesTheNearestOne) {
  NetworkOptions options;
  options.upstream_area_column = "aera_km2";
  const std::string message = error_of(river_table(kFork, {{"AC"}}), options);
  EXPECT_THAT(message, HasSubstr("rivers.gpkg"));
  EXPECT_THAT(message, HasSubstr("\"aera_km2\""));
  EXPECT_THAT(message, HasSubstr("did you mean \"area_km2\""));
}

TEST(NetworkFromLines, PointsAreNoRivers) {
  auto table = river_table(kFork, {{"AC"}});
  table.kind = GeometryKind::point;
  EXPECT_THAT(error_of(table, {}), HasSubstr("holds points, expected river lines"));
}

TEST(NetworkFromLines, ALayerWithoutReferenceSystemIsAnError) {
  auto table = river_table(kFork, {{"AC"}});
  table.crs = Crs();
  EXPECT_THAT(error_of(table, {}), HasSubstr("no reference system"));
}

TEST(NetworkFromLines, ALayerWithoutAUsableLineIsAnError) {
  EXPECT_THAT(error_of(empty_rivers(), {}), HasSubstr("none of the 0 records"));
  EXPECT_THAT(error_of(river_table(kFork, {{"AA"}}), {}), HasSubstr("none of the 1 records"));
}

TEST(NetworkFromLines, ADirectionRuleWithoutItsColumnsIsAnError) {
  NetworkOptions options;
  options.direction = DirectionRule::upstream_area;
  EXPECT_THAT(error_of(river_table(kFork, {{"AC"}}), options), HasSubstr("need a column of upstream area"));
  options.direction = DirectionRule::elevation;
  options.elevation_from_column = "area_km2";
  EXPECT_THAT(error_of(river_table(kFork, {{"AC"}}), options), HasSubstr("both must be named"));
}

TEST(NetworkFromLines, MovesLinesOfAnotherReferenceSystemToWgs84) {
  auto table = river_table(kFork, {{"AC"}, {"CD"}});
  transform(table, Crs::from_text("EPSG:32634"));
  const auto network = network_from_lines(table, {}).network;
  const auto line = network.line(reach_of(network, 1));
  EXPECT_NEAR(line.front().x, kFork['A'].x, 1e-9);
  EXPECT_NEAR(line.front().y, kFork['A'].y, 1e-9);
  EXPECT_NEAR(network.reach(reach_of(network, 1)).length_m, geodesic_distance_m(kFork['A'], kFork['C']), 1e-3);
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2));
}

TEST(NetworkFromLines, LinesWithBrokenCoordinatesAreToldAndLeftOut) {
  auto table = river_table(kFork, {{"AC"}, {"BC"}, {"CD"}});
  table.geometry[0].points[0].x = std::numeric_limits<double>::quiet_NaN();
  table.geometry[1].points[1].y = 5000000;
  const auto result = network_from_lines(table, {});
  EXPECT_EQ(result.network.size(), 1U);
  const auto bad = issues_with(result.issues, "river_bad_coordinates");
  ASSERT_THAT(bad, SizeIs(2));
  EXPECT_EQ(bad[0].record, "feature 1");
  EXPECT_EQ(bad[0].file, "rivers.gpkg");
  EXPECT_EQ(bad[1].record, "feature 2");
}

TEST(NetworkFromLines, MissingAttributesAreToldOnceWithTheirNumber) {
  const auto table = river_table(kFork, {{"AC", 5}, {"BC"}, {"CD", -9999}});
  NetworkOptions options;
  options.upstream_area_column = "area_km2";
  const auto result = network_from_lines(table, options);
  const auto missing = issues_with(result.issues, "river_no_attribute");
  ASSERT_THAT(missing, SizeIs(1));
  EXPECT_EQ(missing[0].field, "area_km2");
  EXPECT_THAT(missing[0].message, HasSubstr("2 of 3 lines"));
  EXPECT_TRUE(std::isnan(result.network.reach(reach_of(result.network, 3)).upstream_area_km2));
}

}  // namespace
}  // namespace tmfgeo::test
