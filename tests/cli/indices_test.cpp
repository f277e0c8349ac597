// SPDX-License-Identifier: Apache-2.0
// Ranking, overrides, exposure and transboundary risk through the program, on the synthetic example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class IndicesCommand : public TwoCountriesRun {};

TEST_F(IndicesCommand, SayWhoComesFirstWhyAndWhatToFindOut) {
  const json r = result();
  const FeatureTable t = layer("indices");
  ASSERT_EQ(t.rows(), 4U);
  EXPECT_EQ(text(t, "ranked_by", 0), "tri");
  const std::size_t c = row_of(t, "C");
  EXPECT_LT(*number(t, "rank_first", c), *number(t, "rank_last", c)) << "much of C is not known";
  EXPECT_EQ(text(t, "find_out_first", c), "volume_m3") << "six powers of ten; of the people thousands are sure, though its way ends early";
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

TEST_F(IndicesCommand, AreValidatedWithWhatTheUserStates) {
  write_text(file("releases.csv"), "facility;volume_m3\nA;500000\n");
  write_text(file("own.csv"), "facility;input;value;source\nA;volume_m3;1000;survey 2024\nA;whc;7;x\n");
  project_ += "\n[transport]\ndraws = 200\n\n[transport.releases]\nfile = \"releases.csv\"\n\n[indices.overrides]\nfile = \"own.csv\"\n";
  const auto codes = [&](const char* command) {
    write_text(file("own.toml"), project_);
    std::vector<std::string> arguments{command, file("own.toml"), "--json", "-q"};
    if (std::string(command) == "assess") arguments.insert(arguments.end(), {"-o", scratch_.file("out"), "--overwrite"});
    std::multiset<std::string> found;
    const json told = json::parse(run_tmfgeo(arguments).out);
    for (const json& issue : told["issues"]) {
      const std::string code = issue["code"];
      if (code == "release_bad_value" || code == "override_unusable") found.insert(code);
    }
    return found;
  };
  const std::multiset<std::string> expected{"override_unusable", "release_bad_value"};
  EXPECT_EQ(codes("assess"), expected) << "500 000 m3 are more than the 1000 m3 of the survey";
  EXPECT_EQ(codes("validate"), expected);
}

TEST_F(IndicesCommand, CountPeopleFromARaster) {
  add_population("values = \"counts\"\n");
  result();
  const FeatureTable t = layer("exposure");
  ASSERT_GT(t.rows(), 4U);
  for (std::size_t i = 0; i < t.rows(); ++i) {
    EXPECT_GT(*number(t, "people_at_least", i), 0);
    EXPECT_EQ(std::fmod(*number(t, "people_at_least", i), 10), 0) << "whole cells of ten people";
    EXPECT_EQ(number(t, "people", i).has_value(), text(t, "open_end", i) == "false") << "all routes are lost in their last country";
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
    const bool no_volume = text(t, "facility_id", i) == "C";
    EXPECT_THAT(text(t, "missing_inputs", i), ::testing::StartsWith(no_volume ? "volume_m3, arrival_h" : "exceedance_ratio, arrival_h"));
    EXPECT_THAT(text(t, "missing_inputs", i), HasSubstr("earthquake_per_year, flood_per_year")) << "nobody judged them";
    EXPECT_LT(*number(t, "tbri_at_least", i), 0);
    EXPECT_EQ(text(t, "certainty", i), "lower bound only");
  }
  const FeatureTable matrix = layer("country_matrix");
  ASSERT_EQ(matrix.rows(), 1U);
  EXPECT_EQ(text(matrix, "origin", 0) + ">" + text(matrix, "affected", 0), "XA>XB");
  EXPECT_EQ(*number(matrix, "unknown_crossings", 0), 3);
  EXPECT_FALSE(number(matrix, "tbri_p50", 0));
}

TEST_F(IndicesCommand, LeavePeopleUnknownWhereTheRouteIsLost) {
  project_ += "\n[transport]\ndraws = 200\n";
  result();
  const FeatureTable t = layer("transboundary");
  for (std::size_t i = 0; i < t.rows(); ++i) {
    EXPECT_FALSE(number(t, "tbri_p50", i));
    const bool no_volume = text(t, "facility_id", i) == "C";
    EXPECT_THAT(text(t, "missing_inputs", i), HasSubstr(no_volume ? "volume_m3" : "people")) << "without a ratio nobody knows how far people count";
  }
}

TEST_F(IndicesCommand, AddTheTermsOfTheTransboundaryRiskWhereReleasesRun) {
  end_in_the_sea();
  project_ += "\n[transport]\ndraws = 400\n";
  const json r = result();
  const FeatureTable t = layer("transboundary");
  int known = 0;
  for (std::size_t i = 0; i < t.rows(); ++i) {
    if (!number(t, "tbri_p50", i)) continue;
    ++known;
    double sum = 0;
    for (const char* term : {"term_release", "term_ratio", "term_people", "term_time"}) sum += *number(t, term, i);
    EXPECT_NEAR(*number(t, "tbri_p50", i), sum, 0.5) << "the median of a sum is near the sum of the medians";
    EXPECT_LE(*number(t, "tbri_p10", i), *number(t, "tbri_p50", i));
    EXPECT_NE(text(t, "substance", i), "");
    EXPECT_EQ(text(t, "certainty", i), "lower bound only") << "earthquakes and floods were not judged";
  }
  EXPECT_GE(known, 1);
  EXPECT_GT(layer("sensitivity").rows(), 0U);
  EXPECT_GE(layer("basins").rows(), 1U);
  const FeatureTable own = layer("facility_risk");
  ASSERT_EQ(own.rows(), 3U);
  EXPECT_TRUE(number(own, "tbri_p50", 0));
  EXPECT_EQ(*number(own, "rank_p10", 0), 1);
  EXPECT_EQ(*number(own, "rank_p90", 0), 3) << "C is unknown and may be worse";
  EXPECT_NE(text(own, "would_decide", 0), "");
  EXPECT_GE(layer("river_risk").rows(), 1U);
  EXPECT_EQ(r["ranking"]["rivers"].size(), layer("river_risk").rows());
  EXPECT_EQ(r["ranking"]["facilities"][0]["risk_abroad"]["certainty"], "lower bound only");
}

TEST_F(IndicesCommand, GiveTheBestOrderThereIsWhereThePlacesDoNotTell) {
  const json r = result();
  const FeatureTable t = layer("indices");
  std::vector<double> order;
  for (std::size_t i = 0; i < t.rows(); ++i) order.push_back(*number(t, "order", i));
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, (std::vector<double>{1, 2, 3, 4}));
  write_text(file("own.toml"), project_);
  const Ran ran = run_tmfgeo({"assess", file("own.toml"), "-o", scratch_.file("out"), "--overwrite", "-q"});
  EXPECT_THAT(ran.out, HasSubstr("as far as what is known tells"));
  EXPECT_THAT(ran.out, HasSubstr("Find out first"));
}

}  // namespace
}  // namespace tmfgeo::test
