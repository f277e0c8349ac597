// SPDX-License-Identifier: Apache-2.0
/// Reading one sheet of a filled checklist; for the room's own sources.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/inspection/checklist_sheet.h"
#include "tmfgeo/inspection/evaluate.h"

namespace tmfgeo {

/// Where a sheet has its hidden column.
struct Marker {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// Reads one sheet, once. Keeps references to what it is given.
class SheetReader {
 public:
  SheetReader(const QuestionSet& set, const Sheet& sheet, const std::string& file, Marker marker, Issues& issues)
      : set_(set), sheet_(sheet), file_(file), marker_(marker), issues_(issues) {}

  std::optional<Inspection> read(const std::vector<std::string>& facility_ids);

 private:
  bool read_version(Inspection& inspection);
  bool find_columns();
  bool find_facility(Inspection& inspection, const std::vector<std::string>& facility_ids);
  bool read_visit(Inspection& inspection, bool blank);
  void read_row(std::size_t row, const std::string& id);
  void take(std::size_t row, const Question& question, GivenAnswer answer);
  GivenAnswer read_answer(std::size_t row, const Question& question);
  void check_text(std::size_t row, const Question& question, GivenAnswer& answer);
  void tell_differences();
  void tell_critical_left_out();
  /// The text of a cell to fill in; absent where there is none, or where it may not be used.
  std::optional<std::string> filled(std::size_t row, ChecklistColumn column);
  std::optional<std::size_t> row_of(std::string_view key) const;
  std::string key_at(std::size_t row) const { return sheet_.at(row, marker_.column).text; }
  std::size_t column_of(ChecklistColumn column) const { return columns_[index_of(column)]; }
  void tell(std::string_view code, std::size_t row, std::string_view field, std::string message) {
    issues_.push_back(make_issue(code, {subject_, file_, "sheet \"" + sheet_.name + "\", row " + std::to_string(row + 1)}, field, std::move(message)));
  }

  const QuestionSet& set_;
  const Sheet& sheet_;
  const std::string& file_;
  Marker marker_;
  Issues& issues_;
  std::string subject_;
  ChecklistVersion version_;
  Language language_ = Language::en;  ///< of the headings: questions are quoted as the inspector knows them
  std::array<std::size_t, 5> columns_{};
  std::map<std::string, GivenAnswer> answers_;  ///< by question
  std::map<std::string, std::size_t> rows_;     ///< where each question was found first
};

}  // namespace tmfgeo
