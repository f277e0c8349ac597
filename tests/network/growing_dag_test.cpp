// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/random_rivers.h"
#include "tmfgeo/network/growing_dag.h"

namespace tmfgeo::test {
namespace {

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

}  // namespace
}  // namespace tmfgeo::test
