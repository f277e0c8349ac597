// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/calendar.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <vector>

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

TEST(LocalDay, IsThatOfTheMachinesTimeZone) {
  const char* const zone = std::getenv("TZ");
  const std::string before = zone == nullptr ? "" : zone;
  const auto day_at = [](const char* tz) {
    setenv("TZ", tz, 1);
    tzset();
    return to_text(local_day(std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{18}));
  };
  EXPECT_EQ(day_at("<+12>-12"), "2026-11-24") << "it is tomorrow in Kamchatka";
  EXPECT_EQ(day_at("<+00>0"), "2026-11-23");
  EXPECT_EQ(day_at("<-20>20"), "2026-11-22");
  zone == nullptr ? unsetenv("TZ") : setenv("TZ", before.c_str(), 1);
  tzset();
}

TEST(DaysWords, AreWrittenAsTheLanguageWritesThem) {
  const std::vector days{*parse_date("2026-05-14"), *parse_date("2026-06-01")};
  EXPECT_EQ(days_words(days, Language::en), "2026-05-14; 2026-06-01");
  EXPECT_EQ(days_words(days, Language::ru), "14.05.2026; 01.06.2026");
}

}  // namespace
}  // namespace tmfgeo
