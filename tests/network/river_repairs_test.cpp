// SPDX-License-Identifier: Apache-2.0
/// A river layer with gaps, loops, doubled and reversed lines: what is mended, what is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "support/random_rivers.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/growing_dag.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kMetreNorth = 1 / 111200.0;  // degrees of latitude

const AsciiMap kRiver("A--B--C--D");

FeatureTable broken_at_b(double gap_m) {
  auto table = river_table(kRiver, {{"AB"}});
  add_line(table, line_geometry(moved(kRiver.line("BC"), 0, gap_m * kMetreNorth)));
  return table;
}

TEST(JoinEnds, EndsWithinTheToleranceAreOneNodeAtTheEarlierRecord) {
  const auto result = network_from_lines(broken_at_b(0.5), {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2));
  EXPECT_EQ(result.network.line(reach_of(result.network, 2)).front(), kRiver['B']);
  const auto joined = issues_with(result.issues, "river_end_joined");
  ASSERT_THAT(joined, SizeIs(1));
  EXPECT_EQ(joined[0].severity, Severity::info);
  EXPECT_THAT(joined[0].message, HasSubstr("1 line ends"));
  EXPECT_THAT(joined[0].message, HasSubstr("0.500 m"));
}

TEST(JoinEnds, EndsBeyondTheToleranceStayApart) {
  const auto result = network_from_lines(broken_at_b(1.5), {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1));
  EXPECT_THAT(issues_with(result.issues, "river_end_joined"), IsEmpty());
}

TEST(JoinEnds, ToleranceZeroJoinsOnlyEqualCoordinates) {
  NetworkOptions options;
  options.snap_tolerance_m = 0;
  EXPECT_THAT(way_down(network_from_lines(broken_at_b(0), options).network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network_from_lines(broken_at_b(0.001), options).network, 1), ElementsAre(1));
}

TEST(JoinEnds, AnEndBetweenTwoNodesGoesToTheNearerOne) {
  // Two rivers end 1.6 m apart, a third begins 0.6 m from the second.
  auto table = river_table(kRiver, {{"AB"}});
  add_line(table, line_geometry({kRiver['D'], {kRiver['B'].x, kRiver['B'].y + 1.6 * kMetreNorth}}));
  add_line(table, line_geometry({{kRiver['B'].x, kRiver['B'].y + 1.0 * kMetreNorth}, {20, 48}}));
  const auto network = network_from_lines(table, {}).network;
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3));
  EXPECT_THAT(way_down(network, 1), ElementsAre(1));
}

TEST(JoinEnds, AgreesWithComparingEveryEndWithEveryNode) {
  for (const std::uint32_t seed : {7U, 8U, 9U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    // Ends crowded on 60 m × 60 m, so that many lie within 5 m of another.
    std::uniform_real_distribution<double> place(0, 60 * kMetreNorth);
    const double latitude = std::uniform_real_distribution<double>(-85, 85)(dice);
    auto table = empty_rivers();
    std::vector<Point> ends;
    for (int i = 0; i < 150; ++i) {
      const Point from{30 + place(dice), latitude + place(dice)};
      const Point to{30 + place(dice), latitude + place(dice)};
      const Polyline line{from, {30.5 + 0.01 * i, latitude + 0.3}, to};
      ends.push_back(line.front());
      ends.push_back(line.back());
      add_line(table, line_geometry(line));
    }
    std::vector<Point> nodes;
    std::vector<Point> expected;
    for (const Point end : ends) {
      const auto nearest = std::min_element(nodes.begin(), nodes.end(), [&](Point a, Point b) {
        return near_distance_m(a, end) < near_distance_m(b, end);
      });
      if (nearest == nodes.end() || near_distance_m(*nearest, end) > 5) {
        nodes.push_back(end);
        expected.push_back(end);
      } else {
        expected.push_back(*nearest);
      }
    }
    NetworkOptions options;
    options.snap_tolerance_m = 5;
    const auto network = network_from_lines(table, options).network;
    ASSERT_EQ(network.size(), 150U);
    EXPECT_LT(nodes.size(), 290U);
    for (std::size_t i = 0; i < 150; ++i) {
      const auto line = network.line(reach_of(network, static_cast<std::int64_t>(i + 1)));
      EXPECT_EQ(line.front(), expected[2 * i]);
      EXPECT_EQ(line.back(), expected[2 * i + 1]);
    }
  }
}

TEST(DropLines, ALineWithoutLengthIsToldAndLeftOut) {
  auto table = river_table(kRiver, {{"AB"}, {"BB"}, {"BC"}});
  add_line(table, line_geometry({kRiver['C'], {kRiver['C'].x, kRiver['C'].y + 0.3 * kMetreNorth}}));
  const auto result = network_from_lines(table, {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 3));
  const auto told = issues_with(result.issues, "river_zero_length");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].record, "feature 2");
  EXPECT_EQ(told[1].record, "feature 4");
}

