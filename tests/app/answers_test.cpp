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

  /// Cyanide at the last station, by default with a limit of 10 µg/L, at one flow more.
  void carries(double peak_ug_l, double p_exceed, Flow flow = Flow::mean) {
    TransportSite& site = a.transport->sites[0];
    site.release = test::slug_release(1000, 1);
    if (flow != Flow::mean) {
      site.arrivals.push_back(site.arrivals.back());
      site.arrivals.back().flow = flow;
    }
    a.transport->library.substances[0].name = "cyanide";
    a.transport->library.substances[0].name_ru = "цианид";
    SubstanceArrival cyanide;
    cyanide.substance = "cyanide";
    cyanide.peak_ug_l = {peak_ug_l / 3, peak_ug_l, 3 * peak_ug_l};
    cyanide.thresholds = {{0, p_exceed, {}}};
    site.arrivals.back().substances = {cyanide};
  }
  std::string above_the_limit(Language language = Language::en) const {
    const auto texts = column(language == Language::en ? "Above the limit" : "Превышение порога", language);
    return texts.size() == 2 ? texts[1] : "not two countries";
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

TEST(AnswersOnWarning, TellTheFloodWaveWhereItCarriesThePlume) {
  Valley valley;
  valley.reaches("XB", 10);
  Arrival& arrival = valley.a.transport->sites[0].arrivals[0];
  arrival.discharge_m3_s = 100;
  arrival.wave.peak_m3_s = {150, 300, 600};
  arrival.wave.first_s = {3600, 2 * 3600, 3 * 3600};
  EXPECT_THAT(valley.column("Earliest arrival"), ElementsAre("own country, from the dam on", "1.0 h, flood wave"));
  EXPECT_THAT(valley.column("Usual arrival"), ElementsAre("", "2.0 h, flood wave"));
  EXPECT_THAT(valley.column("Самый ранний приход", Language::ru)[1], "1,0 ч, паводковая волна");
  EXPECT_THAT(valley.all(), HasSubstr("where the flood wave carries it on, the wave's"));
  valley.a.transport->sites[0].receptors[0].station.kind = ReceptorKind::town;
  valley.a.transport->sites[0].receptors[0].station.name = "Lowford";
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("", "Lowford (1.0 h, flood wave)"));
  arrival.wave.peak_m3_s = {20, 40, 80};
  EXPECT_THAT(valley.column("First intakes and towns (earliest arrival)"), ElementsAre("", "Lowford (10 h)"));
}

TEST(AnswersOnWarning, CallNoMedianBelowTheLimitAnAllClear) {
  struct Case {
    double peak_ug_l, p_exceed;
    const char *en, *ru;
  };
  // The median at the limit: just half of the draws are above.
  for (const Case& c : {Case{9.99, 0.5, "perhaps above the limit, P 0.50 (cyanide)", "возможно выше порога, P 0,50 (цианид)"},
                        {10, 0.5, "× 1.0 (cyanide)", "× 1,0 (цианид)"},
                        {9.99, 0.4999, "perhaps above the limit, P 0.50 (cyanide)", "возможно выше порога, P 0,50 (цианид)"},
                        {3, 0.01, "perhaps above the limit, P 0.01 (cyanide)", "возможно выше порога, P 0,01 (цианид)"},
                        {1, 0.0099, "hardly above the limit (cyanide)", "едва ли выше порога (цианид)"},
                        {0, 0, "hardly above the limit (cyanide)", "едва ли выше порога (цианид)"},
                        {34, 0.9, "× 3.4 (cyanide)", "× 3,4 (цианид)"},
                        {1234, 1, "× 123 (cyanide)", "× 123 (цианид)"}}) {
    Valley valley;
    valley.reaches("XB", 10);
    valley.carries(c.peak_ug_l, c.p_exceed);
    EXPECT_EQ(valley.above_the_limit(), c.en) << c.peak_ug_l << " " << c.p_exceed;
    EXPECT_EQ(valley.above_the_limit(Language::ru), c.ru) << c.peak_ug_l << " " << c.p_exceed;
  }
}

TEST(AnswersOnWarning, TakeTheChanceOfTheFlowWhereItIsLargest) {
  Valley valley;
  valley.reaches("XB", 10);
  valley.carries(3, 0.001);
  EXPECT_EQ(valley.above_the_limit(), "hardly above the limit (cyanide)");
  valley.carries(9, 0.45, Flow::low);
  EXPECT_EQ(valley.above_the_limit(), "perhaps above the limit, P 0.45 (cyanide)");
  valley.carries(30, 0.999, Flow::low);
  EXPECT_EQ(valley.above_the_limit(), "perhaps above the limit, P > 0.99 (cyanide)") << "no draw of mean flow is";
}

TEST(AnswersOnWarning, KnowNothingOfALimitWithoutAReleaseASubstanceOrALimit) {
  Valley valley;
  EXPECT_EQ(valley.above_the_limit(), "not known") << "nothing was computed";
  valley.reaches("XB", 10);
  EXPECT_EQ(valley.above_the_limit(), "not known") << "only times";
  valley.carries(30, 1);
  TransportSite& site = valley.a.transport->sites[0];
  site.arrivals[0].substances[0].thresholds.clear();
  EXPECT_EQ(valley.above_the_limit(), "not known") << "no limit is known";
  site.release.reset();
  valley.carries(30, 1);
  site.arrivals[0].substances.clear();
  EXPECT_EQ(valley.above_the_limit(Language::ru), "неизвестно") << "contents unknown";
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
