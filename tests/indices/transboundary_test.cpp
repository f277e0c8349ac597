// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/transboundary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "indices/risk_samples.h"
#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

using ::testing::ElementsAre;
using test::crossing;
using test::exactly;
using test::many;
using test::within;

// log10 0.001 + log10 (1 + 9) + log10 (1 + 999) + log10 (24 / 2.4) = −3 + 1 + 3 + 1.
TEST(Transboundary, IsTheSumOfItsFourTerms) {
  const std::vector<CrossingRisk> one{crossing("A")};
  const TransboundaryRisk risk = transboundary_risk(one, {.draws = 500});
  const RiskOutcome& c = risk.crossings[0];
  EXPECT_NEAR(*c.terms[0], -3, 1e-12);
  EXPECT_NEAR(*c.terms[1], 1, 1e-12);
  EXPECT_NEAR(*c.terms[2], 3, 1e-12);
  EXPECT_NEAR(*c.terms[3], 1, 1e-12);
  EXPECT_NEAR(c.tbri->p10, 2, 1e-6);
  EXPECT_NEAR(c.tbri->p50, 2, 1e-6);
  EXPECT_NEAR(c.tbri->p90, 2, 1e-6);
  EXPECT_NEAR(*c.load_kg_per_year, 1e-3 * 1000 * 64.0 / 81, 1e-9) << "a triangle's part above a ninth of its height";
  EXPECT_THAT(c.variance_share, ElementsAre(0, 0, 0, 0));
}

TEST(Transboundary, CountsNoHurryWhereTheWarningTimeIsKept) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].arrival_h = exactly(100);
  EXPECT_NEAR(transboundary_risk(one, {.draws = 10}).crossings[0].tbri->p50, 1, 1e-6);
  EXPECT_NEAR(transboundary_risk(one, {.draws = 10, .warning_h = 1000}).crossings[0].tbri->p50, 2, 1e-6);
}

TEST(Transboundary, HasNoLoadAboveTheThresholdWhereItIsNotReached) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].exceedance_ratio = exactly(0.5);
  const RiskOutcome c = transboundary_risk(one, {.draws = 10}).crossings[0];
  EXPECT_EQ(*c.load_kg_per_year, 0);
  EXPECT_NEAR(c.tbri->p50, -3 + std::log10(1.5) + 3 + 1, 1e-6);
}

TEST(Transboundary, GivesBackTheBandOfItsOnlyUncertainInput) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].release_per_year = Band{1e-5, 1e-3, 2e-3};
  const RiskOutcome c = transboundary_risk(one, {.draws = 40000}).crossings[0];
  EXPECT_NEAR(c.tbri->p10, -5 + 5, 0.05);
  EXPECT_NEAR(c.tbri->p50, -3 + 5, 0.03);
  EXPECT_NEAR(c.tbri->p90, std::log10(2e-3) + 5, 0.01);
  EXPECT_THAT(c.variance_share, ElementsAre(1, 0, 0, 0));
}

TEST(Transboundary, NeverDrawsAProbabilityAboveOne) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].release_per_year = Band{0.01, 0.9, 1};
  one[0].exceedance_ratio = exactly(0);
  one[0].people = exactly(0);
  one[0].arrival_h = exactly(1000);
  EXPECT_LE(transboundary_risk(one, {.draws = 2000}).crossings[0].tbri->p90, 1e-7);
}

TEST(Transboundary, RisesWithEveryInputAndWithHaste) {
  const double base = transboundary_risk(std::vector{crossing("A")}, {.draws = 10}).crossings[0].tbri->p50;
  const auto changed = [&](auto member, double value) {
    CrossingRisk c = crossing("A");
    c.*member = exactly(value);
    return transboundary_risk(std::vector{c}, {.draws = 10}).crossings[0].tbri->p50;
  };
  EXPECT_GT(changed(&CrossingRisk::release_per_year, 2e-3), base);
  EXPECT_GT(changed(&CrossingRisk::exceedance_ratio, 10), base);
  EXPECT_GT(changed(&CrossingRisk::people, 1000), base);
  EXPECT_GT(changed(&CrossingRisk::arrival_h, 2), base);
  EXPECT_LT(changed(&CrossingRisk::people, 0), base);
}

