// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/fragility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

const std::string kHeader = "curve,measure,state,median,beta,source\n";

std::string refusal(const std::string& csv) {
  try {
    parse_fragility_curves(csv, "curves.csv");
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::invalid_input);
    return e.what();
  }
  return "";
}

TEST(FragilityCurves, AreReadInAnyOrderOfColumnsWithQuotationMarksAndRemarks) {
  const auto curves = parse_fragility_curves(
      "\xEF\xBB\xBF# a remark\r\nsource,beta,median,state,measure,curve\r\n\"report, \"\"table\"\" 3\",0.5,0.15,cracks,pga_g,up\r\n"
      "x,0.6,0.4,release,pga_g,up\r\n\r\ny,0.4,10,minor,displacement_cm,down",
      "curves.csv");
  ASSERT_EQ(curves.size(), 2U);
  EXPECT_EQ(curves[0].id, "up");
  EXPECT_EQ(curves[0].source, "report, \"table\" 3");
  ASSERT_EQ(curves[0].states.size(), 2U);
  EXPECT_EQ(curves[0].states[1].name, "release");
  EXPECT_EQ(curves[0].states[1].median, 0.4);
  EXPECT_EQ(curves[0].states[1].beta, 0.6);
  EXPECT_EQ(curves[1].measure, DemandMeasure::displacement_cm);
}

TEST(FragilityCurves, AreRefusedWithTheLineAndTheReason) {
  EXPECT_THAT(refusal(""), HasSubstr("is empty"));
  EXPECT_THAT(refusal("# nothing\n\n"), HasSubstr("is empty"));
  EXPECT_THAT(refusal(kHeader), HasSubstr("no curve"));
  EXPECT_THAT(refusal("curve,measure,state,median,source\n"), HasSubstr("\"beta\" is missing"));
  EXPECT_THAT(refusal("curve,measure,state,median,beta,source,betta\n"), HasSubstr("did you mean \"beta\""));
  EXPECT_THAT(refusal("curve,measure,state,median,beta,source,beta\n"), HasSubstr("twice"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.1,0.5\n"), HasSubstr("line 2: found 5 cells"));
  EXPECT_THAT(refusal(kHeader + "\n# x\na,pga_g,s,0.1,0.5,r,extra\n"), HasSubstr("line 4: found 7 cells"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.1,0.5,\"r\n"), HasSubstr("quotation mark is not closed"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,about 0.1,0.5,r\n"), HasSubstr("line 2: median"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.1,0,r\n"), HasSubstr("beta: found 0"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,-0.1,0.5,r\n"), HasSubstr("above 0"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,nan,0.5,r\n"), HasSubstr("line 2"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,1e999,0.5,r\n"), HasSubstr("line 2"));
  EXPECT_THAT(refusal(kHeader + "a,pga_%,s,15,0.5,r\n"), HasSubstr("expected one of pga_g"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,15,0.5,r\n"), HasSubstr("check the unit"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.3,0.5,r\na,pga_g,t,0.2,0.5,r\n"), HasSubstr("lightest state first"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.3,0.5,r\na,pga_g,s,0.4,0.5,r\n"), HasSubstr("twice"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.3,0.5,r\na,pgv_cm_s,t,0.4,0.5,r\n"), HasSubstr("differs within"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.3,0.5,r\nb,pga_g,s,0.3,0.5,r\na,pga_g,t,0.4,0.5,r\n"), HasSubstr("line 4"));
  EXPECT_THAT(refusal(kHeader + "a,pga_g,s,0.3,0.5,\n"), HasSubstr("source is empty"));
  EXPECT_THAT(refusal(kHeader + ",pga_g,s,0.3,0.5,r\n"), HasSubstr("curve is empty"));
  EXPECT_THAT(refusal(kHeader + std::string("a,pga_g,s,0.3,0.5,r\0x\n", 22)), HasSubstr("zero byte"));
  EXPECT_THAT(refusal("line without a header\n"), HasSubstr("line 1"));
}

TEST(StateProbabilities, SumToOneAlsoWhereCurvesCross) {
  const auto curve = parse_fragility_curves(kHeader + "a,pga_g,light,0.2,0.2,r\na,pga_g,heavy,0.3,1.5,r\n", "c")[0];
  for (const double demand : {0.0, 0.001, 0.05, 0.2, 0.3, 1.0, 100.0}) {
    const auto p = state_probabilities(curve, demand);
    ASSERT_EQ(p.size(), 3U);
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-12);
    for (const double x : p) EXPECT_GE(x, 0);
  }
  EXPECT_EQ(state_probabilities(curve, 0)[0], 1);
  EXPECT_NEAR(state_exceedance(curve, 0.2)[0], 0.5, 1e-12);
}

TEST(StateExceedance, GrowsWithDemandAndShrinksWithSeverity) {
  const auto curve = parse_fragility_curves(kHeader + "a,pga_g,1,0.1,0.5,r\na,pga_g,2,0.2,0.5,r\na,pga_g,3,0.5,0.6,r\n", "c")[0];
  std::vector<double> before(3, 0);
  for (const double demand : {0.01, 0.1, 0.2, 0.5, 1.0}) {
    const auto now = state_exceedance(curve, demand);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_GE(now[i], before[i]);
      EXPECT_LE(now[i], i > 0 ? now[i - 1] : 1);
    }
    before = now;
  }
}

TEST(AnnualDamage, MeetsTheClosedFormPerState) {
  const auto curve = parse_fragility_curves(kHeader + "a,pga_g,light,0.2,0.5,r\na,pga_g,heavy,0.4,0.5,r\n", "c")[0];
  std::vector<double> level;
  std::vector<double> rate;
  for (double a = 1e-3; a < 60; a *= 1.5) {
    level.push_back(a);
    rate.push_back(8e-7 * std::pow(a, -3));
  }
  const auto rates = annual_damage({level, rate}, curve);
  ASSERT_EQ(rates.size(), 2U);
  EXPECT_NEAR(rates[1].per_year / 3.85027e-5, 1, 1e-6);
  EXPECT_NEAR(rates[0].per_year / rates[1].per_year, 8, 1e-5);  // (0.4 / 0.2)^3
}

}  // namespace
}  // namespace tmfgeo
