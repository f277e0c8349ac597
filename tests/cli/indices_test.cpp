// SPDX-License-Identifier: Apache-2.0
// Ranking, overrides, exposure, transboundary risk and what-if through the program, on the synthetic example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"
#include "tmfgeo/io/vector.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class IndicesCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(source_file("data/examples/two-countries"), scratch_.path() / "p", std::filesystem::copy_options::recursive);
    // Tables of the example that a test gives itself are taken off.
    project_ = file_text(file("project.toml"));
    for (const char* table : {"\n[transport", "\n[exposure", "\n[natech"}) {
      const auto at = project_.find(table);
      if (at != std::string::npos) project_.erase(at);
    }
  }
  std::string file(const std::string& name) const { return scratch_.file("p/" + name); }
  Ran run(std::vector<std::string> more = {}) {
    write_text(file("own.toml"), project_);
    std::vector<std::string> arguments{"assess", file("own.toml"), "-o", scratch_.file("out"), "--overwrite", "--json", "-q"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tmfgeo(arguments);
  }
  json result(std::vector<std::string> more = {}) {
    const Ran ran = run(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return json::parse(ran.out, nullptr, false);
  }
  FeatureTable layer(const std::string& name) {
    Issues issues;
    return read_features(scratch_.file("out/results.gpkg"), {.layer = name}, issues);
  }
  void refused(const Ran& ran, int code, const std::vector<std::string>& words) {
    EXPECT_EQ(ran.exit_code, code) << ran.out;
    for (const std::string& word : words) EXPECT_THAT(ran.out + ran.err, HasSubstr(word));
  }
  /// A grid of 500 m cells over the whole example.
  void add_population(const std::string& keys, const std::string& first_value = "10") {
    std::string grid = "ncols 40\nnrows 30\nxllcorner 670000\nyllcorner 5000\ncellsize 500\nNODATA_value -9999\n";
    for (int i = 0; i < 1200; ++i) grid += (i < 1100 ? std::string("10") : first_value) + (i % 40 == 39 ? "\n" : " ");
    write_text(file("pop.asc"), grid);
    project_ += "\n[exposure.population]\nfile = \"pop.asc\"\ncrs = \"EPSG:32631\"\n" + keys;
  }
  static std::optional<double> number(const FeatureTable& t, const std::string& column, std::size_t row) { return t.number(*t.find(column), row); }
  static std::string text(const FeatureTable& t, const std::string& column, std::size_t row) { return t.text(*t.find(column), row).value_or(""); }
  static std::size_t row_of(const FeatureTable& t, const std::string& id) {
    for (std::size_t i = 0; i < t.rows(); ++i) {
      if (text(t, "facility_id", i) == id) return i;
    }
    ADD_FAILURE() << id;
    return 0;
  }

  ScratchFolder scratch_;
  std::string project_;
};

TEST_F(IndicesCommand, SayWhoComesFirstWhyAndWhatToFindOut) {
  const json r = result();
  const FeatureTable t = layer("indices");
  ASSERT_EQ(t.rows(), 4U);
  EXPECT_EQ(text(t, "ranked_by", 0), "tri");
  const std::size_t c = row_of(t, "C");
  EXPECT_LT(*number(t, "rank_first", c), *number(t, "rank_last", c)) << "much of C is not known";
  EXPECT_EQ(text(t, "find_out_first", c), "people_on_path") << "its way ends early: seven powers of ten, the volume has six";
  EXPECT_EQ(text(t, "find_out_first", row_of(t, "A")), "");
  EXPECT_EQ(text(t, "driver", c), "thi_flood") << "1 where the median is 0; abandoned is 1 where the median is 0.5";
  EXPECT_EQ(r["ranking"]["facilities"].size(), 4U);
}

TEST_F(IndicesCommand, TraceEveryTermToItsInput) {
  result();
  const FeatureTable t = layer("index_terms");
  int leaves = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    if (text(t, "input", i).empty()) continue;
    ++leaves;
    EXPECT_NE(text(t, "input_source", i), "") << text(t, "term", i);
    EXPECT_NE(text(t, "origin", i), "");
    EXPECT_EQ(*number(t, "low", i), *number(t, "value", i));
  }
  EXPECT_GT(leaves, 20);
}

