// SPDX-License-Identifier: Apache-2.0
// Hazard maps, depth maps and catalogues through the program: what a planner reads, and what wrong input does.
#include <gtest/gtest.h>

#include <cmath>

#include "support/natech_valley.h"
#include "tmfgeo/io/vector.h"

namespace tmfgeo::test {
namespace {

class Natech : public NatechValley {};

TEST_F(Natech, CurvePassesThroughTheMaps) {
  add_map("pga", 2475, 0.4, "g");
  add_map("pga", 475, 0.2, "g");
  const json r = result();
  for (const json& f : r["natech"]["facilities"]) {
    EXPECT_NEAR(f["pga_475_g"].get<double>(), 0.2, 1e-6);
    EXPECT_NEAR(f["pga_2475_g"].get<double>(), 0.4, 1e-6);
  }
}

TEST_F(Natech, UnitsSayTheSame) {
  add_map("pga", 475, 20, "%g");
  add_map("pga", 2475, 0.4 * 980.665, "cm/s2");
  const json r = result();
  EXPECT_NEAR(r["natech"]["facilities"][0]["pga_475_g"].get<double>(), 0.2, 1e-6);
  EXPECT_NEAR(r["natech"]["facilities"][0]["pga_2475_g"].get<double>(), 0.4, 1e-6);
}

TEST_F(Natech, RefusesAMapWithoutAUnit) {
  add_map("pga", 475, 0.2);
  expect_refused(run(), 2, {"unit", "[natech.pga]"});
}

TEST_F(Natech, RefusesAUnitNobodyKnows) {
  add_map("pga", 475, 0.2, "gals");
  expect_refused(run(), 2, {"gals", "expected one of: g, %g, cm/s2, m/s2"});
}

TEST_F(Natech, RefusesPercentDeclaredAsG) {
  add_map("pga", 475, 20, "g");
  expect_refused(run(), 2, {"map1.asc", "20 g", "at most 3 g", "the unit may be %g"});
}

TEST_F(Natech, RefusesGDeclaredAsCentimetres) {
  add_map("pga", 475, 0.2, "cm/s2");
  expect_refused(run(), 2, {"map1.asc", "the unit may be g"});
}

TEST_F(Natech, MendsAndTellsMapsThatContradictEachOther) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.1, "g");
  add_map("pga", 475, 0.3, "g");
  const json r = result();
  EXPECT_TRUE(has_issue(r, "hazard_not_monotone"));
  EXPECT_TRUE(has_issue(r, "hazard_period_twice"));
  EXPECT_NEAR(r["natech"]["facilities"][0]["pga_2475_g"].get<double>(), 0.2, 1e-6);
}

TEST_F(Natech, AMapElsewhereIsUnknownAndNeverZero) {
  add_map("pga", 475, 0.2, "g", 40);
  add_map("flood", 100, 1.0, {}, 40);
  add("\n[natech]\nestimate_floods = false\n");
  const json r = result();
  EXPECT_TRUE(has_issue(r, "hazard_unknown"));
  EXPECT_TRUE(has_issue(r, "flood_not_modelled"));
  for (const json& f : r["natech"]["facilities"]) {
    EXPECT_TRUE(f["pga_475_g"].is_null());
    EXPECT_TRUE(probability(f["yearly"], "release").is_null());
    EXPECT_EQ(f["design_earthquake"]["verdict"], "unknown");
    EXPECT_EQ(f["flood_status"], "not_modelled");
  }
}

TEST_F(Natech, FacilitiesOfWhichNothingIsKnownStayUnknown) {
  add_map("pga", 475, 0.2, "g");
  const json c = result()["natech"]["facilities"][2];
  EXPECT_EQ(c["id"], "C");
  EXPECT_TRUE(probability(c["yearly"], "release").is_null());
  EXPECT_TRUE(probability(c["yearly"], "displacement").is_null());
  EXPECT_GT(probability(c["yearly"], "settlement").get<double>(), 0) << "needs nothing of the dam";
}

TEST_F(Natech, StrongerShakingIsNeverSafer) {
  double last = 0;
  for (const double pga : {0.05, 0.1, 0.2, 0.4}) {
    write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
    add_map("pga", 475, pga, "g");
    const double p = probability(result()["natech"]["facilities"][0]["yearly"], "release").get<double>();
    EXPECT_GE(p, last) << pga;
    EXPECT_LT(p, 1);
    last = p;
  }
  EXPECT_GT(last, 0);
}

