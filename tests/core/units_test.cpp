// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/units.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace tmfgeo {
namespace {

TEST(Quantity, LeavesInTheUnitAskedFor) {
  EXPECT_EQ(in_metres(kilometres(1.5)), 1500);
  EXPECT_EQ(in_kilometres(metres(250)), 0.25);
  EXPECT_EQ(in_square_metres(square_kilometres(2)), 2e6);
  EXPECT_EQ(in_square_kilometres(square_metres(5e5)), 0.5);
}

TEST(Quantity, AddsScalesAndCompares) {
  EXPECT_EQ(kilometres(1) + metres(500), metres(1500));
  EXPECT_EQ(kilometres(1) - metres(400), metres(600));
  EXPECT_EQ(metres(2) * 3, metres(6));
  EXPECT_EQ(kilometres(1) / metres(250), 4);
  EXPECT_LT(metres(999), kilometres(1));
  EXPECT_EQ(Length(), metres(0));
}

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };

TEST(Quantity, OfAnotherDimensionOrABareNumberDoesNotMix) {
  EXPECT_TRUE((Addable<Length, Length>));
  EXPECT_FALSE((Addable<Length, Area>));
  EXPECT_FALSE((Addable<Length, double>));
  EXPECT_FALSE((std::is_convertible_v<double, Length> || std::is_constructible_v<Length, double>));
}

}  // namespace
}  // namespace tmfgeo
