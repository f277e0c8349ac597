// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/scheme.h"

namespace tmfgeo {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kHead = R"(id = "x"
title = "X"
title_ru = "Х"
source = "a test"
version = 1
)";

/// A term on line 6 of the file; the body begins on line 11.
std::string term(const std::string& name, const std::string& body) {
  return "[[term]]\nname = \"" + name + "\"\ntitle = \"T\"\ntitle_ru = \"Т\"\nunit = \"1\"\n" + body;
}
const std::string kMarked = "mark = \"to_confirm\"\nsource = \"a test\"\n";
const std::string kCapacity = term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\n" + kMarked);

/// What the reader says, or "accepted".
std::string refusal(const std::string& text) {
  try {
    parse_scheme(text, "x.toml");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.what();
  }
  return "accepted";
}

std::string step_refusal(const std::string& classes) {
  return refusal(kHead + term("dam", "function = \"step\"\ninput = \"factor_of_safety\"\nclasses = [\n" + classes + "]\n" + kMarked));
}

TEST(SchemeFile, TellsSourcesInRussianWhereItHasThem) {
  const std::string dam = term("dam", "function = \"step\"\ninput = \"factor_of_safety\"\nclasses = [{ to = 1.2, value = 1 }, { from = 1.2, value = 0 }]\nmark = \"to_confirm\"\n"
                                      "source = \"a\"\nsource_ru = \"а\"\n[term.else]\nfunction = \"lookup\"\ninput = \"whc\"\ntable = { 0 = 0, 1 = 0, 2 = 1, 3 = 1 }\nmark = \"to_confirm\"\nsource = \"b\"\n");
  const Scheme scheme = parse_scheme(kHead + kCapacity + dam + term("all", "function = \"sum\"\nof = [\"cap\"]\nmark = \"confirmed\"\nsource = \"c\"\nsource_ru = \"в\"\n"), "x.toml");
  EXPECT_EQ(scheme.terms()[0].source_ru, "a test") << "as it is written";
  EXPECT_EQ(scheme.terms()[1].source, "a; b");
  EXPECT_EQ(scheme.terms()[1].source_ru, "а; b");
  EXPECT_EQ(scheme.terms()[2].source_ru, "в");
}

TEST(SchemeFile, TakesASmallScheme) {
  const Scheme scheme = parse_scheme(
      kHead + kCapacity + term("all", "function = \"sum\"\nof = [\"cap\"]\nmark = \"confirmed\"\nsource = \"b\"\n"), "x.toml");
  ASSERT_EQ(scheme.terms().size(), 2U);
  EXPECT_EQ(scheme.id(), "x");
  EXPECT_EQ(scheme.title_ru(), "Х");
  EXPECT_EQ(scheme.version(), 1);
  EXPECT_EQ(scheme.terms()[0].function, TermFunction::log10);
  EXPECT_THAT(scheme.terms()[0].inputs, ElementsAre("volume_m3"));
  EXPECT_THAT(scheme.terms()[1].parts, ElementsAre("cap"));
  EXPECT_THAT(scheme.terms()[1].inputs, ElementsAre("volume_m3"));
  EXPECT_EQ(scheme.terms()[1].mark, Mark::to_confirm) << "the weakest of its own and its parts'";
  EXPECT_EQ(scheme.weakest_mark(), Mark::to_confirm);
}

TEST(SchemeFile, IsMarkedConfirmedOnlyIfEverythingIs) {
  const std::string confirmed = term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1, 2]\nmark = \"confirmed\"\nsource = \"p. 1\"\n");
  EXPECT_EQ(parse_scheme(kHead + confirmed, "x.toml").weakest_mark(), Mark::confirmed);
}

TEST(SchemeFile, RefusesAnUnknownKeyWithTheNearestOne) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nwieght = 2\n" + kMarked)),
              AllOf(StartsWith("x.toml:14"), HasSubstr("wieght"), HasSubstr("did you mean \"weight\"")));
  EXPECT_THAT(refusal("licence = \"y\"\n" + (kHead + kCapacity)), AllOf(StartsWith("x.toml:1"), HasSubstr("licence")));
}

