// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/calendar.h"

#include <array>
#include <charconv>
#include <ctime>
#include <vector>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

using namespace std::chrono;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr sys_days kSpreadsheetDayZero = 1899y / December / 30;

std::optional<int> whole_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = !digits.empty() && digits.front() != '-' && error == std::errc() && end == digits.data() + digits.size();
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<Date> checked(int y, int m, int d) {
  if (y < kFirstYear || y > kLastYear || m < 1 || d < 1 || m > 12 || d > 31) return std::nullopt;
  const Date date = year(y) / month(static_cast<unsigned>(m)) / day(static_cast<unsigned>(d));
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; (end = text.find(separator)) != std::string_view::npos; text.remove_prefix(end + 1)) {
    parts.push_back(text.substr(0, end));
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  text = trimmed(text);
  text = text.substr(0, text.find_first_of(" T"));  // a time of day says nothing here
  for (const char separator : {'-', '/', '.'}) {
    const auto parts = parts_of(text, separator);
    if (parts.size() != 3) continue;
    const auto first = whole_number(parts[0]);
    const auto second = whole_number(parts[1]);
    const auto third = whole_number(parts[2]);
    if (!first || !second || !third) return std::nullopt;
    if (separator == '.') return parts[2].size() == 4 ? checked(*third, *second, *first) : std::nullopt;
    return parts[0].size() == 4 ? checked(*first, *second, *third) : std::nullopt;
  }
  const auto days_counted = whole_number(text);
  if (!days_counted || text.size() != 5) return std::nullopt;
  const Date date{kSpreadsheetDayZero + days(*days_counted)};
  return checked(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())));
}

std::string to_text(const Date& date) {
  const auto padded = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(date.year())) + "-" + padded(static_cast<unsigned>(date.month())) + "-" + padded(static_cast<unsigned>(date.day()));
}

std::string day_words(const Date& date, Language language) {
  const std::string iso = to_text(date);
  return language == Language::en ? iso : iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

std::string days_words(std::span<const Date> days, Language language) {
  std::vector<std::string> words;
  for (const Date& day : days) words.push_back(day_words(day, language));
  return joined(words, "; ");
}

double spreadsheet_day(const Date& date) { return static_cast<double>((sys_days(date) - kSpreadsheetDayZero).count()); }

std::string day_format(Language language) { return language == Language::en ? "yyyy-mm-dd" : "dd.mm.yyyy"; }

Date local_day(system_clock::time_point time) {
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return year(parts.tm_year + 1900) / month(static_cast<unsigned>(parts.tm_mon + 1)) / day(static_cast<unsigned>(parts.tm_mday));
}

Date months_later(const Date& date, int count) {
  const Date later = date + months(count);
  return later.ok() ? later : Date{later.year() / later.month() / last};
}

}  // namespace tmfgeo
