// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/inspection_results.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace tmfgeo {
namespace {

constexpr std::size_t kWorstMeasures = 5;

/// What the facility's visits of one group said so far.
struct VisitsBefore {
  std::size_t latest = 0;
  std::vector<std::optional<double>> judged;  ///< by category, the last `meets` there was
};

std::vector<EvaluatedInspection> evaluated(const QuestionSet& set, std::vector<Inspection> inspections) {
  std::vector<EvaluatedInspection> all;
  std::map<std::pair<std::string, ChecklistGroup>, VisitsBefore> before;
  for (Inspection& inspection : inspections) {
    EvaluatedInspection e;
    e.evaluations = evaluate(set, inspection);
    e.inspection = std::move(inspection);
    e.latest = true;
    e.change.resize(e.evaluations.size());
    const auto [own, first] = before.try_emplace(std::pair(e.inspection.facility_id, e.inspection.group));
    VisitsBefore& known = own->second;
    if (!first) all[known.latest].latest = false;
    known.latest = all.size();
    known.judged.resize(e.evaluations.size());  // a group's categories are those of the set: the same ones at each visit
    for (std::size_t i = 0; i < e.evaluations.size(); ++i) {
      const auto now = e.evaluations[i].meets_percent;
      if (!now) continue;
      if (known.judged[i]) e.change[i] = *now - *known.judged[i];
      known.judged[i] = now;
    }
    all.push_back(std::move(e));
  }
  return all;
}

/// Of one group the last answer to each question, and the day it was given.
struct LastAnswers {
  Inspection inspection;
  std::vector<std::optional<Date>> given_on;
  std::vector<Date> days() const {
    std::vector<Date> own;
    for (const auto& day : given_on) {
      if (day) own.push_back(*day);
    }
    return own;
  }
};

/// "No data" replaces nothing. The inspection's day is that of the last visit.
std::map<ChecklistGroup, LastAnswers> what_is_known(const std::vector<const EvaluatedInspection*>& visits) {
  std::map<ChecklistGroup, LastAnswers> known;
  for (const EvaluatedInspection* e : visits) {
    LastAnswers& last = known.try_emplace(e->inspection.group, LastAnswers{e->inspection, {}}).first->second;
    last.inspection.date = e->inspection.date;
    last.given_on.resize(e->inspection.answers.size());
    for (std::size_t i = 0; i < last.given_on.size(); ++i) {
      if (e->inspection.answers[i].answer == Answer::no_data) continue;
      last.inspection.answers[i] = e->inspection.answers[i];
      last.given_on[i] = e->inspection.date;
    }
  }
  return known;
}

/// One kind of checklist, as known after all visits.
struct JudgedGroup {
  const LastAnswers* last;
  Evaluation overall;
};

/// Worse than the one that decided so far: a class that is known counts before one that is not, a share before none.
bool decides(const Evaluation& overall, const Evaluation& so_far) {
  if (overall.safety == SafetyClass::not_evaluated) return false;
  if (so_far.safety == SafetyClass::not_evaluated) return true;
  if (overall.safety != so_far.safety) return overall.safety > so_far.safety;
  return overall.meets_percent.has_value() || !so_far.meets_percent.has_value();
}

const JudgedGroup& deciding(const std::vector<JudgedGroup>& groups) {
  const JudgedGroup* found = &groups.front();
  for (const JudgedGroup& g : groups) {
    if (decides(g.overall, found->overall)) found = &g;
  }
  return *found;
}

bool has(const std::vector<std::string>& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

void add_findings(const JudgedGroup& g, bool decided, FacilityState& state) {
  const Inspection& known = g.last->inspection;
  for (std::size_t i = 0; i < known.answers.size(); ++i) {
    const GivenAnswer& given = known.answers[i];
    const bool silent = decided && has(g.overall.silent_critical, given.question);
    if (!silent && !has(g.overall.open_critical, given.question)) continue;
    state.findings.push_back({known.group, given.question, given.answer, given.evidence, given.remark, g.last->given_on[i].value_or(known.date)});
  }
}

/// Class, what it rests on, and the findings that hold it down.
void judge_state(const std::vector<JudgedGroup>& groups, FacilityState& state) {
  const JudgedGroup& decided = deciding(groups);
  std::vector<std::string> open = decided.overall.open_critical;
  std::vector<Date> days = decided.last->days();
  state.safety = decided.overall.safety;
  for (const JudgedGroup& g : groups) {
    if (state.safety != SafetyClass::not_evaluated) state.safety = std::max(state.safety, g.overall.told);
    const std::size_t before = state.findings.size();
    add_findings(g, &g == &decided, state);
    if (&g == &decided) continue;
    open.insert(open.end(), g.overall.open_critical.begin(), g.overall.open_critical.end());
    for (std::size_t i = before; i < state.findings.size(); ++i) days.push_back(state.findings[i].date);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  state.judged_on = std::move(days);
  state.class_reason = reason_of(decided.overall, open);
  state.group = decided.last->inspection.group;
  state.meets_percent = decided.overall.meets_percent;
  state.credibility_percent = decided.overall.credibility_percent;
}

/// Input: the inspections of this facility.
FacilityState state_of(const QuestionSet& set, const InspectedFacility& facility, const std::vector<const EvaluatedInspection*>& visits) {
  FacilityState state;
  state.facility = facility;
  std::vector<Inspection> own;
  for (const EvaluatedInspection* e : visits) {
    own.push_back(e->inspection);
    ++state.inspections;
    state.latest = e->inspection.date;
  }
  const std::map<ChecklistGroup, LastAnswers> known = what_is_known(visits);
  std::vector<JudgedGroup> groups;
  for (const auto& [group, last] : known) groups.push_back({&last, evaluate(set, last.inspection).back()});
  if (!groups.empty()) judge_state(groups, state);
  state.plan = action_plan(set, own);
  return state;
}

CountryInspections counted(const std::string& country, const std::vector<const FacilityState*>& states) {
  CountryInspections c;
  c.country = country;
  std::map<std::string, OpenMeasureCount> open;
  for (const FacilityState* state : states) {
    ++c.facilities;
    for (const Priority priority : kPriorities) c.open_measures[index_of(priority)] += state->open(priority);
    for (const PlannedMeasure& p : state->plan) {
      if (p.status == MeasureStatus::closed) continue;
      OpenMeasureCount& count = open.try_emplace(p.measure, OpenMeasureCount{p.measure, p.priority, 0, 0}).first->second;
      count.priority = std::min(count.priority, p.priority);
      ++count.facilities;
      count.gap += p.gap;
    }
    if (!state->latest) continue;
    if (state->safety != SafetyClass::not_evaluated) ++c.assessed;
    ++c.by_class[index_of(state->safety)];
    c.earliest = c.earliest ? std::min(*c.earliest, *state->latest) : *state->latest;
    c.latest = c.latest ? std::max(*c.latest, *state->latest) : *state->latest;
  }
  for (const auto& [id, count] : open) c.worst.push_back(count);
  std::stable_sort(c.worst.begin(), c.worst.end(), [](const OpenMeasureCount& a, const OpenMeasureCount& b) {
    return std::tuple(a.priority, b.facilities, b.gap) < std::tuple(b.priority, a.facilities, a.gap);
  });
  if (c.worst.size() > kWorstMeasures) c.worst.resize(kWorstMeasures);
  return c;
}

}  // namespace

const std::string& InspectedFacility::called(Language language) const {
  const std::string& own = language == Language::ru && !name_ru.empty() ? name_ru : name;
  return own.empty() ? id : own;
}

std::size_t FacilityState::open(Priority priority) const {
  return static_cast<std::size_t>(std::count_if(plan.begin(), plan.end(), [priority](const PlannedMeasure& p) {
    return p.status != MeasureStatus::closed && p.priority == priority;
  }));
}

std::size_t FacilityState::open() const {
  return static_cast<std::size_t>(std::count_if(plan.begin(), plan.end(), [](const PlannedMeasure& p) { return p.status != MeasureStatus::closed; }));
}

InspectionResults inspection_results(QuestionSet set, const std::vector<InspectedFacility>& facilities, std::vector<Inspection> inspections) {
  InspectionResults results;
  results.inspections = evaluated(set, std::move(inspections));
  std::map<std::string, std::vector<const EvaluatedInspection*>> visits;
  for (const EvaluatedInspection& e : results.inspections) visits[e.inspection.facility_id].push_back(&e);
  for (const InspectedFacility& facility : facilities) results.states.push_back(state_of(set, facility, visits[facility.id]));
  std::map<std::string, std::vector<const FacilityState*>> by_country;
  std::vector<const FacilityState*> all;
  for (const FacilityState& state : results.states) {
    by_country[state.facility.country].push_back(&state);
    all.push_back(&state);
  }
  for (const auto& [country, states] : by_country) results.countries.push_back(counted(country, states));
  results.countries.push_back(counted("all", all));
  results.set = std::move(set);
  return results;
}

}  // namespace tmfgeo