TEST(SchemeFile, RefusesAKeyThatBelongsToAnotherFunction) {
  EXPECT_THAT(refusal(kHead + term("q", "function = \"threshold\"\ninput = \"pga_475_g\"\nabove = 0.1\nvalue = 1\notherwise = 0\nrange = [0, 1]\n" + kMarked)),
              AllOf(StartsWith("x.toml:16"), HasSubstr("range")));
}

TEST(SchemeFile, RefusesAnUnknownInputWithTheNearestOne) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m\"\nrange = [1e3, 1e9]\n" + kMarked)),
              AllOf(StartsWith("x.toml:12"), HasSubstr("did you mean \"volume_m3\"")));
}

TEST(SchemeFile, RefusesAnUnknownFunctionWithTheNearestOne) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log\"\ninput = \"volume_m3\"\n" + kMarked)),
              AllOf(StartsWith("x.toml:11"), HasSubstr("did you mean \"log10\"")));
}

TEST(SchemeFile, RefusesAMissingMark) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nsource = \"s\"\n")),
              AllOf(StartsWith("x.toml:6"), HasSubstr("mark: is missing")));
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"sum\"\nof = [\"cap\"]\nsource = \"s\"\n")),
              HasSubstr("mark: is missing"));
}

TEST(SchemeFile, RefusesAMarkThatIsNone) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nmark = \"sure\"\nsource = \"s\"\n")),
              AllOf(HasSubstr("\"sure\""), HasSubstr("confirmed, to_confirm")));
}

TEST(SchemeFile, RefusesAMissingOrEmptySource) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nmark = \"confirmed\"\n")),
              HasSubstr("source: is missing"));
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nmark = \"confirmed\"\nsource = \" \"\n")),
              AllOf(StartsWith("x.toml:15"), HasSubstr("is empty")));
}

TEST(SchemeFile, RefusesALogarithmWithoutRange) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\n" + kMarked)), HasSubstr("range: is missing"));
}

TEST(SchemeFile, RefusesARangeTurnedRoundOrTooShort) {
  for (const char* range : {"[1e9, 1e3]", "[1e3, 1e3]", "[1e3]", "[]", "[1, 2, 3]"}) {
    EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = " + std::string(range) + "\n" + kMarked)),
                AllOf(StartsWith("x.toml:13"), HasSubstr("the lower first")))
        << range;
  }
}

TEST(SchemeFile, RefusesARangeThatIsImpossibleForTheInput) {
  EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [0, 1e9]\n" + kMarked)),
              AllOf(StartsWith("x.toml:13"), HasSubstr("above 0")));
}

TEST(SchemeFile, RefusesALogarithmOfWhatCanBeZero) {
  EXPECT_THAT(refusal(kHead + term("p", "function = \"log10\"\ninput = \"people_on_path\"\nrange = [1, 10]\n" + kMarked)),
              AllOf(HasSubstr("plus"), HasSubstr("people_on_path")));
  EXPECT_EQ(refusal(kHead + term("p", "function = \"log10\"\ninput = \"people_on_path\"\nplus = 1\nrange = [0, 10]\n" + kMarked)), "accepted");
}

TEST(SchemeFile, RefusesAWordWhereANumberIsNeeded) {
  for (const char* function : {"log10", "threshold", "step"}) {
    EXPECT_THAT(refusal(kHead + term("m", "function = \"" + std::string(function) + "\"\ninput = \"status\"\n" + kMarked)),
                AllOf(StartsWith("x.toml:12"), HasSubstr("which is a word")))
        << function;
  }
}

TEST(SchemeFile, RefusesALookupOverANumberWithoutEnd) {
  for (const char* input : {"volume_m3", "stream_order"}) {
    EXPECT_THAT(refusal(kHead + term("m", "function = \"lookup\"\ninput = \"" + std::string(input) + "\"\ntable = { 1 = 1 }\n" + kMarked)),
                HasSubstr("too many values for lookup"))
        << input;
  }
}

TEST(SchemeFile, RefusesALookupThatLeavesOutAWord) {
  EXPECT_THAT(refusal(kHead + term("tox", "function = \"lookup\"\ninput = \"whc\"\ntable = { 0 = 0, 1 = 1, 3 = 3 }\n" + kMarked)),
              AllOf(StartsWith("x.toml:13"), HasSubstr("leaves out 2")));
}

