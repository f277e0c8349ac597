// SPDX-License-Identifier: Apache-2.0
// Slope and width from columns of the river layer, through the program.
#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RiverColumns : public TwoCountriesRun {
 protected:
  /// The example's rivers as GeoJSON, line i with the value i, or the last one, of a column `given`.
  void rivers_with(const std::vector<std::string>& values) {
    Issues issues;
    const FeatureTable lines = read_features(source_file("data/examples/two-countries/rivers.gpkg"), {}, issues);
    const auto area = *lines.find("upstream_area_km2");
    std::string text = R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" + lines.crs.name() + R"("}},"features":[)";
    for (std::size_t row = 0; row < lines.rows(); ++row) {
      text += (row > 0 ? "," : "") + std::string(R"({"type":"Feature","id":)") + std::to_string(lines.record_number[row]) + R"(,"properties":{"name":"r","upstream_area_km2":)" +
              lines.text(area, row).value_or("null") + R"(,"given":)" + values[std::min(row, values.size() - 1)] + R"(},"geometry":{"type":"LineString","coordinates":[)";
      const auto points = lines.geometry[row].part(0);
      for (std::size_t i = 0; i < points.size(); ++i) text += (i > 0 ? ",[" : "[") + std::to_string(points[i].x) + "," + std::to_string(points[i].y) + "]";
      text += "]}}";
    }
    write_text(file("rivers.geojson"), text + "]}");
    const std::string before = "file = \"rivers.gpkg\"\nlayer = \"rivers\"";
    const auto found = project_.find(before);
    if (found != std::string::npos) project_.replace(found, before.size(), "file = \"rivers.geojson\"");
  }
  /// These keys of the hydraulics, and no others.
  void with(const std::string& keys) {
    const auto before = project_.find("\n[transport]");
    if (before != std::string::npos) project_.erase(before);
    project_ += "\n[transport]\nmin_town_population = 2000\nmin_confluence_area_km2 = 10.0\n[transport.hydraulics]\n" + keys;
  }
  /// Messages of all issues of a code about the column.
  static std::vector<std::string> told(const json& result, const std::string& code) {
    std::vector<std::string> messages;
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code && issue["field"] == "given") messages.push_back(issue["record"].get<std::string>() + ": " + issue["message"].get<std::string>());
    }
    return messages;
  }
  static std::string issue_text(const json& result, const std::string& code) {
    for (const json& issue : result["issues"]) {
      if (issue["code"] == code) return issue["message"];
    }
    return "no " + code;
  }
  /// The first facility at its first receptor at mean flow.
  static const json& arrival(const json& result) {
    for (const json& a : result["transport"]["facilities"][0]["arrivals"]) {
      if (a["flow"] == "mean") return a;
    }
    ADD_FAILURE() << "no arrival";
    return result;
  }
  static std::string rests_on(const json& result) { return arrival(result)["rests_on"]; }
  static double wave_h(const json& result) { return arrival(result)["wave_first_h"]["p50"]; }
  static double first_h(const json& result) { return arrival(result)["first_h"]["p50"]; }
};

TEST_F(RiverColumns, AMeasuredWidthIsTakenAndSaid) {
  rivers_with({"25"});
  with("width_column = \"given\"\n");
  const json wide = result();
  EXPECT_THAT(rests_on(wide), HasSubstr("; depth estimated"));
  EXPECT_THAT(rests_on(wide), Not(HasSubstr("width and depth")));
  EXPECT_TRUE(told(wide, "value_out_of_range").empty());
  with("");
  const json by_law = result();
  EXPECT_THAT(rests_on(by_law), HasSubstr("width and depth estimated"));
  EXPECT_GT(wave_h(wide), 1.2 * wave_h(by_law)) << "25 m of brook are shallow and slow";
  EXPECT_EQ(first_h(wide), first_h(by_law)) << "the plume's velocity knows no width";
}

TEST_F(RiverColumns, WidthsThatCannotBeAreToldWithRowAndValueAndLeftOut) {
  rivers_with({"0", "-9999", "20001", "20000", "null"});
  with("width_column = \"given\"\n");
  const json mixed = result();
  EXPECT_THAT(told(mixed, "value_out_of_range"), ElementsAre("feature 2: found -9999, expected a width from 0 to 20000 m", "feature 3: found 20001, expected a width from 0 to 20000 m"));
  EXPECT_THAT(rests_on(mixed), HasSubstr("width and depth estimated")) << "the first brook has no width";
  EXPECT_THAT(issue_text(mixed, "river_width_default"), HasSubstr("4 of 5 reaches"));
}

TEST_F(RiverColumns, TextThatIsNoNumberIsToldAndTextThatIsOneIsRead) {
  rivers_with({"\"25\"", "\"wide\"", "\"NaN\"", "\"\"", "\"1 200,5\""});
  with("width_column = \"given\"\n");
  const json mixed = result();
  EXPECT_THAT(told(mixed, "value_unreadable"), ElementsAre(HasSubstr("feature 2: found wide"), HasSubstr("feature 3: found NaN")));
  EXPECT_THAT(issue_text(mixed, "river_width_default"), HasSubstr("3 of 5 reaches"));
}

TEST_F(RiverColumns, ANumberColumnWithNaNIsUnknownThere) {
  rivers_with({"25", "NaN", "25", "Infinity", "25"});
  with("width_column = \"given\"\n");
  EXPECT_THAT(issue_text(result(), "river_width_default"), HasSubstr("2 of 5 reaches"));
}

TEST_F(RiverColumns, AMeasuredSlopeComesBeforeTheDemAndAFlatOneIsUnknown) {
  rivers_with({"0.02"});
  with("slope_column = \"given\"\n");
  const json steep = result();
  EXPECT_THAT(rests_on(steep), Not(HasSubstr("slope by default")));
  rivers_with({"0.0002"});
  const json flat = result();
  EXPECT_LT(first_h(steep), first_h(flat));
  rivers_with({"0", "null", "\"\"", "null", "null"});
  const json unknown = result();
  with("");
  EXPECT_EQ(unknown["transport"], result()["transport"]) << "the DEM's own slopes";
}

TEST_F(RiverColumns, SlopesThatCannotBeAreToldWithRowAndValue) {
  rivers_with({"-0.001", "0.21", "0.01", "0.2", "0.01"});
  with("slope_column = \"given\"\n");
  EXPECT_THAT(told(result(), "value_out_of_range"), ElementsAre("feature 1: found -0.001, expected a slope from 0 to 0.2 m/m", "feature 2: found 0.21, expected a slope from 0 to 0.2 m/m"));
  rivers_with({"\"steep\"", "\"0.01\""});
  EXPECT_THAT(told(result(), "value_unreadable"), ElementsAre(HasSubstr("feature 1: found steep")));
}

TEST_F(RiverColumns, ColumnsThatAreNotThereAreRefused) {
  rivers_with({"25"});
  for (const char* key : {"slope_column", "width_column"}) {
    with(std::string(key) + " = \"givn\"\n");
    refused(run(), 2, {"givn", "rivers.geojson"});
  }
}

TEST_F(RiverColumns, TheRiverLayerIsToldOnceThoughItIsReadTwice) {
  rivers_with({"25"});
  with("");
  const auto transformed = [](const json& result) {
    std::size_t count = 0;
    for (const json& issue : result["issues"]) count += issue["code"] == "crs_transformed" ? 1U : 0U;
    return count;
  };
  const std::size_t before = transformed(result());
  with("width_column = \"given\"\n");
  EXPECT_EQ(transformed(result()), before);
}

}  // namespace
}  // namespace tmfgeo::test
