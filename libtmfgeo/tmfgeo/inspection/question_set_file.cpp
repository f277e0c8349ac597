// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "tmfgeo/core/text.h"
#include "tmfgeo/inspection/question_set.h"

namespace tmfgeo {
namespace {

constexpr long long kMostPoints = 100;
constexpr long long kMostWeight = 10;
constexpr long long kMostMonths = 1200;

std::string filled_text(ConfigTable& table, const char* key) {
  const std::string text = table.required_text(key);
  if (trimmed(text).empty()) table.refuse(key, "is empty, expected text");
  return text;
}

BilingualText read_text(ConfigTable& table, const std::string& prefix = {}) {
  return {filled_text(table, (prefix + "en").c_str()), filled_text(table, (prefix + "ru").c_str())};
}

int whole_in_range(ConfigTable& table, const char* key, long long low, long long high) {
  const auto value = table.integer(key);
  if (!value || *value < low || *value > high) {
    table.refuse(key, (value ? "found " + std::to_string(*value) : std::string("is missing")) + ", expected a whole number from " +
                          std::to_string(low) + " to " + std::to_string(high));
  }
  return static_cast<int>(*value);
}

template <class Enum, std::size_t N>
std::vector<std::string> words_of(const std::array<Enum, N>& all) {
  std::vector<std::string> words;
  for (const Enum value : all) words.emplace_back(to_text(value));
  return words;
}

template <class Enum, std::size_t N>
std::optional<Enum> enumerator_if(ConfigTable& table, const char* key, const std::array<Enum, N>& all) {
  const auto word = table.word(key, words_of(all));
  if (!word) return std::nullopt;
  return *std::find_if(all.begin(), all.end(), [&](Enum value) { return to_text(value) == *word; });
}

/// Ids that may stand once.
class Ids {
 public:
  explicit Ids(const char* what) : what_(what) {}
  std::string read(ConfigTable& table) {
    const std::string id = filled_text(table, "id");
    const auto [at, fresh] = places_.emplace(id, table.place("id"));
    if (!fresh) table.refuse("id", "found " + std::string(what_) + " \"" + id + "\" again, first at " + at->second);
    names_.push_back(id);
    return id;
  }
  void expect(const ConfigTable& table, const char* key, const std::string& id) const {
    if (places_.contains(id)) return;
    const auto nearest = nearest_word(id, names_);
    table.refuse(key, "found \"" + id + "\", which is no " + what_ + (nearest ? "; did you mean \"" + *nearest + "\"?" : ""));
  }