TEST_F(IndicesCommand, TakeWhatTheUserStatesAndTellWhatCannotBeUsed) {
  write_text(file("own.csv"), "facility;input;value;source\nC;volume_m3;2000000;survey 2024\nC;whc;7;x\nZ;whc;1;x\n");
  project_ += "\n[indices.overrides]\nfile = \"own.csv\"\n";
  const json r = result();
  int told = 0;
  for (const json& issue : r["issues"]) told += issue["code"] == "override_unusable" ? 1 : 0;
  EXPECT_EQ(told, 2);
  const FeatureTable t = layer("index_terms");
  for (std::size_t i = 0; i < t.rows(); ++i) {
    if (text(t, "facility_id", i) != "C" || text(t, "term", i) != "thi_cap") continue;
    EXPECT_NEAR(*number(t, "value", i), std::log10(2e6), 1e-12);
    EXPECT_EQ(text(t, "input_source", i), "survey 2024");
    EXPECT_EQ(text(t, "origin", i), "given");
  }
}

TEST_F(IndicesCommand, TellHowTheRankingChanges) {
  const json r = result({"--set", "A.factor_of_safety=0.9", "--set", "B.status=rehabilitated"});
  const FeatureTable t = layer("what_if");
  ASSERT_EQ(t.rows(), 4U);
  const std::size_t a = row_of(t, "A");
  EXPECT_EQ(text(t, "changed", a), "factor_of_safety = 0.9");
  EXPECT_DOUBLE_EQ(*number(t, "index_after", a) - *number(t, "index_before", a), 3) << "class 0 becomes class 3";
  const std::size_t b = row_of(t, "B");
  EXPECT_DOUBLE_EQ(*number(t, "index_after", b) - *number(t, "index_before", b), -0.5);
  const std::size_t d = row_of(t, "D");
  EXPECT_EQ(text(t, "changed", d), "");
  for (const char* column : {"", "_low", "_high"}) {
    EXPECT_EQ(number(t, std::string("index_after") + column, d), number(t, std::string("index_before") + column, d)) << column;
  }
  EXPECT_TRUE(number(t, "index_before_low", d).has_value());
  const FeatureTable facilities = layer("facilities");
  EXPECT_DOUBLE_EQ(*number(facilities, "factor_of_safety", row_of(facilities, "A")), 1.5) << "the results stay those of the project as it is";
  EXPECT_EQ(r["ranking"]["what_if"].size(), 4U);
}

TEST_F(IndicesCommand, WriteNoWhatIfUnlessAsked) {
  result();
  EXPECT_ANY_THROW(layer("what_if"));
}