TEST_F(Natech, ChecksTheCriterionOfTheClass) {
  add_map("pga", 475, 0.4, "g");
  add_map("pga", 10000, 1.2, "g");
  const json facilities = result()["natech"]["facilities"];
  EXPECT_EQ(facilities[0]["design_earthquake"]["verdict"], "fails") << "an upstream dam on wet tailings, a high class, strong shaking";
  EXPECT_LT(facilities[0]["design_earthquake"]["margin"].get<double>(), 1);
  EXPECT_EQ(facilities[2]["design_earthquake"]["verdict"], "unknown");
}

TEST_F(Natech, MapsEnterTheIndicesWhereTheFileIsSilent) {
  add_map("pga", 475, 0.2, "g");
  const auto missing = [](const json& facility) {
    for (const json& t : facility["indices"]) {
      if (t["term"] == "thi") return t["missing"].dump();
    }
    return std::string();
  };
  const json with = result();
  EXPECT_EQ(missing(with["facilities"][2]).find("pga_475_g"), std::string::npos);
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  const json without = json::parse(run_tmfgeo({"assess", file("project.toml"), "-q", "--json", "--overwrite"}).out, nullptr, false);
  EXPECT_NE(missing(without["facilities"][2]).find("pga_475_g"), std::string::npos);
}

TEST_F(Natech, WhatTheMapsLendTheIndicesIsAsSureAsTheMaps) {
  add_map("pga", 2475, 0.2, "g");
  add_map("flood", 100, 0.5);
  add_map("flood", 200, 0.8);
  result();
  Issues issues;
  const FeatureTable terms = read_features(file("out/two-countries/results.gpkg"), {.layer = "index_terms", .crs = {}, .clip = {}, .columns = {}}, issues);
  const auto cell = [&](const std::string& term, const char* column) {
    for (std::size_t i = 0; i < terms.rows(); ++i) {
      if (terms.text(*terms.find("facility_id"), i) == "C" && terms.text(*terms.find("term"), i) == term) return terms.text(*terms.find(column), i).value_or("");
    }
    return std::string("no row");
  };
  EXPECT_EQ(cell("thi_seism", "origin"), "extrapolated");
  EXPECT_NEAR(std::stod(cell("thi_seism", "input_value")), 0.2 * std::cbrt(475.0 / 2475), 1e-3);
  EXPECT_NE(cell("thi_seism", "input_source").find("map1.asc, extrapolated to 475 years"), std::string::npos) << cell("thi_seism", "input_source");
  EXPECT_EQ(cell("thi_flood", "input"), "in_flood_zone_500");
  EXPECT_EQ(cell("thi_flood", "origin"), "extrapolated");
  const FeatureTable facilities = read_features(file("out/two-countries/results.gpkg"), {.layer = "facilities", .crs = {}, .clip = {}, .columns = {}}, issues);
  EXPECT_NE(facilities.text(*facilities.find("in_flood_zone_100_source"), 2)->find("100 years, given"), std::string::npos);
}

TEST_F(Natech, FloodDepthsRiseAndAreTold) {
  add_map("flood", 500, 0.5);
  add_map("flood", 100, 1.0);
  const json r = result();
  EXPECT_TRUE(has_issue(r, "flood_depth_mended"));
  const json a = r["natech"]["facilities"][0];
  EXPECT_EQ(a["flood_status"], "wet");
  ASSERT_EQ(a["depths"].size(), 2U);
  EXPECT_NEAR(a["depths"][0]["depth_m"].get<double>(), 1.0, 1e-6);
  EXPECT_NEAR(a["depths"][1]["depth_m"].get<double>(), 1.0, 1e-6);
}