TEST(DropLines, ALineThatIsThereTwiceIsKeptOnceWhicheverWayItIsDrawn) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB"}, {"BC"}, {"AB"}, {"CB"}}), {});
  EXPECT_EQ(result.network.size(), 2U);
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2));
  const auto told = issues_with(result.issues, "river_doubled");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_THAT(told[0].message, HasSubstr("feature 1"));
  EXPECT_EQ(told[1].record, "feature 4");
  EXPECT_THAT(told[1].message, HasSubstr("feature 2"));
}

TEST(DropLines, TwoArmsOfTheSameLengthAreNoDouble) {
  const AsciiMap map(R"(
   B
A     D
   C)");
  const auto result = network_from_lines(river_table(map, {{"ABD"}, {"ACD"}}), {});
  EXPECT_EQ(result.network.size(), 2U);
  EXPECT_THAT(issues_with(result.issues, "river_doubled"), IsEmpty());
}

TEST(LayerIssuesCap, FiftyAreToldOneByOneAndTheRestAsANumber) {
  auto table = river_table(kRiver, {{"AB"}});
  for (int i = 0; i < 173; ++i) add_line(table, line_geometry(kRiver.line("AB")));
  const auto told = issues_with(network_from_lines(table, {}).issues, "river_doubled");
  ASSERT_THAT(told, SizeIs(51));
  EXPECT_THAT(told.back().message, HasSubstr("123 more"));
  EXPECT_EQ(told.back().file, "rivers.gpkg");
}

TEST(TurnReversed, ALineAgainstTheGrowthOfAreaAtBothEndsIsTurned) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 10}, {"CB", 20}, {"CD", 30}}), river_options());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2, 3));
  const auto told = issues_with(result.issues, "river_reversed");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 2");
  const auto line = result.network.line(reach_of(result.network, 2));
  EXPECT_EQ(line.front(), kRiver['B']);
  EXPECT_EQ(line.back(), kRiver['C']);
}

TEST(TurnReversed, ATurnedLineIsMeasuredFromItsNewStart) {
  const AsciiMap map("A--B---X-C--D");
  const auto network = network_from_lines(river_table(map, {{"AB", 10}, {"CXB", 20}, {"CD", 30}}), river_options()).network;
  const ReachId id = reach_of(network, 2);
  const auto line = network.line(id);
  const auto offsets = network.offsets_m(id);
  EXPECT_EQ(offsets[0], 0);
  EXPECT_NEAR(offsets[1], geodesic_distance_m(line[0], line[1]), 1e-9);
  EXPECT_EQ(offsets[2], network.reach(id).length_m);
}

TEST(TurnReversed, SeveralReversedLinesInARowAreAllTurned) {
  const AsciiMap map("A--B--C--D--E--F");
  const auto network =
      network_from_lines(river_table(map, {{"AB", 10}, {"CB", 20}, {"DC", 30}, {"ED", 40}, {"EF", 50}}), river_options()).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2, 3, 4, 5));
}

const AsciiMap kConfluence(R"(A
 \
B-C--D)");

TEST(TurnReversed, AHeadwaterDrawnUpstreamIsTurnedWhereThatBalancesTheAreas) {
  const auto result =
      network_from_lines(river_table(kConfluence, {{"CA", 10}, {"BC", 40}, {"CD", 52}}), river_options());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 3));
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), SizeIs(1));
  EXPECT_THAT(issues_with(result.issues, "river_bifurcation"), IsEmpty());
}

