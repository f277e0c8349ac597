// SPDX-License-Identifier: Apache-2.0
// What is not known, and what must not be counted twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "indices/risk_samples.h"
#include "tmfgeo/indices/transboundary.h"

namespace tmfgeo {
namespace {

using ::testing::ElementsAre;
using test::crossing;
using test::exactly;
using test::group_of;
using test::many;

TEST(Transboundary, LetsAGroupWithAGapStandFirstAndTheOthersBehindIt) {
  std::vector<CrossingRisk> all{crossing("A"), crossing("B"), crossing("C"), crossing("D"), crossing("C", "RO>HU 2")};
  for (std::size_t i = 0; i < 4; ++i) all[i].basin = std::string("basin ") + static_cast<char>('a' + i);
  all[0].release_per_year = exactly(1e-2);
  all[2].release_per_year = exactly(1e-5);
  all[4].basin = "basin c";
  all[4].people.reset();
  all[3].arrival_h.reset();
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 300});
  const RiskGroup c = group_of(risk.basins, "basin c");
  EXPECT_EQ(c.certainty, RiskCertainty::lower_bound);
  EXPECT_EQ(c.rank->p10, 1) << "what is not known of C may put it before all";
  EXPECT_EQ(c.rank->p50, 3) << "by what is known it is the last of three";
  EXPECT_EQ(c.rank->p90, 4) << "D may be worse";
  EXPECT_EQ(c.tier, 1U);
  const RiskGroup a = group_of(risk.basins, "basin a");
  EXPECT_EQ(a.certainty, RiskCertainty::known);
  EXPECT_EQ(a.rank->p10, 1);
  EXPECT_EQ(a.rank->p90, 3) << "C and D may stand before it, B does not";
  EXPECT_EQ(group_of(risk.basins, "basin b").rank->p90, 4);
  const RiskGroup d = group_of(risk.basins, "basin d");
  EXPECT_FALSE(d.rank);
  EXPECT_EQ(d.certainty, RiskCertainty::lower_bound);
  EXPECT_NEAR(*d.at_least, -3 + 1 + 3, 1e-12);
}

TEST(Transboundary, SaysHowSureItIs) {
  std::vector<CrossingRisk> all(5, crossing("A"));
  for (std::size_t i = 0; i < all.size(); ++i) all[i].facility = std::string(1, static_cast<char>('A' + i));
  all[1].release_by_default = true;
  all[1].release_gaps = {"factor_of_safety"};
  all[2].release_at_least = true;
  all[2].release_gaps = {"earthquake_per_year"};
  all[3].people.reset();
  all[4].release_per_year.reset();
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 20});
  const std::array expected{RiskCertainty::known, RiskCertainty::world_rate, RiskCertainty::lower_bound, RiskCertainty::lower_bound, RiskCertainty::unknown};
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(risk.crossings[i].certainty, expected[i]) << i;
    EXPECT_EQ(risk.facilities[i].certainty, expected[i]) << i;
  }
  EXPECT_TRUE(risk.crossings[2].tbri) << "of the causes that were judged";
  EXPECT_THAT(risk.crossings[2].missing, ElementsAre("earthquake_per_year"));
  EXPECT_EQ(risk.basins[0].certainty, RiskCertainty::lower_bound);
  EXPECT_EQ(to_text(RiskCertainty::world_rate), "known but for the release rate");
}

TEST(Transboundary, CountsThePeopleWhoAreThereForSure) {
  CrossingRisk c = crossing("A");
  c.people.reset();
  c.people_at_least = 999;
  const TransboundaryRisk risk = transboundary_risk(std::vector{c}, {.draws = 10});
  EXPECT_NEAR(*risk.crossings[0].at_least, -3 + 1 + 3 + 1, 1e-12);
  EXPECT_EQ(risk.facilities[0].at_least, risk.crossings[0].at_least);
}

