// SPDX-License-Identifier: Apache-2.0
/// Dates and times of day as earthquake catalogues write them.
#pragma once

#include <optional>
#include <string_view>

namespace tmfgeo {

/// Order of a date's parts; a date that begins with four digits and a dash is taken as year-month-day in any of them.
enum class DateOrder { year_month_day, month_day_year, day_month_year };

struct CatalogueTime {
  double year = 0;  ///< with its fraction: 1977.17
  bool has_time_of_day = false;
};

/// "1977-03-04", "1977-03-04T19:21:54.1Z", "03/04/1977 19:21", "1977" (year_month_day alone). An offset (+02:00) is taken off.
/// Output: absent for anything else. Cost: O(length).
std::optional<CatalogueTime> catalogue_time(std::string_view text, DateOrder order);

}  // namespace tmfgeo
