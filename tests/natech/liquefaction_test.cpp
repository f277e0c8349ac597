// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/liquefaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/natech/liquefaction_classes.h"

namespace tmfgeo {
namespace {

// Worked from the equations of Boulanger and Idriss 2014 apart from this code.
TEST(LiquefactionCheck, HasTheValuesWorkedByHand) {
  const SoundingPoint point{.kind = Sounding::spt, .resistance = 12, .depth_m = 6, .total_stress_kpa = 110, .effective_stress_kpa = 70};
  EXPECT_NEAR(stress_reduction(6, 6.5), 0.9133057770, 1e-9);
  EXPECT_NEAR(cyclic_resistance_75(Sounding::spt, 12), 0.1324550807, 1e-9);
  EXPECT_NEAR(liquefaction_magnitude_scaling(Sounding::spt, 12, 6.5), 1.0884813983, 1e-9);
  EXPECT_NEAR(overburden_factor(Sounding::spt, 12, 70), 1.0367393263, 1e-9);
  const auto check = check_liquefaction(point, 0.25, 6.5);
  EXPECT_NEAR(check.cyclic_stress_ratio, 0.2332191538, 1e-9);
  EXPECT_NEAR(check.factor_of_safety, 0.6409069642, 1e-9);
  EXPECT_EQ(check.origin, Origin::computed);
  EXPECT_NEAR(cyclic_resistance_75(Sounding::cpt, 100), 0.1372972646, 1e-9);
  EXPECT_NEAR(liquefaction_magnitude_scaling(Sounding::cpt, 100, 6.5), 1.0983947316, 1e-9);
  EXPECT_NEAR(overburden_factor(Sounding::cpt, 100, 200), 0.9277100100, 1e-9);
}

TEST(LiquefactionCheck, IsNeutralAtMagnitudeSevenAndAHalfAndOneAtmosphere) {
  for (const double n : {3.0, 10.0, 30.0}) {
    EXPECT_NEAR(liquefaction_magnitude_scaling(Sounding::spt, n, 7.5), 1, 0.005);
    EXPECT_NEAR(overburden_factor(Sounding::spt, n, 101.325), 1, 1e-12);
  }
}

TEST(LiquefactionCheck, FallsWithShakingAndGrowsWithDensity) {
  SoundingPoint point{.kind = Sounding::cpt, .resistance = 80, .depth_m = 5, .total_stress_kpa = 95, .effective_stress_kpa = 60};
  const double here = check_liquefaction(point, 0.2, 7).factor_of_safety;
  EXPECT_LT(check_liquefaction(point, 0.3, 7).factor_of_safety, here);
  EXPECT_LT(check_liquefaction(point, 0.2, 7.8).factor_of_safety, here);
  point.resistance = 120;
  EXPECT_GT(check_liquefaction(point, 0.2, 7).factor_of_safety, here);
}

TEST(LiquefactionCheck, FlagsDepthsAndDensitiesBeyondTheCurves) {
  SoundingPoint point{.kind = Sounding::spt, .resistance = 12, .depth_m = 25, .total_stress_kpa = 450, .effective_stress_kpa = 300};
  EXPECT_EQ(check_liquefaction(point, 0.2, 7).origin, Origin::extrapolated);
  point.depth_m = 10;
  EXPECT_EQ(check_liquefaction(point, 0.2, 7).origin, Origin::computed);
  point.resistance = 45;
  EXPECT_EQ(check_liquefaction(point, 0.2, 7).origin, Origin::extrapolated);
  for (const double n : {54.0, 55.0, 80.0}) EXPECT_LE(overburden_factor(Sounding::spt, n, 300), 1) << n;
}

TEST(NaturalLiquefaction, HasTheValueWorkedByHandAndItsTwoFloors) {
  NaturalGround ground{.pgv_cm_s = 30, .vs30_m_s = 250, .precipitation_mm = 500, .water_distance_km = 1, .water_table_m = 3};
  EXPECT_NEAR(natural_liquefaction_probability(ground), 0.3344643040, 1e-9);
  EXPECT_NEAR(liquefied_area_pct(0.3344643040), 5.5443298, 1e-6);
  ground.pgv_cm_s = 2.9;
  EXPECT_EQ(natural_liquefaction_probability(ground), 0);
  ground.pgv_cm_s = 30;
  ground.vs30_m_s = 621;
  EXPECT_EQ(natural_liquefaction_probability(ground), 0);
}

TEST(PseudoStaticScreening, ComparesEightTenthsOfTheStrengthWithHalfTheAcceleration) {
  const SlopeState by_safety{.factor_of_safety = 2.0, .slope_deg = 20};  // left: 1.6, so ky = 0.6 sin 20 = 0.2052
  EXPECT_EQ(screen_pseudo_static(by_safety, 0.41), Screening::passes);
  EXPECT_EQ(screen_pseudo_static(by_safety, 0.42), Screening::fails);
  EXPECT_EQ(screen_pseudo_static({.factor_of_safety = 1.2, .slope_deg = 20}, 0), Screening::fails);  // 0.96 left
  EXPECT_EQ(screen_pseudo_static({}, 0.1), Screening::unknown);
  EXPECT_EQ(screen_pseudo_static({.yield_acceleration_g = 0.3}, 0.1), Screening::unknown);
}

std::string shipped() { return std::string(TMFGEO_SOURCE_DIR) + "/data/natech/liquefaction-classes.toml"; }

TEST(LiquefactionTable, HasTheThresholdsOfItsClassesAndSaysItIsNotConfirmed) {
  const auto table = read_liquefaction_table(shipped());
  EXPECT_FALSE(table.confirmed);
  ASSERT_EQ(table.classes.size(), 5U);
  const double thresholds[] = {0.09, 0.12, 0.15, 0.21, 0.26};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(table.classes[i].threshold_g(), thresholds[i], 0.003);
  EXPECT_NEAR(class_magnitude_scaling(7.5), 1, 0.002);
}

TEST(TailingsLiquefaction, IsWorseUpstreamAndSaturatedAndWithShakingAndMagnitude) {
  const auto table = read_liquefaction_table(shipped());
  const auto p = [&](const char* type, bool wet, double pga, double m) { return *tailings_liquefaction(table, type, wet, pga, m).probability; };
  EXPECT_GT(p("upstream", true, 0.15, 7), p("upstream", false, 0.15, 7));
  EXPECT_GT(p("upstream", true, 0.15, 7), p("downstream", true, 0.15, 7));
  EXPECT_GT(p("upstream", true, 0.15, 7), p("upstream", true, 0.12, 7));
  EXPECT_GT(p("upstream", true, 0.12, 8), p("upstream", true, 0.12, 6.5));
  EXPECT_EQ(p("upstream", true, 0, 7), 0);
  EXPECT_EQ(p("upstream", true, 3, 8), 1);
}

TEST(TailingsLiquefaction, TakesUnknownWaterForWetAndUnknownDamsForUnknown) {
  const auto table = read_liquefaction_table(shipped());
  const auto assumed = tailings_liquefaction(table, "upstream", std::nullopt, 0.15, 7);
  EXPECT_EQ(assumed.origin, Origin::by_default);
  EXPECT_EQ(assumed.probability, tailings_liquefaction(table, "upstream", true, 0.15, 7).probability);
  EXPECT_FALSE(tailings_liquefaction(table, "", true, 0.15, 7).probability);
  EXPECT_FALSE(tailings_liquefaction(table, "concrete", true, 0.15, 7).probability);
}

std::string refusal(const std::string& text) {
  const test::ScratchFolder scratch;
  std::ofstream(scratch.file("table.toml")) << text;
  try {
    read_liquefaction_table(scratch.file("table.toml"));
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(LiquefactionTable, RefusesWhatCannotBeMeant) {
  const std::string head = "id = \"x\"\nsource = \"y\"\nmark = \"to_confirm\"\n";
  const std::string high = "[[class]]\nname = \"high\"\nslope_per_g = 7\nintercept = -1\n";
  const std::string rule = "[[rule]]\ndam_type = \"upstream\"\nsaturated = true\nclass = \"high\"\n";
  EXPECT_EQ(refusal(head + high + rule), "");
  EXPECT_THAT(refusal(head + high), ::testing::HasSubstr("rule"));
  EXPECT_THAT(refusal(head + rule), ::testing::HasSubstr("class"));
  EXPECT_THAT(refusal(head + high + rule + rule), ::testing::HasSubstr("twice"));
  EXPECT_THAT(refusal(head + high + high + rule), ::testing::HasSubstr("twice"));
  EXPECT_THAT(refusal(head + high + "[[rule]]\ndam_type = \"upstream\"\nsaturated = true\nclass = \"hihg\"\n"), ::testing::HasSubstr("high"));
  EXPECT_THAT(refusal(head + "[[class]]\nname = \"a\"\nslope_per_g = -7\nintercept = -1\n" + rule), ::testing::HasSubstr("above 0"));
  EXPECT_THAT(refusal(head + high + rule + "colour = 3\n"), ::testing::HasSubstr("colour"));
}

}  // namespace
}  // namespace tmfgeo
