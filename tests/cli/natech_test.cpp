// SPDX-License-Identifier: Apache-2.0
// Earthquakes and floods through the program: what a planner reads, and what wrong input does.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A small grid over the synthetic example, the same value everywhere.
std::string grid_text(double value, double west = 4.5) {
  std::string text = "ncols 10\nnrows 10\nxllcorner " + std::to_string(west) + "\nyllcorner 0.05\ncellsize 0.02\nNODATA_value -9999\n";
  for (int row = 0; row < 10; ++row) {
    for (int column = 0; column < 10; ++column) text += std::to_string(value) + " ";
    text += "\n";
  }
  return text;
}

/// A shallow earthquake below the valley.
constexpr const char* kQuake = R"toml([earthquake]
id = "below"
title = "Below the valley (invented)"
magnitude = 6.5
longitude = 4.62
latitude = 0.13
depth_km = 10
strike_deg = 80
style = "reverse"
region = "world-active-shallow"
source = "invented"
)toml";

/// The synthetic example with dams that can be judged: A and B well known, C unknown, D downstream.
class Natech : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"dem.tif", "rivers.gpkg", "borders.gpkg", "places.csv", "project.toml"}) {
      fs::copy_file(source_file(std::string("data/examples/two-countries/") + name), scratch_.path() / name);
    }
    write_text(file("facilities.csv"),
               "id,country,x,y,factor_of_safety,downstream_slope_deg,dam_height_m,freeboard_m,dam_type,saturated,consequence_class,pond_area_m2,pond_catchment_m2,toe_slope\n"
               "A,XA,678050,16450,1.5,20,25,1.5,upstream,yes,high,100000,500000,0.01\n"
               "B,XA,676050,15950,1.2,22,12,1,earthfill,no,low,50000,0,0.02\n"
               "C,XA,680050,13950,,,,,,,,,,\n"
               "D,XB,684050,11450,1.3,20,40,2,downstream,no,extreme,200000,1000000,\n");
    write_text(file("quake.toml"), kQuake);
  }
  std::string file(const std::string& name) const { return scratch_.file(name); }
  void add(const std::string& toml) { write_text(file("project.toml"), file_text(file("project.toml")) + toml); }
  void add_map(const std::string& table, double period_y, double value, const std::string& unit = {}, double west = 4.5) {
    const std::string name = "map" + std::to_string(++maps_) + ".asc";
    write_text(file(name), grid_text(value, west));
    add("\n[[natech." + table + "]]\nfile = \"" + name + "\"\ncrs = \"EPSG:4326\"\nreturn_period_years = " + std::to_string(period_y) + "\n" +
        (unit.empty() ? "" : "unit = \"" + unit + "\"\n"));
  }
  Ran run(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"natech", file("project.toml"), "-q", "--json", "--overwrite"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  json result(std::vector<std::string> more = {}) {
    const Ran ran = run(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return json::parse(ran.out, nullptr, false);
  }
  void expect_refused(const Ran& ran, int exit_code, const std::vector<std::string>& words) {
    EXPECT_EQ(ran.exit_code, exit_code) << ran.err << ran.out;
    for (const std::string& word : words) EXPECT_NE(ran.out.find(word), std::string::npos) << "no \"" << word << "\" in: " << ran.out;
    EXPECT_FALSE(fs::exists(scratch_.path() / "out/two-countries/results.gpkg"));
  }
  static bool has_issue(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return true;
    }
    return false;
  }
  static json probability(const json& states, const std::string& mechanism) {
    for (const json& s : states) {
      if (s["mechanism"] == mechanism) return s["probability"];
    }
    return "absent";
  }
  ScratchFolder scratch_;
  int maps_ = 0;
};

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
  expect_refused(run(), 2, {"map1.asc", "20", "at most 5 g"});
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
  const json r = result();
  EXPECT_TRUE(has_issue(r, "hazard_unknown"));
  EXPECT_TRUE(has_issue(r, "flood_not_modelled"));
  for (const json& f : r["natech"]["facilities"]) {
    EXPECT_TRUE(f["pga_475_g"].is_null());
    EXPECT_TRUE(probability(f["yearly"], "release").is_null());
    EXPECT_EQ(f["design_earthquake"]["verdict"], "unknown");
    EXPECT_EQ(f["flood_status"], "not modelled");
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

TEST_F(Natech, RefusesDepthsInCentimetres) {
  add_map("flood", 100, 350);
  expect_refused(run(), 2, {"map1.asc", "the unit may be cm"});
}

TEST_F(Natech, StormsOvertopAFullPond) {
  add("\n[natech]\nstorm_return_periods_years = [10, 100, 1000]\nstorm_rain_mm = [100, 400, 800]\n");
  const json a = result()["natech"]["facilities"][0];
  // A pond of 0.1 km2 under 0.5 km2 rises by six times the rain: 1.5 m of freeboard are gone after 250 mm.
  const double rate = a["overtopping_per_year"].get<double>();
  EXPECT_GT(rate, 1.0 / 100);
  EXPECT_LT(rate, 1.0 / 10);
  EXPECT_EQ(a["design_flood"]["verdict"], "fails");
}

TEST_F(Natech, OneEarthquakeIsWorseThanIndependentOnes) {
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  for (const json& f : event["facilities"]) {
    EXPECT_LT(f["pga_p16_g"].get<double>(), f["pga_g"].get<double>());
    EXPECT_LT(f["pga_g"].get<double>(), f["pga_p84_g"].get<double>());
  }
  for (const json& g : event["joint"]) {
    if (g["p_any"].is_null()) continue;
    EXPECT_LE(g["p_two_or_more"].get<double>(), g["p_any"].get<double>());
    EXPECT_LE(g["p_any"].get<double>(), g["expected_releases"].get<double>() + 1e-12);
    if (g["group"] == "XA>XB") {
      EXPECT_EQ(g["facilities"], 3);
      EXPECT_EQ(g["not_judged"], 1);
      EXPECT_GT(g["p_two_or_more"].get<double>(), g["p_two_or_more_independent"].get<double>());
    }
  }
}

TEST_F(Natech, SameSeedSameBytesOnAnyNumberOfThreads) {
  result({"--scenario", file("quake.toml"), "-o", file("one"), "-j", "1"});
  result({"--scenario", file("quake.toml"), "-o", file("two"), "-j", "2"});
  EXPECT_EQ(file_text(file("one/results.gpkg")), file_text(file("two/results.gpkg")));
  EXPECT_EQ(file_text(file("one/scenario_below_pga_median.tif")), file_text(file("two/scenario_below_pga_median.tif")));
  const json other = result({"--scenario", file("quake.toml"), "-o", file("three"), "--seed", "7"});
  EXPECT_NE(file_text(file("one/results.gpkg")), file_text(file("three/results.gpkg")));
}

TEST_F(Natech, TellsWhereModelsLeaveTheirRange) {
  std::string quake = kQuake;
  quake.replace(quake.find("world-active-shallow"), 20, "vrancea-intermediate");
  write_text(file("quake.toml"), quake);
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  EXPECT_NE(event["notes"].dump().find("manea21: depth_km 10 is outside 70"), std::string::npos) << event["notes"];
  EXPECT_NE(event["facilities"][0]["note"].get<std::string>().find("is outside"), std::string::npos);
}

TEST_F(Natech, RefusesScenariosThatCannotBe) {
  const auto refused = [&](const std::string& what, const std::string& by, const std::vector<std::string>& words) {
    std::string quake = kQuake;
    quake.replace(quake.find(what), what.size(), by);
    write_text(file("quake.toml"), quake);
    expect_refused(run({"--scenario", file("quake.toml")}), 2, words);
  };
  refused("magnitude = 6.5", "magnitude = 12", {"quake.toml", "magnitude", "from 3 to 9.5"});
  refused("world-active-shallow", "world-active-shalow", {"did you mean \\\"world-active-shallow\\\""});
  refused("depth_km = 10", "depth = 10", {"depth_km"});
  refused("latitude = 0.13", "latitude = 95", {"latitude", "from -90 to 90"});
  refused("source = \"invented\"", "", {"source"});
  refused("style", "mechanism", {"mechanism"});
  expect_refused(run({"--scenario", file("absent.toml")}), 3, {"absent.toml"});
}

TEST_F(Natech, WantsSomethingThatShakesOrFloods) { expect_refused(run(), 1, {"[natech]", "--scenario"}); }

TEST_F(Natech, ShakeMapThatDoesNotCoverIsUnknown) {
  TMFGEO_NEEDS_TESTDATA("seismic");
  const std::string map = testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz");
  const json event = result({"--shakemap", map})["natech"]["events"][0];
  EXPECT_EQ(event["id"], "us1000dyad");
  EXPECT_NEAR(event["magnitude"].get<double>(), 6.9, 1e-9);
  for (const json& f : event["facilities"]) EXPECT_TRUE(f["pga_g"].is_null()) << f;
  for (const json& g : event["joint"]) EXPECT_TRUE(g["p_any"].is_null()) << g;
}

TEST_F(Natech, RefusesShakeMapsThatAreCutOrHostile) {
  TMFGEO_NEEDS_TESTDATA("seismic");
  const std::string whole = file_text(testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz"));
  write_text(file("cut.xml.gz"), whole.substr(0, whole.size() / 2));
  const Ran cut = run({"--shakemap", file("cut.xml.gz")});
  EXPECT_TRUE(cut.exit_code == 2 || cut.exit_code == 3) << cut.exit_code;
  EXPECT_NE(cut.out.find("cut.xml.gz"), std::string::npos) << cut.out;
  write_text(file("bomb.xml"), "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><shakemap_grid>&c;</shakemap_grid>");
  expect_refused(run({"--shakemap", file("bomb.xml")}), 2, {"bomb.xml", "DOCTYPE"});
}

TEST_F(Natech, LayersAreThereWithNatechOnly) {
  result({"--scenario", file("quake.toml")});
  const auto layers = [&](const std::string& path) { return run_tmfgeo({"inspect", path, "--json"}).out; };
  const std::string with = layers(file("out/two-countries/results.gpkg"));
  ASSERT_EQ(run_tmfgeo({"assess", file("project.toml"), "-q", "-o", file("plain")}).exit_code, 0);
  const std::string without = layers(file("plain/results.gpkg"));
  for (const char* name : {"site_hazard", "hazard_curves", "damage_states", "flood_exposure", "design_check", "events", "joint_events"}) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    EXPECT_NE(with.find(quoted), std::string::npos) << name;
    EXPECT_EQ(without.find(quoted), std::string::npos) << name;
  }
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
}

TEST_F(Natech, FragilityCurvesStandInForUnknownDams) {
  write_text(file("fragility.csv"), "curve,measure,state,median,beta,source\ndefault,pga_g,cracks,0.2,0.5,invented\ndefault,pga_g,release,0.5,0.5,invented\n");
  add("\n[natech.fragility]\nfile = \"fragility.csv\"\n");
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  EXPECT_GT(probability(event["facilities"][2]["damage"], "default").get<double>(), 0);
  for (const json& g : event["joint"]) EXPECT_EQ(g["not_judged"], 0) << g;
  write_text(file("fragility.csv"), "curve,measure,state,median,beta,source\ndefault,pga_g,cracks,20,0.5,invented\n");
  const Ran ran = run({"--scenario", file("quake.toml")});
  EXPECT_EQ(ran.exit_code, 2) << ran.out;
}

TEST(NatechChu, ShakesTheValleyHarderThanTheMountains) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
  const ScratchFolder scratch;
  write_text(scratch.file("facilities.csv"), "id,lon,lat,dam_type,saturated\nsoft,74.60,42.95,upstream,yes\nrock,74.60,42.50,upstream,yes\nfar,74.40,43.15,upstream,yes\n");
  write_text(scratch.file("project.toml"), "tmfgeo = 1\n[project]\nname = \"chu\"\n[dem]\nfile = \"" + testdata("dem/chu_bishkek_srtm3_3arcsec.tif") +
                                               "\"\n[facilities]\nfile = \"facilities.csv\"\n[borders]\nfile = \"" + testdata("borders/osm10m_countries_subset.gpkg") +
                                               "\"\ncode_column = \"isoA2\"\n");
  write_text(scratch.file("quake.toml"),
             "[earthquake]\nid = \"chu\"\nmagnitude = 7.0\nlongitude = 74.6\nlatitude = 42.7\ndepth_km = 12\nstrike_deg = 85\ndip_deg = 45\nrake_deg = 90\n"
             "region = \"central-asia-shallow\"\nsource = \"invented, on the northern foot of the Kyrgyz range\"\n");
  const Ran ran = run_tmfgeo({"natech", scratch.file("project.toml"), "--scenario", scratch.file("quake.toml"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json r = json::parse(ran.out, nullptr, false);
  const json& sites = r["natech"]["facilities"];
  for (const json& f : sites) EXPECT_EQ(f["vs30_origin"], "computed") << f;
  EXPECT_LT(sites[0]["vs30_m_s"].get<double>(), 500);
  EXPECT_GT(sites[1]["vs30_m_s"].get<double>(), 600);
  const json& shaken = r["natech"]["events"][0]["facilities"];
  EXPECT_GT(shaken[0]["pga_g"].get<double>(), shaken[2]["pga_g"].get<double>()) << "the farther one is shaken less";
  for (const json& f : shaken) {
    EXPECT_GT(f["pga_g"].get<double>(), 0.02);
    EXPECT_LT(f["pga_g"].get<double>(), 1.5);
  }
}

}  // namespace
}  // namespace tmfgeo::test
