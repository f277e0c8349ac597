// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/catalogue_time.h"

#include <gtest/gtest.h>

#include "tmfgeo/hazard/catalogue.h"

namespace tmfgeo {
namespace {

constexpr DateOrder kIso = DateOrder::year_month_day;

TEST(CatalogueTime, ReadsDatesInTheOrderStated) {
  EXPECT_DOUBLE_EQ(catalogue_time("1977-03-04", kIso)->year, decimal_year(1977, 3, 4));
  EXPECT_DOUBLE_EQ(catalogue_time("03/04/1977", DateOrder::month_day_year)->year, decimal_year(1977, 3, 4));
  EXPECT_DOUBLE_EQ(catalogue_time("04/03/1977", DateOrder::day_month_year)->year, decimal_year(1977, 3, 4));
  EXPECT_DOUBLE_EQ(catalogue_time(" 1885 ", kIso)->year, 1885);
  EXPECT_DOUBLE_EQ(catalogue_time("1977/03/04", kIso)->year, decimal_year(1977, 3, 4));
  EXPECT_FALSE(catalogue_time("1977-03-04", kIso)->has_time_of_day);
}

TEST(CatalogueTime, TakesAYearInFrontForWhatItIs) {
  EXPECT_DOUBLE_EQ(catalogue_time("1975-02-23T02:58:41.000Z", DateOrder::month_day_year)->year, decimal_year(1975, 2, 23, 2 + 58 / 60.0 + 41 / 3600.0));
}

TEST(CatalogueTime, KnowsTheDaysOfAMonth) {
  for (const char* text : {"2000-02-29", "2004-02-29", "1500-02-29", "1977-12-31", "1977-04-30"}) EXPECT_TRUE(catalogue_time(text, kIso)) << text;
}

TEST(CatalogueTime, ReadsTheTimeOfDayInUtc) {
  const double evening = decimal_year(1977, 3, 4, 19 + 21 / 60.0 + 54.5 / 3600);
  for (const char* text : {"1977-03-04T19:21:54.5Z", "1977-03-04 19:21:54.5", "1977-03-04T21:21:54.5+02:00", "1977-03-04T16:21:54.5-03:00"}) {
    const auto time = catalogue_time(text, kIso);
    ASSERT_TRUE(time) << text;
    EXPECT_NEAR(time->year, evening, 1e-12) << text;
    EXPECT_TRUE(time->has_time_of_day) << text;
  }
  EXPECT_NEAR(catalogue_time("03/04/1977 19:21", DateOrder::month_day_year)->year, decimal_year(1977, 3, 4, 19.35), 1e-12);
}

TEST(CatalogueTime, IsAbsentForWhatIsNoTime) {
  for (const char* text : {"", "?", "1977-13-04", "1977-03-32", "2001-02-29", "2001-02-30", "1900-02-29", "1977-04-31", "1977-03", "1977-03-04T", "1977-03-04T25:00", "1977-03-04T19", "1977-03-04T19:61", "1977-3.5-04",
                           "19770304T1921", "1977-03-04T19:21:54+2", "-5-01-01", "04.03.1977", "1977-03-04X", "nan", "inf"}) {
    EXPECT_FALSE(catalogue_time(text, kIso)) << text;
  }
  EXPECT_FALSE(catalogue_time("1977", DateOrder::month_day_year)) << "a year alone is of the first form only";
}

}  // namespace
}  // namespace tmfgeo
