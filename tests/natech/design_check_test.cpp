// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/design_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

std::string data(const std::string& name) { return std::string(TMFGEO_SOURCE_DIR) + "/data/natech/" + name; }

/// Rates k0 a^-2 at 0.1, 0.2, 0.4, 0.8 g; 0.1 g at a return period of 100 years.
struct Curve {
  std::vector<double> level{0.1, 0.2, 0.4, 0.8};
  std::vector<double> rate;
  Curve() {
    for (const double a : level) rate.push_back(1e-2 * std::pow(a / 0.1, -2));
  }
  HazardCurveView view() const { return {level, rate}; }
  /// Level of an annual exceedance probability by the law itself.
  static double level_at(double aep) { return 0.1 * std::sqrt(1e-2 / -std::log1p(-aep)); }
};

TEST(DesignGuidelines, ShippedOnesAreReadAndMarkedToConfirm) {
  for (const char* name : {"design-gistm-2020.toml", "design-cda-2014.toml", "design-national-template.toml"}) {
    const auto guideline = read_design_guideline(data(name));
    EXPECT_FALSE(guideline.confirmed) << name;
    EXPECT_FALSE(guideline.source.empty());
  }
  const auto gistm = read_design_guideline(data("design-gistm-2020.toml"));
  const double years[] = {200, 1000, 2475, 5000, 10000};
  for (std::size_t i = 0; i < 5; ++i) {
    for (const auto load : {DesignLoad::flood, DesignLoad::earthquake}) {
      const auto* criterion = gistm.find(gistm.classes[i], load, DesignPhase::operation);
      ASSERT_NE(criterion, nullptr);
      EXPECT_DOUBLE_EQ(*criterion->aep, 1 / years[i]);
      EXPECT_DOUBLE_EQ(*gistm.find(gistm.classes[i], load, DesignPhase::closure)->aep, 1e-4);
    }
  }
  EXPECT_EQ(gistm.find("enormous", DesignLoad::flood, DesignPhase::operation), nullptr);
}

TEST(DemandAtAep, FollowsAPowerLawWithinTheCurveAndATenthBeyond) {
  const Curve curve;
  for (const double aep : {1.0 / 150, 1.0 / 1000, 1.0 / 2475, 1.0 / 6000}) {
    const auto demand = demand_at_aep(curve.view(), aep);
    EXPECT_EQ(demand.origin, Origin::computed);
    EXPECT_NEAR(*demand.value, Curve::level_at(aep), 1e-12);
  }
  const auto rarer = demand_at_aep(curve.view(), 1e-4);
  EXPECT_EQ(rarer.origin, Origin::extrapolated);
  EXPECT_NEAR(*rarer.value, Curve::level_at(1e-4), 1e-9);
  EXPECT_EQ(demand_at_aep(curve.view(), 0.05).origin, Origin::extrapolated);
  EXPECT_FALSE(demand_at_aep(curve.view(), 1e-6).value);
  EXPECT_FALSE(demand_at_aep(curve.view(), 0.2).value);
}

// Half an analysis is a flat beginning: what comes oftener than that is weaker, and no number is made of it.
TEST(DesignCheck, OfADemandBelowTheCurveMeetsWhatTheCurveHolds) {
  const std::vector<double> level{0.005, 0.1, 0.3};
  const std::vector<double> rate{1e-3, 0.99999e-3, 1e-5};
  const HazardCurveView curve{.level = level, .rate_per_year = rate, .data_from = 0.005, .data_to = 0.3, .first_is_bound = true};
  const DesignCriterion often{.consequence_class = "low", .aep = 1.0 / 200, .aep_far = {}};
  EXPECT_FALSE(demand_at_aep(curve, 1.0 / 200).value);
  const DesignCheck strong = check_design(&often, curve, 0.2);
  EXPECT_EQ(strong.verdict, Verdict::meets);
  EXPECT_EQ(strong.reason, "demand: below 0.005 g, where the hazard curve begins");
  EXPECT_FALSE(strong.margin || strong.demand.value);
  EXPECT_EQ(check_design(&often, curve, 0.004).verdict, Verdict::unknown) << "the demand may lie on either side";
  // Between a demand that is below the curve and one on it.
  const double far = *demand_at_aep(curve, 1.0 / 2475).value;
  const DesignCriterion between{.consequence_class = "low", .aep = 1.0 / 200, .aep_far = 1.0 / 2475, .fraction = 0.5};
  EXPECT_EQ(check_design(&between, curve, (0.005 + far) / 2 * 1.001).verdict, Verdict::meets);
  EXPECT_EQ(check_design(&between, curve, far / 2 * 0.999).verdict, Verdict::unknown);
}

