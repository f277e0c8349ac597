// SPDX-License-Identifier: Apache-2.0
// Issues and sources in Russian.
#include "tmfgeo/output/issue_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/results_workbook.h"
#include "tmfgeo/output/source_words.h"

namespace tmfgeo {
namespace {

TEST(IssueWords, AreThereForEveryCodeInItsPlace) {
  const auto codes = issue_codes();
  const auto words = issue_words_ru();
  ASSERT_EQ(codes.size(), words.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(codes[i].code, words[i].code);
    EXPECT_NE(issue_meaning(codes[i].code, Language::ru), issue_meaning(codes[i].code, Language::en));
    EXPECT_EQ(issue_advice(codes[i].code, Language::en), codes[i].advice);
    EXPECT_TRUE(issue_advice(codes[i].code, Language::ru).ends_with('.')) << codes[i].code;
  }
}

TEST(IssueWords, StandInTheRussianSheetInsteadOfTheCode) {
  Assessment a;
  a.issues.push_back(make_issue("facility_in_sea", {"A1", "f.csv", "line 7"}, "location", "lies in the sea, expected a point on land"));
  const FeatureTable t = issues_layer(a);
  std::string row;
  for (const SheetColumn& c : sheet_columns("issues", t.fields, Language::ru)) row += t.text(c.column, 0).value_or("") + "|";
  EXPECT_EQ(row, "error|объект лежит в море|A1|location|lies in the sea, expected a point on land|Проверьте координаты и их систему.|строка 7|f.csv|");
}

TEST(SourceInRussian, KeepsWhatAUserWrote) {
  EXPECT_EQ(source_in_russian("places along the flow path"), "населённые пункты вдоль пути стока");
  EXPECT_EQ(source_in_russian("facilities.csv line 12"), "facilities.csv, строка 12");
  EXPECT_EQ(source_in_russian("dams.gpkg feature 3"), "dams.gpkg, запись 3");
  EXPECT_EQ(source_in_russian("GSHAP, 475 years"), "GSHAP, 475 лет");
  EXPECT_EQ(source_in_russian("GSHAP, extrapolated to 475 years"), "GSHAP, продолжено до 475 лет");
  EXPECT_EQ(source_in_russian("depth maps of the project, 500 years, given"), "карты глубин проекта, 500 лет, указано");
  EXPECT_EQ(source_in_russian("areas.geojson, 1 area source, 475 years"), "areas.geojson, 1 зона ВОЗ, 475 лет");
  EXPECT_EQ(source_in_russian("quakes.csv, 6 earthquakes in 115 years, below 0.005 g at 475 years"), "quakes.csv, 6 землетрясений за 115 лет, меньше 0,005 g за 475 лет");
  EXPECT_EQ(source_in_russian("estimated from the DEM, 500 years, default; default discharges: K 3.5 of Francou and Rodier in 100 years, within a factor of 3"),
            "оценено по рельефу, 500 лет, по умолчанию; расходы по умолчанию: K 3,5 Франку и Родье за 100 лет, в пределах множителя 3");
  for (const char* own : {"Survey of 2019", "report, line A", "", "7", "Отчёт 2020"}) EXPECT_EQ(source_in_russian(own), own);
}

TEST(RecordInRussian, KnowsLinesFeaturesAndSheets) {
  EXPECT_EQ(record_in_russian("line 7"), "строка 7");
  EXPECT_EQ(record_in_russian("feature 12"), "запись 12");
  EXPECT_EQ(record_in_russian("sheet \"A row 1\", row 7"), "лист \"A row 1\", строка 7");
  EXPECT_EQ(record_in_russian(""), "");
}

}  // namespace
}  // namespace tmfgeo
