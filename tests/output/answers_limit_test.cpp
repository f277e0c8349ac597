// SPDX-License-Identifier: Apache-2.0
// How the first sheet of results.xlsx says that a limit is passed at a border.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/valley.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;
using test::Valley;

TEST(AnswersOnWarning, CallNoMedianBelowTheLimitAnAllClear) {
  struct Case {
    double peak_ug_l, p_exceed;
    const char *en, *ru;
  };
  // The median at the limit: just half of the draws are above.
  for (const Case& c : {Case{9.99, 0.5, "cyanide: perhaps above the limit, chance 50\u00A0%; how sure: fair", "цианид: возможно выше порога, вероятность 50\u00A0%; надёжность: удовлетворительная"},
                        Case{10, 0.5, "cyanide: × 1.0 (0.33–3.0); how sure: fair", "цианид: × 1,0 (0,33–3,0); надёжность: удовлетворительная"},
                        Case{9.99, 0.4, "cyanide: perhaps above the limit, chance 40\u00A0%; how sure: fair", "цианид: возможно выше порога, вероятность 40\u00A0%; надёжность: удовлетворительная"},
                        Case{3, 0.01, "cyanide: perhaps above the limit, chance 1\u00A0%; how sure: fair", "цианид: возможно выше порога, вероятность 1\u00A0%; надёжность: удовлетворительная"},
                        Case{1, 0.0099, "cyanide: hardly above the limit, chance below 1\u00A0%; how sure: fair", "цианид: едва ли выше порога, вероятность ниже 1\u00A0%; надёжность: удовлетворительная"},
                        Case{0, 0, "cyanide: hardly above the limit, chance below 1\u00A0%; how sure: fair", "цианид: едва ли выше порога, вероятность ниже 1\u00A0%; надёжность: удовлетворительная"},
                        Case{34, 0.9, "cyanide: × 3.4 (1.1–10); how sure: fair", "цианид: × 3,4 (1,1–10); надёжность: удовлетворительная"}}) {
    Valley valley;
    valley.reaches("XB", 10);
    valley.carries(c.peak_ug_l, c.p_exceed);
    EXPECT_EQ(valley.above_the_limit(), c.en) << c.peak_ug_l << " " << c.p_exceed;
    EXPECT_EQ(valley.above_the_limit(Language::ru), c.ru) << c.peak_ug_l << " " << c.p_exceed;
  }
}

TEST(AnswersOnWarning, TakeTheChanceOfTheFlowWhereItIsLargest) {
  Valley valley;
  valley.reaches("XB", 10);
  valley.carries(3, 0.001);
  EXPECT_THAT(valley.above_the_limit(), HasSubstr("hardly above the limit, chance below 1"));
  valley.carries(9, 0.45, Flow::low);
  EXPECT_THAT(valley.above_the_limit(), HasSubstr("perhaps above the limit, chance 45\u00A0%"));
  valley.carries(30, 0.999, Flow::low);
  EXPECT_THAT(valley.above_the_limit(), HasSubstr("perhaps above the limit, chance over 99\u00A0%")) << "no draw of mean flow is";
  EXPECT_THAT(valley.above_the_limit(Language::ru), HasSubstr("вероятность свыше 99\u00A0%"));
}

TEST(AnswersOnWarning, GiveAMultipleNoMoreDigitsThanItIsWorthItsBandAndHowSureItIs) {
  Valley valley;
  valley.reaches("XB", 10);
  valley.carries(5760, 1);
  Arrival& arrival = valley.a.transport->sites[0].arrivals[0];
  arrival.substances[0].peak_ug_l = {710, 5760, 44520};
  EXPECT_EQ(valley.above_the_limit(), "cyanide: × 580 (71–4\u00A0500); how sure: fair");
  arrival.flags = area_default;
  arrival.substances[0].peak_ug_l = {0.5, 99.6, 996};
  EXPECT_EQ(valley.above_the_limit(), "cyanide: × 10 (below 0.1–100); how sure: very low");
  EXPECT_EQ(valley.above_the_limit(Language::ru), "цианид: × 10 (ниже 0,1–100); надёжность: очень низкая");
}

TEST(AnswersOnWarning, KnowNothingOfALimitWithoutAReleaseASubstanceOrALimit) {
  Valley valley;
  EXPECT_EQ(valley.above_the_limit(), "not known") << "nothing was computed";
  valley.reaches("XB", 10);
  EXPECT_EQ(valley.above_the_limit(), "not known") << "only times";
  valley.carries(30, 1);
  TransportSite& site = valley.a.transport->sites[0];
  site.arrivals[0].substances[0].thresholds.clear();
  EXPECT_EQ(valley.above_the_limit(), "not known") << "no limit is known";
  site.release.reset();
  valley.carries(30, 1);
  site.arrivals[0].substances.clear();
  EXPECT_EQ(valley.above_the_limit(Language::ru), "неизвестно") << "contents unknown";
}

}  // namespace
}  // namespace tmfgeo
