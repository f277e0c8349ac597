// SPDX-License-Identifier: Apache-2.0
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/io/workbook.h"
#include "tmfgeo/io/workbook_looks.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kLongestCell = 32'767;
constexpr std::uint8_t kA3 = 8;
constexpr std::uint8_t kA4 = 9;
constexpr double kWidestOnA4 = 180;  // characters that can still be read when the sheet is printed one page wide
constexpr double kWidestOnA3 = 280;  // wider sheets go on to a second page
constexpr std::time_t kMadeOn = 946'684'800;  // 1 January 2000: the file must not tell when it was written

constexpr lxw_color_t kOverdue = 0xC00000;

// The library takes texts as char* and copies them.
char* borrowed(const std::string& text) { return const_cast<char*>(text.c_str()); }

class WorkbookWriter {
 public:
  explicit WorkbookWriter(const std::string& path) : book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) throw Error(ErrorCode::environment, "cannot be written", path);
  }
  ~WorkbookWriter() {
    if (book_ != nullptr) workbook_close(book_);
  }
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  void write(const Workbook& workbook);
  /// Why the file could not be written; empty if it was.
  std::string close() {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    return error == LXW_NO_ERROR ? std::string() : lxw_strerror(error);
  }

 private:
  void write(const Sheet& sheet);
  void write_cells(lxw_worksheet* page, const Sheet& sheet);
  void set_heights(lxw_worksheet* page, const Sheet& sheet);
  void write_choices(lxw_worksheet* page, const Sheet& sheet);
  void mark_overdue(lxw_worksheet* page, const Sheet& sheet);
  lxw_format* format(const SheetCell& cell);
  lxw_workbook* book_;
  lxw_format* overdue_ = nullptr;
  std::map<std::pair<CellLook, std::string>, lxw_format*> formats_;
};

/// Footers have codes that begin with &.
std::string without_codes(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? std::string("&&") : std::string(1, c);
  return out;
}

lxw_format* WorkbookWriter::format(const SheetCell& cell) {
  lxw_format*& known = formats_[{cell.look, cell.format}];
  if (known == nullptr) {
    known = workbook_add_format(book_);
    set_look(known, cell.look);
    if (!cell.format.empty()) format_set_num_format(known, cell.format.c_str());
  }
  return known;
}

void WorkbookWriter::write_cells(lxw_worksheet* page, const Sheet& sheet) {
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const SheetCell& cell = sheet.rows[r][c];
      const auto row = static_cast<lxw_row_t>(r);
      const auto column = static_cast<lxw_col_t>(c);
      if (cell.number) {
        worksheet_write_number(page, row, column, *cell.number, format(cell));
      } else if (cell.text.empty()) {
        if (cell.look != CellLook::plain) worksheet_write_blank(page, row, column, format(cell));
      } else {
        worksheet_write_string(page, row, column, cell.text.substr(0, kLongestCell).c_str(), format(cell));
      }
    }
  }
}

bool is_wrapped(CellLook look) {
  return look == CellLook::wrapped || look == CellLook::important || look == CellLook::heading || look == CellLook::note || look == CellLook::entry ||
         look == CellLook::good || look == CellLook::fair || look == CellLook::bad || look == CellLook::unknown;
}

void WorkbookWriter::set_heights(lxw_worksheet* page, const Sheet& sheet) {
  constexpr double line_points = 15;
  constexpr double title_points = 21;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    double height = 0;
    for (std::size_t c = 0; c < sheet.rows[r].size() && c < sheet.column_widths.size(); ++c) {
      const SheetCell& cell = sheet.rows[r][c];
      const double margin = cell.look == CellLook::heading || cell.look == CellLook::important ? 0.88 : 0.95;  // bold is wider
      if (is_wrapped(cell.look)) height = std::max(height, line_points * static_cast<double>(lines_needed(cell.text, margin * sheet.column_widths[c])));
      if (cell.look == CellLook::title) height = std::max(height, title_points);
    }
    if (height > line_points) worksheet_set_row(page, static_cast<lxw_row_t>(r), height, nullptr);
  }
}