TEST_F(IndicesCommand, RefuseChangesThatCannotBe) {
  refused(run({"--set", "A.factor_of_safety"}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", "A.factor_of_safety="}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", ".status=closed"}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", "Q.status=closed"}), 1, {"no facility", "Q"});
  refused(run({"--set", "A.statu=closed"}), 1, {"no attribute", "status"});
  refused(run({"--set", "A.status=asleep"}), 1, {"asleep", "abandoned"});
  refused(run({"--set", "A.factor_of_safety=-1"}), 1, {"-1"});
}

TEST_F(IndicesCommand, CountPeopleFromARaster) {
  add_population("values = \"counts\"\n");
  result();
  const FeatureTable t = layer("exposure");
  ASSERT_GT(t.rows(), 4U);
  for (std::size_t i = 0; i < t.rows(); ++i) {
    EXPECT_GT(*number(t, "people", i), 0);
    EXPECT_EQ(std::fmod(*number(t, "people", i), 10), 0) << "whole cells of ten people";
    EXPECT_FALSE(number(t, "health_facilities", i)) << "nobody gave health facilities";
  }
}

TEST_F(IndicesCommand, RefuseAPopulationRasterThatDoesNotSayWhatItHolds) {
  add_population("");
  refused(run(), 2, {"values", "counts", "density_km2"});
}

TEST_F(IndicesCommand, TellCellsOfMinus200) {
  add_population("values = \"counts\"\nmissing = \"nobody\"\n", "-200");
  const json r = result();
  bool told = false;
  for (const json& issue : r["issues"]) told = told || issue["code"] == "population_negative";
  EXPECT_TRUE(told);
}

TEST_F(IndicesCommand, CountPointsAndAreasByCountry) {
  write_text(file("health.csv"), "name;x;y\nClinic;682450;13150\nFar;670000;30000\n");
  write_text(file("parks.geojson"),
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Everywhere"},"geometry":{"type":"Polygon","coordinates":[[[4,0],[5,0],[5,1],[4,1],[4,0]]]}}]})");
  project_ += "\n[exposure.health]\nfile = \"health.csv\"\ncrs = \"EPSG:32631\"\n\n[exposure.protected]\nfile = \"parks.geojson\"\n";
  result();
  const FeatureTable t = layer("exposure");
  int clinics = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    EXPECT_EQ(text(t, "protected_names", i), "Everywhere");
    if (text(t, "country", i) == "XA") {
      EXPECT_EQ(*number(t, "health_facilities", i), 0);
    }
    if (text(t, "country", i) == "XB") clinics += static_cast<int>(*number(t, "health_facilities", i));
  }
  EXPECT_GE(clinics, 3) << "on the way of A, B and C";
}

TEST_F(IndicesCommand, GiveNoTransboundaryRiskWithoutArrivalsButItsLowerBound) {
  result();
  const FeatureTable t = layer("transboundary");
  ASSERT_EQ(t.rows(), 3U) << "A, B and C cross the border, D does not";
  for (std::size_t i = 0; i < t.rows(); ++i) {
    EXPECT_FALSE(number(t, "tbri_p50", i));
    EXPECT_EQ(text(t, "missing_inputs", i), "exceedance_ratio, people, arrival_h");
    EXPECT_LT(*number(t, "tbri_at_least", i), 0);
    EXPECT_EQ(text(t, "certainty", i), "lower bound only");
  }
  const FeatureTable matrix = layer("country_matrix");
  ASSERT_EQ(matrix.rows(), 1U);
  EXPECT_EQ(text(matrix, "origin", 0) + ">" + text(matrix, "affected", 0), "XA>XB");
  EXPECT_EQ(*number(matrix, "unknown_crossings", 0), 3);
  EXPECT_FALSE(number(matrix, "tbri_p50", 0));
}

TEST_F(IndicesCommand, AddTheTermsOfTheTransboundaryRiskWhereReleasesRun) {
  project_ += "\n[transport]\ndraws = 400\n";
  result();
  const FeatureTable t = layer("transboundary");
  int known = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    const bool missing = !text(t, "missing_inputs", i).empty();
    EXPECT_EQ(number(t, "tbri_p50", i).has_value(), !missing);
    if (missing) continue;
    ++known;
    double sum = 0;
    for (const char* term : {"term_release", "term_ratio", "term_people", "term_time"}) sum += *number(t, term, i);
    EXPECT_NEAR(*number(t, "tbri_p50", i), sum, 0.5) << "the median of a sum is near the sum of the medians";
    EXPECT_LE(*number(t, "tbri_p10", i), *number(t, "tbri_p50", i));
    EXPECT_NE(text(t, "substance", i), "");
  }
  EXPECT_GE(known, 1);
  EXPECT_GT(layer("sensitivity").rows(), 0U);
  EXPECT_GE(layer("basins").rows(), 1U);
}

}  // namespace
}  // namespace tmfgeo::test