TEST(TurnReversed, ADeltaArmKeepsItsDirection) {
  // The river's 100 km² divide into arms of 70 and 30.
  const auto result =
      network_from_lines(river_table(kConfluence, {{"CA", 30}, {"BC", 100}, {"CD", 70}}), river_options());
  EXPECT_THAT(way_down(result.network, 2), ElementsAre(2, 3));
  EXPECT_EQ(result.network.line(reach_of(result.network, 1)).back(), kConfluence['A']);
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), IsEmpty());
}

TEST(TurnReversed, WithoutAreasNothingIsTurned) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB"}, {"CB"}, {"CD"}}), river_options());
  EXPECT_THAT(issues_with(result.issues, "river_reversed"), IsEmpty());
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1));
  // But the end in the middle of the river is told.
  EXPECT_THAT(issues_with(result.issues, "river_no_way_on"), SizeIs(1));
}

TEST(Directions, ByUpstreamAreaAnyDrawingGivesTheSameRiver) {
  NetworkOptions options = river_options();
  options.direction = DirectionRule::upstream_area;
  for (int drawing = 0; drawing < 8; ++drawing) {
    const auto drawn = [&](const char* forwards, const char* back, int bit) { return (drawing & bit) != 0 ? back : forwards; };
    const auto table = river_table(
        kConfluence, {{drawn("AC", "CA", 1), 10}, {drawn("BC", "CB", 2), 40}, {drawn("CD", "DC", 4), 52}});
    const auto network = network_from_lines(table, options).network;
    EXPECT_THAT(way_down(network, 1), ElementsAre(1, 3)) << drawing;
    EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3)) << drawing;
    EXPECT_EQ(network.line(reach_of(network, 3)).back(), kConfluence['D']) << drawing;
  }
}

TEST(Directions, ByElevationLinesFlowToTheirLowerEnd) {
  auto table = river_table(kRiver, {{"BA", 100, 200}, {"BC", 100, 50}, {"CD"}});
  NetworkOptions options;
  options.direction = DirectionRule::elevation;
  options.elevation_from_column = "area_km2";
  options.elevation_to_column = "q_m3_s";
  const auto result = network_from_lines(table, options);
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2, 3));
  EXPECT_EQ(result.network.line(reach_of(result.network, 1)).front(), kRiver['A']);
  ASSERT_THAT(issues_with(result.issues, "river_no_attribute"), SizeIs(1));
}

TEST(Directions, ByOutletsEveryLineLeadsToTheNearestStatedOutlet) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  options.outlets = {kConfluence['B']};
  const auto network = network_from_lines(river_table(kConfluence, {{"AC"}, {"BC"}, {"CD"}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 2));
}

TEST(Directions, WithoutStatedOutletsTheFreeEndOfLargestAreaIsOne) {
  NetworkOptions options = river_options();
  options.direction = DirectionRule::outlets;
  const auto network = network_from_lines(river_table(kConfluence, {{"CA", 10}, {"CB", 40}, {"DC", 52}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 3));
  EXPECT_THAT(way_down(network, 2), ElementsAre(2, 3));
}

TEST(Directions, WithoutAreasTheFirstFreeEndDrawnAsALowerOneIsTheOutlet) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  const auto network = network_from_lines(river_table(kConfluence, {{"AC"}, {"CD"}, {"CB"}}), options).network;
  EXPECT_THAT(way_down(network, 1), ElementsAre(1, 2));
  EXPECT_THAT(way_down(network, 3), ElementsAre(3, 2));
}

TEST(Directions, AnOutletOffTheRiversIsAnError) {
  NetworkOptions options;
  options.direction = DirectionRule::outlets;
  options.outlets = {{10, 10}};
  EXPECT_THROW(network_from_lines(river_table(kRiver, {{"AB"}}), options), std::runtime_error);
}

