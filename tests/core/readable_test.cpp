// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/readable.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tmfgeo {
namespace {

TEST(Readable, LeavesOutWhatSinglePrecisionAndSumsLeave) {
  for (const double value : {0.16, 0.3, 0.0013, 0.45, 26.76, 2475.0, 12345.6}) {
    EXPECT_EQ(readable(static_cast<double>(static_cast<float>(value))), readable(value));
  }
  EXPECT_EQ(readable(static_cast<double>(0.16F)), "0.16");
  EXPECT_EQ(readable(0.1 + 0.2), "0.3");
  EXPECT_EQ(readable(-1.0 / 3), "-0.333333");
}

TEST(Readable, KeepsWholeNumbersWholeAndOddOnesOdd) {
  EXPECT_EQ(readable(0), "0");
  EXPECT_EQ(readable(1234567.4), "1234567");
  EXPECT_EQ(readable(999999.9), "1000000");
  EXPECT_EQ(readable(5e-4), "0.0005");
  EXPECT_EQ(readable(-0.00001), "-0.00001");
  EXPECT_EQ(std::stod(readable(1.5e-7)), 1.5e-7);
  EXPECT_EQ(std::stod(readable(-2.5e12)), -2.5e12);
  EXPECT_FALSE(readable(std::nan("")).empty());
  EXPECT_FALSE(readable(std::numeric_limits<double>::infinity()).empty());
}

}  // namespace
}  // namespace tmfgeo
