// SPDX-License-Identifier: Apache-2.0
/// All inspections of a country or basin: state of each facility, its plan, and the view over all of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/inspection/action_plan.h"
#include "tmfgeo/inspection/evaluate.h"

namespace tmfgeo {

struct InspectedFacility {
  std::string id;
  std::string name;
  std::string country;  ///< empty if not known
  std::string name_ru = {};
  /// In that language, the id without a name.
  const std::string& called(Language language) const;
};

/// An inspection with what it says.
struct EvaluatedInspection {
  Inspection inspection;
  std::vector<Evaluation> evaluations;  ///< the last is "overall"
  bool latest = false;                  ///< of its facility and group
  /// Percentage points that `meets` rose since it was last judged, in the facility's inspections of this group, by category; absent
  /// where it was not judged before.
  std::vector<std::optional<double>> change;

  const Evaluation& overall() const { return evaluations.back(); }
};

/// A critical question that holds a facility's class down, by its last answer.
struct CriticalFinding {
  ChecklistGroup group = ChecklistGroup::visual;
  std::string question;
  Answer answer = Answer::no;  ///< no data: only where that holds the class down
  std::string evidence;        ///< id of its kind; empty if not said
  std::string remark;
  Date date{};                 ///< of the answer; of the last visit of the kind where there is none
};

/// What all inspections together say of one facility.
struct FacilityState {
  InspectedFacility facility;
  std::size_t inspections = 0;
  std::optional<Date> latest;
  SafetyClass safety = SafetyClass::not_evaluated;  ///< by the last answer to each question ("no data" replaces none); the worst of the groups, and no better than what critical answers of any of them allow
  BilingualText class_reason;                       ///< what decided on it
  std::vector<Date> judged_on;                      ///< days of the visits whose answers count for it or are among the findings, in order
  std::optional<ChecklistGroup> group;              ///< the one that decided
  std::optional<double> meets_percent;              ///< of that one; as in Evaluation
  std::optional<double> credibility_percent;
  std::vector<CriticalFinding> findings;            ///< of all groups, in their order, then the set's
  std::vector<PlannedMeasure> plan;

  /// Open measures of one priority.
  std::size_t open(Priority priority) const;
  std::size_t open() const;
};

/// A measure that is open at several facilities.
struct OpenMeasureCount {
  std::string measure;
  Priority priority = Priority::low;  ///< the most urgent of them
  std::size_t facilities = 0;
  int gap = 0;
};

/// One country, or all ("all").
struct CountryInspections {
  std::string country;  ///< empty: facilities whose country is not known
  std::size_t facilities = 0;
  std::size_t assessed = 0;                    ///< with a class: a checklist on which nothing was judged does not count
  std::array<std::size_t, 4> by_class{};     ///< of those with a checklist
  std::array<std::size_t, 4> open_measures{};  ///< by priority
  std::vector<OpenMeasureCount> worst;       ///< by priority, then number of facilities, gap, id
  std::optional<Date> earliest;              ///< of the latest inspections of the facilities
  std::optional<Date> latest;
};

struct InspectionResults {
  QuestionSet set;
  std::vector<EvaluatedInspection> inspections;
  std::vector<FacilityState> states;           ///< in the order of the facilities
  std::vector<CountryInspections> countries;   ///< by code, "all" last
};

/// Evaluates all inspections, derives the plans and counts by country.
/// Needs: inspections sorted by facility, day and group, of these facilities.
InspectionResults inspection_results(QuestionSet set, const std::vector<InspectedFacility>& facilities, std::vector<Inspection> inspections);

}  // namespace tmfgeo