void WorkbookWriter::write_choices(lxw_worksheet* page, const Sheet& sheet) {
  const auto add = [page](lxw_data_validation& rule, const CellChoice& choice) {
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.input_title = borrowed(choice.title);
    rule.input_message = borrowed(choice.message);
    rule.error_title = borrowed(choice.title);
    rule.error_message = borrowed(choice.message);
    const CellRange& r = choice.cells;
    worksheet_data_validation_range(page, static_cast<lxw_row_t>(r.first_row), static_cast<lxw_col_t>(r.first_column),
                                    static_cast<lxw_row_t>(r.last_row), static_cast<lxw_col_t>(r.last_column), &rule);
  };
  for (const CellChoice& choice : sheet.choices) {
    std::vector<const char*> words;
    for (const std::string& word : choice.words) words.push_back(word.c_str());
    words.push_back(nullptr);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = const_cast<char**>(words.data());
    add(rule, choice);
  }
  if (sheet.date) {
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_DATE;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_datetime = {1990, 1, 1, 0, 0, 0};
    rule.maximum_datetime = {2100, 12, 31, 0, 0, 0};
    add(rule, *sheet.date);
  }
}

void WorkbookWriter::mark_overdue(lxw_worksheet* page, const Sheet& sheet) {
  if (!sheet.due.empty() && overdue_ == nullptr) {
    overdue_ = workbook_add_format(book_);
    format_set_bold(overdue_);
    format_set_font_color(overdue_, kOverdue);
  }
  for (const DueCells& due : sheet.due) {
    const CellRange& r = due.cells;
    const std::string cell = cell_name(r.first_row, r.first_column);
    const std::string formula = due.day ? "=" + fixed(*due.day, 0) + "<TODAY()" : "=AND(ISNUMBER(" + cell + ")," + cell + "<TODAY())";
    lxw_conditional_format rule{};
    rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
    rule.value_string = borrowed(formula);
    rule.format = overdue_;
    worksheet_conditional_format_range(page, static_cast<lxw_row_t>(r.first_row), static_cast<lxw_col_t>(r.first_column), static_cast<lxw_row_t>(r.last_row),
                                       static_cast<lxw_col_t>(r.last_column), &rule);
  }
}

void WorkbookWriter::write(const Sheet& sheet) {
  lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
  for (std::size_t c = 0; c < sheet.column_widths.size(); ++c) {
    const double width = sheet.column_widths[c];
    lxw_row_col_options hidden{};
    hidden.hidden = LXW_TRUE;
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column_opt(page, column, column, width > 0 ? width : LXW_DEF_COL_WIDTH, nullptr, width > 0 ? nullptr : &hidden);
  }
  write_cells(page, sheet);
  set_heights(page, sheet);
  write_choices(page, sheet);
  mark_overdue(page, sheet);
  if (sheet.frozen_rows > 0) {
    worksheet_freeze_panes(page, static_cast<lxw_row_t>(sheet.frozen_rows), static_cast<lxw_col_t>(sheet.frozen_columns));
    worksheet_repeat_rows(page, static_cast<lxw_row_t>(sheet.heading_row), static_cast<lxw_row_t>(sheet.heading_row));
  }
  if (sheet.filter) {
    worksheet_autofilter(page, static_cast<lxw_row_t>(sheet.filter->first_row), static_cast<lxw_col_t>(sheet.filter->first_column),
                         static_cast<lxw_row_t>(sheet.filter->last_row), static_cast<lxw_col_t>(sheet.filter->last_column));
  }
  if (sheet.landscape) worksheet_set_landscape(page);
  const double width = std::accumulate(sheet.column_widths.begin(), sheet.column_widths.end(), 0.0);
  worksheet_set_paper(page, width > kWidestOnA4 ? kA3 : kA4);
  worksheet_set_margins(page, 0.5, 0.5, 0.6, 0.7);
  worksheet_fit_to_pages(page, static_cast<std::uint16_t>(std::ceil(std::max(1.0, width / kWidestOnA3))), 0);
  if (sheet.frozen_columns > 0) worksheet_repeat_columns(page, 0, static_cast<lxw_col_t>(sheet.frozen_columns - 1));
  worksheet_set_footer(page, ("&L" + without_codes(sheet.footer) + "&R&P / &N").c_str());
  if (sheet.locked) {
    lxw_protection rights{};
    rights.format_columns = LXW_TRUE;
    rights.format_rows = LXW_TRUE;
    worksheet_protect(page, nullptr, &rights);
  }
}

void WorkbookWriter::write(const Workbook& workbook) {
  lxw_doc_properties properties{};
  properties.title = borrowed(workbook.title);
  properties.created = kMadeOn;
  workbook_set_properties(book_, &properties);
  for (const Sheet& sheet : workbook.sheets) write(sheet);
}

}  // namespace

void write_workbook(const std::string& path, const Workbook& workbook, bool overwrite) {
  PartialFile file(path, overwrite);
  WorkbookWriter writer(file.partial_path());
  writer.write(workbook);
  if (const std::string problem = writer.close(); !problem.empty()) throw Error(ErrorCode::environment, "cannot be written: " + problem, path);
  file.keep();
}

}  // namespace tmfgeo
