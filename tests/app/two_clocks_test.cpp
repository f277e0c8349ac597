// SPDX-License-Identifier: Apache-2.0
/// Which of the two clocks a planner is told: the plume's, or the flood wave's where it carries the plume.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "support/river_chain.h"
#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/observation_remarks.h"
#include "tmfgeo/output/layer_rows.h"

namespace tmfgeo {
namespace {

constexpr double kHour = 3600;

Band hours_band(double p10, double p50, double p90) { return {p10 * kHour, p50 * kHour, p90 * kHour}; }

/// A plume after 10, 20, 40 h, in the worst case 7 h, and a wave after 2, 4, 8 h, in the worst case 1 h, in a river of 100 m3/s.
Arrival arrival_with(double wave_m3_s, Flow flow = Flow::mean) {
  Arrival a;
  a.flow = flow;
  a.discharge_m3_s = 100;
  a.first_s = hours_band(10, 20, 40);
  a.worst_first_s = 7 * kHour;
  a.wave.first_s = hours_band(2, 4, 8);
  a.wave.peak_m3_s = {wave_m3_s / 2, wave_m3_s, 2 * wave_m3_s};
  a.worst_water_s = 3 * wave_m3_s > a.discharge_m3_s ? kHour : a.worst_first_s;
  a.wave.worst_peak_m3_s = 3 * wave_m3_s;
  return a;
}

Assessment at_border(const std::vector<Arrival>& arrivals) {
  Assessment a;
  a.project.transport.emplace();
  a.results.emplace_back().facility.id = "A";
  a.transport.emplace();
  a.transport->library = test::small_library();
  TransportSite& site = a.transport->sites.emplace_back();
  site.release = test::slug_release(1e5, 0, 3600);
  site.receptors = {test::receptor_at("border", 1000)};
  site.receptors[0].station.kind = ReceptorKind::border;
  site.arrivals = arrivals;
  return a;
}

TEST(TwoClocks, TheWaveCountsWhereItMoreThanDoublesTheRiver) {
  EXPECT_FALSE(wave_carries(arrival_with(100)));
  EXPECT_TRUE(wave_carries(arrival_with(101)));
  EXPECT_EQ(first_water_s(arrival_with(101)).p50, 4 * kHour);
  Arrival unknown = arrival_with(std::numeric_limits<double>::quiet_NaN());
  EXPECT_FALSE(wave_carries(unknown)) << "no peak is known";
  Arrival slow = arrival_with(500);
  slow.wave.first_s = hours_band(15, 19, 60);
  EXPECT_EQ(first_water_s(slow).p10, 10 * kHour) << "whichever is sooner";
  EXPECT_EQ(first_water_s(slow).p50, 19 * kHour);
}

TEST(TwoClocks, AreTakenPercentileByPercentile) {
  const auto expect = [](double wave_m3_s, double p10, double p50, double p90) {
    const Band first = first_water_s(arrival_with(wave_m3_s));
    EXPECT_EQ(first.p10, p10 * kHour) << wave_m3_s;
    EXPECT_EQ(first.p50, p50 * kHour) << wave_m3_s;
    EXPECT_EQ(first.p90, p90 * kHour) << wave_m3_s;
  };
  expect(50, 10, 20, 40);  // not even the highest wave, 100, is more than the river
  expect(51, 2, 20, 40);   // the highest, 102
  expect(100, 2, 20, 40);
  expect(101, 2, 4, 40);
  expect(200, 2, 4, 40);   // the lowest, 100, is not
  expect(201, 2, 4, 8);
}

TEST(TwoClocks, TheWorstCaseIsTheWavesWhereTheHighestOfAHundredCarries) {
  EXPECT_EQ(worst_water_s(arrival_with(33)), 7 * kHour) << "not even 99 m3/s";
  EXPECT_EQ(worst_water_s(arrival_with(34)), kHour);
  EXPECT_EQ(worst_water_s(arrival_with(500)), kHour);
  Arrival late = arrival_with(60);
  late.worst_water_s = 5 * kHour;
  EXPECT_EQ(worst_water_s(late), 2 * kHour) << "never later than the soonest";
  EXPECT_EQ(worst_water_s(arrival_with(std::numeric_limits<double>::quiet_NaN())), 7 * kHour);
}

TEST(TwoClocks, EachTimeAtABorderSaysWhoseItIsAndAtWhichFlow) {
  const Assessment a = at_border({arrival_with(60), arrival_with(20, Flow::high), arrival_with(300, Flow::low)});
  const BorderArrival b = border_arrivals(a).at(0);
  EXPECT_FALSE(b.likely_by_wave);
  EXPECT_TRUE(b.soonest_by_wave);
  EXPECT_FALSE(b.latest_by_wave);
  EXPECT_EQ(b.latest_h, 40);
  const Assessment low = at_border({arrival_with(300, Flow::low)});
  const BorderArrival carried = border_arrivals(low).at(0);
  EXPECT_TRUE(carried.likely_by_wave && carried.latest_by_wave);
  EXPECT_EQ(carried.slowest, Flow::low);
}

TEST(TwoClocks, AWaveThatMayCarryMakesAWarningTight) {
  const Arrival arrival = arrival_with(60);
  const Assessment a = at_border({arrival});
  const BorderArrival b = border_arrivals(a).at(0);
  EXPECT_EQ(b.soonest_h, 2);
  EXPECT_TRUE(b.soonest_by_wave);
  EXPECT_EQ(b.likely_h, 20);
  EXPECT_EQ(b.worst_h, 1) << "the plume's is seven hours, the wave's tenth percentile two";
  EXPECT_TRUE(b.worst_by_wave);
  EXPECT_EQ(warning_word(b, 9), "tight");
  EXPECT_EQ(confidence(arrival), "low");
  EXPECT_EQ(flag_words(arrival), "the flood wave may carry the plume");
  EXPECT_EQ(flag_words(arrival, Language::ru), "загрязнение, возможно, несёт паводковая волна");
}

TEST(TwoClocks, AreTakenFlowByFlow) {
  const Assessment a = at_border({arrival_with(20), arrival_with(300, Flow::low)});
  const BorderArrival b = border_arrivals(a).at(0);
  EXPECT_EQ(b.likely_h, 20) << "at mean flow the wave is small";
  EXPECT_EQ(b.soonest_h, 2);
  EXPECT_TRUE(b.soonest_by_wave);
  EXPECT_EQ(b.fastest, Flow::low);
  EXPECT_EQ(b.latest_h, 40);
  EXPECT_LE(b.worst_h, b.soonest_h);
}

TEST(TwoClocks, AWaveThatMayCarryAtSomeFlowIsPartOfHowSureTheBorderIs) {
  const Assessment a = at_border({arrival_with(20), arrival_with(60, Flow::low)});
  const BorderArrival b = border_arrivals(a).at(0);
  EXPECT_EQ(confidence(*b.usual), "fair");
  EXPECT_EQ(confidence(b), "low");
  EXPECT_EQ(confidence_ru(b), "низкая");
  EXPECT_EQ(flag_words(b), "the flood wave may carry the plume");
  EXPECT_EQ(flag_words(*b.usual), "");
  EXPECT_TRUE(b.worst_by_wave);
  EXPECT_EQ(b.worst, Flow::low);
}

TEST(TwoClocks, AWaveThatCarriesInTheWorstCaseAloneIsNamedThere) {
  const Arrival arrival = arrival_with(34);
  EXPECT_EQ(confidence(arrival), "fair");
  EXPECT_EQ(wave_words(arrival), "in the worst case the flood wave carries the plume: its first water comes after 1.0 h");
  EXPECT_EQ(wave_words(arrival, Language::ru), "в худшем случае загрязнение несёт паводковая волна: первая вода через 1,0 ч");
  EXPECT_EQ(wave_words(arrival_with(33)), "");
  const auto text = [](const FeatureTable& t, const char* column) { return t.text(t.find(column).value(), 0).value_or(""); };
  const FeatureTable rows = border_arrivals_layer(at_border({arrival}));
  EXPECT_EQ(text(rows, "worst_case_by"), "flood wave");
  EXPECT_EQ(text(rows, "worst_case_by_ru"), "паводковая волна");
  EXPECT_EQ(text(rows, "soonest_by"), "plume");
  EXPECT_EQ(text(border_arrivals_layer(at_border({arrival_with(20)})), "worst_case_by"), "plume");
}

TEST(TwoClocks, AnObservationIsOfTheClockItIsNearerTo) {
  const auto is_wave = [](double wave_m3_s, double hours) { return is_of_wave({"border", hours * kHour, std::nullopt, ""}, arrival_with(wave_m3_s)); };
  // Plume and wave have the same spread: halfway, in logarithms, is 8.94 h.
  EXPECT_TRUE(is_wave(200, 4));
  EXPECT_TRUE(is_wave(200, 8.9));
  EXPECT_FALSE(is_wave(200, 9.0));
  // One to three that it carries: halves of the squares differ by ln 3 at 7.32 h; three of a hundred: at 4.75 h.
  EXPECT_TRUE(is_wave(60, 7.3));
  EXPECT_FALSE(is_wave(60, 7.4));
  EXPECT_TRUE(is_wave(34, 4.7));
  EXPECT_FALSE(is_wave(34, 4.8));
  EXPECT_FALSE(is_wave(33, 3)) << "it carries in none of a hundred";
}

TEST(TwoClocks, AnObservationBetweenTheClocksGoesToOneOfThemOnce) {
  // As below Baia Mare: a wave that carries, far ahead of the plume, and one that carries in few draws.
  Arrival carried = arrival_with(300);
  carried.first_s = hours_band(25, 40, 63);
  carried.wave.first_s = hours_band(4.5, 6.8, 10.7);
  for (const double h : {20.0, 24.0, 25.0, 26.0}) {
    const Observation seen{"border", h * kHour, std::nullopt, ""};
    EXPECT_FALSE(is_of_wave(seen, carried)) << h;
    Issues issues;
    tell_far(seen, carried, issues);
    EXPECT_EQ(std::count_if(issues.begin(), issues.end(), [](const Issue& i) { return i.code == "observation_perhaps_wave"; }), h < 25 ? 1 : 0) << h;
  }
  Arrival seldom = arrival_with(40);
  seldom.first_s = hours_band(32, 51, 80);
  seldom.wave.first_s = hours_band(5, 9, 15);
  EXPECT_FALSE(wave_may_carry(seldom));
  EXPECT_TRUE(is_of_wave({"border", 6 * kHour, std::nullopt, ""}, seldom));
}

TEST(TwoClocks, AWarningHeedsTheOneThatComesFirst) {
  const auto word = [](double wave_m3_s, double warning_h) { return std::string(warning_word(border_arrivals(at_border({arrival_with(wave_m3_s)})).at(0), warning_h)); };
  EXPECT_EQ(word(20, 9), "enough");
  EXPECT_EQ(word(200, 9), "too late") << "the wave is there after four hours";
  EXPECT_EQ(word(200, 3), "tight");
  EXPECT_EQ(word(200, 1), "enough");
}

TEST(TwoClocks, AreNamedInTheLayersInBothLanguages) {
  const auto text = [](const FeatureTable& t, const char* column) { return t.text(t.find(column).value(), 0).value_or(""); };
  const FeatureTable wave = border_arrivals_layer(at_border({arrival_with(200)}));
  EXPECT_EQ(text(wave, "soonest_by"), "flood wave");
  EXPECT_EQ(text(wave, "soonest_by_ru"), "паводковая волна");
  EXPECT_EQ(text(wave, "confidence"), "low");
  EXPECT_EQ(text(wave, "confidence_ru"), "низкая");
  EXPECT_EQ(text(wave, "rests_on"), "the flood wave carries the plume");
  EXPECT_EQ(text(wave, "rests_on_ru"), "загрязнение несёт паводковая волна");
  const FeatureTable plume = border_arrivals_layer(at_border({arrival_with(20)}));
  EXPECT_EQ(text(plume, "soonest_by"), "plume");
  EXPECT_EQ(text(plume, "soonest_by_ru"), "загрязнение");
  EXPECT_EQ(text(plume, "confidence_ru"), "удовлетворительная");
  Assessment town = at_border({arrival_with(200)});
  town.transport->sites[0].receptors[0].station.kind = ReceptorKind::town;
  const FeatureTable receptors = receptors_layer(town);
  EXPECT_EQ(text(receptors, "soonest_by"), "flood wave");
  EXPECT_EQ(receptors.number(*receptors.find("soonest_h"), 0), 2);
  EXPECT_EQ(receptors.number(*receptors.find("likely_h"), 0), 4);
}

TEST(TwoClocks, EveryWordOfConfidenceHasARussianOne) {
  Arrival a;
  EXPECT_EQ(confidence_ru(a), "удовлетворительная");
  a.flags = discharge_from_runoff;
  EXPECT_EQ(confidence(a), "low");
  EXPECT_EQ(confidence_ru(a), "низкая");
  a.flags = area_default;
  EXPECT_EQ(confidence_ru(a), "очень низкая");
  for (unsigned bit = 1; bit <= discharge_from_runoff; bit <<= 1) {
    a.flags = static_cast<std::uint16_t>(bit);
    EXPECT_NE(flag_words(a), "") << bit;
    EXPECT_NE(flag_words(a, Language::ru), flag_words(a)) << bit;
  }
}

}  // namespace
}  // namespace tmfgeo
