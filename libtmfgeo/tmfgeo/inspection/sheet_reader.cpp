// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/sheet_reader.h"

#include <algorithm>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Words in one form: letters' case, "ё" and doubled spaces aside.
std::string plain_words(std::string_view text) {
  std::string out;
  for (const char c : folded(trimmed(text))) {
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  }
  return out;
}

bool same_words(std::string_view a, std::string_view b) { return plain_words(a) == plain_words(b); }

/// Answer or kind of evidence a word stands for; -1 for none.
template <class Rows>
std::ptrdiff_t row_for(const Rows& rows, const std::string& word) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    const bool also = std::any_of(row.also.begin(), row.also.end(), [&](const std::string& w) { return same_words(w, word); });
    return also || same_words(row.word.en, word) || same_words(row.word.ru, word);
  });
  return found == rows.end() ? -1 : found - rows.begin();
}

template <class Rows>
std::string words_of(const Rows& rows) {
  std::vector<std::string> words;
  for (const auto& row : rows) words.push_back(row.word.en + "/" + row.word.ru);
  return joined(words, ", ");
}

}  // namespace

std::optional<std::size_t> SheetReader::row_of(std::string_view key) const {
  for (std::size_t r = marker_.row; r < sheet_.rows.size(); ++r) {
    if (sheet_.at(r, marker_.column).text.starts_with(key)) return r;
  }
  return std::nullopt;
}

bool SheetReader::read_version(Inspection& inspection) {
  const auto version = parse_version(key_at(marker_.row));
  if (!version || version->set != set_.id) {
    tell("checklist_layout", marker_.row, "version", "found \"" + key_at(marker_.row) + "\", expected a checklist of the question set " + set_.id);
    return false;
  }
  if (version->version < 1) {
    tell("checklist_layout", marker_.row, "version", "found version " + std::to_string(version->version) + ", expected version " + std::to_string(set_.version) + ": export the sheet again");
    return false;
  }
  version_ = *version;
  inspection.group = version->group;
  inspection.set_version = version->version;
  return true;
}

bool SheetReader::find_columns() {
  const auto row = row_of(checklist_key::columns);
  if (!row) {
    tell("checklist_layout", marker_.row, "headings", "the row of headings is missing, expected it above the questions");
    return false;
  }
  for (const ChecklistColumn column : kChecklistColumns) {
    const BilingualText heading = heading_of(column);
    const auto is_it = [&](const SheetCell& cell) { return same_words(cell.text, heading.en) || same_words(cell.text, heading.ru); };
    const auto& cells = sheet_.rows[*row];
    const auto found = std::find_if(cells.begin(), cells.end(), is_it);
    if (found == cells.end() && column != ChecklistColumn::number) {
      tell("checklist_layout", *row, heading.en, "has no column with the heading \"" + heading.en + "\" or \"" + heading.ru + "\"");
      return false;
    }
    columns_[index_of(column)] = static_cast<std::size_t>(found - cells.begin());
    if (column == ChecklistColumn::question) language_ = same_words(found->text, heading.ru) ? Language::ru : Language::en;
  }
  return true;
}

bool SheetReader::find_facility(Inspection& inspection, const std::vector<std::string>& facility_ids) {
  const auto row = row_of(checklist_key::facility);
  if (!row) {
    tell("checklist_layout", marker_.row, "facility", "the row with the facility's id is missing");
    return false;
  }
  const std::string id = key_at(*row).substr(checklist_key::facility.size());
  subject_ = id;
  inspection.facility_id = id;
  if (std::find(facility_ids.begin(), facility_ids.end(), id) != facility_ids.end()) return true;
  const auto nearest = nearest_word(id, facility_ids);
  tell("checklist_facility_unknown", *row, "facility", "found \"" + id + "\", which the project does not have" + (nearest ? "; did you mean \"" + *nearest + "\"?" : ""));
  return false;
}

