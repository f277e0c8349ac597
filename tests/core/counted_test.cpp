// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/counted.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

TEST(CountedEn, KeepsTheNounWithItsNumber) {
  EXPECT_EQ(counted_en(0, "cell is", "cells are"), "0 cells are");
  EXPECT_EQ(counted_en(1, "cell is", "cells are"), "1 cell is");
  EXPECT_EQ(counted_en(21, "cell is", "cells are"), "21 cells are");
}

}  // namespace
}  // namespace tmfgeo
