// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/catalogue_time.h"

#include <charconv>
#include <vector>

#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/catalogue.h"

namespace tmfgeo {
namespace {

/// The digits and at most one point at the beginning of a text, which is shortened by them.
std::optional<double> take_number(std::string_view& text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (fault != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// Numbers with one sign between each two; absent where anything else stands there.
std::optional<std::vector<double>> numbers_between(std::string_view text, std::string_view signs) {
  std::vector<double> numbers;
  for (;;) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
    if (text.empty()) return numbers;
    if (signs.find(text.front()) == std::string_view::npos) return std::nullopt;
    text.remove_prefix(1);
  }
}

/// Days of a month. Before 1583 every fourth year had a day more, whatever calendar a catalogue keeps those years in.
int days_in(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year < 1583 || year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_whole(double value) { return value == static_cast<double>(static_cast<int>(value)); }

/// Hours of "19:21", "19:21:54.1"; absent where it is no time of day.
std::optional<double> hours_of(std::string_view text) {
  const auto parts = numbers_between(text, ":");
  if (!parts || parts->size() < 2 || parts->size() > 3) return std::nullopt;
  const double second = parts->size() == 3 ? (*parts)[2] : 0;
  if ((*parts)[0] > 24 || (*parts)[1] >= 60 || second > 61 || !is_whole((*parts)[0]) || !is_whole((*parts)[1])) return std::nullopt;
  return (*parts)[0] + (*parts)[1] / 60 + second / 3600;
}

/// Hours in UTC, with what stands behind the time: "Z", "+02:00" or nothing.
std::optional<double> utc_hours(std::string_view text) {
  const auto zone = text.find_first_of("Zz+-");
  const auto hours = hours_of(text.substr(0, zone));
  if (!hours || zone == std::string_view::npos) return hours;
  const char sign = text[zone];
  const std::string_view offset = text.substr(zone + 1);
  if (sign == 'Z' || sign == 'z') return offset.empty() ? hours : std::nullopt;
  const auto away = hours_of(offset);
  if (!away) return std::nullopt;
  return sign == '+' ? *hours - *away : *hours + *away;
}

}  // namespace

std::optional<CatalogueTime> catalogue_time(std::string_view text, DateOrder order) {
  text = trimmed(text);
  const auto gap = text.find_first_of("T ");
  const std::string_view date = text.substr(0, gap);
  const auto parts = numbers_between(date, date.find('-') != std::string_view::npos ? "-" : "/");
  if (!parts) return std::nullopt;
  const bool year_first = order == DateOrder::year_month_day || (date.size() > 4 && date[4] == '-');
  if (parts->size() == 1 && gap == std::string_view::npos && order == DateOrder::year_month_day && (*parts)[0] <= 9999) return CatalogueTime{(*parts)[0], false};
  if (parts->size() != 3) return std::nullopt;
  const double year = (*parts)[year_first ? 0 : 2];
  const double month = (*parts)[year_first ? 1 : (order == DateOrder::month_day_year ? 0 : 1)];
  const double day = (*parts)[year_first ? 2 : (order == DateOrder::month_day_year ? 1 : 0)];
  if (month < 1 || month > 12 || day < 1 || year > 9999 || !is_whole(year) || !is_whole(month) || !is_whole(day)) return std::nullopt;
  if (day > days_in(static_cast<int>(year), static_cast<int>(month))) return std::nullopt;
  const auto hours = gap == std::string_view::npos ? std::optional<double>(0) : utc_hours(trimmed(text.substr(gap + 1)));
  if (!hours) return std::nullopt;
  return CatalogueTime{decimal_year(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day), *hours), gap != std::string_view::npos};
}

}  // namespace tmfgeo
