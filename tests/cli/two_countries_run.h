// SPDX-License-Identifier: Apache-2.0
/// The synthetic example of two countries, changed and run through the program.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"
#include "tmfgeo/io/vector.h"

namespace tmfgeo::test {

class TwoCountriesRun : public testing::Test {
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
  nlohmann::json result(std::vector<std::string> more = {}) {
    const Ran ran = run(std::move(more));
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return nlohmann::json::parse(ran.out, nullptr, false);
  }
  FeatureTable layer(const std::string& name) {
    Issues issues;
    return read_features(scratch_.file("out/results.gpkg"), {.layer = name}, issues);
  }
  void refused(const Ran& ran, int code, const std::vector<std::string>& words) {
    EXPECT_EQ(ran.exit_code, code) << ran.out;
    for (const std::string& word : words) EXPECT_THAT(ran.out + ran.err, ::testing::HasSubstr(word));
  }
  /// A grid of 500 m cells over the whole example.
  void add_population(const std::string& keys, const std::string& first_value = "10") {
    std::string grid = "ncols 40\nnrows 30\nxllcorner 670000\nyllcorner 5000\ncellsize 500\nNODATA_value -9999\n";
    for (int i = 0; i < 1200; ++i) grid += (i < 1100 ? std::string("10") : first_value) + (i % 40 == 39 ? "\n" : " ");
    write_text(file("pop.asc"), grid);
    project_ += "\n[exposure.population]\nfile = \"pop.asc\"\ncrs = \"EPSG:32631\"\n" + keys;
  }
  /// An island, so that a route which leaves the grid ends in the sea.
  void end_in_the_sea() {
    write_text(file("land.geojson"), R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[4.4,-0.1],[4.9,-0.1],[4.9,0.4],[4.4,0.4],[4.4,-0.1]]]}}]})");
    project_ += "\n[land]\nfile = \"land.geojson\"\nsea_distance_m = 30000\n";
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

}  // namespace tmfgeo::test
