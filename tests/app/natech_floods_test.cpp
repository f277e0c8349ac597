// SPDX-License-Identifier: Apache-2.0
// What the flood check says of the crest and the toe together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tmfgeo/app/natech_run.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

/// A flood of 1000 years is to be withstood.
DamRules rules() {
  DamRules r;
  r.guideline.criteria = {{.consequence_class = "high", .load = DesignLoad::flood, .phase = DesignPhase::operation, .aep = 1e-3, .aep_far = {}},
                          {.consequence_class = "high", .load = DesignLoad::flood, .phase = DesignPhase::closure, .aep = 1e-4, .aep_far = {}}};
  return r;
}

Facility dam() {
  Facility f;
  f.consequence_class = "high";
  f.toe_slope = 0.01;
  return f;
}

/// Overtopped less often than once in 20 000 years; depths by return period at the toe.
NatechSite site(std::vector<FloodDepth> depths) {
  NatechSite s;
  s.flood = make_flood_sample(std::move(depths));
  s.overtopping.at_most = 5e-5;
  s.overtopping.origin = Origin::computed;
  return s;
}

NatechSite judged(const Facility& f, NatechSite s, DesignPhase phase = DesignPhase::operation) {
  judge_floods(f, rules(), phase, s);
  return s;
}

const std::vector<FloodDepth> kDry{{100, 0.0}, {10000, 0.0}};
const std::vector<FloodDepth> kDeep{{100, 0.0}, {200, 8.0}, {10000, 9.0}};

TEST(FloodCheck, MeetsWhereCrestAndToeWereJudged) {
  const NatechSite s = judged(dam(), site(kDry));
  EXPECT_EQ(s.flood_check.verdict, Verdict::meets);
  EXPECT_TRUE(s.flood_check.capacity.at_most);
}

TEST(FloodCheck, SaysNothingOfThePondWhereTheCriterionIsMissing) {
  NatechSite s = site(kDry);
  s.overtopping.note = "no diversion counted";
  DamRules none = rules();
  none.guideline.criteria.clear();
  judge_floods(dam(), none, DesignPhase::operation, s);
  EXPECT_THAT(s.flood_check.reason, testing::Not(HasSubstr("diversion")));
  NatechSite unknown = site(kDry);
  unknown.overtopping = {};
  unknown.overtopping.note = "freeboard is not known";
  EXPECT_THAT(judged(dam(), unknown).flood_check.reason, HasSubstr("freeboard is not known"));
}

TEST(FloodCheck, OfAToeThatWashesOutSaysHowOftenAtLeast) {
  const NatechSite s = judged(dam(), site(kDeep));
  EXPECT_EQ(s.flood_check.verdict, Verdict::fails);
  EXPECT_FALSE(s.flood_check.capacity.at_most || s.flood_check.capacity.aep);
  EXPECT_GE(*s.flood_check.capacity.at_least, 1.0 / 200);
  EXPECT_LE(*s.flood_check.capacity.at_least, 1.0 / 100);
  NatechSite often = site(kDeep);
  often.overtopping.at_most.reset();
  often.overtopping.per_year = 0.2;
  const double overtopped = -std::expm1(-0.2);
  EXPECT_DOUBLE_EQ(*judged(dam(), often).flood_check.capacity.at_least, overtopped) << "the more frequent of both";
}

TEST(FloodCheck, OfAToeThatWasNotJudgedHasNoUpperEnd) {
  NatechSite s = judged(dam(), site({}));
  EXPECT_EQ(s.flood_check.verdict, Verdict::unknown);
  EXPECT_FALSE(s.flood_check.capacity.at_most || s.flood_check.capacity.at_least);
  NatechSite known = site({});
  known.overtopping.at_most.reset();
  known.overtopping.per_year = 1e-5;
  s = judged(dam(), known);
  EXPECT_FALSE(s.flood_check.capacity.aep);
  EXPECT_NEAR(*s.flood_check.capacity.at_least, 1e-5, 1e-9);
  EXPECT_EQ(s.flood_check.capacity.origin, Origin::unknown);
}

TEST(FloodCheck, AtATownSaysNothingOfTheToe) {
  for (const LocationQuality quality : {LocationQuality::town, LocationQuality::nearest_town}) {
    Facility f = dam();
    f.location_quality = quality;
    for (const auto& depths : {kDry, kDeep}) {
      const NatechSite s = judged(f, site(depths));
      EXPECT_EQ(s.flood_check.verdict, Verdict::unknown);
      EXPECT_THAT(s.flood_check.reason, HasSubstr("the point is a town, not the dam"));
      EXPECT_FALSE(s.flood_check.capacity.at_most);
      EXPECT_FALSE(s.flood_failure_return_period_y || s.flood_failure_at_most_y);
    }
  }
}

TEST(FloodCheck, AsksForTheCriterionOfThePhaseAndSaysWhich) {
  NatechSite s = site({{100, 0.0}, {1000, 0.0}});
  const NatechSite operated = judged(dam(), s);
  EXPECT_EQ(operated.flood_check.verdict, Verdict::meets);
  EXPECT_EQ(operated.flood_check.criterion_return_period_y, 1000);
  const NatechSite left = judged(dam(), s, DesignPhase::closure);
  EXPECT_EQ(left.flood_check.phase, DesignPhase::closure);
  EXPECT_EQ(left.flood_check.criterion_return_period_y, 10000);
  EXPECT_EQ(left.flood_check.verdict, Verdict::unknown) << "no flood map is as rare";
}

TEST(DesignPhaseOf, IsClosureWhereNobodyOperatesUnlessTheProjectSays) {
  NatechInput input;
  Facility f;
  EXPECT_EQ(design_phase(input, f), DesignPhase::operation);
  for (const auto& [status, phase] : {std::pair{FacilityStatus::active, DesignPhase::operation}, {FacilityStatus::inactive, DesignPhase::operation},
                                      {FacilityStatus::closed, DesignPhase::closure}, {FacilityStatus::rehabilitated, DesignPhase::closure},
                                      {FacilityStatus::abandoned, DesignPhase::closure}, {FacilityStatus::orphaned, DesignPhase::closure}}) {
    f.status = status;
    EXPECT_EQ(design_phase(input, f), phase);
  }
  input.phase = DesignPhase::operation;
  EXPECT_EQ(design_phase(input, f), DesignPhase::operation);
}

}  // namespace
}  // namespace tmfgeo