TEST(Directions, ByOutletsEveryReachOfARandomTangleReachesOne) {
  for (const std::uint32_t seed : {11U, 12U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(200, dice);
    auto edges = random_tree(200, dice);
    for (auto& [from, to] : edges) {
      if (dice() % 2 == 0) std::swap(from, to);
    }
    const auto more = random_edges(200, 100, dice);
    edges.insert(edges.end(), more.begin(), more.end());
    NetworkOptions options;
    options.direction = DirectionRule::outlets;
    options.outlets = {nodes[0]};
    const auto result = network_from_lines(lines_between(nodes, edges), options);
    EXPECT_THAT(issues_with(result.issues, "river_loop_cut"), IsEmpty());
    for (ReachId id = 0; static_cast<std::size_t>(id) < result.network.size(); ++id) {
      ReachId last = id;
      while (result.network.downstream(last) != kNoReach) last = result.network.downstream(last);
      EXPECT_EQ(result.network.line(last).back(), nodes[0]);
    }
  }
}

// A spring at E feeds a ring that leaves at D.
const AsciiMap kRing(R"(
  B---C---D
  |  /
E-A-)");

TEST(CutLoops, ALoopIsOpenedAtTheUpperEndOfItsSmallestReach) {
  const auto result = network_from_lines(
      river_table(kRing, {{"AB", 20}, {"BC", 30}, {"CA", 5}, {"CD", 40}, {"EA", 10}}), river_options());
  EXPECT_THAT(way_down(result.network, 5), ElementsAre(5, 1, 2, 4));
  EXPECT_THAT(way_down(result.network, 3), ElementsAre(3, 1, 2, 4));
  const auto told = issues_with(result.issues, "river_loop_cut");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 3");
  EXPECT_EQ(result.network.size(), 5U);
  EXPECT_EQ(result.network.node_count(), 6U);
}

TEST(CutLoops, WithoutAreasALoopIsOpenedBesideItsWayOut) {
  const auto result = network_from_lines(river_table(kRing, {{"CA"}, {"AB"}, {"BC"}, {"CD"}, {"EA"}}), {});
  EXPECT_THAT(way_down(result.network, 5), ElementsAre(5, 2, 3, 4));
  EXPECT_EQ(issues_with(result.issues, "river_loop_cut")[0].record, "feature 1");
}

TEST(CutLoops, ARingWithoutAWayOutIsOpenedAtItsLastRecord) {
  const auto result = network_from_lines(river_table(kRing, {{"AB"}, {"BC"}, {"CA"}}), {});
  EXPECT_THAT(way_down(result.network, 3), ElementsAre(3, 1, 2));
  EXPECT_THAT(issues_with(result.issues, "river_gap"), IsEmpty());
}

TEST(CutLoops, AClosedLineBecomesASource) {
  const auto result = network_from_lines(river_table(kRing, {{"ABCA"}, {"AE"}}), {});
  EXPECT_THAT(way_down(result.network, 1), ElementsAre(1, 2));
  EXPECT_THAT(issues_with(result.issues, "river_loop_cut"), SizeIs(1));
}

TEST(CutLoops, TwoLinesThereAndBackAreALoop) {
  const AsciiMap map(R"(A
 X Y
   B)");
  const auto result = network_from_lines(river_table(map, {{"AXB"}, {"BYA"}}), {});
  EXPECT_THAT(way_down(result.network, 2), ElementsAre(2, 1));
  EXPECT_THAT(issues_with(result.issues, "river_loop_cut"), SizeIs(1));
}

/// True if `to` leads to `goal` along the edges not marked as cut.
bool leads_to(const std::vector<std::vector<std::size_t>>& out, std::size_t to, std::size_t goal) {
  std::vector<bool> seen(out.size(), false);
  std::vector<std::size_t> stack{to};
  while (!stack.empty()) {
    const std::size_t n = stack.back();
    stack.pop_back();
    if (n == goal) return true;
    if (seen[n]) continue;
    seen[n] = true;
    stack.insert(stack.end(), out[n].begin(), out[n].end());
  }
  return false;
}

TEST(GrowingDag, RefusesExactlyTheEdgesThatCloseALoop) {
  for (const std::uint32_t seed : {21U, 22U, 23U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    std::vector<std::uint32_t> place(60);
    for (std::uint32_t i = 0; i < 60; ++i) place[i] = i;
    std::shuffle(place.begin(), place.end(), dice);
    GrowingDag dag(place);
    std::vector<std::vector<std::size_t>> out(60);
    int refused = 0;
    for (const auto& [from, to] : random_edges(60, 300, dice)) {
      const bool closes = leads_to(out, to, from);
      ASSERT_EQ(dag.add(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)), !closes);
      refused += closes ? 1 : 0;
      if (!closes) out[from].push_back(to);
    }
    EXPECT_GT(refused, 20);
  }
}

TEST(CutLoops, NoReachOfARandomTangleIsCutNeedlessly) {
  for (const std::uint32_t seed : {31U, 32U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto nodes = scattered_nodes(40, dice);
    const auto network = network_from_lines(lines_between(nodes, random_edges(40, 90, dice)), {}).network;
    std::vector<std::vector<std::size_t>> out(network.node_count());
    std::vector<int> at_place(network.node_count(), 0);
    for (ReachId id = 0; static_cast<std::size_t>(id) < network.size(); ++id) {
      out[static_cast<std::size_t>(network.reach(id).from_node)].push_back(static_cast<std::size_t>(network.reach(id).to_node));
    }
    int cut = 0;
    for (ReachId id = 0; static_cast<std::size_t>(id) < network.size(); ++id) {
      // A cut reach starts where a node lies that is not its own: put back, it must close a loop.
      for (ReachId other = 0; static_cast<std::size_t>(other) < network.size(); ++other) {
        const auto original = static_cast<std::size_t>(network.reach(other).to_node);
        if (network.line(other).back() != network.line(id).front()) continue;
        if (network.reach(other).to_node == network.reach(id).from_node) continue;
        ++cut;
        EXPECT_TRUE(leads_to(out, static_cast<std::size_t>(network.reach(id).to_node), original));
        break;
      }
    }
    EXPECT_GT(cut, 3);
  }
}

TEST(CutLoops, ALargeTangleIsCutInSeconds) {
  // 120 000 lines between 62 500 nodes, each drawn by chance: half the layer lies on loops.
  std::mt19937 dice(41);
  constexpr std::size_t side = 250;
  const auto nodes = scattered_nodes(side * side, dice);
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i % side + 1 < side) edges.emplace_back(i, i + 1);
    if (i + side < nodes.size()) edges.emplace_back(i, i + side);
  }
  for (auto& [from, to] : edges) {
    if (dice() % 2 == 0) std::swap(from, to);
  }
  const auto table = lines_between(nodes, edges);
  const auto start = std::chrono::steady_clock::now();
  const auto result = network_from_lines(table, {});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  EXPECT_EQ(result.network.size(), edges.size());
  EXPECT_THAT(issues_with(result.issues, "river_loop_cut"), SizeIs(51));
  EXPECT_LT(seconds, 20) << "quadratic?";
}

