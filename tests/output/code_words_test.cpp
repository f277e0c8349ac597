// SPDX-License-Identifier: Apache-2.0
// Codes in words: every one that can stand in a column, in both languages.
#include "tmfgeo/output/code_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/indices/scheme.h"
#include "tmfgeo/indices/transboundary.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {
namespace {

bool has_latin(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

void expect_words(const char* list, const std::string& code) {
  const std::string ru = in_words(list, code, Language::ru);
  EXPECT_NE(ru, code) << list << " has no words for " << code;
  EXPECT_FALSE(ru.empty() || has_latin(ru)) << ru;
  EXPECT_EQ(in_words(list, code, Language::en).find('_'), std::string::npos) << code;
}

TEST(CodeWords, CoverEveryInputThatMayBeMissing) {
  for (const SchemeInput& input : scheme_inputs()) expect_words("input", input.name);
  for (const char* input : kRiskInputs) expect_words("risk_input", input);
  for (const char* factor : kGroupFactors) expect_words("group_factor", factor);
}

TEST(CodeWords, CoverWhereAValueComesFromAndHowARouteEnds) {
  for (const Origin origin : {Origin::given, Origin::computed, Origin::extrapolated, Origin::by_default, Origin::unknown}) expect_words("origin", std::string(to_text(origin)));
  for (const Mark mark : {Mark::confirmed, Mark::to_confirm}) expect_words("mark", std::string(to_text(mark)));
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) expect_words("severity", std::string(to_text(severity)));
  for (const Flow flow : {Flow::low, Flow::mean, Flow::high}) expect_words("flow", std::string(to_text(flow)));
  for (const RouteEnd end : {RouteEnd::sea, RouteEnd::terminal_basin, RouteEnd::leaves_grid, RouteEnd::unknown_beyond, RouteEnd::network_end, RouteEnd::not_snapped}) {
    expect_words("route_end", std::string(to_text(end)));
  }
}

TEST(CodeWords, OfAFacilityCanBeReadBack) {
  int read = 0;
  for (const CodeWords& w : code_words()) {
    if (w.list != "status" && w.list != "dam_type") continue;
    const FacilityAttribute* attribute = find_facility_attribute(w.list);
    for (const std::string_view word : {w.code, w.ru}) {
      Facility f;
      EXPECT_TRUE(attribute->read(f, word).code.empty()) << word;
      EXPECT_EQ(w.list == "status" ? to_text(f.status.value()) : to_text(f.dam_type.value()), w.code) << word;
    }
    ++read;
  }
  EXPECT_EQ(read, 11);
}

TEST(CodeWords, HaveEachCodeOfAListOnce) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const CodeWords& w : code_words()) EXPECT_TRUE(seen.emplace(w.list, w.code).second) << w.list << " " << w.code;
}

TEST(CodeWords, LeaveACodeNobodyKnowsAsItIs) {
  EXPECT_EQ(in_words("input", "own_input", Language::ru), "own_input");
  EXPECT_EQ(all_in_words("input", std::vector<std::string>{"whc", "own"}, Language::en), "water hazard class of the tailings; own");
}

TEST(CodeWords, PutEveryClassAndTermOfEverySchemeIntoRussian) {
  int classes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TMFGEO_SOURCE_DIR) + "/data/schemes")) {
    const Scheme scheme = read_scheme(entry.path().string());
    for (const SchemeTerm& term : scheme.terms()) EXPECT_NE(term_in_words(scheme, term.name, Language::ru), term_in_words(scheme, term.name, Language::en)) << term.name;
    for (const SchemeInput& input : scheme_inputs()) {
      for (const auto& value : scheme.trial_values(input.name)) {
        InputValue given{{}, "test", Origin::given};
        std::visit([&](const auto& v) { given.value = v; }, value);
        for (const TermValue& t : scheme.evaluate({{input.name, given}})) {
          if (t.class_words.empty()) continue;
          ++classes;
          const std::string ru = class_in_words(t.class_words, Language::ru);
          EXPECT_FALSE(ru.empty() || has_latin(ru)) << t.class_words << " → " << ru;
          EXPECT_EQ(ru.find('.'), std::string::npos) << "a decimal comma, not a point: " << ru;
        }
      }
    }
  }
  EXPECT_GT(classes, 40);
}

TEST(CodeWords, SayClassesAsANumberIsRead) {
  EXPECT_EQ(class_in_words("1.2 up to 1.5", Language::ru), "от 1,2 до 1,5");
  EXPECT_EQ(class_in_words("below 0.1", Language::ru), "меньше 0,1");
  EXPECT_EQ(class_in_words("1.5 and more", Language::ru), "1,5 и больше");
  EXPECT_EQ(class_in_words("up to 0.1", Language::ru), "не больше 0,1");
  EXPECT_EQ(class_in_words("1.2 up to 1.5", Language::en), "1.2 up to 1.5");
}

TEST(CountedRu, AgreesWithTheNumber) {
  const auto said = [](std::size_t n) { return counted_ru(n, "объект", "объекта", "объектов"); };
  for (const std::size_t n : {1U, 21U, 101U, 1001U}) EXPECT_EQ(said(n), std::to_string(n) + " объект");
  for (const std::size_t n : {2U, 3U, 4U, 22U, 104U}) EXPECT_EQ(said(n), std::to_string(n) + " объекта");
  for (const std::size_t n : {0U, 5U, 10U, 11U, 12U, 14U, 20U, 25U, 111U, 112U, 1013U}) EXPECT_EQ(said(n), std::to_string(n) + " объектов");
}

}  // namespace
}  // namespace tmfgeo
