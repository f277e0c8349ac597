// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/scenario/release.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string> kHead{"facility", "volume_m3", "volume_sd_log10", "peak_m3_s", "duration_h", "trigger", "start",
                                     "substance", "concentration_mg_l", "mass_kg", "load_sd_log10", "source"};

SubstanceLibrary library() {
  SubstanceLibrary out;
  for (const char* id : {"copper", "cyanide"}) out.substances.emplace_back().id = id;
  return out;
}

StatedReleases read(const Rows& rows) {
  std::vector<Facility> facilities(2);
  facilities[0].id = "RO-AURUL";
  facilities[0].volume_m3 = 800000;
  facilities[1].id = "B";
  return read_releases(test::sheet(kHead, rows), facilities, library());
}

TEST(ReadReleases, JoinsTheRowsOfAFacility) {
  const auto stated = read({{"RO-AURUL", "100 000", "0.1", "", "11", "Overtopping", "2000-01-30T22:00", "cyanide", "", "100000", "0.1", "UNEP/OCHA 2000"},
                            {"RO-AURUL", "", "", "", "", "", "", "copper", "20", "", "", ""}});
  EXPECT_TRUE(stated.issues.empty());
  ASSERT_EQ(stated.by_facility.size(), 1U);
  const ReleaseScenario& release = stated.by_facility.at("RO-AURUL");
  EXPECT_EQ(release.volume_m3.median, 1e5);
  EXPECT_EQ(release.volume_m3.sd_log10, 0.1);
  EXPECT_EQ(release.volume_m3.origin, Origin::given);
  EXPECT_EQ(release.volume_m3.source, "UNEP/OCHA 2000");
  EXPECT_EQ(release.duration_s.median, 11 * 3600);
  EXPECT_EQ(release.peak_m3_s.median, 0);
  EXPECT_EQ(release.trigger, Trigger::overtopping);
  ASSERT_EQ(release.loads.size(), 2U);
  EXPECT_EQ(release.loads[0].substance, "copper");
  EXPECT_EQ(release.loads[0].concentration_mg_l.median, 20);
  EXPECT_EQ(release.loads[0].concentration_mg_l.source, "sheet.csv, line 3");
  EXPECT_EQ(release.loads[1].mass_kg.median, 1e5);
}

TEST(ReadReleases, SaysOnceWhatIsExpected) {
  for (const char* value : {"NaN", "many", "-5"}) {
    const auto stated = read({{"RO-AURUL", value, "", "", "", "", "", "", "", "", "", ""}});
    ASSERT_EQ(stated.issues.size(), 1U) << value;
    const std::string& message = stated.issues[0].message;
    EXPECT_THAT(message, HasSubstr("expected a number above 0"));
    EXPECT_EQ(message.find("expected"), message.rfind("expected")) << message;
  }
}

struct BadRow {
  const char* what;
  std::vector<std::string> row;
  const char* code;
  const char* field;
};

class ReadReleasesBadRow : public ::testing::TestWithParam<BadRow> {};

