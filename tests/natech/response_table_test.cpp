// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/response_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tmfgeo/core/normal.h"

namespace tmfgeo {
namespace {

ResponseTable table_of(const Response& response) {
  return tabulate_responses(1, [&](double pga, std::span<double> out) { out[0] = response(pga); }).front();
}

TEST(ResponseTable, IsTheResponseAtAndBetweenItsLevels) {
  const Response response = lognormal_response(0.3, 0.5);
  const ResponseTable table = table_of(response);
  for (double pga = 0.02; pga < 5; pga *= 1.017) EXPECT_NEAR(table.at_ln(std::log(pga)), response(pga), 2e-4) << pga;
  EXPECT_EQ(table.at_ln(std::log(1e-9)), table.at_ln(std::log(1e-3)));
  EXPECT_EQ(table.at_ln(std::log(1e9)), table.at_ln(std::log(10.0)));
}

TEST(ResponseTable, HasTheMeanOfALognormalInClosedFormFarOutToo) {
  for (const double median : {0.05, 0.3, 2.0}) {
    for (const double sigma : {0.3, 0.7}) {
      const double beta = 0.5;
      const double expected = normal_cdf(std::log(0.1 / median) / std::hypot(sigma, beta));
      EXPECT_NEAR(table_of(lognormal_response(median, beta)).mean(std::log(0.1), sigma), expected, 1e-2 * expected) << median << " " << sigma;
    }
  }
}

TEST(ResponseTable, OfAStepHasTheChanceToPassIt) {
  const ResponseTable step = table_of([](double pga) { return pga > 0.25 ? 1.0 : 0.0; });
  EXPECT_NEAR(step.mean(std::log(0.25), 0.6), 0.5, 0.02);
  EXPECT_NEAR(step.mean(std::log(0.05), 0.6), normal_exceedance(std::log(5.0) / 0.6), 1e-3);
  EXPECT_EQ(step.mean(std::log(0.1), 0), 0);
  EXPECT_EQ(step.mean(std::log(0.5), 0), 1);
}

TEST(ResponseTable, OfAConstantIsItEverywhereAndCostsTwoEvaluations) {
  int asked = 0;
  const auto tables = tabulate_responses(2, [&](double, std::span<double> out) {
    ++asked;
    out[0] = 1;
    out[1] = 0;
  });
  EXPECT_EQ(asked, 2);
  EXPECT_NEAR(tables[0].mean(-3, 0.7), 1, 1e-15);
  EXPECT_EQ(tables[1].mean(-3, 0.7), 0);
}

}  // namespace
}  // namespace tmfgeo
