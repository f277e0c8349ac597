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

TEST(AnswersOnWarning, NameACountryThatLiesOnlyBesideTheRoute) {
  Valley valley;
  valley.exposure(1).beside = true;
  valley.exposure(1).first_km = 0;
  valley.exposure(1).people = 5000;
  EXPECT_THAT(valley.column("Earliest arrival"), ElementsAre("own country, from the dam on", "beside the route, no border is crossed"));
  EXPECT_THAT(valley.column("People along the route")[1], "5000");
  EXPECT_THAT(valley.column("Самый ранний приход", Language::ru)[1], "рядом с путём, без пересечения границы");
}

TEST(AnswersOnWarning, TellOfTownsThatCouldNotBePlaced) {
  Valley valley;
  valley.a.project.places.emplace().files = {"data/places.csv"};
  valley.reaches("XB", 10);
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("none that was given", "none that was given"));
  valley.exposure(1).places_not_placed = 1;
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("none that was given", "none with a location; not placed: 1 record"));
  EXPECT_THAT(valley.column("Первые водозаборы и города (самый ранний приход)", Language::ru)[1], "с координатами — ни одного; без координат: 1 запись");
}

TEST(AnswersOnPlaces, SayByWhatTheyStandInThisOrder) {
  EXPECT_THAT(Valley().all(), HasSubstr("Where they overlap, the middle of the index decides who stands first here, then the risk abroad."));
  EXPECT_THAT(Valley().all(Language::ru), HasSubstr("стоят по середине индекса, затем по трансграничному риску"));
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

TEST(AnswersOnGaps, NameTheFileWhoseRecordsHaveNoLocation) {
  Valley valley;
  valley.a.project.places.emplace().files = {"data/places.csv"};
  Exposure& exposure = valley.a.results[0].exposure;
  exposure.complete = true;
  exposure.places_not_placed = 3;
  valley.rank().find_out = {{"people_on_path", 1, 1}};
  EXPECT_THAT(valley.column("Find out first"), ElementsAre("people along the flow path: 3 records of places.csv have no location (see issues)"));
  EXPECT_THAT(valley.column("Что выяснить сначала", Language::ru)[0], HasSubstr("у 3 записей файла places.csv нет координат (см. замечания)"));
  exposure.unpopulated = {{"Grocka", "Гроцка"}, {"Kladovo", ""}};
  EXPECT_THAT(valley.column("Find out first"),
              ElementsAre("people along the flow path: 3 records of places.csv have no location (see issues), places in the corridor without a population: Grocka, Kladovo"));
  EXPECT_THAT(valley.column("Что выяснить сначала", Language::ru)[0], HasSubstr("число жителей которых не указано: Гроцка, Kladovo"));
  exposure.places_not_placed = 0;
  exposure.unpopulated.resize(7, {"", ""});
  EXPECT_THAT(valley.column("Find out first")[0], HasSubstr("without a population: Grocka, Kladovo, one without a name, one without a name, one without a name and more: 2"));
  IndexResults& x = *valley.a.index_results;
  x.basis = {{0, 0, {}, {}, {}, 0}};
  x.crossings.resize(1);
  x.crossings[0].affected = "XB";
  x.risk.crossings.resize(1);
  x.risk.crossings[0].missing = {"people"};
  valley.exposure(1).places_not_placed = 1;
  EXPECT_THAT(valley.column("Missing for the risk at borders"), ElementsAre("people exposed: 1 record of places.csv has no location (see issues)"));
  valley.exposure(1).places_not_placed = 0;
  valley.exposure(1).unpopulated = {{"Lowford", ""}};
  EXPECT_THAT(valley.column("Missing for the risk at borders"), ElementsAre("people exposed: places in the corridor without a population: Lowford"));
}

TEST(AnswersOnMeasures, TellWhatTheClassRestsOnAndMarkWhatIsOverdue) {
  Valley valley;
  const QuestionSet set = test::small_set();
  Inspection own = test::visit(set, ChecklistGroup::visual, "2025-05-14", {{"V1", Answer::no}, {"V2", Answer::yes}, {"V3", Answer::yes}});
  own.facility_id = "A";
  valley.a.inspections = inspection_results(set, {{"A", "", "XA"}}, {own});
  EXPECT_THAT(valley.column("Why this class")[0], HasSubstr("open critical: V1"));
  EXPECT_THAT(valley.column("Почему такой класс", Language::ru)[0], HasSubstr("критические замечания: V1"));
  EXPECT_EQ(valley.column("Judged on")[0], fixed(spreadsheet_day(test::date_of("2025-05-14")), 0));
  const Sheet sheet = answers_sheet(valley.a, Language::en);
  ASSERT_FALSE(sheet.due.empty());
  const CellRange& cell = sheet.due[0].cells;
  EXPECT_THAT(sheet.at(cell.first_row, cell.first_column).text, HasSubstr("2025-11-14")) << "the day it is due";
  EXPECT_EQ(sheet.due[0].day, spreadsheet_day(test::date_of("2025-11-14")));
  EXPECT_THAT(valley.all(), AllOf(HasSubstr("A day before today is overdue"), HasSubstr("The sheet Critical findings has the questions behind the class.")));
}

TEST(AnswersOnReasons, TellByHowMuchAPartStandsAboveTheOthers) {
  Valley valley;
  valley.add_facility("B");
  valley.rank().driver = "thi_capacity";
  valley.rank().driver_excess = 0.25;
  valley.a.results[0].indices = {{.term = "thi_capacity", .value = {4.18, 4.18, 4.18, {}, Mark::confirmed}, .input = {}}};
  const Sheet sheet = answers_sheet(valley.a, Language::en);
  bool found = false;
  for (const auto& row : sheet.rows) {
    for (const SheetCell& cell : row) found = found || (cell.number == 0.25 && cell.format == "+0.00");
  }
  EXPECT_TRUE(found) << "Above the median: +0.25";
  EXPECT_THAT(valley.column("Above the median"), testing::SizeIs(2));
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
  EXPECT_THAT(valley.column("Judged on"), ElementsAre("none", "none"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("does not apply", "10 h")) << "the water is at home from the dam on";
  EXPECT_THAT(valley.column("Обычный приход", Language::ru)[0], "не относится");
}

}  // namespace
}  // namespace tmfgeo
