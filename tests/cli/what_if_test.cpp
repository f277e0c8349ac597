// SPDX-License-Identifier: Apache-2.0
// Changes tried through the program, on the synthetic example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/two_countries_run.h"

namespace tmfgeo::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class WhatIfCommand : public TwoCountriesRun {};

TEST_F(WhatIfCommand, TellHowTheRankingChanges) {
  const json r = result({"--set", "A.factor_of_safety=0.9", "--set", "B.status=rehabilitated"});
  const FeatureTable t = layer("what_if");
  ASSERT_EQ(t.rows(), 4U);
  const std::size_t a = row_of(t, "A");
  EXPECT_EQ(text(t, "changed", a), "factor_of_safety = 0.9");
  EXPECT_DOUBLE_EQ(*number(t, "index_after", a) - *number(t, "index_before", a), 3) << "class 0 becomes class 3";
  const std::size_t b = row_of(t, "B");
  EXPECT_DOUBLE_EQ(*number(t, "index_after", b) - *number(t, "index_before", b), -0.5);
  const std::size_t d = row_of(t, "D");
  EXPECT_EQ(text(t, "changed", d), "");
  for (const char* column : {"", "_low", "_high"}) {
    EXPECT_EQ(number(t, std::string("index_after") + column, d), number(t, std::string("index_before") + column, d)) << column;
  }
  EXPECT_TRUE(number(t, "index_before_low", d).has_value());
  const FeatureTable facilities = layer("facilities");
  EXPECT_DOUBLE_EQ(*number(facilities, "factor_of_safety", row_of(facilities, "A")), 1.5) << "the results stay those of the project as it is";
  EXPECT_EQ(r["ranking"]["what_if"].size(), 4U);
}

TEST_F(WhatIfCommand, WriteNoWhatIfUnlessAsked) {
  result();
  EXPECT_ANY_THROW(layer("what_if"));
}

TEST_F(WhatIfCommand, RefuseChangesThatCannotBe) {
  refused(run({"--set", "A.factor_of_safety"}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", "A.factor_of_safety="}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", ".status=closed"}), 1, {"FACILITY.ATTRIBUTE=VALUE"});
  refused(run({"--set", "Q.status=closed"}), 1, {"no facility", "Q"});
  refused(run({"--set", "A.statu=closed"}), 1, {"no attribute", "status"});
  refused(run({"--set", "A.status=asleep"}), 1, {"asleep", "abandoned"});
  refused(run({"--set", "A.factor_of_safety=-1"}), 1, {"-1"});
}

TEST_F(WhatIfCommand, TellWhatChangesNothingAndWriteValuesAsTheyWereRead) {
  const json r = result({"--set", "B.status=закрыто", "--set", "A.factor_of_safety=1,50", "--set", "C.status=рекультивировано"});
  const std::vector<std::string> notes = r["ranking"]["what_if_notes"];
  EXPECT_THAT(notes, testing::ElementsAre("--set B.status=закрыто: changes nothing, status is closed already",
                                          "--set A.factor_of_safety=1,50: changes nothing, factor_of_safety is 1.5 already"));
  const FeatureTable t = layer("what_if");
  EXPECT_EQ(text(t, "changed", row_of(t, "C")), "status = rehabilitated");
  EXPECT_EQ(text(t, "changed", row_of(t, "B")), "");
  EXPECT_TRUE(result({"--set", "B.status=closed"})["ranking"]["what_if"].empty()) << "nothing is left to try";
}

TEST_F(WhatIfCommand, LetAChangeStandBeforeWhatTheFilesState) {
  write_text(file("own.csv"), "facility;input;value;source\nA;factor_of_safety;1.5;survey 2024\nA;whc;3;survey 2024\n");
  project_ += "\n[indices.overrides]\nfile = \"own.csv\"\n";
  result({"--set", "A.factor_of_safety=0.9"});
  const FeatureTable t = layer("what_if");
  const std::size_t a = row_of(t, "A");
  EXPECT_DOUBLE_EQ(*number(t, "index_after", a) - *number(t, "index_before", a), 3) << "the survey's factor of safety no longer counts, its water hazard class does";
}

