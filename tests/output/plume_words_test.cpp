// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/run_tmfgeo.h"
#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/app/plume.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/output/drawing.h"

namespace tmfgeo {
namespace {

constexpr const char* kStart = "2000-01-30T22:00+02:00";

std::string refusal(const std::string& time, const std::string& start) {
  try {
    seconds_after_release(time, start, "--observed");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage);
    return error.what();
  }
  return "accepted";
}

TEST(ObservedTime, IsReadAsHoursDaysOrTimeOfDay) {
  EXPECT_EQ(seconds_after_release("+42h", "", "-"), 42 * 3600);
  EXPECT_EQ(seconds_after_release("+1.5d", "", "-"), 1.5 * 86400);
  EXPECT_EQ(seconds_after_release("2000-02-01T16:00+01:00", kStart, "-"), 43 * 3600);
  EXPECT_EQ(seconds_after_release("2000-02-01T15:00Z", kStart, "-"), 43 * 3600);
}

TEST(ObservedTime, WithoutAnOffsetIsThatOfTheStartsClock) {
  EXPECT_EQ(seconds_after_release("2000-02-01T17:00", kStart, "-"), 43 * 3600);
  EXPECT_EQ(seconds_after_release(" 2000-02-01 17:00:00 ", kStart, "-"), 43 * 3600);
  EXPECT_EQ(seconds_after_release("2000-02-01", kStart, "-"), 26 * 3600);
  EXPECT_EQ(seconds_after_release("2000-02-01T17:00", "2000-01-30T22:00-03:00", "-"), 43 * 3600);
  EXPECT_EQ(seconds_after_release("2000-02-01T17:00", "2000-01-30T22:00Z", "-"), 43 * 3600);
  EXPECT_EQ(seconds_after_release("2000-02-01T17:00", "2000-01-30T22:00", "-"), 43 * 3600) << "both UTC";
}

TEST(ObservedTime, IsRefusedBeforeTheReleaseWithoutAUnitOrWithoutAStart) {
  EXPECT_NE(refusal("2000-01-30T19:00Z", kStart).find("after the release"), std::string::npos);
  EXPECT_NE(refusal("2000-01-30T22:00+02:00", kStart).find("after the release"), std::string::npos) << "at the very moment";
  EXPECT_NE(refusal("+0h", "").find("after the release"), std::string::npos);
  EXPECT_NE(refusal("+42", "").find("+42h"), std::string::npos);
  EXPECT_NE(refusal("42h", "").find("+42h"), std::string::npos);
  EXPECT_NE(refusal("2000-02-30T10:00Z", kStart).find("ISO 8601"), std::string::npos) << "no such day";
  EXPECT_NE(refusal("2000-02-01T16:00Z", "").find("has no start"), std::string::npos);
}

TEST(ObservedConcentration, NeedsItsUnit) {
  EXPECT_DOUBLE_EQ(parsed_ug_l("32.6mg/L", "-"), 32600);
  EXPECT_DOUBLE_EQ(parsed_ug_l("50 ug/l", "-"), 50);
  EXPECT_DOUBLE_EQ(parsed_ug_l("0,5 µg/L", "-"), 0.5);
  for (const char* wrong : {"32.6", "", "mg/L", "-3mg/L", "0mg/L", "32.6ppm", "32.6mg"}) EXPECT_THROW(parsed_ug_l(wrong, "-"), Error) << wrong;
}

TEST(TimeText, SpeaksOfHoursThenDays) {
  EXPECT_EQ(time_text(6.52), "6.5 h");
  EXPECT_EQ(time_text(42.4), "42 h");
  EXPECT_EQ(time_text(60), "2.5 d");
  EXPECT_EQ(time_text(480), "20 d");
  EXPECT_EQ(time_text(NAN), "?");
}

TEST(TellingThreshold, IsDrinkingWaterBeforeAllElseAndTheLowestOfIt) {
  SubstanceLibrary library;
  library.thresholds.resize(4);
  const char* kinds[]{"aquatic_chronic", "drinking", "drinking", "alarm"};
  const double values[]{5, 70, 50, 10};
  SubstanceArrival s;
  for (std::size_t i = 0; i < 4; ++i) {
    library.thresholds[i].kind = kinds[i];
    library.thresholds[i].value_ug_l = values[i];
    s.thresholds.push_back({i, 0.5, {}});
  }
  EXPECT_EQ(telling_threshold(s, library)->threshold, 2U);
  s.thresholds.erase(s.thresholds.begin() + 1, s.thresholds.begin() + 3);
  EXPECT_EQ(telling_threshold(s, library)->threshold, 3U) << "an alarm value before aquatic life";
  s.thresholds.clear();
  EXPECT_EQ(telling_threshold(s, library), nullptr);
}

TEST(TellingSubstance, IsOneOfDrinkingWaterBeforeOneThatOnlyFishMind) {
  SubstanceLibrary library;
  library.thresholds.resize(2);
  library.thresholds[0].kind = "aquatic_acute";
  library.thresholds[1].kind = "drinking";
  library.thresholds[0].value_ug_l = library.thresholds[1].value_ug_l = 1;
  Arrival a;
  a.substances.resize(4);
  const double peaks[]{1000, 2, 3, 5000};
  for (std::size_t i = 0; i < 4; ++i) a.substances[i].peak_ug_l = {peaks[i], peaks[i], peaks[i]};
  a.substances[0].thresholds.push_back({0, 1, {}});
  a.substances[1].thresholds.push_back({1, 1, {}});
  a.substances[2].thresholds.push_back({1, 1, {}});
  EXPECT_EQ(telling_substance(a, library), &a.substances[2]) << "the one without a threshold tells nothing";
  a.substances.clear();
  EXPECT_EQ(telling_substance(a, library), nullptr);
}

TEST(Confidence, FallsWithWhatTheWayRestsOn) {
  Arrival a;
  a.flags = width_depth_estimated;
  EXPECT_EQ(confidence(a), "fair");
  a.flags |= slope_default;
  EXPECT_EQ(confidence(a), "low");
  EXPECT_NE(flag_words(a).find("slope by default"), std::string::npos);
  a.flags |= discharge_default;
  EXPECT_EQ(confidence(a), "very low");
}

TEST(FlagWords, TellWidthsThatAreMeasuredFromThoseThatAreNot) {
  Arrival a;
  EXPECT_EQ(flag_words(a), "");
  a.flags = width_depth_estimated;
  EXPECT_EQ(flag_words(a), "width and depth estimated");
  a.flags |= depth_estimated;
  EXPECT_EQ(flag_words(a), "depth and part of the widths estimated");
  a.flags = depth_estimated | slope_default;
  EXPECT_EQ(flag_words(a), "slope by default; depth estimated");
  EXPECT_EQ(confidence(a), "low");
}

TEST(Drawing, IsWrittenAsSvgWithItsTextEscapedAndAsPng) {
  Drawing d{100, 50, {drawn_line({{1, 2}, {30, 40.26}}, {1, 0, 0, 0.5}, 2, true), drawn_text({5, 20}, "Сомеш <& co>", 10)}, "a & b"};
  const std::string svg = svg_text(d);
  EXPECT_NE(svg.find("Сомеш &lt;&amp; co&gt;"), std::string::npos) << svg;
  EXPECT_NE(svg.find("<title>a &amp; b</title>"), std::string::npos);
  EXPECT_NE(svg.find("points=\"1,2 30,40.3\""), std::string::npos) << svg;
  const test::ScratchFolder folder;
  write_png(folder.file("рисунок.png"), d, 2, false);
  EXPECT_TRUE(test::file_text(folder.file("рисунок.png")).starts_with("\x89PNG"));
  EXPECT_THROW(write_png(folder.file("рисунок.png"), d, 2, false), Error) << "is there already";
  EXPECT_THROW(write_png(folder.file("no/folder.png"), d, 2, true), Error);
}

}  // namespace
}  // namespace tmfgeo
