// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/best_order.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tmfgeo {
namespace {

/// Places of facilities "a", "b", … under a scheme of one term, and their risk abroad.
struct Given {
  RankInterval rank;
  std::optional<double> median;
  std::optional<double> at_least;
};

Assessment assessment(const std::vector<Given>& given) {
  Assessment a;
  a.scheme = std::make_shared<const Scheme>(read_scheme(TMFGEO_SOURCE_DIR "/data/schemes/tmfgeo-1.toml"));
  a.index_results.emplace();
  for (std::size_t i = 0; i < given.size(); ++i) {
    FacilityResult r;
    r.facility.id = std::string(1, static_cast<char>('a' + i));
    FacilityRank rank;
    rank.rank = given[i].rank;
    a.index_results->ranks.push_back(rank);
    if (given[i].median || given[i].at_least) {
      RiskGroup risk;
      risk.id = r.facility.id;
      if (given[i].median) risk.tbri = Band{*given[i].median - 1, *given[i].median, *given[i].median + 1};
      risk.at_least = given[i].at_least;
      a.index_results->risk.facilities.push_back(risk);
    }
    a.results.push_back(std::move(r));
  }
  return a;
}

using Order = std::vector<std::size_t>;

TEST(BestOrder, GoesByThePlacesWhereTheyDecideElseByTheRiskAbroad) {
  const Assessment a = assessment({{{1, 5}, 0.5, {}}, {{1, 5}, {}, 2.0}, {{1, 2}, {}, {}}, {{1, 5}, {}, {}}, {{3, 5}, 9.0, {}}});
  EXPECT_EQ(best_order(a, 2), (Order{2, 1, 0, 3, 4})) << "surely among the first two; perhaps, by TBRI; surely not";
  const FirstPlaces first = first_places(a, 2);
  EXPECT_EQ(first.surely, 1U);
  EXPECT_EQ(first.perhaps, 4U);
}

TEST(BestOrder, TakesTheMiddleOfTheIndexWherePlacesOverlap) {
  Assessment a = assessment({{{1, 3}, 9.0, {}}, {{1, 3}, {}, -4.0}, {{1, 3}, 1.0, {}}});
  const double low[] = {10, 8, 10};
  const double high[] = {20, 26, 20};
  for (std::size_t i = 0; i < 3; ++i) a.results[i].indices = {{.term = ranking_term(*a.scheme).name, .value = {{}, low[i], high[i], {}, Mark::confirmed}, .input = {}}};
  EXPECT_EQ(best_order(a), (Order{1, 0, 2})) << "what is not known is neither harmless nor worst";
}

TEST(BestOrder, DoesNotPutRiskAbroadBeforePlacesThatAreSure) {
  const Assessment a = assessment({{{2, 3}, 5.6, {}}, {{3, 4}, 3.4, {}}, {{1, 4}, {}, 0.0}, {{1, 2}, {}, {}}});
  EXPECT_EQ(best_order(a), (Order{2, 3, 0, 1})) << "the last has no risk abroad, but is not behind the first";
}

TEST(BestOrder, AgreesWithTheTwinThatLooksAtAllPairs) {
  std::vector<Given> given;
  for (std::size_t i = 0; i < 24; ++i) {
    const std::size_t first = 6 + (i * 7) % 24;
    given.push_back({{first, first + (i * 5) % 9}, static_cast<double>((i * 11) % 13), {}});
  }
  std::vector<std::size_t> left(given.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
  Order twin;
  const auto before = [&](std::size_t i, std::size_t j) {
    const RankInterval& p = given[i].rank;
    const RankInterval& q = given[j].rank;
    return p.last <= q.first && !(p.first == q.first && p.last == q.last);
  };
  while (!left.empty()) {
    std::size_t best = given.size();
    for (const std::size_t i : left) {
      const bool free = std::none_of(left.begin(), left.end(), [&](std::size_t j) { return before(j, i); });
      if (free && (best == given.size() || *given[i].median > *given[best].median)) best = i;
    }
    twin.push_back(best);
    left.erase(std::find(left.begin(), left.end(), best));
  }
  EXPECT_EQ(best_order(assessment(given)), twin);
}

TEST(BestOrder, KeepsTheFilesOrderWhereNothingDecides) {
  EXPECT_EQ(best_order(assessment({{{1, 3}, {}, {}}, {{1, 3}, {}, {}}, {{1, 3}, {}, {}}})), (Order{0, 1, 2}));
  EXPECT_TRUE(best_order(assessment({})).empty());
}

TEST(WouldDecide, NamesTheGapFirstThenWhatDrivesTheSpread) {
  Assessment a = assessment({{{1, 1}, 1.0, {}}});
  IndexResults& x = *a.index_results;
  EXPECT_EQ(would_decide(a, 0), "") << "no border";
  x.basis.resize(2);
  x.risk.crossings.resize(2);
  x.crossings.resize(2);
  x.risk.crossings[0].tbri = Band{0, 1, 2};
  x.risk.crossings[0].variance_share = {0.6, 0.3, 0.1, 0};
  x.risk.crossings[1].tbri = Band{-9, -8, -7};
  EXPECT_EQ(would_decide(a, 0), "release_per_year");
  x.risk.crossings[0].missing = {"factor_of_safety"};
  EXPECT_EQ(would_decide(a, 0), "release_per_year") << "the spread is that of a rate of its own: filling the gap would not narrow it";
  x.crossings[0].release_by_default = true;
  EXPECT_EQ(would_decide(a, 0), "factor_of_safety") << "what the probability lacks";
  x.risk.crossings[0].variance_share = {0.2, 0.7, 0.1, 0};
  EXPECT_EQ(would_decide(a, 0), "release_size") << "nobody can find out a ratio that is known";
  x.risk.crossings[1].tbri.reset();
  x.risk.crossings[1].at_least = 5;
  x.risk.crossings[1].missing = {"people", "status"};
  EXPECT_EQ(would_decide(a, 0), "people") << "the crossing that is worse for sure";
  x.risk.crossings[1].missing = {"exceedance_ratio", "people", "status"};
  EXPECT_EQ(would_decide(a, 0), "volume_m3") << "nobody can find out a ratio";
  EXPECT_EQ(risk_gaps(a, 1), (std::vector<std::string>{"volume_m3", "status"})) << "the people are not missing, how far they count is";
  a.results[0].facility.volume_m3 = 1e6;
  EXPECT_EQ(would_decide(a, 0), "exceedance_ratio");
}

TEST(RiskGaps, NameTheCommodityWhereItHidesWhatIsInTheRelease) {
  Assessment a = assessment({{{1, 1}, {}, {}}});
  IndexResults& x = *a.index_results;
  x.basis.resize(1);
  x.risk.crossings.resize(1);
  x.crossings.resize(1);
  x.risk.crossings[0].missing = {"exceedance_ratio", "people"};
  a.results[0].facility.volume_m3 = 1e6;
  EXPECT_EQ(risk_gaps(a, 0), (std::vector<std::string>{"exceedance_ratio"})) << "no release was computed";
  a.transport.emplace().sites.emplace_back().release.emplace();
  EXPECT_EQ(risk_gaps(a, 0), (std::vector<std::string>{"commodity"}));
  EXPECT_EQ(would_decide(a, 0), "commodity");
  a.results[0].facility.commodity = "granite";
  EXPECT_EQ(risk_gaps(a, 0), (std::vector<std::string>{"release_size"})) << "no contents are known of it";
  a.transport->sites[0].release.reset();
  a.results[0].facility.volume_m3.reset();
  EXPECT_EQ(risk_gaps(a, 0), (std::vector<std::string>{"volume_m3"}));
  a.results[0].facility.commodity.clear();
  EXPECT_EQ(risk_gaps(a, 0), (std::vector<std::string>{"volume_m3", "commodity"}));
}

}  // namespace
}  // namespace tmfgeo
