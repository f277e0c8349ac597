// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/large_array.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

namespace tmfgeo::test {
namespace {

/// Filled and copied by one thread, and by several.
constexpr std::size_t kSmall = 1000;
constexpr std::size_t kLarge = 5'000'001;

TEST(LargeArray, BeginsAsZeros) {
  EXPECT_EQ(LargeArray<double>().size(), 0U);
  EXPECT_EQ(LargeArray<double>(0).size(), 0U);
  for (const std::size_t size : {kSmall, kLarge}) {
    const LargeArray<float> zeros(size);
    ASSERT_EQ(zeros.size(), size);
    EXPECT_TRUE(std::all_of(zeros.begin(), zeros.end(), [](float v) { return v == 0; }));
  }
}

TEST(LargeArray, TakesAnyValue) {
  for (const std::size_t size : {kSmall, kLarge}) {
    const LargeArray<float> unknown(size, std::numeric_limits<float>::quiet_NaN());
    EXPECT_TRUE(std::all_of(unknown.begin(), unknown.end(), [](float v) { return std::isnan(v); }));
    const LargeArray<float> minus_zero(size, -0.0F);
    EXPECT_TRUE(std::all_of(minus_zero.begin(), minus_zero.end(), [](float v) { return std::signbit(v); }));
  }
}

TEST(LargeArray, CopiesAreItsOwn) {
  for (const std::size_t size : {kSmall, kLarge}) {
    LargeArray<int> first(size, 7);
    LargeArray<int> second = first;
    second[size - 1] = 8;
    EXPECT_EQ(first[size - 1], 7);
    first = second;
    EXPECT_EQ(first[size - 1], 8);
    EXPECT_EQ(first[0], 7);
    const LargeArray<int>& same = first;
    first = same;
    EXPECT_EQ(first[size - 1], 8);
  }
}

TEST(LargeArray, MovesWithoutCopying) {
  for (const std::size_t size : {kSmall, kLarge}) {
    LargeArray<int> first(size, 7);
    const int* values = first.data();
    LargeArray<int> second = std::move(first);
    EXPECT_EQ(second.data(), values);
    EXPECT_EQ(second.size(), size);
    LargeArray<int> third;
    third = std::move(second);
    EXPECT_EQ(third.data(), values);
    EXPECT_EQ(third[size - 1], 7);
  }
}

TEST(LargeArray, OfMoreThanTheMachineHasIsRefused) {
  EXPECT_THROW(LargeArray<char>{std::numeric_limits<std::size_t>::max()}, std::bad_alloc);
}

}  // namespace
}  // namespace tmfgeo::test