// The tributary ends just above the river and has no node in common with it.
const AsciiMap kTee(R"(  T

A---X---B)");

FeatureTable tributary_short_of(double gap_m) {
  auto table = river_table(kTee, {{"AB"}});
  const Point mouth = between(kTee['A'], kTee['B'], 0.4);
  add_line(table, line_geometry({kTee['T'], {mouth.x, mouth.y + gap_m * kMetreNorth}}));
  return table;
}

TEST(Gaps, AnEndThatStopsShortOfALineIsToldNotJoined) {
  const auto result = network_from_lines(tributary_short_of(37), {});
  EXPECT_THAT(way_down(result.network, 2), ElementsAre(2));
  const auto told = issues_with(result.issues, "river_gap");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 2");
  EXPECT_THAT(told[0].message, HasSubstr("37.0 m from feature 1"));
}

TEST(Gaps, AnEndOnALineWithoutANodeIsAGapToo) {
  EXPECT_THAT(issues_with(network_from_lines(tributary_short_of(0), {}).issues, "river_gap"), SizeIs(1));
}

TEST(Gaps, AnEndFartherThanAHundredTolerancesIsTheEndOfARiver) {
  EXPECT_THAT(issues_with(network_from_lines(tributary_short_of(120), {}).issues, "river_gap"), IsEmpty());
}

TEST(AreaDrops, AnAreaThatBecomesSmallerDownstreamIsTold) {
  const auto result = network_from_lines(river_table(kRiver, {{"AB", 100}, {"BC", 90}, {"CD", 110}}), river_options());
  const auto told = issues_with(result.issues, "river_area_drops");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, "feature 2");
  EXPECT_EQ(told[0].field, "area_km2");
  EXPECT_THAT(told[0].message, HasSubstr("feature 1"));
}

}  // namespace
}  // namespace tmfgeo::test
