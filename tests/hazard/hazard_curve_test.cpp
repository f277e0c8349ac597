// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/hazard_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tmfgeo/hazard/ground_motion.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

const IssuePlace kPlace{"tmf-1", "pga.tif", ""};

HazardCurve curve(std::vector<ReturnPeriodLevel> levels) {
  Issues issues;
  auto result = curve_of(levels, kPlace, issues);
  EXPECT_TRUE(issues.empty());
  return *result;
}

TEST(ReturnPeriod, IsThatOfTheBuildingCodes) {
  EXPECT_NEAR(return_period_of(0.10, 50), 474.56, 0.01);
  EXPECT_NEAR(return_period_of(0.05, 50), 974.79, 0.01);
  EXPECT_NEAR(return_period_of(0.02, 50), 2474.9, 0.1);
  EXPECT_NEAR(probability_of(rate_of(0.1, 50), 50), 0.1, 1e-15);
  EXPECT_NEAR(probability_of(1e-18, 1), 1e-18, 1e-30);
}

TEST(LevelAt, IsLinearInLogarithms) {
  // Between (100 y, 0.1 g) and (10 000 y, 0.4 g) the middle in logarithms is (1 000 y, 0.2 g).
  const HazardCurve c = curve({{10000, 0.4}, {100, 0.1}});
  EXPECT_NEAR(level_at(c, 1000).value, 0.2, 1e-12);
  EXPECT_FALSE(level_at(c, 1000).extrapolated);
  EXPECT_NEAR(rate_at(c, 0.2).value, 1e-3, 1e-15);
  EXPECT_NEAR(level_at(c, 100).value, 0.1, 1e-15);
  EXPECT_FALSE(level_at(c, 100).extrapolated);
  EXPECT_FALSE(level_at(c, 10000).extrapolated);
  // The segment goes on, and is flagged: another factor of 100 in time is another factor of 4.
  EXPECT_NEAR(level_at(c, 1e6).value, 1.6, 1e-9);
  EXPECT_TRUE(level_at(c, 1e6).extrapolated);
  EXPECT_NEAR(rate_at(c, 0.025).value, 1, 1e-9);
  EXPECT_TRUE(rate_at(c, 0.025).extrapolated);
}

TEST(LevelAt, FollowsAPowerLawFromASingleMap) {
  const HazardCurve c = curve({{475, 0.2}});
  EXPECT_EQ(c.exponent, kSingleMapExponent);
  EXPECT_NEAR(level_at(c, 2475).value, 0.2 * std::pow(2475 / 475.0, 1.0 / 3), 1e-12);
  EXPECT_TRUE(level_at(c, 2475).extrapolated);
  EXPECT_FALSE(level_at(c, 475).extrapolated);
  EXPECT_NEAR(rate_at(c, 0.4).value, 1 / 475.0 / 8, 1e-12);
}

TEST(LevelAt, AndRateAtAreInverse) {
  const HazardCurve c = curve({{95, 0.08}, {475, 0.2}, {975, 0.27}, {2475, 0.4}});
  for (double years = 20; years < 50000; years *= 1.3) EXPECT_NEAR(rate_at(c, level_at(c, years).value).value * years, 1, 1e-9);
}

// An analysis knows nothing of shaking below its first level but that it is weaker; a flat beginning once went down to 1e-281 g.
TEST(LevelAt, OfAnAnalysisIsNotMadeUpBelowItsFirstLevel) {
  HazardCurve c{.level = {0.005, 0.00675, 0.0091}, .rate_per_year = {1e-3, 0.9999999e-3, 0.9999e-3}};
  c.first_is_bound = true;
  for (const double years : {1e-3, 95.0, 475.0, 999.0}) {
    EXPECT_TRUE(level_at(c, years).below) << years;
    EXPECT_EQ(level_at(c, years).value, 0.005) << "the bound";
  }
  EXPECT_FALSE(level_at(c, 1000).below);
  EXPECT_FALSE(level_at(c, 2475).below);
  EXPECT_EQ(carried_down(c, 0.001).level, c.level) << "nor is the curve in use";
  EXPECT_EQ(below_text(0.005, "g"), "below 0.005 g, where the hazard curve begins");
}

TEST(LevelAt, OfMapsGoesOnTenfoldAndIsABoundFarther) {
  const HazardCurve c = curve({{1000, 0.2}, {4000, 0.4}});
  EXPECT_NEAR(level_at(c, 101).value, 0.2 * std::sqrt(0.101), 1e-12);
  EXPECT_FALSE(level_at(c, 101).below);
  EXPECT_TRUE(level_at(c, 99).below);
  EXPECT_EQ(level_at(c, 99).value, 0.2);
  // Maps of nearly one return period tell no slope to go on with.
  EXPECT_TRUE(level_at(curve({{475, 0.2}, {476, 0.4}}), 95).below);
}

