// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/normal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tmfgeo {
namespace {

TEST(NormalCdf, HasTheTabulatedValues) {
  EXPECT_DOUBLE_EQ(normal_cdf(0), 0.5);
  EXPECT_NEAR(normal_cdf(1), 0.8413447460685429, 1e-15);
  EXPECT_NEAR(normal_cdf(-1.959963984540054), 0.025, 1e-15);
  EXPECT_NEAR(normal_exceedance(6) / 9.865876450376981e-10, 1, 1e-12);
}

TEST(NormalQuantile, UndoesTheCdfInTheMiddleAndInBothTails) {
  for (const double p : {1e-300, 1e-20, 1e-9, 1e-4, 0.01, 0.07, 0.075, 0.2, 0.5, 0.7, 0.925, 0.93, 0.999}) {
    EXPECT_NEAR(normal_cdf(normal_quantile(p)) / p, 1, 1e-12) << p;
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_DOUBLE_EQ(normal_quantile(0.75), -normal_quantile(0.25));
  EXPECT_EQ(normal_quantile(0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_quantile(1), std::numeric_limits<double>::infinity());
}

TEST(LognormalCdf, IsHalfAtTheMedianAndAStepWithoutSpread) {
  EXPECT_DOUBLE_EQ(lognormal_cdf(0.3, 0.3, 0.5), 0.5);
  EXPECT_NEAR(lognormal_cdf(0.3 * std::exp(0.5), 0.3, 0.5), 0.8413447460685429, 1e-14);
  EXPECT_EQ(lognormal_cdf(0.2999, 0.3, 0), 0);
  EXPECT_EQ(lognormal_cdf(0.3, 0.3, 0), 1);
  EXPECT_EQ(lognormal_cdf(0, 0.3, 0.5), 0);
  EXPECT_EQ(lognormal_cdf(-1, 0.3, 0.5), 0);
}

}  // namespace
}  // namespace tmfgeo
