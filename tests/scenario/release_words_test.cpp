// SPDX-License-Identifier: Apache-2.0
/// What a scenario says of itself, and what a stated volume is held to.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "support/gold_dam.h"

namespace tmfgeo {
namespace {

using test::compositions;
using test::gold_dam;

TEST(ReleaseScenario, SaysItsAssumptionsInBothLanguagesAndInNumbersPeopleRead) {
  Facility bare = gold_dam();
  bare.dam_height_m.reset();
  bare.commodity = "";
  bare.status = FacilityStatus::closed;
  for (const Facility& facility : {gold_dam(), bare}) {
    for (const Trigger trigger : {Trigger::unknown, Trigger::pipe}) {
      const auto release = release_scenario(facility, nullptr, compositions(), trigger);
      ASSERT_TRUE(release);
      EXPECT_FALSE(release->assumptions.empty());
      for (const Sentence& sentence : release->assumptions) {
        EXPECT_EQ(sentence.en.find("e+"), std::string::npos) << sentence.en;
        EXPECT_TRUE(sentence.en.ends_with('.')) << sentence.en;
        EXPECT_TRUE(sentence.ru.ends_with('.')) << sentence.ru;
        EXPECT_NE(sentence.ru, sentence.en);
      }
    }
  }
  ReleaseScenario stated;
  stated.volume_m3 = {1e5, 0, Origin::given, "report"};
  EXPECT_NE(release_scenario(gold_dam(), &stated, compositions(), Trigger::unknown)->assumptions.front().en.find("100 000 m³"), std::string::npos);
}

TEST(ReleaseScenario, SaysThatAnAssumedVolumeIsRaisedForAStatedMassAndThatThisIsCutWhereAllThatIsStoredCannotHoldIt) {
  const auto sentences = [](double mass_kg, const char* en, const char* ru) {
    ReleaseScenario stated;
    stated.loads = {{"arsenic", {}, {mass_kg, 0, Origin::given, "report"}}};
    const auto release = release_scenario(gold_dam(), &stated, compositions(), Trigger::unknown);
    return std::count_if(release->assumptions.begin(), release->assumptions.end(), [&](const Sentence& s) {
      return s.en.find(en) != std::string::npos && s.ru.find(ru) != std::string::npos;
    });
  };
  const auto cut = [&](double mass_kg) { return sentences(mass_kg, "more than 3000 kg of arsenic in a cubic metre", "больше 3000 кг"); };
  const auto raised = [&](double mass_kg) { return sentences(mass_kg, "could not hold the stated mass of arsenic", "не вместил бы заявленную массу"); };
  EXPECT_EQ(cut(1e4) + raised(1e4), 0);
  EXPECT_EQ(raised(1e8), 1);
  EXPECT_EQ(cut(1e8), 0);
  EXPECT_EQ(cut(4e9), 1);
}

TEST(ReleaseScenario, LetsNoDrawOfAStatedVolumeExceedWhatIsStored) {
  ReleaseScenario stated;
  stated.volume_m3 = {9e5, 0.5, Origin::given, "report"};
  const auto release = release_scenario(gold_dam(), &stated, compositions(), Trigger::unknown);
  const RandomField random(1);
  for (std::uint64_t d = 0; d < 500; ++d) EXPECT_LE(draw_release(*release, random, d, 0).volume_m3, 1e6);
}

}  // namespace
}  // namespace tmfgeo