TEST(LevelAt, IsFiniteAndNeverAboveTheFirstLevelMoreOften) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int n = 0; n < 2000; ++n) {
    HazardCurve c;
    double level = std::pow(10, -3 + 3 * unit(random));
    double rate = std::pow(10, -5 + 5 * unit(random));
    for (int i = 0, points = 1 + n % 5; i < points; ++i) {
      c.level.push_back(level);
      c.rate_per_year.push_back(rate);
      // From steps that no number tells apart to cliffs.
      level *= 1 + std::pow(10, -15 + 16 * unit(random));
      rate /= 1 + std::pow(10, -15 + 16 * unit(random));
    }
    c.first_is_bound = n % 2 == 0;
    for (double years = 1e-4; years < 1e9; years *= 3) {
      const HazardValue found = level_at(c, years);
      ASSERT_TRUE(found.value > 0 && std::isfinite(law_level(c, years)) && law_level(c, years) > 0) << n << " " << years;
      if (1 / years <= c.rate_per_year.front()) continue;
      ASSERT_LE(found.value, c.level.front()) << n << " " << years;
      ASSERT_TRUE(found.extrapolated || found.value == c.level.front());
    }
    for (double g = 1e-6; g < c.level.front(); g *= 3) ASSERT_TRUE(std::isfinite(rate_at(c, g).value) && rate_at(c, g).value >= c.rate_per_year.front()) << n << " " << g;
  }
}

// Two maps that hardly differ: the segment below them stands upright, and 0.02 g once came infinitely often.
TEST(CarriedDown, EndsWhereShakingWouldComeEveryDay) {
  const HazardCurve c = carried_down(curve({{475, 0.2}, {2475, 0.2001}}), 0.02);
  ASSERT_EQ(c.level.size(), 3U);
  EXPECT_GT(c.level.front(), 0.19);
  EXPECT_NEAR(c.rate_per_year.front(), 365, 1e-6);
  const HazardCurve usual = carried_down(curve({{100, 0.1}, {10000, 1}}), 0.02);
  EXPECT_EQ(usual.level.front(), 0.02);
  EXPECT_NEAR(usual.rate_per_year.front(), 0.25, 1e-12);
}

TEST(CurveOf, MendsAndTellsWhatIsOutOfOrder) {
  Issues issues;
  const std::vector<ReturnPeriodLevel> levels{{2475, 0.15}, {475, 0.2}, {475, 0.3}, {95, 0.1}, {975, std::nullopt}, {5000, 0.0}};
  const auto c = curve_of(levels, kPlace, issues);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->level, (std::vector<double>{0.1, 0.2, 0.2}));
  EXPECT_EQ(c->rate_per_year, (std::vector<double>{1.0 / 95, 1.0 / 475, 1.0 / 2475}));
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0].code, "hazard_period_twice");
  EXPECT_EQ(issues[1].code, "hazard_not_monotone");
  EXPECT_EQ(rate_at(*c, 0.2).value, 1.0 / 475) << "the larger rate of a level";
  EXPECT_NEAR(level_at(*c, 1000).value, 0.2, 1e-12);
  EXPECT_GT(level_at(*c, 10000).value, 0.2) << "the flat end does not go on for ever";
}

TEST(CurveOf, TellsLevelsAsTheMapHasThemNotAsSinglePrecisionDoes) {
  Issues issues;
  const std::vector<ReturnPeriodLevel> levels{{975, static_cast<double>(0.3F)}, {2475, static_cast<double>(0.16F)}};
  curve_of(levels, {}, issues);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues.front().message, "found 0.16 at 2475 years, expected at least 0.3 as at the shorter return period; that was taken");
}

TEST(CurveOf, IsAbsentWhereNothingIsKnown) {
  Issues issues;
  const std::vector<ReturnPeriodLevel> levels{{475, std::nullopt}, {2475, std::nan("")}};
  EXPECT_FALSE(curve_of(levels, kPlace, issues));
}

TEST(CurveAt, NeverTakesNodataOrPlacesOutsideForZero) {
  const GridFrame frame{.rows = 2, .columns = 2, .west = 20, .north = 46, .cell_width = 1, .cell_height = 1, .crs = Crs::wgs84()};
  const std::vector<ReturnPeriodMap> maps{{475, Grid<float>(frame, {0.1F, std::nanf(""), 0.2F, 0.3F})}, {2475, Grid<float>(frame, {0.2F, std::nanf(""), 0.4F, std::nanf("")})}};
  Issues issues;
  EXPECT_EQ(curve_at(maps, {20.5, 45.5}, kPlace, issues)->level.size(), 2U);
  EXPECT_EQ(curve_at(maps, {21.5, 44.5}, kPlace, issues)->level.size(), 1U);
  EXPECT_TRUE(issues.empty());
  EXPECT_FALSE(curve_at(maps, {21.5, 45.5}, kPlace, issues));
  EXPECT_FALSE(curve_at(maps, {30, 45.5}, kPlace, issues));
  EXPECT_FALSE(curve_at(maps, {std::nan(""), 45.5}, kPlace, issues));
  ASSERT_EQ(issues.size(), 3U);
  EXPECT_EQ(issues[0].code, "hazard_unknown");
  EXPECT_EQ(issues[0].subject, "tmf-1");
}

