// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/joint_events.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/natech/correlated_residuals.h"

namespace tmfgeo {
namespace {

ShakenSite site(Point p, double tau, double phi, double beta = 0.4, double median_g = 0.3) {
  return {p, std::log(0.2), tau, phi, FailureResponse{median_g, beta}};
}

const FailureResponse& curve_of(const ShakenSite& s) { return std::get<FailureResponse>(s.response); }

/// Probability of failure of one site, shaking and response taken together.
double alone(const ShakenSite& s) {
  const FailureResponse& curve = curve_of(s);
  const double spread = std::sqrt(s.tau * s.tau + s.phi * s.phi + curve.beta * curve.beta);
  return normal_cdf((s.ln_median_g - std::log(curve.median_g)) / spread);
}

std::vector<FacilityGroup> all_of(std::size_t n) {
  FacilityGroup group{.id = "all", .members = {}};
  for (std::size_t i = 0; i < n; ++i) group.members.push_back(i);
  return {group};
}

const JointOptions kMany{.draws = 200000, .seed = 7};

TEST(JointEarthquake, HasTheMarginalOfEachSiteInClosedForm) {
  const std::vector<ShakenSite> sites{site({70, 42}, 0.3, 0.5), site({70.1, 42}, 0.4, 0.6, 0), site({72, 42}, 0.35, 0.55, 0.6, 0.15)};
  const auto outcome = joint_earthquake(sites, all_of(3), kMany);
  double expected = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(*outcome.marginal[i], alone(sites[i]), 0.004);
    expected += *outcome.marginal[i];
  }
  EXPECT_NEAR(outcome.groups[0].expected_failures, expected, 1e-9);
}

TEST(JointEarthquake, MakesThresholdsAtOnePlaceFailTogetherAlways) {
  const std::vector<ShakenSite> sites{site({70, 42}, 0, 0.6, 0), site({70, 42}, 0, 0.6, 0)};
  const auto group = joint_earthquake(sites, all_of(2), kMany).groups[0];
  EXPECT_EQ(group.p_any, group.p_two_or_more);
  EXPECT_NEAR(group.p_any, alone(sites[0]), 0.004);
}

TEST(JointEarthquake, LeavesFarSitesIndependentWhereNoEventTermJoinsThem) {
  const std::vector<ShakenSite> sites{site({20, 45}, 0, 0.6), site({70, 42}, 0, 0.6), site({100, 30}, 0, 0.6)};
  const auto group = joint_earthquake(sites, all_of(3), kMany).groups[0];
  EXPECT_NEAR(group.p_any, group.p_any_independent, 4 * group.p_any_error);
  EXPECT_NEAR(group.p_two_or_more, group.p_two_or_more_independent, 4 * group.p_two_or_more_error);
}

TEST(JointEarthquake, OfTheEventTermAloneMeetsTheIntegralOverIt) {
  const std::vector<ShakenSite> sites{site({20, 45}, 0.6, 0, 0.4, 0.3), site({70, 42}, 0.6, 0, 0.3, 0.35)};
  double any = 0;
  double two = 0;
  constexpr double kStep = 0.001;
  for (double eta = -8; eta <= 8; eta += kStep) {
    const double weight = std::exp(-eta * eta / 2) / std::sqrt(2 * 3.14159265358979) * kStep;
    const double p = normal_cdf((std::log(0.2 / 0.3) + 0.6 * eta) / 0.4);
    const double q = normal_cdf((std::log(0.2 / 0.35) + 0.6 * eta) / 0.3);
    any += weight * (1 - (1 - p) * (1 - q));
    two += weight * p * q;
  }
  const auto group = joint_earthquake(sites, all_of(2), kMany).groups[0];
  EXPECT_NEAR(group.p_any, any, 4 * group.p_any_error);
  EXPECT_NEAR(group.p_two_or_more, two, 4 * group.p_two_or_more_error);
  EXPECT_GT(group.p_two_or_more, 1.5 * group.p_two_or_more_independent);
}

TEST(JointEarthquake, NearSitesFailTogetherMoreOftenThanFarOnes) {
  double before = 1;
  for (const double degrees : {0.0, 0.02, 0.1, 1.0}) {
    const std::vector<ShakenSite> sites{site({70, 42}, 0.1, 0.6, 0.1), site({70 + degrees, 42}, 0.1, 0.6, 0.1)};
    const auto group = joint_earthquake(sites, all_of(2), kMany).groups[0];
    EXPECT_LT(group.p_two_or_more, before);
    before = group.p_two_or_more;
  }
}

TEST(JointEarthquake, AgreesWithAPlainSimulationOfItsOwn) {
  const std::vector<ShakenSite> sites{site({70, 42}, 0.3, 0.5), site({70.05, 42.02}, 0.3, 0.5, 0.3, 0.25), site({70.2, 42}, 0.3, 0.5)};
  const double ab = spatial_correlation(std::hypot(0.05 * 82.8, 0.02 * 111.07), 8.5);  // km per degree at 42 N
  std::mt19937_64 dice(3);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  int any = 0;
  int two = 0;
  constexpr int kDraws = 300000;
  for (int i = 0; i < kDraws; ++i) {
    const double eta = normal(dice);
    const double z0 = normal(dice);
    const double e[3] = {z0, ab * z0 + std::sqrt(1 - ab * ab) * normal(dice), normal(dice)};  // the third is far from both
    int failed = 0;
    for (std::size_t s = 0; s < 3; ++s) {
      const double ln_a = sites[s].ln_median_g + 0.3 * eta + 0.5 * e[s];
      failed += uniform(dice) < normal_cdf((ln_a - std::log(curve_of(sites[s]).median_g)) / curve_of(sites[s]).beta) ? 1 : 0;
    }
    any += failed > 0 ? 1 : 0;
    two += failed > 1 ? 1 : 0;
  }
  const auto group = joint_earthquake(sites, all_of(3), kMany).groups[0];
  EXPECT_NEAR(group.p_any, static_cast<double>(any) / kDraws, 0.005);
  EXPECT_NEAR(group.p_two_or_more, static_cast<double>(two) / kDraws, 0.005);
}

TEST(JointEarthquake, ListsCombinationsThatAddUpToTwoOrMore) {
  const std::vector<ShakenSite> sites{site({70, 42}, 0.5, 0.3), site({70.01, 42}, 0.5, 0.3), site({71, 42}, 0.5, 0.3)};
  const auto group = joint_earthquake(sites, all_of(3), kMany).groups[0];
  ASSERT_EQ(group.combinations.size(), 4U);  // three pairs and all
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    sum += group.combinations[i].probability;
    EXPECT_LE(group.combinations[i].probability, i > 0 ? group.combinations[i - 1].probability : 1);
  }
  EXPECT_NEAR(sum, group.p_two_or_more, 0.004);
  EXPECT_EQ(group.combinations[0].members, (std::vector<std::size_t>{0, 1, 2}));
  JointOptions pairs = kMany;
  pairs.largest_combination = 2;
  const auto only_pairs = joint_earthquake(sites, all_of(3), pairs).groups[0];
  ASSERT_EQ(only_pairs.combinations.size(), 3U);
  for (const auto& c : only_pairs.combinations) EXPECT_EQ(c.members.size(), 2U);
  pairs.combinations = 0;
  EXPECT_TRUE(joint_earthquake(sites, all_of(3), pairs).groups[0].combinations.empty());
}

