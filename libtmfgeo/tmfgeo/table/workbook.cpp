// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/table/workbook.h"

#include <algorithm>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kLongestSheetName = 31;  // letters, as spreadsheet programs count them

/// The first so many letters of UTF-8 text.
std::string first_letters(const std::string& text, std::size_t letters) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins_letter = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins_letter && count++ == letters) return text.substr(0, i);
  }
  return text;
}

}  // namespace

const SheetCell& Sheet::at(std::size_t row, std::size_t column) const {
  static const SheetCell empty;
  return row < rows.size() && column < rows[row].size() ? rows[row][column] : empty;
}

std::size_t Sheet::add(std::vector<SheetCell> row) {
  rows.push_back(std::move(row));
  return rows.size() - 1;
}

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

std::string sheet_name(const std::string& wanted, const std::vector<Sheet>& taken) {
  std::string clean;
  for (const char c : wanted) {
    const bool control = static_cast<unsigned char>(c) < 0x20;
    clean += control || std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ? '_' : c;
  }
  clean = trimmed(clean);
  if (clean.empty()) clean = "sheet";
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(taken.begin(), taken.end(), [&](const Sheet& s) { return folded(s.name) == folded(name); });
  };
  std::string name = first_letters(clean, kLongestSheetName);
  for (int number = 2; is_taken(name); ++number) {
    const std::string suffix = "~" + std::to_string(number);
    name = first_letters(clean, kLongestSheetName - suffix.size()) + suffix;
  }
  return name;
}

}  // namespace tmfgeo