TEST_P(ReadReleasesBadRow, IsLeftOutWithAnIssueAndTheOthersStay) {
  const auto stated = read({{"B", "5", "", "", "", "", "", "", "", "", "", ""}, GetParam().row});
  ASSERT_EQ(stated.issues.size(), 1U);
  EXPECT_EQ(stated.issues[0].code, GetParam().code);
  EXPECT_EQ(stated.issues[0].field, GetParam().field);
  EXPECT_EQ(stated.issues[0].record, "line 3");
  ASSERT_EQ(stated.by_facility.size(), 1U);
  EXPECT_EQ(stated.by_facility.at("B").volume_m3.median, 5);
  EXPECT_TRUE(stated.by_facility.at("B").loads.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ReadReleasesBadRow,
    ::testing::Values(
        BadRow{"unknown facility", {"AURUL", "5", "", "", "", "", "", "", "", "", "", ""}, "release_unknown_facility", "facility"},
        BadRow{"no facility", {"", "5", "", "", "", "", "", "", "", "", "", ""}, "release_unknown_facility", "facility"},
        BadRow{"unknown substance", {"RO-AURUL", "5", "", "", "", "", "", "cyanid", "3", "", "", ""}, "release_unknown_substance", "substance"},
        BadRow{"negative mass", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "", "-100", "", ""}, "release_bad_value", "mass_kg"},
        BadRow{"zero concentration", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "0", "", "", ""}, "release_bad_value", "concentration_mg_l"},
        BadRow{"both", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "1", "1", "", ""}, "release_bad_value", "mass_kg"},
        BadRow{"neither", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "", "", "", ""}, "release_bad_value", "mass_kg"},
        BadRow{"load of nothing", {"RO-AURUL", "5", "", "", "", "", "", "", "3", "", "", ""}, "release_bad_value", "substance"},
        BadRow{"about", {"RO-AURUL", "~100", "", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"},
        BadRow{"ambiguous", {"RO-AURUL", "1,200", "", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"},
        BadRow{"spread below zero", {"RO-AURUL", "5", "-0.1", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_sd_log10"},
        BadRow{"spread alone", {"RO-AURUL", "", "0.1", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_sd_log10"},
        BadRow{"less than a bucket", {"RO-AURUL", "0.001", "", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"},
        BadRow{"longer than a year", {"RO-AURUL", "5", "", "", "9000", "", "", "", "", "", "", ""}, "release_bad_value", "duration_h"},
        BadRow{"heavier than mud", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "", "15001", "", ""}, "release_bad_value", "mass_kg"},
        BadRow{"denser than mud", {"RO-AURUL", "5", "", "", "", "", "", "cyanide", "3000001", "", "", ""}, "release_bad_value", "concentration_mg_l"},
        BadRow{"no time", {"RO-AURUL", "5", "", "", "", "", "30.01.2000", "", "", "", "", ""}, "release_bad_value", "start"},
        BadRow{"trigger", {"RO-AURUL", "5", "", "", "", "sabotage", "", "", "", "", "", ""}, "release_bad_value", "trigger"},
        BadRow{"more than flows", {"RO-AURUL", "5000", "", "1", "1", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"},
        BadRow{"more than stored", {"RO-AURUL", "800001", "", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"},
        BadRow{"differs", {"B", "6", "", "", "", "", "", "", "", "", "", ""}, "release_bad_value", "volume_m3"}),
    [](const auto& test) {
      std::string name = test.param.what;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

TEST(ReadReleases, TakesAllThatIsStoredAndAnyVolumeWhereThatIsNotKnown) {
  const auto stated = read({{"RO-AURUL", "800000", "", "", "", "", "", "", "", "", "", ""}, {"B", "9e9", "", "", "", "", "", "", "", "", "", ""}});
  EXPECT_TRUE(stated.issues.empty());
  EXPECT_EQ(stated.by_facility.size(), 2U);
}

TEST(ReadReleases, ChecksAMassAgainstTheVolumeOfTheFacilityWhereNoneIsStated) {
  const auto stated = read({{"RO-AURUL", "", "", "", "", "overtopping", "", "cyanide", "", "1e10", "", ""},
                            {"RO-AURUL", "", "", "", "", "", "", "copper", "", "1000", "", ""}});
  ASSERT_EQ(stated.issues.size(), 1U);
  EXPECT_EQ(stated.issues[0].code, "release_bad_value");
  EXPECT_EQ(stated.issues[0].field, "mass_kg");
  EXPECT_EQ(stated.issues[0].record, "line 2");
  EXPECT_THAT(stated.issues[0].message, HasSubstr("expected at most 3000"));
  EXPECT_EQ(stated.refused.count("RO-AURUL"), 1U);
  const ReleaseScenario& rest = stated.by_facility.at("RO-AURUL");
  ASSERT_EQ(rest.loads.size(), 1U);
  EXPECT_EQ(rest.loads[0].substance, "copper");
  EXPECT_EQ(rest.trigger, Trigger::unknown) << "a row that is left out says nothing";
}

TEST(ReadReleases, TakesAMassOfWhichAVolumeIsStatedInAnotherRowOrNowhereKnown) {
  const auto stated = read({{"RO-AURUL", "", "", "", "", "", "", "cyanide", "", "1e9", "", ""},
                            {"RO-AURUL", "500000", "", "", "", "", "", "", "", "", "", ""},
                            {"B", "", "", "", "", "", "", "cyanide", "", "1e10", "", ""}});
  EXPECT_TRUE(stated.issues.empty());
  EXPECT_TRUE(stated.refused.empty());
  EXPECT_EQ(stated.by_facility.at("RO-AURUL").loads.size(), 1U);
}

TEST(ReadReleases, RefusesAVolumeInALaterRowThatTheMassBeforeItDoesNotFitIn) {
  const auto stated = read({{"RO-AURUL", "", "", "", "", "", "", "cyanide", "", "100000", "", ""},
                            {"RO-AURUL", "10", "", "", "", "", "", "", "", "", "", ""}});
  ASSERT_EQ(stated.issues.size(), 1U);
  EXPECT_EQ(stated.issues[0].record, "line 3");
  EXPECT_THAT(stated.refused, ::testing::ElementsAre("RO-AURUL"));
}

TEST(ReadReleases, NamesTheNearestFacility) {
  EXPECT_THAT(read({{"RO-AURLU", "5", "", "", "", "", "", "", "", "", "", ""}}).issues.front().message, HasSubstr("did you mean \"RO-AURUL\""));
}

TEST(ReadReleases, TellsOfAColumnItDoesNotKnow) {
  const auto stated = read_releases(test::sheet({"facility", "volume"}, {}), {}, library());
  ASSERT_EQ(stated.issues.size(), 1U);
  EXPECT_EQ(stated.issues[0].code, "column_unused");
}

TEST(ReadReleases, RefusesATableWithoutFacilities) {
  EXPECT_THROW(read_releases(test::sheet({"name"}, {{"x"}}), {}, library()), Error);
}

}  // namespace
}  // namespace tmfgeo
