// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/action_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

struct OpenMeasure {
  std::map<std::string, Finding> findings;  ///< by question; those open now
  std::map<std::string, Finding> last;      ///< those open when it was last open
  bool open = false;
  Date since{};                             ///< when it was opened last
  std::optional<Date> closed_on;
  bool closed_before = false;
};

using OpenMeasures = std::map<std::string, OpenMeasure>;

/// Input: the questions answered before, which the answer joins.
void take_answer(const QuestionSet& set, const Question& question, Answer answer, Date date, std::set<std::string>& answered, OpenMeasures& measures) {
  const Finding finding{question.id, answer, gap_of(set, question, answer), question.critical, date};
  if (answer == Answer::no_data) {
    if (!answered.contains(question.id)) measures[set.no_data_measure].findings[question.id] = finding;
    return;
  }
  answered.insert(question.id);
  if (const auto asked = measures.find(set.no_data_measure); asked != measures.end()) asked->second.findings.erase(question.id);
  for (const std::string& id : question.measures) {
    if (finding.gap > 0) {
      measures[id].findings[question.id] = finding;
    } else if (const auto open = measures.find(id); open != measures.end()) {
      open->second.findings.erase(question.id);
    }
  }
}

/// Opens and closes measures by what is open after an inspection.
void settle(OpenMeasures& measures, Date date) {
  for (auto& [id, m] : measures) {
    if (!m.findings.empty()) {
      if (!m.open) {
        m.closed_before = m.closed_on.has_value();
        m.open = true;
        m.since = date;
        m.closed_on.reset();
      }
      m.last = m.findings;
    } else if (m.open) {
      m.open = false;
      m.closed_on = date;
    }
  }
}

Priority priority_at_gap(const QuestionSet& set, int gap) {
  for (const Priority priority : kPriorities) {
    if (gap >= set.priorities[index_of(priority)].gap_from) return priority;
  }
  return Priority::low;
}

PlannedMeasure planned(const QuestionSet& set, const std::string& id, const OpenMeasure& m, Date latest) {
  const Measure* measure = set.measure(id);
  TMFGEO_EXPECTS(measure != nullptr);
  PlannedMeasure p;
  p.measure = id;
  bool clear_lack = false;
  for (const auto& [question, finding] : m.last) {
    p.findings.push_back(finding);
    p.gap += finding.gap;
    p.priority = std::min(p.priority, priority_of(set, finding));
    clear_lack = clear_lack || finding.answer == Answer::mostly_no || finding.answer == Answer::no;
  }
  if (clear_lack && measure->priority_at_least) p.priority = std::min(p.priority, *measure->priority_at_least);
  p.open_since = m.since;
  p.closed_on = m.closed_on;
  p.due = months_later(p.open_since, set.horizons[index_of(measure->horizon)].months);
  p.status = !m.open           ? MeasureStatus::closed
             : m.since < latest ? MeasureStatus::still_open
             : m.closed_before  ? MeasureStatus::reopened
                                : MeasureStatus::fresh;
  return p;
}

}  // namespace

std::string_view to_text(MeasureStatus status) {
  switch (status) {
    case MeasureStatus::fresh: return "new";
    case MeasureStatus::still_open: return "still_open";
    case MeasureStatus::reopened: return "reopened";
    case MeasureStatus::closed: return "closed";
  }
  return "";
}

BilingualText status_text(MeasureStatus status) {
  switch (status) {
    case MeasureStatus::fresh: return {"new", "новое"};
    case MeasureStatus::still_open: return {"still open", "не выполнено"};
    case MeasureStatus::reopened: return {"needed again", "требуется снова"};
    case MeasureStatus::closed: return {"done", "выполнено"};
  }
  return {};
}

Priority priority_of(const QuestionSet& set, const Finding& finding) {
  const Priority by_gap = priority_at_gap(set, finding.gap);
  const auto critical = set.rule(finding.answer).critical_priority;
  return finding.critical && critical ? std::min(by_gap, *critical) : by_gap;
}

std::vector<PlannedMeasure> action_plan(const QuestionSet& set, std::span<const Inspection> inspections) {
  std::vector<const Inspection*> ordered;
  for (const Inspection& inspection : inspections) ordered.push_back(&inspection);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Inspection* a, const Inspection* b) { return a->date < b->date; });
  OpenMeasures measures;
  std::set<std::string> answered;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const Inspection& inspection = *ordered[i];
    TMFGEO_EXPECTS(inspection.facility_id == ordered.front()->facility_id);
    const std::vector<Question>& questions = set.of(inspection.group);
    for (std::size_t q = 0; q < questions.size(); ++q) take_answer(set, questions[q], inspection.answers[q].answer, inspection.date, answered, measures);
    const bool last_of_day = i + 1 == ordered.size() || ordered[i + 1]->date != inspection.date;
    if (last_of_day) settle(measures, inspection.date);
  }
  std::vector<PlannedMeasure> plan;
  for (const auto& [id, m] : measures) {
    if (m.last.empty()) continue;
    plan.push_back(planned(set, id, m, ordered.back()->date));
    plan.back().facility_id = ordered.front()->facility_id;
  }
  const auto rank = [&set](const PlannedMeasure& p) {
    return std::tuple(p.status == MeasureStatus::closed, p.priority, set.measure(p.measure)->horizon, -p.gap);
  };
  std::stable_sort(plan.begin(), plan.end(), [&](const PlannedMeasure& a, const PlannedMeasure& b) { return rank(a) < rank(b); });
  return plan;
}

}  // namespace tmfgeo
