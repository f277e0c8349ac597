// SPDX-License-Identifier: Apache-2.0
// The first sheet of results.xlsx, block by block, of assessments made by hand.
#include "tmfgeo/output/answers_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/valley.h"
#include "inspection/small_set.h"

namespace tmfgeo {
namespace {

using test::Valley;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(AnswersOnWarning, DoNotWarnTheDamsOwnCountryOfTheRoutesReturn) {
  Valley valley;
  valley.reaches("XB", 10);
  valley.reaches("XA", 130);
  EXPECT_THAT(valley.column("Earliest arrival"), ElementsAre("own country, from the dam on", "10 h"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("does not apply", "10 h"));
  EXPECT_THAT(valley.column("Самый ранний приход", Language::ru), ElementsAre("своя страна, от самой дамбы", "10 ч"));
  valley.a.results[0].country_found = "XC";
  EXPECT_EQ(valley.column("Earliest arrival")[0], "at once") << "the other bank of a border river";
}

TEST(AnswersOnPlaces, CompareTheOnlyFacilityWithNothing) {
  const Valley valley;
  EXPECT_THAT(valley.column("Attention"), ElementsAre("the only facility: nothing to compare it with"));
  EXPECT_THAT(valley.column("What lifts it most"), ElementsAre("the only facility: nothing to compare it with"));
  EXPECT_THAT(valley.column("Внимание", Language::ru), ElementsAre("единственный объект: сравнить не с чем"));
}

TEST(AnswersOnCountries, AreCalledByRussianNamesInRussian) {
  Valley valley;
  valley.a.borders.countries = {{"XA", "Alphaland", false, "Альфаландия"}, {"XB", "Betaland", false, ""}};
  EXPECT_THAT(valley.column("Страна", Language::ru), ElementsAre("Альфаландия (XA)", "Альфаландия (XA)", "Betaland (XB)")) << "as in the file where it has no Russian name";
  EXPECT_THAT(valley.column("Country"), ElementsAre("Alphaland (XA)", "Alphaland (XA)", "Betaland (XB)"));
}

TEST(AnswersOnWarning, SayAtLeastWhereCountsMayBeMore) {
  Valley valley;
  valley.exposure(0).intakes = 2;
  valley.exposure(0).people = 100;
  valley.exposure(1).intakes = 0;
  valley.exposure(1).people_at_least = 40;
  valley.exposure(1).counts_at_least = {"people", "intakes"};
  EXPECT_THAT(valley.column("Water intakes"), ElementsAre("2", "at least 0"));
  EXPECT_THAT(valley.column("People along the route"), ElementsAre("100", "at least 40"));
  EXPECT_THAT(valley.column("Водозаборы", Language::ru), ElementsAre("2", "не менее 0"));
}

TEST(AnswersOnWarning, TellTheFloodWaveWhereItCarriesThePlume) {
  Valley valley;
  valley.reaches("XB", 10);
  Arrival& arrival = valley.a.transport->sites[0].arrivals[0];
  arrival.discharge_m3_s = 100;
  arrival.wave.peak_m3_s = {150, 300, 600};
  arrival.wave.first_s = {3600, 2 * 3600, 3 * 3600};
  EXPECT_THAT(valley.column("Earliest arrival"), ElementsAre("own country, from the dam on", "1.0 h, flood wave"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("does not apply", "2.0 h, flood wave"));
  EXPECT_THAT(valley.column("Самый ранний приход", Language::ru)[1], "1,0 ч, паводковая волна");
  EXPECT_THAT(valley.all(), HasSubstr("where the flood wave carries it on, the wave's"));
  valley.a.transport->sites[0].receptors[0].station.kind = ReceptorKind::town;
  valley.a.transport->sites[0].receptors[0].station.name = "Lowford";
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("not known", "Lowford (1.0 h, flood wave)"));
  arrival.wave.peak_m3_s = {20, 40, 80};
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("not known", "Lowford (10 h)"));
}

TEST(AnswersOnReasons, TellNothingStandsOutFromNotKnown) {
  Valley valley;
  valley.add_facility("B");
  EXPECT_THAT(valley.column("What lifts it most"), ElementsAre("no part stands out", "no part stands out"));
  EXPECT_THAT(valley.column("Что определяет место", Language::ru), ElementsAre("ни одно слагаемое не выделяется", "ни одно слагаемое не выделяется"));
  valley.rank().find_out = {{"volume_m3", 1, 1}};
  EXPECT_THAT(valley.column("What lifts it most"), testing::UnorderedElementsAre("not enough is known", "no part stands out"));
}

TEST(AnswersOnGaps, CountThePlacesThatAreLeft) {
  Valley valley;
  valley.rank().rank = {1, 27};
  valley.rank().find_out = {{"volume_m3", 11, 1}};
  EXPECT_THAT(valley.column("Places then left"), ElementsAre("12"));
  valley.rank().find_out = {{"volume_m3", 26, 1}};
  EXPECT_THAT(valley.column("Places then left"), ElementsAre("no single input narrows it"));
  EXPECT_THAT(valley.column("Останется мест", Language::ru), ElementsAre("ни одна величина сама его не сузит"));
  valley.rank().rank = {3, 3};
  valley.rank().find_out = {{"volume_m3", 0, 1}};
  EXPECT_THAT(valley.column("Places then left"), ElementsAre("1")) << "there is nothing to narrow";
}

TEST(AnswersOnGaps, NameAllThatTheRiskAtBordersLacks) {
  Valley valley;
  IndexResults& x = *valley.a.index_results;
  x.basis = {{0, 0, {}, {}, {}, 0}, {0, 1, {}, {}, {}, 0}};
  x.crossings.resize(2);
  x.risk.crossings.resize(2);
  x.risk.crossings[0].missing = {"factor_of_safety"};
  x.risk.crossings[1].missing = {"people", "factor_of_safety", "flood_per_year"};
  EXPECT_THAT(valley.column("Missing for the risk at borders"), ElementsAre("people exposed; factor of safety of the dam; how often floods break the dam"));
}

TEST(AnswersOnMeasures, SayNothingWasJudgedWhereAChecklistSaysNothing) {
  Valley valley;
  const QuestionSet set = test::small_set();
  constexpr auto none = Answer::not_applicable;
  const Inspection visit = test::visit(set, ChecklistGroup::visual, "2026-05-14", {{"V1", none}, {"V2", none}, {"V3", none}});
  Inspection own = visit;
  own.facility_id = "A";
  valley.a.inspections = inspection_results(set, {{"A", "", "XA"}}, {own});
  EXPECT_THAT(valley.column("Measure"), ElementsAre("Not evaluated: nothing was judged"));
  EXPECT_THAT(valley.column("Open measures"), ElementsAre("not known")) << "nobody looked";
  EXPECT_THAT(valley.all(), HasSubstr("Facilities without a checklist that could be evaluated: 1 of 1."));
  own.answers[0].answer = own.answers[1].answer = own.answers[2].answer = Answer::yes;
  valley.a.inspections = inspection_results(set, {{"A", "", "XA"}}, {own});
  EXPECT_THAT(valley.column("Measure"), ElementsAre("Nothing is open"));
  EXPECT_THAT(valley.all(), AllOf(HasSubstr("1 facility."), Not(HasSubstr("that could be evaluated"))));
}

TEST(Answers, HaveNoEmptyCells) {
  Valley valley;
  valley.add_facility("B");
  for (const bool crosses : {false, true}) {
    if (crosses) {
      valley.reaches("XB", 10);
      valley.a.transport->sites.emplace_back();
      valley.rank().find_out = {{"volume_m3", 1, 1}};
      valley.a.index_results->basis = {{0, 0, {}, {}, {}, 0}};
      valley.a.index_results->crossings.resize(1);
      valley.a.index_results->risk.crossings.resize(1);
    }
    for (const Language language : {Language::en, Language::ru}) {
      const Sheet sheet = answers_sheet(valley.a, language);
      for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        if (sheet.at(r, 0).look != CellLook::important) continue;
        EXPECT_EQ(sheet.rows[r].size(), 9U);
        for (const SheetCell& cell : sheet.rows[r]) EXPECT_TRUE(cell.number || !cell.text.empty()) << sheet.rows[r][1].text;
      }
    }
  }
  EXPECT_THAT(valley.column("Missing for the risk at borders"), ElementsAre("nothing", "does not apply")) << "B reaches no border";
  EXPECT_THAT(valley.column("Points"), ElementsAre("not known", "does not apply"));
  EXPECT_THAT(valley.column("Last visit"), ElementsAre("none", "none"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("does not apply", "10 h")) << "the water is at home from the dam on";
  EXPECT_THAT(valley.column("Обычный приход", Language::ru)[0], "не относится");
}

}  // namespace
}  // namespace tmfgeo