TEST_F(Natech, FloodsAreEstimatedWhereNoMapSaysAnything) {
  add_map("flood", 100, 1.0, {}, 40);
  const json r = result();
  EXPECT_TRUE(has_issue(r, "flood_estimated"));
  for (const json& f : r["natech"]["facilities"]) {
    EXPECT_TRUE(f["flood_estimated"]);
    ASSERT_EQ(f["depths"].size(), 6U) << f;
    double last = 0;
    for (const json& d : f["depths"]) {
      EXPECT_EQ(d["origin"], "default");
      EXPECT_LE(d["depth_low_m"].get<double>(), d["depth_m"].get<double>());
      EXPECT_GE(d["depth_high_m"].get<double>(), d["depth_m"].get<double>());
      EXPECT_GE(d["depth_m"].get<double>(), last);
      EXPECT_GT(d["discharge_m3_s"].get<double>(), 0);
      last = d["depth_m"].get<double>();
    }
  }
  const json& sites = r["natech"]["facilities"];
  EXPECT_EQ(sites[1]["flood_status"], "dry") << "B stands on a hillside, 100 m above the river";
  EXPECT_EQ(sites[1]["depths"][5]["depth_high_m"], 0);
  EXPECT_EQ(sites[2]["flood_status"], "unsure") << "C stands on the river, on a cell beside a bank of ten metres";
}

TEST_F(Natech, StatedDischargesComeBeforeTheLawAndTheLawBeforeTheDefault) {
  write_text(file("q.csv"), "facility_id,return_period_years,discharge_m3_s,source\nC,10,50,gauge\nC,500,200,gauge\nnobody,10,1,\nnobody,100,2,\n");
  add("\n[natech.discharge]\nfile = \"q.csv\"\nindex_a = 2\nindex_b = 0.5\ngrowth_return_periods_years = [2, 10, 500]\ngrowth_factors = [0.9, 1.5, 4]\nroughness_n = 0.05\n");
  const json r = result();
  EXPECT_TRUE(has_issue(r, "discharge_facility_unknown"));
  const json& sites = r["natech"]["facilities"];
  EXPECT_EQ(sites[2]["depths"][0]["discharge_m3_s"], 50);
  EXPECT_EQ(sites[2]["depths"][5]["discharge_m3_s"], 200);
  EXPECT_EQ(sites[2]["depths"][0]["origin"], "computed");
  // A stands on a brook of 7.4 km2: 2 · sqrt(7.4) · 4 in 500 years.
  EXPECT_NEAR(sites[0]["depths"][5]["discharge_m3_s"].get<double>(), 2 * std::sqrt(7.4) * 4, 0.01);
}

TEST_F(Natech, RefusesDischargesThatCannotBe) {
  const std::string project = file_text(file("project.toml"));
  const auto refused = [&](const std::string& toml, const std::vector<std::string>& words) {
    write_text(file("project.toml"), project);
    add("\n[natech.discharge]\n" + toml);
    expect_refused(run(), 2, words);
  };
  refused("index_a = 2\n", {"index_a", "growth_factors"});
  refused("growth_return_periods_years = [10, 5]\ngrowth_factors = [1, 2]\n", {"growth_return_periods_years", "that rise"});
  refused("growth_return_periods_years = [10, 50]\ngrowth_factors = [1]\n", {"growth_factors", "one for each of the 2"});
  refused("roughness_n = 5\n", {"roughness_n", "from 0.01 to 0.5"});
  write_text(file("q.csv"), "facility_id,return_period_years,discharge_m3_s\nA,10,5\nA,100,4\n");
  refused("file = \"q.csv\"\n", {"q.csv", "line 2", "discharge_m3_s"});
}

TEST_F(Natech, RefusesDepthsInCentimetres) {
  add_map("flood", 100, 350);
  expect_refused(run(), 2, {"map1.asc", "the unit may be cm"});
}

TEST_F(Natech, StormsOvertopAFullPond) {
  add("\n[natech]\nstorm_return_periods_years = [10, 100, 1000]\nstorm_rain_mm = [100, 400, 800]\n[natech.pond]\nwind_m_s = 0\n");
  const json a = result()["natech"]["facilities"][0];
  // A pond of 0.1 km2 under 0.5 km2 rises by six times the rain: 1.5 m of freeboard are gone after 250 mm.
  const double rate = a["overtopping_per_year"].get<double>();
  EXPECT_GT(rate, 1.0 / 100);
  EXPECT_LT(rate, 1.0 / 10);
  EXPECT_EQ(a["design_flood"]["verdict"], "fails");
}

