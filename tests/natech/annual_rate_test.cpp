// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/annual_rate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tmfgeo/core/normal.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

/// k0 a^-k on levels a factor apart.
struct PowerCurve {
  std::vector<double> level;
  std::vector<double> rate;
  PowerCurve(double k0, double k, double first, double last, double factor) {
    for (double a = first; a < last * factor; a *= factor) {
      level.push_back(a);
      rate.push_back(k0 * std::pow(a, -k));
    }
  }
  HazardCurveView view() const { return {level, rate}; }
};

// k0 theta^-k exp(k^2 beta^2 / 2): the closed form of a power law and a lognormal response.
TEST(AnnualRate, MeetsTheClosedFormOfAPowerLaw) {
  const PowerCurve curve(8e-7, 3, 1e-3, 50, 1.5);
  const AnnualRate rate = annual_rate_lognormal(curve.view(), 0.4, 0.5);
  EXPECT_NEAR(rate.per_year / 3.85027e-5, 1, 1e-6);
  const double closed = 8e-7 * std::pow(0.4, -3) * std::exp(9 * 0.25 / 2);
  EXPECT_NEAR(rate.per_year / closed, 1, 1e-7);
  EXPECT_NEAR(rate.high_per_year / closed, 1, 1e-6);
  EXPECT_NEAR(rate.response_at_first, 0, 1e-30);
}

TEST(AnnualRate, IsTheSameFromFewLevelsOfAPowerLawAsFromMany) {
  const PowerCurve few(1e-4, 2, 0.01, 10, 4);
  const PowerCurve many(1e-4, 2, 0.01, few.level.back() / 1.01, 1.01);
  EXPECT_NEAR(annual_rate_lognormal(few.view(), 0.3, 0.4).per_year / annual_rate_lognormal(many.view(), 0.3, 0.4).per_year, 1, 1e-3);
}

TEST(AnnualRate, AgreesWithAPlainSumOverAMillionSlices) {
  const std::vector<double> level{0.02, 0.05, 0.1, 0.3, 0.9};
  const std::vector<double> rate{0.1, 0.02, 0.004, 3e-4, 0};
  const HazardCurveView curve{level, rate};
  const Response response = lognormal_response(0.15, 0.6);
  double sum = 0;
  constexpr int kSlices = 1000000;
  const double step = std::log(0.9 / 0.02) / kSlices;
  double before = rate.front();
  for (int i = 1; i <= kSlices; ++i) {
    const double a = std::min(0.02 * std::exp(step * i), 0.9);
    const double now = rate_at_level(curve, a);
    sum += (before - now) * response(a * std::exp(-step / 2));
    before = now;
  }
  EXPECT_NEAR(annual_rate(curve, response).per_year / sum, 1, 1e-5);
}

TEST(AnnualRate, FallsWithCapacityAndStaysBelowTheRateOfTheFirstLevel) {
  const PowerCurve curve(1e-4, 2.5, 0.01, 2, 1.3);
  double before = std::numeric_limits<double>::infinity();
  for (const double median : {0.05, 0.1, 0.3, 1.0, 5.0}) {
    const AnnualRate rate = annual_rate_lognormal(curve.view(), median, 0.5);
    EXPECT_LT(rate.per_year, before);
    EXPECT_LE(rate.per_year, rate.high_per_year);
    EXPECT_LE(rate.high_per_year, curve.rate.front() * (1 + 1e-12));
    EXPECT_GE(rate.probability(), 0);
    EXPECT_LE(rate.probability(), 1);
    before = rate.per_year;
  }
}

TEST(AnnualRate, OfAThresholdIsTheCurveItself) {
  const PowerCurve curve(1e-4, 2, 0.01, 2, 2);
  EXPECT_NEAR(annual_rate_lognormal(curve.view(), 0.123, 0).per_year, 1e-4 / (0.123 * 0.123), 1e-12);
  EXPECT_EQ(annual_rate_lognormal(curve.view(), 0.001, 0).per_year, curve.rate.front());
  const AnnualRate beyond = annual_rate_lognormal(curve.view(), 100, 0);
  EXPECT_EQ(beyond.per_year, 0);
  EXPECT_EQ(beyond.high_per_year, curve.rate.back());
}

