// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/question_set.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> enumerator(const std::array<Enum, N>& all, std::string_view word) {
  const auto found = std::find_if(all.begin(), all.end(), [&](Enum value) { return to_text(value) == word; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

template <class Row>
const Row* row_with(const std::vector<Row>& rows, std::string_view id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(Language language) { return language == Language::en ? "en" : "ru"; }

std::string_view to_text(ChecklistGroup group) {
  switch (group) {
    case ChecklistGroup::visual: return "visual";
    case ChecklistGroup::detailed: return "detailed";
    case ChecklistGroup::inactive: return "inactive";
  }
  return "";
}

std::string_view to_text(Answer answer) {
  switch (answer) {
    case Answer::yes: return "yes";
    case Answer::mostly_yes: return "mostly_yes";
    case Answer::mostly_no: return "mostly_no";
    case Answer::no: return "no";
    case Answer::not_applicable: return "not_applicable";
    case Answer::no_data: return "no_data";
  }
  return "";
}

std::string_view to_text(SafetyClass safety) {
  switch (safety) {
    case SafetyClass::acceptable: return "acceptable";
    case SafetyClass::conditionally_acceptable: return "conditionally_acceptable";
    case SafetyClass::not_acceptable: return "not_acceptable";
    case SafetyClass::not_evaluated: return "not_evaluated";
  }
  return "";
}

std::string_view to_text(Horizon horizon) {
  switch (horizon) {
    case Horizon::short_term: return "short";
    case Horizon::medium_term: return "medium";
    case Horizon::long_term: return "long";
  }
  return "";
}

std::string_view to_text(Priority priority) {
  switch (priority) {
    case Priority::urgent: return "urgent";
    case Priority::high: return "high";
    case Priority::medium: return "medium";
    case Priority::low: return "low";
  }
  return "";
}

std::optional<Language> parse_language(std::string_view word) { return enumerator(std::array{Language::en, Language::ru}, word); }
std::optional<ChecklistGroup> parse_group(std::string_view word) { return enumerator(kGroups, word); }

int QuestionSet::most_points() const {
  int most = 0;
  for (const AnswerRule& rule : answers) most = std::max(most, rule.points.value_or(0));
  return most;
}

const Question* QuestionSet::question(std::string_view wanted) const {
  for (const auto& group : questions) {
    if (const Question* found = row_with(group, wanted)) return found;
  }
  return nullptr;
}

const Measure* QuestionSet::measure(std::string_view wanted) const { return row_with(measures, wanted); }
const EvidenceKind* QuestionSet::evidence_kind(std::string_view wanted) const { return row_with(evidence, wanted); }

BilingualText QuestionSet::category_text(const std::string& category) const {
  if (category == "overall") return {"Overall", "В целом"};
  const NamedText* found = row_with(categories, category);
  TMFGEO_EXPECTS(found != nullptr);
  return found->text;
}

BilingualText QuestionSet::class_text(SafetyClass safety) const {
  if (safety == SafetyClass::not_evaluated) return {"not evaluated", "не оценено"};
  return classes[index_of(safety)].word;
}

}  // namespace tmfgeo