std::optional<std::string> SheetReader::filled(std::size_t row, ChecklistColumn column) {
  const std::size_t c = column_of(column);
  const SheetCell& cell = sheet_.at(row, c);
  const auto field = heading_of(column).en + " (" + cell_name(row, c) + ")";
  if (cell.formula) {
    tell("checklist_formula", row, field, "holds a formula, expected what it should say");
    return std::nullopt;
  }
  for (const CellRange& range : sheet_.merged) {
    const bool inside = row >= range.first_row && row <= range.last_row && c >= range.first_column && c <= range.last_column;
    if (!inside) continue;
    tell("checklist_cell_merged", row, field,
         "is merged in " + cell_name(range.first_row, range.first_column) + ":" + cell_name(range.last_row, range.last_column) + ", expected a cell of its own");
    return std::nullopt;
  }
  if (cell.text.empty()) return std::nullopt;
  return cell.text;
}

bool SheetReader::read_visit(Inspection& inspection, bool blank) {
  if (const auto row = row_of(checklist_key::circumstances)) {
    inspection.organisation = filled(*row, ChecklistColumn::answer).value_or("");
    inspection.conditions = filled(*row, ChecklistColumn::remark).value_or("");
  }
  const auto row = row_of(checklist_key::visit);
  if (!row) {
    tell("checklist_date", marker_.row, "day", "the row with the day of the visit is missing");
    return false;
  }
  inspection.inspector = filled(*row, ChecklistColumn::remark).value_or("");
  const auto text = filled(*row, ChecklistColumn::answer);
  const std::string field = "day (" + cell_name(*row, column_of(ChecklistColumn::answer)) + ")";
  if (!text && blank) {
    tell("checklist_blank", *row, field, "neither a day nor an answer was filled in");
    return false;
  }
  const auto date = parse_date(text.value_or(""));
  if (!date) {
    tell("checklist_date", *row, field, (text ? "found \"" + *text + "\"" : std::string("is empty")) + ", expected a day from 1990 to 2100 as 2026-05-14 or 14.05.2026");
    return false;
  }
  inspection.date = *date;
  return true;
}

void SheetReader::check_text(std::size_t row, const Question& question, GivenAnswer& answer) {
  const std::string& text = sheet_.at(row, column_of(ChecklistColumn::question)).text;
  const bool same_version = version_.version == set_.version;
  if (!same_version || same_words(text, question.text.en) || same_words(text, question.text.ru)) return;
  tell("checklist_question_changed", row, question.id, "found \"" + text + "\", expected \"" + question.text.in(language_) + "\"");
  answer.answer = Answer::no_data;
  answer.evidence.clear();
}

GivenAnswer SheetReader::read_answer(std::size_t row, const Question& question) {
  GivenAnswer given{.question = question.id, .answer = Answer::no_data, .evidence = {}, .remark = {}, .record = "row " + std::to_string(row + 1)};
  if (const auto word = filled(row, ChecklistColumn::answer)) {
    const std::ptrdiff_t found = row_for(set_.answers, *word);
    if (found >= 0) given.answer = kAnswers[static_cast<std::size_t>(found)];
    if (found < 0) tell("checklist_answer_unknown", row, "Answer (" + cell_name(row, column_of(ChecklistColumn::answer)) + ")", "found \"" + *word + "\", expected one of: " + words_of(set_.answers));
  }
  if (const auto word = filled(row, ChecklistColumn::evidence)) {
    const std::ptrdiff_t found = row_for(set_.evidence, *word);
    if (found >= 0) given.evidence = set_.evidence[static_cast<std::size_t>(found)].id;
    if (found < 0) tell("checklist_answer_unknown", row, "Evidence (" + cell_name(row, column_of(ChecklistColumn::evidence)) + ")", "found \"" + *word + "\", expected one of: " + words_of(set_.evidence));
  }
  given.remark = filled(row, ChecklistColumn::remark).value_or("");
  check_text(row, question, given);
  return given;
}

