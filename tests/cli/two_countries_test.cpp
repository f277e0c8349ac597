// SPDX-License-Identifier: Apache-2.0
// The synthetic example, whose numbers data/examples/two-countries/README.md finds by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;

std::string example(const std::string& file) { return source_file("data/examples/two-countries/" + file); }

json assessed(const std::string& project, const ScratchFolder& scratch) {
  const Ran ran = run_tmfgeo({"assess", example(project), "-o", scratch.file("out"), "--json", "-q"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return json::parse(ran.out, nullptr, false);
}

/// The lengths are computed on paper in the plane of UTM; its scale here is 1 within 3e-5, steps on the ellipsoid as long.
constexpr double kPaper_km = 0.002;

class TwoCountries : public testing::TestWithParam<const char*> {};

TEST_P(TwoCountries, CrossesTheBorderWhereThePaperSays) {
  const ScratchFolder scratch;
  const json result = assessed(GetParam(), scratch);
  ASSERT_TRUE(result.contains("facilities"));
  const std::map<std::string, double> by_hand_km{{"A", 6.27843}, {"B", 7.77843}, {"C", 2.36421}};
  for (const json& f : result["facilities"]) {
    const std::string id = f["id"];
    if (id == "D") {
      EXPECT_TRUE(f["crossings"].empty());
      continue;
    }
    ASSERT_EQ(f["crossings"].size(), 1U) << id;
    EXPECT_NEAR(f["crossings"][0]["distance_km"].get<double>(), by_hand_km.at(id), kPaper_km) << id;
    EXPECT_EQ(f["crossings"][0]["from"], "XA");
    EXPECT_EQ(f["crossings"][0]["to"], "XB");
    EXPECT_EQ(f["crossings"][0]["kind"], "enters");
  }
}

TEST_P(TwoCountries, LegsCoverTheRoute) {
  const ScratchFolder scratch;
  const json result = assessed(GetParam(), scratch);
  ASSERT_TRUE(result.contains("facilities"));
  for (const json& f : result["facilities"]) {
    double end_km = 0;
    for (const json& leg : f["legs"]) {
      EXPECT_DOUBLE_EQ(leg["begin_km"].get<double>(), end_km);
      end_km = leg["end_km"];
    }
    EXPECT_NEAR(end_km, f["route_km"].get<double>(), 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(AllThreeRoads, TwoCountries, testing::Values("project.toml", "project-dem.toml", "project-rivers.toml"),
                         [](const auto& road) {
                           const std::string name = road.param;
                           return name == "project.toml" ? "Both" : name == "project-dem.toml" ? "DemAlone" : "RiversAlone";
                         });

TEST_P(TwoCountries, AnswersAlikeWhenOnlyWhatIsNeededIsRead) {
  const ScratchFolder scratch;
  std::filesystem::copy(example(""), scratch.path() / "p", std::filesystem::copy_options::recursive);
  std::string project = file_text(scratch.file(std::string("p/") + GetParam()));
  const std::size_t dem = project.find("[dem]\n");
  if (dem == std::string::npos) GTEST_SKIP() << "no DEM on this road";
  write_text(scratch.file("p/window.toml"), project.insert(dem + 6, "window_from_mpx = 0\n"));
  const Ran ran = run_tmfgeo({"assess", scratch.file("p/window.toml"), "-o", scratch.file("window"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out)["facilities"], assessed(GetParam(), scratch)["facilities"]);
}

const json* term(const json& facility, const std::string& name) {
  for (const json& t : facility["indices"]) {
    if (t["term"] == name) return &t;
  }
  return nullptr;
}

TEST(TwoCountriesIndices, AreNumbersWhereAllIsKnownAndIntervalsWhereNot) {
  const ScratchFolder scratch;
  const json result = assessed("project.toml", scratch);
  const json& a = result["facilities"][0];
  const json& c = result["facilities"][2];
  EXPECT_DOUBLE_EQ((*term(a, "thi_cap"))["value"].get<double>(), 6.0);  // log10(1 000 000)
  EXPECT_DOUBLE_EQ((*term(a, "thi_tox"))["value"].get<double>(), 2.0);
  EXPECT_TRUE((*term(c, "thi"))["value"].is_null());
  EXPECT_LT((*term(c, "thi"))["low"].get<double>(), (*term(c, "thi"))["high"].get<double>());
  const auto missing = (*term(c, "thi"))["missing"].get<std::vector<std::string>>();
  EXPECT_NE(std::find(missing.begin(), missing.end(), "volume_m3"), missing.end());
}

TEST(TwoCountriesFiles, AreTheSameBytesForAnyNumberOfThreads) {
  const ScratchFolder scratch;
  for (const char* jobs : {"1", "2", "ALL_CPUS"}) {
    ASSERT_EQ(run_tmfgeo({"assess", example("project.toml"), "-q", "-j", jobs, "-o", scratch.file(jobs)}).exit_code, 0);
  }
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path() / "1")) {
    const std::string name = entry.path().filename().string();
    const std::string bytes = file_text(entry.path().string());
    EXPECT_TRUE(bytes == file_text((scratch.path() / "2" / name).string())) << name;
    EXPECT_TRUE(bytes == file_text((scratch.path() / "ALL_CPUS" / name).string())) << name;
    ++compared;
  }
  EXPECT_EQ(compared, 10);  // three rasters with their styles, GeoPackage, QGIS project, workbooks in two languages
}

TEST(TwoCountriesFiles, PassGdalsOwnCheck) {
  const std::string validator = "/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg";
  if (std::system("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg' 2> /dev/null") != 0) GTEST_SKIP() << "GDAL's validate_gpkg is not installed (python3-gdal)";
  const ScratchFolder scratch;
  ASSERT_EQ(run_tmfgeo({"assess", example("project.toml"), "-q", "-o", scratch.file("out")}).exit_code, 0);
  const std::string command = validator + " -k --extra --warning-as-error " + shell_quoted(scratch.file("out/results.gpkg"));
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(TwoCountriesFiles, SayThatTheyAreSynthetic) {
  const ScratchFolder scratch;
  const Ran ran = run_tmfgeo({"assess", example("project.toml"), "-o", scratch.file("out")});
  EXPECT_NE(ran.out.find("SYNTHETIC"), std::string::npos);
  EXPECT_NE(file_text(scratch.file("out/results.gpkg")).find("yes: an invented landscape, no real place"), std::string::npos);
}

TEST(TraceCommand, FollowsAnyPoint) {
  const Ran ran = run_tmfgeo({"trace", example("project.toml"), "--at", "4.60,0.14", "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out)["facilities"][0]["crossings"].size(), 1U);
}

TEST(ValidateCommand, ReadsEverythingAndWritesNothing) {
  const ScratchFolder scratch;
  std::filesystem::copy(example(""), scratch.path() / "p", std::filesystem::copy_options::recursive);
  std::filesystem::remove_all(scratch.path() / "p" / "out");
  const Ran ran = run_tmfgeo({"validate", scratch.file("p/project.toml")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("facilities: 4 usable"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("120 x 80 cells"), std::string::npos) << ran.out;
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "p" / "out"));
}

}  // namespace
}  // namespace tmfgeo::test
