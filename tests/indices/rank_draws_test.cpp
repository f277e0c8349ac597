// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/rank_draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace tmfgeo {
namespace {

TEST(BandOf, TakesTheValuesAtTheirShares) {
  std::vector<double> values;
  for (int i = 10; i >= 1; --i) values.push_back(i);
  const Band b = band_of(std::span<const double>(values));
  EXPECT_EQ(b.p10, 1);
  EXPECT_EQ(b.p50, 5);
  EXPECT_EQ(b.p90, 9);
  std::vector<float> one{3};
  EXPECT_EQ(band_of(std::span<const float>(one)).p50, 3);
}

TEST(BandOf, IsThatOfTheSortedValuesWhateverTheirSpread) {
  std::mt19937 random(2);
  for (const int powers : {0, 1, 30}) {
    std::vector<float> values;
    for (int i = 0; i < 3001; ++i) values.push_back(std::pow(10.0F, static_cast<float>(powers) * (static_cast<float>(random()) / 4.3e9F - 0.5F)));
    values[7] = 0;
    const Band b = band_of(std::span<const float>(values));
    std::sort(values.begin(), values.end());
    EXPECT_EQ(b.p10, values[300]);
    EXPECT_EQ(b.p50, values[1500]);
    EXPECT_EQ(b.p90, values[2700]);
  }
}

/// Ranks by counting who is larger, draw by draw.
std::vector<Band> counted(const std::vector<float>& values, std::size_t draws) {
  const std::size_t n = values.size() / draws;
  std::vector<Band> bands;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> ranks;
    for (std::size_t d = 0; d < draws; ++d) {
      double rank = 1;
      for (std::size_t j = 0; j < n; ++j) rank += values[j * draws + d] > values[i * draws + d] ? 1 : 0;
      ranks.push_back(rank);
    }
    bands.push_back(band_of(std::span<const double>(ranks)));
  }
  return bands;
}

TEST(RankBands, AreThoseFoundByCounting) {
  std::mt19937 random(5);
  for (const std::size_t items : {1U, 7U, 600U}) {
    constexpr std::size_t draws = 37;
    std::vector<float> values;
    // Few different values: ties in every draw; and a spread over many powers of ten.
    for (std::size_t i = 0; i < items * draws; ++i) values.push_back(std::pow(10.0F, static_cast<float>(random() % 50) - 30));
    const auto expected = counted(values, draws);
    const auto found = rank_bands(values, draws);
    for (std::size_t i = 0; i < items; ++i) {
      EXPECT_EQ(found[i].p10, expected[i].p10);
      EXPECT_EQ(found[i].p50, expected[i].p50);
      EXPECT_EQ(found[i].p90, expected[i].p90);
    }
  }
}

TEST(RankBands, AreTheLatestPossibleWhereOthersMayBeLarger) {
  std::mt19937 random(6);
  constexpr std::size_t items = 30;
  constexpr std::size_t draws = 21;
  std::vector<char> open(items);
  for (char& o : open) o = static_cast<char>(random() % 3 == 0);
  std::vector<float> values;
  for (std::size_t i = 0; i < items * draws; ++i) values.push_back(static_cast<float>(1 + random() % 9));
  const auto found = rank_bands(values, draws, open);
  for (std::size_t i = 0; i < items; ++i) {
    std::vector<double> ranks;
    for (std::size_t d = 0; d < draws; ++d) {
      double rank = 1;
      for (std::size_t j = 0; j < items; ++j) rank += j != i && (open[j] != 0 || values[j * draws + d] > values[i * draws + d]) ? 1 : 0;
      ranks.push_back(rank);
    }
    const Band expected = band_of(std::span<const double>(ranks));
    EXPECT_EQ(found[i].p10, expected.p10);
    EXPECT_EQ(found[i].p90, expected.p90);
  }
}

TEST(Tiers, TakeWhateverMayBeFirstIntoTheFirst) {
  const std::vector<Band> ranks{{1, 1, 2}, {3, 3, 4}, {1, 5, 5}, {4, 4, 4}};
  EXPECT_EQ(tiers(ranks), (std::vector<std::size_t>{1, 2, 1, 2}));
}

TEST(Tiers, HoldWhatCannotBeToldApartFromTheirFirst) {
  const std::vector<Band> ranks{{6, 6, 6}, {1, 1, 2}, {2, 3, 4}, {3, 4, 5}};
  EXPECT_EQ(tiers(ranks), (std::vector<std::size_t>{3, 1, 1, 2}));
  EXPECT_TRUE(tiers({}).empty());
}

}  // namespace
}  // namespace tmfgeo
