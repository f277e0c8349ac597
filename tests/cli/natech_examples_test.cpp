// SPDX-License-Identifier: Apache-2.0
// The examples of earthquakes, run as a user runs them.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"
#include "support/testdata.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json natech(const std::string& project, const std::string& out, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"natech", project, "-o", out, "-q", "--json", "--overwrite"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Ran ran = run_tmfgeo(arguments);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return json::parse(ran.out, nullptr, false);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

double cell_at(const Grid<float>& grid, Point p) { return static_cast<double>(grid[grid.frame().cell_at(p)]); }

/// The example chu-crustal on the Chu DEM of the test data, with places whose ground is known by eye.
class ChuCrustal : public testing::Test {
 protected:
  void SetUp() override {
    TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtm3_3arcsec.tif");
    TMFGEO_NEEDS_TESTDATA("borders/osm10m_countries_subset.gpkg");
    const std::string example = source_file("data/examples/chu-crustal/");
    fs::copy_file(example + "belovodskoe-1885.toml", scratch_.path() / "belovodskoe-1885.toml");
    std::string project = file_text(example + "project.toml");
    project = replaced(project, "../../local/gebco_kyrgyzstan.tif", testdata("dem/chu_bishkek_srtm3_3arcsec.tif"));
    project = replaced(project, "clip = [72.0, 41.0, 76.0, 44.5]", "clip = [74.3, 42.3, 74.9, 43.2]");
    project = replaced(project, "../../local/borders.gpkg", testdata("borders/osm10m_countries_subset.gpkg"));
    project = replaced(project, "name_column = \"name\"\n", "");
    write_text(scratch_.file("project.toml"), project);
    write_text(scratch_.file("facilities.csv"), "id,lon,lat\nplain,74.60,42.95\nrange,74.60,42.50\nnear,74.35,42.72\n");
  }
  ScratchFolder scratch_;
};

TEST_F(ChuCrustal, ShakesOnGroundThatFollowsFromSlope) {
  const json r = natech(scratch_.file("project.toml"), scratch_.file("out"));
  for (const json& f : r["natech"]["facilities"]) EXPECT_EQ(f["vs30_origin"], "computed") << f["id"];
  const json& sites = r["natech"]["facilities"];
  EXPECT_LT(sites[0]["vs30_m_s"].get<double>(), 400) << "gravel and loam of the plain";
  EXPECT_GT(sites[1]["vs30_m_s"].get<double>(), 600) << "the Kyrgyz range";
  const json& shaken = r["natech"]["events"][0]["facilities"];
  EXPECT_GT(shaken[2]["pga_g"].get<double>(), shaken[0]["pga_g"].get<double>()) << "nearer";
  EXPECT_GT(shaken[2]["pga_g"].get<double>(), shaken[1]["pga_g"].get<double>()) << "nearer";
  for (const json& f : shaken) {
    EXPECT_EQ(f["origin"], "computed") << f;
    EXPECT_LT(f["pga_p16_g"].get<double>(), f["pga_g"].get<double>());
    EXPECT_GT(f["pga_p84_g"].get<double>(), f["pga_g"].get<double>());
  }
}

// The map and the facilities are two ways to one number.
TEST_F(ChuCrustal, MapsSayWhatTheFacilitiesAreTold) {
  const json r = natech(scratch_.file("project.toml"), scratch_.file("out"));
  Issues issues;
  const auto map = [&](const std::string& measure) { return read_raster({scratch_.file("out/scenario_belovodskoe-1885_" + measure + ".tif")}, {}, issues); };
  const Grid<float> pga = map("pga_median");
  const json& shaken = r["natech"]["events"][0]["facilities"];
  const std::vector<Point> places{{74.60, 42.95}, {74.60, 42.50}, {74.35, 42.72}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double told = shaken[i]["pga_g"].get<double>();
    EXPECT_NEAR(cell_at(pga, places[i]) / told, 1, 0.15) << "the cell's middle lies up to 0.8 km away";
  }
  const Grid<float> low = map("pga_p16");
  const Grid<float> high = map("pga_p84");
  std::ptrdiff_t known = 0;
  for (std::ptrdiff_t i = 0; i < pga.size(); ++i) {
    if (std::isnan(pga[i])) continue;
    ++known;
    ASSERT_LT(low[i], pga[i]);
    ASSERT_LT(pga[i], high[i]);
  }
  EXPECT_EQ(known, pga.size()) << "ground beyond the DEM counts with the default";
  for (const char* name : {"pgv_median", "sa-1s_median"}) EXPECT_GT(cell_at(map(name), places[2]), cell_at(map(name), places[1])) << name;
}

TEST(ChuCrustalExample, RunsOnTheDataOfTheScripts) {
  const std::string example = source_file("data/examples/chu-crustal/project.toml");
  if (!fs::exists(source_file("data/local/gebco_kyrgyzstan.tif"))) GTEST_SKIP() << "scripts/get-data has not been run";
  const ScratchFolder scratch;
  const json r = natech(example, scratch.file("out"));
  const json& shaken = r["natech"]["events"][0]["facilities"];
  ASSERT_EQ(shaken.size(), 2U);
  EXPECT_GT(shaken[1]["pga_g"].get<double>(), 0.1) << "Kara-Balta, 25 km from the epicentre";
  EXPECT_LT(shaken[0]["pga_g"].get<double>(), 0.1) << "Min-Kush, 115 km away";
  for (const json& f : shaken) {
    for (const json& s : f["damage"]) {
      if (s["mechanism"] != "release") continue;
      EXPECT_TRUE(s["probability"].is_null()) << "nothing is published of the dam";
    }
  }
}

TEST(ShakeMapExample, IsReadBesideTheExample) {
  const ScratchFolder scratch;
  const json r = natech(source_file("data/examples/two-countries/project-natech.toml"), scratch.file("out"),
                        {"--shakemap", source_file("data/examples/two-countries/shakemap.xml")});
  const json& events = r["natech"]["events"];
  ASSERT_EQ(events.size(), 2U) << "the scenario stays, the ShakeMap comes beside it";
  const json& event = events[1];
  EXPECT_EQ(event["id"], "invented-2026");
  EXPECT_EQ(event["kind"], "shakemap");
  EXPECT_NEAR(event["magnitude"].get<double>(), 6.1, 1e-9);
  for (const json& f : event["facilities"]) {
    EXPECT_GT(f["pga_g"].get<double>(), 0.15);
    EXPECT_LT(f["pga_g"].get<double>(), 0.34);
    EXPECT_EQ(f["origin"], "given") << "the grid tells its scatter";
  }
}

}  // namespace
}  // namespace tmfgeo::test