TEST_F(WhatIfCommand, StartFromWhatTheUserStates) {
  end_in_the_sea();
  project_ += "\n[transport]\ndraws = 200\n\n[indices.overrides]\nfile = \"own.csv\"\n";
  const auto risk_of_a = [&](const std::string& fos, const std::string& volume_m3, const std::vector<std::string>& more) {
    write_text(file("own.csv"), "facility;input;value;source\nA;factor_of_safety;" + fos + ";survey\nA;volume_m3;" + volume_m3 + ";survey\n");
    result(more);
    const FeatureTable t = layer("facility_risk");
    return number(t, "tbri_p50", row_of(t, "A"));
  };
  const auto safe = risk_of_a("1.5", "1000000", {});
  const auto unsafe = risk_of_a("1.0", "1000000", {"--set", "A.factor_of_safety=1.5"});
  ASSERT_TRUE(safe && unsafe);
  EXPECT_GT(*unsafe, *safe + 2) << "even odds against 1 in 10 000: the probability of a release knows of it";
  const FeatureTable groups = layer("what_if_groups");
  for (std::size_t i = 0; i < groups.rows(); ++i) {
    if (text(groups, "kind", i) != "facility" || text(groups, "id", i) != "A") continue;
    EXPECT_DOUBLE_EQ(*number(groups, "tbri_before", i), *unsafe);
    EXPECT_DOUBLE_EQ(*number(groups, "tbri_after", i), *safe) << "the change stands before what was stated";
  }
  const auto small = risk_of_a("1.5", "1000", {});
  EXPECT_LT(*small, *safe) << "the release knows of the volume";
  const FeatureTable facilities = layer("facilities");
  EXPECT_EQ(*number(facilities, "volume_m3", row_of(facilities, "A")), 1000);
}

TEST_F(WhatIfCommand, TryClosedFacilitiesAndMeasuresDone) {
  end_in_the_sea();
  project_ += "\n[transport]\ndraws = 200\n";
  const json r = result({"--close", "D", "--done", "C.M-DAM-03", "--set", "A.factor_of_safety=1"});
  const FeatureTable t = layer("what_if");
  EXPECT_EQ(text(t, "changed", row_of(t, "D")), "status = closed");
  EXPECT_EQ(text(t, "changed", row_of(t, "C")), "factor_of_safety = 1.5");
  const FeatureTable groups = layer("what_if_groups");
  ASSERT_GE(groups.rows(), 2U) << "a basin and a pair of countries at the least";
  std::set<std::string> kinds;
  for (std::size_t i = 0; i < groups.rows(); ++i) kinds.insert(text(groups, "kind", i));
  EXPECT_THAT(kinds, ::testing::IsSupersetOf({"basin", "country_pair", "facility"}));
  EXPECT_EQ(text(groups, "id", groups.rows() - 1), "XA>XB");
  EXPECT_TRUE(number(groups, "tbri_before", groups.rows() - 1));
  EXPECT_GT(*number(groups, "tbri_after", groups.rows() - 1), *number(groups, "tbri_before", groups.rows() - 1)) << "A is about to fail";
  EXPECT_EQ(r["ranking"]["what_if_groups"].size(), groups.rows());
}

TEST_F(WhatIfCommand, KeepTheBetterFactorOfSafetyWhenAMeasureIsDone) {
  result({"--set", "A.factor_of_safety=2", "--done", "B.M-CLO-02"});
  const FeatureTable t = layer("what_if");
  EXPECT_EQ(text(t, "changed", row_of(t, "B")), "status = rehabilitated");
  refused(run({"--done", "A.M-CLO-06"}), 1, {"abandoned or orphaned", "A.M-CLO-06"});
  refused(run({"--done", "A.M-EME-01"}), 1, {"changes no input", "M-DAM-03", "--set"});
  refused(run({"--done", "M-DAM-03"}), 1, {"FACILITY.MEASURE"});
  refused(run({"--done", "Q.M-DAM-03"}), 1, {"no facility", "Q"});
  refused(run({"--close", "Q"}), 1, {"--close Q: no facility"});
}

