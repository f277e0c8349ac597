// SPDX-License-Identifier: Apache-2.0
/// How numbers and days stand in a sheet for people: no exponents, thousands apart, shares in percent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tmfgeo/core/language.h"
#include "tmfgeo/table/feature_table.h"
#include "tmfgeo/table/workbook.h"

namespace tmfgeo {

/// A number as so many digits as it is worth reading: whole from 100, two or three significant digits below. What is smaller
/// than a millionth is shown as less than that; the cell keeps the number.
std::string significant_format(double value);

/// A share of one in percent, two significant digits: 0.00012 is "0.012%".
std::string percent_format(double share);

/// The cell of a column's number: by the column's unit and name a count, a length, a time, a share, an index.
SheetCell number_cell(const Field& field, double value);

/// A day, for columns that hold days as text; absent for any other text.
std::optional<SheetCell> day_cell(std::string_view text, Language language);

/// A number in a sentence, with the language's decimal sign and, in thousands, no-break spaces.
std::string number_words(double value, int decimals, Language language);

/// The same with two significant digits: 4 452 is "4 500", 1.04 "1.0".
std::string two_digit_words(double value, Language language);

}  // namespace tmfgeo
