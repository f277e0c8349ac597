// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/csv_read.h"

#include <cpl_conv.h>
#include <cpl_csv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The file's bytes as UTF-8 without byte order mark.
std::string utf8_text(const std::string& path, Issues& issues) {
  std::string bytes = read_file(path);
  if (bytes.empty())
    throw Error(ErrorCode::invalid_input, "is empty (0 bytes), expected a table with a header line", path);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || bytes.find('\0') != std::string::npos) {
    throw Error(ErrorCode::invalid_input, "is not UTF-8 text (it looks like UTF-16 or binary), expected \"CSV UTF-8\"",
                path);
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  if (CPLIsUTF8(bytes.c_str(), static_cast<int>(bytes.size())) != 0) return bytes;
  issues.push_back(make_issue("encoding_guessed", {{}, path, {}}, {}, "is not UTF-8 and was read as Windows-1251"));
  const std::unique_ptr<char, void (*)(void*)> recoded(CPLRecode(bytes.c_str(), "CP1251", CPL_ENC_UTF8), VSIFree);
  return recoded.get();
}

char separator_of(std::string_view text) {
  constexpr std::string_view separators = ",;\t|";
  std::size_t count[separators.size()] = {};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const auto i = separators.find(c); i != std::string_view::npos) ++count[i];
  }
  return separators[static_cast<std::size_t>(std::max_element(std::begin(count), std::end(count)) - std::begin(count))];
}

/// Ends of lines: \n, \r or the two together.
std::int64_t line_breaks(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') continue;
    ++count;
    if (i + 1 < text.size() && text[i + 1] != text[i] && (text[i + 1] == '\n' || text[i + 1] == '\r')) ++i;
  }
  return count;
}

/// Records of a text one after the other, with the line each begins on. GDAL's parser does the splitting.
class CsvRecords {
 public:
  CsvRecords(std::string& text, char separator)
      : text_(text),
        separator_(1, separator),
        file_(VSIFileFromMemBuffer(nullptr, reinterpret_cast<GByte*>(text.data()), text.size(), FALSE), VSIFCloseL) {}

  /// Cells of the next record; false at the end. A blank line is a record of one blank cell.
  bool next(std::vector<std::string>& cells) {
    const auto begin = static_cast<std::size_t>(VSIFTellL(file_.get()));
    line_ += line_breaks(std::string_view(text_).substr(begin_, begin - begin_));
    begin_ = begin;
    const CPLStringList parsed(CSVReadParseLine3L(file_.get(), 0, separator_.c_str(), true, false, false, false), TRUE);
    if (parsed.List() == nullptr) return false;
    cells.assign(parsed.List(), parsed.List() + parsed.Count());
    for (std::string& cell : cells) cell = trimmed(cell);
    return true;
  }

  std::int64_t line() const { return line_; }
  /// True if the record just read ran to the end of the text because a quotation mark was never closed.
  bool runs_away() const {
    return VSIFTellL(file_.get()) >= text_.size() &&
           std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin_), text_.end(), '"') % 2 != 0;
  }

 private:
  std::string& text_;
  std::string separator_;
  std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file_;
  std::size_t begin_ = 0;
  std::int64_t line_ = 1;
};

bool blank(const std::vector<std::string>& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return cell.empty(); });
}

FeatureTable table_with_header(const std::string& path, const std::vector<std::string>& header) {
  FeatureTable table;
  table.name = CPLGetBasename(path.c_str());
  table.source = path;
  table.record_word = "line";
  for (std::size_t i = 0; i < header.size(); ++i) {
    Field field;
    field.name = header[i].empty() ? "column_" + std::to_string(i + 1) : header[i];
    // The first of equal names keeps it; the others stay visible under names of their own.
    const std::string name = field.name;
    for (int copy = 2; table.find(field.name); ++copy) field.name = name + "_" + std::to_string(copy);
    table.fields.push_back(field);
    table.columns.push_back(empty_column(FieldType::text));
  }
  return table;
}

}  // namespace

bool is_csv(const std::string& path) {
  std::string name = lower_ascii(path);
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name.ends_with(".csv") || name.ends_with(".tsv") || name.ends_with(".psv") || name.ends_with(".txt");
}

FeatureTable read_csv(const std::string& path, Issues& issues) {
  const GdalMessages messages;
  std::string text = utf8_text(path, issues);
  CsvRecords records(text, separator_of(text));
  std::vector<std::string> cells;
  if (!records.next(cells) || blank(cells)) {
    throw Error(ErrorCode::invalid_input, "has no header in line 1, expected the names of the columns", path);
  }
  FeatureTable table = table_with_header(path, cells);
  const std::size_t columns = table.columns.size();
  while (records.next(cells)) {
    if (records.runs_away()) {
      throw Error(
          ErrorCode::invalid_input,
          "line " + std::to_string(records.line()) + " opens a quotation mark that is never closed, expected pairs",
          path);
    }
    if (blank(cells)) continue;
    table.record_number.push_back(records.line());
    if (cells.size() > columns && std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(columns), cells.end(),
                                              [](const std::string& cell) { return !cell.empty(); })) {
      issues.push_back(make_issue("record_length", {{}, path, table.record(table.record_number.size() - 1)}, {},
                                  "has " + std::to_string(cells.size()) + " cells, expected " +
                                      std::to_string(columns) + "; those behind were not read"));
    }
    cells.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      auto& column = std::get<0>(table.columns[i]);
      cells[i].empty() ? column.emplace_back() : column.emplace_back(std::move(cells[i]));
    }
  }
  if (table.record_number.empty()) {
    throw Error(ErrorCode::invalid_input, "has a header but no records, expected at least one line under it", path);
  }
  return table;
}

}  // namespace tmfgeo
