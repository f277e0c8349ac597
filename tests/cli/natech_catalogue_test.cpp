// SPDX-License-Identifier: Apache-2.0
// Hazard from a catalogue of earthquakes: which of them count, in which years, and what is refused.
#include <gtest/gtest.h>

#include "support/natech_valley.h"

namespace tmfgeo::test {
namespace {

class NatechCatalogue : public NatechValley {
 protected:
  json first_site() { return result()["natech"]["facilities"][0]; }
  /// Of "quakes.csv, 61 earthquakes in …".
  static int counted(const json& site) {
    const std::string data = site["hazard_data"];
    return std::stoi(data.substr(data.find(", ") + 2));
  }
  /// The project without a catalogue again.
  void start_again() { write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml"))); }
};

TEST_F(NatechCatalogue, SmallEarthquakesDoNotDecideWhereLargeOnesCome) {
  add_catalogue();
  add_catalogue_table("1960");
  const json alone = first_site();
  for (const double longitude : {4.55, 6.4}) {
    std::string small;
    for (int i = 0; i < 800; ++i) {
      const std::string day = (i % 28 < 9 ? "0" : "") + std::to_string(1 + i % 28);
      small += std::to_string(1960 + i % 60) + "-06-" + day + "T0" + std::to_string(i % 10) + ":" + std::to_string(10 + i % 50) + ":00," +
               std::to_string(longitude + 0.001 * i) + ",0.2,10," + std::to_string(2 + 0.1 * (i % 20)) + ",Mw\n";
    }
    add_catalogue(small);
    const json with_small = first_site();
    EXPECT_EQ(with_small["pga_475_g"], alone["pga_475_g"]) << longitude;
    EXPECT_EQ(with_small["pga_2475_g"], alone["pga_2475_g"]) << longitude;
    EXPECT_EQ(with_small["hazard_data"], alone["hazard_data"]) << longitude;
  }
}

TEST_F(NatechCatalogue, RefusesALargestMagnitudeBelowWhatHasHappened) {
  // Off the others, so that none of them is its aftershock.
  const std::string large = "1985-03-03,6.6,0.2,10,7.4,Mw\n";
  add_catalogue(large);
  add_catalogue_table("1960");
  expect_refused(run(), 2, {"quakes.csv", "magnitude 7.4 in 1985", "expected largest_magnitude of at least that, not 7"});
  start_again();
  add_catalogue_table("1960", "world-active-shallow", 7.4);
  const int with_large = counted(first_site());
  add_catalogue();
  EXPECT_EQ(with_large, counted(first_site()) + 1) << "the largest that can be counts";
  start_again();
  add_catalogue("1985-03-03,40.5,0.2,10,7.4,Mw\n");
  add_catalogue_table("1960");
  EXPECT_GT(first_site()["pga_475_g"].get<double>(), 0) << "far away it says nothing of this place";
}

TEST_F(NatechCatalogue, YearsThatTheFileDoesNotCoverAreNotQuiet) {
  add_catalogue();
  add_catalogue_table("1960");
  const json within = result();
  EXPECT_FALSE(has_issue(within, "catalogue_years_beyond"));
  for (const auto& [since, until, words] : {std::tuple{"1500", 2020.0, "first earthquake is of 1960"}, {"1960", 2400.0, "last earthquake is of 2019"}}) {
    start_again();
    add_catalogue_table(since, "world-active-shallow", 7, until);
    const json beyond = result();
    EXPECT_NE(message(beyond, "catalogue_years_beyond").find(words), std::string::npos) << message(beyond, "catalogue_years_beyond");
    for (const char* value : {"pga_475_g", "pga_2475_g", "pga_2475_origin", "hazard_data"}) {
      EXPECT_EQ(beyond["natech"]["facilities"][0][value], within["natech"]["facilities"][0][value]) << since << " " << until << " " << value;
    }
  }
}

TEST_F(NatechCatalogue, TellsThatDepthsAreMissing) {
  add_catalogue("2011-05-05,4.5,0.1,,5.0,Mw\n2012-05-05,4.5,0.1,,5.0,Mw\n2013-05-05,60.5,0.1,,5.0,Mw\n");
  add_catalogue_table("1960");
  EXPECT_NE(message(result(), "catalogue_depth_missing").find("no depth of 2 earthquakes within reach"), std::string::npos);
  std::string csv = file_text(file("quakes.csv"));
  csv.replace(csv.find("depth"), 5, "deep?");
  write_text(file("quakes.csv"), csv);
  EXPECT_NE(message(result(), "catalogue_depth_missing").find("no depth of 122 earthquakes within reach"), std::string::npos);
}

TEST_F(NatechCatalogue, TakesTheModelsOfTheProjectsOwnRegions) {
  add_catalogue();
  write_text(file("regions.toml"), "[[region]]\nname = \"mine\"\n[[region.model]]\nname = \"bindi14\"\nweight = 1\n"
                                   "[[region]]\nname = \"vrancea-intermediate\"\n[[region.model]]\nname = \"asb14\"\nweight = 1\n");
  const auto with_region = [&](const std::string& region) {
    start_again();
    add("\n[natech.regions]\nfile = \"regions.toml\"\n");
    add_catalogue_table("1960", region);
    return first_site();
  };
  const json mine = with_region("mine");
  const json shipped = with_region("world-active-shallow");
  EXPECT_NE(mine["hazard_data"].get<std::string>().find(", mine"), std::string::npos) << mine["hazard_data"];
  EXPECT_NE(mine["pga_475_g"], shipped["pga_475_g"]);
  EXPECT_EQ(with_region("vrancea-intermediate")["hazard_note"].dump().find("manea21"), std::string::npos) << "the project's own stands instead";
  fs::remove_all(scratch_.path() / "out");
  write_text(file("regions.toml"), "[[region]]\nname = \"mine\"\n[[region.model]]\nname = \"bindi15\"\nweight = 1\n");
  expect_refused(run(), 2, {"regions.toml", "bindi15"});
}

TEST_F(NatechCatalogue, ModelsBySlopeNeedADem) {
  add_catalogue();
  write_text(file("regions.toml"), "[[region]]\nname = \"slope\"\n[[region.model]]\nname = \"kotha20_slope\"\nweight = 1\n");
  const std::string regions = "\n[natech.regions]\nfile = \"regions.toml\"\n";
  add(regions);
  add_catalogue_table("1960", "slope");
  EXPECT_GT(first_site()["pga_475_g"].get<double>(), 0.01);
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project-rivers.toml")) + regions);
  add_catalogue_table("1960", "slope");
  const json blind = first_site();
  EXPECT_TRUE(blind["pga_475_g"].is_null());
  EXPECT_NE(blind["hazard_data"].get<std::string>().find("kotha20_slope needs the slope of the land"), std::string::npos) << blind["hazard_data"];
}

TEST_F(NatechCatalogue, DeepEarthquakesAreNoShallowOnes) {
  add_catalogue();
  add_catalogue_table("1960");
  const json shallow = result();
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += std::to_string(1970 + i) + "-05-01,4.5,0.2,120,6.5,Mw\n";
  add_catalogue(deep);
  const json with_deep = result();
  EXPECT_FALSE(has_issue(shallow, "catalogue_depth_other"));
  EXPECT_TRUE(has_issue(with_deep, "catalogue_depth_other"));
  EXPECT_EQ(with_deep["natech"]["facilities"][0]["pga_475_g"], shallow["natech"]["facilities"][0]["pga_475_g"]);
}

TEST_F(NatechCatalogue, AShortCatalogueDoesNotKnowLongReturnPeriods) {
  add_catalogue();
  add_catalogue_table("1960");
  const json a = result()["natech"]["facilities"][0];
  EXPECT_EQ(a["pga_475_origin"], "computed");
  EXPECT_EQ(a["pga_2475_origin"], "extrapolated");
  EXPECT_NE(a["pga_2475_note"].get<std::string>().find("600 years"), std::string::npos) << a["pga_2475_note"];
  EXPECT_NE(a["hazard_data"].get<std::string>().find("in 60 years"), std::string::npos) << a["hazard_data"];
  EXPECT_EQ(a["disaggregation"].size(), 2U) << "the earthquakes of rare shaking are told all the same";
  const std::string shown = run_tmfgeo({"natech", file("project.toml"), "-q", "--overwrite"}).out;
  EXPECT_NE(shown.find("PGA 2475: rarer than ten times the years the catalogue covers (600 years) (4 facilities)"), std::string::npos) << shown;
}

TEST_F(NatechCatalogue, ACatalogueIsNoOlderThanItsFirstEarthquake) {
  add_catalogue();
  add_catalogue_table("1700");
  const json a = result()["natech"]["facilities"][0];
  EXPECT_NE(a["hazard_data"].get<std::string>().find("in 60 years"), std::string::npos) << a["hazard_data"];
  EXPECT_EQ(a["pga_2475_origin"], "extrapolated");
}

TEST_F(NatechCatalogue, RefusesACatalogueOfAnUnknownRegionThoughMapsCoverAll) {
  add_catalogue();
  add_catalogue_table("1960", "central-asia");
  add_map("pga", 475, 0.2, "g");
  expect_refused(run(), 2, {"project.toml:", "central-asia", "[natech.catalogue] region", "central-asia-shallow"});
}

TEST_F(NatechCatalogue, ACatalogueSaysWhereItsModelsEnd) {
  add_catalogue();
  add_catalogue_table("1960", "danube-balkans-shallow", 8);
  const json a = result()["natech"]["facilities"][0];
  EXPECT_NE(a["hazard_note"].get<std::string>().find("kotha20_eshm20: magnitude 7.95 is outside 3 to 7.4"), std::string::npos) << a["hazard_note"];
}

TEST_F(NatechCatalogue, CataloguesWithDoublesAreToldByLine) {
  add_catalogue("2010-05-05T10:00:00,4.5,0.1,10,5.0,Mw\n2010-05-05T10:00:04,4.51,0.1,10,5.1,mb\n2011-05-05,4.5,0.1,10,55,Mw\n");
  add_catalogue_table("1960");
  const json r = result();
  for (const char* code : {"catalogue_duplicate", "catalogue_magnitude_mixed", "catalogue_value_impossible"}) EXPECT_TRUE(has_issue(r, code)) << code;
  for (const json& issue : r["issues"]) {
    if (issue["code"] != "catalogue_duplicate") continue;
    EXPECT_NE(issue.dump().find("123"), std::string::npos) << "line of the file: " << issue;
  }
}

}  // namespace
}  // namespace tmfgeo::test
