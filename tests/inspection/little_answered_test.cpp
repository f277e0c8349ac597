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

/// So many critical questions of a kind answered, all others without data.
Inspection critical_only(const char* day, Answer answer, std::size_t questions, ChecklistGroup group = ChecklistGroup::detailed) {
  Inspection v = visit(day, Answer::no_data, 0, group);
  const auto& all = test::bundled_set().of(group);
  for (std::size_t i = 0; i < all.size() && questions > 0; ++i) {
    if (!all[i].critical) continue;
    --questions;
    v.answers[i].answer = answer;
    v.answers[i].evidence = "seen";
    v.answers[i].remark = "wet";
  }
  return v;
}

TEST(FacilityState, IsNoBetterThanCriticalAnswersOfAnotherKindAllow) {
  const Inspection walk = visit("2026-02-01", Answer::yes, kAll, ChecklistGroup::visual);
  EXPECT_EQ(state_after({walk}).safety, SafetyClass::acceptable);
  const FacilityState beside = state_after({walk, visit("2026-03-01", Answer::mostly_no, 35)});
  EXPECT_EQ(beside.safety, SafetyClass::conditionally_acceptable) << "35 of 72 answered mostly no, critical ones among them";
  EXPECT_EQ(beside.meets_percent, 100) << "of the walk, which decided";
  const FacilityState one = state_after({walk, critical_only("2026-03-01", Answer::mostly_no, 1)});
  EXPECT_EQ(one.safety, SafetyClass::conditionally_acceptable);
  EXPECT_EQ(one.judged_on, (std::vector{*parse_date("2026-02-01"), *parse_date("2026-03-01")})) << "the day of the finding that holds it down";
  EXPECT_EQ(state_after({walk, critical_only("2026-03-01", Answer::yes, 1)}).safety, SafetyClass::acceptable);
  EXPECT_EQ(state_after({critical_only("2026-03-01", Answer::mostly_no, 1)}).safety, SafetyClass::not_evaluated) << "alone it makes no class";
  const InspectionResults all = inspection_results(test::bundled_set(), {{"F", "", "XA"}}, {walk, critical_only("2026-03-01", Answer::mostly_no, 1)});
  EXPECT_EQ(all.countries.back().by_class, (std::array<std::size_t, 4>{0, 1, 0, 0}));
}

TEST(FacilityState, KeepsTheShareOfAFullWalkBesideAGlanceOfTheSameClass) {
  const FacilityState state = state_after({visit("2026-02-01", Answer::no, kAll, ChecklistGroup::visual), critical_only("2026-03-01", Answer::no, 1)});
  EXPECT_EQ(state.safety, SafetyClass::not_acceptable);
  EXPECT_EQ(state.group, ChecklistGroup::visual);
  EXPECT_EQ(state.meets_percent, 0);
  EXPECT_TRUE(state.credibility_percent);
  EXPECT_EQ(state.class_reason.en.find("open critical"), state.class_reason.en.rfind("open critical")) << state.class_reason.en;
  EXPECT_EQ(state.class_reason.ru.find("критические замечания"), state.class_reason.ru.rfind("критические замечания"));
  EXPECT_THAT(state.class_reason.en, HasSubstr(", D-")) << "the other kind's finding is in the one list";
  const FacilityState worse = state_after({visit("2026-02-01", Answer::yes, kAll, ChecklistGroup::visual), critical_only("2026-03-01", Answer::no, 1)});
  EXPECT_EQ(worse.safety, SafetyClass::not_acceptable);
  EXPECT_EQ(worse.group, ChecklistGroup::detailed);
}

TEST(FacilityState, KeepsItsCriticalFindingsWithTheirAnswers) {
  const FacilityState state = state_after({visit("2026-02-01", Answer::yes, kAll, ChecklistGroup::visual), critical_only("2026-03-01", Answer::mostly_no, 2)});
  ASSERT_EQ(state.findings.size(), 2U);
  for (const CriticalFinding& f : state.findings) {
    EXPECT_EQ(f.group, ChecklistGroup::detailed);
    EXPECT_EQ(f.answer, Answer::mostly_no);
    EXPECT_EQ(f.date, *parse_date("2026-03-01"));
    EXPECT_EQ(f.evidence, "seen");
    EXPECT_EQ(f.remark, "wet");
    EXPECT_TRUE(test::bundled_set().question(f.question)->critical);
    EXPECT_THAT(state.class_reason.en, HasSubstr(f.question));
  }
}

TEST(FacilityState, KeepsCriticalQuestionsWithoutDataThatHoldItDown) {
  Inspection good = visit("2026-02-01", Answer::yes, kAll);
  const auto& questions = test::bundled_set().of(good.group);
  const auto at = static_cast<std::size_t>(std::find_if(questions.begin(), questions.end(), [](const Question& q) { return q.critical; }) - questions.begin());
  good.answers[at].answer = Answer::no_data;
  const FacilityState state = state_after({good});
  EXPECT_EQ(state.safety, SafetyClass::conditionally_acceptable);
  ASSERT_EQ(state.findings.size(), 1U);
  EXPECT_EQ(state.findings[0].question, questions[at].id);
  EXPECT_EQ(state.findings[0].answer, Answer::no_data);
  EXPECT_EQ(state.findings[0].date, *parse_date("2026-02-01"));
}

TEST(Evaluate, NamesOnlyCriticalQuestionsThatHoldTheClassDown) {
  EXPECT_EQ(evaluate(test::bundled_set(), critical_only("2026-03-01", Answer::no, 1)).back().critical.size(), 1U) << "those without data decide on nothing";
  EXPECT_TRUE(evaluate(test::bundled_set(), visit("2026-03-01", Answer::no_data, 0)).back().critical.empty()) << "there is no class";
  EXPECT_TRUE(evaluate(test::bundled_set(), visit("2026-03-01", Answer::yes, 1)).back().critical.empty());
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
