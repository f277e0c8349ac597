// SPDX-License-Identifier: Apache-2.0
// When the release state of a fragility curve stands in for a dam's own release.
#include <gtest/gtest.h>

#include "tmfgeo/app/natech_run.h"

namespace tmfgeo {
namespace {

const FragilityCurve kCurve{.id = "upstream", .measure = DemandMeasure::pga_g, .states = {{"cracks", 0.1, 0.5}, {"release", 0.3, 0.5}}, .source = "report"};

/// The own release, and the curve's states with a release of 0.2.
std::vector<DamageState> states_with(std::optional<double> own, bool at_least) {
  std::vector<DamageState> states(3);
  states[0].mechanism = "release";
  states[0].state = "tailings are released";
  states[0].probability = own;
  states[0].at_least = at_least;
  states[1].mechanism = states[2].mechanism = "upstream";
  states[1].state = "cracks";
  states[1].probability = 0.6;
  states[2].state = "release";
  states[2].probability = 0.2;
  states[2].probability_high = 0.4;
  states[2].origin = Origin::given;
  states[2].basis = "fragility curve";
  return states;
}

TEST(LendRelease, StandsInForWhatIsNotKnown) {
  auto states = states_with({}, false);
  lend_release(kCurve, states);
  EXPECT_EQ(states[0].probability, 0.2);
  EXPECT_EQ(states[0].probability_high, 0.4);
  EXPECT_EQ(states[0].basis, "fragility curve");
}

TEST(LendRelease, StandsInForASmallerLowerBoundAndNotForALargerOne) {
  auto smaller = states_with(0.05, true);
  lend_release(kCurve, smaller);
  EXPECT_EQ(smaller[0].probability, 0.2);
  EXPECT_FALSE(smaller[0].at_least);
  auto larger = states_with(0.3, true);
  lend_release(kCurve, larger);
  EXPECT_EQ(larger[0].probability, 0.3);
  EXPECT_TRUE(larger[0].at_least);
  EXPECT_TRUE(larger[0].basis.empty());
}

TEST(LendRelease, LeavesADamThatWasJudgedInFull) {
  auto states = states_with(0.05, false);
  lend_release(kCurve, states);
  EXPECT_EQ(states[0].probability, 0.05);
}

}  // namespace
}  // namespace tmfgeo
