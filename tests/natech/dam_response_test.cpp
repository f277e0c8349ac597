// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/dam_response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

LiquefactionTable table() { return read_liquefaction_table(std::string(TMFGEO_SOURCE_DIR) + "/data/natech/liquefaction-classes.toml"); }

Dam known_dam() {
  return {.slope = {.factor_of_safety = 1.4, .slope_deg = 20}, .height_m = 40, .alluvium_m = 5, .vs_m_s = 280, .freeboard_m = 1.5,
          .dam_type = "upstream", .saturated = true};
}

/// PGA from 0.01 to 3 g, rates 1e-4 a^-2.
struct Curve {
  std::vector<double> level;
  std::vector<double> rate;
  Curve() {
    for (double a = 0.01; a < 3; a *= 1.3) {
      level.push_back(a);
      rate.push_back(1e-4 / (a * a));
    }
  }
  HazardCurveView view() const { return {level, rate}; }
};

TEST(DamResponse, IsAProbabilityThatGrowsWithShakingByEveryWay) {
  const auto classes = table();
  for (const auto& row : displacement_models()) {
    const auto r = dam_response(known_dam(), &classes, {.model = row.model, .magnitude = 7});
    EXPECT_TRUE(r.unknown.empty());
    for (const Mechanism* m : {&r.displacement, &r.freeboard, &r.liquefaction, &r.release}) {
      double before = 0;
      for (const double pga : {0.02, 0.05, 0.1, 0.2, 0.4, 0.8}) {
        const double p = m->response(pga);
        EXPECT_GE(p, before - 1e-12) << row.name;
        EXPECT_LE(p, 1);
        before = p;
      }
    }
    for (const double pga : {0.05, 0.2, 0.5}) {
      const double most = std::max({r.displacement.response(pga), r.freeboard.response(pga), r.liquefaction.response(pga)});
      EXPECT_GE(r.release.response(pga), most - 1e-15);
    }
  }
}

// Known spectra of the default shape change nothing but how sure the answer is; half of them move the dam less.
TEST(DamResponse, TakesASpectrumInsteadOfADefaultShape) {
  const auto classes = table();
  const double period_s = 1.5 * 2.6 * 40 / 280;
  const auto times = [&](double factor) {
    DamResponseOptions options{.magnitude = 7};
    options.shaking_with = [=](double pga_g) {
      Shaking shaking{.pga_g = pga_g};
      for (const double part : {0.999, 1.0, 1.001}) {
        shaking.spectrum.push_back({part * period_s, factor * *spectral_acceleration_g({.pga_g = pga_g}, part * period_s).value});
      }
      return shaking;
    };
    return dam_response(known_dam(), &classes, options).displacement;
  };
  const Mechanism by_default = dam_response(known_dam(), &classes, {.magnitude = 7}).displacement;
  const Mechanism same = times(1);
  EXPECT_LT(same.origin, by_default.origin);
  for (const double pga : {0.1, 0.3, 0.8}) {
    EXPECT_NEAR(same.response(pga), by_default.response(pga), 1e-4) << pga;
    EXPECT_LT(times(0.5).response(pga), by_default.response(pga)) << pga;
  }
}

TEST(DamResponse, CarriesTheSpreadOfTheYieldAccelerationAsAPlainSimulationDoes) {
  Dam dam = known_dam();
  dam.slope = {.yield_acceleration_g = 0.1, .yield_sigma_ln = 0.3};
  const auto r = dam_response(dam, nullptr, {.model = DisplacementModel::jibson_2007_magnitude, .magnitude = 7, .release_displacement_cm = 20});
  std::mt19937_64 dice(1);
  std::normal_distribution<double> normal;
  int beyond = 0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i) {
    const double ky = 0.1 * std::exp(0.3 * normal(dice));
    const double q = ky / 0.5;
    if (q >= 1) continue;
    const double mean = -2.710 + 0.424 * 7 + 2.335 * std::log10(1 - q) - 1.478 * std::log10(q);
    beyond += mean + 0.454 * normal(dice) > std::log10(20.0) ? 1 : 0;
  }
  EXPECT_NEAR(r.displacement.response(0.5), static_cast<double>(beyond) / kDraws, 0.005);
}