TEST(JointEarthquake, CountsUnknownSitesBesideAndNeverAsSafe) {
  std::vector<ShakenSite> sites{site({70, 42}, 0.3, 0.5), site({70.1, 42}, 0.3, 0.5)};
  sites[1].response = std::monostate{};
  const auto outcome = joint_earthquake(sites, all_of(2), {.draws = 1000});
  EXPECT_FALSE(outcome.marginal[1]);
  EXPECT_EQ(outcome.groups[0].members_unknown, 1U);
  EXPECT_EQ(outcome.groups[0].p_two_or_more, 0);
  sites[0].response = std::monostate{};
  const auto nothing = joint_earthquake(sites, all_of(2), {.draws = 1000});
  EXPECT_EQ(nothing.groups[0].members_unknown, 2U);
  EXPECT_EQ(nothing.groups[0].p_any, 0);
  EXPECT_TRUE(joint_earthquake({}, {}, {.draws = 1}).groups.empty());
}

TEST(JointEarthquake, CountsSitesJudgedInPartAmongTheUnknownAndWhatIsKnownOfThemInTheBounds) {
  std::vector<ShakenSite> sites{site({70, 42}, 0.3, 0.5), site({70.1, 42}, 0.3, 0.5)};
  const auto full = joint_earthquake(sites, all_of(2), {.draws = 1000}).groups[0];
  sites[1].partly = true;
  const auto part = joint_earthquake(sites, all_of(2), {.draws = 1000}).groups[0];
  EXPECT_EQ(full.members_unknown, 0U);
  EXPECT_EQ(part.members_unknown, 1U);
  EXPECT_EQ(part.members_partly, 1U);
  EXPECT_EQ(part.p_any, full.p_any);
  EXPECT_GT(part.p_any, 0);
}

