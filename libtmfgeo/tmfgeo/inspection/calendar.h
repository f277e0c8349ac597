// SPDX-License-Identifier: Apache-2.0
/// Days as inspectors write them.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tmfgeo/core/language.h"

namespace tmfgeo {

using Date = std::chrono::year_month_day;

/// Reads 2026-05-14, 2026/05/14, 14.05.2026, or the number a spreadsheet counts days by. Output: a day there is, from 1990
/// to 2100; absent for anything else, 05/14/2026 among it: nobody knows whether its 5 is a day or a month.
std::optional<Date> parse_date(std::string_view text);

/// "2026-05-14"
std::string to_text(const Date& date);

/// "2026-05-14", in Russian "14.05.2026"; several days with "; " between them.
std::string day_words(const Date& date, Language language);
std::string days_words(std::span<const Date> days, Language language);

/// The number a spreadsheet counts the day by, and how it is to show it: "2026-05-14", in Russian "14.05.2026".
double spreadsheet_day(const Date& date);
std::string day_format(Language language);

/// The day it is then where this machine says it is: in its time zone.
Date local_day(std::chrono::system_clock::time_point time);

/// The same day so many months later, or the last one of a shorter month.
Date months_later(const Date& date, int months);

}  // namespace tmfgeo
