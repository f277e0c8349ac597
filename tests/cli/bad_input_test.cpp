// SPDX-License-Identifier: Apache-2.0
// What a user gets for input that is wrong: a message that names file, record, key and what was expected, the exit code of
// docs/command-line.md, and no file half written.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "support/run_tmfgeo.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;

/// A copy of the synthetic example to damage.
class BadInput : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"dem.tif", "rivers.gpkg", "borders.gpkg", "facilities.csv", "places.csv", "project.toml"}) {
      fs::copy_file(source_file(std::string("data/examples/two-countries/") + name), scratch_.path() / name);
    }
  }
  std::string file(const std::string& name) const { return scratch_.file(name); }
  void replace_in(const std::string& name, const std::string& what, const std::string& by) {
    std::string text = file_text(file(name));
    const std::size_t at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    write_text(file(name), text.replace(at, what.size(), by));
  }
  Ran assess(const std::string& prefix = {}) { return run_tmfgeo({"assess", file("project.toml"), "-q"}, prefix); }
  bool nothing_written() const { return !fs::exists(scratch_.path() / "out/two-countries/results.gpkg"); }
  /// Refused with this code; the message holds each of the words; nothing is written.
  void expect_refused(const Ran& ran, int exit_code, const std::vector<std::string>& words) {
    EXPECT_EQ(ran.exit_code, exit_code) << ran.err;
    for (const std::string& word : words) EXPECT_NE(ran.err.find(word), std::string::npos) << "no \"" << word << "\" in: " << ran.err;
    EXPECT_TRUE(nothing_written());
  }
  ScratchFolder scratch_;
};

TEST_F(BadInput, MissingProjectFile) {
  expect_refused(run_tmfgeo({"assess", file("none.toml")}), 3, {"none.toml", "cannot be opened"});
}

TEST_F(BadInput, EmptyProjectFile) {
  write_text(file("project.toml"), "");
  expect_refused(assess(), 2, {"project.toml", "is empty", "expected"});
}

TEST_F(BadInput, UnknownKeyNamesLineAndNearestKey) {
  replace_in("project.toml", "burn_depth_m", "burn_dept_m");
  expect_refused(assess(), 2, {"project.toml:", "burn_dept_m", "[dem]", "did you mean \"burn_depth_m\""});
}

TEST_F(BadInput, WordOutsideItsList) {
  replace_in("project.toml", "conditioning = \"fill\"", "conditioning = \"fil\"");
  expect_refused(assess(), 2, {"project.toml:", "conditioning", "fill, breach, auto"});
}

TEST_F(BadInput, NumberOutOfRange) {
  replace_in("project.toml", "burn_depth_m = 20.0", "burn_depth_m = -3");
  expect_refused(assess(), 2, {"burn_depth_m", "-3", "expected a number from 0"});
}

TEST_F(BadInput, NewerFormatVersion) {
  replace_in("project.toml", "tmfgeo = 1", "tmfgeo = 2");
  expect_refused(assess(), 2, {"tmfgeo", "version 2", "version 1"});
}

TEST_F(BadInput, MissingInputFiles) {
  for (const char* name : {"dem.tif", "rivers.gpkg", "facilities.csv", "borders.gpkg", "places.csv"}) {
    fs::rename(file(name), file("kept"));
    expect_refused(assess(), 3, {name});
    fs::rename(file("kept"), file(name));
  }
}

TEST_F(BadInput, EmptyInputFiles) {
  for (const char* name : {"dem.tif", "rivers.gpkg", "facilities.csv", "borders.gpkg", "places.csv"}) {
    fs::rename(file(name), file("kept"));
    write_text(file(name), "");
    const Ran ran = assess();
    EXPECT_TRUE(ran.exit_code == 2 || ran.exit_code == 3) << name << ": " << ran.err;
    EXPECT_NE(ran.err.find(name), std::string::npos) << ran.err;
    EXPECT_TRUE(nothing_written()) << name;
    fs::rename(file("kept"), file(name));
  }
}

