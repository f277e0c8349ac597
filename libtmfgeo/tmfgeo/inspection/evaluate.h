// SPDX-License-Identifier: Apache-2.0
/// A filled checklist, and what it says: how far safety requirements are met, and how credible that is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/inspection/calendar.h"
#include "tmfgeo/inspection/question_set.h"

namespace tmfgeo {

struct GivenAnswer {
  std::string question;  ///< id
  Answer answer = Answer::no_data;
  std::string evidence;  ///< id of its kind; empty if not said
  std::string remark;
  std::string record;    ///< "row 12"
};

/// One visit to one facility.
struct Inspection {
  std::string facility_id;
  Date date{};
  ChecklistGroup group = ChecklistGroup::visual;
  int set_version = 1;  ///< of the checklist that was filled in
  std::string inspector;
  std::string organisation;
  std::string conditions;  ///< weather, and what could not be reached
  std::string file;
  std::string sheet;
  std::vector<GivenAnswer> answers;  ///< one per question of the group, in the set's order
};

/// The answers to one category, or to all ("overall").
struct Evaluation {
  std::string category;
  std::size_t questions = 0;
  std::size_t applicable = 0;      ///< all but "not applicable"
  std::size_t answered = 0;        ///< applicable, and not "no data"
  std::size_t with_evidence = 0;   ///< answered on evidence that counts
  std::optional<double> meets_percent;        ///< absent where nothing or too little was answered
  std::optional<double> credibility_percent;  ///< absent where nothing applies or too little was answered
  SafetyClass safety = SafetyClass::not_evaluated;
  SafetyClass told = SafetyClass::acceptable;  ///< no class is better than this, by the critical questions that were answered, be they few
  BilingualText share;             ///< how much is met, or why that is not said; low credibility where it decided
  BilingualText reason;            ///< what decided on the class: the share and the critical questions
  std::vector<std::string> critical;  ///< critical questions that hold the class down
  std::vector<std::string> open_critical;    ///< of these, those answered "no" or "mostly no"
  std::vector<std::string> silent_critical;  ///< of these, those without data
};

/// Evaluates every category that the group asks about, in the set's order, then "overall".
/// meets = Σ weight · points / Σ weight · most points over answered questions; credibility = Σ weight of those answered with
/// evidence / Σ weight of applicable ones. The class is that of `meets`, none where less was answered
/// than least_answered_percent, unless a critical question was answered with what caps it at the worst: then that class and no
/// percentages; a critical question's answer may cap it, and low
/// credibility keeps it from being the best.
/// Needs: answers to the questions of the group, in the set's order. Source [TMFMethodology2016] [UNECEGuidelines2014].
std::vector<Evaluation> evaluate(const QuestionSet& set, const Inspection& inspection);

/// "87.5 % met; open critical: V-DAM-01; critical without data: V-DAM-04", with these open ones.
BilingualText reason_of(const Evaluation& e, const std::vector<std::string>& open_critical);

/// Weight times the points an answer lacks; 0 for answers that are not evaluated.
int gap_of(const QuestionSet& set, const Question& question, Answer answer);

}  // namespace tmfgeo
