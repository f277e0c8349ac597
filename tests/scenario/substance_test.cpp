// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/scenario/substance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string shipped() { return std::string(TMFGEO_SOURCE_DIR) + "/data/transport/substances.toml"; }

const char* const kZinc = R"([[substance]]
id = "zinc"
name = "Zinc"
source = "test"
mark = "confirmed"
)";

std::string threshold(const std::string& lines) {
  return std::string(kZinc) + "[[threshold]]\nid = \"t\"\nsubstance = \"zinc\"\ntitle = \"T\"\nkind = \"alarm\"\nsource = \"s\"\nmark = \"to_confirm\"\n" + lines;
}

std::string refusal(const std::string& toml) {
  try {
    parse_substances(toml, "own.toml");
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::invalid_input);
    return e.what();
  }
  return "";
}

std::vector<std::string> values_of(const SubstanceLibrary& library, const std::string& substance, const std::string& kind) {
  std::vector<std::string> out;
  for (const Threshold& t : library.thresholds) {
    if (t.substance == substance && t.kind == kind) out.push_back(std::to_string(t.value_ug_l).substr(0, 6));
  }
  return out;
}

// The concentrations are those of the sources named in the file, as collected for the project.
TEST(Substances, ShippedOnesHaveTheThresholdsOfTheirSources) {
  const auto library = read_substances(shipped());
  EXPECT_THAT(values_of(library, "cyanide", "drinking"), ::testing::ElementsAre("50.000", "70.000"));
  EXPECT_THAT(values_of(library, "cyanide", "aquatic_acute"), ::testing::ElementsAre("22.000"));
  EXPECT_THAT(values_of(library, "cyanide", "aquatic_chronic"), ::testing::ElementsAre("5.2000"));
  EXPECT_THAT(values_of(library, "cadmium", "eqs"), ::testing::ElementsAre("0.4500", "1.5000"));
  EXPECT_THAT(values_of(library, "mercury", "drinking"), ::testing::ElementsAre("1.0000", "6.0000"));
  EXPECT_THAT(values_of(library, "suspended_solids", "aquatic_chronic"), ::testing::ElementsAre("25000."));
}

