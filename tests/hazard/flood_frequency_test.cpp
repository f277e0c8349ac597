// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/flood_frequency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tmfgeo/core/random.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

TEST(GumbelVariate, HasThePublishedValuesAndTurnsBack) {
  const double years[] = {10, 20, 50, 100, 200, 500};
  const double variate[] = {2.25037, 2.97020, 3.90194, 4.60015, 5.29581, 6.21361};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(gumbel_variate(years[i]), variate[i], 5e-6);
    EXPECT_NEAR(return_period_of_variate(gumbel_variate(years[i])), years[i], 1e-9 * years[i]);
  }
}

TEST(ReturnPeriod, TurnsIntoProbabilitiesAndBack) {
  EXPECT_NEAR(probability_in_period(100, 100), 1 - std::pow(0.99, 100), 1e-14);
  EXPECT_EQ(probability_in_period(1, 3), 1);
  EXPECT_EQ(probability_in_period(100, 0), 0);
  EXPECT_NEAR(return_period_of(0.10, 50), 475, 0.5);
  EXPECT_NEAR(return_period_of(0.05, 50), 975, 0.5);
  EXPECT_NEAR(return_period_of(0.02, 50), 2475, 0.5);
}

TEST(Gev, HasTheValueWorkedByHandAndGumbelAsItsLimit) {
  EXPECT_NEAR(gev_quantile({100, 30, -0.1}, 100), 275.2292871, 1e-6);
  for (const double t : {2.0, 100.0, 10000.0}) {
    EXPECT_NEAR(gev_quantile({100, 30, 1e-6}, t), gev_quantile({100, 30, 0}, t), 0.01);
    EXPECT_NEAR(gev_quantile({100, 30, 0}, t), 100 + 30 * gumbel_variate(t), 1e-9);
  }
  EXPECT_LT(gev_quantile({100, 30, 0.3}, 1e9), 100 + 30 / 0.3);
}

TEST(LMoments, OfASmallSampleAreThoseWorkedByHand) {
  // 1 2 3 4 5: mean 3; l2 is half the mean difference of two draws, 1; symmetric.
  const std::vector<double> values{5, 1, 4, 2, std::nan(""), 3};
  const auto moments = *sample_l_moments(values);
  EXPECT_NEAR(moments.mean, 3, 1e-12);
  EXPECT_NEAR(moments.l2, 1, 1e-12);
  EXPECT_NEAR(moments.t3, 0, 1e-12);
  EXPECT_FALSE(sample_l_moments(std::vector<double>{1, 2, 3, 4}));
  EXPECT_FALSE(sample_l_moments(std::vector<double>{2, 2, 2, 2, 2, 2}));
}

TEST(LMoments, OfASampleAgreeWithMeansOverAllItsPairsAndTriples) {
  const std::vector<double> x{3.2, 8.1, 1.7, 4.4, 25.0, 6.3, 2.2, 9.9};
  double pairs = 0;
  double triples = 0;
  int n2 = 0;
  int n3 = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      pairs += std::abs(x[i] - x[j]) / 2;
      ++n2;
      for (std::size_t k = 0; k < j; ++k) {
        std::vector<double> t{x[i], x[j], x[k]};
        std::sort(t.begin(), t.end());
        triples += (t[2] - 2 * t[1] + t[0]) / 3;
        ++n3;
      }
    }
  }
  const auto moments = *sample_l_moments(x);
  EXPECT_NEAR(moments.l2, pairs / n2, 1e-12);
  EXPECT_NEAR(moments.t3, triples / n3 / (pairs / n2), 1e-12);
}

TEST(FitGev, TurnsBackTheLMomentsOfAGev) {
  for (const double shape : {-0.3, -0.1, 0.0, 0.1, 0.3}) {
    const Gev gev{120, 40, shape};
    const Gev fitted = fit_gev(l_moments(gev));
    EXPECT_NEAR(fitted.shape, shape, 9e-4);
    EXPECT_NEAR(fitted.location, 120, 0.1);
    EXPECT_NEAR(fitted.scale, 40, 0.1);
  }
}

TEST(FitGev, FindsTheDistributionOfALongSample) {
  const Gev gev{100, 30, -0.15};
  const RandomField random(11);
  std::vector<double> sample;
  for (std::uint64_t i = 0; i < 50000; ++i) sample.push_back(gev_quantile(gev, 1 / (1 - random.uniform({i, 0, 0}))));
  const Gev fitted = fit_gev(*sample_l_moments(sample));
  EXPECT_NEAR(fitted.shape, gev.shape, 0.015);
  EXPECT_NEAR(gev_quantile(fitted, 100) / gev_quantile(gev, 100), 1, 0.03);
}

TEST(DischargeTable, IsStraightInTheVariateAndFlaggedBeyondItsEnds) {
  const std::vector<ReturnDischarge> table{{10, 100}, {100, 200}};
  EXPECT_EQ(discharge_of_return_period_m3_s(table, 10).origin, Origin::given);
  const double middle = return_period_of_variate((gumbel_variate(10) + gumbel_variate(100)) / 2);
  EXPECT_NEAR(*discharge_of_return_period_m3_s(table, middle).value, 150, 1e-9);
  EXPECT_EQ(discharge_of_return_period_m3_s(table, 500).origin, Origin::extrapolated);
  EXPECT_GT(*discharge_of_return_period_m3_s(table, 500).value, 200);
  EXPECT_GE(*discharge_of_return_period_m3_s(table, 1.0001).value, 0);
  EXPECT_FALSE(discharge_of_return_period_m3_s(std::vector<ReturnDischarge>{{10, 100}}, 20).value);
  EXPECT_FALSE(discharge_of_return_period_m3_s({}, 20).value);
  EXPECT_NEAR(*return_period_of_discharge_y(table, 150).value, middle, 1e-9);
  EXPECT_FALSE(return_period_of_discharge_y(table, 250).value);
  EXPECT_FALSE(return_period_of_discharge_y({}, 250).value);
}

TEST(FrancouRodier, HasTheValueWorkedByHandAndGrowsWithK) {
  EXPECT_NEAR(francou_rodier_m3_s(1000, 5), 3162.27766, 1e-5);
  EXPECT_GT(francou_rodier_m3_s(1000, 6), francou_rodier_m3_s(1000, 5));
  EXPECT_NEAR(index_flood_m3_s(1000, 0.5, 0.8), 0.5 * std::pow(1000, 0.8), 1e-9);
}

}  // namespace
}  // namespace tmfgeo
