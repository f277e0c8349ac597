// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/spanning_forest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/terrains.h"

namespace tmfgeo::test {
namespace {

using Passes = std::vector<Pass<int>>;

/// The keys of the minimum spanning forest by Kruskal's method: from the lowest pass on, whatever joins two groups.
std::set<int> kruskal(Passes passes, std::uint32_t nodes) {
  std::sort(passes.begin(), passes.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::vector<std::uint32_t> group(nodes);
  for (std::uint32_t i = 0; i < nodes; ++i) group[i] = i;
  std::set<int> taken;
  for (const Pass<int>& pass : passes) {
    const std::uint32_t from = group[pass.a];
    const std::uint32_t to = group[pass.b];
    if (from == to) continue;
    std::replace(group.begin(), group.end(), from, to);
    taken.insert(pass.key);
  }
  return taken;
}

template <class Chooses>
std::set<int> joined(Passes passes, Groups& groups, const Chooses& chooses) {
  std::set<int> taken;
  join_lowest(
      passes, groups, chooses, [](std::uint32_t, std::uint32_t) {},
      [&](const Pass<int>& pass) { EXPECT_TRUE(taken.insert(pass.key).second) << "taken twice"; });
  for (const Pass<int>& left : passes) EXPECT_NE(groups.of(left.a), groups.of(left.b)) << "a pass within a group is kept";
  return taken;
}

Passes random_passes(Random& random, std::uint32_t nodes, int count) {
  Passes passes;
  for (int key = 0; key < count; ++key) {
    passes.push_back({key, static_cast<std::uint32_t>(random.below(nodes)), static_cast<std::uint32_t>(random.below(nodes))});
  }
  for (Pass<int>& pass : passes) std::swap(pass.key, passes[static_cast<std::size_t>(random.below(count))].key);
  return passes;
}

TEST(JoinLowest, TakesTheMinimumSpanningForestOfAnyGraph) {
  Random random(1);
  for (int trial = 0; trial < 300; ++trial) {
    const auto nodes = static_cast<std::uint32_t>(1 + random.below(40));
    const Passes passes = random_passes(random, nodes, static_cast<int>(random.below(120)));
    Groups groups;
    groups.reset(nodes);
    EXPECT_EQ(joined(passes, groups, [](std::uint32_t) { return true; }), kruskal(passes, nodes));
  }
}

TEST(JoinLowest, TakesTheSameForestWhereOneGroupOnlyWaits) {
  Random random(2);
  for (int trial = 0; trial < 300; ++trial) {
    const auto nodes = static_cast<std::uint32_t>(1 + random.below(40));
    const Passes passes = random_passes(random, nodes, static_cast<int>(random.below(120)));
    Groups groups;
    groups.reset(nodes);
    EXPECT_EQ(joined(passes, groups, [](std::uint32_t group) { return group != 0; }), kruskal(passes, nodes));
    EXPECT_EQ(groups.of(0), 0U);
  }
}

TEST(JoinLowest, OfSomeChoosingGroupsTakesOnlyPassesOfTheForestAndJoinsNoTwoThatWait) {
  Random random(3);
  for (int trial = 0; trial < 300; ++trial) {
    const auto nodes = static_cast<std::uint32_t>(2 + random.below(40));
    const Passes passes = random_passes(random, nodes, static_cast<int>(random.below(120)));
    std::vector<char> waits(nodes);
    for (char& w : waits) w = random.below(3) == 0 ? 1 : 0;
    Groups groups;
    groups.reset(nodes);
    const std::set<int> taken = joined(passes, groups, [&](std::uint32_t group) { return waits[group] == 0; });
    const std::set<int> forest = kruskal(passes, nodes);
    EXPECT_TRUE(std::includes(forest.begin(), forest.end(), taken.begin(), taken.end()));
    std::vector<int> waiting(nodes, 0);
    for (std::uint32_t i = 0; i < nodes; ++i) waiting[groups.of(i)] += waits[i];
    for (std::uint32_t i = 0; i < nodes; ++i) {
      EXPECT_LE(waiting[i], 1);
      if (waits[i] != 0) {
        EXPECT_EQ(groups.of(i), i) << "a group that waits keeps its name";
      }
    }
    for (const Pass<int>& pass : passes) {
      const bool left = groups.of(pass.a) != groups.of(pass.b);
      EXPECT_TRUE(!left || (waits[groups.of(pass.a)] != 0 && waits[groups.of(pass.b)] != 0)) << "one that chooses has a pass left";
    }
  }
}

TEST(JoinLowest, SaysWhichGroupTakesInWhich) {
  Passes passes{{5, 0, 1}, {3, 1, 2}, {9, 0, 2}};
  Groups groups;
  groups.reset(3);
  std::vector<int> size(3, 1);
  join_lowest(
      passes, groups, [](std::uint32_t group) { return group != 0; },
      [&](std::uint32_t kept, std::uint32_t lost) { size[kept] += std::exchange(size[lost], 0); }, [](const Pass<int>&) {});
  EXPECT_EQ(size, (std::vector<int>{3, 0, 0}));
  EXPECT_TRUE(passes.empty());
}

TEST(Groups, JoinOnceAndKeepTheFirstsName) {
  Groups groups;
  groups.reset(4);
  EXPECT_TRUE(groups.join(2, 3));
  EXPECT_TRUE(groups.join(1, 3));
  EXPECT_FALSE(groups.join(3, 1));
  EXPECT_EQ(groups.of(3), 1U);
  EXPECT_EQ(groups.of(0), 0U);
}

}  // namespace
}  // namespace tmfgeo::test
