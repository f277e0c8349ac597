// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/flood_failure.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

FloodOnset exact(double years) { return {.return_period_y = years, .at_most = {}, .at_least = {}}; }
FloodOnset at_most(double years) { return {.return_period_y = {}, .at_most = years, .at_least = {}}; }
FloodOnset at_least(double years) { return {.return_period_y = {}, .at_most = {}, .at_least = years}; }

TEST(FirstFailure, IsTheMoreFrequentOfTwoThatAreKnown) {
  for (const auto& failure : {first_failure(exact(50), exact(200)), first_failure(exact(200), exact(50))}) {
    EXPECT_EQ(failure.return_period_y, 50);
    EXPECT_FALSE(failure.at_most);
  }
}

TEST(FirstFailure, IsAnUpperEndWhereOneWayIsKnownToOneSideOrNotAtAll) {
  for (const auto& failure : {first_failure(at_most(10), exact(200)), first_failure(exact(10), at_most(50)), first_failure(exact(10), {}), first_failure({}, exact(10)),
                              first_failure(exact(10), at_least(5))}) {
    EXPECT_EQ(failure.return_period_y, 10);
    EXPECT_TRUE(failure.at_most);
  }
}

TEST(FirstFailure, IsExactWhereTheOtherWayIsRarerForCertain) {
  const auto failure = first_failure(exact(50), at_least(500));
  EXPECT_EQ(failure.return_period_y, 50);
  EXPECT_FALSE(failure.at_most);
}

TEST(FirstFailure, IsUnknownWhereNothingIsKnownToFail) {
  EXPECT_FALSE(first_failure({}, {}).return_period_y);
  EXPECT_FALSE(first_failure(at_least(500), at_least(1000)).return_period_y);
}

TEST(OvertoppingOnset, TurnsRatesIntoReturnPeriodsAndTheirSidesRound) {
  OvertoppingRate rate;
  EXPECT_FALSE(overtopping_onset(rate).return_period_y);
  rate.per_year = 0.02;
  EXPECT_EQ(overtopping_onset(rate).return_period_y, 50);
  rate.per_year = 3.0;
  EXPECT_EQ(overtopping_onset(rate).return_period_y, 1);
  rate = {};
  rate.at_least = 0.1;
  EXPECT_EQ(overtopping_onset(rate).at_most, 10);
  rate = {};
  rate.at_most = 0.001;
  EXPECT_EQ(overtopping_onset(rate).at_least, 1000);
}

}  // namespace
}  // namespace tmfgeo
