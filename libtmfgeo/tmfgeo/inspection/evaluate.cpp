// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/evaluate.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Sums of whole numbers, so that a share is the same in any order and a limit is met exactly.
struct Sums {
  SafetyClass cap = SafetyClass::acceptable;  ///< by critical questions
  int points = 0;
  int attainable = 0;
  int weight_applicable = 0;
  int weight_with_evidence = 0;
};

void add(const QuestionSet& set, const Question& question, const GivenAnswer& given, Evaluation& e, Sums& sums) {
  ++e.questions;
  if (given.answer == Answer::not_applicable) return;
  ++e.applicable;
  sums.weight_applicable += question.weight;
  const AnswerRule& rule = set.rule(given.answer);
  if (question.critical && rule.critical_cap) {
    sums.cap = std::max(sums.cap, *rule.critical_cap);
    if (rule.points) e.told = std::max(e.told, *rule.critical_cap);
    (rule.points ? e.open_critical : e.silent_critical).push_back(question.id);
    e.critical.push_back(question.id);
  }
  if (!rule.points) return;
  ++e.answered;
  sums.points += question.weight * *rule.points;
  sums.attainable += question.weight * set.most_points();
  const EvidenceKind* kind = set.evidence_kind(given.evidence);
  if (kind == nullptr || !kind->counts) return;
  ++e.with_evidence;
  sums.weight_with_evidence += question.weight;
}

SafetyClass class_at(const QuestionSet& set, double percent) {
  for (const SafetyClass safety : kClasses) {
    if (safety == SafetyClass::not_evaluated || percent >= set.classes[index_of(safety)].from_percent) return safety;
  }
  return SafetyClass::not_evaluated;
}

void append(BilingualText& text, const BilingualText& more) {
  text.en += more.en;
  text.ru += more.ru;
}

std::string russian(double percent) {
  std::string text = fixed(percent, 1);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

bool too_little(const QuestionSet& set, const Evaluation& e) {
  return 100.0 * static_cast<double>(e.answered) < set.least_answered_percent * static_cast<double>(e.applicable);
}

/// Questions without data hold down a class that there is, and only where no answer holds it as low.
void leave_out_silent(Evaluation& e) {
  e.silent_critical.clear();
  e.critical = e.open_critical;
}

/// One critical "no" is enough for the worst class, but a share of few answers is none.
void judge_few_answers(const QuestionSet& set, Evaluation& e) {
  const std::string least = shortest(set.least_answered_percent);
  leave_out_silent(e);
  e.share = {std::to_string(e.answered) + " of " + std::to_string(e.applicable) + " answered, less than " + least + " %",
             "ответов " + std::to_string(e.answered) + " из " + std::to_string(e.applicable) + ", меньше " + least + " %"};
  if (e.told == SafetyClass::not_acceptable) e.safety = e.told;
}

void judge(const QuestionSet& set, const Sums& sums, Evaluation& e) {
  const bool few = too_little(set, e);
  if (sums.weight_applicable > 0 && !few) e.credibility_percent = 100.0 * sums.weight_with_evidence / sums.weight_applicable;
  if (sums.attainable == 0) {
    leave_out_silent(e);
    e.share = e.applicable == 0 ? BilingualText{"nothing applies", "ни один вопрос не применим"} : BilingualText{"nothing answered", "ответов нет"};
    return;
  }
  if (few) {
    judge_few_answers(set, e);
    return;
  }
  e.meets_percent = 100.0 * sums.points / sums.attainable;
  e.safety = class_at(set, *e.meets_percent);
  append(e.share, {fixed(*e.meets_percent, 1) + " % met", "выполнено " + russian(*e.meets_percent) + " % требований"});
  const bool capped = sums.cap > e.safety;
  if (capped) e.safety = sums.cap;
  if (!capped || e.told == sums.cap) leave_out_silent(e);
  const bool incredible = *e.credibility_percent < set.least_credibility_percent;
  if (incredible && e.safety == SafetyClass::acceptable) {
    e.safety = SafetyClass::conditionally_acceptable;
    const std::string least = shortest(set.least_credibility_percent);
    append(e.share, {"; credibility " + fixed(*e.credibility_percent, 1) + " % is below " + least + " %",
                     "; достоверность " + russian(*e.credibility_percent) + " % ниже " + least + " %"});
  }
}

Evaluation evaluate_category(const QuestionSet& set, const Inspection& inspection, const std::string& category) {
  const std::vector<Question>& questions = set.of(inspection.group);
  Evaluation e;
  e.category = category;
  Sums sums;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (category != "overall" && questions[i].category != category) continue;
    add(set, questions[i], inspection.answers[i], e, sums);
  }
  judge(set, sums, e);
  e.reason = reason_of(e, e.open_critical);
  return e;
}

}  // namespace

std::vector<Evaluation> evaluate(const QuestionSet& set, const Inspection& inspection) {
  const std::vector<Question>& questions = set.of(inspection.group);
  TMFGEO_EXPECTS(inspection.answers.size() == questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) TMFGEO_EXPECTS(inspection.answers[i].question == questions[i].id);
  std::vector<Evaluation> evaluations;
  for (const NamedText& category : set.categories) {
    Evaluation e = evaluate_category(set, inspection, category.id);
    if (e.questions > 0) evaluations.push_back(std::move(e));
  }
  evaluations.push_back(evaluate_category(set, inspection, "overall"));
  return evaluations;
}

BilingualText reason_of(const Evaluation& e, const std::vector<std::string>& open_critical) {
  BilingualText reason = e.share;
  if (!open_critical.empty()) {
    const std::string questions = joined(open_critical, ", ");
    append(reason, {"; open critical: " + questions, "; критические замечания: " + questions});
  }
  if (!e.silent_critical.empty()) {
    const std::string questions = joined(e.silent_critical, ", ");
    append(reason, {"; critical without data: " + questions, "; критические без данных: " + questions});
  }
  return reason;
}

int gap_of(const QuestionSet& set, const Question& question, Answer answer) {
  const auto points = set.rule(answer).points;
  return points ? question.weight * (set.most_points() - *points) : 0;
}

}  // namespace tmfgeo
