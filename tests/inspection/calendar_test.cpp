// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/calendar.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

std::string read(const char* text) {
  const auto date = parse_date(text);
  return date ? to_text(*date) : "none";
}

TEST(ParseDate, ReadsTheFormsPeopleAndSpreadsheetsWrite) {
  for (const char* text : {"2026-05-14", "2026/05/14", "2026-5-14", "14.05.2026", "14.5.2026", " 2026-05-14 ", "2026/05/14 10:30:00", "2026-05-14T10:30", "46156"}) {
    EXPECT_EQ(read(text), "2026-05-14") << text;
  }
  EXPECT_EQ(read("32874"), "1990-01-01");
  EXPECT_EQ(read("29.02.2024"), "2024-02-29");
}

TEST(ParseDate, RefusesDaysThereAreNotAndFormsWithTwoReadings) {
  for (const char* text : {"", "yesterday", "2026-02-29", "31.04.2026", "2026-13-01", "2026-00-10", "1989-12-31", "2101-01-01", "05/14/2026", "14/05/2026",
                           "14.05.26", "2026-05", "2026", "4615", "461560", "-2026-05-14", "2026--5-14", "99999", "2026-05-14-1", "99999999999-01-01"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

TEST(MonthsLater, KeepsTheDayOrTakesTheMonthsLast) {
  EXPECT_EQ(to_text(months_later(*parse_date("2026-05-14"), 6)), "2026-11-14");
  EXPECT_EQ(to_text(months_later(*parse_date("2025-08-31"), 6)), "2026-02-28");
  EXPECT_EQ(to_text(months_later(*parse_date("2024-02-29"), 60)), "2029-02-28");
}

}  // namespace
}  // namespace tmfgeo
