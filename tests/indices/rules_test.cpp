// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tmfgeo/indices/rules.h"

namespace tmfgeo {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();

Alternative of(Rule rule, double weight = 1) {
  return {.input = nullptr, .rule = std::move(rule), .weight = weight, .mark = Mark::confirmed};
}

TEST(Log10Rule, TakesTheDecimalLogarithmOfXPlusItsShift) {
  EXPECT_DOUBLE_EQ(value_at(of(Log10Rule{.plus = 0, .low = 1, .high = 10}), 1000.0), 3);
  EXPECT_DOUBLE_EQ(value_at(of(Log10Rule{.plus = 1, .low = 0, .high = 10}), 99.0), 2);
  EXPECT_DOUBLE_EQ(value_at(of(Log10Rule{.plus = 1, .low = 0, .high = 10}), 0.0), 0);
}

TEST(ThresholdRule, HoldsTheLimitItselfBelow) {
  const Alternative a = of(ThresholdRule{.above = 0.1, .value = 1, .otherwise = 0});
  EXPECT_EQ(value_at(a, 0.1), 0);
  EXPECT_EQ(value_at(a, std::nextafter(0.1, 1)), 1);
  EXPECT_EQ(value_at(a, 0.0), 0);
}

TEST(StepRule, HoldsEachLimitInTheClassThatBeginsThere) {
  const Alternative a = of(StepRule{.classes = {{.to = 1.2, .value = 2}, {.to = 1.5, .value = 1}, {.to = kOpen, .value = 0}}});
  EXPECT_EQ(value_at(a, 0.1), 2);
  EXPECT_EQ(value_at(a, std::nextafter(1.2, 0)), 2);
  EXPECT_EQ(value_at(a, 1.2), 1);
  EXPECT_EQ(value_at(a, 1.5), 0);
  EXPECT_EQ(value_at(a, 1e300), 0);
}

TEST(LookupRule, TakesWordsAndWholeNumbers) {
  EXPECT_EQ(value_at(of(LookupRule{.values = {{"active", 0}, {"orphaned", 3}}}), std::string("orphaned")), 3);
  EXPECT_EQ(value_at(of(LookupRule{.values = {{"0", 5}, {"3", 7}}}), 3.0), 7);
  EXPECT_EQ(value_at(of(LookupRule{.values = {{"0", 5}, {"3", 7}}}), 0.0), 5);
}

TEST(AllValues, SpanWhatARuleCanGive) {
  const Span log = all_values(of(Log10Rule{.plus = 0, .low = 1e3, .high = 1e9}, 2));
  EXPECT_DOUBLE_EQ(log.low, 6);
  EXPECT_DOUBLE_EQ(log.high, 18);
  const Span step = all_values(of(StepRule{.classes = {{.to = 1, .value = 1}, {.to = 2, .value = -3}, {.to = kOpen, .value = 0}}}));
  EXPECT_EQ(step.low, -3);
  EXPECT_EQ(step.high, 1);
  const Span threshold = all_values(of(ThresholdRule{.above = 1, .value = -1, .otherwise = 4}, 0.5));
  EXPECT_EQ(threshold.low, -0.5);
  EXPECT_EQ(threshold.high, 2);
  const Span lookup = all_values(of(LookupRule{.values = {{"a", 2}, {"b", 1}}}));
  EXPECT_EQ(lookup.low, 1);
  EXPECT_EQ(lookup.high, 2);
}

TEST(Weights, MultiplyTheValue) { EXPECT_DOUBLE_EQ(value_at(of(Log10Rule{.plus = 0, .low = 1, .high = 10}, 0.5), 100.0), 1); }

}  // namespace
}  // namespace tmfgeo
