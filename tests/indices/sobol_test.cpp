// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/sobol.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/random.h"

namespace tmfgeo {
namespace {

/// Uniform inputs of sample A or B.
std::vector<double> uniform_inputs(std::size_t sample, std::span<const char> from_b) {
  std::vector<double> x;
  for (std::size_t i = 0; i < from_b.size(); ++i) {
    x.push_back(RandomField(from_b[i] != 0 ? 2 : 1).uniform({sample, static_cast<std::uint32_t>(i), 0}));
  }
  return x;
}

// Ishigami and Homma 1990 with a = 7, b = 0.1: published first-order 0.3139, 0.4424, 0 and total 0.5576, 0.4424, 0.2437.
TEST(Sobol, FindsThePublishedIndicesOfIshigami) {
  const SobolIndices s = sobol_indices(3, 60000, [](std::size_t sample, std::span<const char> from_b) {
    const auto u = uniform_inputs(sample, from_b);
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < 3; ++i) x[i] = std::numbers::pi * (2 * u[i] - 1);
    return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
  });
  EXPECT_NEAR(s.first[0], 0.3139, 0.015);
  EXPECT_NEAR(s.first[1], 0.4424, 0.015);
  EXPECT_NEAR(s.first[2], 0, 0.015);
  EXPECT_NEAR(s.total[0], 0.5576, 0.015);
  EXPECT_NEAR(s.total[1], 0.4424, 0.015);
  EXPECT_NEAR(s.total[2], 0.2437, 0.015);
  EXPECT_NEAR(s.variance, 13.8446, 0.2);
}

TEST(Sobol, SharesTheVarianceOfALinearModelByTheSquaresOfItsWeights) {
  const std::array<double, 4> weight{1, 2, 3, 0};
  const SobolIndices s = sobol_indices(4, 40000, [&](std::size_t sample, std::span<const char> from_b) {
    const auto u = uniform_inputs(sample, from_b);
    double y = 0;
    for (std::size_t i = 0; i < 4; ++i) y += weight[i] * u[i];
    return y;
  });
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(s.first[i], weight[i] * weight[i] / 14, 0.015) << i;
    EXPECT_NEAR(s.total[i], weight[i] * weight[i] / 14, 0.015) << i;
  }
  EXPECT_NEAR(s.variance, 14.0 / 12, 0.02);
}

TEST(Sobol, HasAShareAloneOfAtMostTheShareWithOthersAndSaysHowFarOffItMayBe) {
  const std::array<double, 3> weight{1, 1, 5};
  int inside = 0;
  for (std::uint32_t round = 0; round < 60; ++round) {
    const SobolIndices s = sobol_indices(3, 60, [&](std::size_t sample, std::span<const char> from_b) {
      double y = 0;
      for (std::uint32_t i = 0; i < 3; ++i) y += weight[i] * RandomField(from_b[i] != 0 ? 2 : 1).uniform({sample, i, round});
      return y;
    });
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_LE(s.first[i], s.total[i]);
      EXPECT_LE(s.total[i], 1);
    }
    inside += std::abs(s.total[1] - 1.0 / 27) <= 2 * s.total_error[1] ? 1 : 0;
  }
  EXPECT_GE(inside, 48) << "two standard errors hold the true share in most samples";
}

TEST(Sobol, SaysNothingWhereNothingVaries) {
  const SobolIndices s = sobol_indices(2, 100, [](std::size_t, std::span<const char>) { return 5.0; });
  EXPECT_EQ(s.variance, 0);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(s.first[i], 0);
    EXPECT_EQ(s.total[i], 0);
  }
}

TEST(Sobol, IsTheSameOnOneThreadAndOnTwo) {
  const auto run = [] {
    return sobol_indices(2, 1000, [](std::size_t sample, std::span<const char> from_b) {
      const auto u = uniform_inputs(sample, from_b);
      return u[0] * u[1];
    });
  };
  use_threads(1);
  const SobolIndices one = run();
  use_threads(2);
  const SobolIndices two = run();
  use_threads(0);
  EXPECT_EQ(one.first, two.first);
  EXPECT_EQ(one.total, two.total);
}

}  // namespace
}  // namespace tmfgeo
