// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/displacement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

namespace tmfgeo {
namespace {

using enum DisplacementModel;

Shaking shaking(double pga, double magnitude) { return {.pga_g = pga, .pgv_cm_s = 50, .magnitude = magnitude, .spectrum = {}}; }
Shaking spectrum(double period, double sa, double magnitude, double pgv = 50) {
  return {.pga_g = {}, .pgv_cm_s = pgv, .magnitude = magnitude, .spectrum = {{period, sa}}};
}

// Each value worked from the paper's equation apart from this code.
TEST(SlopeDisplacement, HasTheValuesOfThePapersEquations) {
  const auto bt = *slope_displacement(bray_travasarou_2007, 0.14, 0.3, spectrum(0.3 * 1.5, 0.7, 7.5)).value;
  EXPECT_NEAR(bt.median_cm, 21.0612919, 1e-6);
  EXPECT_NEAR(bt.p_zero, 1.5857879e-4, 1e-10);
  const auto rigid = *slope_displacement(bray_travasarou_2007, 0.1, 0, shaking(0.3, 6.5)).value;
  EXPECT_NEAR(rigid.median_cm, 7.00840047, 1e-7);
  EXPECT_NEAR(rigid.p_zero, 0.07833803, 1e-7);
  const auto bm = *slope_displacement(bray_macedo_2019, 0.15, 0.3, spectrum(0.3 * 1.3, 0.8, 7)).value;
  EXPECT_NEAR(bm.median_cm, 13.4730595, 1e-6);
  EXPECT_NEAR(bm.p_zero, 1.25556315e-3, 1e-10);
  EXPECT_NEAR(slope_displacement(bray_macedo_2019, 0.15, 0.3, spectrum(0.3 * 1.3, 0.8, 7, 150)).value->median_cm, 17.4847206, 1e-6);
  EXPECT_NEAR(slope_displacement(bray_macedo_2019, 0.15, 0.05, spectrum(0.05 * 1.3, 0.8, 7)).value->median_cm, 13.4031812, 1e-6);
  const auto ordinary = *slope_displacement(bray_macedo_2019_ordinary, 0.1, 0, shaking(0.4, 7)).value;
  EXPECT_NEAR(ordinary.median_cm, 8.85799099, 1e-7);
  EXPECT_NEAR(ordinary.p_zero, 0.11996501, 1e-7);
  EXPECT_NEAR(slope_displacement(jibson_2007, 0.1, 0, shaking(0.4, 7)).value->median_cm, 6.14158809, 1e-7);
  EXPECT_NEAR(slope_displacement(jibson_2007_magnitude, 0.1, 0, shaking(0.4, 7)).value->median_cm, 7.17980612, 1e-7);
  EXPECT_NEAR(slope_displacement(rathje_saygili_2009, 0.1, 0, shaking(0.4, 7)).value->median_cm, 25.2963799, 1e-6);
}

TEST(SlopeDisplacement, GrowsWithShakingAndMagnitudeAndShrinksWithStrengthWhereDamsAre) {
  for (const auto& row : displacement_models()) {
    for (const double x : {10.0, 50.0}) {
      double before = 0;
      for (const double pga : {0.15, 0.25, 0.4, 0.6, 0.8}) {
        const double p = displacement_exceedance(*slope_displacement(row.model, 0.1, 0, shaking(pga, 7)).value, x);
        EXPECT_GE(p, before) << row.name << pga;
        EXPECT_LE(p, 1);
        before = p;
      }
      EXPECT_GE(before, displacement_exceedance(*slope_displacement(row.model, 0.2, 0, shaking(0.8, 7)).value, x)) << row.name;
      EXPECT_LE(before, displacement_exceedance(*slope_displacement(row.model, 0.1, 0, shaking(0.8, 7.5)).value, x)) << row.name;
    }
  }
}

TEST(SlopeDisplacement, IsZeroForCertainWhereARigidBlockDoesNotYield) {
  for (const auto model : {jibson_2007, jibson_2007_magnitude, rathje_saygili_2009}) {
    const auto d = *slope_displacement(model, 0.3, 0, shaking(0.3, 7)).value;
    EXPECT_EQ(d.p_zero, 1);
    EXPECT_EQ(displacement_exceedance(d, 0), 0);
    EXPECT_EQ(displacement_quantile_cm(d, 0.999), 0);
  }
}

TEST(SlopeDisplacement, IsUnknownWhereAnInputIsMissing) {
  EXPECT_FALSE(slope_displacement(bray_travasarou_2007, 0.1, 0, {.pga_g = 0.3, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {}}).value);
  EXPECT_TRUE(slope_displacement(jibson_2007, 0.1, 0, {.pga_g = 0.3, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {}}).value);
  const auto nothing = slope_displacement(bray_macedo_2019, 0.1, 0.3, {.pga_g = {}, .pgv_cm_s = {}, .magnitude = 7, .spectrum = {}});
  EXPECT_FALSE(nothing.value);
  EXPECT_EQ(nothing.origin, Origin::unknown);
  EXPECT_FALSE(nothing.note.empty());
  EXPECT_FALSE(slope_displacement(jibson_2007, 0.1, 0, shaking(std::nan(""), 7)).value);
}

TEST(SlopeDisplacement, FlagsUseOutsideItsRangeWithTheRange) {
  const auto far = slope_displacement(bray_travasarou_2007, 0.6, 0, shaking(0.9, 8.5));
  ASSERT_TRUE(far.value);
  EXPECT_EQ(far.origin, Origin::extrapolated);
  EXPECT_THAT(far.outside, ::testing::ElementsAre("ky 0.6 g beyond 0.01..0.5", "magnitude 8.5 beyond 5.5..7.6"));
  EXPECT_TRUE(slope_displacement(bray_travasarou_2007, 0.1, 0, shaking(0.3, 7)).outside.empty());
}

TEST(SlopeDisplacement, SaysThatItMadeASpectrumFromThePga) {
  const auto made = slope_displacement(bray_travasarou_2007, 0.1, 0.3, shaking(0.3, 7));
  EXPECT_EQ(made.origin, Origin::by_default);
  const auto no_pgv = slope_displacement(bray_macedo_2019, 0.1, 0, {.pga_g = 0.3, .pgv_cm_s = {}, .magnitude = 7, .spectrum = {}});
  EXPECT_EQ(no_pgv.origin, Origin::by_default);
  EXPECT_THAT(no_pgv.note, ::testing::HasSubstr("PGV not known"));
}

TEST(DisplacementDistribution, SumsToOneAndTurnsBackFromQuantiles) {
  const Displacement d{.p_zero = 0.3, .median_cm = 20, .sigma_ln = 0.66};
  EXPECT_DOUBLE_EQ(displacement_exceedance(d, 0), 0.7);
  EXPECT_EQ(displacement_quantile_cm(d, 0.3), 0);
  for (const double p : {0.31, 0.5, 0.84, 0.99}) EXPECT_NEAR(displacement_exceedance(d, displacement_quantile_cm(d, p)), 1 - p, 1e-12);
  EXPECT_NEAR(displacement_exceedance(d, 20), 0.35, 1e-15);
  EXPECT_NEAR(displacement_exceedance(d, 20, 2), 0.35, 1e-15);
  EXPECT_GT(displacement_exceedance(d, 100, 0.5), displacement_exceedance(d, 100));
}

TEST(DisplacementModels, AreSortedNamedCitedAndDescribed) {
  const auto models = displacement_models();
  EXPECT_TRUE(std::is_sorted(models.begin(), models.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  std::stringstream bibliography;
  bibliography << std::ifstream(std::string(TMFGEO_SOURCE_DIR) + "/docs/references.bib").rdbuf();
  for (const auto& row : models) {
    EXPECT_EQ(find_displacement_model(row.name)->model, row.model);
    EXPECT_EQ(displacement_model(row.model).name, row.name);
    EXPECT_NE(bibliography.str().find("{" + std::string(row.citation) + ","), std::string::npos) << row.citation;
    EXPECT_TRUE(std::ifstream(std::string(TMFGEO_SOURCE_DIR) + "/docs/methods/" + std::string(row.page) + ".md").good());
  }
  EXPECT_EQ(find_displacement_model("bray"), nullptr);
}

TEST(SpectralAcceleration, PassesThroughItsPointsAndThePga) {
  const Shaking s{.pga_g = 0.2, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {{0.1, 0.4}, {1.0, 0.1}}};
  EXPECT_EQ(*spectral_acceleration_g(s, 0).value, 0.2);
  EXPECT_EQ(spectral_acceleration_g(s, 0.1).origin, Origin::given);
  EXPECT_NEAR(*spectral_acceleration_g(s, 0.1000001).value, 0.4, 1e-5);
  EXPECT_NEAR(*spectral_acceleration_g(s, 0.0999999).value, 0.4, 1e-5);
  EXPECT_NEAR(*spectral_acceleration_g(s, 0.9999999).value, 0.1, 1e-6);
  const auto beyond = spectral_acceleration_g(s, 2, GroundType::b);
  EXPECT_THAT(beyond.source, testing::HasSubstr("longer than the longest period of the spectrum"));
  EXPECT_EQ(beyond.origin, Origin::by_default);
  EXPECT_NEAR(*beyond.value, 0.1 / 2, 1e-12) << "as the shape falls";
  EXPECT_NEAR(*spectral_acceleration_g({.pga_g = 0.2, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {}}, 0.3).value, 0.5, 1e-12);
  EXPECT_FALSE(spectral_acceleration_g({}, 0.3).value);
}

// A dam a little taller than the spectrum goes must not be a dam of another ground.
TEST(SpectralAcceleration, GoesOnWithoutAJumpBeyondTheLastPeriod) {
  for (const GroundType ground : {GroundType::a, GroundType::b, GroundType::c, GroundType::d}) {
    for (const double last_s : {0.05, 0.3, 1.0, 1.9999, 4.0}) {
      for (const double factor : {0.3, 1.0, 2.5}) {
        const Shaking s{.pga_g = 0.2, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {{last_s, 0.2 * factor}}};
        EXPECT_NEAR(*spectral_acceleration_g(s, last_s * (1 + 1e-9), ground).value, 0.2 * factor, 1e-7) << last_s;
        const Shaking without_pga{.spectrum = s.spectrum};
        EXPECT_EQ(spectral_acceleration_g(without_pga, 2 * last_s, ground).value, spectral_acceleration_g(s, 2 * last_s, ground).value);
        EXPECT_EQ(spectral_acceleration_g(s, 2 * last_s, ground).origin, Origin::by_default);
      }
    }
  }
  const Shaking zero{.pga_g = 0.2, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {{0.3, 0}}};
  EXPECT_EQ(spectral_acceleration_g(zero, 1).source, "PGA with the shape of EN 1998-1 type 1");
}

// Points on the shape of a code add nothing to it, whichever they are: a single long one once cut the plateau off.
TEST(SpectralAcceleration, IsTheShapeWhereThePointsLieOnIt) {
  constexpr std::array<double, 4> periods_s{0.1, 0.3, 1.0, 3.0};
  for (const GroundType ground : {GroundType::a, GroundType::b, GroundType::c, GroundType::d}) {
    const auto shape = [&](double t) { return *spectral_acceleration_g({.pga_g = 0.2}, t, ground).value; };
    for (unsigned subset = 0; subset < 16; ++subset) {
      Shaking s{.pga_g = 0.2};
      for (unsigned k = 0; k < periods_s.size(); ++k) {
        if ((subset >> k & 1) != 0) s.spectrum.push_back({periods_s[k], shape(periods_s[k])});
      }
      for (const double t : {0.02, 0.05, 0.15, 0.19, 0.39, 0.62, 1.5, 2.5}) {
        EXPECT_NEAR(*spectral_acceleration_g(s, t, ground).value, shape(t), 1e-12) << t << " s, subset " << subset;
      }
    }
  }
}

TEST(SpectralAcceleration, IsADefaultFarBelowTheFirstPoint) {
  const Shaking s{.pga_g = 0.2, .pgv_cm_s = {}, .magnitude = {}, .spectrum = {{1.0, 0.25}}};
  EXPECT_EQ(spectral_acceleration_g(s, 0.6).origin, Origin::computed);
  const auto far = spectral_acceleration_g(s, 0.4);
  EXPECT_EQ(far.origin, Origin::by_default);
  EXPECT_NE(far.source.find("EN 1998-1"), std::string::npos) << far.source;
}

TEST(FundamentalPeriod, IsUnknownWithoutAHeightAndSaysWhenVelocityIsTheDefault) {
  EXPECT_NEAR(*fundamental_period_s(30, 300).value, 0.26, 1e-12);
  EXPECT_NEAR(*fundamental_period_s(30, 300, DamShape::wide).value, 0.4, 1e-12);
  EXPECT_EQ(fundamental_period_s(30, {}).origin, Origin::by_default);
  EXPECT_FALSE(fundamental_period_s({}, 300).value);
  EXPECT_FALSE(fundamental_period_s(0, 300).value);
}

}  // namespace
}  // namespace tmfgeo