TEST(Transboundary, GivesNoValueFromAMissingInputButNamesItAndSaysTheLeast) {
  for (std::size_t gap = 0; gap < kRiskInputs.size(); ++gap) {
    CrossingRisk c = crossing("A");
    if (gap == 0) c.release_per_year.reset();
    if (gap == 1) c.exceedance_ratio.reset();
    if (gap == 2) c.people.reset();
    if (gap == 3) c.arrival_h.reset();
    const TransboundaryRisk risk = transboundary_risk(std::vector{c}, {.draws = 10});
    const RiskOutcome& outcome = risk.crossings[0];
    EXPECT_FALSE(outcome.tbri) << gap;
    EXPECT_FALSE(outcome.load_kg_per_year);
    EXPECT_THAT(outcome.missing, ElementsAre(kRiskInputs[gap]));
    EXPECT_EQ(outcome.at_least.has_value(), gap != 0);
    EXPECT_EQ(outcome.certainty, gap == 0 ? RiskCertainty::unknown : RiskCertainty::lower_bound);
    EXPECT_LE(outcome.at_least.value_or(-99), 2) << "what the full set gives";
    ASSERT_EQ(risk.facilities.size(), 1U);
    EXPECT_FALSE(risk.facilities[0].tbri);
    EXPECT_FALSE(risk.facilities[0].rank);
    EXPECT_EQ(risk.facilities[0].unknown_crossings, 1U);
  }
}

TEST(Transboundary, SumsExactRisksToGroups) {
  std::vector<CrossingRisk> all{crossing("A"), crossing("B"), crossing("B", "HU>RS 1"), crossing("C")};
  all[2].affected = "RS";
  all[3].basin = "other";
  all[3].river = "";
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 20});
  const auto find = [](const std::vector<RiskGroup>& groups, const std::string& id) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const RiskGroup& g) { return g.id == id; });
    EXPECT_NE(found, groups.end()) << id;
    return *found;
  };
  EXPECT_NEAR(find(risk.facilities, "B").tbri->p50, 2 + std::log10(2), 1e-6);
  EXPECT_NEAR(find(risk.basins, "45.0 29.0").tbri->p50, 2 + std::log10(3), 1e-6);
  EXPECT_NEAR(find(risk.country_pairs, "RO>HU").tbri->p50, 2 + std::log10(3), 1e-6);
  EXPECT_NEAR(find(risk.country_pairs, "RO>RS").tbri->p50, 2, 1e-6);
  EXPECT_NEAR(*find(risk.country_pairs, "RO>HU").expected_load_kg_per_year, 3 * 64.0 / 81, 1e-9);
  EXPECT_EQ(risk.rivers.size(), 1U) << "no river is made of those without a name";
  EXPECT_EQ(find(risk.basins, "other").facilities, 1U);
}

TEST(Transboundary, GivesAGroupOfOneThatOnesOwnNumbers) {
  std::vector<CrossingRisk> all = many(1, 3);
  all.resize(1);
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 3000});
  for (const auto* groups : {&risk.facilities, &risk.rivers, &risk.basins, &risk.country_pairs}) {
    ASSERT_EQ(groups->size(), 1U);
    const RiskGroup& g = groups->front();
    EXPECT_EQ(g.tbri->p10, risk.crossings[0].tbri->p10);
    EXPECT_EQ(g.tbri->p50, risk.crossings[0].tbri->p50);
    EXPECT_EQ(g.tbri->p90, risk.crossings[0].tbri->p90);
    EXPECT_EQ(*g.expected_load_kg_per_year, *risk.crossings[0].load_kg_per_year);
    EXPECT_EQ(g.rank->p90, 1);
    EXPECT_EQ(g.tier, 1U);
  }
}

void expect_equal(const std::vector<RiskGroup>& a, const std::vector<RiskGroup>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].id, b[i].id);
    EXPECT_EQ(a[i].tbri->p10, b[i].tbri->p10);
    EXPECT_EQ(a[i].tbri->p90, b[i].tbri->p90);
    EXPECT_EQ(a[i].rank->p10, b[i].rank->p10);
    EXPECT_EQ(a[i].rank->p90, b[i].rank->p90);
    EXPECT_EQ(*a[i].expected_load_kg_per_year, *b[i].expected_load_kg_per_year);
    EXPECT_EQ(a[i].tier, b[i].tier);
  }
}

