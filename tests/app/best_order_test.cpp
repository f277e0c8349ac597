// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/best_order.h"

#include <gtest/gtest.h>

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
  x.risk.crossings[0].tbri = Band{0, 1, 2};
  x.risk.crossings[0].variance_share = {0.6, 0.3, 0.1, 0};
  x.risk.crossings[1].tbri = Band{-9, -8, -7};
  EXPECT_EQ(would_decide(a, 0), "release_per_year");
  x.risk.crossings[0].missing = {"factor_of_safety"};
  EXPECT_EQ(would_decide(a, 0), "factor_of_safety") << "what the probability lacks";
  x.risk.crossings[0].variance_share = {0.2, 0.7, 0.1, 0};
  EXPECT_EQ(would_decide(a, 0), "exceedance_ratio");
  x.risk.crossings[1].tbri.reset();
  x.risk.crossings[1].at_least = 5;
  x.risk.crossings[1].missing = {"people", "status"};
  EXPECT_EQ(would_decide(a, 0), "people") << "the crossing that is worse for sure";
}

}  // namespace
}  // namespace tmfgeo