TEST(Substances, ShippedOnesAreSortedNamedInRussianAndSayWhereTheyComeFrom) {
  const auto library = read_substances(shipped());
  EXPECT_TRUE(std::is_sorted(library.substances.begin(), library.substances.end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
  for (const Substance& s : library.substances) {
    EXPECT_NE(s.name_ru, s.name) << s.id;
    EXPECT_FALSE(s.source.empty());
    const bool has_threshold = std::any_of(library.thresholds.begin(), library.thresholds.end(), [&](const Threshold& t) { return t.substance == s.id; });
    EXPECT_TRUE(has_threshold) << s.id;
  }
  for (std::size_t i = 0; i < library.thresholds.size(); ++i) {
    const Threshold& t = library.thresholds[i];
    EXPECT_NE(library.find(t.substance), nullptr);
    EXPECT_FALSE(t.source.empty());
    EXPECT_NE(t.title_ru, t.title) << t.id;
    const bool same = i > 0 && library.thresholds[i - 1].substance == t.substance;
    EXPECT_TRUE(!same || library.thresholds[i - 1].value_ug_l <= t.value_ug_l);
  }
  EXPECT_EQ(library.find("kryptonite"), nullptr);
  EXPECT_EQ(library.find("cyanide")->decay_per_d.median, 0);
}

TEST(Substances, UnitsAreConverted) {
  EXPECT_DOUBLE_EQ(parse_substances(threshold("value = 2\nunit = \"mg/L\""), "t").thresholds.front().value_ug_l, 2000);
  EXPECT_DOUBLE_EQ(parse_substances(threshold("value = 2\nunit = \"ug/L\""), "t").thresholds.front().value_ug_l, 2);
}

TEST(Substances, RefusalsNameFileLineKeyAndWhatWasExpected) {
  EXPECT_THAT(refusal(threshold("value = 2\nunit = \"ppm\"")), AllOf(HasSubstr("own.toml:"), HasSubstr("unit"), HasSubstr("ug/L")));
  EXPECT_THAT(refusal(threshold("value = 2")), HasSubstr("unit"));
  EXPECT_THAT(refusal(threshold("value = 0\nunit = \"ug/L\"")), AllOf(HasSubstr("value"), HasSubstr("above 0")));
  EXPECT_THAT(refusal(threshold("value = nan\nunit = \"ug/L\"")), HasSubstr("value"));
  EXPECT_THAT(refusal(threshold("value = -5\nunit = \"ug/L\"")), HasSubstr("above 0"));
  EXPECT_THAT(refusal(threshold("value = \"5\"\nunit = \"ug/L\"")), HasSubstr("value"));
  EXPECT_THAT(refusal(threshold("value = 5\nunit = \"ug/L\"\nvlaue = 6")), HasSubstr("vlaue"));
  EXPECT_THAT(refusal(std::string(kZinc) + kZinc), HasSubstr("there twice"));
  EXPECT_THAT(refusal("[[substance]]\nid = \"zinc\"\nname = \"Z\"\nmark = \"confirmed\"\n"), HasSubstr("source"));
  EXPECT_THAT(refusal("[[substance]]\nid = \"zinc\"\nname = \"Z\"\nsource = \"s\"\n"), HasSubstr("mark"));
  EXPECT_THAT(refusal("[[substance]]\nid = \"zinc\"\nname = \"Z\"\nsource = \"s\"\nmark = \"sure\"\n"), HasSubstr("confirmed"));
  EXPECT_THAT(refusal(std::string(kZinc) + "whc = 4\n"), HasSubstr("whc"));
  EXPECT_THAT(refusal(std::string(kZinc) + "retardation = 0.5\n"), HasSubstr("retardation"));
  EXPECT_THAT(refusal(std::string(kZinc) + "decay_per_d = -1\n"), HasSubstr("decay_per_d"));
  EXPECT_THAT(refusal(std::string(kZinc) + "grain_um = 0\n"), HasSubstr("grain_um"));
  EXPECT_THAT(refusal(""), HasSubstr("substance"));
}

TEST(Substances, AThresholdOfAnUnknownSubstanceIsRefusedWithTheNearestKnown) {
  std::string toml = threshold("value = 2\nunit = \"ug/L\"");
  toml.replace(toml.find("substance = \"zinc\""), 18, "substance = \"zinck\"");
  EXPECT_THAT(refusal(toml), AllOf(HasSubstr("zinck"), HasSubstr("did you mean \"zinc\"")));
}

TEST(Substances, OwnRowsReplaceThoseOfTheSameIdAndMayUseOurSubstances) {
  test::ScratchFolder scratch;
  std::ofstream(scratch.file("своё.toml")) << "[[substance]]\nid = \"cyanide\"\nname = \"CN\"\ndecay_per_d = 0.063\ndecay_sd_log10 = 0.39\nsource = \"own\"\n"
                                              "mark = \"to_confirm\"\n[[threshold]]\nid = \"intake\"\nsubstance = \"lead\"\ntitle = \"Our intake\"\nvalue = 2\n"
                                              "unit = \"ug/L\"\nkind = \"alarm\"\nsource = \"the plant\"\nmark = \"confirmed\"\n";
  const auto base = read_substances(shipped());
  const auto both = with_own(base, scratch.file("своё.toml"));
  EXPECT_EQ(both.substances.size(), base.substances.size());
  EXPECT_DOUBLE_EQ(both.find("cyanide")->decay_per_d.median, 0.063);
  EXPECT_EQ(both.thresholds.size(), base.thresholds.size() + 1);
  EXPECT_THROW(with_own(base, scratch.file("none.toml")), Error);
}

}  // namespace
}  // namespace tmfgeo
