// SPDX-License-Identifier: Apache-2.0
// The accident of 30 January 2000, told with assumed discharges and no fit, against what was observed.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/run_tmfgeo.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;

/// The example on the test data's cut of the same river network.
class BaiaMare : public testing::Test {
 protected:
  void SetUp() override {
    TMFGEO_NEEDS_TESTDATA("rivers/efas_ldd_network_danube.gpkg");
    TMFGEO_NEEDS_TESTDATA("borders/osm10m_countries_subset.gpkg");
    for (const char* name : {"facilities.csv", "gauges.csv", "lakes.csv", "receptors.csv", "releases.csv"}) {
      std::filesystem::copy_file(source_file(std::string("data/examples/baia-mare-2000/") + name), scratch_.path() / name);
    }
    write_text(scratch_.file("project.toml"),
               "tmfgeo = 1\n[project]\nname = \"baia-mare\"\n[rivers]\nfile = \"" + testdata("rivers/efas_ldd_network_danube.gpkg") +
                   "\"\nupstream_area_column = \"upArea\"\n[facilities]\nfile = \"facilities.csv\"\n[borders]\nfile = \"" +
                   testdata("borders/osm10m_countries_subset.gpkg") +
                   "\"\ncode_column = \"isoA2\"\ntolerance_m = 5000\nborder_river_min_km = 10\n[transport]\nmin_confluence_area_km2 = 5000\n"
                   "[transport.receptors]\nfile = \"receptors.csv\"\n[transport.gauges]\nfile = \"gauges.csv\"\n[transport.lakes]\nfile = \"lakes.csv\"\n"
                   "[transport.releases]\nfile = \"releases.csv\"\n");
  }
  json ask(const std::string& station, const std::string& flow, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"plume", scratch_.file("project.toml"), "--facility", "RO-AURUL", "--at", station, "--flow", flow, "-q", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = run_tmfgeo(arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.err << ran.out;
    return json::parse(ran.out, nullptr, false)["arrival"];
  }
  static bool holds(const json& low, const json& high, double observed) {
    return std::min(low["p10"].get<double>(), high["p10"].get<double>()) <= observed && observed <= std::max(low["p90"].get<double>(), high["p90"].get<double>());
  }
  ScratchFolder scratch_;
};

TEST_F(BaiaMare, BandsOfLowAndMeanWaterHoldWhatWasSeenAtCsengerAndTheDanube) {
  const json csenger_low = ask("csenger", "low");
  const json csenger_mean = ask("csenger", "mean");
  EXPECT_NEAR(csenger_low["distance_km"].get<double>(), 70, 5);
  EXPECT_TRUE(holds(csenger_low["first_h"], csenger_mean["first_h"], 43)) << csenger_low["first_h"] << csenger_mean["first_h"];
  EXPECT_TRUE(holds(csenger_low["peak_h"], csenger_mean["peak_h"], 47.5)) << csenger_low["peak_h"] << csenger_mean["peak_h"];
  EXPECT_TRUE(holds(csenger_low["substances"][0]["peak_ug_l"], csenger_mean["substances"][0]["peak_ug_l"], 32600));
  // The Danube on 13 February, the hour unknown: 13 to 14 days after.
  EXPECT_TRUE(holds(ask("danube", "low")["first_h"], ask("danube", "mean")["first_h"], 24 * 13.6));
}

TEST_F(BaiaMare, TheArrivalAtTheBorderNarrowsAllThatIsBelow) {
  const json before = ask("szolnok", "low")["first_h"];
  const json after = ask("szolnok", "low", {"--observed", "csenger=2000-02-01T16:00+01:00,32.6mg/L"})["first_h"];
  EXPECT_LT(after["p90"].get<double>() / after["p10"].get<double>(), 0.75 * before["p90"].get<double>() / before["p10"].get<double>());
}

TEST_F(BaiaMare, TheConcentrationFallsAtEveryConfluence) {
  double last = 1e9;
  for (const char* station : {"csenger", "vasarosnameny", "szolnok", "szeged", "danube"}) {
    const double peak = ask(station, "mean")["substances"][0]["peak_ug_l"]["p50"].get<double>();
    EXPECT_LT(peak, last) << station;
    last = peak;
  }
}

}  // namespace
}  // namespace tmfgeo::test
