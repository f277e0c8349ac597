// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "indices/scheme_samples.h"

namespace tmfgeo {
namespace {

IndexValue between(double low, double high) {
  IndexValue v;
  v.low = low;
  v.high = high;
  if (low == high) v.value = low;
  return v;
}

TEST(RankIntervals, AreTheOrderWhereAllIsKnown) {
  const std::vector<IndexValue> values{between(3, 3), between(9, 9), between(5, 5), between(5, 5)};
  const auto places = rank_intervals(values);
  const std::vector<std::size_t> expected{4, 1, 2, 2};
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(places[i].first, expected[i]) << i;
    EXPECT_EQ(places[i].last, expected[i]) << i;
  }
}

TEST(RankIntervals, AreWhatMovingEveryValueInsideItsIntervalCanReach) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<IndexValue> values;
    for (int i = 0; i < 6; ++i) {
      const double low = static_cast<double>(random() % 8);
      values.push_back(between(low, low + static_cast<double>(random() % 4)));
    }
    const auto places = rank_intervals(values);
    for (std::size_t own = 0; own < values.size(); ++own) {
      std::size_t best = 1;
      std::size_t worst = 1;
      for (std::size_t other = 0; other < values.size(); ++other) {
        if (other == own) continue;
        if (values[other].low > values[own].high) ++best;
        if (values[other].high > values[own].low) ++worst;
      }
      EXPECT_EQ(places[own].first, best);
      EXPECT_EQ(places[own].last, worst);
    }
  }
}

struct Ranked {
  std::vector<InputValues> inputs;
  std::vector<FacilityRank> ranks;
};

Ranked ranked(const Scheme& scheme, std::vector<InputValues> inputs) {
  std::vector<std::vector<TermValue>> terms;
  for (const InputValues& i : inputs) terms.push_back(scheme.evaluate(i));
  Ranked r{std::move(inputs), {}};
  r.ranks = rank_facilities(scheme, r.inputs, terms);
  return r;
}

TEST(RankFacilities, NamesTheTermThatLiftsAFacilityAboveTheOthers) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::vector<InputValues> inputs(3, test::everything());
  inputs[1]["factor_of_safety"] = test::known(0.9);
  inputs[2]["volume_m3"] = test::known(1e8);
  const Ranked r = ranked(scheme, inputs);
  EXPECT_EQ(r.ranks[1].driver, "thi_dam");
  EXPECT_DOUBLE_EQ(r.ranks[1].driver_excess, 2) << "class 3 where the median is 1";
  EXPECT_EQ(r.ranks[2].driver, "thi_cap");
  EXPECT_DOUBLE_EQ(r.ranks[2].driver_excess, 2);
}

TEST(RankFacilities, NamesNoTermWhereNoneLiftsItAboveTheOthers) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::vector<InputValues> inputs(3, test::everything());
  inputs[0]["volume_m3"] = test::known(1e4);
  const Ranked r = ranked(scheme, inputs);
  for (const FacilityRank& rank : r.ranks) {
    EXPECT_EQ(rank.driver, "") << "at the median of all, or below it";
    EXPECT_EQ(rank.driver_excess, 0);
  }
}

TEST(RankFacilities, TriesNoValueBelowWhatIsSure) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::vector<InputValues> inputs(2, test::everything());
  inputs[1]["people_on_path"] = {.value = {}, .source = {}, .origin = Origin::unknown, .at_least = 1e7};
  const Ranked r = ranked(scheme, inputs);
  ASSERT_EQ(r.ranks[1].find_out.size(), 1U);
  EXPECT_EQ(r.ranks[1].rank.last, 1U) << "ten million at least are worse than 999";
  EXPECT_EQ(r.ranks[1].find_out[0].index_left, 0);
}

TEST(RankFacilities, SaysThatNothingDrivesWhereNothingIsKnown) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  const Ranked r = ranked(scheme, {InputValues{}, test::everything()});
  EXPECT_TRUE(r.ranks[0].driver.empty());
  EXPECT_EQ(r.ranks[0].find_out.size(), 11U) << "every input the scheme reads";
  EXPECT_TRUE(r.ranks[1].find_out.empty());
}

TEST(RankFacilities, PutsTheInputFirstThatNarrowsThePlaceMost) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::vector<InputValues> inputs;
  for (int i = 0; i < 9; ++i) {
    inputs.push_back(test::everything());
    inputs.back()["volume_m3"] = test::known(std::pow(10.0, 3 + 0.5 * i));
  }
  inputs.push_back(test::everything());
  inputs.back().erase("volume_m3");
  inputs.back().erase("in_flood_zone_500");
  const Ranked r = ranked(scheme, inputs);
  const auto& find_out = r.ranks.back().find_out;
  ASSERT_EQ(find_out.size(), 2U);
  EXPECT_EQ(find_out[0].input, "volume_m3") << "six powers of ten against a step of one";
  EXPECT_LT(find_out[0].ranks_left, find_out[1].ranks_left);
  EXPECT_DOUBLE_EQ(find_out[0].index_left, 1) << "the flood zone remains";
  EXPECT_DOUBLE_EQ(find_out[1].index_left, 6) << "the volume's range remains";
}

