// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/random.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tmfgeo/core/normal.h"

namespace tmfgeo {
namespace {

using Words = std::array<std::uint32_t, 4>;

// The vectors published with Random123 (kat_vectors, philox4x32 10).
TEST(Philox, AnswersThePublishedVectors) {
  EXPECT_EQ(philox_4x32({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t kOnes = 0xffffffff;
  EXPECT_EQ(philox_4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox_4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomField, DependsOnEveryPartOfThePlaceAndOnTheSeed) {
  const RandomField random(42);
  const double here = random.uniform({5, 6, 7});
  EXPECT_EQ(here, RandomField(42).uniform({5, 6, 7}));
  EXPECT_NE(here, random.uniform({6, 6, 7}));
  EXPECT_NE(here, random.uniform({5, 7, 7}));
  EXPECT_NE(here, random.uniform({5, 6, 8}));
  EXPECT_NE(here, random.uniform({5 + (1ULL << 32U), 6, 7}));
  EXPECT_NE(here, RandomField(43).uniform({5, 6, 7}));
  EXPECT_NE(here, RandomField(42 + (1ULL << 32U)).uniform({5, 6, 7}));
}

TEST(RandomField, IsUniformBetweenNoughtAndOne) {
  const RandomField random(1);
  std::array<int, 10> bins{};
  constexpr int kDraws = 100000;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double u = random.uniform({i, 0, 0});
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    ++bins[static_cast<std::size_t>(u * 10)];
  }
  double chi_squared = 0;
  for (const int count : bins) chi_squared += std::pow(count - kDraws / 10.0, 2) / (kDraws / 10.0);
  EXPECT_LT(chi_squared, 27.9);  // nine degrees of freedom, 0.1 %
}

TEST(RandomField, HasNormalNumbersOfUnitSpreadThatDoNotGoTogether) {
  const RandomField random(2);
  constexpr int kDraws = 200000;
  double sum = 0;
  double squares = 0;
  double product = 0;
  int beyond_two = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const auto z = random.normal_pair({i, 3, 1});
    sum += z[0];
    squares += z[0] * z[0];
    product += z[0] * z[1];
    beyond_two += z[0] > 2 ? 1 : 0;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.01);
  EXPECT_NEAR(squares / kDraws, 1, 0.015);
  EXPECT_NEAR(product / kDraws, 0, 0.01);
  EXPECT_NEAR(static_cast<double>(beyond_two) / kDraws, normal_exceedance(2), 0.0015);
}

}  // namespace
}  // namespace tmfgeo
