// SPDX-License-Identifier: Apache-2.0
// Sheets for people: how numbers, days and columns stand in them.
#include "tmfgeo/output/results_workbook.h"

#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "app/valley.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {
namespace {

Field real_field(const std::string& name, const std::string& unit) { return {name, FieldType::real, unit, name, ""}; }

TEST(SheetNumbers, AreNeverShownWithAnExponent) {
  for (int exponent = -12; exponent <= 9; ++exponent) {
    const double value = 1.234 * std::pow(10, exponent);
    for (const std::string& format : {significant_format(value), percent_format(value), number_cell(real_field("x", "kg/a"), value).format}) {
      EXPECT_FALSE(format.empty());
      EXPECT_EQ(format.find('E'), std::string::npos) << format << ": a format of none would leave it to the spreadsheet";
    }
  }
}

TEST(SheetNumbers, ShowTwoDigitsOfASmallShare) {
  EXPECT_EQ(percent_format(0.00012), "#,##0.000%") << "0.012 %";
  EXPECT_EQ(percent_format(0.25), "#,##0%");
  EXPECT_EQ(percent_format(0), "#,##0%");
  EXPECT_EQ(percent_format(1e-9), "\"<0.000001%\"") << "the text stands there, the number stays";
}

TEST(SheetNumbers, StandAsTheirColumnIs) {
  EXPECT_EQ(number_cell(real_field("people_p50", ""), 12345.6).format, "#,##0");
  EXPECT_EQ(number_cell(real_field("release_per_year_p50", "1/a"), 1e-5).format, "#,##0.0000%");
  EXPECT_EQ(number_cell(real_field("tbri_p50", ""), -1.234).format, "#,##0.00");
  EXPECT_EQ(number_cell(real_field("distance_km", "km"), 12.3).format, "#,##0.0");
  EXPECT_EQ(number_cell(real_field("distance_km", "km"), 1234.5).format, "#,##0");
  EXPECT_EQ(number_cell(real_field("meets_percent", "%"), 71.25).format, "#,##0.0");
  EXPECT_EQ(number_cell({"facilities", FieldType::integer, "", "", ""}, 1234567).number, 1234567);
}

TEST(SheetNumbers, AreDaysThatCanBeSortedAndCounted) {
  const auto day = day_cell("2026-05-14", Language::en);
  ASSERT_TRUE(day);
  EXPECT_EQ(day->number, 46156) << "day 1 is 1 January 1900, with the leap day that spreadsheets believe in";
  EXPECT_EQ(day->format, "yyyy-mm-dd");
  EXPECT_EQ(day_cell("2026-05-14", Language::ru)->format, "dd.mm.yyyy");
  for (const char* text : {"", "2026-13-01", "2026-02-30", "14.05.2026", "row 12 of A"}) EXPECT_FALSE(day_cell(text, Language::en)) << text;
}

TEST(SheetNumbers, InSentencesFollowTheLanguage) {
  EXPECT_EQ(number_words(1234567.25, 1, Language::ru), "1\u00A0234\u00A0567,2");
  EXPECT_EQ(number_words(999.5, 1, Language::en), "999.5");
  EXPECT_EQ(number_words(-1234, 0, Language::en), "-1\u00A0234");
}

TEST(SheetColumns, AreInOneLanguageAndEachOnce) {
  for (const char* layer : workbook_layers()) {
    const std::vector<Field> fields = layer_fields(layer);
    for (const Language language : {Language::en, Language::ru}) {
      std::set<std::string> titles;
      for (const SheetColumn& c : sheet_columns(layer, fields, language)) {
        const std::string& name = fields[c.column].name;
        EXPECT_TRUE(titles.insert(c.title).second) << layer << "." << name << " is headed like another: " << c.title;
        EXPECT_FALSE(name.ends_with(language == Language::en ? "_ru" : "_words")) << layer << "." << name;
        EXPECT_FALSE(c.meaning.empty()) << layer << "." << name;
      }
    }
  }
}

TEST(SheetColumns, HaveRussianHeadingsAndMeanings) {
  const std::regex latin_word("[a-z]{3,}");
  for (const char* layer : workbook_layers()) {
    const std::vector<Field> fields = layer_fields(layer);
    for (const SheetColumn& c : sheet_columns(layer, fields, Language::ru)) {
      EXPECT_FALSE(std::regex_search(c.title, latin_word)) << layer << "." << c.key << ": " << c.title;
      EXPECT_FALSE(std::regex_search(c.meaning, latin_word)) << layer << "." << c.key << ": " << c.meaning;
    }
  }
}

TEST(SheetColumns, TakeTheWordsInsteadOfTheCode) {
  const std::vector<Field> fields = layer_fields("indices");
  const auto column_of = [&](Language language) {
    for (const SheetColumn& c : sheet_columns("indices", fields, language)) {
      if (c.key == "driver") return fields[c.column].name;
    }
    return std::string();
  };
  EXPECT_EQ(column_of(Language::en), "driver_words");
  EXPECT_EQ(column_of(Language::ru), "driver_ru");
}

TEST(RankingSheet, StandsInTheOrderOfTheAnswers) {
  test::Valley valley;
  valley.add_facility("B");
  OutputLayer layer;
  layer.table.name = "indices";
  layer.table.fields = layer_fields("indices");
  for (const Field& field : layer.table.fields) layer.table.columns.push_back(empty_column(field.type, 2));
  const auto put = [&](const char* name, const auto& first, const auto& second) { layer.table.columns[*layer.table.find(name)] = Column(std::vector{std::optional(first), std::optional(second)}); };
  put("facility_id", std::string("A"), std::string("B"));
  put("order", std::int64_t{2}, std::int64_t{1});
  put("rank_first", std::int64_t{1}, std::int64_t{2});
  put("rank_last", std::int64_t{9}, std::int64_t{3});
  const Sheet sheet = results_workbook(valley.a, std::span(&layer, 1), Language::en).sheets.at(1);
  ASSERT_EQ(sheet.rows.size(), sheet.heading_row + 3);
  EXPECT_EQ(sheet.at(sheet.heading_row + 1, 0).text, "B") << "its middle is the worse one";
  EXPECT_EQ(sheet.at(sheet.heading_row + 2, 0).text, "A");
}

}  // namespace
}  // namespace tmfgeo