TEST(Transboundary, IsTheSameForAnyOrderAndAnyNumberOfThreads) {
  std::vector<CrossingRisk> all = many(70, 9);
  const TransboundaryOptions options{.draws = 1300, .seed = 5};
  use_threads(1);
  const TransboundaryRisk straight = transboundary_risk(all, options);
  std::mt19937 random(1);
  std::vector<std::size_t> place(all.size());
  for (std::size_t i = 0; i < place.size(); ++i) place[i] = i;
  std::shuffle(place.begin(), place.end(), random);
  std::vector<CrossingRisk> mixed;
  for (const std::size_t i : place) mixed.push_back(all[i]);
  use_threads(2);
  const TransboundaryRisk other = transboundary_risk(mixed, options);
  use_threads(0);
  for (std::size_t i = 0; i < place.size(); ++i) {
    EXPECT_EQ(other.crossings[i].tbri->p10, straight.crossings[place[i]].tbri->p10);
    EXPECT_EQ(other.crossings[i].variance_share, straight.crossings[place[i]].variance_share);
  }
  expect_equal(straight.facilities, other.facilities);
  expect_equal(straight.rivers, other.rivers);
  expect_equal(straight.basins, other.basins);
  expect_equal(straight.country_pairs, other.country_pairs);
}

TEST(Transboundary, LeavesTheBandOfOneFacilityAsItIsWhenOthersJoin) {
  const std::vector<CrossingRisk> all = many(20, 4);
  const TransboundaryRisk together = transboundary_risk(all, {.draws = 700});
  const TransboundaryRisk alone = transboundary_risk(std::span(all).first(1), {.draws = 700});
  EXPECT_EQ(together.crossings[0].tbri->p10, alone.crossings[0].tbri->p10);
  EXPECT_EQ(together.crossings[0].tbri->p90, alone.crossings[0].tbri->p90);
}

TEST(Transboundary, LetsFacilitiesOfOneBasinMoveTogether) {
  std::vector<CrossingRisk> all;
  for (int i = 0; i < 40; ++i) {
    CrossingRisk c = crossing("f" + std::to_string(i));
    c.arrival_h = within(2, 3);
    all.push_back(c);
  }
  const auto width = [&](double common_speed) {
    const TransboundaryRisk risk = transboundary_risk(all, {.draws = 4000, .common_speed = common_speed});
    return risk.basins[0].tbri->p90 - risk.basins[0].tbri->p10;
  };
  EXPECT_GT(width(1), 4 * width(0)) << "forty independent rivers even out";
}

TEST(Transboundary, TellsApartWhatIsFarApartAndNoMore) {
  std::vector<CrossingRisk> all{crossing("A"), crossing("B"), crossing("C")};
  all[0].release_per_year = within(1e-2, 3);
  all[1].release_per_year = within(0.9e-2, 3);
  all[2].release_per_year = within(1e-6, 3);
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 2000});
  EXPECT_EQ(risk.facilities[0].tier, 1U);
  EXPECT_EQ(risk.facilities[1].tier, 1U);
  EXPECT_EQ(risk.facilities[2].tier, 2U);
  EXPECT_EQ(risk.facilities[2].rank->p10, 3);
}

TEST(VarianceShares, AreThoseOfTheLogarithms) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].release_per_year = within(1e-4, 10);
  one[0].arrival_h = within(0.5, 2);
  const auto share = transboundary_risk(one, {.draws = 512}).crossings[0].variance_share;
  const double expected = 1 / (1 + std::pow(std::log10(2.0), 2));
  EXPECT_NEAR(share[0], expected, 1e-9);
  EXPECT_NEAR(share[3], 1 - expected, 1e-9);
}

