// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/risk_draws.h"

#include <gtest/gtest.h>

#include <memory>

#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/random.h"

namespace tmfgeo {
namespace {

TEST(ExpColumn, IsTheExponentialToABillionth) {
  const auto x = std::make_unique<RiskColumn>();
  const auto y = std::make_unique<RiskColumn>();
  for (double from = -700; from < 699; from += 13.7) {
    for (std::size_t i = 0; i < kRiskBlock; ++i) (*x)[i] = std::min(700.0, from + 0.027 * static_cast<double>(i));
    exp_column(*x, *y);
    for (std::size_t i = 0; i < kRiskBlock; ++i) ASSERT_NEAR((*y)[i] / std::exp((*x)[i]), 1, 1e-9) << (*x)[i];
  }
  x->fill(-1e9);
  exp_column(*x, *y);
  EXPECT_LT((*y)[0], 1e-300) << "held, not wrapped round";
}

TEST(FillNormals, InvertsTheNormalDistributionAtTheCountersWords) {
  const auto first = std::make_unique<RiskColumn>();
  const auto second = std::make_unique<RiskColumn>();
  const std::array<RiskColumn*, 2> columns{first.get(), second.get()};
  const std::uint64_t seed = 0x0123456789ABCDEFU;
  const std::uint64_t key = 0xFEDCBA9876543210U;
  fill_normals(seed, key, 7, 1024, columns);
  for (std::uint32_t i = 0; i < kRiskBlock; ++i) {
    const auto words = philox_4x32({1024 + i, 7, 0x76543210U, 0xFEDCBA98U}, {0x89ABCDEFU, 0x01234567U});
    for (std::size_t c = 0; c < 2; ++c) {
      const double z = normal_quantile((static_cast<double>(words[c]) + 0.5) / 4294967296.0);
      if (std::abs(z) < 3) {
        ASSERT_NEAR((*columns[c])[i], z, 2e-3) << i;
      }
    }
  }
}

}  // namespace
}  // namespace tmfgeo
