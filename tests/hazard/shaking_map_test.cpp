// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/shaking_map.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tmfgeo {
namespace {

ShakingUnit unit(const IntensityMeasure& measure, const char* name) { return *find_shaking_unit(measure, name); }

std::string problem(std::vector<float> declared_values, const char* name, double period_y = 475, const IntensityMeasure& measure = kPga, bool checked = false) {
  const ShakingUnit declared = unit(measure, name);
  for (float& v : declared_values) v = static_cast<float>(static_cast<double>(v) * declared.factor);
  return problem_of_shaking_map(declared_values, measure, period_y, declared, checked);
}

TEST(ShakingUnits, AreReadInEverySpelling) {
  EXPECT_EQ(unit(kPga, " GAL ").name, "cm/s2");
  EXPECT_EQ(unit(kPga, "pctg").name, "%g");
  EXPECT_NEAR(unit(kPga, "m/s²").factor, 1 / 9.80665, 1e-12);
  EXPECT_EQ(unit(kPgv, "m/s").factor, 100);
  for (const char* word : {"", "g", "cm/s2", "knots"}) EXPECT_FALSE(find_shaking_unit(kPgv, word)) << word;
  for (const char* word : {"", "cm/s", "percent"}) EXPECT_FALSE(find_shaking_unit(spectral_acceleration(1), word)) << word;
}

// Largest values of code maps, in the unit they are declared in: Switzerland, Turkey, Romania.
TEST(ProblemOfShakingMap, FindsNothingInMapsAsTheyAre) {
  EXPECT_EQ(problem({0.01F, 0.16F, std::nanf("")}, "g"), "");
  EXPECT_EQ(problem({5, 70}, "%g"), "");
  EXPECT_EQ(problem({0.08F * 981, 0.4F * 981}, "cm/s2"), "");
  EXPECT_EQ(problem({0.02F}, "g", 95), "");
  EXPECT_EQ(problem({0.004F}, "g", 475, spectral_acceleration(4)), "") << "slow shaking is weak";
}

TEST(ProblemOfShakingMap, NamesTheUnitThatWouldFit) {
  EXPECT_NE(problem({0.1F, 0.4F}, "%g").find("the unit may be g (the largest value would be 0.4 g)"), std::string::npos) << problem({0.4F}, "%g");
  EXPECT_NE(problem({10, 40}, "g").find("%g (the largest value would be 0.4 g)"), std::string::npos) << problem({40}, "g");
  EXPECT_NE(problem({10, 400}, "g").find("cm/s2 (the largest value would be 0.4079 g)"), std::string::npos) << problem({400}, "g");
  EXPECT_NE(problem({4}, "g").find("m/s2"), std::string::npos) << problem({4}, "g");
  EXPECT_NE(problem({0.4F}, "cm/s2").find("may be g"), std::string::npos);
  EXPECT_EQ(problem({0.4F}, "cm/s2").find("%g"), std::string::npos) << "0.004 g is no better";
}

TEST(ProblemOfShakingMap, RefusesWhatNoUnitMends) {
  EXPECT_NE(problem({-0.1F, 0.2F}, "g").find("found -0.1 g, expected nothing below 0"), std::string::npos);
  EXPECT_NE(problem({std::nanf("")}, "g").find("no value"), std::string::npos);
  EXPECT_NE(problem({}, "g"), "");
  EXPECT_NE(problem({6}, "g", 475, kPga, true).find("at most 5 g"), std::string::npos);
}

TEST(ProblemOfShakingMap, TakesTheOutOfTheOrdinaryWhereSomebodyHasLooked) {
  for (const float odd : {0.001F, 4.F}) {
    EXPECT_NE(problem({odd}, "g"), "");
    EXPECT_EQ(problem({odd}, "g", 475, kPga, true), "");
  }
}

std::string doubt(float largest, const char* name, double period_y = 475, const IntensityMeasure& measure = kPga) {
  const ShakingUnit declared = unit(measure, name);
  const std::vector<float> values{static_cast<float>(static_cast<double>(largest) * declared.factor)};
  return doubt_of_shaking_map(values, measure, period_y, declared);
}

TEST(DoubtOfShakingMap, NamesTheUnitThatWouldBeUsual) {
  EXPECT_NE(doubt(20, "cm/s2").find("%g (the largest value would be 0.2 g)"), std::string::npos) << doubt(20, "cm/s2");
  EXPECT_NE(doubt(250, "%g").find("cm/s2"), std::string::npos) << doubt(250, "%g");
  EXPECT_NE(doubt(0.25F, "m/s2").find("may be g"), std::string::npos) << doubt(0.25F, "m/s2");
  EXPECT_NE(doubt(2, "g").find("m/s2"), std::string::npos) << doubt(2, "g");
}

TEST(DoubtOfShakingMap, HasNoneWhereValuesAreUsualOrNoUnitWouldMakeThemSo) {
  for (const float g : {0.031F, 0.08F, 0.2F, 0.6F, 1.2F}) {
    EXPECT_EQ(doubt(g, "g"), "") << g;
    EXPECT_EQ(doubt(g * 100, "%g"), "") << g;
    EXPECT_EQ(doubt(g * 980, "cm/s2"), "") << g;
  }
  EXPECT_EQ(doubt(0.02F, "g"), "") << "a quiet region: as %g, cm/s2 or m/s2 it would be none at all";
  EXPECT_EQ(doubt(2.5F, "g", 10000), "") << "rare shaking is strong";
  EXPECT_EQ(doubt(0.13F, "m/s2", 30), "") << "frequent shaking is weak";
  EXPECT_NE(doubt(0.13F, "m/s2", 475), "");
}

TEST(PlausibleShaking, AsksLessOfShorterReturnPeriods) {
  EXPECT_NEAR(plausible_shaking(kPga, 475).low, 0.01, 1e-12);
  EXPECT_NEAR(plausible_shaking(kPga, 10000).low, 0.01, 1e-12);
  EXPECT_NEAR(plausible_shaking(kPga, 475 / 8.0).low, 0.005, 1e-12);
  EXPECT_NEAR(plausible_shaking(spectral_acceleration(2), 475).low, 0.0025, 1e-12);
}

}  // namespace
}  // namespace tmfgeo
