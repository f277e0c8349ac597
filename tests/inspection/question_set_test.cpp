// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/question_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "inspection/bundled_set.h"
#include "inspection/small_set.h"
#include "support/testdata.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

using test::bundled_set;
using testing::AllOf;
using testing::HasSubstr;

bool has_cyrillic(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\xD0' || c == '\xD1'; });
}

void expect_both(const BilingualText& text, const std::string& what) {
  EXPECT_FALSE(has_cyrillic(text.en)) << what << ": " << text.en;
  EXPECT_TRUE(has_cyrillic(text.ru)) << what << ": " << text.ru;
  EXPECT_GT(text.en.size(), 2U) << what;
  EXPECT_GT(text.ru.size(), 4U) << what;
}

/// What reading says after one text of one file was replaced.
std::string refusal(const std::string& file, const std::string& from, const std::string& to) {
  auto files = test::small_files();
  const auto at = files.at(file).find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) files.at(file).replace(at, from.size(), to);
  try {
    test::set_of(files);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.what();
  }
  return "accepted";
}

TEST(BundledQuestionSet, HasAsManyQuestionsAndMeasuresAsPromised) {
  EXPECT_GE(bundled_set().of(ChecklistGroup::visual).size(), 30U);
  EXPECT_GE(bundled_set().of(ChecklistGroup::detailed).size(), 60U);
  EXPECT_GE(bundled_set().of(ChecklistGroup::inactive).size(), 25U);
  EXPECT_GE(bundled_set().measures.size(), 80U);
}

TEST(BundledQuestionSet, HasBothLanguagesEverywhere) {
  const QuestionSet& set = bundled_set();
  for (const ChecklistGroup group : kGroups) {
    for (const Question& q : set.of(group)) {
      expect_both(q.text, q.id);
      EXPECT_TRUE(q.text.en.ends_with("?") && q.text.ru.ends_with("?")) << q.id;
    }
    expect_both(set.groups[index_of(group)].title, "group");
    expect_both(set.groups[index_of(group)].intro, "group");
  }
  for (const Measure& m : set.measures) {
    expect_both(m.text, m.id);
    expect_both(m.reason, m.id);
    EXPECT_TRUE(m.text.en.ends_with(".") && m.text.ru.ends_with(".")) << m.id;
  }
  for (const NamedText& c : set.categories) expect_both(c.text, c.id);
  for (const NamedText& t : set.topics) expect_both(t.text, t.id);
}

TEST(BundledQuestionSet, AsksNothingTwiceAndUsesEveryMeasureCategoryAndTopic) {
  const QuestionSet& set = bundled_set();
  std::set<std::string> texts;
  std::set<std::string> measures{set.no_data_measure};
  std::set<std::string> categories;
  std::set<std::string> topics;
  for (const ChecklistGroup group : kGroups) {
    std::set<std::string> own;
    for (const Question& q : set.of(group)) {
      EXPECT_TRUE(own.insert(q.text.en).second && own.insert(q.text.ru).second) << q.id;
      measures.insert(q.measures.begin(), q.measures.end());
      categories.insert(q.category);
      topics.insert(q.topic);
    }
  }
  for (const Measure& m : set.measures) {
    EXPECT_TRUE(measures.contains(m.id)) << m.id;
    EXPECT_TRUE(texts.insert(m.text.en).second && texts.insert(m.text.ru).second) << m.id;
    topics.insert(m.topic);
  }
  EXPECT_EQ(categories.size(), set.categories.size());
  EXPECT_EQ(topics.size(), set.topics.size());
}

TEST(BundledQuestionSet, HasCriticalQuestionsInEveryGroupAndEveryHorizon) {
  const QuestionSet& set = bundled_set();
  for (const ChecklistGroup group : kGroups) {
    const auto& questions = set.of(group);
    EXPECT_GE(std::count_if(questions.begin(), questions.end(), [](const Question& q) { return q.critical; }), 4);
  }
  for (const Horizon horizon : kHorizons) {
    EXPECT_GE(std::count_if(set.measures.begin(), set.measures.end(), [&](const Measure& m) { return m.horizon == horizon; }), 5);
  }
  EXPECT_EQ(set.mark, "to_confirm");
}

TEST(MakeQuestionSet, TakesTheSmallSet) {
  const QuestionSet set = test::small_set();
  EXPECT_EQ(set.version, 2);
  EXPECT_EQ(set.most_points(), 3);
  ASSERT_NE(set.question("V3"), nullptr);
  EXPECT_EQ(set.question("V3")->weight, 2);
  EXPECT_EQ(set.question("V9"), nullptr);
  EXPECT_EQ(set.measure("M2")->priority_at_least, Priority::high);
}

