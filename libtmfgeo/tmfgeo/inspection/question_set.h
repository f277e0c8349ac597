// SPDX-License-Identifier: Apache-2.0
/// Question sets as data: what is asked, how answers count, and the measures they call for.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/language.h"

namespace tmfgeo {

struct BilingualText {
  std::string en;
  std::string ru;
  const std::string& in(Language language) const { return language == Language::en ? en : ru; }
};

/// What is inspected: the eye on a walk, an active site in detail, an inactive site.
enum class ChecklistGroup { visual, detailed, inactive };
enum class Answer { yes, mostly_yes, mostly_no, no, not_applicable, no_data };
/// Best first.
enum class SafetyClass { acceptable, conditionally_acceptable, not_acceptable, not_evaluated };
enum class Horizon { short_term, medium_term, long_term };
/// Most urgent first.
enum class Priority { urgent, high, medium, low };

inline constexpr std::array kGroups{ChecklistGroup::visual, ChecklistGroup::detailed, ChecklistGroup::inactive};
inline constexpr std::array kAnswers{Answer::yes, Answer::mostly_yes, Answer::mostly_no, Answer::no, Answer::not_applicable, Answer::no_data};
inline constexpr std::array kClasses{SafetyClass::acceptable, SafetyClass::conditionally_acceptable, SafetyClass::not_acceptable, SafetyClass::not_evaluated};
inline constexpr std::array kHorizons{Horizon::short_term, Horizon::medium_term, Horizon::long_term};
inline constexpr std::array kPriorities{Priority::urgent, Priority::high, Priority::medium, Priority::low};

std::string_view to_text(Language language);
std::string_view to_text(ChecklistGroup group);
std::string_view to_text(Answer answer);
std::string_view to_text(SafetyClass safety);
std::string_view to_text(Horizon horizon);
std::string_view to_text(Priority priority);

/// "en", "ru"; "visual", "detailed", "inactive". Absent for other words.
std::optional<Language> parse_language(std::string_view word);
std::optional<ChecklistGroup> parse_group(std::string_view word);

/// The number of an enumerator, to index the arrays below.
template <class Enum>
constexpr std::size_t index_of(Enum value) {
  return static_cast<std::size_t>(value);
}

/// A category or a topic of the UNECE safety guidelines.
struct NamedText {
  std::string id;
  BilingualText text;
};

struct AnswerRule {
  BilingualText word;
  std::vector<std::string> also;              ///< other words that are understood
  std::optional<int> points;                  ///< absent: the answer is not evaluated
  std::optional<SafetyClass> critical_cap;    ///< a critical question with this answer: no better class than this
  std::optional<Priority> critical_priority;  ///< of the measures that a critical question with this answer calls for
};

struct EvidenceKind {
  std::string id;
  BilingualText word;
  std::vector<std::string> also;
  bool counts = false;  ///< as evidence, for credibility
};

struct ClassRule {
  BilingualText word;
  double from_percent = 0;
  double to_percent = 0;  ///< below this; the best class includes 100
};

struct PriorityRule {
  BilingualText word;
  int gap_from = 0;  ///< missing points times weight
};

struct HorizonRule {
  BilingualText word;
  int months = 0;  ///< within which the measure should be done
};

struct GroupRule {
  BilingualText title;
  BilingualText intro;
};

struct Measure {
  std::string id;
  std::string topic;
  Horizon horizon = Horizon::short_term;
  std::optional<Priority> priority_at_least;
  BilingualText text;
  BilingualText reason;
};

struct Question {
  std::string id;
  std::string category;
  std::string topic;
  int weight = 1;
  bool critical = false;
  BilingualText text;
  std::vector<std::string> measures;
};

struct QuestionSet {
  std::string id;
  int version = 1;
  std::string mark;
  std::string source;
  BilingualText title;
  double least_credibility_percent = 0;  ///< below it no class is better than conditionally acceptable
  double least_answered_percent = 50;    ///< of what applies: below it a visit has no class, unless a critical "no" is among the answers
  std::string no_data_measure;
  std::array<AnswerRule, 6> answers;
  std::vector<EvidenceKind> evidence;
  std::array<ClassRule, 3> classes;
  std::array<PriorityRule, 4> priorities;
  std::array<HorizonRule, 3> horizons;
  std::array<GroupRule, 3> groups;
  std::vector<NamedText> categories;
  std::vector<NamedText> topics;
  std::array<std::vector<Question>, 3> questions;
  std::vector<Measure> measures;

  const AnswerRule& rule(Answer answer) const { return answers[index_of(answer)]; }
  const std::vector<Question>& of(ChecklistGroup group) const { return questions[index_of(group)]; }
  /// Points of the best answer.
  int most_points() const;
  /// nullptr if there is none.
  const Question* question(std::string_view id) const;
  const Measure* measure(std::string_view id) const;
  const EvidenceKind* evidence_kind(std::string_view id) const;
  /// The words of a category, "overall" among them. Needs: it is one.
  BilingualText category_text(const std::string& category) const;
  BilingualText class_text(SafetyClass safety) const;
};

/// Tables of a set, as files or as text.
struct QuestionSetTables {
  ConfigTable rules;
  ConfigTable measures;
  std::array<ConfigTable, 3> questions;  ///< in the order of kGroups
};

/// Checks and joins the tables of a set.
/// Errors: Error{invalid_input} naming file, line and key: a doubled id, an unknown measure, category or topic, a missing
/// language, classes that overlap or leave gaps, priorities out of order, words of answers that mean two things, unknown
/// keys.
QuestionSet make_question_set(QuestionSetTables tables);

/// Reads rules.toml, measures.toml, visual.toml, detailed.toml and inactive.toml of a folder. Errors: as make_question_set.
QuestionSet read_question_set(const std::string& folder);

}  // namespace tmfgeo
