// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/overrides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/made_table.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/index_inputs.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

std::vector<Facility> two_facilities() {
  std::vector<Facility> f(2);
  f[0].id = "A";
  f[1].id = "B";
  f[0].volume_m3 = 5;
  return f;
}

InputOverrides read(const std::vector<std::vector<std::string>>& rows) {
  return read_input_overrides(test::sheet({"facility", "input", "value", "source"}, rows), two_facilities());
}

TEST(InputOverrides, StandBeforeFileAndMap) {
  const InputOverrides o = read({{"A", "volume_m3", "1 200 000", "survey 2024"}, {"A", "people_on_path", "77", "census"}});
  EXPECT_TRUE(o.issues.empty());
  ASSERT_NE(o.find("A"), nullptr);
  EXPECT_EQ(o.find("B"), nullptr);
  const InputValues inputs = index_inputs(two_facilities()[0], Exposure{}, o.find("A"));
  EXPECT_EQ(std::get<double>(inputs.at("volume_m3").value), 1.2e6);
  EXPECT_EQ(inputs.at("volume_m3").source, "survey 2024");
  EXPECT_EQ(inputs.at("volume_m3").origin, Origin::given);
  EXPECT_EQ(std::get<double>(inputs.at("people_on_path").value), 77);
}

TEST(InputOverrides, ReadYesNoAndWords) {
  const InputOverrides o = read({{"A", "in_flood_zone_500", "да", "map"}, {"B", "status", "Abandoned", "visit"}});
  EXPECT_TRUE(o.issues.empty());
  EXPECT_EQ(std::get<double>(o.find("A")->at("in_flood_zone_500").value), 1);
  EXPECT_EQ(std::get<std::string>(o.find("B")->at("status").value), "abandoned");
}

TEST(InputOverrides, LeaveOutWhatCannotBeUsedAndSayWhy) {
  const struct {
    std::vector<std::string> row;
    const char* field;
    const char* message;
  } cases[] = {
      {{"C", "whc", "1", "x"}, "facility", "found facility \"C\""},
      {{"A", "volume_m", "1", "x"}, "input", "did you mean \"volume_m3\""},
      {{"A", "whc", "4", "x"}, "value", "at most 3"},
      {{"A", "whc", "1.5", "x"}, "value", "a whole number"},
      {{"A", "volume_m3", "0", "x"}, "value", "above 0"},
      {{"A", "volume_m3", "~100", "x"}, "value", "expected a number"},
      {{"A", "status", "sleeping", "x"}, "value", "one of active"},
      {{"A", "whc", "2", " "}, "source", "where the value comes from"},
      {{"A", "whc", "", "x"}, "value", "expected"},
      {{"A", "volume_m3", "1e12", "x"}, "value", "up to 100000000000"},
  };
  for (const auto& c : cases) {
    const InputOverrides o = read({c.row});
    ASSERT_EQ(o.issues.size(), 1U) << c.message;
    EXPECT_EQ(o.issues[0].code, "override_unusable");
    EXPECT_EQ(o.issues[0].field, c.field);
    EXPECT_THAT(o.issues[0].message, HasSubstr(c.message));
    EXPECT_EQ(o.find("A"), nullptr);
  }
}

TEST(InputOverrides, BecomeAttributesOfTheFacilityWhereTheyAreSome) {
  const InputOverrides o = read({{"A", "volume_m3", "1 234 567.25", "survey"}, {"A", "status", "Orphaned", "visit"}, {"A", "whc", "3", "lab"},
                                 {"A", "factor_of_safety", "1,05", "design"}, {"A", "dam_type", "upstream", "photo"},
                                 {"A", "in_flood_zone_500", "no", "map"}, {"A", "people_on_path", "77", "census"}});
  ASSERT_TRUE(o.issues.empty()) << o.issues[0].message;
  const std::vector<Facility> facilities = with_overrides(two_facilities(), o);
  const Facility& a = facilities[0];
  EXPECT_EQ(a.volume_m3, 1234567.25);
  EXPECT_EQ(a.status, FacilityStatus::orphaned);
  EXPECT_EQ(a.whc, 3);
  EXPECT_EQ(a.factor_of_safety, 1.05);
  EXPECT_EQ(a.dam_type, DamType::upstream);
  EXPECT_EQ(a.in_flood_zone_500, false);
  EXPECT_EQ(a.sources.at("volume_m3"), "survey");
  EXPECT_EQ(facilities[1].volume_m3, std::nullopt) << "nobody stated anything of B";
  const InputValues inputs = index_inputs(a, Exposure{}, nullptr);
  EXPECT_EQ(inputs.at("status").source, "visit");
  EXPECT_EQ(inputs.at("status").origin, Origin::given);
}

TEST(InputOverrides, TakeNeitherOfTwoThatDisagree) {
  const InputOverrides o = read({{"A", "whc", "2", "x"}, {"A", "whc", "3", "y"}, {"A", "whc", "2", "z"}, {"A", "status", "closed", "x"}});
  ASSERT_EQ(o.issues.size(), 2U);
  EXPECT_THAT(o.issues[0].message, HasSubstr("none was taken"));
  EXPECT_FALSE(o.find("A")->contains("whc"));
  EXPECT_TRUE(o.find("A")->contains("status"));
  const InputOverrides same = read({{"A", "whc", "2", "x"}, {"A", "whc", "2", "y"}});
  ASSERT_EQ(same.issues.size(), 1U);
  EXPECT_EQ(std::get<double>(same.find("A")->at("whc").value), 2);
}

TEST(InputOverrides, ReadRussianWordsAsTheFacilitiesFileDoes) {
  const InputOverrides o = read({{"A", "status", "Заброшено", "x"}, {"B", "dam_type", "наращена по оси", "x"}});
  EXPECT_TRUE(o.issues.empty());
  EXPECT_EQ(std::get<std::string>(o.find("A")->at("status").value), "abandoned");
  EXPECT_EQ(std::get<std::string>(o.find("B")->at("dam_type").value), "centreline");
}

TEST(InputOverrides, RefuseATableWithoutTheirColumns) {
  EXPECT_THROW(read_input_overrides(test::sheet({"facility", "input", "value"}, {{"A", "whc", "2"}}), two_facilities()), Error);
}

}  // namespace
}  // namespace tmfgeo
