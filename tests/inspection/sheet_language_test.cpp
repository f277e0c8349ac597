// SPDX-License-Identifier: Apache-2.0
// Filled checklists speak to the inspector in the language of their sheet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspection/filled_sheet.h"
#include "tmfgeo/inspection/filled_checklist.h"

namespace tmfgeo {
namespace {

using namespace test;
using testing::HasSubstr;

TEST(ReadChecklists, QuotesQuestionsInTheLanguageOfTheSheet) {
  for (const Language language : {Language::en, Language::ru}) {
    Workbook workbook = blank_checklist(small_set(), language);
    Sheet& sheet = workbook.sheets.back();
    set_day(sheet, "14.05.2026");
    answer(sheet, "V1", "yes", "seen");
    write_cell(sheet, row_of(sheet, "V3"), kQuestionColumn, "?");
    sheet.rows.erase(sheet.rows.begin() + static_cast<std::ptrdiff_t>(row_of(sheet, "V2")));
    const Issues issues = read_checklists(small_set(), workbook, std::vector<std::string>{"F", "G"}).issues;
    ASSERT_EQ(issues.size(), 2U);
    const bool english = language == Language::en;
    EXPECT_EQ(issues[0].message, "found \"?\", expected \"" + std::string(english ? "Is the pond low?" : "Низок ли пруд?") + "\"");
    EXPECT_THAT(issues[1].message, HasSubstr(english ? "Is the crest level?" : "Ровный ли гребень?"));
    EXPECT_THAT(issues[1].message, testing::Not(HasSubstr(english ? "Ровный" : "crest")));
  }
}

}  // namespace
}  // namespace tmfgeo