TEST(DamResponse, NamesWhatItCouldNotJudgeAndGivesALowerBound) {
  const auto classes = table();
  Dam dam = known_dam();
  dam.slope = {};
  dam.freeboard_m.reset();
  const auto part = dam_response(dam, &classes, {.magnitude = 7});
  ASSERT_EQ(part.unknown.size(), 2U);
  EXPECT_THAT(part.unknown[0], HasSubstr("displacement: "));
  EXPECT_THAT(part.release.note, HasSubstr("lower bound"));
  EXPECT_EQ(part.release.response(0.3), part.liquefaction.response(0.3));
  const auto nothing = dam_response({}, nullptr);
  EXPECT_EQ(nothing.release.origin, Origin::unknown);
  EXPECT_FALSE(nothing.release.response);
  EXPECT_EQ(nothing.unknown.size(), 3U);
  const Curve curve;
  EXPECT_FALSE(dam_rates(nothing, curve.view()).release);
}

TEST(DamResponse, SaysWhichDefaultsItRestsOn) {
  const auto classes = table();
  EXPECT_THAT(dam_response(known_dam(), &classes).displacement.note, HasSubstr("default magnitude"));
  Dam dam = known_dam();
  dam.alluvium_m.reset();
  EXPECT_THAT(dam_response(dam, &classes, {.magnitude = 7}).freeboard.note, HasSubstr("no alluvium"));
  EXPECT_EQ(dam_response(dam, &classes, {.magnitude = 7}).release.origin, Origin::by_default);
  dam.height_m.reset();
  EXPECT_THAT(dam_response(dam, &classes, {.magnitude = 7}).displacement.note, HasSubstr("height"));
  EXPECT_TRUE(dam_response(dam, &classes, {.model = DisplacementModel::jibson_2007}).displacement.response);
}

TEST(DamResponse, OfWaterAtTheCrestIsCertainWhereTheCrestSinksAtAll) {
  Dam dam = known_dam();
  dam.freeboard_m = 0;
  const auto r = dam_response(dam, nullptr, {.magnitude = 7});
  EXPECT_EQ(r.freeboard.response(0.2), 1);
  EXPECT_EQ(r.freeboard.response(0.01), 0) << "weaker than any shaking the model knows";
  dam.freeboard_m = -0.1;
  EXPECT_FALSE(dam_response(dam, nullptr, {.magnitude = 7}).freeboard.response);
}

TEST(DamResponse, OfASlopeThatDoesNotStandIsCertain) {
  Dam dam = known_dam();
  dam.slope.factor_of_safety = 0.98;
  const auto r = dam_response(dam, nullptr);
  EXPECT_EQ(r.displacement.response(0.01), 1);
  EXPECT_THAT(r.displacement.note, HasSubstr("does not stand"));
}

TEST(DamRates, AreRatesOfTheirResponsesAndTheReleaseIsTheLargest) {
  const auto classes = table();
  const Curve curve;
  const auto r = dam_response(known_dam(), &classes, {.magnitude = 7});
  const DamRates rates = dam_rates(r, curve.view());
  EXPECT_GE(rates.release->per_year, rates.displacement->per_year);
  EXPECT_GE(rates.release->per_year, rates.freeboard->per_year);
  EXPECT_GE(rates.release->per_year, rates.liquefaction->per_year);
  Dam stronger = known_dam();
  stronger.slope.factor_of_safety = 1.8;
  EXPECT_LT(dam_rates(dam_response(stronger, &classes, {.magnitude = 7}), curve.view()).displacement->per_year, rates.displacement->per_year);
}

TEST(SettlementRates, AddUpToTheRateOfTheSmallestSettlement) {
  const Curve curve;
  const auto classes = settlement_class_rates(curve.view(), 7);
  for (std::size_t i = 1; i < classes.size(); ++i) EXPECT_LE(classes[i].per_year, classes[i - 1].per_year);
  const auto rates = settlement_rates(curve.view(), 7, 40, 5);
  double sum = 0;
  double beyond_half_percent = 0;
  for (const SettlementRate& r : rates) {
    sum += r.per_year;
    if (r.settlement_m > 0.5 / 100 * 45) beyond_half_percent += r.per_year;
  }
  EXPECT_LE(sum, curve.rate.front());
  EXPECT_NEAR(beyond_half_percent / classes[3].per_year, 1, 0.35);  // one step of the twenty is a factor of 1.46
}

}  // namespace
}  // namespace tmfgeo