bool same(const JointOutcome& a, const JointOutcome& b) {
  for (std::size_t g = 0; g < a.groups.size(); ++g) {
    const auto& x = a.groups[g];
    const auto& y = b.groups[g];
    if (x.p_any != y.p_any || x.p_two_or_more != y.p_two_or_more || x.p_any_error != y.p_any_error) return false;
    if (x.combinations.size() != y.combinations.size()) return false;
    for (std::size_t c = 0; c < x.combinations.size(); ++c) {
      if (x.combinations[c].members != y.combinations[c].members || x.combinations[c].probability != y.combinations[c].probability) return false;
    }
  }
  return a.marginal == b.marginal;
}

TEST(JointEarthquake, GivesTheSameBytesOnOneThreadAndOnMany) {
  std::vector<ShakenSite> sites;
  for (int i = 0; i < 37; ++i) sites.push_back(site({70 + 0.03 * i, 42 + 0.01 * (i % 7)}, 0.3, 0.5));
  const JointOptions options{.draws = 5003, .seed = 99};
  use_threads(1);
  const auto one = joint_earthquake(sites, all_of(37), options);
  use_threads(4);
  const auto four = joint_earthquake(sites, all_of(37), options);
  use_threads(0);
  EXPECT_TRUE(same(one, four));
  EXPECT_FALSE(same(one, joint_earthquake(sites, all_of(37), {.draws = 5003, .seed = 100})));
}

TEST(JointEarthquake, HoldsAnyNumberOfDraws) {
  const std::vector<ShakenSite> sites{site({70, 42}, 0.3, 0.5), site({70.1, 42}, 0.3, 0.5)};
  for (const std::uint64_t draws : {1ULL, 15ULL, 16ULL, 17ULL, 4097ULL}) {
    const auto group = joint_earthquake(sites, all_of(2), {.draws = draws}).groups[0];
    EXPECT_GE(group.p_any, group.p_two_or_more);
    EXPECT_LE(group.p_any, 1);
  }
}

TEST(CorrelatedResiduals, HaveTheCorrelationOfTheirDistanceAndUnitSpread) {
  const std::vector<Point> points{{70, 42}, {70.02, 42}, {70.1, 42}, {70, 42.05}, {70, 42}, {70.0000000001, 42}};
  const CorrelatedResiduals residuals(points, 20);
  EXPECT_EQ(residuals.places(), 4U);
  EXPECT_EQ(residuals.place(4), residuals.place(0));
  EXPECT_EQ(residuals.place(5), residuals.place(0));
  const RandomField random(5);
  std::vector<DrawRow> normals;
  std::vector<DrawRow> rows;
  double products[4][4] = {};
  constexpr std::uint64_t kDraws = 160000;
  for (std::uint64_t first = 0; first < kDraws; first += kDrawsAtOnce) {
    residuals.draw(random, first, normals, rows);
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        for (std::size_t d = 0; d < kDrawsAtOnce; ++d) products[i][j] += static_cast<double>(rows[i][d]) * static_cast<double>(rows[j][d]);
      }
    }
  }
  const double km[4][2] = {{0, 0}, {0.02 * 82.8, 0}, {0.1 * 82.8, 0}, {0, 0.05 * 111.07}};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      const double distance = std::hypot(km[i][0] - km[j][0], km[i][1] - km[j][1]);
      EXPECT_NEAR(products[i][j] / static_cast<double>(kDraws), spatial_correlation(distance, 20), 0.015) << i << j;
    }
  }
}