TEST(SchemeFile, RefusesALookupWithAWordTheInputDoesNotHave) {
  EXPECT_THAT(refusal(kHead + term("tox", "function = \"lookup\"\ninput = \"whc\"\ntable = { 0 = 0, 1 = 1, 2 = 2, 3 = 3, 4 = 4 }\n" + kMarked)),
              AllOf(StartsWith("x.toml:13"), HasSubstr("\"4\"")));
  EXPECT_THAT(refusal(kHead + term("m", "function = \"lookup\"\ninput = \"status\"\ntable = { abandonned = 1 }\n" + kMarked)),
              HasSubstr("did you mean \"abandoned\""));
}

TEST(SchemeFile, RefusesALookupValueThatIsNoNumber) {
  EXPECT_THAT(refusal(kHead + term("tox", "function = \"lookup\"\ninput = \"whc\"\ntable = { 0 = \"low\", 1 = 1, 2 = 2, 3 = 3 }\n" + kMarked)),
              AllOf(StartsWith("x.toml:13"), HasSubstr("expected a finite number")));
}

TEST(SchemeFile, RefusesAThresholdThatDividesNothing) {
  EXPECT_THAT(refusal(kHead + term("q", "function = \"threshold\"\ninput = \"pga_475_g\"\nabove = -1\nvalue = 1\notherwise = 0\n" + kMarked)),
              AllOf(StartsWith("x.toml:13"), HasSubstr("divides nothing")));
  EXPECT_THAT(refusal(kHead + term("q", "function = \"threshold\"\ninput = \"whc\"\nabove = 3\nvalue = 1\notherwise = 0\n" + kMarked)),
              HasSubstr("divides nothing"));
}

TEST(SchemeFile, RefusesClassesThatOverlap) {
  EXPECT_THAT(step_refusal("{ to = 1.5, value = 1 },\n{ from = 1.2, value = 0 },\n"),
              AllOf(StartsWith("x.toml:15"), HasSubstr("overlaps"), HasSubstr("1.5")));
}

TEST(SchemeFile, RefusesClassesWithAGap) {
  EXPECT_THAT(step_refusal("{ to = 1.2, value = 1 },\n{ from = 1.5, value = 0 },\n"),
              AllOf(StartsWith("x.toml:15"), HasSubstr("gap"), HasSubstr("1.2")));
}

TEST(SchemeFile, RefusesClassesThatDoNotReachAllValues) {
  EXPECT_THAT(step_refusal("{ from = 1, to = 1.2, value = 1 },\n{ from = 1.2, value = 0 },\n"), HasSubstr("without `from`"));
  EXPECT_THAT(step_refusal("{ to = 1.2, value = 1 },\n{ from = 1.2, to = 2, value = 0 },\n"), HasSubstr("without `to`"));
  EXPECT_THAT(step_refusal("{ value = 1 },\n{ from = 1.2, value = 0 },\n"), HasSubstr("only the last class is open"));
  EXPECT_THAT(step_refusal("{ to = 1.2, value = 1 },\n{ value = 0 },\n"), HasSubstr("where the class before ends"));
}

TEST(SchemeFile, RefusesAnEmptyClassAndAnEmptyList) {
  EXPECT_THAT(step_refusal("{ to = 1.2, value = 1 },\n{ from = 1.2, to = 1.2, value = 2 },\n{ from = 1.2, value = 0 },\n"),
              AllOf(StartsWith("x.toml:15"), HasSubstr("empty")));
  EXPECT_THAT(step_refusal("{ to = -1, value = 1 },\n{ from = -1, value = 0 },\n"), HasSubstr("empty"));
  EXPECT_THAT(step_refusal(""), HasSubstr("classes: is missing"));
}

TEST(SchemeFile, RefusesAnUnknownKeyInAClass) {
  EXPECT_THAT(step_refusal("{ to = 1.2, value = 1, note = \"low\" },\n{ from = 1.2, value = 0 },\n"),
              AllOf(StartsWith("x.toml:14"), HasSubstr("note")));
}