TEST(DesignCheck, OfADemandFarMoreFrequentThanMapsMeetsWhatTheFirstOfThemAsks) {
  const Curve curve;
  const DesignCriterion often{.consequence_class = "low", .aep = 0.5, .aep_far = {}};
  EXPECT_EQ(check_design(&often, curve.view(), 0.11).verdict, Verdict::meets);
  EXPECT_EQ(check_design(&often, curve.view(), 0.09).verdict, Verdict::unknown);
}

TEST(DemandAtAep, TakesTheHighestLevelOfAFlatPieceAndStopsAtTheZeroOfACurve) {
  const std::vector<double> level{0.1, 0.2, 0.4, 0.8};
  const std::vector<double> flat{1e-2, 1e-3, 1e-3, 0};
  const double aep = -std::expm1(-1e-3);
  EXPECT_NEAR(*demand_at_aep({level, flat}, aep).value, 0.4, 1e-9);
  const auto end = demand_at_aep({level, flat}, 1e-5);
  EXPECT_EQ(*end.value, 0.8);
  EXPECT_EQ(end.origin, Origin::extrapolated);
  const std::vector<double> nothing{1e-2, 0, 0, 0};
  EXPECT_FALSE(demand_at_aep({level, nothing}, 1e-3).value);
}

TEST(AepAtCapacity, UndoesTheDemandAndKeepsToItsSideBeyondTheCurve) {
  const Curve curve;
  const auto inside = aep_at_capacity(curve.view(), *demand_at_aep(curve.view(), 1e-3).value);
  EXPECT_NEAR(*inside.aep, 1e-3, 1e-12);
  EXPECT_NEAR(*aep_at_capacity(curve.view(), 2).at_most, -std::expm1(-curve.rate.back()), 1e-15);
  EXPECT_NEAR(*aep_at_capacity(curve.view(), 0.01).at_least, -std::expm1(-curve.rate.front()), 1e-15);
}

TEST(DemandAtAep, KnowsWhereTheDataOfALongerCurveEnd) {
  Curve curve;
  const HazardCurveView longer{curve.level, curve.rate, 0.2, 0.4};
  EXPECT_EQ(demand_at_aep(longer, 1.0 / 1000).origin, Origin::computed);
  const auto rarer = demand_at_aep(longer, 1.0 / 5000);
  EXPECT_EQ(rarer.origin, Origin::extrapolated);
  EXPECT_NEAR(*rarer.value, Curve::level_at(1.0 / 5000), 1e-12);
  EXPECT_EQ(demand_at_aep(longer, 1.0 / 150).origin, Origin::extrapolated);
  // 0.4 g comes once in 1600 years: ten times rarer than that is the end.
  EXPECT_TRUE(demand_at_aep(longer, 1.0 / 15000).value);
  EXPECT_FALSE(demand_at_aep(longer, 1.0 / 17000).value);
  const auto beyond = aep_at_capacity(longer, 0.6);
  EXPECT_EQ(beyond.origin, Origin::extrapolated);
  EXPECT_NEAR(*beyond.aep, -std::expm1(-1e-2 / 36), 1e-12);
  EXPECT_NEAR(*beyond.at_most, -std::expm1(-curve.rate[2]), 1e-15);
  const DesignCriterion rare{.consequence_class = "x", .aep = 1e-7, .aep_far = {}};
  EXPECT_EQ(check_design(&rare, longer, 0.39).verdict, Verdict::fails);
  EXPECT_EQ(check_design(&rare, longer, 0.7).verdict, Verdict::unknown) << "what is extrapolated makes nothing certain";
}

