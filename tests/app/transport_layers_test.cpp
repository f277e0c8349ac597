// SPDX-License-Identifier: Apache-2.0
/// Columns of releases and receptors: percentiles everywhere, and one meaning of "likely".
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/river_chain.h"
#include "tmfgeo/app/layer_rows.h"

namespace tmfgeo {
namespace {

double number_of(const FeatureTable& table, const char* column) {
  const auto c = table.find(column);
  EXPECT_TRUE(c) << column;
  const auto value = c ? table.number(*c, 0) : std::nullopt;
  EXPECT_TRUE(value) << column;
  return value.value_or(-1);
}

Assessment one_release() {
  Assessment a;
  a.project.transport.emplace();
  a.results.emplace_back().facility.id = "A";
  a.transport.emplace();
  a.transport->library = test::small_library();
  a.transport->flows = {kFlows.begin(), kFlows.end()};
  TransportSite& site = a.transport->sites.emplace_back();
  site.release = test::slug_release(1e5, 0, 3600);
  site.release->volume_m3.sd_log10 = 0.4;
  site.release->peak_m3_s = {150, 0.36, Origin::computed, ""};
  site.release->duration_s.origin = Origin::computed;
  site.release->loads = {{"lead", {10, 0.5, Origin::given, ""}, {}}};
  site.receptors = {test::receptor_at("town", 1000)};
  for (const Flow flow : kFlows) {
    Arrival& arrival = site.arrivals.emplace_back();
    arrival.flow = flow;
    const double h = 3600.0 * (flow == Flow::low ? 30 : flow == Flow::mean ? 20 : 10);
    arrival.first_s = {0.8 * h, h, 1.2 * h};
  }
  return a;
}

TEST(ReleasesLayer, HasPercentilesOfAllThatIsDrawn) {
  const FeatureTable table = releases_layer(one_release());
  for (const char* what : {"volume_m3", "peak_m3_s", "duration_h"}) {
    const std::string name = what;
    EXPECT_LT(number_of(table, (name + "_p10").c_str()), number_of(table, (name + "_p50").c_str()));
    EXPECT_LT(number_of(table, (name + "_p50").c_str()), number_of(table, (name + "_p90").c_str()));
  }
  // A concentration of 10 mg/L in a volume that is spread too: log10 sd hypot(0.5, 0.4).
  EXPECT_NEAR(number_of(table, "mass_kg"), 1000, 1e-6);
  EXPECT_NEAR(number_of(table, "mass_kg_p90") / 1000, std::pow(10, 1.28155 * std::hypot(0.5, 0.4)), 1e-3);
  EXPECT_NEAR(number_of(table, "mass_kg_p10") * number_of(table, "mass_kg_p90"), 1e6, 1);
}

TEST(ReleasesLayer, DurationIsThatOfTheDraws) {
  const Assessment a = one_release();
  const FeatureTable table = releases_layer(a);
  const RandomField random(3);
  std::vector<double> hours;
  for (std::uint64_t d = 0; d < 20000; ++d) hours.push_back(draw_release(*a.transport->sites[0].release, random, d, 0).duration_s / 3600);
  std::sort(hours.begin(), hours.end());
  EXPECT_NEAR(number_of(table, "duration_h_p90") / number_of(table, "duration_h_p50"), hours[18000] / hours[10000], 0.03 * hours[18000] / hours[10000]);
  EXPECT_NEAR(number_of(table, "duration_h_p10") / number_of(table, "duration_h_p50"), hours[2000] / hours[10000], 0.03);
}

TEST(ReleasesLayer, SharesOfDissolvedAndSorbedAreWholeTogether) {
  const FeatureTable table = releases_layer(one_release());
  const double dissolved = number_of(table, "dissolved_share");
  EXPECT_GT(dissolved, 0);
  EXPECT_LT(dissolved, 1);  // lead clings to grains
  EXPECT_NEAR(dissolved + number_of(table, "sorbed_share"), 1, 1e-12);
}

TEST(ReceptorsLayer, LikelyIsAtMeanFlowAndSoonestAtTheFastest) {
  const FeatureTable table = receptors_layer(one_release());
  ASSERT_EQ(table.rows(), 1U);
  EXPECT_NEAR(number_of(table, "likely_h"), 20, 1e-9);
  EXPECT_NEAR(number_of(table, "soonest_h"), 8, 1e-9);
}

}  // namespace
}  // namespace tmfgeo
