// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/scenario_earthquake.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/hazard/exceedance_table.h"

namespace tmfgeo {
namespace {

const EarthquakeFocus kChu{.magnitude = 6.9, .epicentre = {74.6, 42.6}, .depth_km = 12, .strike_deg = 80, .style = FaultStyle::reverse};

ModelSet region(const std::string& name) {
  for (const ModelSet& set : read_model_sets(std::string(TMFGEO_SOURCE_DIR) + "/data/ground-motion/regions.toml")) {
    if (set.name == name) return set;
  }
  ADD_FAILURE() << name;
  return {};
}

TEST(NormalQuantile, InvertsTheDistribution) {
  for (const double p : {1e-12, 1e-4, 0.02, 0.16, 0.5, 0.84, 0.999}) {
    EXPECT_NEAR(normal_exceedance(-normal_quantile(p)) / p, 1, 1e-12) << p;
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-12);
}

TEST(NormalExceedanceTable, AgreesWithTheDistribution) {
  const NormalExceedanceTable& table = NormalExceedanceTable::instance();
  for (double z = -7.9; z < 12; z += 0.00137) ASSERT_NEAR(table(z) / normal_exceedance(z), 1, z < 6 ? 2e-8 : 3e-7) << z;
  EXPECT_EQ(table(-9), 1);
  EXPECT_EQ(table(13), 0);
  EXPECT_TRUE(std::isnan(table(std::nan(""))));
}

TEST(ModelSets, OfTheProgramHaveWeightsThatAddUp) {
  for (const char* name : {"central-asia-shallow", "danube-balkans-shallow", "vrancea-intermediate", "world-active-shallow"}) {
    double sum = 0;
    for (const WeightedModel& m : region(name).models) sum += m.weight;
    EXPECT_NEAR(sum, 1, 1e-12) << name;
  }
  EXPECT_EQ(region("danube-balkans-shallow").models.size(), 15U);
  EXPECT_EQ(region("central-asia-shallow").models.size(), 3U);
}

TEST(ModelSets, AreRefusedWhereTheyAreWrong) {
  const auto refused = [](const std::string& toml, const std::string& word) {
    try {
      parse_model_sets(toml, "sets.toml");
      ADD_FAILURE() << "accepted: " << toml;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
  };
  const std::string head = "[[region]]\nname = \"a\"\n[[region.model]]\n";
  refused("", "region");
  refused("[[region]]\nname = \"a\"\n", "region.model");
  refused(head + "name = \"bssa15\"\nweight = 1\n", "bssa14");
  refused(head + "weight = 1\n", "name");
  refused(head + "name = \"bssa14\"\n", "weight");
  refused(head + "name = \"bssa14\"\nweight = 0\n", "above 0");
  refused(head + "name = \"bssa14\"\nweight = nan\n", "finite");
  refused(head + "name = \"bssa14\"\nweight = 1\nc3_epsilon = [0]\n", "c3_epsilon");
  refused(head + "name = \"kotha20\"\nweight = 1\nc3_epsilon = [0, 1]\nc3_weights = [1]\n", "c3_weights");
  refused(head + "name = \"kotha20\"\nweight = 1\nc3_weights = [1]\n", "c3_epsilon");
  refused(head + "name = \"bssa14\"\nweight = 1\nattenuation = \"high\"\n", "high_q");
  const std::string one = head + "name = \"bssa14\"\nweight = 1\n";
  refused(one + one, "no other region");
}

TEST(ShakeSites, IsTheWeightedMeanOfItsModels) {
  const ModelSet set = region("central-asia-shallow");
  const std::vector<Point> sites{{74.6, 42.9}, {75.4, 42.5}};
  const std::vector<SiteSoil> soils{{.vs30_m_s = 350}, {.vs30_m_s = 700}};
  const ScenarioShaking all = shake_sites(kChu, set, kPga, sites, soils);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    double mean = 0;
    double tau2 = 0;
    double spread2 = 0;
    std::vector<double> medians;
    for (const WeightedModel& m : set.models) {
      const SiteShaking one = shake_sites(kChu, single_model(*m.model), kPga, sites, soils).sites[i];
      EXPECT_EQ(one.model_spread, 0);
      mean += m.weight * one.ln_median;
      tau2 += m.weight * one.tau * one.tau;
      medians.push_back(one.ln_median);
    }
    for (std::size_t k = 0; k < medians.size(); ++k) spread2 += set.models[k].weight * std::pow(medians[k] - mean, 2);
    EXPECT_NEAR(all.sites[i].ln_median, mean, 1e-12);
    EXPECT_NEAR(all.sites[i].tau, std::sqrt(tau2), 1e-12);
    EXPECT_NEAR(all.sites[i].model_spread, std::sqrt(spread2), 1e-7);
    EXPECT_NEAR(all.sites[i].percentile(0.5), all.sites[i].median(), 1e-12);
    EXPECT_NEAR(std::log(all.sites[i].percentile(0.84) / all.sites[i].median()), 0.99446 * all.sites[i].total_sigma(), 1e-4);
  }
  EXPECT_TRUE(all.notes.outside.empty());
}

TEST(ShakeSites, IsRoundWhereTheStrikeIsNotKnown) {
  EarthquakeFocus focus = kChu;
  focus.strike_deg.reset();
  focus.style = FaultStyle::unknown;
  // 40 km to the north, east, south and west.
  const std::vector<Point> sites{{74.6, 42.96}, {75.0875, 42.6}, {74.6, 42.24}, {74.1125, 42.6}};
  const std::vector<SiteSoil> soils(4);
  const auto shaking = shake_sites(focus, region("central-asia-shallow"), kPga, sites, soils);
  EXPECT_EQ(shaking.notes.ruptures.size(), 8U);
  for (const SiteShaking& s : shaking.sites) EXPECT_NEAR(s.ln_median, shaking.sites[0].ln_median, 0.01);
}

// Published for Bucharest: about 0.2 g at INCERC, some 160 km from the hypocentre.
TEST(ShakeSites, GivesVranceaOf1977ItsSize) {
  const EarthquakeFocus focus{.magnitude = 7.4, .epicentre = {26.76, 45.77}, .depth_km = 94, .style = FaultStyle::reverse};
  const std::vector<Point> bucharest{{26.10, 44.43}};
  const std::vector<SiteSoil> soils{{.vs30_m_s = 300}};
  const auto shaking = shake_sites(focus, region("vrancea-intermediate"), kPga, bucharest, soils);
  EXPECT_GT(shaking.sites[0].median(), 0.08);
  EXPECT_LT(shaking.sites[0].median(), 0.2);
  EXPECT_GT(shaking.sites[0].percentile(0.84), 0.2);
  EXPECT_TRUE(shaking.notes.outside.empty());
  EXPECT_LT(shaking.sites[0].model_spread, 1e-6) << "the hypocentral distance knows no strike";
}

TEST(ShakeSites, SaysWhatIsOutsideAndLeftOut) {
  const EarthquakeFocus shallow{.magnitude = 7.8, .epicentre = {26.76, 45.77}, .depth_km = 12, .strike_deg = 30};
  const std::vector<Point> sites{{26.10, 44.43}};
  const std::vector<SiteSoil> soils(1);
  const auto shaking = shake_sites(shallow, region("vrancea-intermediate"), kPga, sites, soils);
  ASSERT_EQ(shaking.notes.outside.size(), 2U);
  EXPECT_EQ(shaking.notes.outside[0].quantity, "magnitude");
  EXPECT_EQ(shaking.notes.outside[1].quantity, "depth_km");
  const auto nothing = shake_sites(shallow, region("vrancea-intermediate"), kPgv, sites, soils);
  EXPECT_TRUE(nothing.sites.empty());
  EXPECT_EQ(nothing.notes.left_out, std::vector<std::string>{"manea21"});
}

TEST(ShakeSites, GivesNothingWhereTheGroundIsNotKnown) {
  const std::vector<Point> sites{{74.6, 42.9}, {74.6, 42.9}};
  const std::vector<SiteSoil> soils{{.vs30_m_s = std::nan("")}, {}};
  const auto shaking = shake_sites(kChu, region("central-asia-shallow"), kPga, sites, soils);
  EXPECT_TRUE(std::isnan(shaking.sites[0].ln_median));
  EXPECT_FALSE(std::isnan(shaking.sites[1].ln_median));
}

Grid<float> vs30_grid(const Crs& crs, Point north_west, double cell, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  Grid<float> grid({.rows = rows, .columns = columns, .west = north_west.x, .north = north_west.y, .cell_width = cell, .cell_height = cell, .crs = crs}, 500);
  grid[Cell{0, 0}] = std::nanf("");
  return grid;
}

TEST(ShakeGrid, IsWhatTheSitesOfItsCellsFeel) {
  for (const bool geographic : {true, false}) {
    const Grid<float> vs30 = geographic ? vs30_grid(Crs::wgs84(), {74, 43}, 0.02, 40, 300)
                                        : vs30_grid(Crs::from_text("EPSG:32643"), {420000, 4760000}, 1500, 40, 300);
    const ShakingGrids grids = shake_grid(kChu, region("central-asia-shallow"), spectral_acceleration(0.3), vs30);
    const Transform to_degrees(vs30.frame().crs, Crs::wgs84());
    std::vector<Point> sites;
    std::vector<SiteSoil> soils;
    for (std::ptrdiff_t i = 0; i < vs30.size(); ++i) {
      sites.push_back(to_degrees(vs30.frame().centre(vs30.frame().cell(i))));
      soils.push_back({.vs30_m_s = static_cast<double>(vs30[i])});
    }
    const auto shaking = shake_sites(kChu, region("central-asia-shallow"), spectral_acceleration(0.3), sites, soils);
    EXPECT_TRUE(std::isnan(grids.median[0]));
    EXPECT_TRUE(std::isnan(grids.tau[0]));
    for (std::ptrdiff_t i = 1; i < vs30.size(); ++i) {
      const SiteShaking& s = shaking.sites[static_cast<std::size_t>(i)];
      ASSERT_NEAR(static_cast<double>(grids.median[i]) / s.median(), 1, 1e-6);
      ASSERT_NEAR(static_cast<double>(grids.phi[i]), s.phi, 1e-6);
      ASSERT_NEAR(static_cast<double>(grids.model_spread[i]), s.model_spread, 1e-6);
    }
  }
}

TEST(ShakeGrid, GivesTheSameBytesOnAnyNumberOfThreads) {
  const Grid<float> vs30 = vs30_grid(Crs::wgs84(), {74, 43}, 0.02, 60, 500);
  use_threads(1);
  const ShakingGrids one = shake_grid(kChu, region("danube-balkans-shallow"), kPga, vs30);
  use_threads(0);
  const ShakingGrids many = shake_grid(kChu, region("danube-balkans-shallow"), kPga, vs30);
  EXPECT_EQ(std::memcmp(one.median.values().data(), many.median.values().data(), one.median.values().size_bytes()), 0);
  EXPECT_EQ(std::memcmp(one.model_spread.values().data(), many.model_spread.values().data(), one.median.values().size_bytes()), 0);
}

}  // namespace
}  // namespace tmfgeo
