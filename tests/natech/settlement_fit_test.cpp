// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/settlement_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tmfgeo/natech/dam_response.h"

namespace tmfgeo {
namespace {

Dam dam(const char* type) { return {.height_m = 30, .alluvium_m = 0, .freeboard_m = 1, .dam_type = type}; }

TEST(SettlementFit, IsBeyondTheModelForUpstreamDamsAndWhereTailingsLiquefy) {
  EXPECT_EQ(settlement_fit("upstream", false).origin, Origin::extrapolated);
  EXPECT_EQ(settlement_fit("rockfill", true).origin, Origin::extrapolated);
  EXPECT_EQ(settlement_fit("", true).origin, Origin::by_default);
  EXPECT_EQ(settlement_fit("rockfill", false).origin, Origin::computed);
  EXPECT_TRUE(settlement_fit("rockfill", false).note.empty());
}

TEST(DamResponse, SaysWhereTheCrestSettlesBeyondTheModel) {
  const auto upstream = dam_response(dam("upstream"), nullptr, {.magnitude = 7}).freeboard;
  EXPECT_EQ(upstream.origin, Origin::extrapolated);
  EXPECT_THAT(upstream.note, testing::HasSubstr("upstream"));
  EXPECT_EQ(dam_response(dam("rockfill"), nullptr, {.magnitude = 7}).freeboard.origin, Origin::computed);
  const auto unknown = dam_response(dam(""), nullptr, {.magnitude = 7}).freeboard;
  EXPECT_EQ(unknown.origin, Origin::by_default);
  EXPECT_THAT(unknown.note, testing::HasSubstr("type is not known"));
}

}  // namespace
}  // namespace tmfgeo
