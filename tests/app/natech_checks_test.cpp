// SPDX-License-Identifier: Apache-2.0
// The earthquake check where a dam falls by itself, and where a fragility curve speaks for it.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/site_hazard.h"

namespace tmfgeo {
namespace {

DamRules rules() {
  DamRules r;
  r.guideline.criteria = {{.consequence_class = "high", .load = DesignLoad::earthquake, .phase = DesignPhase::operation, .aep = 1.0 / 2475, .aep_far = {}}};
  r.fragility = {{.id = "default", .measure = DemandMeasure::pga_g, .states = {{"cracks", 0.2, 0.5}, {"release", 0.6, 0.5}}, .source = "report"}};
  return r;
}

Facility dam() {
  Facility f;
  f.consequence_class = "high";
  return f;
}

/// 0.1 g every 475 years, falling with the square of the acceleration: 0.228 g in 2475 years.
NatechSite site() {
  NatechSite s;
  s.hazard.curve.emplace();
  for (const double a : {0.02, 0.1, 0.5, 2.0}) {
    const double rate = 0.01 / (475 * a * a);
    s.hazard.curve->level.push_back(a);
    s.hazard.curve->rate_per_year.push_back(rate);
    s.hazard.used.level.push_back(a);
    s.hazard.used.rate_per_year.push_back(rate);
  }
  return s;
}

TEST(EarthquakeCheck, OfASlopeThatDoesNotStandFailsAndHasNoCapacity) {
  NatechSite s = site();
  const DamResponse response = dam_response({.slope = {.factor_of_safety = 0.95, .slope_deg = 20}, .height_m = 30}, nullptr);
  check_earthquake(dam(), response, rules(), DesignPhase::operation, s);
  EXPECT_EQ(s.earthquake_check.verdict, Verdict::fails);
  EXPECT_EQ(s.earthquake_check.reason, "the slope does not stand without any earthquake");
  EXPECT_FALSE(s.earthquake_check.withstands.value || s.earthquake_check.withstands_p16);
  EXPECT_EQ(s.earthquake_check.capacity.aep, 1.0);
  EXPECT_EQ(s.earthquake_check.failure_at_demand, 1.0);
}

TEST(EarthquakeCheck, SaysWhereItsDemandRestsOnARaisedMap) {
  // The map of 2475 years was lower than that of 975 and was raised to it.
  NatechSite s;
  s.hazard.curve = HazardCurve{};
  s.hazard.curve->level = {0.1, 0.3, 0.3, 0.5};
  s.hazard.curve->rate_per_year = {1.0 / 475, 1.0 / 975, 1.0 / 2475, 1.0 / 10000};
  s.hazard.curve->raised = {false, false, true, false};
  s.hazard.used = curve_in_use(*s.hazard.curve);
  const DamResponse response = dam_response({.slope = {.factor_of_safety = 1.5, .slope_deg = 20}, .height_m = 30}, nullptr, {.magnitude = 7});
  check_earthquake(dam(), response, rules(), DesignPhase::operation, s);
  const SourcedValue& demand = s.earthquake_check.demand;
  ASSERT_TRUE(demand.value);
  EXPECT_NEAR(*demand.value, 0.3, 1e-3);
  EXPECT_EQ(demand.origin, Origin::extrapolated);
  EXPECT_NE(demand.source.find("was raised"), std::string::npos) << demand.source;
  EXPECT_EQ(demand.source.find("beyond the data"), std::string::npos) << demand.source;
}

/// A site as its data say, with the curve in use.
NatechSite site_of(std::vector<double> level, const std::vector<double>& years, std::vector<bool> raised = {}) {
  NatechSite s;
  s.hazard.curve.emplace();
  s.hazard.curve->level = std::move(level);
  for (const double y : years) s.hazard.curve->rate_per_year.push_back(1 / y);
  s.hazard.curve->raised = std::move(raised);
  s.hazard.used = curve_in_use(*s.hazard.curve);
  s.hazard.source = "maps";
  return s;
}

std::vector<NatechSite> sites_of_all_kinds() {
  std::vector<NatechSite> sites{site_of({0.1, 0.3, 0.5}, {475, 975, 2475}),
                                site_of({0.3, 0.3, 0.5}, {475, 975, 2475}, {false, true, false}),
                                site_of({0.1, 0.3, 0.3}, {475, 975, 2475}, {false, false, true}),
                                site_of({0.3, 0.3, 0.3}, {475, 975, 2475}, {false, true, true}),
                                site_of({0.2}, {475}),
                                site_of({0.02, 0.1, 0.3, 0.7}, {50, 475, 2475, 40000})};
  sites.back().hazard.curve->longest_y = 1150;
  for (std::size_t i = 0, n = sites.size(); i < n; ++i) {
    NatechSite soft = sites[i];
    soft.ground.source = "default Vs30";
    rest_on_ground(soft);
    sites.push_back(std::move(soft));
    NatechSite far = sites[i];
    far.hazard.origin = Origin::extrapolated;
    far.hazard.note = "bssa14: magnitude 9 is outside 3 to 8.5";
    sites.push_back(std::move(far));
  }
  return sites;
}

// What site_hazard writes of a return period is what the check of that return period rests on.
TEST(EarthquakeCheck, IsAsSureAsItsRowInSiteHazardForTheSameReasons) {
  const DamResponse response = dam_response({.slope = {.factor_of_safety = 1.5, .slope_deg = 20}, .height_m = 30, .freeboard_m = 2}, nullptr, {.magnitude = 7});
  for (const double years : {95.0, 200.0, 475.0, 975.0, 1000.0, 2475.0, 5000.0, 10000.0}) {
    DamRules asked = rules();
    asked.fragility.clear();
    asked.guideline.criteria.front().aep = 1 / years;
    for (NatechSite s : sites_of_all_kinds()) {
      check_earthquake(dam(), response, asked, DesignPhase::operation, s);
      const DesignCheck& check = s.earthquake_check;
      const HazardValue on_curve = level_at(*s.hazard.curve, years);
      ASSERT_EQ(check.demand.value.has_value(), !on_curve.below) << years << " years: " << check.reason;
      EXPECT_EQ(check.demand.origin, origin_of(on_curve, s.hazard)) << years;
      const std::string note = on_curve.below ? below_text(on_curve.value, "g") : note_of(s.hazard, years);
      EXPECT_NE(check.reason.find(note.empty() ? "hazard curve" : note), std::string::npos) << years << ": \"" << check.reason << "\" without \"" << note << "\"";
      EXPECT_EQ(check.reason.find("beyond the data of the hazard curve"), std::string::npos) << check.reason;
      EXPECT_EQ(check.demand.origin == Origin::computed, note.empty()) << "a reason for what is not computed, and for nothing else";
    }
  }
}

// A fault that breaks once in 1 000 years and then always shakes: what comes once in 95 or 475 years is weaker than the curve holds.
TEST(EarthquakeCheck, MeetsADemandWeakerThanTheAnalysisHolds) {
  NatechSite s = site_of({0.005, 0.1, 0.3}, {1000, 1000.01, 100000});
  s.hazard.curve->first_is_bound = true;
  s.hazard.used = curve_in_use(*s.hazard.curve);
  DamRules often = rules();
  often.fragility.clear();
  often.guideline.criteria.front().aep = 1.0 / 200;
  const DamResponse response = dam_response({.slope = {.factor_of_safety = 1.5, .slope_deg = 20}, .height_m = 30, .freeboard_m = 5, .dam_type = "rockfill", .saturated = false}, nullptr, {.magnitude = 7});
  check_earthquake(dam(), response, often, DesignPhase::operation, s);
  EXPECT_FALSE(s.earthquake_check.margin || s.earthquake_check.demand.value);
  EXPECT_NE(s.earthquake_check.reason.find("demand: below 0.005 g, where the hazard curve begins"), std::string::npos) << s.earthquake_check.reason;
  const HazardValue pga = level_at(*s.hazard.curve, 95);
  EXPECT_FALSE(told(pga));
  EXPECT_EQ(origin_of(pga), Origin::unknown);
  EXPECT_EQ(note_of(s.hazard, 95), "below 0.005 g, where the hazard curve begins");
  // An index takes the bound, and says that it is one.
  Facility f = dam();
  fill_from_hazard(f, s);
  EXPECT_EQ(f.pga_475_g, 0.005);
  EXPECT_EQ(f.origins["pga_475_g"], Origin::extrapolated);
  EXPECT_EQ(f.sources["pga_475_g"], "maps, below 0.005 g at 475 years");
}

// A map of 10 000 years alone says of 475 years only that it shakes less: no index is made of that.
TEST(FillFromHazard, LeavesOutWhatMapsDoNotReach) {
  const NatechSite s = site_of({0.4, 0.6}, {10000, 20000});
  Facility f = dam();
  fill_from_hazard(f, s);
  EXPECT_FALSE(f.pga_475_g);
}

// Maps that hardly differ: the piece below them stands upright, and once made the curve in use infinite.
TEST(CurveInUse, HasFiniteRatesBelowMapsThatHardlyDiffer) {
  const NatechSite s = site_of({0.2, 0.2001}, {475, 2475});
  EXPECT_EQ(hazard_curve_problem(s.hazard.view()), "");
}

// judge_dams() has the curve of the whole year in every row: what the curve rests on stands with each of them.
TEST(YearlyDamage, IsAsSureAsTheCurveItRestsOnAndSaysWhy) {
  DamRules all = rules();
  FacilityResult result;
  result.facility = dam();
  result.facility.factor_of_safety = 1.3;
  result.facility.downstream_slope_deg = 20;
  result.facility.dam_height_m = 30;
  const std::string raised(kRaisedMap);
  const auto judged = [&](NatechSite site) {
    site.ground.vs30_m_s = 400;
    NatechResults results;
    results.sites = {std::move(site)};
    judge_dams({}, all, {result}, results);
    return results.sites.front().yearly;
  };
  NatechSite soft = site_of({0.1, 0.3, 0.5}, {475, 975, 2475});
  soft.ground.source = "default Vs30";
  rest_on_ground(soft);
  for (const DamageState& s : judged(site_of({0.3, 0.3, 0.5}, {475, 975, 2475}, {false, true, false}))) {
    if (!s.probability) continue;
    EXPECT_GE(s.origin, Origin::extrapolated) << s.mechanism;
    EXPECT_EQ(s.note.find(raised), s.note.rfind(raised)) << s.mechanism << ": once";
    EXPECT_NE(s.note.find(raised), std::string::npos) << s.mechanism;
  }
  for (const DamageState& s : judged(soft)) {
    EXPECT_EQ(s.note.find("default Vs30") != std::string::npos, s.probability.has_value()) << s.mechanism;
  }
  for (const DamageState& s : judged(site_of({0.1, 0.3, 0.5}, {475, 975, 2475}))) EXPECT_EQ(s.note.find(raised), std::string::npos) << s.mechanism;
}

TEST(EarthquakeCheck, OfADemandBetweenTwoRestsOnBoth) {
  NatechSite s = site_of({0.1, 0.3, 0.5}, {475, 975, 2475});
  DamRules asked = rules();
  asked.guideline.criteria.front().aep_far = 1.0 / 10000;
  asked.guideline.criteria.front().fraction = 0.5;
  check_earthquake(dam(), dam_response({}, nullptr), asked, DesignPhase::operation, s);
  EXPECT_EQ(s.earthquake_check.demand.origin, Origin::extrapolated);
  EXPECT_NE(s.earthquake_check.reason.find("beyond the return periods of the maps"), std::string::npos) << s.earthquake_check.reason;
}

// The curve in use has a raised map a hair above the one below it; it must not count as beyond the data.
TEST(SiteCurve, HasItsLastMapWithinItsDataThoughItWasRaised) {
  const NatechSite s = site_of({0.1, 0.3, 0.3}, {475, 975, 2475}, {false, false, true});
  const HazardCurveView view = s.hazard.view();
  EXPECT_EQ(view.rate_per_year[data_points(view).last], 1.0 / 2475);
  EXPECT_NEAR(*aep_at_capacity(view, 0.9).at_most, 1.0 / 2475, 1e-6);
}

TEST(EarthquakeCheck, IsNoSurerThanTheHazardCurveItRestsOn) {
  NatechSite s = site();
  s.hazard.origin = Origin::by_default;
  check_earthquake(dam(), dam_response({}, nullptr), rules(), DesignPhase::operation, s);
  EXPECT_EQ(s.earthquake_check.demand.origin, Origin::by_default);
  EXPECT_EQ(s.earthquake_check.capacity.origin, Origin::by_default);
}

TEST(EarthquakeCheck, FailsThereWithoutAClassToo) {
  NatechSite s = site();
  check_earthquake({}, dam_response({.slope = {.factor_of_safety = 0.95, .slope_deg = 20}, .height_m = 30}, nullptr), rules(), DesignPhase::operation, s);
  EXPECT_EQ(s.earthquake_check.verdict, Verdict::fails);
}

TEST(EarthquakeCheck, TakesTheCapacityOfAFragilityCurveThatSpeaksForTheDam) {
  NatechSite s = site();
  check_earthquake(dam(), dam_response({}, nullptr), rules(), DesignPhase::operation, s);
  const DesignCheck& check = s.earthquake_check;
  EXPECT_EQ(check.verdict, Verdict::meets);
  EXPECT_EQ(check.withstands.value, 0.6);
  EXPECT_EQ(check.withstands.origin, Origin::given);
  EXPECT_NEAR(*check.withstands_p16, 0.6 * std::exp(-0.5 * 0.9944579), 1e-6);
  EXPECT_FALSE(check.at_most);
  EXPECT_EQ(check.criterion_return_period_y, 2475);
}

TEST(EarthquakeCheck, KeepsTheDamsOwnCapacityWhereTheCurveDoesNotSpeakForIt) {
  NatechSite s = site();
  const DamResponse own = dam_response({.slope = {.factor_of_safety = 1.3, .slope_deg = 20}, .height_m = 30, .vs_m_s = 250}, nullptr, {.magnitude = 7});
  check_earthquake(dam(), own, rules(), DesignPhase::operation, s);
  EXPECT_NE(s.earthquake_check.withstands.value, 0.6);
  EXPECT_TRUE(s.earthquake_check.at_most) << "freeboard and liquefaction are not known";
}

}  // namespace
}  // namespace tmfgeo
