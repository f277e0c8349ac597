// SPDX-License-Identifier: Apache-2.0
// Visits on which little was answered: they are no all-clear.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "inspection/bundled_set.h"
#include "tmfgeo/inspection/inspection_results.h"

namespace tmfgeo {
namespace {

using ::testing::HasSubstr;

/// A detailed visit to facility F with one answer to the first so many questions, "no data" to the others.
Inspection visit(const char* day, Answer answer, std::size_t questions, ChecklistGroup group = ChecklistGroup::detailed) {
  Inspection v;
  v.facility_id = "F";
  v.date = *parse_date(day);
  v.group = group;
  for (const Question& q : test::bundled_set().of(group)) {
    const bool given = v.answers.size() < questions;
    v.answers.push_back({q.id, given ? answer : Answer::no_data, given ? "seen" : "", "", ""});
  }
  return v;
}

FacilityState state_after(std::vector<Inspection> visits) { return inspection_results(test::bundled_set(), {{"F", "", "XA"}}, std::move(visits)).states.at(0); }

constexpr std::size_t kAll = 1000;

TEST(LittleAnswered, IsNoClassAndDoesNotCountAsAssessed) {
  const Evaluation overall = evaluate(test::bundled_set(), visit("2026-06-01", Answer::yes, 1)).back();
  EXPECT_EQ(overall.safety, SafetyClass::not_evaluated);
  EXPECT_FALSE(overall.meets_percent) << "100 % of one answer is nothing";
  EXPECT_THAT(overall.reason.en, HasSubstr("1 of 72 answered, less than 50 %"));
  EXPECT_THAT(overall.reason.ru, HasSubstr("ответов 1 из 72, меньше 50 %"));
  const InspectionResults r = inspection_results(test::bundled_set(), {{"F", "", "XA"}}, {visit("2026-06-01", Answer::yes, 1)});
  EXPECT_EQ(r.countries.back().assessed, 0U);
}

TEST(LittleAnswered, ReplacesNoEarlierClass) {
  const FacilityState state = state_after({visit("2026-05-14", Answer::no, kAll), visit("2026-06-01", Answer::yes, 1)});
  EXPECT_EQ(state.safety, SafetyClass::not_acceptable);
  ASSERT_TRUE(state.meets_percent);
  EXPECT_LT(*state.meets_percent, 5) << "one of 72";
  EXPECT_EQ(state.latest, parse_date("2026-06-01"));
  EXPECT_EQ(state_after({visit("2026-05-14", Answer::yes, kAll), visit("2026-06-01", Answer::mostly_no, 3)}).safety, SafetyClass::acceptable);
}

TEST(LittleAnswered, IsEnoughWithHalfOfWhatApplies) {
  EXPECT_EQ(evaluate(test::bundled_set(), visit("2026-06-01", Answer::yes, 35)).back().safety, SafetyClass::not_evaluated);
  EXPECT_NE(evaluate(test::bundled_set(), visit("2026-06-01", Answer::yes, 36)).back().safety, SafetyClass::not_evaluated);
}

TEST(LittleAnswered, IsTheWorstClassWithACriticalNo) {
  Inspection v = visit("2026-06-01", Answer::no_data, 0);
  for (std::size_t i = 0; i < v.answers.size(); ++i) {
    if (!test::bundled_set().of(v.group)[i].critical) continue;
    v.answers[i].answer = Answer::no;
    break;
  }
  const Evaluation overall = evaluate(test::bundled_set(), v).back();
  EXPECT_EQ(overall.safety, SafetyClass::not_acceptable) << "one is enough";
  EXPECT_FALSE(overall.meets_percent) << "0 % of one answer is nothing";
  EXPECT_FALSE(overall.credibility_percent);
  EXPECT_THAT(overall.reason.en, HasSubstr("1 of 72 answered, less than 50 %; open critical: D-"));
  EXPECT_EQ(overall.open_critical.size(), 1U) << "those without data are no findings";
}

TEST(FacilityState, IsNoBetterThanItsOpenCriticalFindings) {
  // The later visit answers all but the critical question that was answered "no" before: that finding stays open.
  Inspection before = visit("2026-05-14", Answer::yes, kAll);
  Inspection after = visit("2026-06-01", Answer::yes, kAll);
  const auto& questions = test::bundled_set().of(before.group);
  const auto critical = static_cast<std::size_t>(std::find_if(questions.begin(), questions.end(), [](const Question& q) { return q.critical; }) - questions.begin());
  before.answers[critical].answer = Answer::no;
  after.answers[critical].answer = Answer::no_data;
  EXPECT_EQ(state_after({before, after}).safety, SafetyClass::not_acceptable);
  after.answers[critical].answer = Answer::yes;
  EXPECT_EQ(state_after({before, after}).safety, SafetyClass::acceptable);
}

TEST(FacilityState, IsLiftedByAFollowUpOfTheCriticalFindingAlone) {
  const auto& questions = test::bundled_set().of(ChecklistGroup::detailed);
  const auto critical = static_cast<std::size_t>(std::find_if(questions.begin(), questions.end(), [](const Question& q) { return q.critical; }) - questions.begin());
  const auto only = [&](const char* day, Answer answer) {
    Inspection v = visit(day, Answer::no_data, 0);
    v.answers[critical].answer = answer;
    v.answers[critical].evidence = "seen";
    return v;
  };
  const Inspection good = visit("2026-03-01", Answer::yes, kAll);
  EXPECT_EQ(state_after({good, only("2026-05-14", Answer::no)}).safety, SafetyClass::not_acceptable);
  const FacilityState after = state_after({good, only("2026-05-14", Answer::no), only("2026-06-01", Answer::yes)});
  EXPECT_EQ(after.safety, state_after({good}).safety);
  EXPECT_EQ(after.meets_percent, 100) << "of all answers, not of the last visit's one";
}

TEST(InspectedFacility, IsCalledByItsNameInTheLanguage) {
  EXPECT_EQ((InspectedFacility{"F", "Dam", "XA", "Плотина"}).called(Language::ru), "Плотина");
  EXPECT_EQ((InspectedFacility{"F", "Dam", "XA", "Плотина"}).called(Language::en), "Dam");
  EXPECT_EQ((InspectedFacility{"F", "Dam", "XA"}).called(Language::ru), "Dam");
  EXPECT_EQ((InspectedFacility{"F", "", "XA"}).called(Language::ru), "F");
}

TEST(FacilityState, TellsWhatItsClassRestsOnAndFromWhichDays) {
  Inspection first = visit("2026-03-01", Answer::yes, kAll);
  const FacilityState good = state_after({first, visit("2026-06-01", Answer::no_data, 0)});
  EXPECT_EQ(good.latest, parse_date("2026-06-01"));
  EXPECT_EQ(good.judged_on, std::vector{*parse_date("2026-03-01")}) << "the empty visit says nothing";
  EXPECT_THAT(good.class_reason.en, HasSubstr("100.0 % met"));
  EXPECT_THAT(good.class_reason.ru, HasSubstr("выполнено 100,0 % требований"));
  const FacilityState both = state_after({first, visit("2026-06-01", Answer::yes, 3)});
  EXPECT_EQ(both.judged_on, (std::vector{*parse_date("2026-03-01"), *parse_date("2026-06-01")}));
}

TEST(FacilityState, NamesOpenCriticalFindingsAlsoWhereTheyMakeNoClass) {
  const auto critical_of = [](ChecklistGroup group) {
    const auto& questions = test::bundled_set().of(group);
    return static_cast<std::size_t>(std::find_if(questions.begin(), questions.end(), [](const Question& q) { return q.critical; }) - questions.begin());
  };
  const std::size_t at = critical_of(ChecklistGroup::visual);
  const std::string id = test::bundled_set().of(ChecklistGroup::visual)[at].id;
  Inspection glance = visit("2026-06-01", Answer::no_data, 0, ChecklistGroup::visual);
  glance.answers[at].answer = Answer::mostly_no;
  const FacilityState alone = state_after({glance});
  EXPECT_EQ(alone.safety, SafetyClass::not_evaluated);
  EXPECT_THAT(alone.class_reason.en, HasSubstr("open critical: " + id));
  EXPECT_THAT(alone.class_reason.ru, HasSubstr("критические замечания: " + id));
  const FacilityState beside = state_after({visit("2026-03-01", Answer::yes, kAll), glance});
  EXPECT_EQ(beside.group, ChecklistGroup::detailed);
  EXPECT_THAT(beside.class_reason.en, HasSubstr("open critical: " + id)) << "of the kind of checklist that did not decide";
  glance.answers[at].answer = Answer::no;
  EXPECT_EQ(state_after({visit("2026-03-01", Answer::yes, kAll), glance}).safety, SafetyClass::not_acceptable);
}

TEST(EvaluatedInspection, ComparesWithTheLastVisitThatWasJudged) {
  const InspectionResults r = inspection_results(test::bundled_set(), {{"F", "", "XA"}},
                                                 {visit("2026-03-01", Answer::yes, kAll), visit("2026-04-01", Answer::no_data, 0), visit("2026-05-01", Answer::mostly_yes, kAll)});
  EXPECT_FALSE(r.inspections[1].change.back());
  ASSERT_TRUE(r.inspections[2].change.back()) << "the empty visit between them hides nothing";
  EXPECT_NEAR(*r.inspections[2].change.back(), -100.0 / 3, 1e-9);
}

}  // namespace
}  // namespace tmfgeo
