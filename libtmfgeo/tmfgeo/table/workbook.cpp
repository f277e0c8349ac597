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

std::size_t lines_needed(std::string_view text, double width) {
  // A column's width counts digits; letters of other scripts are wider.
  constexpr double ascii_width = 1.0;
  constexpr double other_width = 1.08;
  std::size_t lines = 1;
  double used = 0;
  double word = 0;
  const auto end_word = [&](double space) {
    if (used > 0 && used + word > width) {
      ++lines;
      used = 0;
    }
    for (used += word; used > width; used -= width) ++lines;  // longer than a line
    used += space;
    word = 0;
  };
  for (const char c : text) {
    if (c == '\n') {
      end_word(0);
      ++lines;
      used = 0;
    } else if (c == ' ') {
      end_word(ascii_width);
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      word += static_cast<unsigned char>(c) < 0x80U ? ascii_width : other_width;
    }
  }
  end_word(0);
  return lines;
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
