// SPDX-License-Identifier: Apache-2.0
/// Fills in a checklist as an inspector would, in memory.
#pragma once

#include <string>

#include "inspection/small_set.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/inspection/checklist_sheet.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo::test {

inline constexpr std::size_t kQuestionColumn = 1;
inline constexpr std::size_t kAnswerColumn = 2;
inline constexpr std::size_t kEvidenceColumn = 3;
inline constexpr std::size_t kRemarkColumn = 4;
inline constexpr std::size_t kKeyColumn = 5;

/// A row by its id, or what its id begins with.
inline std::size_t row_of(const Sheet& sheet, const std::string& key) {
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    if (sheet.at(r, kKeyColumn).text.starts_with(key)) return r;
  }
  TMFGEO_EXPECTS(false);
  return 0;
}

inline void write_cell(Sheet& sheet, std::size_t row, std::size_t column, const std::string& text) {
  if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
  sheet.rows[row][column].text = text;
}

inline void answer(Sheet& sheet, const std::string& question, const std::string& word, const std::string& evidence = "", const std::string& remark = "") {
  const std::size_t row = row_of(sheet, question);
  write_cell(sheet, row, kAnswerColumn, word);
  write_cell(sheet, row, kEvidenceColumn, evidence);
  write_cell(sheet, row, kRemarkColumn, remark);
}

inline void set_day(Sheet& sheet, const std::string& day) { write_cell(sheet, row_of(sheet, "@visit"), kAnswerColumn, day); }

/// A visual checklist of the small set for facility F, its sheet the last of the workbook.
inline Workbook blank_checklist(const QuestionSet& set, Language language = Language::en, const std::string& id = "F") {
  const ChecklistFacility facility{id, "Upper dam", "XA", ChecklistGroup::visual};
  Workbook workbook = checklist_workbook(set, std::span(&facility, 1), language);
  workbook.source = "filled.xlsx";
  return workbook;
}

inline Workbook filled_checklist(const QuestionSet& set, Language language = Language::en) {
  Workbook workbook = blank_checklist(set, language);
  Sheet& sheet = workbook.sheets.back();
  set_day(sheet, "2026-05-14");
  answer(sheet, "V1", "yes", "seen");
  answer(sheet, "V2", "mostly no", "told", "low at the left abutment");
  answer(sheet, "V3", "no", "seen");
  return workbook;
}

}  // namespace tmfgeo::test
