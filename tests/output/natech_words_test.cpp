// SPDX-License-Identifier: Apache-2.0
// Reasons and notes of the natech layers in Russian: every sentence of the program has its twin, what a user wrote stays.
#include "tmfgeo/output/natech_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tmfgeo/app/event_damage.h"
#include "tmfgeo/app/natech_run.h"

namespace tmfgeo {
namespace {

using testing::IsEmpty;

/// English words of a text: Latin letters, three and more, that are no name or key.
std::vector<std::string> english_in(const std::string& text) {
  static const std::set<std::string> names{"phase", "operation", "closure", "natech", "gistm", "bssa14"};
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (static_cast<unsigned char>(c) < 0x80 && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')) {
      word += c;
      continue;
    }
    const bool number = std::all_of(word.begin(), word.end(), [](char d) { return d >= '0' && d <= '9'; });
    if (word.size() >= 3 && !number && !names.contains(word)) words.push_back(word);
    word.clear();
  }
  return words;
}

void expect_russian(const std::string& english) { EXPECT_THAT(english_in(natech_in_russian(english)), IsEmpty()) << english << "\n" << natech_in_russian(english); }

std::string gaps_of(std::string_view sentence) {
  std::string gaps;
  std::copy_if(sentence.begin(), sentence.end(), std::back_inserter(gaps), [](char c) { return c == '#' || c == '@' || c == '*'; });
  return gaps;
}

TEST(NatechSentences, HaveOneTwinEachWithTheSameGaps) {
  std::set<std::string_view> seen;
  for (const NatechSentence& s : natech_sentences()) {
    EXPECT_TRUE(seen.insert(s.en).second) << s.en;
    EXPECT_EQ(gaps_of(s.en), gaps_of(s.ru)) << s.en;
    EXPECT_EQ(s.en.ends_with(' '), s.ru.ends_with(' ')) << s.en;
    EXPECT_THAT(english_in(std::string(s.ru)), IsEmpty()) << s.en;
  }
}

TEST(NatechInRussian, JoinsSentencesAsTheyWereJoined) {
  EXPECT_EQ(natech_in_russian(""), "");
  EXPECT_EQ(natech_in_russian("freeboard is not known; default Vs30"), "запас гребня неизвестен; жёсткость грунта по умолчанию");
  EXPECT_EQ(natech_in_russian("hazard curve: beyond the return periods of the maps; at the demand a release has a probability of at least 0.38"),
            "кривая опасности: за пределами периодов повторяемости карт; при требуемом ускорении вероятность выброса не меньше 0,38");
  EXPECT_EQ(natech_in_russian("bssa14: magnitude 8.7 is outside 3 to 8.5"), "bssa14: магнитуда 8,7 вне пределов от 3 до 8,5");
  EXPECT_EQ(natech_in_russian("ky 0.009 g beyond 0.01..0.5"), "критическое ускорение 0,009 g вне пределов от 0,01 до 0,5");
  EXPECT_EQ(natech_in_russian("weakest of 3 depths: CPT 2, north at 4.5 m, factor of safety 0.71 at 0.2 g"), "слабейшая из 3 глубин: CPT 2, north на 4,5 м, запас прочности 0,71 при 0,2 g");
}

TEST(NatechInRussian, TakesNumbersAsTheProgramWritesThem) {
  EXPECT_EQ(natech_in_russian("kotha20_slope: slope 4.96784e-08 is outside 0.0005 to 0.3"), "kotha20_slope: уклон 4,96784e-08 вне пределов от 0,0005 до 0,3");
  EXPECT_EQ(natech_in_russian("below 0.005 g, where the hazard curve begins; default Vs30"), "меньше 0,005 g, с которых начинается кривая опасности; жёсткость грунта по умолчанию");
  EXPECT_EQ(natech_in_russian("magnitude 6 enough, mean of the disaggregation"), "magnitude 6 enough, mean of the disaggregation");
}

TEST(NatechInRussian, KnowsTheNotesOfAnEvent) {
  EXPECT_EQ(natech_in_russian("bssa14: depth_km 60 is outside 0 to 30; cy14 gives no PGA and was left out"), "bssa14: глубина очага 60 км вне пределов от 0 до 30; cy14 не даёт ускорения и не учтена");
  EXPECT_EQ(natech_in_russian("the ShakeMap tells no scatter of PGA: 0.6 taken; the raster tells no scatter of PGA: 0.6 taken"),
            "разброс ускорения в карте сотрясений не указан: принято 0,6; разброс ускорения в растре не указан: принято 0,6");
  EXPECT_EQ(natech_in_russian("no model of vrancea gives PGV: no raster of it"), "ни одна модель района vrancea не даёт PGV: растра нет");
}

TEST(NatechInRussian, KnowsEveryProblemOfAHazardCurveAndEveryFloodOutOfReach) {
  const std::vector<double> rising{0.1, 0.2};
  const std::vector<double> falling{0.2, 0.1};
  const std::vector<double> zero{0.0, 0.1};
  const std::vector<double> negative{0.1, -0.1};
  for (const auto& view : {HazardCurveView{rising, {}}, HazardCurveView{}, HazardCurveView{zero, falling}, HazardCurveView{rising, negative}, HazardCurveView{falling, falling},
                           HazardCurveView{rising, rising}}) {
    ASSERT_FALSE(hazard_curve_problem(view).empty());
    expect_russian("hazard curve " + hazard_curve_problem(view));
  }
  for (const char* why : {"rarer than the only flood modelled", "more frequent than the only flood modelled", "no depth map of a flood as rare has a value here"}) expect_russian(why);
}

TEST(NatechInRussian, LeavesWhatAUserWrote) {
  EXPECT_EQ(natech_in_russian("fragility curve default: our report, 2019"), "кривая уязвимости default: our report, 2019");
  EXPECT_EQ(natech_in_russian("PGA map (ESHM20), hazard curves of 2013"), "PGA map (ESHM20), hazard curves of 2013");
  EXPECT_EQ(natech_in_russian("a:b;c,"), "a:b;c,");
  EXPECT_EQ(natech_in_russian("# years"), "# years");
}

TEST(NatechInRussian, KnowsEveryNoteOfADam) {
  const LiquefactionTable table = read_liquefaction_table(std::string(TMFGEO_SOURCE_DIR) + "/data/natech/liquefaction-classes.toml");
  const std::vector<SlopeState> slopes{{}, {.factor_of_safety = 1.4}, {.factor_of_safety = 0.9, .slope_deg = 20}, {.yield_acceleration_g = 0.9}, {.friction_deg = 30}};
  for (const SlopeState& slope : slopes) {
    for (const char* type : {"", "upstream", "rockfill"}) {
      for (const std::optional<double> size : {std::optional<double>(), std::optional(2.0), std::optional(60.0)}) {
        for (const bool known : {false, true}) {
          Dam dam{.slope = slope, .height_m = size, .freeboard_m = size, .dam_type = type};
          if (known) dam.saturated = true;
          DamResponseOptions options;
          if (known) options.magnitude = 8.9;
          for (const DisplacementModelRow& model : displacement_models()) {
            options.model = model.model;
            const DamResponse r = dam_response(dam, &table, options);
            for (const Mechanism* m : {&r.displacement, &r.freeboard, &r.liquefaction, &r.release}) expect_russian(m->note);
            expect_russian(r.settlement.note);
          }
        }
      }
    }
  }
  expect_russian(settlement_note());
}

TEST(NatechInRussian, KnowsEveryReasonOfACheck) {
  DamRules rules;
  rules.guideline.id = "gistm-2020";
  rules.guideline.criteria = {{.consequence_class = "high", .load = DesignLoad::earthquake, .phase = DesignPhase::operation, .aep = 1.0 / 2475, .aep_far = {}},
                              {.consequence_class = "high", .load = DesignLoad::flood, .phase = DesignPhase::closure, .aep = 1e-3, .aep_far = {}}};
  for (const char* word : {"", "high", "low"}) {
    Facility f;
    if (*word != '\0') f.consequence_class = word;
    for (const double factor : {0.02, 1.0, 50.0}) {
      NatechSite site;
      site.hazard.curve.emplace();
      site.hazard.curve->level = {0.1 * factor, 0.15 * factor};
      site.hazard.curve->rate_per_year = {1.0 / 95, 1.0 / 475};
      site.hazard.used = curve_in_use(*site.hazard.curve);
      site.ground.source = "default Vs30";
      rest_on_ground(site);
      for (const DesignPhase phase : {DesignPhase::operation, DesignPhase::closure}) {
        for (const double safety : {0.9, 1.2, 1.8}) {
          check_earthquake(f, dam_response({.slope = {.factor_of_safety = safety, .slope_deg = 20}, .height_m = 30}, nullptr), rules, phase, site);
          expect_russian(site.earthquake_check.reason);
        }
        for (const char* note : {"", "no storms are given", "area of the pond is not known"}) {
          site.overtopping = {};
          site.overtopping.note = note;
          if (*note == '\0') site.overtopping.at_most = 1e-4 * factor;
          judge_floods(f, rules, phase, site);
          expect_russian(site.flood_check.reason);
        }
      }
    }
  }
}

TEST(NatechInRussian, KnowsEveryDefaultOfAPond) {
  const std::vector<StormRain> storms{{10, 0.05}, {100, 0.1}};
  for (unsigned missing = 0; missing < 256; ++missing) {
    const auto value = [&](unsigned bit, double known) { return (missing >> bit & 1U) != 0 ? std::optional<double>() : std::optional(known); };
    const Pond pond{.area_m2 = value(0, 2e4), .freeboard_m = value(1, 1), .catchment_m2 = value(2, 5e4), .runoff_fraction = value(3, 0.5), .diversion_m3 = value(4, 10),
                    .wind_m_s = value(5, 20), .fetch_m = value(6, 200), .face_slope = value(7, 0.4)};
    expect_russian(overtopping_rate(pond, storms, 0, {}).note);
    expect_russian(overtopping_rate(pond, {}, 0, {.wind_m_s = 25}).note);
    expect_russian(overtopping_rate(pond, storms, 0, {.wind_m_s = 25}).note);
  }
}

}  // namespace
}  // namespace tmfgeo