void SheetReader::take(std::size_t row, const Question& question, GivenAnswer given) {
  const auto [at, fresh] = answers_.emplace(question.id, given);
  if (fresh) {
    rows_[question.id] = row;
    return;
  }
  if (at->second.answer == given.answer && at->second.evidence == given.evidence) return;
  tell("checklist_question_doubled", row, question.id, "stands here and in row " + std::to_string(rows_[question.id] + 1) + " with different answers, expected it once");
  at->second.answer = Answer::no_data;
  at->second.evidence.clear();
}

void SheetReader::read_row(std::size_t row, const std::string& id) {
  if (id.starts_with("@")) return;
  if (id.empty()) {
    const auto& cells = sheet_.rows[row];
    const auto text = std::find_if(cells.begin(), cells.end(), [](const SheetCell& cell) { return !cell.text.empty(); });
    if (text != cells.end()) tell("checklist_row_added", row, "row", "found \"" + text->text + "\" in a row without id, expected only the rows that were exported");
    return;
  }
  const auto& questions = set_.of(version_.group);
  const auto question = std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.id == id; });
  if (question == questions.end()) {
    tell("checklist_question_unknown", row, id, "found the id \"" + id + "\", which is no question of the " + std::string(to_text(version_.group)) + " checklist");
    return;
  }
  take(row, *question, read_answer(row, *question));
}

void SheetReader::tell_differences() {
  const bool same_version = version_.version == set_.version;
  std::size_t missing = 0;
  std::size_t before = 0;
  bool in_order = true;
  for (const NamedText& category : set_.categories) {
    for (const Question& question : set_.of(version_.group)) {
      if (question.category != category.id) continue;
      const auto row = rows_.find(question.id);
      if (row == rows_.end()) {
        ++missing;
        if (same_version) tell("checklist_question_missing", marker_.row, question.id, "has no row with \"" + question.text.in(language_) + "\", expected every question of the checklist");
        continue;
      }
      if (in_order && row->second < before) tell("checklist_question_moved", row->second, question.id, "stands above questions that it should follow; rows were read by their ids");
      in_order = in_order && row->second >= before;
      before = row->second;
    }
  }
  if (same_version) return;
  tell("checklist_other_version", marker_.row, "version",
       "found version " + std::to_string(version_.version) + " of " + set_.id + ", the set is at version " + std::to_string(set_.version) + "; " +
           std::to_string(rows_.size()) + " questions agree, " + std::to_string(missing) + " are not in the checklist");
}

void SheetReader::tell_critical_left_out() {
  for (const Question& question : set_.of(version_.group)) {
    const auto given = answers_.find(question.id);
    if (!question.critical || given == answers_.end() || given->second.answer != Answer::not_applicable) continue;
    tell("checklist_critical_left_out", rows_[question.id], question.id, "is critical and was answered \"not applicable\", expected an answer unless it truly does not apply");
  }
}

std::optional<Inspection> SheetReader::read(const std::vector<std::string>& facility_ids) {
  Inspection inspection;
  inspection.file = file_;
  inspection.sheet = sheet_.name;
  if (!read_version(inspection) || !find_columns() || !find_facility(inspection, facility_ids)) return std::nullopt;
  const std::size_t headings = *row_of(checklist_key::columns);
  for (std::size_t row = headings + 1; row < sheet_.rows.size(); ++row) read_row(row, key_at(row));
  const bool blank = std::all_of(answers_.begin(), answers_.end(), [](const auto& a) { return a.second.answer == Answer::no_data && a.second.remark.empty(); });
  if (!read_visit(inspection, blank)) return std::nullopt;
  tell_differences();
  tell_critical_left_out();
  for (const Question& question : set_.of(inspection.group)) {
    const auto given = answers_.find(question.id);
    inspection.answers.push_back(given == answers_.end() ? GivenAnswer{.question = question.id, .answer = Answer::no_data, .evidence = {}, .remark = {}, .record = {}} : given->second);
  }
  return inspection;
}

}  // namespace tmfgeo
