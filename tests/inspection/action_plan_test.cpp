// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/action_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspection/small_set.h"
#include "tmfgeo/inspection/inspection_results.h"

namespace tmfgeo {
namespace {

using test::small_set;
using test::visit;
using enum Answer;

constexpr ChecklistGroup kVisual = ChecklistGroup::visual;

/// "M1 high new since 2026-05-14": every measure of the plan in a line.
std::vector<std::string> lines(const std::vector<PlannedMeasure>& plan) {
  std::vector<std::string> out;
  for (const PlannedMeasure& p : plan) {
    out.push_back(p.measure + " " + std::string(to_text(p.priority)) + " " + std::string(to_text(p.status)) + " since " + to_text(p.open_since) +
                  (p.closed_on ? " done " + to_text(*p.closed_on) : ""));
  }
  return out;
}

std::vector<std::string> plan_of(const std::vector<Inspection>& inspections) { return lines(action_plan(small_set(), inspections)); }

Inspection on(const char* day, const std::map<std::string, Answer>& answers) { return visit(small_set(), kVisual, day, answers); }

TEST(ActionPlan, IsEmptyWhenAllIsWell) {
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V1", yes}, {"V2", yes}, {"V3", not_applicable}})}), testing::IsEmpty());
  EXPECT_THAT(action_plan(small_set(), {}), testing::IsEmpty());
}

TEST(ActionPlan, MergesWhatSeveralQuestionsCallFor) {
  const Inspection i = on("2026-05-14", {{"V1", mostly_no}, {"V2", no}, {"V3", yes}});
  const auto plan = action_plan(small_set(), std::span(&i, 1));
  EXPECT_THAT(lines(plan), testing::ElementsAre("M1 high new since 2026-05-14", "M2 high new since 2026-05-14"));
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(plan[0].gap, 3 * 2 + 1 * 3);
  ASSERT_EQ(plan[0].findings.size(), 2U);
  EXPECT_EQ(plan[0].findings[0].question, "V1");
  EXPECT_EQ(plan[0].findings[1].question, "V2");
  EXPECT_EQ(to_text(plan[0].due), "2026-11-14");
  EXPECT_EQ(to_text(plan[1].due), "2031-05-14");
}

TEST(ActionPlan, RaisesPriorityForCriticalQuestionsAndByTheMeasuresFloor) {
  // V1 "no" is critical: urgent. V3 "mostly yes" has gap 2: low, and the floor of M2 needs a clear lack.
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V1", no}, {"V2", yes}, {"V3", yes}})}), testing::ElementsAre("M1 urgent new since 2026-05-14", "M2 urgent new since 2026-05-14"));
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V1", yes}, {"V2", yes}, {"V3", mostly_yes}})}), testing::ElementsAre("M2 low new since 2026-05-14"));
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V1", yes}, {"V2", yes}, {"V3", mostly_no}})}), testing::ElementsAre("M2 high new since 2026-05-14"));
}

TEST(ActionPlan, AsksForDataThatAreMissing) {
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V1", yes}, {"V2", yes}})}), testing::ElementsAre("M0 low new since 2026-05-14"));
  EXPECT_THAT(plan_of({on("2026-05-14", {{"V2", yes}, {"V3", yes}})}), testing::ElementsAre("M0 high new since 2026-05-14"));
}

TEST(ActionPlan, FollowsAMeasureThroughTheYears) {
  const std::map<std::string, Answer> well{{"V1", yes}, {"V2", yes}, {"V3", yes}};
  const std::map<std::string, Answer> bad{{"V1", yes}, {"V2", no}, {"V3", yes}};
  EXPECT_THAT(plan_of({on("2024-05-01", bad), on("2025-05-01", bad)}), testing::ElementsAre("M1 medium still_open since 2024-05-01"));
  EXPECT_THAT(plan_of({on("2024-05-01", bad), on("2025-05-01", well)}), testing::ElementsAre("M1 medium closed since 2024-05-01 done 2025-05-01"));
  EXPECT_THAT(plan_of({on("2024-05-01", well), on("2025-05-01", bad)}), testing::ElementsAre("M1 medium new since 2025-05-01"));
  EXPECT_THAT(plan_of({on("2024-05-01", bad), on("2025-05-01", well), on("2026-05-01", bad)}), testing::ElementsAre("M1 medium reopened since 2026-05-01"));
}

TEST(ActionPlan, ClosesNothingForWantOfData) {
  const auto plan = plan_of({on("2024-05-01", {{"V1", yes}, {"V2", no}, {"V3", yes}}), on("2025-05-01", {{"V1", yes}, {"V3", yes}})});
  EXPECT_THAT(plan, testing::ElementsAre("M1 medium still_open since 2024-05-01"));
}

TEST(ActionPlan, AsksForNoDataThatAreThereAlready) {
  const std::map<std::string, Answer> well{{"V1", yes}, {"V2", yes}, {"V3", yes}};
  EXPECT_THAT(plan_of({on("2024-05-01", well), on("2025-05-01", {{"V2", yes}})}), testing::IsEmpty()) << "a follow-up of one question";
  EXPECT_THAT(plan_of({on("2024-05-01", {{"V1", yes}, {"V3", not_applicable}}), on("2025-05-01", {})}), testing::ElementsAre("M0 low still_open since 2024-05-01")) << "V2 was never answered";
  const Inspection first = on("2024-05-01", {{"V1", yes}, {"V3", yes}});
  const Inspection second = on("2025-05-01", {{"V1", yes}});
  const auto plan = action_plan(small_set(), std::vector{first, second});
  ASSERT_EQ(plan.size(), 1U);
  ASSERT_EQ(plan[0].findings.size(), 1U);
  EXPECT_EQ(plan[0].findings[0].question, "V2");
}

TEST(ActionPlan, DoesNotDependOnTheOrderOfTheInspections) {
  const Inspection first = on("2024-05-01", {{"V1", no}, {"V2", yes}});
  const Inspection second = on("2025-05-01", {{"V1", yes}, {"V2", mostly_no}, {"V3", yes}});
  EXPECT_EQ(plan_of({first, second}), plan_of({second, first}));
}

TEST(ActionPlan, KeepsFindingsOfOneChecklistWhenAnotherKindIsFilledIn) {
  const QuestionSet set = small_set();
  const std::vector<Inspection> both{visit(set, kVisual, "2024-05-01", {{"V1", yes}, {"V2", no}, {"V3", yes}}),
                                     visit(set, ChecklistGroup::detailed, "2025-05-01", {{"D1", yes}})};
  EXPECT_THAT(lines(action_plan(set, both)), testing::ElementsAre("M1 medium still_open since 2024-05-01"));
}

std::vector<Inspection> of_facility(const std::string& id, std::vector<Inspection> inspections) {
  for (Inspection& i : inspections) i.facility_id = id;
  return inspections;
}

TEST(InspectionResults, CountsFacilitiesByCountryAndClass) {
  std::vector<Inspection> all = of_facility("A", {on("2025-05-01", {{"V1", yes}, {"V2", yes}, {"V3", yes}})});
  for (Inspection& i : of_facility("B", {on("2026-05-01", {{"V1", no}, {"V2", yes}, {"V3", yes}})})) all.push_back(i);
  const InspectionResults r = inspection_results(small_set(), {{"A", "", "XA"}, {"B", "", "XB"}, {"C", "", "XB"}}, all);
  ASSERT_EQ(r.countries.size(), 3U);
  EXPECT_EQ(r.countries[1].country, "XB");
  EXPECT_EQ(r.countries[1].facilities, 2U);
  EXPECT_EQ(r.countries[1].assessed, 1U);
  EXPECT_EQ(r.countries[1].by_class, (std::array<std::size_t, 4>{0, 0, 1, 0}));
  const CountryInspections& everything = r.countries.back();
  EXPECT_EQ(everything.country, "all");
  EXPECT_EQ(everything.by_class, (std::array<std::size_t, 4>{1, 0, 1, 0}));
  EXPECT_EQ(everything.open_measures[index_of(Priority::urgent)], 2U);
  EXPECT_EQ(to_text(*everything.earliest), "2025-05-01");
  EXPECT_EQ(to_text(*everything.latest), "2026-05-01");
  EXPECT_EQ(everything.worst.front().measure, "M1");
  EXPECT_EQ(r.states[2].inspections, 0U);
  EXPECT_EQ(r.states[2].safety, SafetyClass::not_evaluated);
}

TEST(InspectionResults, CountNobodyAsAssessedOfWhomNothingWasJudged) {
  constexpr auto none = Answer::not_applicable;
  std::vector<Inspection> all = of_facility("A", {on("2026-05-01", {})});
  for (Inspection& i : of_facility("B", {on("2026-05-02", {{"V1", none}, {"V2", none}, {"V3", none}})})) all.push_back(i);
  const InspectionResults r = inspection_results(small_set(), {{"A", "", "XA"}, {"B", "", "XA"}}, all);
  EXPECT_EQ(r.countries.back().assessed, 0U);
  EXPECT_EQ(r.countries.back().by_class, (std::array<std::size_t, 4>{0, 0, 0, 2})) << "there is a checklist, and it says nothing";
  EXPECT_EQ(to_text(*r.countries.back().latest), "2026-05-02");
}

TEST(InspectionResults, LetTheWorseOfTheLatestKindsDecide) {
  const QuestionSet set = small_set();
  std::vector<Inspection> visits{visit(set, ChecklistGroup::detailed, "2025-01-01", {{"D1", no}}),
                                 visit(set, kVisual, "2026-01-01", {{"V1", yes}, {"V2", yes}, {"V3", yes}})};
  const InspectionResults r = inspection_results(small_set(), {{"F", "", ""}}, visits);
  EXPECT_EQ(r.states[0].safety, SafetyClass::not_acceptable);
  EXPECT_EQ(r.states[0].group, ChecklistGroup::detailed);
  EXPECT_EQ(to_text(*r.states[0].latest), "2026-01-01");
}

TEST(InspectionResults, ShowTheChangeBetweenInspectionsOfOneKind) {
  const InspectionResults r = inspection_results(small_set(), {{"F", "", ""}},
                                                 {on("2025-05-01", {{"V1", yes}, {"V2", no}, {"V3", no}}), on("2026-05-01", {{"V1", yes}, {"V2", yes}, {"V3", yes}})});
  EXPECT_FALSE(r.inspections[0].latest);
  EXPECT_TRUE(r.inspections[1].latest);
  EXPECT_FALSE(r.inspections[0].change.back().has_value());
  EXPECT_EQ(r.inspections[1].change.back(), 50.0);
}

}  // namespace
}  // namespace tmfgeo
