// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/rough_text.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

TEST(Roughly, IsThreeDigitsAsPeopleWriteThem) {
  EXPECT_EQ(roughly(100000), "100 000");
  EXPECT_EQ(roughly(123456789), "123 000 000");
  EXPECT_EQ(roughly(1000), "1 000");
  EXPECT_EQ(roughly(999.7), "1 000");
  EXPECT_EQ(roughly(640), "640");
  EXPECT_EQ(roughly(12.34), "12.3");
  EXPECT_EQ(roughly(3), "3");
  EXPECT_EQ(roughly(0.0123456), "0.0123");
}

}  // namespace
}  // namespace tmfgeo