TEST(RankFacilities, PutsTheInputFirstThatNarrowsTheIndexMoreWhereThePlacesLeftAreTheSame) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  for (std::size_t others = 5; others < 40; ++others) {
    InputValues own = test::everything();
    own.erase("status");
    own.erase("volume_m3");
    std::vector<InputValues> inputs(others, own);
    for (InputValues& other : inputs) other.erase("pga_475_g");
    inputs.push_back(own);
    const auto find_out = ranked(scheme, inputs).ranks.back().find_out;
    ASSERT_EQ(find_out.size(), 2U);
    EXPECT_EQ(find_out[0].ranks_left, find_out[1].ranks_left) << "nothing tells it from " << others << " others";
    EXPECT_EQ(find_out[0].input, "volume_m3") << others;
  }
}

TEST(RankFacilities, DoNotDependOnTheOrderOfFacilities) {
  const Scheme scheme = test::shipped("danube-2020");
  std::mt19937 random(11);
  std::vector<InputValues> inputs;
  for (int i = 0; i < 40; ++i) inputs.push_back(test::any_inputs(random, 0.7));
  const Ranked straight = ranked(scheme, inputs);
  std::reverse(inputs.begin(), inputs.end());
  const Ranked turned = ranked(scheme, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const FacilityRank& a = straight.ranks[i];
    const FacilityRank& b = turned.ranks[inputs.size() - 1 - i];
    EXPECT_EQ(a.rank.first, b.rank.first);
    EXPECT_EQ(a.rank.last, b.rank.last);
    EXPECT_EQ(a.driver, b.driver);
    ASSERT_EQ(a.find_out.size(), b.find_out.size());
    for (std::size_t k = 0; k < a.find_out.size(); ++k) EXPECT_EQ(a.find_out[k].input, b.find_out[k].input);
  }
}

TEST(RankFacilities, KeepTheFacilityInsideItsPlacesOnceAGapIsFilled) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    std::vector<InputValues> inputs;
    for (int i = 0; i < 12; ++i) inputs.push_back(test::any_inputs(random, 0.6));
    const Ranked before = ranked(scheme, inputs);
    for (InputValues& own : inputs) {
      for (const SchemeInput& input : scheme_inputs()) {
        // A better input that comes later may move a value read from a stand-in: only what has none is filled.
        const bool stands_alone = input.name == "volume_m3" || input.name == "whc" || input.name == "status";
        if (stands_alone && !own.contains(input.name)) own[input.name] = test::any_value(input, random);
      }
    }
    const Ranked after = ranked(scheme, inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      EXPECT_GE(after.ranks[i].rank.first, before.ranks[i].rank.first);
      EXPECT_LE(after.ranks[i].rank.last, before.ranks[i].rank.last);
    }
  }
}

TEST(TrialValues, ReachEveryClassOfAnInput) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  EXPECT_EQ(scheme.trial_values("factor_of_safety").size(), 4U);
  EXPECT_EQ(scheme.trial_values("status").size(), 6U);
  EXPECT_EQ(scheme.trial_values("volume_m3").size(), 3U);
  EXPECT_TRUE(scheme.trial_values("dam_height_m").empty()) << "no term reads it";
  for (const SchemeInput& input : scheme_inputs()) {
    for (const auto& value : scheme.trial_values(input.name)) {
      InputValues inputs;
      std::visit([&](const auto& v) { inputs[input.name].value = v; }, value);
      for (const TermValue& t : scheme.evaluate(inputs)) {
        const auto& missing = t.value.missing;
        EXPECT_TRUE(t.input == input.name || std::find(missing.begin(), missing.end(), input.name) == missing.end() || !t.value.value)
            << input.name << " " << t.term;
      }
    }
  }
}

TEST(TermClasses, AreSaidInWords) {
  const Scheme scheme = test::shipped("tmfgeo-1");
  std::map<std::string, std::string> words;
  for (const TermValue& t : scheme.evaluate(test::everything())) words[t.term] = t.class_words;
  EXPECT_EQ(words.at("thi_dam"), "1.2 up to 1.5");
  EXPECT_EQ(words.at("thi_manag"), "abandoned");
  EXPECT_EQ(words.at("thi_tox"), "3");
  EXPECT_EQ(words.at("thi_cap"), "");
  EXPECT_EQ(words.at("thi"), "");
}

}  // namespace
}  // namespace tmfgeo