TEST(MakeQuestionSet, RefusesDoubledIdsWithBothPlaces) {
  EXPECT_THAT(refusal("visual", "\"V2\"", "\"V1\""), AllOf(HasSubstr("visual.toml:3"), HasSubstr("question \"V1\" again"), HasSubstr("visual.toml:2")));
  EXPECT_THAT(refusal("detailed", "\"D1\"", "\"V3\""), AllOf(HasSubstr("detailed.toml:1"), HasSubstr("visual.toml:4")));
  EXPECT_THAT(refusal("measures", "\"M1\"", "\"M0\""), HasSubstr("measure \"M0\" again"));
}

TEST(MakeQuestionSet, RefusesUnknownMeasuresCategoriesAndTopicsWithTheNearest) {
  EXPECT_THAT(refusal("visual", "[\"M1\", \"M2\"]", "[\"M1\", \"M7\"]"), AllOf(HasSubstr("visual.toml:2"), HasSubstr("measures"), HasSubstr("\"M7\", which is no measure")));
  EXPECT_THAT(refusal("visual", "\"pond\"", "\"pont\""), HasSubstr("did you mean \"pond\""));
  EXPECT_THAT(refusal("measures", "\"water\"", "\"watr\""), HasSubstr("did you mean \"water\""));
  EXPECT_THAT(refusal("rules", "no_data_measure = \"M0\"", "no_data_measure = \"M8\""), HasSubstr("no_data_measure"));
  EXPECT_THAT(refusal("visual", "measures = [\"M2\"]", "measures = []"), HasSubstr("expected the measures"));
}

TEST(MakeQuestionSet, RefusesAMissingLanguage) {
  EXPECT_THAT(refusal("visual", ", ru = \"Ровный ли гребень?\"", ""), AllOf(HasSubstr("visual.toml:3"), HasSubstr("ru")));
  EXPECT_THAT(refusal("visual", "ru = \"Ровный ли гребень?\"", "ru = \"  \""), HasSubstr("is empty"));
  EXPECT_THAT(refusal("measures", "reason_ru = \"почему\"", "reason_r = \"почему\""), HasSubstr("reason_ru"));
}

TEST(MakeQuestionSet, RefusesClassesThatOverlapOrLeaveGaps) {
  EXPECT_THAT(refusal("rules", "from_percent = 50, to_percent = 80", "from_percent = 50, to_percent = 85"), HasSubstr("overlaps the class above"));
  EXPECT_THAT(refusal("rules", "from_percent = 50, to_percent = 80", "from_percent = 50, to_percent = 75"), HasSubstr("leaves a gap"));
  EXPECT_THAT(refusal("rules", "from_percent = 0, to_percent = 50", "from_percent = 10, to_percent = 50"), HasSubstr("expected 0"));
  EXPECT_THAT(refusal("rules", "from_percent = 50, to_percent = 80", "from_percent = 80, to_percent = 80"), HasSubstr("less than to_percent"));
  EXPECT_THAT(refusal("rules", "\"not_acceptable\", en", "\"acceptable\", en"), HasSubstr("again"));
}

TEST(MakeQuestionSet, RefusesRulesThatContradictThemselves) {
  EXPECT_THAT(refusal("rules", "points = 2", "points = 3"), HasSubstr("fewer points for each worse answer"));
  EXPECT_THAT(refusal("rules", "points = 0", "points = -1"), HasSubstr("points"));
  EXPECT_THAT(refusal("rules", "ru = \"нет\"", "ru = \"Да\""), HasSubstr("already means something else"));
  EXPECT_THAT(refusal("rules", "gap_from = 6", "gap_from = 10"), HasSubstr("smaller gap_from"));
  EXPECT_THAT(refusal("rules", "gap_from = 0", "gap_from = 1"), HasSubstr("every gap has one"));
  EXPECT_THAT(refusal("rules", "months = 24", "months = 6"), HasSubstr("more months"));
  EXPECT_THAT(refusal("rules", "months = 24", "months = 6.5"), HasSubstr("months"));
  EXPECT_THAT(refusal("rules", "version = 2", "version = 0"), HasSubstr("version"));
  EXPECT_THAT(refusal("rules", "\"to_confirm\"", "\"sure\""), HasSubstr("mark"));
  EXPECT_THAT(refusal("rules", "least_credibility_percent = 50", "least_credibility_percent = 150"), HasSubstr("0 to 100"));
  EXPECT_THAT(refusal("visual", "weight = 3", "weight = 0"), HasSubstr("1 to 10"));
  EXPECT_THAT(refusal("visual", "\"V1\"", "\"@V1\""), HasSubstr("does not begin with @"));
  EXPECT_THAT(refusal("visual", "critical = true", "critcal = true"), HasSubstr("critcal"));
}

TEST(ReadQuestionSet, NamesTheFileThatIsMissing) {
  const test::ScratchFolder folder;
  try {
    read_question_set(folder.path().string());
    FAIL() << "an empty folder was accepted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("rules.toml"));
  }
}

}  // namespace
}  // namespace tmfgeo
