// SPDX-License-Identifier: Apache-2.0
// Scenario earthquakes and ShakeMaps through the program: what they do together, and what wrong input does.
#include <gtest/gtest.h>

#include "support/natech_valley.h"

namespace tmfgeo::test {
namespace {

class NatechEvents : public NatechValley {};

TEST_F(NatechEvents, OneEarthquakeIsWorseThanIndependentOnes) {
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  for (const json& f : event["facilities"]) {
    EXPECT_LT(f["pga_p16_g"].get<double>(), f["pga_g"].get<double>());
    EXPECT_LT(f["pga_g"].get<double>(), f["pga_p84_g"].get<double>());
  }
  for (const json& g : event["joint"]) {
    if (g["p_two_or_more"].is_null()) continue;
    EXPECT_LE(g["p_two_or_more"].get<double>(), g["p_any"].get<double>());
    EXPECT_LE(g["p_any"].get<double>(), g["expected_releases"].get<double>() + 1e-12);
    if (g["group"] == "XA>XB") {
      EXPECT_EQ(g["facilities"], 3);
      EXPECT_EQ(g["not_judged"], 1);
      EXPECT_GT(g["p_two_or_more"].get<double>(), g["p_two_or_more_independent"].get<double>());
    }
  }
}

TEST_F(NatechEvents, ExpectedReleasesAreTheSumOfTheDams) {
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  double sum = 0;
  for (const json& f : event["facilities"]) {
    const json p = probability(f["damage"], "release");
    if (!p.is_null()) sum += p.get<double>();
  }
  EXPECT_NEAR(event["joint"][0]["expected_releases"].get<double>(), sum, 0.03 * sum) << "the error of ten thousand draws";
}

TEST_F(NatechEvents, ScenariosMoveDamsWithTheSpectrumOfTheirOwnModels) {
  const auto moved = [&](double magnitude) {
    std::string quake = kQuake;
    quake.replace(quake.find("6.5"), 3, std::to_string(magnitude).substr(0, 3));
    write_text(file("quake.toml"), quake);
    const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
    for (const json& s : event["facilities"][3]["damage"]) {
      if (s["mechanism"] == "displacement") return s;
    }
    return json();
  };
  const json small = moved(5.0);
  EXPECT_EQ(small["note"].get<std::string>().find("EN 1998"), std::string::npos) << small;
  EXPECT_NE(small["note"].get<std::string>().find("default shear-wave velocity"), std::string::npos) << "the dam's period is a default: " << small;
  // A small earthquake has little of the long periods of a dam 40 m high: twice the PGA, as the code's shape has it, made one in a hundred of it.
  EXPECT_LT(small["probability"].get<double>(), 0.002);
  EXPECT_GT(moved(6.5)["probability"].get<double>(), 0.05);
}

TEST_F(NatechEvents, SameSeedSameBytesOnAnyNumberOfThreads) {
  result({"--scenario", file("quake.toml"), "-o", file("one"), "-j", "1"});
  result({"--scenario", file("quake.toml"), "-o", file("two"), "-j", "2"});
  EXPECT_EQ(file_text(file("one/results.gpkg")), file_text(file("two/results.gpkg")));
  EXPECT_EQ(file_text(file("one/scenario_below_pga_median.tif")), file_text(file("two/scenario_below_pga_median.tif")));
  const json other = result({"--scenario", file("quake.toml"), "-o", file("three"), "--seed", "7"});
  EXPECT_NE(file_text(file("one/results.gpkg")), file_text(file("three/results.gpkg")));
}

TEST_F(NatechEvents, TellsWhereModelsLeaveTheirRange) {
  std::string quake = kQuake;
  quake.replace(quake.find("world-active-shallow"), 20, "vrancea-intermediate");
  write_text(file("quake.toml"), quake);
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  EXPECT_NE(event["notes"].dump().find("manea21: depth_km 10 is outside 70"), std::string::npos) << event["notes"];
  EXPECT_NE(event["facilities"][0]["note"].get<std::string>().find("is outside"), std::string::npos);
}

TEST_F(NatechEvents, RefusesARakeThatIsNotOfTheStyle) {
  std::string quake = kQuake;
  quake.replace(quake.find("style = "), 0, "rake_deg = 0\n");
  write_text(file("quake.toml"), quake);
  expect_refused(run({"--scenario", file("quake.toml")}), 2, {"rake_deg", "found 0", "another style"});
}

TEST_F(NatechEvents, TellsAFragilityCurveOfNoDamType) {
  write_text(file("frag.csv"), "curve,measure,state,median,beta,source\nearthfil,pga_g,release,0.4,0.5,invented\n");
  add("\n[natech.fragility]\nfile = \"frag.csv\"\n");
  const json r = result({"--scenario", file("quake.toml")});
  EXPECT_TRUE(has_issue(r, "fragility_curve_unused"));
  EXPECT_NE(r["issues"].dump().find("did you mean \\\"earthfill"), std::string::npos) << r["issues"];
}

TEST_F(NatechEvents, RefusesScenariosThatCannotBe) {
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

TEST_F(NatechEvents, WantsSomethingThatShakesOrFloods) { expect_refused(run(), 1, {"[natech]", "--scenario"}); }

TEST_F(NatechEvents, ShakeMapThatDoesNotCoverIsUnknown) {
  TMFGEO_NEEDS_TESTDATA("seismic");
  const std::string map = testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz");
  const json event = result({"--shakemap", map})["natech"]["events"][0];
  EXPECT_EQ(event["id"], "us1000dyad");
  EXPECT_NEAR(event["magnitude"].get<double>(), 6.9, 1e-9);
  for (const json& f : event["facilities"]) EXPECT_TRUE(f["pga_g"].is_null()) << f;
  for (const json& g : event["joint"]) EXPECT_TRUE(g["p_any"].is_null()) << g;
}

TEST_F(NatechEvents, RefusesShakeMapsThatAreCutOrHostile) {
  TMFGEO_NEEDS_TESTDATA("seismic");
  const std::string whole = file_text(testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz"));
  write_text(file("cut.xml.gz"), whole.substr(0, whole.size() / 2));
  const Ran cut = run({"--shakemap", file("cut.xml.gz")});
  EXPECT_TRUE(cut.exit_code == 2 || cut.exit_code == 3) << cut.exit_code;
  EXPECT_NE(cut.out.find("cut.xml.gz"), std::string::npos) << cut.out;
  write_text(file("bomb.xml"), "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><shakemap_grid>&c;</shakemap_grid>");
  expect_refused(run({"--shakemap", file("bomb.xml")}), 2, {"bomb.xml", "DOCTYPE"});
}

TEST_F(NatechEvents, ShakeMapsMoveDamsWithTheirOwnSpectralAccelerations) {
  const auto moved = [&](const std::string& fields, const std::string& values) {
    std::string xml = "<?xml version=\"1.0\"?><shakemap_grid event_id=\"e\"><event magnitude=\"6.5\" depth=\"10\" lat=\"0.13\" lon=\"4.62\"/>"
                      "<grid_specification lon_min=\"4.4\" lat_min=\"0\" lon_max=\"4.8\" lat_max=\"0.3\" nlon=\"2\" nlat=\"2\"/>"
                      "<grid_field index=\"1\" name=\"LON\" units=\"dd\"/><grid_field index=\"2\" name=\"LAT\" units=\"dd\"/><grid_field index=\"3\" name=\"PGA\" units=\"%g\"/>" +
                      fields + "<grid_data>\n";
    for (const char* place : {"4.4 0.3", "4.8 0.3", "4.4 0", "4.8 0"}) xml += std::string(place) + " 30 " + values + "\n";
    write_text(file("grid.xml"), xml + "</grid_data></shakemap_grid>");
    const json event = result({"--shakemap", file("grid.xml")})["natech"]["events"][0];
    for (const json& s : event["facilities"][0]["damage"]) {
      if (s["mechanism"] == "displacement") return s;
    }
    return json();
  };
  const std::string two = "<grid_field index=\"4\" name=\"PSA03\" units=\"%g\"/><grid_field index=\"5\" name=\"PSA10\" units=\"%g\"/>";
  const json by_shape = moved("", "");
  EXPECT_NE(by_shape["note"].get<std::string>().find("EN 1998"), std::string::npos) << by_shape;
  const json weak = moved(two, "30 10");
  EXPECT_EQ(weak["note"].get<std::string>().find("EN 1998"), std::string::npos) << weak;
  EXPECT_LT(weak["probability"].get<double>(), by_shape["probability"].get<double>());
  EXPECT_GT(moved(two, "90 60")["probability"].get<double>(), by_shape["probability"].get<double>());
}

TEST_F(NatechEvents, ShakeMapsMayBeRasters) {
  write_text(file("shaken.asc"), grid_text(25));
  expect_refused(run({"--shakemap", file("shaken.asc")}), 2, {"shaken.asc", "unit"});
  const std::string project = file_text(file("project.toml"));
  add("\n[natech.shakemap]\nfile = \"shaken.asc\"\ncrs = \"EPSG:4326\"\nunit = \"%g\"\nmagnitude = 6.4\n");
  const json event = result()["natech"]["events"][0];
  EXPECT_EQ(event["id"], "shaken");
  EXPECT_EQ(event["magnitude"], 6.4);
  for (const json& f : event["facilities"]) EXPECT_NEAR(f["pga_g"].get<double>(), 0.25, 1e-6);
  EXPECT_NE(event["notes"].dump().find("no scatter"), std::string::npos);
  fs::remove_all(scratch_.path() / "out");
  write_text(file("project.toml"), project);
  add("\n[natech.shakemap]\nfile = \"shaken.asc\"\ncrs = \"EPSG:4326\"\n");
  expect_refused(run(), 2, {"unit", "is missing"});
  write_text(file("project.toml"), project);
  add("\n[natech.shakemap]\nfile = \"shaken.asc\"\ncrs = \"EPSG:4326\"\nunit = \"g\"\n");
  expect_refused(run(), 2, {"shaken.asc", "25", "at most 5 g"});
}

TEST_F(NatechEvents, LayersAreThereWithNatechOnly) {
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

TEST_F(NatechEvents, FragilityCurvesStandInForUnknownDams) {
  write_text(file("fragility.csv"), "curve,measure,state,median,beta,source\ndefault,pga_g,cracks,0.2,0.5,invented\ndefault,pga_g,release,0.5,0.5,invented\n");
  add("\n[natech.fragility]\nfile = \"fragility.csv\"\n");
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  EXPECT_GT(probability(event["facilities"][2]["damage"], "default").get<double>(), 0);
  EXPECT_GT(probability(event["facilities"][2]["damage"], "release").get<double>(), 0) << "the curve's state of that name";
  for (const json& g : event["joint"]) EXPECT_EQ(g["not_judged"], 0) << g;
  write_text(file("fragility.csv"), "curve,measure,state,median,beta,source\ndefault,pga_g,cracks,20,0.5,invented\n");
  const Ran ran = run({"--scenario", file("quake.toml")});
  EXPECT_EQ(ran.exit_code, 2) << ran.out;
}

// The node 155.2 W, 19.5 N of the published grid: 15.41 %g.
TEST(NatechHawaii, ReadsThePublishedShakeMap) {
  TMFGEO_NEEDS_TESTDATA("seismic");
  const ScratchFolder scratch;
  const std::string feature = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"XA\"},\"geometry\":";
  write_text(scratch.file("rivers.geojson"), feature + "{\"type\":\"LineString\",\"coordinates\":[[-155.2,19.501],[-155.1,19.45],[-155.0,19.4]]}}]}");
  write_text(scratch.file("borders.geojson"), feature + "{\"type\":\"Polygon\",\"coordinates\":[[[-156,19],[-154,19],[-154,20],[-156,20],[-156,19]]]}}]}");
  write_text(scratch.file("facilities.csv"), "id,lon,lat,dam_type,saturated\na,-155.2,19.5,upstream,yes\nelsewhere,-155.2,30,upstream,yes\n");
  write_text(scratch.file("project.toml"), "tmfgeo = 1\n[project]\nname = \"h\"\n[rivers]\nfile = \"rivers.geojson\"\n[facilities]\nfile = \"facilities.csv\"\n"
                                           "[borders]\nfile = \"borders.geojson\"\ncode_column = \"code\"\n");
  const Ran ran = run_tmfgeo({"natech", scratch.file("project.toml"), "--shakemap", testdata("seismic/shakemap_grid_us1000dyad_hawaii2018.xml.gz"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json event = json::parse(ran.out, nullptr, false)["natech"]["events"][0];
  EXPECT_NEAR(event["facilities"][0]["pga_g"].get<double>(), 0.1541, 0.001);
  EXPECT_EQ(event["facilities"][0]["origin"], "default") << "the grid tells no scatter";
  EXPECT_NE(event["notes"].dump().find("no scatter"), std::string::npos);
  EXPECT_TRUE(event["facilities"][1]["pga_g"].is_null());
  EXPECT_GT(event["joint"][0]["p_any"].get<double>(), 0);
  EXPECT_EQ(event["joint"][0]["not_judged"], 2) << "of one nothing is known, of the other all but liquefaction is missing";
  EXPECT_EQ(event["joint"][0]["judged_in_part"], 1);
  EXPECT_TRUE(event["joint"][0]["at_least"]);
  EXPECT_TRUE(event["joint"][0]["p_two_or_more"].is_null()) << "one of two facilities could not be judged";
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
