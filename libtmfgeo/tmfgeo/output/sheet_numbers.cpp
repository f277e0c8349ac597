// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/sheet_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/inspection/calendar.h"
#include "tmfgeo/output/code_words.h"

namespace tmfgeo {
namespace {

constexpr int kMostDecimals = 6;

std::string with_decimals(int decimals, std::string_view sign = "") {
  std::string format = "#,##0";
  if (decimals > 0) format += "." + std::string(static_cast<std::size_t>(decimals), '0');
  return format + std::string(sign);
}

/// Decimals that show two significant digits.
int decimals_for(double value) { return value == 0 ? 0 : std::max(0, 1 - static_cast<int>(std::floor(std::log10(std::abs(value))))); }

std::string shown(double value, std::string_view sign) {
  if (!std::isfinite(value)) return with_decimals(0, sign);
  const int decimals = decimals_for(value);
  // A format of nothing but a text shows that text whatever the number is.
  if (decimals > kMostDecimals) return "\"<0." + std::string(kMostDecimals - 1, '0') + "1" + std::string(sign) + "\"";
  return with_decimals(decimals, sign);
}

double rounded_to(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) ? std::round(value * scale) / scale : value;
}

bool is_share(const Field& field) {
  return field.unit == "1/a" || field.name.starts_with("p_") || field.name == "first_order" || field.name == "total";
}

/// Columns of an index, its terms and ranks: one step is one, hundredths are all that is worth reading.
bool is_index(const Field& field) {
  constexpr std::array beginnings{"tbri", "thi", "tri", "term_", "index_", "driver_excess"};
  constexpr std::array names{"value", "low", "high"};
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const char* b) { return field.name.starts_with(b); }) ||
         std::find(names.begin(), names.end(), field.name) != names.end();
}

std::string format_of(const Field& field, double value) {
  if (field.type == FieldType::integer || field.name.starts_with("people")) return with_decimals(0);
  if (is_share(field)) return percent_format(value);
  if (is_index(field)) return with_decimals(2);
  if (field.unit == "%" || field.unit == "pp" || field.name.starts_with("rank")) return with_decimals(1);
  if (field.unit == "km" || field.unit == "h") return with_decimals(std::abs(value) < 100 ? 1 : 0);
  return significant_format(value);
}

}  // namespace

std::string significant_format(double value) { return shown(value, ""); }

std::string percent_format(double share) { return shown(100 * share, "%"); }

SheetCell number_cell(const Field& field, double value) {
  return {.text = {}, .look = CellLook::number, .number = field.type == FieldType::integer ? value : rounded_to(value, 5), .formula = false, .format = format_of(field, value)};
}

std::optional<SheetCell> day_cell(std::string_view text, Language language) {
  const bool is_day = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto day = is_day ? parse_date(text) : std::nullopt;
  if (!day) return std::nullopt;
  return SheetCell{.text = {}, .look = CellLook::number, .number = spreadsheet_day(*day), .formula = false, .format = day_format(language)};
}

std::string number_words(double value, int decimals, Language language) {
  std::string text = with_decimal_sign(fixed(value, decimals), language);
  const auto sign = text.find_first_of(".,");
  const std::size_t begin = text.starts_with("-") ? 1 : 0;
  const std::size_t whole = sign == std::string::npos ? text.size() : sign;
  for (std::size_t at = whole; at > begin + 3; at -= 3) text.insert(at - 3, "\u00A0");
  return text;
}

std::string two_digit_words(double value, Language language) {
  // 9.96 is 10, not 10.0.
  const double rounded = rounded_to(value, 2);
  return number_words(rounded, decimals_for(rounded), language);
}

}  // namespace tmfgeo
