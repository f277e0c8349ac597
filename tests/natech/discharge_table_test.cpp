// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/discharge_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using testing::HasSubstr;

const std::string kHeader = "facility_id,return_period_years,discharge_m3_s,source\n";

std::string refusal(const std::string& csv) {
  try {
    parse_discharge_table(csv, "q.csv");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(DischargeTable, ReadsLinesOfAFacilityInAnyOrder) {
  const auto tables = parse_discharge_table(kHeader + "A,100,80,gauge\nB,10,5,\nA,10,30,\n# a note\nB,100,9,\n", "q.csv");
  ASSERT_EQ(tables.size(), 2U);
  const StatedDischarges& a = tables.at("A");
  EXPECT_EQ(a.table.at(0).return_period_y, 10);
  EXPECT_EQ(a.table.at(1).discharge_m3_s, 80);
  EXPECT_EQ(a.source, "gauge");
  EXPECT_EQ(a.line, 2U);
}

TEST(DischargeTable, RefusesWhatCannotBe) {
  EXPECT_THAT(refusal(""), HasSubstr("is empty"));
  EXPECT_THAT(refusal(kHeader), HasSubstr("no discharge"));
  EXPECT_THAT(refusal("facility_id,return_period_years\nA,10\n"), HasSubstr("\"discharge_m3_s\" is missing"));
  EXPECT_THAT(refusal("facility_id,return_period_years,discharge_m3_s,sorce\nA,10,3,x\n"), HasSubstr("did you mean \"source\"?"));
  EXPECT_THAT(refusal(kHeader + "A,10,3,\n"), HasSubstr("at least two"));
  EXPECT_THAT(refusal(kHeader + "A,10,3,\nA,10,4,\n"), HasSubstr("twice"));
  EXPECT_THAT(refusal(kHeader + "A,10,30,\nA,100,20,\n"), HasSubstr("expected at least the 30 of 10 years"));
  EXPECT_THAT(refusal(kHeader + "A,1,30,\nA,100,20,\n"), HasSubstr("line 2: return_period_years: found 1"));
  EXPECT_THAT(refusal(kHeader + "A,10,-3,\nA,100,20,\n"), HasSubstr("line 2: discharge_m3_s: found -3"));
  EXPECT_THAT(refusal(kHeader + "A,10,30\n"), HasSubstr("found 3 cells, expected 4"));
  EXPECT_THAT(refusal(kHeader + ",10,30,x\n"), HasSubstr("facility_id is empty"));
}

}  // namespace
}  // namespace tmfgeo
