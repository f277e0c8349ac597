// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/natech_settings.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/project/earthquake_file.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {
namespace {

constexpr const char* kBase = "tmfgeo = 1\n[project]\nname = \"p\"\n[rivers]\nfile = \"r\"\n[facilities]\nfile = \"f\"\n[borders]\nfile = \"b\"\ncode_column = \"c\"\n";

Project project_of(const test::ScratchFolder& folder, const std::string& natech) {
  const std::string path = folder.file("project.toml");
  std::ofstream(path, std::ios::binary) << kBase << natech;
  return read_project(path);
}

std::string refusal(const std::string& natech) {
  const test::ScratchFolder folder;
  try {
    project_of(folder, natech);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(NatechSettings, EffectiveProjectReadsBackTheSame) {
  const test::ScratchFolder folder;
  std::ofstream(folder.file("regions.toml"), std::ios::binary) << "[[region]]\nname = \"mine\"\n[[region.model]]\nname = \"bssa14\"\nweight = 1\n";
  const Project first = project_of(folder,
                                   "[natech]\ndesign = \"cda-2014\"\nphase = \"closure\"\nestimate_floods = false\ndisplacement_model = \"jibson-2007\"\nmeasures = [\"PGV\", \"SA(0.3)\"]\nmagnitude = 6.8\ndraws = 10000000\nseed = 9007199254740992\n"
                                   "storm_return_periods_years = [10, 100]\nstorm_rain_mm = [50, 90]\npga_on_rock = true\n"
                                   "[[natech.pga]]\nfile = \"a.tif\"\nreturn_period_years = 475\nunit = \"%g\"\n"
                                   "[[natech.pga]]\nfile = \"b.tif\"\nreturn_period_years = 2475\nunit = \"cm/s2\"\nunit_checked = true\n"
                                   "[[natech.shaking]]\nfile = \"sa.tif\"\nmeasure = \"SA(0.3)\"\nreturn_period_years = 475\nunit = \"m/s2\"\n"
                                   "[[natech.shaking]]\nfile = \"v.tif\"\nmeasure = \"PGV\"\nreturn_period_years = 475\nunit = \"m/s\"\n"
                                   "[[natech.flood]]\nfile = \"d.tif\"\nreturn_period_years = 100\n"
                                   "[[natech.scenario]]\nfile = \"q.toml\"\n[natech.shakemap]\nfile = \"grid.xml\"\n[natech.regions]\nfile = \"regions.toml\"\n[natech.vs30]\nfile = \"v.tif\"\n"
                                   "[natech.fragility]\nfile = \"f.csv\"\n[natech.catalogue]\nfile = \"c.csv\"\nregion = \"central-asia-shallow\"\n"
                                   "complete_magnitudes = [4.5, 6]\ncomplete_since_years = [1965, 1900]\nuntil_year = 2020\nyears_checked = true\nlargest_magnitude = 8\ndisaggregation_years = []\n"
                                   "[natech.area_sources]\nfile = \"areas.geojson\"\nregion = \"mine\"\nspacing_km = 5\n"
                                   "[natech.soundings]\nfile = \"s.csv\"\n[natech.discharge]\nfile = \"q.csv\"\nindex_a = 2.5\nindex_b = 0.7\n"
                                   "growth_return_periods_years = [2, 100]\ngrowth_factors = [0.9, 3]\nroughness_n = 0.04\n"
                                   "[natech.pond]\nwind_m_s = 22\nrunoff_fraction = 0.7\nface_slope = 0.4\n");
  const std::string text = effective_toml(first);
  std::ofstream(folder.file("again.toml"), std::ios::binary) << text;
  const Project second = read_project(folder.file("again.toml"));
  EXPECT_EQ(effective_toml(second), text);
  ASSERT_TRUE(second.natech);
  EXPECT_EQ(second.natech->draws, 10000000U);
  EXPECT_EQ(second.natech->seed, 9007199254740992U);
  EXPECT_EQ(second.natech->pga.at(1).unit.name, "cm/s2");
  EXPECT_TRUE(second.natech->pga.at(1).unit_checked);
  EXPECT_TRUE(second.natech->catalogue->years_checked);
  EXPECT_EQ(second.natech->shaking.at(0).measure, spectral_acceleration(0.3));
  EXPECT_FALSE(second.natech->shaking.at(0).unit_checked);
  EXPECT_EQ(second.natech->shaking.at(1).unit.factor, 100);
  EXPECT_EQ(second.natech->catalogue->completeness.at(1).since_year, 1900);
  EXPECT_EQ(second.inputs().size(), 3U + 4 + 1 + 1 + 8);
  EXPECT_EQ(second.natech->area_sources->region, "mine");
  EXPECT_EQ(second.natech->area_sources->spacing_km, 5);
  EXPECT_EQ(second.natech->displacement_model, DisplacementModel::jibson_2007);
  EXPECT_EQ(second.natech->measures.at(1), spectral_acceleration(0.3));
  EXPECT_TRUE(second.natech->catalogue->disaggregation_y.empty());
  EXPECT_EQ(second.natech->discharge.growth.factor.at(1), 3);
  EXPECT_FALSE(second.natech->estimate_floods);
  EXPECT_EQ(second.natech->pond.wind_m_s, 22);
  EXPECT_EQ(second.natech->pond.runoff_fraction, 0.7);
  EXPECT_EQ(second.natech->pond.face_slope, 0.4);
}

TEST(NatechSettings, RefusesWhatCannotBe) {
  const std::string pga = "[[natech.pga]]\nfile = \"a\"\nreturn_period_years = 475\n";
  for (const auto& [toml, word] : {std::pair<std::string, std::string>{pga, "unit"},
                                   {"[[natech.pga]]\nfile = \"a\"\nunit = \"g\"\n", "return_period_years"},
                                   {"[[natech.pga]]\nfile = \"a\"\nunit = \"g\"\nreturn_period_years = -1\n", "from 1 to"},
                                   {"[[natech.flood]]\nfile = \"a\"\nreturn_period_years = 1\n", "more than 1"},
                                   {"[natech]\nstorm_return_periods_years = [100, 10]\nstorm_rain_mm = [50, 90]\n", "that rise"},
                                   {"[natech]\nstorm_return_periods_years = [100]\n", "storm_rain_mm"},
                                   {"[natech]\nstorm_return_periods_years = [10, 100]\nstorm_rain_mm = [0.08, 0.26]\n", "may be metres"},
                                   {"[natech]\ndraws = 0\n", "draws"},
                                   {"[natech]\nphase = \"opening\"\n", "operation"},
                                   {"[natech]\nscenarios = \"q\"\n", "scenario"},
                                   {"[natech.area_sources]\nfile = \"a\"\nregion = \"vrancea\"\n", "project.toml:"},
                                   {"[natech.area_sources]\nfile = \"a\"\nspacing_km = 0\n", "spacing_km"},
                                   {"[natech.catalogue]\nfile = \"c\"\nregion = \"x\"\n", "complete_magnitudes"}}) {
    EXPECT_NE(refusal(toml).find(word), std::string::npos) << toml << refusal(toml);
  }
}

TEST(CurveInUse, RisesAndKeepsThePointsOfTheData) {
  const HazardCurve raised{.level = {0.1, 0.2, 0.2, 0.4}, .rate_per_year = {1e-2, 2e-3, 1e-3, 1e-4}};
  const HazardCurve used = curve_in_use(raised);
  EXPECT_EQ(hazard_curve_problem({used.level, used.rate_per_year}), "");
  ASSERT_EQ(used.level.size(), 6U);
  EXPECT_EQ((std::vector<double>{used.level.begin(), used.level.begin() + 3}), (std::vector<double>{0.02, 0.1, 0.2}));
  EXPECT_NEAR(used.level[3], 0.2, 1e-9) << "the level that was raised is a step";
  EXPECT_EQ(used.rate_per_year[3], 1e-3);
  EXPECT_EQ(used.level[4], 0.4);
  // The last piece doubles the level where the rate falls tenfold, and goes on to a tenth of the rarest rate.
  EXPECT_NEAR(used.rate_per_year[5], 1e-5, 1e-15);
  EXPECT_NEAR(used.level[5], 0.8, 1e-9);
  const HazardCurve alone = curve_in_use({.level = {0.2}, .rate_per_year = {1.0 / 475}});
  ASSERT_EQ(alone.level.size(), 3U);
  EXPECT_NEAR(alone.rate_per_year.front(), 1000.0 / 475, 1e-9) << "a cube of ten";
}

TEST(CurveInUse, HasTheLevelOfTheDataForEveryReturnPeriod) {
  for (const HazardCurve& data : {HazardCurve{.level = {0.1, 0.2, 0.2, 0.2, 0.4}, .rate_per_year = {1e-2, 2e-3, 1e-3, 5e-4, 1e-4}},
                                  HazardCurve{.level = {0.3, 0.3}, .rate_per_year = {1.0 / 475, 1.0 / 2475}},
                                  HazardCurve{.level = {0.2}, .rate_per_year = {1.0 / 475}}}) {
    const HazardCurve used = curve_in_use(data);
    EXPECT_EQ(hazard_curve_problem({used.level, used.rate_per_year}), "");
    for (const double years : {100.0, 200.0, 475.0, 700.0, 1500.0, 2475.0, 5000.0, 9000.0}) {
      EXPECT_NEAR(level_at(used, years).value, level_at(data, years).value, 1e-6) << years << " years, " << data.level.size() << " points";
    }
  }
}

TEST(ArcRings, TellTheSidesOfTheMountains) {
  const ArcRings arc{.along = {{25, 45}, {27, 45}, {27, 47}, {25, 47}}, .back = {{20, 45}, {26, 45}, {26, 47}, {20, 47}}};
  EXPECT_EQ(arc.side_of({23, 46}), ArcSide::back);
  EXPECT_EQ(arc.side_of({25.5, 46}), ArcSide::back) << "where both hold it";
  EXPECT_EQ(arc.side_of({26.5, 46}), ArcSide::along);
  EXPECT_EQ(arc.side_of({28, 44}), ArcSide::fore);
  EXPECT_EQ(ArcRings{}.side_of({23, 46}), ArcSide::fore);
}

TEST(VranceaExample, SeparatesTransylvaniaFromThePlain) {
  const EarthquakeFile quake = read_earthquake(std::string(TMFGEO_SOURCE_DIR) + "/data/examples/danube/vrancea-1977.toml", region_sets({}));
  EXPECT_EQ(quake.focus.magnitude, 7.4);
  EXPECT_EQ(quake.focus.depth_km, 94);
  EXPECT_EQ(quake.arc.side_of({23.59, 46.77}), ArcSide::back) << "Cluj";
  EXPECT_EQ(quake.arc.side_of({23.57, 47.66}), ArcSide::back) << "Baia Mare";
  EXPECT_EQ(quake.arc.side_of({26.10, 44.43}), ArcSide::fore) << "Bucharest";
  EXPECT_EQ(quake.arc.side_of({27.59, 47.16}), ArcSide::fore) << "Iasi";
  EXPECT_EQ(quake.arc.side_of({25.62, 43.08}), ArcSide::fore) << "Veliko Tarnovo";
}

}  // namespace
}  // namespace tmfgeo