 private:
  const char* what_;
  std::map<std::string, std::string> places_;
  std::vector<std::string> names_;
};

/// Reads one table per enumerator, in any order, each once.
template <class Enum, std::size_t N, class Read>
void read_each(ConfigTable& rules, const char* key, const std::array<Enum, N>& all, const Read& read) {
  std::set<Enum> seen;
  for (ConfigTable& table : rules.tables(key)) {
    const auto value = enumerator_if(table, "id", all);
    if (!value) table.refuse("id", "is missing, expected one of: " + joined(words_of(all), ", "));
    if (!seen.insert(*value).second) table.refuse("id", "found \"" + std::string(to_text(*value)) + "\" again, expected it once");
    read(table, *value);
  }
  for (const Enum value : all) {
    if (!seen.contains(value)) rules.refuse(key, "leaves out \"" + std::string(to_text(value)) + "\", expected each of: " + joined(words_of(all), ", "));
  }
}

/// Words by which answers or kinds of evidence are told apart.
void claim_words(ConfigTable& table, const BilingualText& word, const std::vector<std::string>& also, std::set<std::string>& claimed) {
  std::vector<std::string> words{word.en, word.ru};
  words.insert(words.end(), also.begin(), also.end());
  std::set<std::string> own;
  for (const std::string& w : words) own.insert(folded(w));
  for (const std::string& w : own) {
    if (!claimed.insert(w).second) table.refuse("id", "its word \"" + w + "\" already means something else, expected words of its own");
  }
}

void read_answers(ConfigTable& rules, QuestionSet& set) {
  std::set<std::string> claimed;
  read_each(rules, "answer", kAnswers, [&](ConfigTable& table, Answer answer) {
    AnswerRule& rule = set.answers[index_of(answer)];
    rule.word = read_text(table);
    rule.also = table.texts("also").value_or(std::vector<std::string>{});
    claim_words(table, rule.word, rule.also, claimed);
    const bool evaluated = index_of(answer) <= index_of(Answer::no);
    if (evaluated) rule.points = whole_in_range(table, "points", 0, kMostPoints);
    rule.critical_cap = enumerator_if(table, "critical_cap", std::array{SafetyClass::conditionally_acceptable, SafetyClass::not_acceptable});
    rule.critical_priority = enumerator_if(table, "critical_priority", kPriorities);
  });
  for (std::size_t i = index_of(Answer::mostly_yes); i <= index_of(Answer::no); ++i) {
    if (*set.answers[i].points >= *set.answers[i - 1].points) rules.refuse("answer", "expected fewer points for each worse answer, from yes to no");
  }
  if (*set.rule(Answer::no).points != 0) rules.refuse("answer", "found points for \"no\", expected 0");
}

void read_evidence(ConfigTable& rules, QuestionSet& set) {
  Ids ids("kind of evidence");
  std::set<std::string> claimed;
  for (ConfigTable& table : rules.tables("evidence")) {
    EvidenceKind kind;
    kind.id = ids.read(table);
    kind.word = read_text(table);
    kind.also = table.texts("also").value_or(std::vector<std::string>{});
    claim_words(table, kind.word, kind.also, claimed);
    kind.counts = table.boolean("counts").value_or(false);
    set.evidence.push_back(std::move(kind));
  }
  if (set.evidence.empty()) rules.refuse("evidence", "is missing, expected at least one kind of evidence");
}

void read_classes(ConfigTable& rules, QuestionSet& set) {
  constexpr std::array evaluated{SafetyClass::acceptable, SafetyClass::conditionally_acceptable, SafetyClass::not_acceptable};
  read_each(rules, "class", evaluated, [&](ConfigTable& table, SafetyClass safety) {
    ClassRule& rule = set.classes[index_of(safety)];
    rule.word = read_text(table);
    rule.from_percent = table.required_number("from_percent");
    rule.to_percent = table.required_number("to_percent");
    if (rule.from_percent >= rule.to_percent) table.refuse("from_percent", "found " + shortest(rule.from_percent) + ", expected less than to_percent");
  });
  double upper = 100;
  for (const SafetyClass safety : evaluated) {
    const ClassRule& rule = set.classes[index_of(safety)];
    if (rule.to_percent != upper) {
      rules.refuse("class", "\"" + std::string(to_text(safety)) + "\" ends at " + shortest(rule.to_percent) + ", which " +
                                (rule.to_percent > upper ? "overlaps the class above" : "leaves a gap below the class above") + "; expected " + shortest(upper));
    }
    upper = rule.from_percent;
  }
  if (upper != 0) rules.refuse("class", "the worst class begins at " + shortest(upper) + ", expected 0");
}

void read_priorities(ConfigTable& rules, QuestionSet& set) {
  read_each(rules, "priority", kPriorities, [&](ConfigTable& table, Priority priority) {
    PriorityRule& rule = set.priorities[index_of(priority)];
    rule.word = read_text(table);
    rule.gap_from = whole_in_range(table, "gap_from", 0, kMostPoints * kMostWeight + 1);
  });
  for (std::size_t i = 1; i < kPriorities.size(); ++i) {
    if (set.priorities[i].gap_from >= set.priorities[i - 1].gap_from) rules.refuse("priority", "expected smaller gap_from for each lower priority");
  }
  if (set.priorities.back().gap_from != 0) rules.refuse("priority", "expected gap_from = 0 for the lowest priority, so that every gap has one");
  read_each(rules, "horizon", kHorizons, [&](ConfigTable& table, Horizon horizon) {
    set.horizons[index_of(horizon)] = {read_text(table), whole_in_range(table, "months", 1, kMostMonths)};
  });
  for (std::size_t i = 1; i < kHorizons.size(); ++i) {
    if (set.horizons[i].months <= set.horizons[i - 1].months) rules.refuse("horizon", "expected more months for each longer horizon");
  }
}

void read_rules(ConfigTable& rules, QuestionSet& set, Ids& categories, Ids& topics) {
  set.id = filled_text(rules, "id");
  set.version = whole_in_range(rules, "version", 1, 1'000'000);
  const auto mark = rules.word("mark", {"confirmed", "to_confirm"});
  if (!mark) rules.refuse("mark", "is missing, expected confirmed or to_confirm");
  set.mark = *mark;
  set.source = filled_text(rules, "source");
  set.title = read_text(rules, "title_");
  set.no_data_measure = filled_text(rules, "no_data_measure");
  set.least_credibility_percent = rules.required_number("least_credibility_percent");
  if (set.least_credibility_percent < 0 || set.least_credibility_percent > 100) {
    rules.refuse("least_credibility_percent", "found " + shortest(set.least_credibility_percent) + ", expected 0 to 100");
  }
  set.least_answered_percent = rules.number("least_answered_percent").value_or(set.least_answered_percent);
  if (set.least_answered_percent < 0 || set.least_answered_percent > 100) {
    rules.refuse("least_answered_percent", "found " + shortest(set.least_answered_percent) + ", expected 0 to 100");
  }
  read_answers(rules, set);
  read_evidence(rules, set);
  read_classes(rules, set);
  read_priorities(rules, set);
  read_each(rules, "group", kGroups, [&](ConfigTable& table, ChecklistGroup group) {
    set.groups[index_of(group)] = {read_text(table), read_text(table, "intro_")};
  });
  for (ConfigTable& table : rules.tables("category")) set.categories.push_back({categories.read(table), read_text(table)});
  for (ConfigTable& table : rules.tables("topic")) set.topics.push_back({topics.read(table), read_text(table)});
}

Measure read_measure(ConfigTable& table, Ids& ids, const Ids& topics) {
  Measure measure;
  measure.id = ids.read(table);
  measure.topic = filled_text(table, "topic");
  topics.expect(table, "topic", measure.topic);
  const auto horizon = enumerator_if(table, "horizon", kHorizons);
  if (!horizon) table.refuse("horizon", "is missing, expected one of: " + joined(words_of(kHorizons), ", "));
  measure.horizon = *horizon;
  measure.priority_at_least = enumerator_if(table, "priority_at_least", kPriorities);
  measure.text = read_text(table);
  measure.reason = read_text(table, "reason_");
  return measure;
}

struct KnownIds {
  Ids categories{"category"};
  Ids topics{"topic"};
  Ids measures{"measure"};
  Ids questions{"question"};
};

Question read_question(ConfigTable& table, KnownIds& known) {
  Question question;
  question.id = known.questions.read(table);
  if (question.id.front() == '@') table.refuse("id", "found \"" + question.id + "\", expected an id that does not begin with @");
  question.category = filled_text(table, "category");
  known.categories.expect(table, "category", question.category);
  question.topic = filled_text(table, "topic");
  known.topics.expect(table, "topic", question.topic);
  question.weight = whole_in_range(table, "weight", 1, kMostWeight);
  question.critical = table.boolean("critical").value_or(false);
  question.text = read_text(table);
  question.measures = table.texts("measures").value_or(std::vector<std::string>{});
  if (question.measures.empty()) table.refuse("measures", "is missing or empty, expected the measures the question calls for");
  for (const std::string& id : question.measures) known.measures.expect(table, "measures", id);
  return question;
}

}  // namespace

QuestionSet make_question_set(QuestionSetTables tables) {
  QuestionSet set;
  KnownIds known;
  read_rules(tables.rules, set, known.categories, known.topics);
  for (ConfigTable& table : tables.measures.tables("measure")) set.measures.push_back(read_measure(table, known.measures, known.topics));
  known.measures.expect(tables.rules, "no_data_measure", set.no_data_measure);
  for (const ChecklistGroup group : kGroups) {
    ConfigTable& file = tables.questions[index_of(group)];
    for (ConfigTable& table : file.tables("question")) set.questions[index_of(group)].push_back(read_question(table, known));
    if (set.of(group).empty()) file.refuse("question", "is missing, expected at least one question");
  }
  tables.rules.finish();
  tables.measures.finish();
  for (const ConfigTable& file : tables.questions) file.finish();
  return set;
}

QuestionSet read_question_set(const std::string& folder) {
  const auto table = [&](std::string_view name) { return read_config(folder + "/" + std::string(name) + ".toml"); };
  return make_question_set({table("rules"), table("measures"), {table("visual"), table("detailed"), table("inactive")}});
}

}  // namespace tmfgeo