TEST(AnnualRate, BeyondTheDataIsAnEstimateBetweenTheLeastAndTheMostTheDataAllow) {
  // All of the law is known here; a view says that its data end at 0.1 and 0.3 g.
  const PowerCurve curve(8e-7, 3, 1e-3, 50, std::pow(3, 0.25));
  const double closed = 8e-7 * std::pow(0.4, -3) * std::exp(9 * 0.25 / 2);
  double first = 0;
  double last = 0;
  for (const double a : curve.level) {
    if (std::abs(a - 0.1) < 0.02) first = a;
    if (std::abs(a - 0.3) < 0.05) last = a;
  }
  const AnnualRate all = annual_rate_lognormal(curve.view(), 0.4, 0.5);
  EXPECT_FALSE(all.extrapolated());
  EXPECT_EQ(all.low_per_year, all.per_year);
  const AnnualRate rate = annual_rate_lognormal({curve.level, curve.rate, first, last}, 0.4, 0.5);
  EXPECT_NEAR(rate.per_year / closed, 1, 1e-6) << "the estimate follows the whole law";
  EXPECT_TRUE(rate.extrapolated());
  const Response response = lognormal_response(0.4, 0.5);
  const double beyond = 8e-7 * std::pow(last, -3);
  double within = 0;
  constexpr int kSlices = 100000;
  const double step = std::log(last / first) / kSlices;
  for (int i = 0; i < kSlices; ++i) {
    const double a = first * std::exp(step * (i + 0.5));
    within += 3 * 8e-7 * std::pow(a, -3) * step * response(a);
  }
  EXPECT_NEAR(rate.low_per_year / (within + beyond * response(last)), 1, 1e-6);
  EXPECT_GE(rate.high_per_year, within + beyond);
  EXPECT_LT(rate.low_per_year, rate.per_year);
  EXPECT_LT(rate.per_year, rate.high_per_year);
}

TEST(AnnualRate, OfAThresholdBeyondTheDataIsBoundedByTheDatasEnd) {
  const std::vector<double> level{0.05, 0.1, 0.4, 1.2};
  const std::vector<double> rate{2e-2, 1e-2, 1e-3, 1e-4};
  const HazardCurveView curve{level, rate, 0.1, 0.4};
  const AnnualRate beyond = annual_rate_lognormal(curve, 1.2, 0);
  EXPECT_EQ(beyond.low_per_year, 0);
  EXPECT_EQ(beyond.per_year, 1e-4);
  EXPECT_EQ(beyond.high_per_year, 1e-3);
  const AnnualRate weak = annual_rate_lognormal(curve, 0.05, 0);
  EXPECT_EQ(weak.low_per_year, 1e-2) << "more the data do not show";
  EXPECT_EQ(weak.per_year, 2e-2);
}

TEST(AnnualRate, TellsWhenTheCurveBeginsTooHigh) {
  const PowerCurve curve(1e-4, 2, 0.2, 2, 2);
  EXPECT_NEAR(annual_rate_lognormal(curve.view(), 0.2, 0.5).response_at_first, 0.5, 1e-12);
}

TEST(HazardCurve, SaysWhatKeepsItFromBeingUsed) {
  const auto problem = [](std::vector<double> level, std::vector<double> rate) { return hazard_curve_problem({level, rate}); };
  EXPECT_EQ(problem({0.1, 0.2}, {0.1, 0.01}), "");
  EXPECT_EQ(problem({0.1, 0.2}, {0.1, 0.1}), "");
  EXPECT_NE(problem({}, {}), "");
  EXPECT_NE(problem({0.1}, {0.1}), "");
  EXPECT_NE(problem({0.1, 0.2}, {0.1}), "");
  EXPECT_NE(problem({0.2, 0.1}, {0.1, 0.01}), "");
  EXPECT_NE(problem({0.1, 0.1}, {0.1, 0.01}), "");
  EXPECT_NE(problem({0, 0.1}, {0.1, 0.01}), "");
  EXPECT_NE(problem({0.1, 0.2}, {0.01, 0.1}), "");
  EXPECT_NE(problem({0.1, 0.2}, {0.1, -0.1}), "");
  EXPECT_NE(problem({0.1, std::nan("")}, {0.1, 0.01}), "");
  EXPECT_NE(problem({0.1, 0.2}, {0.1, std::nan("")}), "");
}

TEST(ProbabilityInYears, IsThatOfAPoissonProcess) {
  EXPECT_NEAR(probability_of(1.0 / 475, 50), 0.1, 2e-4);
  EXPECT_EQ(probability_of(0, 50), 0);
  EXPECT_NEAR(probability_of(1e-12, 1), 1e-12, 1e-24);
}

}  // namespace
}  // namespace tmfgeo