TEST_F(BadInput, TruncatedRaster) {
  fs::resize_file(file("dem.tif"), fs::file_size(file("dem.tif")) / 2);
  const Ran ran = assess();
  EXPECT_TRUE(ran.exit_code == 2 || ran.exit_code == 3) << ran.err;
  EXPECT_NE(ran.err.find("dem.tif"), std::string::npos) << ran.err;
  EXPECT_TRUE(nothing_written());
}

TEST_F(BadInput, UnknownLayerNamesTheNearest) {
  replace_in("project.toml", "layer = \"countries\"", "layer = \"contries\"");
  expect_refused(assess(), 2, {"borders.gpkg", "contries", "countries"});
}

TEST_F(BadInput, UnknownColumnNamesTheNearest) {
  replace_in("project.toml", "code_column = \"code\"", "code_column = \"coude\"");
  expect_refused(assess(), 2, {"borders.gpkg", "coude", "did you mean \"code\""});
}

TEST_F(BadInput, UnknownSchemeNamesTheNearest) {
  replace_in("project.toml", "scheme = \"tmfgeo-1\"", "scheme = \"tmfgeo-2\"");
  expect_refused(assess(), 2, {"scheme", "tmfgeo-2", "did you mean \"tmfgeo-1\""});
}

TEST_F(BadInput, ResultsThatAreThereAlreadyStayWithoutOverwrite) {
  ASSERT_EQ(assess().exit_code, 0);
  const std::string path = file("out/two-countries/results.gpkg");
  const std::string before = file_text(path);
  const Ran again = assess();
  EXPECT_EQ(again.exit_code, 3);
  EXPECT_NE(again.err.find("--overwrite"), std::string::npos) << again.err;
  EXPECT_EQ(file_text(path), before);
  EXPECT_EQ(run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite"}).exit_code, 0);
}

TEST_F(BadInput, AFileStandsWhereTheFolderShouldBe) {
  write_text(file("out"), "in the way");
  expect_refused(assess(), 3, {"out"});
  EXPECT_EQ(file_text(file("out")), "in the way");
}

TEST_F(BadInput, FullDiskLeavesNothingHalfWritten) {
  // A limit on the size of files stands in for a full disk: writing fails in the same place.
  const Ran ran = assess("trap '' XFSZ; ulimit -f 40;");
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_TRUE(nothing_written());
  if (!fs::exists(file("out/two-countries"))) return;
  EXPECT_TRUE(fs::is_empty(file("out/two-countries")));
}

TEST_F(BadInput, FullDiskLeavesTheOldResultsAsTheyWere) {
  ASSERT_EQ(assess().exit_code, 0);
  const auto date = fs::last_write_time(file("out/two-countries/dem_conditioned.tif"));
  EXPECT_EQ(run_tmfgeo({"assess", file("project.toml"), "-q", "--overwrite"}, "trap '' XFSZ; ulimit -f 40;").exit_code, 3);
  EXPECT_EQ(fs::last_write_time(file("out/two-countries/dem_conditioned.tif")), date);
  EXPECT_FALSE(fs::exists(file("out/two-countries/.tmfgeo-partial")));
}

TEST_F(BadInput, OneBadFacilityNeverStopsTheRun) {
  std::string csv = "id;name;country;lon;lat;volume_m3;whc\n";
  csv += "good;Хорошее;XA;4.5950;0.1400;1000000;2\n";
  csv += "good;Двойник;XA;4.5950;0.1400;1000000;2\n";
  csv += "approximate;a;XA;4.5950;0.1400;~100;2\n";
  csv += "two-commas;b;XA;4.5950;0.1400;1,2e6;2\n";
  csv += "negative;c;XA;4.5950;0.1400;-5;2\n";
  csv += "no-volume;d;XA;4.5950;0.1400;;2\n";
  csv += "comma;e;XA;4,5950;0,1400;1000,5;2\n";
  csv += "class;f;XA;4.5950;0.1400;10;7\n";
  csv += "outside;g;XA;5.9;0.14;10;1\n";
  csv += "nowhere;h;XA;;;10;1\n";
  csv += "not-a-place;i;XA;abc;0.14;10;1\n";
  write_text(file("facilities.csv"), csv);
  replace_in("project.toml", "file = \"facilities.csv\"\ncrs = \"EPSG:32631\"", "file = \"facilities.csv\"");
  const Ran ran = run_tmfgeo({"assess", file("project.toml"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto result = nlohmann::json::parse(ran.out);
  std::set<std::pair<std::string, std::string>> found;
  for (const auto& issue : result["issues"]) {
    found.emplace(issue["subject"].get<std::string>(), issue["code"].get<std::string>());
    EXPECT_FALSE(issue["advice"].get<std::string>().empty());
  }
  const auto has = [&](const char* subject, const char* code) { return found.contains({subject, code}); };
  EXPECT_TRUE(has("good", "facility_duplicate_id"));
  EXPECT_TRUE(has("approximate", "value_unreadable"));
  EXPECT_TRUE(has("two-commas", "value_unreadable"));
  EXPECT_TRUE(has("negative", "value_out_of_range"));
  EXPECT_TRUE(has("no-volume", "value_missing"));
  EXPECT_TRUE(has("class", "value_out_of_range"));
  EXPECT_TRUE(has("outside", "facility_beyond_dem"));
  EXPECT_TRUE(has("outside", "facility_not_snapped"));
  EXPECT_TRUE(has("nowhere", "facility_location_missing"));
  EXPECT_TRUE(has("not-a-place", "facility_location_missing"));
  EXPECT_EQ(result["facilities"].size(), 8U);  // all but the double and the two without a place
}

TEST_F(BadInput, ThreeThousandFacilitiesAllGetTheirAnswer) {
  std::string csv = "id,country,lon,lat\n";
  for (int i = 0; i < 3000; ++i) csv += "f" + std::to_string(i) + ",XA," + (i == 1500 ? "bad" : "4.5950") + ",0.1400\n";
  write_text(file("facilities.csv"), csv);
  replace_in("project.toml", "file = \"facilities.csv\"\ncrs = \"EPSG:32631\"", "file = \"facilities.csv\"");
  const Ran ran = run_tmfgeo({"assess", file("project.toml"), "--json", "-q"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(nlohmann::json::parse(ran.out)["facilities"].size(), 2999U);
}

TEST(Usage, WrongCallsExitWithOne) {
  EXPECT_EQ(run_tmfgeo({}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"asses"}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"assess"}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"layers", "-j", "many"}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"layers", "no-such-layer"}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"init", ""}).exit_code, 1);
  EXPECT_EQ(run_tmfgeo({"--version"}).exit_code, 0);
}

TEST(Usage, EveryCommandHasHelp) {
  for (const char* command : {"assess", "init", "inspect", "layers", "methods", "plume", "terrain", "trace", "validate"}) {
    const Ran ran = run_tmfgeo({command, "--help"});
    EXPECT_EQ(ran.exit_code, 0) << command;
    EXPECT_NE(ran.out.find("--help"), std::string::npos) << command;
  }
}

TEST(InitCommand, WritesAProjectThatTheReaderKnows) {
  const ScratchFolder scratch;
  ASSERT_EQ(run_tmfgeo({"init", scratch.file("мой бассейн")}).exit_code, 0);
  // Its inputs are not there yet: the first complaint is about a file, not about a key.
  const Ran ran = run_tmfgeo({"validate", scratch.file("мой бассейн/project.toml")});
  EXPECT_EQ(ran.exit_code, 2) << ran.err;
  EXPECT_NE(ran.err.find("facilities.csv"), std::string::npos) << ran.err;
  EXPECT_EQ(run_tmfgeo({"init", scratch.file("мой бассейн")}).exit_code, 3);
}

TEST(ErrorsAsJson, SayKindMessageAndCode) {
  const Ran ran = run_tmfgeo({"assess", "/no/such/project.toml", "--json"});
  const auto error = nlohmann::json::parse(ran.out)["error"];
  EXPECT_EQ(error["kind"], "environment");
  EXPECT_EQ(error["exit_code"], 3);
}

}  // namespace
}  // namespace tmfgeo::test