TEST_F(Natech, AFloodThatWashesTheToeOutFailsTheCriterion) {
  add("\n[natech]\nstorm_return_periods_years = [10, 100, 100000]\nstorm_rain_mm = [1, 2, 3]\n[natech.pond]\nwind_m_s = 0\n");
  const json alone = result()["natech"]["facilities"][0]["design_flood"];
  EXPECT_EQ(alone["verdict"], "unknown") << alone;
  EXPECT_NE(alone["reason"].get<std::string>().find("floods at the toe are"), std::string::npos) << alone;
  add_map("flood", 100, 5);
  const json washed = result()["natech"]["facilities"][0]["design_flood"];
  EXPECT_EQ(washed["verdict"], "fails") << washed;
  EXPECT_NE(washed["reason"].get<std::string>().find("washes the toe out"), std::string::npos) << washed;
}

TEST_F(Natech, RefusesVs30InAnotherUnit) {
  write_text(file("vs30.asc"), grid_text(0.4, 4.5));
  add("\n[natech.vs30]\nfile = \"vs30.asc\"\ncrs = \"EPSG:4326\"\n");
  add_map("pga", 475, 0.2, "g");
  expect_refused(run(), 2, {"vs30.asc", "m/s from 50 to 3000"});
}

TEST_F(Natech, CataloguesWithDirtyRowsAreToldAndUsed) {
  std::string csv = "time,longitude,latitude,depth,mag,magType\n";
  for (int i = 0; i < 120; ++i) {
    const double magnitude = 4.5 + (i % 12 == 0 ? 1.0 : i % 4 == 0 ? 0.5 : 0.1);
    csv += std::to_string(1960 + i / 2) + "-0" + std::to_string(1 + i % 9) + "-11," + std::to_string(4.0 + 0.01 * i) + "," + std::to_string(0.4 - 0.005 * i) +
           ",10," + std::to_string(magnitude) + ",Mw\n";
  }
  csv += "2001-01-01,4.5,0.1,10,,Mw\n2002-02-02,4.5,0.1,10,5.0,mb\nnonsense,4.5,0.1,10,5.0,Mw\n";
  write_text(file("quakes.csv"), csv);
  add("\n[natech.catalogue]\nfile = \"quakes.csv\"\nregion = \"world-active-shallow\"\ncomplete_magnitudes = [4.5]\ncomplete_since_years = [1960]\nuntil_year = 2020\nlargest_magnitude = 7.0\n");
  const json r = result();
  EXPECT_TRUE(has_issue(r, "catalogue_magnitude_missing"));
  EXPECT_TRUE(has_issue(r, "catalogue_magnitude_mixed"));
  EXPECT_TRUE(has_issue(r, "catalogue_time_missing"));
  const json a = r["natech"]["facilities"][0];
  EXPECT_GT(a["pga_475_g"].get<double>(), 0.01);
  EXPECT_LT(a["pga_475_g"].get<double>(), 1.5);
  EXPECT_GT(a["pga_2475_g"].get<double>(), a["pga_475_g"].get<double>());
  ASSERT_EQ(a["disaggregation"].size(), 2U);
  for (const json& d : a["disaggregation"]) {
    double sum = 0;
    for (const json& part : d["parts"]) sum += part["share"].get<double>();
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_GT(d["mean_magnitude"].get<double>(), 4.5);
    EXPECT_LT(d["mean_magnitude"].get<double>(), 7.0);
    EXPECT_LT(d["mean_distance_km"].get<double>(), 300);
  }
  EXPECT_EQ(a["disaggregation"][0]["pga_g"], a["pga_475_g"]);
  EXPECT_GT(a["disaggregation"][1]["mean_magnitude"].get<double>(), a["disaggregation"][0]["mean_magnitude"].get<double>());
  // The magnitude that matters is then no default any more.
  for (const json& s : a["yearly"]) {
    if (s["mechanism"] != "freeboard") continue;
    EXPECT_NE(s["note"].get<std::string>().find("mean of the disaggregation"), std::string::npos) << s;
  }
  EXPECT_TRUE(result({"--scenario", file("quake.toml")})["natech"]["facilities"][0]["disaggregation"].size() == 2U);
}

}  // namespace
}  // namespace tmfgeo::test
