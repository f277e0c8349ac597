// SPDX-License-Identifier: Apache-2.0
// The file of what measures do: faults are told with file, line and key.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspection/bundled_set.h"
#include "support/run_tmfgeo.h"
#include "support/testdata.h"
#include "tmfgeo/app/what_if.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kGood =
    "[[effect]]\n"
    "measure = \"M-DAM-03\"\n"
    "attribute = \"factor_of_safety\"\n"
    "at_least = 1.5\n"
    "source = \"a design\"\n"
    "mark = \"to_confirm\"\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

class MeasureEffects : public ::testing::Test {
 protected:
  std::vector<MeasureEffect> read(const std::string& text) {
    test::write_text(file(), text);
    return read_measure_effects(file(), test::bundled_set());
  }
  std::string refusal(const std::string& text) {
    try {
      read(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      return error.what();
    }
    return "accepted";
  }
  std::string file() const { return folder_.file("effects.toml"); }

 private:
  test::ScratchFolder folder_;
};

TEST_F(MeasureEffects, AreReadAsTheyStand) {
  const auto effects = read(kGood);
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(effects[0].measure, "M-DAM-03");
  EXPECT_EQ(effects[0].value, "1.5");
  EXPECT_EQ(effects[0].at_least, 1.5);
}

TEST_F(MeasureEffects, ThatComeWithTheProgramAreOfItsCatalogue) {
  EXPECT_GE(read_measure_effects(data_folder() + "/indices/measure-effects.toml", test::bundled_set()).size(), 7U);
}

TEST_F(MeasureEffects, RefuseEveryKeyThatIsMissing) {
  for (const char* line : {"measure = \"M-DAM-03\"\n", "attribute = \"factor_of_safety\"\n", "source = \"a design\"\n", "mark = \"to_confirm\"\n"}) {
    const std::string key(line, std::string(line).find(' '));
    EXPECT_THAT(refusal(replaced(kGood, line, "")), AllOf(HasSubstr("effects.toml:"), HasSubstr("effect"), HasSubstr(key), HasSubstr("is missing")));
  }
  EXPECT_THAT(refusal(replaced(kGood, "at_least = 1.5\n", "")), AllOf(HasSubstr("effects.toml:"), HasSubstr("value"), HasSubstr("is missing")));
}

TEST_F(MeasureEffects, RefuseValuesOfAnotherType) {
  EXPECT_THAT(refusal(replaced(kGood, "1.5", "\"1.5\"")), AllOf(HasSubstr("effects.toml:4"), HasSubstr("at_least"), HasSubstr("expected a finite number")));
  EXPECT_THAT(refusal(replaced(kGood, "\"M-DAM-03\"", "3")), AllOf(HasSubstr("effects.toml:2"), HasSubstr("measure"), HasSubstr("expected")));
  EXPECT_THAT(refusal(kGood + "of_status = \"closed\"\n"), AllOf(HasSubstr("effects.toml:7"), HasSubstr("of_status"), HasSubstr("expected a list")));
  EXPECT_THAT(refusal(replaced(kGood, "to_confirm", "sure")), AllOf(HasSubstr("effects.toml:6"), HasSubstr("mark"), HasSubstr("sure")));
}

TEST_F(MeasureEffects, RefuseWhatIsNotKnown) {
  EXPECT_THAT(refusal(replaced(kGood, "M-DAM-03", "M-DAM-0E")), AllOf(HasSubstr("effects.toml:2"), HasSubstr("measure"), HasSubstr("M-DAM-0E"), HasSubstr("did you mean")));
  EXPECT_THAT(refusal(replaced(kGood, "factor_of_safety", "beauty")), AllOf(HasSubstr("effects.toml:3"), HasSubstr("attribute"), HasSubstr("beauty")));
  EXPECT_THAT(refusal(kGood + "of_status = [\"sleeping\"]\n"), AllOf(HasSubstr("effects.toml:7"), HasSubstr("of_status"), HasSubstr("sleeping")));
  EXPECT_THAT(refusal(kGood + "at_most = 3\n"), AllOf(HasSubstr("effects.toml:7"), HasSubstr("at_most")));
  EXPECT_THAT(refusal(kGood + "[[efect]]\nmeasure = \"M-DAM-13\"\n"), AllOf(HasSubstr("effects.toml:"), HasSubstr("efect"), HasSubstr("did you mean")));
}

TEST_F(MeasureEffects, RefuseImpossibleValues) {
  EXPECT_THAT(refusal(replaced(kGood, "1.5", "-1")), AllOf(HasSubstr("effects.toml:4"), HasSubstr("at_least")));
  EXPECT_THAT(refusal(replaced(kGood, "factor_of_safety", "volume_m3")), AllOf(HasSubstr("effects.toml:4"), HasSubstr("at_least"), HasSubstr("factor_of_safety alone")));
  EXPECT_THAT(refusal(kGood + "value = \"2\"\n"), AllOf(HasSubstr("effects.toml:7"), HasSubstr("value"))) << "two values";
}

TEST_F(MeasureEffects, RefuseAMeasureThatChangesOneAttributeTwice) {
  EXPECT_THAT(refusal(kGood + "\n" + kGood), AllOf(HasSubstr("effects.toml:9"), HasSubstr("measure"), HasSubstr("M-DAM-03 changes factor_of_safety a second time")));
  EXPECT_EQ(read(kGood + "\n" + replaced(kGood, "M-DAM-03", "M-DAM-13")).size(), 2U);
}

TEST_F(MeasureEffects, RefuseAFileWithNothingInIt) {
  for (const char* nothing : {"", "# nothing yet\n"}) EXPECT_THAT(refusal(nothing), HasSubstr("effects.toml"));
  EXPECT_THAT(refusal("not toml ["), HasSubstr("effects.toml:1"));
}

}  // namespace
}  // namespace tmfgeo
