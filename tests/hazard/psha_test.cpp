// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/psha.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/hazard/catalogue.h"
#include "tmfgeo/hazard/disaggregation.h"
#include "tmfgeo/hazard/distance_mesh.h"

namespace tmfgeo {
namespace {

TEST(TruncatedGutenbergRichter, AddsUpToOneAndFalls) {
  const auto shares = truncated_gutenberg_richter(0.9, 5, 6.5, 0.1);
  ASSERT_EQ(shares.size(), 15U);
  EXPECT_NEAR(shares.front().magnitude, 5.05, 1e-12);
  EXPECT_NEAR(shares.back().magnitude, 6.45, 1e-12);
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    sum += shares[i].share;
    if (i == 0) continue;
    EXPECT_NEAR(shares[i].share / shares[i - 1].share, std::pow(10, -0.09), 1e-9);
  }
  EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(DistanceMesh, FindsTheNodesAboutADistance) {
  const DistanceMesh mesh(300);
  for (double km = 0; km < 300; km += 0.0371) {
    const auto [node, part] = mesh.find(km);
    ASSERT_LE(mesh.nodes()[node], km);
    ASSERT_NEAR(mesh.nodes()[node] + part * (mesh.nodes()[node + 1] - mesh.nodes()[node]), km, 1e-9);
    ASSERT_GE(part, 0);
    ASSERT_LE(part, 1);
  }
  EXPECT_NEAR(distance_km(EarthPlace({20, 45}), EarthPlace({23, 47})), geodesic_distance_m({20, 45}, {23, 47}) / 1000, 1e-3);
}

SourceModel small_model(RuptureForm form) {
  const std::vector<Point> ring{{74, 42}, {76, 42}, {76, 43.2}, {74, 43.2}};
  SourceModel model;
  SourceTraits traits{.models = single_model(*find_ground_motion_model("bssa14")),
                      .magnitudes = truncated_gutenberg_richter(1, 5, 7.4, 0.2),
                      .depths = {{8, 0.5}, {15, 0.5}},
                      .style = FaultStyle::strike_slip,
                      .form = form};
  model.grids.push_back(area_source(ring, 10, std::move(traits), 0.2));
  return model;
}

const PshaSettings kSettings{.levels = {0.01, 0.03, 0.1, 0.2, 0.4, 0.8}};

/// Every place, magnitude, depth and strike by itself, without the mesh of distances.
std::vector<double> by_brute_force(const GridSource& source, const PshaSettings& settings, Point site, const SiteSoil& soil) {
  std::vector<double> rates(settings.levels.size(), 0);
  for (std::size_t p = 0; p < source.places.size(); ++p) {
    for (const MagnitudeShare& m : source.traits.magnitudes) {
      for (const DepthShare& depth : source.traits.depths) {
        for (const WeightedRupture& plane : possible_ruptures(
                 {.magnitude = m.magnitude, .epicentre = source.places[p], .depth_km = depth.depth_km, .style = source.traits.style})) {
          RuptureDistances distances;
          rupture_distances(plane.rupture, {&site, 1}, {&distances, 1});
          GroundMotion motion;
          model_ground_motion(*source.traits.models.models[0].model, settings.measure, plane.rupture.traits, {}, {&distances, 1}, {&soil, 1}, {&motion, 1});
          for (std::size_t i = 0; i < rates.size(); ++i) {
            rates[i] += source.rate_per_year[p] * m.share * depth.share * plane.weight * 0.5 *
                        std::erfc((std::log(settings.levels[i]) - motion.ln_median) / motion.sigma() / std::sqrt(2.0));
          }
        }
      }
    }
  }
  return rates;
}

TEST(HazardAtSites, AgreesWithEveryRuptureTakenByItself) {
  const SourceModel model = small_model(RuptureForm::random_strike);
  const SiteSoil soil{.vs30_m_s = 400};
  for (const Point site : {Point{75, 42.6}, Point{74.2, 41.5}}) {
    const auto result = hazard_at_sites(model, kSettings, {&site, 1}, {&soil, 1});
    const auto twin = by_brute_force(model.grids[0], kSettings, site, soil);
    // Directions are turned against the sites in the twin; eight strikes leave a little of that.
    for (std::size_t i = 0; i < twin.size(); ++i) EXPECT_NEAR(result.sites[0].rate_per_year[i] / twin[i], 1, 0.015) << i;
  }
}

TEST(HazardAtSites, FallsWithLevelAndIsTruncated) {
  const SourceModel model = small_model(RuptureForm::point);
  const Point site{75, 42.6};
  const SiteSoil soil;
  const auto full = hazard_at_sites(model, kSettings, {&site, 1}, {&soil, 1}).sites[0].rate_per_year;
  PshaSettings cut = kSettings;
  cut.truncation = 3;
  const auto truncated = hazard_at_sites(model, cut, {&site, 1}, {&soil, 1}).sites[0].rate_per_year;
  cut.truncation = 6;
  const auto barely = hazard_at_sites(model, cut, {&site, 1}, {&soil, 1}).sites[0].rate_per_year;
  for (std::size_t i = 0; i < full.size(); ++i) {
    EXPECT_NEAR(barely[i] / full[i], 1, 1e-3);
    if (i == 0) continue;
    EXPECT_LT(full[i], full[i - 1]);
  }
  EXPECT_LT(truncated.back(), full.back());
  EXPECT_LT(full.front(), 0.2);
}

TEST(HazardAtSites, KnowsNothingWhereTheGroundIsNotKnown) {
  const std::vector<Point> sites{{75, 42.6}, {75, 42.6}};
  const std::vector<SiteSoil> soils{{.vs30_m_s = std::nan("")}, {}};
  const auto result = hazard_at_sites(small_model(RuptureForm::point), kSettings, sites, soils);
  EXPECT_TRUE(std::isnan(result.sites[0].rate_per_year[2]));
  EXPECT_FALSE(curve_of(result.sites[0], kSettings.levels));
  EXPECT_TRUE(curve_of(result.sites[1], kSettings.levels));
}

TEST(HazardAtSites, SaysWhichSourcesItLeftOut) {
  SourceModel model = small_model(RuptureForm::point);
  model.grids[0].name = "basin";
  model.grids[0].traits.models = single_model(*find_ground_motion_model("manea21"));
  PshaSettings settings = kSettings;
  settings.measure = kPgv;
  const Point site{75, 42.6};
  const SiteSoil soil;
  EXPECT_EQ(hazard_at_sites(model, settings, {&site, 1}, {&soil, 1}).left_out, std::vector<std::string>{"basin"});
}

TEST(HazardAtSites, GivesTheSameBytesOnAnyNumberOfThreads) {
  const SourceModel model = small_model(RuptureForm::random_strike);
  std::mt19937 random(2);
  std::uniform_real_distribution<double> lon(74, 76);
  std::uniform_real_distribution<double> lat(42, 43);
  std::vector<Point> sites;
  std::vector<SiteSoil> soils;
  for (int i = 0; i < 20; ++i) {
    sites.push_back({lon(random), lat(random)});
    soils.push_back({.vs30_m_s = 300 + 20.0 * i});
  }
  use_threads(1);
  const auto one = hazard_at_sites(model, kSettings, sites, soils);
  use_threads(0);
  const auto many = hazard_at_sites(model, kSettings, sites, soils);
  for (std::size_t i = 0; i < sites.size(); ++i) EXPECT_EQ(one.sites[i].rate_per_year, many.sites[i].rate_per_year);
}

TEST(Disaggregate, AddsUpToTheRate) {
  SourceModel model = small_model(RuptureForm::random_strike);
  model.faults.push_back({"fault", model.grids[0].traits.models, rupture_of_fault({74.8, 42.5}, {75.3, 42.5}, {.magnitude = 7.2, .rake_deg = 0, .dip_deg = 90, .width_km = 18}), 1e-3});
  const Point site{75, 42.6};
  const SiteSoil soil;
  const auto rates = hazard_at_sites(model, kSettings, {&site, 1}, {&soil, 1}).sites[0].rate_per_year;
  const Disaggregation whole = disaggregate(model, kSettings, {&site, 1}, {&soil, 1}, {&kSettings.levels[3], 1}).at(0);
  const auto& parts = whole.parts;
  double sum = 0;
  double fault = 0;
  for (const DisaggregationPart& p : parts) {
    sum += p.rate_per_year;
    EXPECT_GT(p.rate_per_year, 0);
    if (p.magnitude_low == 7.0 && p.distance_low_km == 0) fault = p.rate_per_year;
  }
  EXPECT_NEAR(sum / rates[3], 1, 1e-12);
  EXPECT_GT(fault, 1e-4);
  EXPECT_TRUE(std::is_sorted(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
    return std::pair(a.distance_low_km, a.magnitude_low) < std::pair(b.distance_low_km, b.magnitude_low);
  }));
  EXPECT_NEAR(whole.rate_per_year / sum, 1, 1e-12);
  for (const DisaggregationPart& p : parts) EXPECT_LE(p.rate_per_year, whole.modal().rate_per_year);
}

/// One earthquake at one place: everything about it is known beforehand.
SourceModel one_earthquake(double magnitude, Point place) {
  SourceModel model;
  model.grids.push_back({.name = "one",
                         .traits = {.models = single_model(*find_ground_motion_model("bssa14")), .magnitudes = {{magnitude, 1}}, .form = RuptureForm::point},
                         .places = {place},
                         .rate_per_year = {0.01}});
  return model;
}

TEST(Disaggregate, OfOneEarthquakeIsThatEarthquake) {
  const Point site{75, 42.6};
  const SiteSoil soil;
  const SourceModel model = one_earthquake(6.7, {75.5, 42.6});
  const auto median = [&](double level) { return disaggregate(model, {.levels = {1}}, {&site, 1}, {&soil, 1}, {&level, 1}).at(0); };
  // Half of all shaking lies above the median: there the mean epsilon is that of half a normal distribution, sqrt(2 / pi).
  double low = 1e-3, high = 1;
  for (int i = 0; i < 60; ++i) (median(std::sqrt(low * high)).rate_per_year > 0.005 ? low : high) = std::sqrt(low * high);
  const Disaggregation d = median(low);
  EXPECT_NEAR(d.mean_magnitude, 6.7, 1e-9);
  EXPECT_NEAR(d.mean_distance_km, 41.1, 0.5);
  EXPECT_NEAR(d.mean_epsilon, std::sqrt(2 / std::numbers::pi), 1e-3);
  EXPECT_EQ(d.modal().magnitude_low, 6.5);
  EXPECT_EQ(d.modal().distance_low_km, 40);
}

TEST(Disaggregate, RarerShakingComesFromStrongerAndNearerEarthquakesAndMoreScatter) {
  const SourceModel model = small_model(RuptureForm::random_strike);
  const std::vector<Point> sites(3, Point{75, 42.6});
  const std::vector<SiteSoil> soils(3);
  const std::vector<double> levels{0.02, 0.1, 0.5};
  const auto parts = disaggregate(model, kSettings, sites, soils, levels);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    EXPECT_GT(parts[i].mean_magnitude, parts[i - 1].mean_magnitude);
    EXPECT_LT(parts[i].mean_distance_km, parts[i - 1].mean_distance_km);
    EXPECT_LT(parts[i].rate_per_year, parts[i - 1].rate_per_year);
  }
}

TEST(Disaggregate, ASiteWithoutALevelHasNoParts) {
  const Point site{75, 42.6};
  const SiteSoil soil;
  const double none = std::nan("");
  EXPECT_TRUE(disaggregate(one_earthquake(6, site), {.levels = {1}}, {&site, 1}, {&soil, 1}, {&none, 1}).at(0).parts.empty());
}

}  // namespace
}  // namespace tmfgeo
