// SPDX-License-Identifier: Apache-2.0
// The first sheet of results.xlsx, block by block, of assessments made by hand.
#include "tmfgeo/app/answers_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspection/small_set.h"
#include "support/river_chain.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// One facility "A" of country XA, ranked 3 of 1 to 5, whose way goes through XA and XB.
struct Valley {
  Assessment a;

  Valley() {
    a.scheme = std::make_shared<const Scheme>(read_scheme(TMFGEO_SOURCE_DIR "/data/schemes/tmfgeo-1.toml"));
    FacilityResult r;
    r.facility.id = "A";
    r.country_found = "XA";
    a.results.push_back(r);
    IndexResults& x = a.index_results.emplace();
    x.ranks.emplace_back();
    x.inputs.emplace_back();
    x.exposure.push_back({country("XA", 0), country("XB", 7)});
  }
  /// Another one that reaches no country.
  void add_facility(const std::string& id) {
    a.results.emplace_back().facility.id = id;
    a.index_results->ranks.emplace_back();
    a.index_results->inputs.emplace_back();
    a.index_results->exposure.emplace_back();
  }
  static CountryExposure country(const std::string& code, double first_km) {
    CountryExposure e;
    e.country = code;
    e.first_km = first_km;
    return e;
  }
  FacilityRank& rank() { return a.index_results->ranks[0]; }
  CountryExposure& exposure(std::size_t i) { return a.index_results->exposure[0][i]; }

  /// A border station in a country, that the water reaches after so many hours.
  void reaches(const std::string& code, double h) {
    if (!a.transport) {
      a.transport.emplace();
      a.transport->library = test::small_library();
      a.transport->sites.emplace_back();
    }
    TransportSite& site = a.transport->sites[0];
    Receptor receptor = test::receptor_at("border", 1000);
    receptor.station.kind = ReceptorKind::border;
    receptor.station.country = code;
    Arrival& arrival = site.arrivals.emplace_back();
    arrival.receptor = site.receptors.size();
    arrival.flow = Flow::mean;
    arrival.first_s = {3600 * h, 3600 * h, 3600 * h};
    site.receptors.push_back(receptor);
  }

  /// Texts, or the numbers without decimals, of a facility's rows under a heading of a block.
  std::vector<std::string> column(const std::string& heading, Language language = Language::en) const {
    const Sheet sheet = answers_sheet(a, language);
    std::vector<std::string> found;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        if (sheet.at(r, c).text != heading || sheet.at(r, c).look != CellLook::heading) continue;
        for (std::size_t k = r + 1; k < sheet.rows.size() && sheet.at(k, 0).look == CellLook::important; ++k) {
          const SheetCell& cell = sheet.at(k, c);
          found.push_back(cell.number ? fixed(*cell.number, 0) : cell.text);
        }
      }
    }
    return found;
  }
  std::string all(Language language = Language::en) const {
    std::string text;
    for (const auto& row : answers_sheet(a, language).rows) {
      for (const SheetCell& cell : row) text += cell.text + "\n";
    }
    return text;
  }
};

TEST(AnswersOnWarning, DoNotWarnTheDamsOwnCountryOfTheRoutesReturn) {
  Valley valley;
  valley.reaches("XB", 10);
  valley.reaches("XA", 130);
  EXPECT_THAT(valley.column("Earliest arrival"), ElementsAre("own country, from the dam on", "10 h"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("", "10 h"));
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
  EXPECT_THAT(valley.column("Open measures"), ElementsAre("")) << "nobody looked";
  EXPECT_THAT(valley.all(), HasSubstr("Facilities without a checklist that could be evaluated: 1 of 1."));
  own.answers[0].answer = own.answers[1].answer = own.answers[2].answer = Answer::yes;
  valley.a.inspections = inspection_results(set, {{"A", "", "XA"}}, {own});
  EXPECT_THAT(valley.column("Measure"), ElementsAre("Nothing is open"));
  EXPECT_THAT(valley.all(), AllOf(HasSubstr("1 facility."), Not(HasSubstr("that could be evaluated"))));
}

}  // namespace
}  // namespace tmfgeo
