// SPDX-License-Identifier: Apache-2.0
// Hazard maps that leave something out, stand in disorder or are in another unit than stated; guidelines of the user's own.
#include <gtest/gtest.h>

#include "support/natech_valley.h"

namespace tmfgeo::test {
namespace {

class NatechMaps : public NatechValley {
 protected:
  /// So far west that D lies outside.
  static constexpr double kWithoutD = 4.43;
  static std::vector<std::string> subjects(const json& result, const std::string& code) {
    std::vector<std::string> found;
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) found.push_back(issue["subject"]);
    }
    return found;
  }
};

TEST_F(NatechMaps, AReturnPeriodThatIsMissingAtAFacilityIsTold) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.5, "g", kWithoutD);
  const json r = result();
  EXPECT_EQ(subjects(r, "hazard_period_missing"), std::vector<std::string>{"D"});
  EXPECT_NE(message(r, "hazard_period_missing").find("2475 years (map2.asc)"), std::string::npos) << message(r, "hazard_period_missing");
  EXPECT_EQ(r["natech"]["facilities"][0]["hazard_data"], "map1.asc, map2.asc");
  EXPECT_EQ(r["natech"]["facilities"][3]["hazard_data"], "map1.asc") << "a map that says nothing here is no datum";
  EXPECT_EQ(r["natech"]["facilities"][3]["pga_2475_origin"], "extrapolated");
}

TEST_F(NatechMaps, TwoHalvesOfAMapAreWholeTogether) {
  add_map("pga", 475, 0.2, "g", kWithoutD);
  add_map("pga", 475, 0.2, "g", kWithoutD + 0.2);
  add_map("pga", 2475, 0.5, "g");
  EXPECT_TRUE(subjects(result(), "hazard_period_missing").empty());
}

TEST_F(NatechMaps, AFloodThatIsMissingAtAFacilityIsTold) {
  add_map("flood", 10, 0.5);
  add_map("flood", 100, 1, {}, kWithoutD);
  const json r = result();
  EXPECT_EQ(subjects(r, "hazard_period_missing"), std::vector<std::string>{"D"});
  EXPECT_EQ(r.dump().find("rarer than the only flood modelled\""), std::string::npos) << "there is a map of it, without a value here";
  EXPECT_FALSE(has_issue(r, "flood_not_modelled"));
}

TEST_F(NatechMaps, MapsInDisorderAreToldAndPutInOrder) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.5, "g");
  add_map("flood", 10, 0.5);
  add_map("flood", 100, 1);
  const json ordered = result();
  EXPECT_FALSE(has_issue(ordered, "hazard_period_unordered"));
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  add_map("pga", 2475, 0.5, "g");
  add_map("pga", 475, 0.2, "g");
  add_map("flood", 100, 1);
  add_map("flood", 10, 0.5);
  const json turned = result();
  EXPECT_EQ(subjects(turned, "hazard_period_unordered"), (std::vector<std::string>{"natech.pga", "natech.flood"}));
  for (const char* value : {"pga_475_g", "pga_2475_g", "depths"}) EXPECT_EQ(turned["natech"]["facilities"][0][value], ordered["natech"]["facilities"][0][value]) << value;
}

TEST_F(NatechMaps, OneReturnPeriodHasOnePgaThroughout) {
  add_map("pga", 475, 0.3, "g");
  add_map("pga", 2475, 0.16, "g");
  const json a = result()["natech"]["facilities"][0];
  EXPECT_NEAR(a["pga_2475_g"].get<double>(), 0.3, 1e-6);
  EXPECT_NEAR(a["design_earthquake"]["demand_g"].get<double>(), 0.3, 1e-4) << "class high is asked for 2475 years";
  EXPECT_EQ(a["design_earthquake"]["demand_origin"], "extrapolated");
}

TEST_F(NatechMaps, WondersAboutAUnitThatAnotherWouldFitBetter) {
  add_map("pga", 475, 20, "cm/s2");
  const json r = result();
  EXPECT_NE(message(r, "hazard_unit_doubtful").find("the unit may be %g (the largest value would be 0.2 g)"), std::string::npos) << message(r, "hazard_unit_doubtful");
  EXPECT_NEAR(r["natech"]["facilities"][0]["pga_475_g"].get<double>(), 0.0204, 1e-4) << "it is taken as stated";
  add("unit_checked = true\n");
  EXPECT_FALSE(has_issue(result(), "hazard_unit_doubtful"));
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  add_map("pga", 475, 250, "%g");
  EXPECT_NE(message(result(), "hazard_unit_doubtful").find("the unit may be cm/s2"), std::string::npos);
}

TEST_F(NatechMaps, ANationalGuidelineHasClassesOfItsOwn) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.4, "g");
  write_text(file("national.toml"), "id = \"national\"\ntitle = \"t\"\nsource = \"s\"\nmark = \"to_confirm\"\nclasses = [\"1\", \"IIa\"]\n"
                                    "[[criterion]]\nclass = \"1\"\nload = \"earthquake\"\nreturn_period_y = 475\n"
                                    "[[criterion]]\nclass = \"IIa\"\nload = \"earthquake\"\nreturn_period_y = 2475\n");
  add("\n[natech]\ndesign = \"national.toml\"\n");
  write_text(file("facilities.csv"), "id,country,x,y,factor_of_safety,downstream_slope_deg,dam_height_m,consequence_class\n"
                                     "A,XA,678050,16450,1.5,20,25,1\nB,XA,676050,15950,1.2,22,12,iia\nC,XA,680050,13950,1.2,22,12,extreme\n");
  const json r = result();
  const json& sites = r["natech"]["facilities"];
  EXPECT_NEAR(sites[0]["design_earthquake"]["demand_g"].get<double>(), 0.2, 1e-3);
  EXPECT_NEAR(sites[1]["design_earthquake"]["demand_g"].get<double>(), 0.4, 1e-3);
  EXPECT_TRUE(sites[2]["design_earthquake"]["demand_g"].is_null());
  EXPECT_EQ(subjects(r, "value_unreadable"), std::vector<std::string>{"C"});
  EXPECT_NE(message(r, "value_unreadable").find("\"extreme\" is no class of the guideline national.toml, expected one of: 1, IIa"), std::string::npos)
      << message(r, "value_unreadable");
  const Ran validated = run_tmfgeo({"validate", file("project.toml"), "--json"});
  EXPECT_NE(validated.out.find("expected one of: 1, IIa"), std::string::npos) << validated.out;
}

TEST_F(NatechMaps, AClassThatNoGuidelineHasIsTold) {
  write_text(file("facilities.csv"), "id,country,x,y,consequence_class\nA,XA,678050,16450,Very high\nB,XA,676050,15950,catastrophic\n");
  const json r = json::parse(run_tmfgeo({"assess", file("project.toml"), "-q", "--json", "--overwrite"}).out, nullptr, false);
  EXPECT_EQ(subjects(r, "value_unreadable"), std::vector<std::string>{"B"});
  const Ran tried = run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite", "--set", "A.consequence_class=hgih"});
  EXPECT_EQ(tried.exit_code, 1);
  EXPECT_NE(tried.err.find("A.consequence_class: \"hgih\" is no class"), std::string::npos) << tried.err;
}

}  // namespace
}  // namespace tmfgeo::test
