// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/evaluate.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Sums of whole numbers, so that a share is the same in any order and a limit is met exactly.
struct Sums {
  SafetyClass cap = SafetyClass::acceptable;   ///< by critical questions
  SafetyClass told = SafetyClass::acceptable;  ///< by those of them that were answered
  std::vector<std::string> silent_critical;    ///< without data
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
    if (rule.points) sums.told = std::max(sums.told, *rule.critical_cap);
    (rule.points ? e.open_critical : sums.silent_critical).push_back(question.id);
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

/// "; open critical: D-DAM-01; critical without data: D-DAM-04", each where there are any.
BilingualText critical_words(const Evaluation& e, const std::vector<std::string>& silent) {
  BilingualText words;
  if (!e.open_critical.empty()) {
    const std::string questions = joined(e.open_critical, ", ");
    append(words, {"; open critical: " + questions, "; критические замечания: " + questions});
  }
  if (!silent.empty()) {
    const std::string questions = joined(silent, ", ");
    append(words, {"; critical without data: " + questions, "; критические без данных: " + questions});
  }
  return words;
}

/// One critical "no" is enough for the worst class, but a share of few answers is none.
void judge_few_answers(const QuestionSet& set, const Sums& sums, Evaluation& e) {
  const std::string least = shortest(set.least_answered_percent);
  e.reason = {std::to_string(e.answered) + " of " + std::to_string(e.applicable) + " answered, less than " + least + " %",
              "ответов " + std::to_string(e.answered) + " из " + std::to_string(e.applicable) + ", меньше " + least + " %"};
  append(e.reason, critical_words(e, {}));
  if (sums.told == SafetyClass::not_acceptable) e.safety = sums.told;
}

void judge(const QuestionSet& set, const Sums& sums, Evaluation& e) {
  const bool few = too_little(set, e);
  if (sums.weight_applicable > 0 && !few) e.credibility_percent = 100.0 * sums.weight_with_evidence / sums.weight_applicable;
  if (sums.attainable == 0) {
    e.reason = e.applicable == 0 ? BilingualText{"nothing applies", "ни один вопрос не применим"} : BilingualText{"nothing answered", "ответов нет"};
    return;
  }
  if (few) {
    judge_few_answers(set, sums, e);
    return;
  }
  e.meets_percent = 100.0 * sums.points / sums.attainable;
  e.safety = class_at(set, *e.meets_percent);
  append(e.reason, {fixed(*e.meets_percent, 1) + " % met", "выполнено " + russian(*e.meets_percent) + " % требований"});
  const bool capped = sums.cap > e.safety;
  if (capped) e.safety = sums.cap;
  append(e.reason, critical_words(e, capped && sums.told < sums.cap ? sums.silent_critical : std::vector<std::string>{}));
  const bool incredible = *e.credibility_percent < set.least_credibility_percent;
  if (incredible && e.safety == SafetyClass::acceptable) {
    e.safety = SafetyClass::conditionally_acceptable;
    const std::string least = shortest(set.least_credibility_percent);
    append(e.reason, {"; credibility " + fixed(*e.credibility_percent, 1) + " % is below " + least + " %",
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

int gap_of(const QuestionSet& set, const Question& question, Answer answer) {
  const auto points = set.rule(answer).points;
  return points ? question.weight * (set.most_points() - *points) : 0;
}

}  // namespace tmfgeo
