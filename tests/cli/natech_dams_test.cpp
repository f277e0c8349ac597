// SPDX-License-Identifier: Apache-2.0
// What a project says of its dams through the program: displacement models, soundings, measures of the maps.
#include <gtest/gtest.h>

#include "support/natech_valley.h"

namespace tmfgeo::test {
namespace {

class NatechDams : public NatechValley {
 protected:
  json state(const json& states, const std::string& mechanism) {
    for (const json& s : states) {
      if (s["mechanism"] == mechanism) return s;
    }
    return json::object();
  }
};

constexpr const char* kSoundings =
    "facility_id,sounding,kind,depth_m,resistance,total_stress_kpa,effective_stress_kpa,source\n"
    "A,CPT1,cpt,4,120,76,50,site report\nA,CPT1,cpt,8,75,152,86,\nC,SPT1,spt,6,9,110,70,\nelsewhere,X,cpt,3,90,60,40,\n";

TEST_F(NatechDams, TheDisplacementModelIsASetting) {
  add_map("pga", 475, 0.3, "g");
  const json by_default = state(result()["natech"]["facilities"][0]["yearly"], "displacement");
  EXPECT_EQ(by_default["basis"], "bray-travasarou-2007");
  std::vector<double> found{by_default["probability"].get<double>()};
  const std::string project = file_text(file("project.toml"));
  for (const std::string model : {"bray-macedo-2019", "jibson-2007"}) {
    write_text(file("project.toml"), project + "\n[natech]\ndisplacement_model = \"" + model + "\"\n");
    const json states = result({"--scenario", file("quake.toml")});
    const json yearly = state(states["natech"]["facilities"][0]["yearly"], "displacement");
    EXPECT_EQ(yearly["basis"], model);
    EXPECT_EQ(state(states["natech"]["events"][0]["facilities"][0]["damage"], "displacement")["basis"], model);
    found.push_back(yearly["probability"].get<double>());
  }
  EXPECT_NE(found[0], found[1]);
  EXPECT_NE(found[1], found[2]);
  fs::remove_all(scratch_.path() / "out");
  write_text(file("project.toml"), project + "\n[natech]\ndisplacement_model = \"jibson_2007\"\n");
  expect_refused(run(), 2, {"displacement_model", "jibson-2007"});
}

TEST_F(NatechDams, SoundingsDecideOverTheTableOfClasses) {
  add_map("pga", 475, 0.2, "g");
  const json before = result()["natech"]["facilities"];
  EXPECT_EQ(state(before[0]["yearly"], "liquefaction")["basis"], "class table");
  EXPECT_TRUE(probability(before[2]["yearly"], "liquefaction").is_null());
  write_text(file("soundings.csv"), kSoundings);
  add("\n[natech.soundings]\nfile = \"soundings.csv\"\n");
  const json r = result({"--scenario", file("quake.toml")});
  EXPECT_TRUE(has_issue(r, "soundings_facility_unknown"));
  const json& after = r["natech"]["facilities"];
  const json a = state(after[0]["yearly"], "liquefaction");
  EXPECT_EQ(a["basis"], "soundings");
  EXPECT_NE(a["note"].get<std::string>().find("CPT1 at 8 m, factor of safety"), std::string::npos) << a;
  EXPECT_NE(a["probability"], state(before[0]["yearly"], "liquefaction")["probability"]);
  EXPECT_GT(probability(after[2]["yearly"], "liquefaction").get<double>(), 0) << "C has nothing but its sounding";
  EXPECT_EQ(state(after[1]["yearly"], "liquefaction")["basis"], "class table");
  EXPECT_EQ(state(r["natech"]["events"][0]["facilities"][2]["damage"], "liquefaction")["basis"], "soundings");
}

TEST_F(NatechDams, AGuidelineOfTheOtherPhaseAloneSaysSo) {
  add_map("pga", 475, 0.2, "g");
  add("\n[natech]\ndesign = \"cda-2014\"\nphase = \"closure\"\n");
  const json a = result()["natech"]["facilities"][0];
  for (const char* check : {"design_earthquake", "design_flood"}) {
    EXPECT_EQ(a[check]["phase"], "closure");
    EXPECT_TRUE(a[check]["criterion_return_period_y"].is_null());
    EXPECT_EQ(a[check]["reason"], "no criterion: cda-2014 has one for operation alone, none for closure; phase = \"operation\" in [natech] asks for that") << check;
  }
}

TEST_F(NatechDams, TheGroundUnderADamSetsTheShapeOfItsSpectrum) {
  add_map("pga", 475, 0.2, "g");
  const auto moved = [&](double vs30_m_s) {
    const std::string name = "vs30.asc";
    write_text(file(name), grid_text(vs30_m_s));
    return probability(result()["natech"]["facilities"][3]["yearly"], "displacement").get<double>();
  };
  write_text(file("vs30.asc"), grid_text(760));
  add("\n[natech.vs30]\nfile = \"vs30.asc\"\ncrs = \"EPSG:4326\"\n");
  const double rock = moved(1000);
  EXPECT_GT(moved(300), rock) << "softer ground shakes longer";
  EXPECT_EQ(moved(1200), rock);
}

TEST_F(NatechDams, RefusesSoundingsThatCannotBe) {
  add("\n[natech.soundings]\nfile = \"soundings.csv\"\n");
  expect_refused(run(), 3, {"soundings.csv"});
  write_text(file("soundings.csv"), "facility_id,sounding,kind,depth_m,resistance,total_stress_kpa,effective_stress_kpa\nA,CPT1,cpt,4,120,76,80\n");
  expect_refused(run(), 2, {"soundings.csv", "line 2", "effective_stress_kpa", "expected at most the total stress"});
}

TEST_F(NatechDams, ScenarioMapsOfTheMeasuresAskedFor) {
  add("\n[natech]\nmeasures = [\"PGA\", \"PGV\", \"SA(0.3)\"]\n");
  result({"--scenario", file("quake.toml")});
  for (const char* part : {"pga", "pgv", "sa-0.3s"}) {
    for (const char* kind : {"median", "p16", "p84"}) {
      EXPECT_TRUE(fs::exists(scratch_.path() / "out/two-countries" / ("scenario_below_" + std::string(part) + "_" + kind + ".tif"))) << part << kind;
    }
  }
  const json velocity = json::parse(run_tmfgeo({"inspect", file("out/two-countries/scenario_below_pgv_median.tif"), "--json"}).out, nullptr, false);
  EXPECT_NE(velocity.dump().find("cm/s"), std::string::npos) << velocity;
}

TEST_F(NatechDams, AMeasureTheModelsDoNotGiveIsToldAndHasNoMap) {
  std::string quake = kQuake;
  quake.replace(quake.find("world-active-shallow"), 20, "vrancea-intermediate");
  write_text(file("quake.toml"), quake);
  add("\n[natech]\nmeasures = [\"PGV\"]\n");
  const json event = result({"--scenario", file("quake.toml")})["natech"]["events"][0];
  EXPECT_NE(event["notes"].dump().find("gives PGV: no raster of it"), std::string::npos) << event["notes"];
  EXPECT_FALSE(fs::exists(scratch_.path() / "out/two-countries/scenario_below_pgv_median.tif"));
}

TEST(NatechExample, ShowsEveryAnswerOfAValley) {
  const ScratchFolder scratch;
  const Ran ran = run_tmfgeo({"natech", source_file("data/examples/two-countries/project-natech.toml"), "-o", scratch.file("out"), "-q", "--json"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json r = json::parse(ran.out, nullptr, false);
  const json& sites = r["natech"]["facilities"];
  ASSERT_EQ(sites.size(), 4U);
  EXPECT_NEAR(sites[0]["pga_475_g"].get<double>(), 0.16, 1e-6);
  EXPECT_EQ(sites[0]["depths"][3]["discharge_m3_s"], 14) << "stated for A, 100 years";
  EXPECT_EQ(sites[1]["flood_status"], "dry");
  EXPECT_NE(sites[0]["design_earthquake"]["verdict"], "unknown");
  EXPECT_EQ(sites[2]["design_earthquake"]["verdict"], "unknown") << "nothing is known of C";
  bool border = false;
  for (const json& g : r["natech"]["events"][0]["joint"]) {
    if (g["group"] != "XA>XB") continue;
    border = true;
    EXPECT_EQ(g["facilities"], 3);
    EXPECT_EQ(g["not_judged"], 1);
    EXPECT_GT(g["p_two_or_more"].get<double>(), 0.1);
  }
  EXPECT_TRUE(border);
  EXPECT_TRUE(fs::exists(scratch.path() / "out/scenario_below-the-valley_pgv_median.tif"));
}

TEST_F(NatechDams, YearlyReleasesGoOnBeyondTheRarestMapWithALowAndAHighEnd) {
  // A strong dam: hardly any earthquake of the maps breaks it, rarer ones do.
  write_text(file("facilities.csv"),
             "id,country,x,y,factor_of_safety,downstream_slope_deg,dam_height_m,freeboard_m,dam_type,saturated,consequence_class\n"
             "A,XA,678050,16450,2.2,22,12,4,earthfill,no,high\n");
  add_map("pga", 475, 0.15, "g");
  add_map("pga", 2475, 0.3, "g");
  const json release = state(result()["natech"]["facilities"][0]["yearly"], "release");
  const double low = release["probability_low"].get<double>();
  const double value = release["probability"].get<double>();
  const double high = release["probability_high"].get<double>();
  EXPECT_LT(low, value);
  EXPECT_LT(value, high);
  EXPECT_GT(high, 2 * low);
  EXPECT_GE(high, 0.9 / 2475) << "all that is rarer than the maps";
  EXPECT_FALSE(release["at_least"]);
  EXPECT_NE(release["origin"], "computed");
  const Ran shown = run_tmfgeo({"natech", file("project.toml"), "-q", "--overwrite"});
  EXPECT_NE(shown.out.find(" to 0.0004"), std::string::npos) << shown.out;
}

TEST_F(NatechDams, DamsJudgedInPartAreLowerBoundsAndNeverCountAsJudged) {
  // P: only the class table can be asked. Q: everything is known.
  write_text(file("facilities.csv"),
             "id,country,x,y,factor_of_safety,downstream_slope_deg,dam_height_m,freeboard_m,dam_type,saturated,consequence_class\n"
             "P,XA,678050,16450,,,,,upstream,yes,high\n"
             "Q,XA,676050,15950,1.2,22,12,1,earthfill,no,low\n"
             "S,XA,676150,15950,,,,,earthfill,no,low\n");
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.4, "g");
  const json r = result({"--scenario", file("quake.toml")});
  const json part = state(r["natech"]["facilities"][0]["yearly"], "release");
  EXPECT_TRUE(part["at_least"]);
  EXPECT_GT(part["probability"].get<double>(), 0);
  EXPECT_TRUE(part["probability_high"].is_null()) << "who does not know a way to fail does not know the upper end";
  EXPECT_FALSE(state(r["natech"]["facilities"][1]["yearly"], "release")["at_least"]);
  EXPECT_TRUE(state(r["natech"]["events"][0]["facilities"][0]["damage"], "release")["at_least"]);
  const json& all = r["natech"]["events"][0]["joint"][0];
  EXPECT_EQ(all["not_judged"], 2);
  EXPECT_TRUE(all["at_least"]);
  EXPECT_GT(all["p_any"].get<double>(), 0);
  const json check = r["natech"]["facilities"][0]["design_earthquake"];
  EXPECT_NE(check["verdict"], "meets");
  EXPECT_TRUE(check["capacity_at_most"]);
  EXPECT_TRUE(check["capacity_aep"].is_null());
  EXPECT_GT(check["capacity_aep_at_least"].get<double>(), 0);
  const Ran shown = run_tmfgeo({"natech", file("project.toml"), "-q", "--overwrite", "--scenario", file("quake.toml")});
  EXPECT_NE(shown.out.find("≥ "), std::string::npos) << shown.out;
  EXPECT_EQ(shown.out.find("0.0000"), std::string::npos) << "S, of which too little is known, must not read as zero: " << shown.out;
  EXPECT_NE(shown.out.find("judged in part"), std::string::npos) << shown.out;
}

TEST_F(NatechDams, TheDesignCheckTellsTheCapacityAndHowSureItIs) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 10000, 0.6, "g");
  const json check = result()["natech"]["facilities"][1]["design_earthquake"];
  const double capacity = check["capacity_g"].get<double>();
  EXPECT_NEAR(check["margin"].get<double>(), capacity / check["demand_g"].get<double>(), 1e-9);
  EXPECT_LT(check["capacity_p16_g"].get<double>(), capacity);
  EXPECT_EQ(check["capacity_origin"], "default") << "magnitude 7 and no alluvium are defaults";
  EXPECT_EQ(check["capacity_aep_origin"], "default");
  const double at_demand = check["release_at_demand"].get<double>();
  EXPECT_EQ(at_demand < 0.5, check["verdict"] == "meets") << check;
  EXPECT_TRUE(check.contains("capacity_aep_at_most") && check.contains("capacity_aep_at_least"));
}

TEST_F(NatechDams, SettlementIsNotClaimedWhereHardlyAnythingShakes) {
  std::string quake = kQuake;
  quake.replace(quake.find("magnitude = 6.5"), 15, "magnitude = 4.0");
  write_text(file("quake.toml"), quake.replace(quake.find("longitude = 4.62"), 16, "longitude = 6.62"));
  const json f = result({"--scenario", file("quake.toml")})["natech"]["events"][0]["facilities"][0];
  ASSERT_LT(f["pga_p84_g"].get<double>(), 0.02);
  const json settled = state(f["damage"], "settlement");
  EXPECT_LT(settled["probability"].get<double>(), 1e-9) << "only what the scatter of the shaking lifts over 0.05 g";
  EXPECT_EQ(settled["origin"], "extrapolated");
  EXPECT_NE(settled["note"].get<std::string>().find("none counted below 0.05 g"), std::string::npos) << settled;
}

TEST_F(NatechDams, WavesOfAWindTakeFreeboardFromTheFacilitiesFileToTheRate) {
  const std::string project = "\n[natech]\nstorm_return_periods_years = [10, 100, 1000, 10000]\nstorm_rain_mm = [100, 400, 800, 1400]\n";
  const std::string head = "id,country,x,y,dam_height_m,freeboard_m,pond_area_m2,pond_catchment_m2,pond_runoff_fraction,pond_diversion_m3,wind_m_s,pond_fetch_m,pond_face_slope\n";
  write_text(file("facilities.csv"), head + "calm,XA,678050,16450,40,1.5,100000,100000,0.5,0,,,\nwindy,XA,678050,16450,40,1.5,100000,100000,0.5,0,20,1000,0.25\n");
  add(project);
  add_map("pga", 475, 0.4, "g");
  const json sites = result()["natech"]["facilities"];
  EXPECT_TRUE(sites[0]["wave_run_up_m"].is_null());
  EXPECT_NE(sites[0]["overtopping_note"].get<std::string>().find("waves not counted"), std::string::npos);
  // Shore Protection Manual by hand: 0.457 m of waves 5.634 m long, run-up 1.6 · 0.457 · 0.25 / sqrt(0.457 / 5.634).
  EXPECT_NEAR(sites[1]["wave_run_up_m"].get<double>(), 0.6418, 1e-3);
  // A pond of 0.1 km2 with half the rain of 0.1 km2 rises by 1.5 times the rain.
  EXPECT_NEAR(sites[0]["overtopping_rain_m"].get<double>(), 1.5 / 1.5, 1e-9);
  EXPECT_NEAR(sites[1]["overtopping_rain_m"].get<double>(), (1.5 - 0.6418) / 1.5, 1e-3);
  EXPECT_EQ(sites[1]["overtopping_origin"], "computed");
  EXPECT_TRUE(sites[0]["overtopping_per_year"].is_null()) << "waves of an unknown wind come on top";
  EXPECT_GT(sites[1]["overtopping_per_year"].get<double>(), 0);
  // Storms on the freeboard that an earthquake left: waves leave less to begin with. Sunk deep, every storm of the table overtops.
  const json calm = state(sites[0]["yearly"], "overtopping");
  const json windy = state(sites[1]["yearly"], "overtopping");
  EXPECT_TRUE(calm["probability"].is_null() && calm["probability_low"].is_null() && calm["probability_high"].is_null()) << calm;
  EXPECT_GT(windy["probability_high"].get<double>(), 0);
  add("[natech.pond]\nwind_m_s = 20\n");
  const json again = result()["natech"]["facilities"];
  EXPECT_EQ(again[0]["overtopping_origin"], "default");
  EXPECT_GT(again[0]["wave_run_up_m"].get<double>(), 0.2);
  EXPECT_EQ(again[1]["wave_run_up_m"], sites[1]["wave_run_up_m"]);
}

TEST_F(NatechDams, RefusesAPondThatCannotBe) {
  const std::string project = file_text(file("project.toml"));
  for (const auto& [line, word] : {std::pair{"wind_m_s = 200\n", "from 0 to 70"}, {"runoff_fraction = 60\n", "from 0 to 1"}, {"fetch_m = 5\n", "fetch_m"}}) {
    write_text(file("project.toml"), project + "\n[natech.pond]\n" + line);
    expect_refused(run(), 2, {"natech.pond", word});
  }
}

TEST_F(NatechDams, FloodsThatBreakDamsTogetherArePrintedAndBoundedWhereTheToeIsNotJudged) {
  add("\n[natech]\nestimate_floods = false\nstorm_return_periods_years = [10, 100, 1000]\nstorm_rain_mm = [100, 400, 800]\n[natech.pond]\nwind_m_s = 0\n");
  const json r = result();
  const json& a = r["natech"]["facilities"][0];
  EXPECT_TRUE(a["failure_return_period_y"].is_null()) << "the toe could not be judged: smaller floods may wash it out";
  EXPECT_NEAR(a["failure_at_most_y"].get<double>(), 1 / a["overtopping_per_year"].get<double>(), 1e-6);
  const json& all = r["natech"]["floods"][0];
  EXPECT_EQ(all["not_judged"], 4);
  EXPECT_TRUE(all["at_least"]);
  EXPECT_GT(all["p_any"].get<double>(), 0.01);
  const Ran shown = run_tmfgeo({"natech", file("project.toml"), "-q", "--overwrite"});
  EXPECT_NE(shown.out.find("Floods of a year"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("XA>XB"), std::string::npos) << shown.out;
}

TEST_F(NatechDams, RefusesMeasuresNobodyKnows) {
  const std::string project = file_text(file("project.toml"));
  for (const auto& [value, word] : {std::pair{"[\"PGD\"]", "PGD"}, {"[\"SA(20)\"]", "up to 10 s"}, {"[\"PGA\", \"pga\"]", "twice"}}) {
    write_text(file("project.toml"), project + "\n[natech]\nmeasures = " + value + "\n");
    expect_refused(run(), 2, {"measures", word});
  }
}

}  // namespace
}  // namespace tmfgeo::test
