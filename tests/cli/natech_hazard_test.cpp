// SPDX-License-Identifier: Apache-2.0
// How sure a planner may be of hazard: units, maps that contradict each other, short catalogues, grounds and estimates.
#include <gtest/gtest.h>

#include "support/natech_valley.h"

namespace tmfgeo::test {
namespace {

class NatechHazard : public NatechValley {
 protected:
  void add_measure(const std::string& measure, double period_y, double value, const std::string& unit) {
    add_map("shaking", period_y, value, unit);
    add("measure = \"" + measure + "\"\n");
  }
};

TEST_F(NatechHazard, AnAnalysisOnDefaultGroundIsADefault) {
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project-rivers.toml")));
  add_catalogue();
  add_catalogue_table("1960");
  const json a = result()["natech"]["facilities"][0];
  EXPECT_EQ(a["vs30_origin"], "default");
  EXPECT_EQ(a["pga_475_origin"], "default");
}

TEST_F(NatechHazard, RefusesGDeclaredAsPercent) {
  add_map("pga", 475, 0.4, "%g");
  expect_refused(run(), 2, {"map1.asc", "PGA in %g", "nothing above 0.004 g", "the unit may be g (the largest value would be 0.4 g)", "unit_checked"});
}

TEST_F(NatechHazard, RefusesMetresPerSecondSquaredDeclaredAsG) {
  add_map("pga", 475, 4, "g");
  expect_refused(run(), 2, {"map1.asc", "PGA in g", "up to 4 g", "at most 3 g", "m/s2 (the largest value would be 0.4079 g)"});
}

TEST_F(NatechHazard, TakesAQuietRegionWhereSomebodyHasLooked) {
  add_map("pga", 475, 0.4, "%g");
  add("unit_checked = true\n");
  EXPECT_NEAR(result()["natech"]["facilities"][0]["pga_475_g"].get<double>(), 0.004, 1e-6);
}

TEST_F(NatechHazard, AMendedMapIsAGuessAndSaysSo) {
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 975, 0.1, "g");
  add_map("pga", 2475, 0.4, "g");
  const json r = result();
  EXPECT_TRUE(has_issue(r, "hazard_not_monotone"));
  const json& a = r["natech"]["facilities"][0];
  EXPECT_EQ(a["pga_475_origin"], "computed") << "what stands by itself stays";
  EXPECT_EQ(a["pga_2475_origin"], "computed");
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  add_map("pga", 475, 0.2, "g");
  add_map("pga", 2475, 0.1, "g");
  const json b = result()["natech"]["facilities"][0];
  EXPECT_EQ(b["pga_2475_origin"], "extrapolated");
  EXPECT_NE(b["pga_2475_note"].get<std::string>().find("was raised"), std::string::npos) << b;
}

TEST_F(NatechHazard, AreaSourcesStandInForACatalogueAndAddToIt) {
  const std::string areas = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"valley\",\"a\":3.5,\"b\":1.0,\"mmin\":4.5,"
                            "\"mmax\":7,\"depth_km\":10,\"mechanism\":\"normal\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[3,-1],[6,-1],[6,1.5],[3,1.5],[3,-1]]]}}]}";
  write_text(file("areas.geojson"), areas);
  add("\n[natech.area_sources]\nfile = \"areas.geojson\"\nregion = \"world-active-shallow\"\n");
  const json alone = result()["natech"]["facilities"][0];
  EXPECT_GT(alone["pga_475_g"].get<double>(), 0.01);
  EXPECT_NE(alone["hazard_data"].get<std::string>().find("areas.geojson, 1 area source"), std::string::npos) << alone["hazard_data"];
  EXPECT_FALSE(alone["disaggregation"].empty());
  add_catalogue();
  add_catalogue_table("1960");
  const json both = result()["natech"]["facilities"][0];
  EXPECT_GT(both["pga_475_g"].get<double>(), alone["pga_475_g"].get<double>());
  EXPECT_NE(both["hazard_data"].get<std::string>().find("earthquakes in"), std::string::npos);
}

// All earthquakes of this zone shake the dams by more than the lowest level: the run once ended on the flat curve.
TEST_F(NatechHazard, AFaultZoneOfRareStrongEarthquakesHasNoMadeUpShakingBetweenThem) {
  write_text(file("areas.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"fz\",\"a\":3.0,\"b\":1.0,\"mmin\":6.0,"
                                    "\"mmax\":7.5,\"depth_km\":10},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[4.4,0.05],[4.9,0.05],[4.9,0.25],[4.4,0.25],[4.4,0.05]]]}}]}");
  add("\n[natech.area_sources]\nfile = \"areas.geojson\"\nregion = \"world-active-shallow\"\n");
  const json a = result()["natech"]["facilities"][0];
  EXPECT_TRUE(a["pga_475_g"].is_null()) << a["pga_475_g"];
  EXPECT_EQ(a["pga_475_origin"], "unknown");
  EXPECT_EQ(a["pga_475_note"], "below 0.005 g, where the hazard curve begins");
  EXPECT_GT(a["pga_2475_g"].get<double>(), 0.1);
}

TEST_F(NatechHazard, ValidateLooksIntoCataloguesAndShakeMaps) {
  const auto validate = [&] { return run_tmfgeo({"validate", file("project.toml"), "--json"}); };
  add_catalogue();
  add_catalogue_table("1960");
  EXPECT_NE(validate().out.find("120 usable earthquakes since 1960"), std::string::npos) << validate().out;
  write_text(file("quakes.csv"), "time,longitude,latitude,depth,M\n1990-01-01,4.6,0.1,10,5\n");
  const Ran column = validate();
  EXPECT_EQ(column.exit_code, 2) << column.out;
  EXPECT_NE(column.out.find("magnitude_column"), std::string::npos) << column.out;
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  write_text(file("grid.xml"), "<shakemap_grid></shakemap_grid>");
  add("\n[natech.shakemap]\nfile = \"grid.xml\"\n");
  const Ran grid = validate();
  EXPECT_EQ(grid.exit_code, 2) << grid.out;
  EXPECT_NE(grid.out.find("found no grid_specification"), std::string::npos) << grid.out;
}

TEST_F(NatechHazard, SpectralMapsAreReadPerReturnPeriod) {
  add_map("pga", 475, 0.2, "g");
  add_measure("SA(0.3)", 475, 45, "%g");
  add_measure("SA(0.3)", 2475, 90, "%g");
  add_measure("PGV", 475, 0.15, "m/s");
  const json measures = result()["natech"]["facilities"][0]["measures"];
  const auto value = [&](const std::string& measure, double period_y) {
    for (const json& m : measures) {
      if (m["measure"] == measure && m["return_period_y"] == period_y) return m;
    }
    return json();
  };
  EXPECT_NEAR(value("SA(0.3)", 475)["value"].get<double>(), 0.45, 1e-6);
  EXPECT_NEAR(value("SA(0.3)", 2475)["value"].get<double>(), 0.9, 1e-6);
  EXPECT_EQ(value("SA(0.3)", 2475)["origin"], "computed");
  EXPECT_NEAR(value("PGV", 475)["value"].get<double>(), 15, 1e-5);
  EXPECT_EQ(value("PGV", 475)["unit"], "cm/s");
  EXPECT_EQ(value("PGV", 2475)["origin"], "extrapolated") << "one map only";
}

TEST_F(NatechHazard, SpectralMapsMoveTheDamsInsteadOfADefaultShape) {
  const auto displacement = [&](double sa_g) {
    write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
    add_map("pga", 475, 0.3, "g");
    add_map("pga", 2475, 0.6, "g");
    if (sa_g > 0) {
      for (const char* measure : {"SA(0.1)", "SA(1)"}) {
        add_measure(measure, 475, sa_g, "g");
        add_measure(measure, 2475, 2 * sa_g, "g");
      }
    }
    return probability(result()["natech"]["facilities"][0]["yearly"], "displacement").get<double>();
  };
  const double weak = displacement(0.05);
  const double by_default = displacement(0);
  const double strong = displacement(1.5);
  EXPECT_LT(weak, by_default);
  EXPECT_LT(by_default, strong);
}

TEST_F(NatechHazard, SpectralMapsOnRockAreCarriedToTheGround) {
  add("\n[natech]\npga_on_rock = true\ndefault_vs30_m_s = 300\nestimate_floods = false\n");
  add_map("pga", 475, 0.2, "g");
  add_measure("SA(1)", 475, 0.15, "g");
  const json carried = result()["natech"]["facilities"][0];
  EXPECT_EQ(carried["measures"][0]["measure"], "SA(1)");
  EXPECT_NE(carried["measures"][0]["value"].get<double>(), 0.15);
  write_text(file("project.toml"), file_text(source_file("data/examples/two-countries/project.toml")));
  add("\n[natech]\npga_on_rock = true\n");
  add_measure("SA(1)", 475, 0.15, "g");
  const json alone = result();
  EXPECT_TRUE(alone["natech"]["facilities"][0]["measures"].empty()) << "without PGA on rock nobody knows how far the ground softens";
  EXPECT_TRUE(has_issue(alone, "hazard_unknown"));
}

TEST_F(NatechHazard, RefusesMeasuresAndUnitsThatDoNotGoTogether) {
  const std::string project = file_text(file("project.toml"));
  const auto refused = [&](const std::string& measure, double value, const std::string& unit, const std::vector<std::string>& words) {
    write_text(file("project.toml"), project);
    add_measure(measure, 475, value, unit);
    expect_refused(run(), 2, words);
  };
  refused("PGV", 20, "g", {"[natech.shaking]", "unit", "expected one of: cm/s, m/s"});
  refused("SA(0.3)", 0.4, "cm/s", {"unit", "expected one of: g, %g, cm/s2, m/s2"});
  refused("SA", 0.4, "g", {"measure", "PGA, PGV or SA(period)"});
  refused("PGV", 0.2, "cm/s", {"PGV in cm/s", "the unit may be m/s (the largest value would be 20 cm/s)"});
}

// The scatter of kotha20_eshm20 is smaller where the ground was measured; a raster is no measurement.
TEST_F(NatechHazard, OnlyTheFacilitysOwnGroundCountsAsMeasured) {
  write_text(file("kotha.toml"), std::string(kQuake).replace(std::string(kQuake).find("world-active-shallow"), 20, "danube-balkans-shallow"));
  write_text(file("vs30.asc"), grid_text(500));
  const std::string raster = "\n[natech.vs30]\nfile = \"vs30.asc\"\ncrs = \"EPSG:4326\"\n";
  add(raster);
  const auto spread = [&](const json& r) {
    const json& f = r["natech"]["events"][0]["facilities"][0];
    return f["pga_p84_g"].get<double>() / f["pga_p16_g"].get<double>();
  };
  const json mapped = result({"--scenario", file("kotha.toml")});
  EXPECT_EQ(mapped["natech"]["facilities"][0]["vs30_m_s"], 500);
  EXPECT_EQ(mapped["natech"]["facilities"][0]["vs30_origin"], "computed");
  write_text(file("facilities.csv"), "id,country,x,y,vs30_m_s\nA,XA,678050,16450,500\n");
  const json stated = result({"--scenario", file("kotha.toml")});
  EXPECT_EQ(stated["natech"]["facilities"][0]["vs30_origin"], "given");
  EXPECT_LT(spread(stated), spread(mapped));
}

TEST_F(NatechHazard, EstimatesThatDisagreeAreUnsure) {
  add("\n[natech.discharge]\nheight_error_m = 30\n");
  const json r = result();
  const json& c = r["natech"]["facilities"][2];
  EXPECT_EQ(c["depths"][5]["depth_low_m"], 0);
  EXPECT_GT(c["depths"][5]["depth_high_m"].get<double>(), 0.1);
  EXPECT_GT(c["depths"][5]["depth_m"].get<double>(), 0.1) << "C stands on the river";
  EXPECT_EQ(c["flood_status"], "unsure");
  EXPECT_TRUE(c["depths"][5]["erodes"].is_null()) << c["depths"][5];
  EXPECT_TRUE(c["failure_return_period_y"].is_null());
  const Ran shown = run_tmfgeo({"natech", file("project.toml"), "-q", "--overwrite"});
  EXPECT_NE(shown.out.find("unsure (estimated)"), std::string::npos) << shown.out;
}

TEST_F(NatechHazard, AnEstimateWhoseLowEndErodesHasAFailurePeriod) {
  add("\n[natech.discharge]\nheight_error_m = 0\nroughness_within_factor = 1\nlaw_within_factor = 1\nindex_a = 300\nindex_b = 0.7\n"
      "growth_return_periods_years = [2, 10, 500]\ngrowth_factors = [0.9, 1.5, 4]\n");
  const json c = result()["natech"]["facilities"][2];
  EXPECT_EQ(c["flood_status"], "wet");
  EXPECT_EQ(c["depths"][5]["erodes"], true) << c["depths"];
  EXPECT_FALSE(c["failure_at_most_y"].is_null());
  EXPECT_TRUE(c["failure_return_period_y"].is_null()) << "without storms nobody knows whether it is overtopped sooner";
}

}  // namespace
}  // namespace tmfgeo::test
