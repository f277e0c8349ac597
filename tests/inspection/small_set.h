// SPDX-License-Identifier: Apache-2.0
/// A small question set for tests, whose text a test can change.
#pragma once

#include <map>
#include <string>

#include "tmfgeo/inspection/evaluate.h"
#include "tmfgeo/inspection/question_set.h"

namespace tmfgeo::test {

/// The five files of a small set: rules of the bundled one are written short.
inline std::map<std::string, std::string> small_files() {
  std::map<std::string, std::string> files;
  files["rules"] = R"(id = "small"
version = 2
mark = "to_confirm"
source = "a test"
title_en = "Checklist"
title_ru = "Лист"
least_credibility_percent = 50
least_answered_percent = 0
no_data_measure = "M0"
answer = [
  { id = "yes", en = "yes", ru = "да", points = 3 },
  { id = "mostly_yes", en = "mostly yes", ru = "в основном да", points = 2 },
  { id = "mostly_no", en = "mostly no", ru = "в основном нет", points = 1, critical_cap = "conditionally_acceptable", critical_priority = "high" },
  { id = "no", en = "no", ru = "нет", points = 0, critical_cap = "not_acceptable", critical_priority = "urgent" },
  { id = "not_applicable", en = "not applicable", ru = "не применимо" },
  { id = "no_data", en = "no data", ru = "нет данных", critical_cap = "conditionally_acceptable", critical_priority = "high" },
]
evidence = [
  { id = "seen", en = "seen", ru = "осмотрено", counts = true },
  { id = "told", en = "told", ru = "со слов" },
]
class = [
  { id = "acceptable", en = "acceptable", ru = "приемлемо", from_percent = 80, to_percent = 100 },
  { id = "conditionally_acceptable", en = "conditional", ru = "условно", from_percent = 50, to_percent = 80 },
  { id = "not_acceptable", en = "not acceptable", ru = "неприемлемо", from_percent = 0, to_percent = 50 },
]
priority = [
  { id = "urgent", en = "urgent", ru = "срочно", gap_from = 10 },
  { id = "high", en = "high", ru = "высокий", gap_from = 6 },
  { id = "medium", en = "medium", ru = "средний", gap_from = 3 },
  { id = "low", en = "low", ru = "низкий", gap_from = 0 },
]
horizon = [
  { id = "short", en = "short", ru = "кратко", months = 6 },
  { id = "medium", en = "medium", ru = "средне", months = 24 },
  { id = "long", en = "long", ru = "долго", months = 60 },
]
group = [
  { id = "visual", en = "visual", ru = "осмотр", intro_en = "walk", intro_ru = "обход" },
  { id = "detailed", en = "detailed", ru = "подробно", intro_en = "read", intro_ru = "читать" },
  { id = "inactive", en = "inactive", ru = "недействующее", intro_en = "ask", intro_ru = "спросить" },
]
category = [{ id = "dam", en = "Dam", ru = "Дамба" }, { id = "pond", en = "Pond", ru = "Пруд" }]
topic = [{ id = "water", en = "Water", ru = "Вода" }]
)";
  const std::string measure = R"(, topic = "water", en = "do", ru = "делать", reason_en = "why", reason_ru = "почему" })";
  files["measures"] = "measure = [\n  { id = \"M0\", horizon = \"short\"" + measure + ",\n  { id = \"M1\", horizon = \"short\"" + measure +
                      ",\n  { id = \"M2\", horizon = \"long\", priority_at_least = \"high\"" + measure + ",\n]\n";
  files["visual"] = R"(question = [
  { id = "V1", category = "dam", topic = "water", weight = 3, critical = true, en = "Is the dam whole?", ru = "Цела ли дамба?", measures = ["M1", "M2"] },
  { id = "V2", category = "dam", topic = "water", weight = 1, en = "Is the crest level?", ru = "Ровный ли гребень?", measures = ["M1"] },
  { id = "V3", category = "pond", topic = "water", weight = 2, en = "Is the pond low?", ru = "Низок ли пруд?", measures = ["M2"] },
]
)";
  files["detailed"] = R"(question = [{ id = "D1", category = "dam", topic = "water", weight = 1, en = "Calculated?", ru = "Рассчитано?", measures = ["M1"] }]
)";
  files["inactive"] = R"(question = [{ id = "I1", category = "dam", topic = "water", weight = 1, en = "Owned?", ru = "Есть ли хозяин?", measures = ["M1"] }]
)";
  return files;
}

inline QuestionSet set_of(const std::map<std::string, std::string>& files) {
  const auto table = [&](const char* name) { return parse_config(files.at(name), std::string(name) + ".toml"); };
  return make_question_set({table("rules"), table("measures"), {table("visual"), table("detailed"), table("inactive")}});
}

inline QuestionSet small_set() { return set_of(small_files()); }

inline Date date_of(const char* text) { return *parse_date(text); }

/// A visit whose answers are given by question; the rest is no data.
inline Inspection visit(const QuestionSet& set, ChecklistGroup group, const char* day, const std::map<std::string, Answer>& answers,
                        const std::string& evidence = "seen") {
  Inspection inspection;
  inspection.facility_id = "F";
  inspection.date = date_of(day);
  inspection.group = group;
  for (const Question& q : set.of(group)) {
    const auto given = answers.find(q.id);
    inspection.answers.push_back({q.id, given == answers.end() ? Answer::no_data : given->second, evidence, "", ""});
  }
  return inspection;
}

}  // namespace tmfgeo::test
