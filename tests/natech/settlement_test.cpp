// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/settlement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tmfgeo {
namespace {

// PGA at the limits of the classes at magnitude 7, as the issue of the method gives them.
TEST(CrestSettlement, ReachesTheClassLimitsAtThePublishedAccelerations) {
  const double expected[] = {0.083, 0.395, 0.546, 0.727, 0.926};
  for (std::size_t i = 1; i < kSettlementClasses; ++i) {
    const double limit = settlement_classes()[i].settlement_from_pct;
    EXPECT_NEAR(pga_at_settlement_g(limit, 7), expected[i - 1], 6e-4);
    EXPECT_NEAR(crest_settlement_pct(pga_at_settlement_g(limit, 7), 7), limit, 1e-12);
  }
}

TEST(CrestSettlement, HasTheValueWorkedByHand) { EXPECT_NEAR(crest_settlement_pct(0.3, 7), 0.1120287, 1e-7); }

TEST(FreeboardLoss, CountsTheAlluviumBelowTheDam) {
  EXPECT_DOUBLE_EQ(freeboard_loss_m(1, 40), 0.4);
  EXPECT_DOUBLE_EQ(freeboard_loss_m(1, 40, 10), 0.5);
}

TEST(SettlementClass, BeginsAtItsLimit) {
  EXPECT_EQ(settlement_class(0), 0);
  EXPECT_EQ(settlement_class(0.03), 1);
  EXPECT_EQ(settlement_class(std::nextafter(0.03, 0)), 0);
  EXPECT_EQ(settlement_class(4.99), 4);
  EXPECT_EQ(settlement_class(5), 5);
}

TEST(SettlementClassProbabilities, SumToOneAndGetWorseWithShaking) {
  double mean_before = -1;
  for (const double pga : {0.0, 0.1, 0.3, 0.6, 1.2}) {
    const auto p = settlement_class_probabilities(pga, 7);
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-12);
    double mean = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      EXPECT_GE(p[i], 0);
      mean += static_cast<double>(i) * p[i];
    }
    EXPECT_GT(mean, mean_before);
    mean_before = mean;
  }
}

TEST(SettlementExceedance, IsNoneBelowTheShakingOfTheData) {
  EXPECT_EQ(settlement_exceedance(0.03, 0.0, 7.4), 0);
  EXPECT_EQ(settlement_exceedance(0.03, 0.049, 7.4), 0) << "the formula would give even odds at no shaking at all";
  EXPECT_GT(settlement_exceedance(0.03, 0.05, 7.4), 0);
  EXPECT_EQ(settlement_class_probabilities(0.01, 8)[0], 1);
  EXPECT_EQ(freeboard_loss_exceedance(0.001, 50, 0, 0.02, 8), 0);
}

TEST(SettlementClassProbabilities, FallOnTheMedianClassWithoutScatter) {
  const auto p = settlement_class_probabilities(0.6, 7, 0);
  EXPECT_EQ(p[static_cast<std::size_t>(settlement_class(crest_settlement_pct(0.6, 7)))], 1);
}

TEST(FreeboardLossExceedance, IsHalfAtTheMedianLoss) {
  const double median = freeboard_loss_m(crest_settlement_pct(0.4, 7), 30, 5);
  EXPECT_NEAR(freeboard_loss_exceedance(median, 30, 5, 0.4, 7), 0.5, 1e-12);
  EXPECT_LT(freeboard_loss_exceedance(2 * median, 30, 5, 0.4, 7), 0.5);
}

}  // namespace
}  // namespace tmfgeo