TEST_F(WhatIfCommand, KeepTheBetterOfTwoMeasures) {
  const json r = result({"--set", "B.factor_of_safety=1.1", "--done", "B.M-DAM-03", "--done", "B.M-DAM-13", "--done", "B.M-DAM-03"});
  EXPECT_EQ(text(layer("what_if"), "changed", row_of(layer("what_if"), "B")), "factor_of_safety = 1.5");
  ASSERT_EQ(r["ranking"]["what_if_notes"].size(), 2U);
  EXPECT_EQ(r["ranking"]["what_if_notes"][0], "--done B.M-DAM-13: factor_of_safety is 1.5 already by a measure before it, which stays");
  const auto status_of_c = [&](const std::vector<std::string>& measures) {
    std::vector<std::string> more;
    for (const std::string& m : measures) more.insert(more.end(), {"--done", "C." + m});
    result(more);
    const FeatureTable t = layer("what_if");
    return text(t, "changed", row_of(t, "C"));
  };
  EXPECT_EQ(status_of_c({"M-CLO-06", "M-CLO-02"}), "status = rehabilitated");
  EXPECT_EQ(status_of_c({"M-CLO-02", "M-CLO-06"}), "status = rehabilitated") << "whichever comes first";
  EXPECT_EQ(status_of_c({"M-CLO-02", "M-CLO-02"}), "status = rehabilitated") << "or twice";
}

TEST_F(WhatIfCommand, RefuseToCloseWhatNobodyRuns) {
  refused(run({"--close", "B"}), 1, {"--close B", "status is closed", "active or inactive"});
  refused(run({"--close", "C"}), 1, {"--close C", "status is abandoned", "--done C.M-CLO-02"});
}

TEST_F(WhatIfCommand, TellSlipsInWhatIsAsked) {
  refused(run({"--done", "A.M-DAM-03"}), 1, {"--done A.M-DAM-03: changes nothing: factor_of_safety is 1.5 already"});
  refused(run({"--set", "B.factor_of_safety=2", "--done", "B.M-DAM-03"}), 1, {"changes nothing: factor_of_safety is 2 already"});
  refused(run({"--set", "A.whc=1", "--set", "A.whc=2"}), 1, {"--set A.whc=2: a second value of A.whc, --set A.whc=1 gives the first"});
  refused(run({"--set", "B.status=closed", "--set", "B.status=active"}), 1, {"--set B.status=active: a second value of B.status, --set B.status=closed gives the first"});
  refused(run({"--set", "B.status=active", "--set", "B.status=closed"}), 1, {"--set B.status=closed"});
  refused(run({"--set", "A.status=inactive", "--close", "A"}), 1, {"--close A: a second value of A.status"});
  refused(run({"--close", "A", "--close", "A"}), 1, {"--close A"});
}

TEST_F(WhatIfCommand, DoAMeasureOnTheFacilityAsItWasSet) {
  result({"--set", "A.factor_of_safety=1.1", "--done", "A.M-DAM-03", "--set", "B.factor_of_safety=1", "--close", "D", "--done", "D.M-CLO-02"});
  const FeatureTable t = layer("what_if");
  EXPECT_EQ(text(t, "changed", row_of(t, "A")), "factor_of_safety = 1.5") << "raised from 1.1";
  EXPECT_EQ(number(t, "index_after", row_of(t, "A")), number(t, "index_before", row_of(t, "A")));
  EXPECT_EQ(text(t, "changed", row_of(t, "B")), "factor_of_safety = 1");
  EXPECT_EQ(text(t, "changed", row_of(t, "D")), "status = rehabilitated") << "closed, then covered";
}

}  // namespace
}  // namespace tmfgeo::test
