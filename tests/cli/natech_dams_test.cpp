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

TEST_F(NatechDams, RefusesMeasuresNobodyKnows) {
  const std::string project = file_text(file("project.toml"));
  for (const auto& [value, word] : {std::pair{"[\"PGD\"]", "PGD"}, {"[\"SA(20)\"]", "up to 10 s"}, {"[\"PGA\", \"pga\"]", "twice"}}) {
    write_text(file("project.toml"), project + "\n[natech]\nmeasures = " + value + "\n");
    expect_refused(run(), 2, {"measures", word});
  }
}

}  // namespace
}  // namespace tmfgeo::test