TEST(CorrelationRange, HasThePublishedValuesForThePga) {
  EXPECT_EQ(correlation_range_km(0, false), 8.5);
  EXPECT_EQ(correlation_range_km(0, true), 40.7);
  EXPECT_NEAR(correlation_range_km(2, false), 29.4, 1e-12);
  EXPECT_EQ(spatial_correlation(0, 8.5), 1);
  EXPECT_NEAR(spatial_correlation(8.5, 8.5), std::exp(-3), 1e-15);
}

TEST(FailureLevel, IsWhereAResponsePassesAProbabilityAndAbsentWhereItNeverDoes) {
  EXPECT_EQ(failure_level([](double) { return 0.3; }, 0.5), std::nullopt);
  EXPECT_NEAR(*failure_level(lognormal_response(0.37, 0.45), 0.5), 0.37, 1e-9);
  EXPECT_LT(*failure_level([](double) { return 1.0; }, 0.5), 0.001) << "a slope that does not stand fails at any shaking";
}

TEST(JointEarthquake, OfATableIsThatOfTheLognormalItWasMadeFrom) {
  std::vector<ShakenSite> curves{site({70, 42}, 0.3, 0.5), site({70.05, 42}, 0.3, 0.5, 0.3, 0.5), site({70.1, 42}, 0.3, 0.5, 0.6, 0.2)};
  std::vector<ShakenSite> tables = curves;
  for (ShakenSite& s : tables) {
    const Response response = lognormal_response(curve_of(s).median_g, curve_of(s).beta);
    s.response = tabulate_responses(1, [&](double pga, std::span<double> out) { out[0] = response(pga); }).front();
  }
  const auto expected = joint_earthquake(curves, all_of(3), {.draws = 20000});
  const auto found = joint_earthquake(tables, all_of(3), {.draws = 20000});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(*found.marginal[i], *expected.marginal[i], 2e-3 * *expected.marginal[i]) << i;
  EXPECT_NEAR(found.groups[0].p_any, expected.groups[0].p_any, 1e-3);
  EXPECT_NEAR(found.groups[0].p_two_or_more, expected.groups[0].p_two_or_more, 1e-3);
}

TEST(JointFlood, LiesBetweenOneFloodEverywhereAndIndependence) {
  const std::vector<FloodFailure> years{{100.0}, {50.0}, {500.0}, {}};
  const auto outcome = joint_flood(years, all_of(4))[0];
  EXPECT_DOUBLE_EQ(outcome.p_any, 1.0 / 50);
  EXPECT_DOUBLE_EQ(outcome.p_two_or_more, 1.0 / 100);
  EXPECT_NEAR(outcome.p_any_independent, 1 - 0.99 * 0.98 * 0.998, 1e-15);
  const double two = 0.01 * 0.02 * 0.998 + 0.01 * 0.98 * 0.002 + 0.99 * 0.02 * 0.002 + 0.01 * 0.02 * 0.002;
  EXPECT_NEAR(outcome.p_two_or_more_independent, two, 1e-15);
  EXPECT_NEAR(outcome.expected_failures, 0.032, 1e-15);
  EXPECT_EQ(outcome.members_unknown, 1U);
  EXPECT_EQ(joint_flood(years, std::vector<FacilityGroup>{{"none", {}}})[0].p_any, 0);
}

TEST(JointFlood, CountsFailuresKnownToOneSideAsLowerBounds) {
  const std::vector<FloodFailure> failures{{100.0}, {50.0, true}, {}};
  const auto outcome = joint_flood(failures, all_of(3))[0];
  EXPECT_DOUBLE_EQ(outcome.p_any, 1.0 / 50);
  EXPECT_EQ(outcome.members_unknown, 2U);
  EXPECT_EQ(outcome.members_partly, 1U);
}

}  // namespace
}  // namespace tmfgeo