TEST(DesignCheck, TellsHowLikelyAReleaseIsAtTheDemandAndKeepsBoundsOfWhatIsJudgedInPart) {
  const Curve curve;
  const DesignCriterion criterion{.consequence_class = "x", .aep = 1.0 / 1000, .aep_far = {}};
  const double demand = Curve::level_at(1.0 / 1000);
  Capacity capacity{.response = lognormal_response(0.5, 0.5), .median = known(0.5, Origin::by_default, ""), .p16 = 0.3};
  const auto full = check_design_capacity(&criterion, curve.view(), capacity);
  EXPECT_EQ(full.verdict, Verdict::meets);
  EXPECT_EQ(*full.withstands.value, 0.5);
  EXPECT_NEAR(*full.failure_at_demand, lognormal_response(0.5, 0.5)(demand), 1e-12);
  EXPECT_EQ(full.capacity.origin, Origin::by_default) << "as weak as the capacity";
  capacity.not_judged = {"displacement: nothing is known"};
  const auto part = check_design_capacity(&criterion, curve.view(), capacity);
  EXPECT_EQ(part.verdict, Verdict::unknown);
  EXPECT_TRUE(part.at_most);
  EXPECT_FALSE(part.capacity.aep);
  EXPECT_EQ(*part.capacity.at_least, *full.capacity.aep) << "it may be exceeded more often";
  EXPECT_THAT(part.reason, HasSubstr("displacement: nothing is known"));
  capacity.median = known(0.1, Origin::computed, "");
  EXPECT_EQ(check_design_capacity(&criterion, curve.view(), capacity).verdict, Verdict::fails) << "what is not known cannot make it stronger";
}

TEST(DesignCheck, MeetsAtTheDemandAndFailsBelowIt) {
  const Curve curve;
  const DesignCriterion criterion{.consequence_class = "high", .load = DesignLoad::earthquake, .phase = DesignPhase::operation, .aep = 1.0 / 2475, .aep_far = {}};
  const double demand = *demand_at_aep(curve.view(), 1.0 / 2475).value;
  EXPECT_EQ(check_design(&criterion, curve.view(), demand).verdict, Verdict::meets);
  const auto fails = check_design(&criterion, curve.view(), 0.9 * demand);
  EXPECT_EQ(fails.verdict, Verdict::fails);
  EXPECT_NEAR(*fails.margin, 0.9, 1e-12);
  EXPECT_GT(*fails.capacity.aep, 1.0 / 2475);
}

TEST(DesignCheck, IsUnknownWithTheReasonWhereSomethingIsMissing) {
  const Curve curve;
  const DesignCriterion criterion{.consequence_class = "x", .aep = 1e-3, .aep_far = {}};
  const auto reason = [](const DesignCheck& check) {
    EXPECT_EQ(check.verdict, Verdict::unknown);
    return check.reason;
  };
  EXPECT_THAT(reason(check_design(nullptr, curve.view(), 0.3)), HasSubstr("no criterion"));
  EXPECT_THAT(reason(check_design(&criterion, {}, 0.3)), HasSubstr("hazard curve"));
  EXPECT_THAT(reason(check_design(&criterion, curve.view(), {})), HasSubstr("capacity"));
  const DesignCriterion maximum{.consequence_class = "x", .aep = 1e-3, .aep_far = {}, .to_maximum = true, .fraction = 0.5};
  EXPECT_THAT(reason(check_design(&maximum, curve.view(), 5)), HasSubstr("probable maximum"));
  EXPECT_TRUE(check_design(&criterion, curve.view(), {}).demand.value);
}

TEST(DesignCheck, FailsForCertainWhereALikelierDemandIsTooMuchAlready) {
  const Curve curve;
  const DesignCriterion rare{.consequence_class = "x", .aep = 1e-7, .aep_far = {}};
  EXPECT_EQ(check_design(&rare, curve.view(), 0.7).verdict, Verdict::fails);
  EXPECT_EQ(check_design(&rare, curve.view(), 0.9).verdict, Verdict::unknown);
  const DesignCriterion maximum{.consequence_class = "x", .aep = 1e-3, .aep_far = {}, .to_maximum = true, .fraction = 0.5};
  EXPECT_EQ(check_design(&maximum, curve.view(), 0.2).verdict, Verdict::fails);
}

