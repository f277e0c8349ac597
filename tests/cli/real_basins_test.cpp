// SPDX-License-Identifier: Apache-2.0
// The real examples, against what is known of them without tmfgeo.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;

#define TMFGEO_NEEDS_LOCAL_DATA(name)                                                                       \
  if (!std::filesystem::exists(source_file(std::string("data/local/") + (name)))) {                         \
    GTEST_SKIP() << "data/local/" << (name) << " is absent: scripts/install-packages data, scripts/get-data"; \
  }                                                                                                         \
  static_assert(true)

const json* crossing_into(const json& facility, const std::string& country) {
  for (const json& c : facility["crossings"]) {
    if (c["to"] == country) return &c;
  }
  return nullptr;
}

TEST(Danube, BaiaMareReachesHungarySerbiaAndTheDelta) {
  TMFGEO_NEEDS_LOCAL_DATA("rivers_europe.fgb");
  TMFGEO_NEEDS_LOCAL_DATA("borders.gpkg");
  const Ran ran = run_tmfgeo({"trace", source_file("data/examples/danube/project.toml"), "--facility", "RO-AURUL", "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json f = json::parse(ran.out)["facilities"][0];
  // Distances of the river network itself, found by following its links by hand: 70, 630 and 2 130 km.
  const json* hungary = crossing_into(f, "HU");
  const json* serbia = crossing_into(f, "RS");
  ASSERT_NE(hungary, nullptr);
  ASSERT_NE(serbia, nullptr);
  EXPECT_NEAR((*hungary)["distance_km"].get<double>(), 70, 3);
  EXPECT_NEAR((*serbia)["distance_km"].get<double>(), 630, 5);
  EXPECT_NEAR(f["route_km"].get<double>(), 2130, 10);
  EXPECT_EQ(f["route_end"], "sea");
  EXPECT_EQ((*hungary)["from"], "RO");
  EXPECT_EQ((*serbia)["from"], "HU");
  double before_km = 0;
  for (const json& c : f["crossings"]) {
    EXPECT_GE(c["distance_km"].get<double>(), before_km);
    before_km = c["distance_km"];
  }
}

TEST(Danube, GivesTheSameBytesTwice) {
  TMFGEO_NEEDS_LOCAL_DATA("rivers_europe.fgb");
  TMFGEO_NEEDS_LOCAL_DATA("borders.gpkg");
  const ScratchFolder scratch;
  const std::string project = source_file("data/examples/danube/project.toml");
  ASSERT_EQ(run_tmfgeo({"assess", project, "-q", "-j", "1", "-o", scratch.file("a")}).exit_code, 0);
  ASSERT_EQ(run_tmfgeo({"assess", project, "-q", "-o", scratch.file("b")}).exit_code, 0);
  EXPECT_TRUE(file_text(scratch.file("a/results.gpkg")) == file_text(scratch.file("b/results.gpkg")));
  EXPECT_GT(std::filesystem::file_size(scratch.path() / "a" / "results.gpkg"), 1'000'000U);
}

TEST(Danube, NaturalEarthLinesLeadToTheSameCountries) {
  TMFGEO_NEEDS_LOCAL_DATA("boundary_lines.gpkg");
  const Ran ran = run_tmfgeo({"trace", source_file("data/examples/danube/project-natural-earth.toml"), "--facility", "RO-AURUL", "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json f = json::parse(ran.out)["facilities"][0];
  std::vector<std::string> entered;
  for (const json& c : f["crossings"]) entered.push_back(c["to"]);
  ASSERT_GE(entered.size(), 2U);
  EXPECT_TRUE(entered[0] == "HU" || entered[0] == "HUN") << entered[0];
  EXPECT_NEAR(f["crossings"][0]["distance_km"].get<double>(), 70, 8);
}

TEST(MailuuSuu, ReachesUzbekistanBelowTheTown) {
  TMFGEO_NEEDS_LOCAL_DATA("gebco_kyrgyzstan.tif");
  TMFGEO_NEEDS_LOCAL_DATA("borders.gpkg");
  const Ran ran = run_tmfgeo({"trace", source_file("data/examples/mailuu-suu/project.toml"), "--facility", "KG-MS03", "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json f = json::parse(ran.out)["facilities"][0];
  ASSERT_FALSE(f["crossings"].empty());
  EXPECT_EQ(f["crossings"][0]["to"], "UZ");
  // Following the same DEM by hand, outside this program, gives about 29 km.
  EXPECT_NEAR(f["crossings"][0]["distance_km"].get<double>(), 29, 3);
}

/// The real SRTM of the Chu valley with an illustrative point above Bishkek.
class Chu : public testing::Test {
 protected:
  void write_project(const std::string& dem) {
    write_text(scratch_.file("facilities.csv"),
               "id,name,country,lon,lat,location_quality\nchu-1,Illustrative point above Bishkek,KG,74.49,42.64,illustrative\n");
    write_text(scratch_.file("project.toml"),
               "tmfgeo = 1\n[project]\nname = \"chu\"\ntitle = \"Chu (illustrative facilities)\"\n[dem]\nfiles = [\"" + testdata(dem) +
                   "\"]\n[facilities]\nfile = \"facilities.csv\"\n[borders]\nfile = \"" +
                   testdata("borders/osm10m_countries_subset.gpkg") + "\"\ncode_column = \"isoA2\"\ntolerance_m = 1000\n");
  }
  ScratchFolder scratch_;
};

TEST_F(Chu, MeetsKazakhstanOnceAsABorderRiver) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  write_project("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  const Ran ran = run_tmfgeo({"assess", scratch_.file("project.toml"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json f = json::parse(ran.out)["facilities"][0];
  ASSERT_EQ(f["crossings"].size(), 1U);
  const json& c = f["crossings"][0];
  EXPECT_EQ(c["kind"], "border_river");
  EXPECT_EQ(c["to"], "KZ");
  EXPECT_GT(c["raw_crossings"].get<int>(), 5);
  // Near (74.57 E, 43.13 N), after about 60 km; D8 steps on the plain make the way up to a tenth longer.
  EXPECT_LT(geodesic_distance_m({c["lon"], c["lat"]}, {74.57, 43.13}), 5000);
  EXPECT_NEAR(c["distance_km"].get<double>(), 63, 6);
  EXPECT_EQ(f["route_end"], "leaves_grid");
}

/// A DEM and illustrative points on it, routed once over the whole raster and once over windows.
class Windowed : public testing::Test {
 protected:
  struct At {
    const char* id;
    const char* lon_lat;
  };
  void write_projects(const std::string& dem_files, const std::string& country, const std::vector<At>& points) {
    std::string sheet = "id,name,country,lon,lat,location_quality\n";
    for (const At& p : points) sheet += std::string(p.id) + ",Illustrative point," + country + "," + p.lon_lat + ",illustrative\n";
    write_text(scratch_.file("facilities.csv"), sheet);
    for (const bool whole : {true, false}) {
      write_text(scratch_.file(whole ? "whole.toml" : "window.toml"),
                 "tmfgeo = 1\n[project]\nname = \"" + std::string(whole ? "whole" : "window") + "\"\n[dem]\nfiles = [" + dem_files +
                     "]\n" + (whole ? "window_from_mpx = 1e6\n" : "") + "[facilities]\nfile = \"facilities.csv\"\n[borders]\nfile = \"" +
                     testdata("borders/osm10m_countries_subset.gpkg") + "\"\ncode_column = \"isoA2\"\ntolerance_m = 1000\n");
    }
  }
  json run(const std::vector<std::string>& arguments) {
    const Ran ran = run_tmfgeo(arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return json::parse(ran.out, nullptr, false);
  }
  /// Every point by itself, so that each has a window of its own, against all of them over the whole raster.
  void expect_windows_answer_alike(const std::vector<At>& points) {
    const json whole = run({"assess", scratch_.file("whole.toml"), "--json", "-q"});
    ASSERT_EQ(whole["facilities"].size(), points.size());
    EXPECT_EQ(window_told(whole), "");
    int windows = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const json part = run({"trace", scratch_.file("window.toml"), "--facility", points[i].id, "--json", "-q"});
      windows += window_told(part).empty() ? 0 : 1;
      expect_alike(part["facilities"][0], whole["facilities"][i], points[i].id);
    }
    EXPECT_GE(windows, 3);
  }
  static std::string window_told(const json& result) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == "dem_window") return issue["message"];
    }
    return "";
  }
  static void expect_alike(const json& a, const json& b, const std::string& where) {
    ASSERT_EQ(a.type(), b.type()) << where;
    if (a.is_number_float()) {
      EXPECT_NEAR(a.get<double>(), b.get<double>(), 1e-9 * std::max(1.0, std::abs(b.get<double>()))) << where;
    } else if (a.is_structured()) {
      ASSERT_EQ(a.size(), b.size()) << where;
      for (const auto& [key, value] : a.items()) expect_alike(value, a.is_object() ? b[key] : b[std::stoul(key)], where + "/" + key);
    } else {
      EXPECT_EQ(a, b) << where;
    }
  }
  ScratchFolder scratch_;
};

TEST_F(Windowed, ChuAnswersAsTheWholeRaster) {
  TMFGEO_NEEDS_TESTDATA("dem/chu_bishkek_srtmgl1_1arcsec.tif");
  // Three valleys of the mountains, and a point on the plain whose overview misleads: all is read in the end.
  const std::vector<At> points{
      {"west", "74.375,42.412"}, {"middle", "74.525,42.412"}, {"east", "74.825,42.412"}, {"plain", "74.375,43.088"}};
  write_projects("\"" + testdata("dem/chu_bishkek_srtmgl1_1arcsec.tif") + "\"", "KG", points);
  expect_windows_answer_alike(points);
}

TEST_F(Windowed, SixTilesOfTheZhabayAnswerAsTheWholeMosaic) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles");
  std::vector<std::string> tiles;
  for (const auto& entry : std::filesystem::directory_iterator(testdata("dem/kz_zhabay_srtmgl1_tiles"))) {
    if (entry.path().extension() == ".tif") tiles.push_back("\"" + entry.path().string() + "\"");
  }
  std::sort(tiles.begin(), tiles.end());
  ASSERT_EQ(tiles.size(), 6U);
  std::string files;
  for (const std::string& tile : tiles) files += (files.empty() ? "" : ", ") + tile;
  const std::vector<At> points{{"west", "67.3,52.0"}, {"north", "68.5,52.8"}, {"east", "69.7,52.8"}};
  write_projects(files, "KZ", points);
  expect_windows_answer_alike(points);
  // One of them alone: what is read, and the memory for it.
  write_projects(files, "KZ", {points[1]});
  const json whole = run({"validate", scratch_.file("whole.toml"), "--json", "-q"});
  const json window = run({"validate", scratch_.file("window.toml"), "--json", "-q"});
  EXPECT_LT(window["memory_mb"].get<double>(), whole["memory_mb"].get<double>() / 5);
  EXPECT_NE(window["findings"].dump().find("will read"), std::string::npos) << window["findings"];
  EXPECT_EQ(whole["findings"].dump().find("will read"), std::string::npos) << whole["findings"];
}

}  // namespace
}  // namespace tmfgeo::test