TEST(Transboundary, CountsTheSameMassOnceHoweverManyBordersItCrosses) {
  std::vector<CrossingRisk> all{crossing("A"), crossing("A", "HU>RS"), crossing("A", "RO>HU 2"), crossing("B")};
  for (CrossingRisk& c : all) c.exceedance_ratio = exactly(1e9);
  all[1].affected = "RS";
  all[1].load_kg = exactly(700);
  all[2].load_kg = exactly(900);
  all[3].load_kg = exactly(50);
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 40});
  EXPECT_NEAR(*group_of(risk.facilities, "A").expected_load_kg_per_year, 1.0, 1e-6);
  EXPECT_NEAR(*risk.basins[0].expected_load_kg_per_year, 1.05, 1e-6) << "1000 of A and 50 of B at 1 in 1000 years";
  EXPECT_NEAR(*risk.rivers[0].expected_load_kg_per_year, 1.05, 1e-6);
  EXPECT_NEAR(*group_of(risk.country_pairs, "RO>HU").expected_load_kg_per_year, 1.05, 1e-6);
  EXPECT_NEAR(*group_of(risk.country_pairs, "RO>RS").expected_load_kg_per_year, 0.7, 1e-6) << "what enters that country";
  EXPECT_NEAR(group_of(risk.facilities, "A").load_kg_per_year->p90, 1.0, 1e-6);
}

TEST(Transboundary, GivesNoMeanLoadWhereTheWorldsRateStandsInForOne) {
  std::vector<CrossingRisk> all{crossing("A"), crossing("B"), crossing("C", "RO>RS")};
  for (CrossingRisk& c : all) c.exceedance_ratio = exactly(1e9);
  all[1].release_by_default = true;
  all[1].release_per_year = Band{1e-6, 9e-4, 1};
  all[2].affected = "RS";
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 400});
  EXPECT_TRUE(risk.crossings[0].load_kg_per_year);
  EXPECT_FALSE(risk.crossings[1].load_kg_per_year);
  EXPECT_FALSE(group_of(risk.facilities, "B").expected_load_kg_per_year);
  EXPECT_GT(group_of(risk.facilities, "B").load_kg_per_year->p90, 1) << "its band stays";
  EXPECT_FALSE(group_of(risk.country_pairs, "RO>HU").expected_load_kg_per_year) << "B is in it";
  EXPECT_FALSE(risk.basins[0].expected_load_kg_per_year);
  EXPECT_TRUE(risk.basins[0].load_kg_per_year);
  EXPECT_NEAR(*group_of(risk.country_pairs, "RO>RS").expected_load_kg_per_year, 1.0, 1e-6);
}

TEST(Transboundary, KeepsBandsOfGroupsAboveWhatIsSureOfThem) {
  std::vector<CrossingRisk> all = many(40, 8);
  for (std::size_t i = 0; i < all.size(); i += 3) all[i].people.reset();
  for (std::size_t i = 0; i < all.size(); i += 3) all[i].people_at_least = 1e6;
  const TransboundaryRisk risk = transboundary_risk(all, {.draws = 500});
  std::size_t looked_at = 0;
  for (const auto* groups : {&risk.facilities, &risk.rivers, &risk.basins, &risk.country_pairs}) {
    for (const RiskGroup& g : *groups) {
      if (!g.tbri || g.unknown_crossings == 0) continue;
      ++looked_at;
      EXPECT_LE(*g.at_least, g.tbri->p10) << g.id;
      EXPECT_LE(g.tbri->p10, g.tbri->p50) << g.id;
      EXPECT_LE(g.tbri->p50, g.tbri->p90) << g.id;
    }
  }
  EXPECT_GT(looked_at, 8U);
}

// Golden rule: whatever a gap turns out to be, the value was inside what was said before.
TEST(Transboundary, NeverFallsBelowWhatWasSureBeforeAGapWasFilled) {
  std::mt19937 random(11);
  const std::vector<CrossingRisk> all = many(12, 21);
  for (const CrossingRisk& full : all) {
    CrossingRisk gap = full;
    switch (random() % 3) {
      case 0: gap.exceedance_ratio.reset(); break;
      case 1:
        gap.people.reset();
        gap.people_at_least = full.people->p10 / 2;
        break;
      default: gap.arrival_h.reset();
    }
    const double at_least = *transboundary_risk(std::vector{gap}, {.draws = 10}).crossings[0].at_least;
    const RiskOutcome then = transboundary_risk(std::vector{full}, {.draws = 2000}).crossings[0];
    EXPECT_LE(at_least, then.tbri->p10) << full.facility;
    EXPECT_LE(at_least, *then.at_least + 1e-12);
  }
}

}  // namespace
}  // namespace tmfgeo