TEST(DesignCheck, LiesBetweenTwoDemandsWhereTheGuidelineSaysSo) {
  const Curve curve;
  const DesignCriterion half{.consequence_class = "x", .aep = 1e-3, .aep_far = 5e-4, .fraction = 0.5};
  EXPECT_NEAR(*check_design(&half, curve.view(), 1).demand.value, (Curve::level_at(1e-3) + Curve::level_at(5e-4)) / 2, 1e-12);
  const DesignCriterion third{.consequence_class = "x", .aep = 1e-3, .aep_far = {}, .to_maximum = true, .fraction = 1.0 / 3};
  EXPECT_NEAR(*check_design(&third, curve.view(), 1, 1.5).demand.value, Curve::level_at(1e-3) + (1.5 - Curve::level_at(1e-3)) / 3, 1e-12);
  const DesignCriterion all{.consequence_class = "x", .aep = {}, .aep_far = {}, .to_maximum = true, .fraction = 1};
  EXPECT_EQ(*check_design(&all, curve.view(), 1, 1.5).demand.value, 1.5);
}

TEST(DesignCheckByRate, ComparesWithTheCriterionsFrequencyAndKeepsBounds) {
  const DesignCriterion criterion{.consequence_class = "x", .aep = 1e-3};
  EXPECT_EQ(check_design_rate(&criterion, {.per_year = 9.9e-4}).verdict, Verdict::meets);
  EXPECT_EQ(check_design_rate(&criterion, {.per_year = 1.1e-3}).verdict, Verdict::fails);
  EXPECT_EQ(check_design_rate(&criterion, {.at_most = 5e-4}).verdict, Verdict::meets);
  EXPECT_EQ(check_design_rate(&criterion, {.at_most = 5e-3}).verdict, Verdict::unknown);
  EXPECT_EQ(check_design_rate(&criterion, {.at_least = 5e-3}).verdict, Verdict::fails);
  EXPECT_EQ(check_design_rate(&criterion, {.at_least = 5e-4}).verdict, Verdict::unknown);
  EXPECT_EQ(check_design_rate(&criterion, {}).verdict, Verdict::unknown);
  EXPECT_EQ(check_design_rate(nullptr, {.per_year = 1e-9}).verdict, Verdict::unknown);
  const DesignCriterion towards{.consequence_class = "x", .aep = 1e-3, .to_maximum = true, .fraction = 0.5};
  EXPECT_EQ(check_design_rate(&towards, {.per_year = 1e-5}).verdict, Verdict::unknown);
  EXPECT_EQ(check_design_rate(&towards, {.per_year = 1e-2}).verdict, Verdict::fails);
  const DesignCriterion maximum{.consequence_class = "x", .to_maximum = true, .fraction = 1};
  EXPECT_EQ(check_design_rate(&maximum, {.per_year = 1e-2}).verdict, Verdict::unknown);
}

std::string refusal(const std::string& criterion) {
  const test::ScratchFolder scratch;
  std::ofstream(scratch.file("g.toml")) << "id = \"x\"\ntitle = \"t\"\nsource = \"s\"\nmark = \"to_confirm\"\nclasses = [\"a\"]\n" << criterion;
  try {
    read_design_guideline(scratch.file("g.toml"));
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(DesignGuidelines, AreRefusedWhereTheyCannotBeMeant) {
  const std::string head = "[[criterion]]\nclass = \"a\"\nload = \"flood\"\n";
  EXPECT_EQ(refusal(head + "return_period_y = 100\n"), "");
  EXPECT_THAT(refusal(""), HasSubstr("criterion"));
  EXPECT_THAT(refusal(head), HasSubstr("return_period_y"));
  EXPECT_THAT(refusal(head + "return_period_y = 0.001\n"), HasSubstr("above 1 year"));
  EXPECT_THAT(refusal(head + "return_period_y = 100\nfraction = 0.5\n"), HasSubstr("fraction"));
  EXPECT_THAT(refusal(head + "return_period_y = 100\nto_maximum = true\n"), HasSubstr("fraction"));
  EXPECT_THAT(refusal(head + "return_period_y = 100\nto_maximum = true\nfraction = 1.5\n"), HasSubstr("0 to 1"));
  EXPECT_THAT(refusal(head + "return_period_y = 100\nfar_return_period_y = 50\nfraction = 0.5\n"), HasSubstr("more years"));
  EXPECT_THAT(refusal(head + "return_period_y = 100\n" + head + "return_period_y = 200\n"), HasSubstr("twice"));
  EXPECT_THAT(refusal("[[criterion]]\nclass = \"b\"\nload = \"flood\"\nreturn_period_y = 100\n"), HasSubstr("class"));
  EXPECT_THAT(refusal(head + "return_periodd_y = 100\nreturn_period_y = 100\n"), HasSubstr("return_periodd_y"));
}

}  // namespace
}  // namespace tmfgeo
