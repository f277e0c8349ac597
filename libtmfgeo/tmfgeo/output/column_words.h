// SPDX-License-Identifier: Apache-2.0
/// Headings of the sheets of results_ru.xlsx: what a column is called and means in Russian, and what a unit is called.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tmfgeo/core/language.h"

namespace tmfgeo {

struct ColumnWords {
  std::string_view column;  ///< "layer.column", or the column wherever it stands
  std::string_view title;
  std::string_view meaning;
};

/// Output: nullptr where there are no words; a test sees to it that every column of every sheet has some.
const ColumnWords* column_words_ru(std::string_view layer, std::string_view column);

/// Those of the natech sheets.
std::span<const ColumnWords> natech_column_words();

/// What a sheet holds, in one Russian sentence; empty for other layers.
std::string_view sheet_note_ru(std::string_view layer);

/// "km", "км"; shares of a year are shown in percent, so "1/a" is "a year".
std::string unit_in_words(std::string_view unit, Language language);

}  // namespace tmfgeo
