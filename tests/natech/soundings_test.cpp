// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/soundings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tmfgeo/core/error.h"
#include "tmfgeo/natech/dam_response.h"

namespace tmfgeo {
namespace {

using testing::HasSubstr;

const std::string kHeader = "facility_id,sounding,kind,depth_m,resistance,total_stress_kpa,effective_stress_kpa,source\n";

std::string refusal(const std::string& csv) {
  try {
    parse_soundings(csv, "cpt.csv");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Soundings, ReadsDepthsOfSeveralSoundingsAndFacilities) {
  const auto all = parse_soundings(kHeader + "A,S1,cpt,4,80,76,50,report\nB,N1,spt,6,12,110,70,\nA,S1,cpt,8,95,152,86,\nA,S2,cpt,4,60,76,50,\n", "cpt.csv");
  ASSERT_EQ(all.size(), 2U);
  const FacilitySoundings& a = all.at("A");
  ASSERT_EQ(a.rows.size(), 3U);
  EXPECT_EQ(a.rows[2].sounding, "S2");
  EXPECT_EQ(a.rows[1].point.effective_stress_kpa, 86);
  EXPECT_EQ(a.source, "report");
  EXPECT_EQ(all.at("B").rows[0].point.kind, Sounding::spt);
  EXPECT_EQ(all.at("B").line, 3U);
}

TEST(Soundings, RefusesWhatCannotBeAndNamesTheLine) {
  EXPECT_THAT(refusal(""), HasSubstr("is empty"));
  EXPECT_THAT(refusal(kHeader), HasSubstr("no sounding"));
  EXPECT_THAT(refusal("facility_id,sounding,kind,depth_m,resistance,total_stress_kpa\n"), HasSubstr("\"effective_stress_kpa\" is missing"));
  EXPECT_THAT(refusal(kHeader + "A,S1,dpt,4,80,76,50,\n"), HasSubstr("line 2: kind: found \"dpt\", expected spt or cpt"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,-4,80,76,50,\n"), HasSubstr("depth_m: found -4, expected a number from 0 to 100"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,0,76,50,\n"), HasSubstr("resistance: found 0"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,8000,76,50,\n"), HasSubstr("expected at most 500"));
  EXPECT_THAT(refusal(kHeader + "A,S1,spt,4,140,76,50,\n"), HasSubstr("expected at most 100"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,80,0.076,0.05,\n"), HasSubstr("total_stress_kpa: found 0.076"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,80,50,76,\n"), HasSubstr("effective_stress_kpa: found 76, expected at most the total stress of 50"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,80,76,50,\nA,S1,cpt,4,81,76,50,\n"), HasSubstr("line 3: depth_m: found 4 twice"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,80,76,50,\nA,S1,spt,5,8,76,50,\n"), HasSubstr("line 3: kind: differs"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,eighty,76,50,\n"), HasSubstr("line 2: resistance"));
  EXPECT_THAT(refusal(kHeader + "A,S1,cpt,4,80\n"), HasSubstr("found 5 cells, expected 8"));
  EXPECT_THAT(refusal(kHeader + ",S1,cpt,4,80,76,50,\n"), HasSubstr("facility_id is empty"));
}

// The curve of the factor of safety lies one standard deviation below that of even odds: there 16 % liquefy.
TEST(LiquefactionProbability, IsSixteenPercentWhereTheFactorOfSafetyIsOne) {
  for (const SoundingPoint& p : {SoundingPoint{Sounding::cpt, 90, 5, 95, 60}, SoundingPoint{Sounding::spt, 14, 5, 95, 60}}) {
    const double at_one = 0.2 * check_liquefaction(p, 0.2, 7).factor_of_safety;  // the load goes with the PGA
    EXPECT_NEAR(check_liquefaction(p, at_one, 7).factor_of_safety, 1, 1e-12);
    EXPECT_NEAR(liquefaction_probability(p, at_one, 7), 0.158655, 1e-6);
    const double sigma = p.kind == Sounding::cpt ? 0.20 : 0.13;
    EXPECT_NEAR(liquefaction_probability(p, at_one * std::exp(sigma), 7), 0.5, 1e-9);
  }
}

TEST(LiquefactionProbability, RisesWithShakingAndFallsWithResistance) {
  double last = -1;
  for (const double pga : {0.0, 0.05, 0.1, 0.2, 0.4}) {
    const double p = liquefaction_probability({Sounding::cpt, 90, 5, 95, 60}, pga, 7);
    EXPECT_GE(p, last);
    last = p;
  }
  EXPECT_LT(liquefaction_probability({Sounding::cpt, 130, 5, 95, 60}, 0.2, 7), liquefaction_probability({Sounding::cpt, 90, 5, 95, 60}, 0.2, 7));
}

TEST(DamResponse, SoundingsComeBeforeTheTableOfClasses) {
  Dam dam;
  dam.dam_type = "upstream";
  dam.saturated = true;
  dam.soundings = {{"S1", {Sounding::cpt, 150, 4, 76, 50}}, {"S1", {Sounding::cpt, 70, 8, 152, 86}}, {"S2", {Sounding::cpt, 160, 8, 152, 86}}};
  const LiquefactionTable table{.id = "t", .source = "s", .confirmed = false, .classes = {{"worst", 10, 0}}, .rules = {{"upstream", true, 0}}};
  const Mechanism m = dam_response(dam, &table, {.magnitude = 6.5}).liquefaction;
  EXPECT_EQ(m.basis, "soundings");
  EXPECT_EQ(m.origin, Origin::computed);
  EXPECT_THAT(m.note, HasSubstr("weakest of 3 depths: S1 at 8 m"));
  for (const double pga : {0.05, 0.15, 0.3}) {
    EXPECT_NEAR(m.response(pga), liquefaction_probability(dam.soundings[1].point, pga, 6.5), 1e-12) << "the loosest layer decides";
  }
  EXPECT_EQ(m.response(0), 0);
  dam.soundings.clear();
  EXPECT_EQ(dam_response(dam, &table, {.magnitude = 6.5}).liquefaction.basis, "class table");
}

TEST(DamResponse, DeepSoundingsAreExtrapolated) {
  Dam dam;
  dam.soundings = {{"S1", {Sounding::cpt, 70, 35, 600, 300}}};
  EXPECT_EQ(dam_response(dam, nullptr, {.magnitude = 6.5}).liquefaction.origin, Origin::extrapolated);
}

}  // namespace
}  // namespace tmfgeo
