// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "inspection/bundled_set.h"
#include "inspection/small_set.h"
#include "tmfgeo/inspection/action_plan.h"

namespace tmfgeo {
namespace {

using test::bundled_set;
using test::small_set;
using test::visit;
using enum Answer;

Evaluation of_category(const std::vector<Evaluation>& all, const std::string& category) {
  for (const Evaluation& e : all) {
    if (e.category == category) return e;
  }
  ADD_FAILURE() << "no category " << category;
  return {};
}

Evaluation overall(const QuestionSet& set, const Inspection& inspection) { return evaluate(set, inspection).back(); }

/// The drainage questions of the bundled set, as on the page docs/methods/checklist.md.
Inspection page_example() {
  Inspection i = visit(bundled_set(), ChecklistGroup::visual, "2026-05-14", {{"V-DRA-01", yes}, {"V-DRA-02", mostly_no}, {"V-DRA-03", yes}, {"V-DRA-05", not_applicable}});
  for (GivenAnswer& a : i.answers) {
    if (a.question == "V-DRA-03") a.evidence = "told";
  }
  return i;
}

TEST(Evaluate, AgreesWithTheWorkedExampleOfThePage) {
  const Evaluation e = of_category(evaluate(bundled_set(), page_example()), "drainage");
  EXPECT_EQ(e.questions, 5U);
  EXPECT_EQ(e.applicable, 4U);
  EXPECT_EQ(e.answered, 3U);
  EXPECT_EQ(e.with_evidence, 2U);
  EXPECT_EQ(e.meets_percent, 75.0);
  EXPECT_EQ(e.credibility_percent, 60.0);
  EXPECT_EQ(e.safety, SafetyClass::conditionally_acceptable);
}

TEST(Evaluate, CapsTheClassForTheCriticalQuestionOfThePage) {
  const Inspection i = visit(bundled_set(), ChecklistGroup::visual, "2026-05-14",
                             {{"V-DRA-01", mostly_no}, {"V-DRA-02", yes}, {"V-DRA-03", yes}, {"V-DRA-04", yes}, {"V-DRA-05", yes}});
  const Evaluation e = of_category(evaluate(bundled_set(), i), "drainage");
  EXPECT_NEAR(*e.meets_percent, 100.0 * 27 / 33, 1e-12);
  EXPECT_EQ(e.safety, SafetyClass::conditionally_acceptable);
  EXPECT_THAT(e.critical, testing::ElementsAre("V-DRA-01"));
  EXPECT_THAT(e.reason.en, testing::HasSubstr("critical: V-DRA-01"));
}

TEST(ActionPlan, AgreesWithTheWorkedExampleOfThePage) {
  const Inspection i = page_example();
  const auto plan = action_plan(bundled_set(), std::span(&i, 1));
  const auto priority = [&](const std::string& id) {
    for (const PlannedMeasure& p : plan) {
      if (p.measure == id) return std::string(to_text(p.priority));
    }
    return std::string("none");
  };
  EXPECT_EQ(priority("M-DRA-02"), "high");
  EXPECT_EQ(priority("M-DRA-04"), "high");
  const Inspection capped = visit(bundled_set(), ChecklistGroup::visual, "2026-05-14", {{"V-DRA-01", mostly_no}});
  const auto urgent = action_plan(bundled_set(), std::span(&capped, 1));
  ASSERT_FALSE(urgent.empty());
  EXPECT_EQ(urgent.front().measure, "M-DRA-01");
  EXPECT_EQ(urgent.front().priority, Priority::urgent);
}

TEST(Evaluate, SaysNothingWhereNothingWasAnswered) {
  const QuestionSet set = small_set();
  const Evaluation none = overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", {}));
  EXPECT_EQ(none.safety, SafetyClass::not_evaluated);
  EXPECT_FALSE(none.meets_percent.has_value());
  EXPECT_EQ(none.credibility_percent, 0.0);
  const Evaluation nothing_applies =
      overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", {{"V1", not_applicable}, {"V2", not_applicable}, {"V3", not_applicable}}));
  EXPECT_FALSE(nothing_applies.credibility_percent.has_value());
  EXPECT_EQ(nothing_applies.safety, SafetyClass::not_evaluated);
}

TEST(Evaluate, IncludesALimitInTheClassAboveIt) {
  const QuestionSet set = small_set();
  // Weights 3, 1, 2 of 3 points each: 9 + 3 + 6 = 18 attainable; V3 "no" and V2 "no" leave 9: exactly 50 %.
  const Evaluation e = overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", {{"V1", yes}, {"V2", no}, {"V3", no}}));
  EXPECT_EQ(e.meets_percent, 50.0);
  EXPECT_EQ(e.safety, SafetyClass::conditionally_acceptable);
}

TEST(Evaluate, TakesNoBestClassOnHearsay) {
  const QuestionSet set = small_set();
  const std::map<std::string, Answer> good{{"V1", yes}, {"V2", yes}, {"V3", yes}};
  EXPECT_EQ(overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", good, "seen")).safety, SafetyClass::acceptable);
  for (const char* evidence : {"told", ""}) {
    const Evaluation e = overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", good, evidence));
    EXPECT_EQ(e.safety, SafetyClass::conditionally_acceptable);
    EXPECT_EQ(e.credibility_percent, 0.0);
    EXPECT_THAT(e.reason.en, testing::HasSubstr("credibility"));
  }
}

TEST(Evaluate, LetsACriticalQuestionDecideButNoOther) {
  const QuestionSet set = small_set();
  const auto class_for = [&](Answer critical, Answer other) {
    return overall(set, visit(set, ChecklistGroup::visual, "2026-05-14", {{"V1", critical}, {"V2", other}, {"V3", yes}})).safety;
  };
  EXPECT_EQ(class_for(yes, no), SafetyClass::acceptable);
  EXPECT_EQ(class_for(mostly_yes, yes), SafetyClass::acceptable);
  EXPECT_EQ(class_for(mostly_no, yes), SafetyClass::conditionally_acceptable);
  EXPECT_EQ(class_for(no, yes), SafetyClass::not_acceptable);
  EXPECT_EQ(class_for(no_data, yes), SafetyClass::conditionally_acceptable);
  EXPECT_EQ(class_for(not_applicable, yes), SafetyClass::acceptable);
}

TEST(Evaluate, NeverGetsBetterWhenAnAnswerGetsWorse) {
  const QuestionSet& set = bundled_set();
  std::mt19937 random(7);
  for (const ChecklistGroup group : kGroups) {
    for (int round = 0; round < 30; ++round) {
      std::map<std::string, Answer> answers;
      for (const Question& q : set.of(group)) answers[q.id] = kAnswers[random() % kAnswers.size()];
      const Question& changed = set.of(group)[random() % set.of(group).size()];
      double before = 101;
      SafetyClass best = SafetyClass::acceptable;
      for (const Answer answer : {yes, mostly_yes, mostly_no, no}) {
        answers[changed.id] = answer;
        const Evaluation e = overall(set, visit(set, group, "2026-05-14", answers));
        EXPECT_LT(*e.meets_percent, before);
        EXPECT_GE(e.safety, best);
        before = *e.meets_percent;
        best = e.safety;
      }
    }
  }
}

TEST(Evaluate, CountsEveryQuestionOnceInItsCategoryAndOnceOverall) {
  const QuestionSet& set = bundled_set();
  for (const ChecklistGroup group : kGroups) {
    const auto all = evaluate(set, visit(set, group, "2026-05-14", {}));
    std::size_t questions = 0;
    for (const Evaluation& e : all) questions += e.category == "overall" ? 0 : e.questions;
    EXPECT_EQ(questions, set.of(group).size());
    EXPECT_EQ(all.back().category, "overall");
    EXPECT_EQ(all.back().questions, questions);
  }
}

}  // namespace
}  // namespace tmfgeo
