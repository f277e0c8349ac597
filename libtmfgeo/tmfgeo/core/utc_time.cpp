// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/utc_time.h"

#include <algorithm>
#include <chrono>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_one_of(std::string_view& text, std::string_view letters) {
  if (text.empty() || letters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// "22:00" or "22:00:30" in seconds; an offset has no seconds.
std::optional<std::int64_t> take_clock(std::string_view& text, bool seconds_allowed) {
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take_one_of(text, ":")) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int64_t all = *hours * 3600 + *minutes * 60;
  if (seconds_allowed && take_one_of(text, ":")) {
    const auto seconds = take_number(text, 2);
    if (!seconds || *seconds > 59) return std::nullopt;
    all += *seconds;
  }
  return all;
}

/// The offset from UTC in seconds, 0 where none is written.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (text.empty() || take_one_of(text, "Zz")) return 0;
  const bool west = text.front() == '-';
  if (!take_one_of(text, "+-")) return std::nullopt;
  const auto clock = take_clock(text, false);
  if (!clock) return std::nullopt;
  return west ? -*clock : *clock;
}

std::string two_digits(std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::optional<std::int64_t> utc_seconds(std::string_view text) {
  text = trimmed(text);
  const auto year = take_number(text, 4);
  if (!year || !take_one_of(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take_one_of(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t midnight = std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()} * 86400;
  if (text.empty()) return midnight;
  if (!take_one_of(text, "Tt ")) return std::nullopt;
  const auto clock = take_clock(text, true);
  if (!clock) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return midnight + *clock - *offset;
}

std::int64_t utc_offset_s(std::string_view text) {
  text = trimmed(text);
  constexpr std::size_t kDate = 10;
  const std::size_t sign = text.find_first_of("+-", kDate);
  if (sign == std::string_view::npos) return 0;
  text.remove_prefix(sign);
  return take_offset(text).value_or(0);
}

std::string utc_text(std::int64_t seconds) {
  const std::int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
  const std::int64_t minutes = (seconds - days * 86400) / 60;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  std::string year = std::to_string(static_cast<int>(date.year()));
  year.insert(0, 4 - std::min<std::size_t>(year.size(), 4), '0');
  return year + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" + two_digits(static_cast<unsigned>(date.day())) + "T" +
         two_digits(minutes / 60) + ":" + two_digits(minutes % 60) + "Z";
}

}  // namespace tmfgeo
