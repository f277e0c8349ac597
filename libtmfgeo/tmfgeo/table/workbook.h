// SPDX-License-Identifier: Apache-2.0
/// A workbook of sheets for people: what an .xlsx holds, without the file. Written with looks, locks and lists of answers;
/// read back as text with what does not belong there (formulas, merged cells).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmfgeo {

/// How a cell looks and whether it may be filled in: entries may, the rest not where the sheet is locked.
enum class CellLook {
  plain,
  title,
  note,       ///< small, wrapped, grey
  heading,    ///< of a column
  category,   ///< of a group of rows
  wrapped,    ///< running text
  important,  ///< running text in bold
  centred,
  entry,      ///< wrapped text to fill in
  choice,     ///< centred, to fill in
  date_entry, ///< a day to fill in
  percent,    ///< number with one decimal
  number,     ///< as the cell's own format says
  good,
  fair,
  bad,
  unknown,
};

struct SheetCell {
  std::string text = {};
  CellLook look = CellLook::plain;
  std::optional<double> number = {};  ///< written instead of the text
  bool formula = false;               ///< as read: the text is what the formula gave
  std::string format = {};            ///< how the number is shown, as spreadsheets write it: "#,##0"; empty: that of the look
};

/// Rows and columns from 0, the last ones included.
struct CellRange {
  std::size_t first_row = 0;
  std::size_t first_column = 0;
  std::size_t last_row = 0;
  std::size_t last_column = 0;
};

/// Cells that take one of a few words.
struct CellChoice {
  CellRange cells;
  std::vector<std::string> words;
  std::string title = {};    ///< of the hint and of the refusal
  std::string message = {};
};

/// Cells with days by which something has to be done: marked on the days after.
struct DueCells {
  CellRange cells;
  std::optional<double> day = {};  ///< of all of them; absent: the number each of them holds
};

struct Sheet {
  std::string name;
  std::vector<std::vector<SheetCell>> rows = {};  ///< may be of unequal length
  std::vector<double> column_widths = {};         ///< in characters; 0: hidden
  std::vector<CellChoice> choices = {};
  std::optional<CellChoice> date = {};            ///< one cell for a day; words unused
  std::optional<CellRange> filter = {};
  std::vector<DueCells> due = {};                 ///< the spreadsheet compares with its own day: the file does not depend on the day it is made
  std::vector<CellRange> merged = {};             ///< as read
  std::size_t frozen_rows = 0;
  std::size_t frozen_columns = 0;
  std::size_t heading_row = 0;                    ///< repeated on every printed page where rows are frozen
  bool locked = false;                            ///< only entries can be changed; no password
  bool landscape = false;
  std::string footer = {};                        ///< beside the page number

  /// The cell there, an empty one beyond the ends.
  const SheetCell& at(std::size_t row, std::size_t column) const;
  /// Adds a row and gives its number.
  std::size_t add(std::vector<SheetCell> row);
};

struct Workbook {
  std::string title = {};
  std::vector<Sheet> sheets = {};
  std::string source = {};  ///< file it came from, empty if made here
};

/// "C12" for row 11, column 2.
std::string cell_name(std::size_t row, std::size_t column);

/// Lines that text takes in a column so many characters wide when words are wrapped: an estimate that rather gives one too
/// many, for spreadsheets that do not find the height of a row by themselves. At least 1.
std::size_t lines_needed(std::string_view text, double width);

/// A name a sheet may have, made from any text: 31 letters at most, none of []:*?/\, unlike the names taken, letters' case
/// aside. Output: never empty.
std::string sheet_name(const std::string& wanted, const std::vector<Sheet>& taken);

}  // namespace tmfgeo