TEST(AccelerationUnits, AreReadAndConverted) {
  EXPECT_NEAR(in_g(20, *parse_acceleration_unit("%g")), 0.2, 1e-15);
  EXPECT_NEAR(in_g(196.133, *parse_acceleration_unit("cm/s2")), 0.2, 1e-12);
  EXPECT_NEAR(in_g(1.96133, *parse_acceleration_unit(" m/s² ")), 0.2, 1e-12);
  EXPECT_EQ(in_g(0.2, *parse_acceleration_unit("G")), 0.2);
  for (const char* word : {"", "gal2", "percent", "km"}) EXPECT_FALSE(parse_acceleration_unit(word)) << word;
}

TEST(ProblemOfAccelerations, SeesUnitsMixedUp) {
  EXPECT_EQ(problem_of_accelerations(std::vector<float>{0.05F, 0.4F, std::nanf("")}), "");
  EXPECT_NE(problem_of_accelerations(std::vector<float>{5, 40}).find("%g"), std::string::npos);
  EXPECT_NE(problem_of_accelerations(std::vector<float>{0.0001F, 0.0004F}).find("may be g"), std::string::npos);
  EXPECT_NE(problem_of_accelerations(std::vector<float>{-0.1F, 0.2F}).find("below 0"), std::string::npos);
  EXPECT_NE(problem_of_accelerations(std::vector<float>{std::nanf("")}), "");
  EXPECT_NE(problem_of_accelerations({}), "");
}

TEST(LevelAt, TellsWhatRestsOnARaisedLevel) {
  Issues issues;
  const HazardCurve c = *curve_of(std::vector<ReturnPeriodLevel>{{95, 0.05}, {475, 0.2}, {975, 0.15}, {2475, 0.4}}, kPlace, issues);
  EXPECT_EQ(c.raised, (std::vector<bool>{false, false, true, false}));
  for (const double sound : {50.0, 95.0, 300.0, 475.0, 2475.0, 9000.0}) EXPECT_FALSE(level_at(c, sound).repaired) << sound;
  for (const double mended : {600.0, 975.0, 1500.0}) EXPECT_TRUE(level_at(c, mended).repaired) << mended;
  EXPECT_TRUE(rate_at(c, 0.3).repaired);
  EXPECT_FALSE(rate_at(c, 0.1).repaired);
}

TEST(LevelAt, IsExtrapolatedBeyondWhatWasObserved) {
  HazardCurve c = curve({{95, 0.1}, {10000, 1}});
  const HazardValue before = level_at(c, 2475);
  EXPECT_FALSE(before.extrapolated);
  EXPECT_EQ(highest_of_data(c), 1);
  c.longest_y = 500;
  EXPECT_EQ(level_at(c, 2475).value, before.value) << "the value stays, the trust in it does not";
  EXPECT_TRUE(level_at(c, 2475).extrapolated);
  EXPECT_FALSE(level_at(c, 475).extrapolated);
  EXPECT_TRUE(rate_at(c, before.value).extrapolated);
  EXPECT_FALSE(rate_at(c, level_at(c, 475).value).extrapolated);
  EXPECT_NEAR(highest_of_data(c), level_at(c, 500).value, 1e-12);
}

// λ = k0 a^−k and a lognormal fragility (θ, β): k0 θ^−k exp(k² β² / 2) = 3.85027e-5 for 8e-7, 3, 0.4, 0.5.
TEST(Amplified, KeepsTheCurveAscending) {
  const HazardCurve rock = curve({{95, 0.08}, {475, 0.2}, {2475, 0.4}, {10000, 0.9}});
  const HazardCurve soft = amplified(rock, 250);
  EXPECT_GT(soft.level.front(), rock.level.front());
  EXPECT_LT(soft.level.back() / rock.level.back(), soft.level.front() / rock.level.front()) << "strong shaking softens the ground";
  for (std::size_t i = 1; i < soft.level.size(); ++i) EXPECT_GT(soft.level[i], soft.level[i - 1]);
  EXPECT_EQ(amplified(rock, 760).level, rock.level);
}

TEST(Amplified, CarriesOtherMeasuresByTheRockPgaOfTheirReturnPeriod) {
  const HazardCurve pga = curve({{475, 0.2}, {2475, 0.6}});
  const IntensityMeasure sa1 = spectral_acceleration(1);
  const HazardCurve rock = curve({{475, 0.1}, {2475, 0.3}});
  const HazardCurve soft = amplified(rock, sa1, pga, 250);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(soft.level[i], rock.level[i] * std::exp(bssa14_ln_amplification(sa1, pga.level[i], 250)), 1e-12);
  }
  EXPECT_EQ(amplified(rock, sa1, pga, 760).level, rock.level);
}

TEST(Extended, AddsEndsByExtrapolation) {
  const HazardCurve c = extended(curve({{475, 0.2}}), 0.05, 0.8);
  ASSERT_EQ(c.level.size(), 3U);
  EXPECT_NEAR(c.rate_per_year.front(), 64 / 475.0, 1e-9);
  EXPECT_NEAR(c.rate_per_year.back(), 1 / 475.0 / 64, 1e-9);
  EXPECT_EQ(extended(c, 0.1, 0.5).level, c.level);
}

}  // namespace
}  // namespace tmfgeo
