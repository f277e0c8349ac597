// SPDX-License-Identifier: Apache-2.0
/// Columns of releases and receptors: percentiles everywhere, and one meaning of "likely".
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/river_chain.h"
#include "tmfgeo/output/layer_rows.h"

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
  // 50 000 L/kg on 100 mg/L: 5 times as much on grains as dissolved, e^(1.5 · 1.2816) times more or less in one draw of ten.
  EXPECT_NEAR(dissolved, 1 / 6.0, 1e-9);
  EXPECT_NEAR(number_of(table, "dissolved_share_p10"), 1 / (1 + 5 * std::exp(1.5 * 1.2815516)), 1e-6);
  EXPECT_NEAR(number_of(table, "dissolved_share_p90"), 1 / (1 + 5 * std::exp(-1.5 * 1.2815516)), 1e-6);
}

TEST(ReceptorsLayer, LikelyIsAtMeanFlowAndSoonestAtTheFastest) {
  const FeatureTable table = receptors_layer(one_release());
  ASSERT_EQ(table.rows(), 1U);
  EXPECT_NEAR(number_of(table, "likely_h"), 20, 1e-9);
  EXPECT_NEAR(number_of(table, "soonest_h"), 8, 1e-9);
}

double share_of(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size()))];
}

TEST(ReleasesLayer, HasPercentilesOfDrawsThatNeverReleaseMoreThanTheCap) {
  Assessment a = one_release();
  ReleaseScenario& release = *a.transport->sites[0].release;
  release.volume_cap_m3 = 1.2e5;
  const FeatureTable table = releases_layer(a);
  EXPECT_EQ(number_of(table, "volume_m3_p90"), 1.2e5);
  const RandomField random(3);
  std::vector<double> peak, duration, mass;
  for (std::uint64_t d = 0; d < 20000; ++d) {
    const ReleaseDraw drawn = draw_release(release, random, d, 0);
    peak.push_back(drawn.peak_m3_s);
    duration.push_back(drawn.duration_s / 3600);
    mass.push_back(draw_load_kg(release, 0, drawn, random, d, 0));
  }
  for (const auto& [p, name] : {std::pair{0.1, std::string("_p10")}, {0.9, std::string("_p90")}}) {
    EXPECT_NEAR(number_of(table, ("peak_m3_s" + name).c_str()) / share_of(peak, p), 1, 0.06) << p;
    EXPECT_NEAR(number_of(table, ("duration_h" + name).c_str()) / share_of(duration, p), 1, 0.06) << p;
    EXPECT_NEAR(number_of(table, ("mass_kg" + name).c_str()) / share_of(mass, p), 1, 0.06) << p;
  }
  EXPECT_NEAR(number_of(table, "mass_kg") / share_of(mass, 0.5), 1, 0.05);
}

TEST(ReleasesLayer, TellsTheMassThatItsWaterCanHold) {
  Assessment a = one_release();
  a.transport->sites[0].release->loads = {{"lead", {}, {2.5e8, 0, Origin::given, ""}}};
  const FeatureTable table = releases_layer(a);
  // P10 of the volume, log10 sd 0.4, times three tons.
  EXPECT_NEAR(number_of(table, "mass_kg_p10") / (3000 * 1e5 * std::pow(10, -1.28155 * 0.4)), 1, 0.05);
  EXPECT_NEAR(number_of(table, "mass_kg_p90"), 2.5e8, 1e5);
}

/// The same release at a border, with one substance of which somebody stated the concentration, at the flows given.
Assessment at_border(const std::vector<Flow>& flows) {
  Assessment a = one_release();
  a.transport->flows = flows;
  TransportSite& site = a.transport->sites[0];
  site.release->volume_m3.origin = Origin::given;
  site.receptors[0].station.kind = ReceptorKind::border;
  std::vector<Arrival> kept;
  for (Arrival& arrival : site.arrivals) {
    if (std::find(flows.begin(), flows.end(), arrival.flow) == flows.end()) continue;
    SubstanceArrival& lead = arrival.substances.emplace_back();
    lead.substance = "lead";
    lead.peak_ug_l = {1, 2, 3};
    lead.worst_peak_ug_l = arrival.flow == Flow::low ? 40 : 4;
    kept.push_back(arrival);
  }
  site.arrivals = kept;
  return a;
}

std::string text_of(const FeatureTable& table, const char* column) {
  const auto c = table.find(column);
  EXPECT_TRUE(c) << column;
  return c ? table.text(*c, 0).value_or("") : "";
}

TEST(BorderArrivalsLayer, NamesTheFlowThatItsMediansAreOf) {
  const FeatureTable all = border_arrivals_layer(at_border({Flow::low, Flow::mean, Flow::high}));
  EXPECT_EQ(text_of(all, "flow"), "mean");
  EXPECT_NEAR(number_of(all, "likely_h"), 20, 1e-9);
  const FeatureTable two = border_arrivals_layer(at_border({Flow::low, Flow::high}));
  EXPECT_EQ(text_of(two, "flow"), "low");
  EXPECT_NEAR(number_of(two, "likely_h"), 30, 1e-9);
}

TEST(BorderArrivalsLayer, HasTheWorstCaseOfTheFlowWhereItIsHighest) {
  EXPECT_EQ(number_of(border_arrivals_layer(at_border({Flow::low, Flow::mean})), "worst_peak_ug_l"), 40);
  EXPECT_EQ(number_of(border_arrivals_layer(at_border({Flow::mean})), "worst_peak_ug_l"), 4);
}

TEST(BorderArrivalsLayer, CallsAReleaseStatedOnlyIfItsContentsAre) {
  Assessment a = at_border({Flow::mean});
  ReleaseScenario& release = *a.transport->sites[0].release;
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "stated");
  release.loads[0].concentration_mg_l.origin = Origin::by_default;
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "volume stated, contents assumed");
  release.volume_m3.origin = Origin::computed;
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "assumed");
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release_ru"), "предположен");
  release.loads[0].concentration_mg_l.origin = Origin::given;
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "concentration stated, volume assumed");
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release_ru"), "задана концентрация, объём предположен");
  release.loads[0].mass_kg = {1000, 0, Origin::given, ""};
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "mass stated, volume assumed");
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release_ru"), "задана масса, объём предположен");
  release.volume_m3.origin = Origin::given;
  release.loads.clear();
  a.transport->sites[0].arrivals[0].substances[0].substance.clear();
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "volume stated, contents unknown");
  a.transport->sites[0].release.reset();
  EXPECT_EQ(text_of(border_arrivals_layer(a), "release"), "unknown");
}

}  // namespace
}  // namespace tmfgeo
