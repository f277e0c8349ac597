// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "support/random_rivers.h"
#include "tmfgeo/network/river_network.h"

namespace tmfgeo::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

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

}  // namespace
}  // namespace tmfgeo::test
