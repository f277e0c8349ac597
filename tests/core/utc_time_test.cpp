// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/utc_time.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

TEST(UtcTime, ReadsTheFormsOfIso8601ThatPeopleWrite) {
  EXPECT_EQ(utc_seconds("1970-01-01"), 0);
  EXPECT_EQ(utc_seconds("2000-01-30T22:00"), 949269600);
  EXPECT_EQ(utc_seconds(" 2000-01-30 22:00:30 "), 949269630);
  EXPECT_EQ(utc_seconds("2000-01-30T22:00Z"), 949269600);
  EXPECT_EQ(utc_seconds("2000-01-31T00:00+02:00"), 949269600);
  EXPECT_EQ(utc_seconds("2000-01-30T17:00-05:00"), 949269600);
  EXPECT_EQ(utc_seconds("1969-12-31T23:59:59"), -1);
}

TEST(UtcTime, HasNoAnswerForWhatIsNoTime) {
  for (const char* text : {"", "yesterday", "2000", "2000-1-30", "30.01.2000", "2000-02-30", "2000-13-01", "2000-01-30T", "2000-01-30T24:00",
                           "2000-01-30T22", "2000-01-30T22:60", "2000-01-30T22:00+2", "2000-01-30T22:00 MSK", "2000-01-30T22:00:61"}) {
    EXPECT_EQ(utc_seconds(text), std::nullopt) << text;
  }
}

TEST(UtcTime, IsWrittenAsItIsRead) {
  EXPECT_EQ(utc_text(949269630), "2000-01-30T22:00Z");
  EXPECT_EQ(utc_text(-1), "1969-12-31T23:59Z");
  for (const std::int64_t minute : {0LL, 951782400LL, 951868740LL, 4102444800LL, -2208988800LL}) EXPECT_EQ(utc_seconds(utc_text(minute)), minute);
}

}  // namespace
}  // namespace tmfgeo