// Terms that are no straight lines of their numbers, against a large sample of the normal distribution.
TEST(VarianceShares, AgreeWithALargeSample) {
  CrossingRisk c = crossing("A");
  c.release_per_year = Band{1e-5, 1e-3, 0.4};
  c.exceedance_ratio = Band{0.3, 5, 40};
  c.people = Band{10, 2000, 9000};
  c.arrival_h = Band{5, 20, 70};
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  const auto at = [](const Band& b, double z) { return std::log(b.p50) + z / 1.2815515655446004 * (z < 0 ? std::log(b.p50 / b.p10) : std::log(b.p90 / b.p50)); };
  std::array<double, 4> sum{}, squares{};
  constexpr int n = 400'000;
  for (int i = 0; i < n; ++i) {
    const double size = normal(random);  // of the release: who is met goes with how far the ratio stays above one
    const std::array<double, 4> terms{std::min(0.0, at(*c.release_per_year, normal(random))) / std::log(10),
                                      std::log10(1 + std::exp(at(*c.exceedance_ratio, size))) + std::log10(1 + std::exp(at(*c.people, size))), 0,
                                      std::max(0.0, std::log(24.0) - at(*c.arrival_h, normal(random))) / std::log(10)};
    for (std::size_t t = 0; t < 4; ++t) {
      sum[t] += terms[t];
      squares[t] += terms[t] * terms[t];
    }
  }
  double all = 0;
  for (std::size_t t = 0; t < 4; ++t) all += squares[t] / n - sum[t] / n * sum[t] / n;
  const auto share = transboundary_risk(std::vector{c}, {.draws = 100}).crossings[0].variance_share;
  for (std::size_t t = 0; t < 4; ++t) EXPECT_NEAR(share[t], (squares[t] / n - sum[t] / n * sum[t] / n) / all, 0.005) << t;
}

// A small release meets few people, a large one many: drawn apart, the band would be too narrow.
TEST(TransboundaryRisk, DrawsPeopleTogetherWithTheRatioTheyFollowFrom) {
  CrossingRisk c = crossing("A");
  c.release_per_year = exactly(1e-3);
  c.exceedance_ratio = Band{0.1, 10, 1000};
  c.people = Band{0, 500, 20000};
  c.arrival_h = exactly(48);
  const auto tbri = transboundary_risk(std::vector{c}, {.draws = 20000}).crossings[0].tbri;
  EXPECT_NEAR(tbri->p10, -3 + std::log10(1.1), 0.05);
  EXPECT_NEAR(tbri->p50, -3 + std::log10(11.0) + std::log10(501.0), 0.05);
  EXPECT_NEAR(tbri->p90, -3 + std::log10(1001.0) + std::log10(20001.0), 0.08);
}

TEST(GroupSensitivity, AgreesWithTheSharesOfASingleCrossing) {
  std::vector<CrossingRisk> one{crossing("A")};
  one[0].release_per_year = within(1e-4, 5);
  one[0].exceedance_ratio = within(100, 3);
  one[0].arrival_h = within(0.5, 2);
  const auto s = group_sensitivity(one, {}, 8192);
  ASSERT_TRUE(s);
  const double rate = std::pow(std::log10(5.0), 2);
  const double size = std::pow(std::log10(3.0), 2);
  const double time = std::pow(std::log10(2.0), 2);
  const double all = rate + size + time;
  EXPECT_NEAR(s->first[0], rate / all, 0.05);
  EXPECT_NEAR(s->total[0], rate / all, 0.05);
  EXPECT_NEAR(s->total[1], size / all, 0.05);
  EXPECT_NEAR(s->total[2], 0.86 * time / all, 0.03);
  EXPECT_NEAR(s->total[3], 0.14 * time / all, 0.03);
  for (std::size_t i = 0; i < kGroupFactors.size(); ++i) {
    EXPECT_LE(s->first[i], s->total[i]) << kGroupFactors[i];
    EXPECT_GE(s->first_error[i], 0);
  }
  EXPECT_GT(s->first_error[0], 0.001);
  EXPECT_LT(s->first_error[0], 0.05);
}

TEST(GroupSensitivity, IsAbsentWhereNothingVariesOrIsKnown) {
  EXPECT_FALSE(group_sensitivity(std::vector{crossing("A")}, {}));
  CrossingRisk c = crossing("A");
  c.people.reset();
  EXPECT_FALSE(group_sensitivity(std::vector{c}, {}));
}

}  // namespace
}  // namespace tmfgeo
