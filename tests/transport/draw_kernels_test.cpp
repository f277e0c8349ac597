// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/draw_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tmfgeo/core/quick_math.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

TEST(QuickMath, ExponentialAndLogarithmAreThoseOfTheLibrary) {
  for (float x = -86.5F; x < 87; x += 0.0137F) {
    const double exact = std::exp(static_cast<double>(x));
    ASSERT_NEAR(static_cast<double>(quick_exp(x)), exact, 3e-7 * exact) << x;
  }
  for (double x = 1e-37; x < 1e38; x *= 1.0137) {
    const auto rounded = static_cast<float>(x);
    const double exact = std::log(static_cast<double>(rounded));
    ASSERT_NEAR(static_cast<double>(quick_log(rounded)), exact, 2e-7 * std::max(1.0, std::abs(exact))) << x;
  }
  EXPECT_EQ(quick_exp(-1000), quick_exp(-87));
  EXPECT_EQ(quick_exp(1000), quick_exp(87));
  EXPECT_EQ(quick_log(1), 0);
}

TEST(QuickMath, AReleaseWidensACurveAsABellUnderABox) {
  const double root = std::sqrt(3.14159265358979323846) / 2;
  for (const double r : {0.001, 0.05, 0.199, 0.201, 0.5, 1.0, 2.0, 5.0, 100.0}) {
    const double exact = r / std::erf(root * r);
    const double whole = exact;
    EXPECT_NEAR(static_cast<double>(widened_by_release(static_cast<float>(r))), whole, 2e-5 * whole) << r;
  }
  EXPECT_EQ(widened_by_release(0), 1);
}

TEST(Percentiles, AreThoseOfTheSortedValues) {
  std::mt19937 dice(3);
  PercentileScratch scratch;
  for (const double spread : {0.01, 1.0, 4.0}) {
    for (const std::size_t count : {1UL, 2UL, 999UL, 1000UL, 10001UL, 50000UL}) {
      std::normal_distribution<double> normal(5, spread);
      std::vector<float> values(count);
      for (float& v : values) v = static_cast<float>(normal(dice));
      const Band band = percentiles(values, scratch);
      std::sort(values.begin(), values.end());
      const auto exact = [&](double p) {
        const double rank = p * static_cast<double>(count - 1);
        const auto below = static_cast<std::size_t>(rank);
        const auto above = std::min(below + 1, count - 1);
        return static_cast<double>(values[below]) + (rank - static_cast<double>(below)) * static_cast<double>(values[above] - values[below]);
      };
      // Where values lie wider apart than a bin, the place between them is guessed.
      const auto tolerance = [&](double p) { return 0.005 + std::abs(exact(std::min(p + 2.0 / static_cast<double>(count), 1.0)) - exact(p)); };
      EXPECT_NEAR(band.p10, exact(0.1), tolerance(0.1));
      EXPECT_NEAR(band.p50, exact(0.5), tolerance(0.5));
      EXPECT_NEAR(band.p90, exact(0.9), tolerance(0.9));
    }
  }
}

TEST(Percentiles, OfALongLowerTailAreFoundInItToo) {
  PercentileScratch scratch;
  std::vector<float> values(10000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = i < 3000 ? -500.0F - static_cast<float>(i % 7) : static_cast<float>(i) * 1e-4F;
  const Band band = percentiles(values, scratch);
  EXPECT_LE(band.p10, -500);
  EXPECT_NEAR(band.p50, 0.5, 0.005);
  EXPECT_NEAR(band.p90, 0.9, 0.005);
}

TEST(Percentiles, OfOneValueManyTimesAreThatValue) {
  PercentileScratch scratch;
  const std::vector<float> values(5000, 7.5F);
  const Band band = percentiles(values, scratch);
  EXPECT_EQ(band.p10, 7.5);
  EXPECT_EQ(band.p90, 7.5);
}

}  // namespace
}  // namespace tmfgeo
