// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/filled_checklist.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "inspection/bundled_set.h"
#include "inspection/filled_sheet.h"

namespace tmfgeo {
namespace {

using namespace test;
using testing::AllOf;
using testing::HasSubstr;

const std::vector<std::string> kFacilities{"F", "G"};

FilledChecklists read(const Workbook& workbook) { return read_checklists(small_set(), workbook, kFacilities); }

std::vector<std::string> codes(const Issues& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues) out.push_back(issue.code);
  return out;
}

std::string text_of(const Issue& issue) { return issue.subject + "|" + issue.file + "|" + issue.record + "|" + issue.field + "|" + issue.message; }

Answer answer_to(const FilledChecklists& filled, const std::string& question) {
  for (const GivenAnswer& given : filled.inspections.at(0).answers) {
    if (given.question == question) return given.answer;
  }
  ADD_FAILURE() << question;
  return Answer::no_data;
}

/// Reads a checklist after a change to its sheet; expects one issue and gives it.
template <class Change>
Issue only_issue(const Change& change, Answer answer_to_v3 = Answer::no, bool left_out = false) {
  Workbook workbook = filled_checklist(small_set());
  change(workbook.sheets.back());
  const FilledChecklists filled = read(workbook);
  EXPECT_EQ(filled.inspections.size(), left_out ? 0U : 1U);
  if (!left_out) {
    EXPECT_EQ(answer_to(filled, "V3"), answer_to_v3);
  }
  EXPECT_EQ(filled.issues.size(), 1U) << testing::PrintToString(codes(filled.issues));
  return filled.issues.empty() ? Issue{} : filled.issues.front();
}

TEST(ReadChecklists, ReadsWhatWasFilledIn) {
  const FilledChecklists filled = read(filled_checklist(small_set()));
  EXPECT_THAT(codes(filled.issues), testing::IsEmpty());
  ASSERT_EQ(filled.inspections.size(), 1U);
  const Inspection& i = filled.inspections.front();
  EXPECT_EQ(i.facility_id, "F");
  EXPECT_EQ(to_text(i.date), "2026-05-14");
  EXPECT_EQ(i.group, ChecklistGroup::visual);
  ASSERT_EQ(i.answers.size(), 3U);
  EXPECT_EQ(i.answers[0].answer, Answer::yes);
  EXPECT_EQ(i.answers[1].answer, Answer::mostly_no);
  EXPECT_EQ(i.answers[1].evidence, "told");
  EXPECT_EQ(i.answers[1].remark, "low at the left abutment");
}

TEST(ReadChecklists, UnderstandsBothLanguagesAndLetterCaseInEitherSheet) {
  for (const Language language : {Language::en, Language::ru}) {
    Workbook workbook = blank_checklist(small_set(), language);
    Sheet& sheet = workbook.sheets.back();
    set_day(sheet, "14.05.2026");
    answer(sheet, "V1", "ДА", "Осмотрено");
    answer(sheet, "V2", "Mostly  Yes", "SEEN");
    answer(sheet, "V3", "в основном НЕТ");
    const FilledChecklists filled = read(workbook);
    EXPECT_THAT(codes(filled.issues), testing::IsEmpty());
    EXPECT_EQ(answer_to(filled, "V1"), Answer::yes);
    EXPECT_EQ(answer_to(filled, "V2"), Answer::mostly_yes);
    EXPECT_EQ(answer_to(filled, "V3"), Answer::mostly_no);
    EXPECT_EQ(filled.inspections[0].answers[1].evidence, "seen");
  }
}

TEST(ReadChecklists, TakesAnEmptyAnswerForNoData) {
  Workbook workbook = blank_checklist(small_set());
  set_day(workbook.sheets.back(), "2026-05-14");
  answer(workbook.sheets.back(), "V1", "yes");
  const FilledChecklists filled = read(workbook);
  EXPECT_THAT(codes(filled.issues), testing::IsEmpty());
  EXPECT_EQ(answer_to(filled, "V3"), Answer::no_data);
}

TEST(ReadChecklists, TellsAWrongWordWithItsCell) {
  const Issue issue = only_issue([](Sheet& s) { answer(s, "V3", "perhaps", "seen"); }, Answer::no_data);
  EXPECT_EQ(issue.code, "checklist_answer_unknown");
  const std::string row = std::to_string(row_of(filled_checklist(small_set()).sheets.back(), "V3") + 1);
  EXPECT_THAT(text_of(issue), AllOf(HasSubstr("F|filled.xlsx|sheet \"F\", row " + row), HasSubstr("C" + row), HasSubstr("\"perhaps\""), HasSubstr("mostly yes/в основном да")));
  EXPECT_EQ(only_issue([](Sheet& s) { answer(s, "V3", "no", "dream"); }).code, "checklist_answer_unknown");
}

TEST(ReadChecklists, UsesNoFormulaAndNoMergedCell) {
  const Issue formula = only_issue([](Sheet& s) { s.rows[row_of(s, "V3")][kAnswerColumn].formula = true; }, Answer::no_data);
  EXPECT_EQ(formula.code, "checklist_formula");
  EXPECT_THAT(formula.field, HasSubstr("Answer (C"));
  const Issue merged = only_issue([](Sheet& s) {
    const std::size_t row = row_of(s, "V3");
    s.merged.push_back({row - 1, kAnswerColumn, row, kAnswerColumn});  // with the row of the category above
  }, Answer::no_data);
  EXPECT_EQ(merged.code, "checklist_cell_merged");
  EXPECT_THAT(merged.message, HasSubstr("is merged in C"));
}

TEST(ReadChecklists, UsesNoAnswerToAChangedQuestion) {
  const Issue issue = only_issue([](Sheet& s) { write_cell(s, row_of(s, "V3"), kQuestionColumn, "Is the pond pretty?"); }, Answer::no_data);
  EXPECT_EQ(issue.code, "checklist_question_changed");
  EXPECT_THAT(issue.message, AllOf(HasSubstr("pretty"), HasSubstr("Is the pond low?")));
}

TEST(ReadChecklists, CountsARemovedQuestionAsNoData) {
  const Issue issue = only_issue([](Sheet& s) { s.rows.erase(s.rows.begin() + static_cast<std::ptrdiff_t>(row_of(s, "V3"))); }, Answer::no_data);
  EXPECT_EQ(issue.code, "checklist_question_missing");
  EXPECT_EQ(issue.field, "V3");
}

TEST(ReadChecklists, KnowsMovedRowsByTheirIds) {
  const Issue issue = only_issue([](Sheet& s) { std::swap(s.rows[row_of(s, "V1")], s.rows[row_of(s, "V3")]); });
  EXPECT_EQ(issue.code, "checklist_question_moved");
}

TEST(ReadChecklists, TakesADoubledQuestionOnlyWhereItSaysTheSame) {
  const auto double_v3 = [](Sheet& s, const char* word) {
    s.rows.push_back(s.rows[row_of(s, "V3")]);
    s.rows.back()[kAnswerColumn].text = word;
  };
  EXPECT_EQ(only_issue([&](Sheet& s) { double_v3(s, "yes"); }, Answer::no_data).code, "checklist_question_doubled");
  Workbook same = filled_checklist(small_set());
  double_v3(same.sheets.back(), "no");
  EXPECT_THAT(codes(read(same).issues), testing::IsEmpty());
}

TEST(ReadChecklists, TellsRowsAndSheetsThatWereAdded) {
  EXPECT_EQ(only_issue([](Sheet& s) { s.rows.push_back({{}, {.text = "A crack, too"}}); }).code, "checklist_row_added");
  EXPECT_EQ(only_issue([](Sheet& s) { s.rows.push_back({{}, {}, {.text = "no"}, {}, {}, {.text = "V77"}}); }).code, "checklist_question_unknown");
  Workbook workbook = filled_checklist(small_set());
  workbook.sheets.push_back({.name = "Photos", .rows = {{{.text = "1"}}}});
  EXPECT_THAT(codes(read(workbook).issues), testing::ElementsAre("checklist_sheet_unknown"));
}

TEST(ReadChecklists, LeavesOutASheetWithoutAUsableDay) {
  for (const char* day : {"", "spring", "2026-02-30", "05/14/2026"}) {
    const Issue issue = only_issue([day](Sheet& s) { set_day(s, day); }, Answer::no, true);
    EXPECT_EQ(issue.code, "checklist_date") << day;
    EXPECT_THAT(issue.field, HasSubstr("C3"));
  }
  const FilledChecklists untouched = read(blank_checklist(small_set()));
  EXPECT_THAT(codes(untouched.issues), testing::ElementsAre("checklist_blank"));
}

TEST(ReadChecklists, LeavesOutFacilitiesTheProjectDoesNotHave) {
  const Issue issue = only_issue([](Sheet& s) { write_cell(s, row_of(s, "@facility="), kKeyColumn, "@facility=FF"); }, Answer::no, true);
  EXPECT_EQ(issue.code, "checklist_facility_unknown");
  EXPECT_EQ(issue.subject, "FF");
}

TEST(ReadChecklists, LeavesOutSheetsThatLostTheirLayout) {
  EXPECT_EQ(only_issue([](Sheet& s) { write_cell(s, row_of(s, "@columns"), kAnswerColumn, "Result"); }, Answer::no, true).code, "checklist_layout");
  EXPECT_EQ(only_issue([](Sheet& s) { write_cell(s, row_of(s, "@columns"), kKeyColumn, ""); }, Answer::no, true).code, "checklist_layout");
  EXPECT_EQ(only_issue([](Sheet& s) { write_cell(s, row_of(s, "@facility="), kKeyColumn, ""); }, Answer::no, true).code, "checklist_layout");
  EXPECT_EQ(only_issue([](Sheet& s) { write_cell(s, 0, kKeyColumn, "@tmfgeo-checklist visual 2 other"); }, Answer::no, true).code, "checklist_layout");
  EXPECT_EQ(only_issue([](Sheet& s) { write_cell(s, 0, kKeyColumn, "@tmfgeo-checklist"); }, Answer::no, true).code, "checklist_layout");
}

TEST(ReadChecklists, FindsColumnsAndRowsThatWereShifted) {
  Workbook workbook = filled_checklist(small_set());
  Sheet& sheet = workbook.sheets.back();
  for (auto& row : sheet.rows) row.insert(row.begin(), SheetCell{});
  sheet.rows.insert(sheet.rows.begin(), std::vector<SheetCell>{});
  const FilledChecklists filled = read(workbook);
  EXPECT_THAT(codes(filled.issues), testing::IsEmpty());
  EXPECT_EQ(answer_to(filled, "V2"), Answer::mostly_no);
}

TEST(ReadChecklists, MapsAnOlderVersionByIds) {
  auto files = small_files();
  std::string& old = files.at("visual");
  old.replace(old.find("Is the crest level?"), 19, "Is the crest even??");
  const auto v3 = old.find("  { id = \"V3\"");
  old.replace(v3, 13, "  { id = \"V0\"");
  files.at("rules").replace(files.at("rules").find("version = 2"), 11, "version = 1");
  const QuestionSet before = set_of(files);
  Workbook workbook = blank_checklist(before);
  Sheet& sheet = workbook.sheets.back();
  set_day(sheet, "2024-05-14");
  answer(sheet, "V1", "yes");
  answer(sheet, "V2", "no");
  answer(sheet, "V0", "no");
  const FilledChecklists filled = read(workbook);
  EXPECT_THAT(codes(filled.issues), testing::ElementsAre("checklist_question_unknown", "checklist_other_version"));
  EXPECT_THAT(filled.issues.back().message, AllOf(HasSubstr("version 1"), HasSubstr("2 questions agree, 1 are not")));
  EXPECT_EQ(answer_to(filled, "V2"), Answer::no);
  EXPECT_EQ(answer_to(filled, "V3"), Answer::no_data);
  EXPECT_EQ(filled.inspections[0].set_version, 1);
}

TEST(JoinedChecklists, SortsAndTellsDoublesAndFacilitiesWithout) {
  FilledChecklists second = read(filled_checklist(small_set()));
  FilledChecklists first = second;
  first.inspections[0].date = date_of("2025-01-01");
  FilledChecklists twice = second;
  twice.inspections[0].file = "again.xlsx";
  const FilledChecklists all = joined_checklists(small_set(), {second, first, twice}, kFacilities);
  ASSERT_EQ(all.inspections.size(), 2U);
  EXPECT_EQ(to_text(all.inspections[0].date), "2025-01-01");
  EXPECT_EQ(all.inspections[1].file, "filled.xlsx");
  EXPECT_THAT(codes(all.issues), testing::ElementsAre("checklist_twice", "checklist_facility_without"));
  EXPECT_EQ(all.issues.back().subject, "G");
}

/// The small set's visual checklist of facility F, filled in with one word throughout.
FilledChecklists same_day(const std::string& file, const char* word) {
  Workbook workbook = filled_checklist(small_set());
  workbook.source = file;
  for (const char* question : {"V1", "V2", "V3"}) answer(workbook.sheets.back(), question, word, "seen");
  return read(workbook);
}

TEST(JoinedChecklists, KeepTheWorseOfOneDayInAnyOrderOfTheFiles) {
  const FilledChecklists good = same_day("a.xlsx", "yes");
  const FilledChecklists bad = same_day("b.xlsx", "no");
  const FilledChecklists silent = same_day("c.xlsx", "no data");
  for (const auto& files : {std::vector{good, bad, silent}, {silent, bad, good}, {bad, good, silent}}) {
    const FilledChecklists all = joined_checklists(small_set(), files, {"F"});
    ASSERT_EQ(all.inspections.size(), 1U);
    EXPECT_EQ(all.inspections[0].file, "b.xlsx");
    EXPECT_THAT(codes(all.issues), testing::ElementsAre("checklist_twice", "checklist_twice"));
  }
  const FilledChecklists all = joined_checklists(small_set(), {good, bad}, {"F"});
  EXPECT_THAT(text_of(all.issues.at(0)), AllOf(HasSubstr("|a.xlsx|"), HasSubstr("says \"acceptable\""), HasSubstr("\"not acceptable\" in b.xlsx")));
}

TEST(JoinedChecklists, KeepTheWorseAnswersWhereTheClassIsTheSame) {
  const FilledChecklists half = same_day("b.xlsx", "mostly no");
  FilledChecklists less = half;
  less.inspections[0].file = "a.xlsx";
  less.inspections[0].answers[1].answer = Answer::no;
  for (const auto& files : {std::vector{half, less}, {less, half}}) EXPECT_EQ(joined_checklists(small_set(), files, {"F"}).inspections.at(0).file, "a.xlsx");
}

TEST(JoinedChecklists, LeaveOutVisitsThatHaveNotBeenYet) {
  const FilledChecklists filled = read(filled_checklist(small_set()));
  Issues issues;
  EXPECT_EQ(without_future_visits(filled.inspections, date_of("2026-05-14"), issues).size(), 1U);
  EXPECT_TRUE(issues.empty()) << "today";
  EXPECT_TRUE(without_future_visits(filled.inspections, date_of("2026-05-13"), issues).empty());
  ASSERT_THAT(codes(issues), testing::ElementsAre("checklist_date_future"));
  EXPECT_THAT(issues[0].message, AllOf(HasSubstr("2026-05-14"), HasSubstr("2026-05-13")));
}

TEST(ReadChecklists, TellsACriticalQuestionThatIsSaidNotToApply) {
  Workbook workbook = filled_checklist(small_set());
  answer(workbook.sheets.back(), "V1", "not applicable");
  answer(workbook.sheets.back(), "V2", "not applicable");
  const FilledChecklists filled = read(workbook);
  ASSERT_THAT(codes(filled.issues), testing::ElementsAre("checklist_critical_left_out")) << "V2 is not critical";
  EXPECT_EQ(filled.issues[0].field, "V1");
  EXPECT_EQ(answer_to(filled, "V1"), Answer::not_applicable);
}

TEST(ChecklistWorkbook, HoldsEveryQuestionOnceWithListsOverAllAnswers) {
  const QuestionSet& set = bundled_set();
  for (const ChecklistGroup group : kGroups) {
    const ChecklistFacility facility{"RO-1: a/b", "Săsar", "RO", group};
    for (const Language language : {Language::en, Language::ru}) {
      const Workbook workbook = checklist_workbook(set, std::span(&facility, 1), language);
      ASSERT_EQ(workbook.sheets.size(), 2U);
      const Sheet& sheet = workbook.sheets[1];
      EXPECT_EQ(sheet.name, "RO-1_ a_b");
      EXPECT_TRUE(sheet.locked);
      for (const Question& q : set.of(group)) {
        const std::size_t row = row_of(sheet, q.id);
        EXPECT_EQ(sheet.at(row, kQuestionColumn).text, q.text.in(language));
        ASSERT_EQ(sheet.choices.size(), 2U);
        for (const CellChoice& c : sheet.choices) EXPECT_TRUE(c.cells.first_row <= row && row <= c.cells.last_row);
      }
      for (const CellChoice& choice : sheet.choices) {
        std::size_t letters = 0;
        for (const std::string& word : choice.words) letters += word.size() + 1;
        EXPECT_LE(letters, 255U) << "spreadsheets take lists of 255 letters";
        EXPECT_LE(choice.title.size(), 2 * 32U);
      }
    }
  }
}

}  // namespace
}  // namespace tmfgeo