TEST(SchemeFile, RefusesASumOfUnknownLaterOrNoTerms) {
  const std::string after = "mark = \"to_confirm\"\nsource = \"s\"\n";
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"sum\"\nof = [\"capp\"]\n" + after)), HasSubstr("did you mean \"cap\""));
  EXPECT_THAT(refusal(kHead + term("all", "function = \"sum\"\nof = [\"cap\"]\n" + after) + kCapacity),
              AllOf(StartsWith("x.toml:12"), HasSubstr("terms above this one")));
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"sum\"\nof = [\"all\"]\n" + after)), HasSubstr("terms above this one"));
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"max\"\nof = []\n" + after)), HasSubstr("of: is missing"));
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"sum\"\n" + after)), HasSubstr("of: is missing"));
  EXPECT_THAT(refusal(kHead + kCapacity + term("all", "function = \"sum\"\nof = [\"cap\", \"cap\"]\n" + after)), HasSubstr("twice"));
}

TEST(SchemeFile, RefusesANameUsedTwiceOrUnfitForAColumn) {
  EXPECT_THAT(refusal(kHead + kCapacity + kCapacity), HasSubstr("a second time"));
  for (const char* name : {"THI", "1st", "thi cap", "ём", "_x"}) {
    EXPECT_THAT(refusal(kHead + term(name, "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\n" + kMarked)),
                AllOf(StartsWith("x.toml:7"), HasSubstr("small letters")))
        << name;
  }
}

TEST(SchemeFile, RefusesAWeightThatIsNotAboveZero) {
  for (const char* weight : {"0", "-1"}) {
    EXPECT_THAT(refusal(kHead + term("cap", "function = \"log10\"\ninput = \"volume_m3\"\nrange = [1e3, 1e9]\nweight = " + std::string(weight) + "\n" + kMarked)),
                AllOf(StartsWith("x.toml:14"), HasSubstr("above 0")));
  }
}

TEST(SchemeFile, RefusesAnElseThatIsASumOrRepeatsAnInput) {
  const std::string first = "function = \"threshold\"\ninput = \"pga_475_g\"\nabove = 0.1\nvalue = 1\notherwise = 0\n";
  EXPECT_THAT(refusal(kHead + term("q", first + kMarked + "[term.else]\n" + first + kMarked)), HasSubstr("a second time in one term"));
  EXPECT_THAT(refusal(kHead + term("q", first + kMarked + "[term.else]\nfunction = \"sum\"\nof = [\"q\"]\n" + kMarked)),
              HasSubstr("expected one of: log10, lookup, step, threshold"));
}

TEST(SchemeFile, RefusesAFileWithoutHeadOrTerms) {
  EXPECT_THAT(refusal(kHead), HasSubstr("term: is missing"));
  EXPECT_THAT(refusal(kCapacity), HasSubstr("id: is missing"));
  EXPECT_THAT(refusal("id = 7\n"), HasSubstr("id: found a whole number"));
  std::string without_version = kHead + kCapacity;
  without_version.replace(without_version.find("version = 1"), 11, "version = 0");
  EXPECT_THAT(refusal(without_version), AllOf(StartsWith("x.toml:5"), HasSubstr("version")));
}

TEST(SchemeFile, RefusesWhatIsNotToml) {
  EXPECT_THAT(refusal("id = \n"), AllOf(StartsWith("x.toml:1"), HasSubstr("not valid TOML")));
  const test::ScratchFolder folder;
  EXPECT_THROW(read_scheme(folder.file("absent.toml")), Error);
  std::ofstream(folder.file("empty.toml")).close();
  EXPECT_THROW(read_scheme(folder.file("empty.toml")), Error);
}

TEST(SchemeFile, SurvivesACutAnywhere) {
  std::ifstream file(TMFGEO_SOURCE_DIR "/data/schemes/tmfgeo-1.toml");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  ASSERT_FALSE(text.empty());
  std::size_t accepted = 0;
  for (std::size_t length = 0; length < text.size(); length += 7) {
    if (refusal(text.substr(0, length)) == "accepted") ++accepted;
  }
  EXPECT_GT(accepted, 0U) << "a cut between two terms leaves a whole scheme";
  EXPECT_LT(accepted, text.size() / 70);
}

}  // namespace
}  // namespace tmfgeo
