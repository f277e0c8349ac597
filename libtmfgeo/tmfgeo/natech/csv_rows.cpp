// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/csv_rows.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

}  // namespace

CsvRows::CsvRows(std::string_view csv, std::string name, std::vector<std::string> columns, std::size_t needed)
    : rest_(csv), name_(std::move(name)), columns_(std::move(columns)) {
  if (!next_line()) refuse_all("is empty, expected the columns " + joined(columns_, ", "));
  const std::vector<std::string> header = cells();
  width_ = header.size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto count = std::count(header.begin(), header.end(), columns_[i]);
    if (count > 1) refuse("column \"" + columns_[i] + "\" is there twice");
    if (count == 0 && i < needed) refuse("column \"" + columns_[i] + "\" is missing, expected " + joined(columns_, ", "));
    const auto found = std::find(header.begin(), header.end(), columns_[i]);
    position_.push_back(found == header.end() ? kAbsent : static_cast<std::size_t>(found - header.begin()));
  }
  for (const std::string& column : header) {
    if (std::find(columns_.begin(), columns_.end(), column) != columns_.end()) continue;
    const auto meant = nearest_word(column, columns_);
    refuse("column \"" + column + "\" is not known" + (meant ? ", did you mean \"" + *meant + "\"?" : ", expected " + joined(columns_, ", ")));
  }
}

void CsvRows::refuse(std::size_t column, const std::string& message) const { refuse(columns_[column] + ": " + message); }

void CsvRows::refuse(const std::string& message) const {
  throw Error(ErrorCode::invalid_input, "line " + std::to_string(line_) + ": " + message, name_);
}

void CsvRows::refuse_all(const std::string& message) const { throw Error(ErrorCode::invalid_input, message, name_); }

bool CsvRows::next_line() {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('\n');
    ++line_;
    here_ = trimmed(rest_.substr(0, end));
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (here_.find('\0') != std::string_view::npos) refuse("holds a zero byte, expected text");
    if (!here_.empty() && here_.front() != '#') return true;
  }
  return false;
}

bool CsvRows::next() {
  if (!next_line()) return false;
  cells_ = cells();
  if (cells_.size() != width_) refuse("found " + std::to_string(cells_.size()) + " cells, expected " + std::to_string(width_));
  return true;
}

std::vector<std::string> CsvRows::cells() const {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < here_.size(); ++i) {
    const char c = here_[i];
    const bool doubled = quoted && c == '"' && i + 1 < here_.size() && here_[i + 1] == '"';
    if (doubled) {
      cells.back() += here_[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  if (quoted) refuse("a quotation mark is not closed");
  for (std::string& cell : cells) cell = std::string(trimmed(cell));
  return cells;
}

const std::string& CsvRows::text(std::size_t column) const {
  static const std::string kNothing;
  return position_[column] == kAbsent ? kNothing : cells_[position_[column]];
}

const std::string& CsvRows::filled(std::size_t column) const {
  const std::string& cell = text(column);
  if (cell.empty()) refuse(columns_[column] + " is empty, expected text");
  return cell;
}

double CsvRows::parsed(std::size_t column) const {
  const ParsedNumber number = parse_number(text(column));
  if (!number.value) refuse(column, number.problem);
  return *number.value;
}

double CsvRows::number(std::size_t column, double low, double high, const std::string& hint) const {
  const double value = parsed(column);
  if (!(value >= low && value <= high)) {
    refuse(column, "found " + text(column) + ", expected a number from " + shortest(low) + " to " + shortest(high) + (hint.empty() ? "" : "; " + hint));
  }
  return value;
}

double CsvRows::positive(std::size_t column) const {
  const double value = parsed(column);
  if (!(value > 0)) refuse(column, "found " + text(column) + ", expected a number above 0");
  return value;
}

}  // namespace tmfgeo
