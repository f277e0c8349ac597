// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "tmfgeo/core/text.h"
#include "tmfgeo/inspection/plan_workbook.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

using Text = std::optional<std::string>;

Text if_any(const std::string& text) { return text.empty() ? Text() : text; }
Text day(const std::optional<Date>& date) { return date ? Text(to_text(*date)) : Text(); }
std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

struct StateRow {
  const QuestionSet* set;
  const FacilityState* s;
};

struct EvaluationRow {
  const InspectionResults* all;
  const InspectedFacility* facility;
  const EvaluatedInspection* inspection;
  std::size_t i;
  const Evaluation& e() const { return inspection->evaluations[i]; }
  const Inspection& visit() const { return inspection->inspection; }
};

struct AnswerRow {
  const InspectionResults* all;
  const Inspection* visit;
  const Question* question;
  const GivenAnswer* given;
};

struct MeasureRow {
  const InspectionResults* all;
  const FacilityState* state;
  const PlannedMeasure* p;
  const Measure& measure() const { return *all->set.measure(p->measure); }
};

struct CountryRow {
  const InspectionResults* all;
  const CountryInspections* c;
};

/// A code of the question set in words of one language.
Text safety_words(const QuestionSet& set, SafetyClass safety, Language language) { return set.class_text(safety).in(language); }
Text group_words(const QuestionSet& set, ChecklistGroup group, Language language) { return set.groups[index_of(group)].title.in(language); }
Text topic_words(const QuestionSet& set, const std::string& topic, Language language) {
  for (const NamedText& t : set.topics) {
    if (t.id == topic) return t.text.in(language);
  }
  return topic;
}

auto state_in(Language language) {
  return [language](const StateRow& x) {
    const BilingualText not_inspected{"not inspected", "не осмотрено"};
    return x.s->inspections == 0 ? Text(not_inspected.in(language)) : safety_words(*x.set, x.s->safety, language);
  };
}
auto reason_in(Language language) {
  return [language](const StateRow& x) { return if_any(x.s->class_reason.in(language)); };
}
auto judged_in(Language language) {
  return [language](const StateRow& x) { return if_any(days_words(x.s->judged_on, language)); };
}
auto decided_by_in(Language language) {
  return [language](const StateRow& x) { return x.s->group ? group_words(*x.set, *x.s->group, language) : Text(); };
}
auto country_in(Language language) {
  return [language](const CountryRow& x) { return x.c->country == "all" ? Text(language == Language::en ? "all countries" : "все страны") : if_any(x.c->country); };
}
auto class_in(Language language) {
  return [language](const EvaluationRow& x) { return safety_words(x.all->set, x.e().safety, language); };
}
auto checklist_in(Language language) {
  return [language](const EvaluationRow& x) { return group_words(x.all->set, x.visit().group, language); };
}
auto priority_in(Language language) {
  return [language](const MeasureRow& x) { return x.all->set.priorities[index_of(x.p->priority)].word.in(language); };
}
auto horizon_in(Language language) {
  return [language](const MeasureRow& x) { return x.all->set.horizons[index_of(x.measure().horizon)].word.in(language); };
}
auto status_in(Language language) {
  return [language](const MeasureRow& x) { return status_text(x.p->status).in(language); };
}
auto topic_in(Language language) {
  return [language](const MeasureRow& x) { return topic_words(x.all->set, x.measure().topic, language); };
}

std::optional<double> share(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

FeatureTable inspection_status_layer(const Assessment& a) {
  static const Schema<StateRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const StateRow& x) { return x.s->facility.id; }},
      {"facility_name", "", "Name", "Its name.", [](const StateRow& x) { return if_any(x.s->facility.name); }},
      {"country", "", "Country", "As stated, else where the point lies.", [](const StateRow& x) { return if_any(x.s->facility.country); }},
      {"class", "", "Class", "acceptable, conditionally_acceptable, not_acceptable, not_evaluated, or not_inspected. By the last answer to each question; of several kinds of checklist the worst.",
       [](const StateRow& x) { return std::string(x.s->inspections == 0 ? "not_inspected" : to_text(x.s->safety)); }},
      {"class_words", "", "Class, in words", "The class in words.", state_in(Language::en)},
      {"class_ru", "", "Класс", "The same in Russian.", state_in(Language::ru)},
      {"meets_percent", "%", "Requirements met", "Of the answers that decided; missing: nothing or too little answered.", [](const StateRow& x) { return x.s->meets_percent; }},
      {"credibility_percent", "%", "Credibility", "Answered with evidence, of what applies; missing: too little answered.", [](const StateRow& x) { return x.s->credibility_percent; }},
      {"class_reason", "", "Why this class", "What decided on the class: share met, open critical findings, credibility.", reason_in(Language::en)},
      {"class_reason_ru", "", "Почему такой класс", "The same in Russian.", reason_in(Language::ru)},
      {"judged_on", "", "Judged on", "Days of the visits whose answers the class rests on.", judged_in(Language::en)},
      {"judged_on_ru", "", "По осмотрам", "The same in Russian.", judged_in(Language::ru)},
      {"checklist", "", "Checklist", "Kind that decided: visual, detailed or inactive.", [](const StateRow& x) { return x.s->group ? Text(to_text(*x.s->group)) : Text(); }},
      {"checklist_words", "", "Checklist, in words", "The kind in words.", decided_by_in(Language::en)},
      {"checklist_ru", "", "Вид листа", "The same in Russian.", decided_by_in(Language::ru)},
      {"last_visit", "", "Last visit", "Day of the latest inspection.", [](const StateRow& x) { return day(x.s->latest); }},
      {"inspections", "", "Inspections", "How many checklists there are.", [](const StateRow& x) { return number(x.s->inspections); }},
      {"open_urgent", "", "Urgent measures", "Open measures of priority urgent.", [](const StateRow& x) { return number(x.s->open(Priority::urgent)); }},
      {"open_high", "", "High measures", "Open measures of priority high.", [](const StateRow& x) { return number(x.s->open(Priority::high)); }},
      {"open_measures", "", "Open measures", "Open measures of all priorities.", [](const StateRow& x) { return number(x.s->open()); }},
  };
  std::vector<StateRow> rows;
  if (a.inspections) {
    for (const FacilityState& state : a.inspections->states) rows.push_back({&a.inspections->set, &state});
  }
  FeatureTable table = schema.table("inspection_status", rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  if (a.inspections) {
    for (const FacilityResult& r : a.results) table.geometry.push_back(point_geometry(r.facility.location));
  }
  return table;
}

FeatureTable inspections_layer(const Assessment& a) {
  using Row = EvaluationRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.visit().facility_id; }},
      {"facility_name", "", "Name", "Its name.", [](const Row& x) { return if_any(x.facility->name); }},
      {"country", "", "Country", "As stated, else where the point lies.", [](const Row& x) { return if_any(x.facility->country); }},
      {"inspected_on", "", "Day", "Day of the visit.", [](const Row& x) { return to_text(x.visit().date); }},
      {"checklist", "", "Checklist", "visual, detailed or inactive.", [](const Row& x) { return to_text(x.visit().group); }},
      {"checklist_words", "", "Checklist, in words", "The kind in words.", checklist_in(Language::en)},
      {"checklist_ru", "", "Вид листа", "The same in Russian.", checklist_in(Language::ru)},
      {"category", "", "Category", "Id of the category, or overall.", [](const Row& x) { return x.e().category; }},
      {"category_title", "", "Category in words", "In English.", [](const Row& x) { return x.all->set.category_text(x.e().category).en; }},
      {"category_title_ru", "", "Category in Russian", "In Russian.", [](const Row& x) { return x.all->set.category_text(x.e().category).ru; }},
      {"class", "", "Class", "acceptable, conditionally_acceptable, not_acceptable or not_evaluated.", [](const Row& x) { return to_text(x.e().safety); }},
      {"class_words", "", "Class, in words", "The class in words.", class_in(Language::en)},
      {"class_ru", "", "Класс", "The same in Russian.", class_in(Language::ru)},
      {"meets_percent", "%", "Requirements met", "Points over attainable points, weighted, of what was answered. Missing: nothing or too little answered.", [](const Row& x) { return x.e().meets_percent; }},
      {"change_points", "pp", "Change", "Percentage points since it was last judged, on a checklist of this kind of the facility.", [](const Row& x) { return x.inspection->change[x.i]; }},
      {"credibility_percent", "%", "Credibility", "Answered with evidence, weighted, of what applies. Missing: too little answered.", [](const Row& x) { return x.e().credibility_percent; }},
      {"class_reason", "", "Why this class", "What decided on the class.", [](const Row& x) { return x.e().reason.en; }},
      {"class_reason_ru", "", "Почему такой класс", "The same in Russian.", [](const Row& x) { return x.e().reason.ru; }},
      {"critical_questions", "", "Critical", "Critical questions that hold the class down, by their answer or for want of one.", [](const Row& x) { return if_any(joined(x.e().critical, ", ")); }},
      {"questions", "", "Questions", "Number of questions.", [](const Row& x) { return number(x.e().questions); }},
      {"applicable", "", "Applicable", "All but those not applicable.", [](const Row& x) { return number(x.e().applicable); }},
      {"answered", "", "Answered", "Applicable and answered.", [](const Row& x) { return number(x.e().answered); }},
      {"with_evidence", "", "With evidence", "Answered on evidence that counts.", [](const Row& x) { return number(x.e().with_evidence); }},
      {"is_latest", "", "Latest", "The latest of its facility and kind.", [](const Row& x) { return x.inspection->latest; }},
      {"inspector", "", "Inspector", "As written in the checklist.", [](const Row& x) { return if_any(x.visit().inspector); }},
      {"organisation", "", "Organisation", "As written in the checklist.", [](const Row& x) { return if_any(x.visit().organisation); }},
      {"conditions", "", "Conditions", "Weather, and what could not be reached.", [](const Row& x) { return if_any(x.visit().conditions); }},
      {"question_set", "", "Question set", "Id and version of the checklist that was filled in.",
       [](const Row& x) { return x.all->set.id + " v" + std::to_string(x.visit().set_version); }},
      {"mark", "", "Mark", "confirmed or to_confirm: limits and weights of the question set.", [](const Row& x) { return x.all->set.mark; }},
      {"sheet", "", "Sheet", "Sheet of the file it was read from.", [](const Row& x) { return x.visit().sheet; }},
  };
  std::vector<Row> rows;
  if (a.inspections) {
    std::map<std::string, const InspectedFacility*> facilities;
    for (const FacilityState& state : a.inspections->states) facilities.emplace(state.facility.id, &state.facility);
    for (const EvaluatedInspection& e : a.inspections->inspections) {
      for (std::size_t i = 0; i < e.evaluations.size(); ++i) rows.push_back({&*a.inspections, facilities.at(e.inspection.facility_id), &e, i});
    }
  }
  return schema.table("inspections", rows);
}

FeatureTable inspection_answers_layer(const Assessment& a) {
  using Row = AnswerRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.visit->facility_id; }},
      {"inspected_on", "", "Day", "Day of the visit.", [](const Row& x) { return to_text(x.visit->date); }},
      {"checklist", "", "Checklist", "visual, detailed or inactive.", [](const Row& x) { return to_text(x.visit->group); }},
      {"question_id", "", "Question", "Id of the question.", [](const Row& x) { return x.question->id; }},
      {"category", "", "Category", "Id of the category.", [](const Row& x) { return x.question->category; }},
      {"topic", "", "Topic", "Topic of the UNECE safety guidelines it traces to.", [](const Row& x) { return x.question->topic; }},
      {"question", "", "Question in words", "In English.", [](const Row& x) { return x.question->text.en; }},
      {"question_ru", "", "Question in Russian", "In Russian.", [](const Row& x) { return x.question->text.ru; }},
      {"answer", "", "Answer", "yes, mostly_yes, mostly_no, no, not_applicable or no_data.", [](const Row& x) { return to_text(x.given->answer); }},
      {"evidence", "", "Evidence", "Kind of evidence, as the question set names it.", [](const Row& x) { return if_any(x.given->evidence); }},
      {"remark", "", "Remark", "As written in the checklist.", [](const Row& x) { return if_any(x.given->remark); }},
      {"critical", "", "Critical", "A critical question.", [](const Row& x) { return x.question->critical; }},
      {"weight", "", "Weight", "Weight of the question.", [](const Row& x) { return static_cast<std::int64_t>(x.question->weight); }},
      {"points", "", "Points", "Of the answer; missing: not evaluated.",
       [](const Row& x) { const auto p = x.all->set.rule(x.given->answer).points; return p ? std::optional<std::int64_t>(*p) : std::nullopt; }},
      {"record", "", "Row", "Where the answer stands in its sheet.", [](const Row& x) { return if_any(x.given->record); }},
  };
  std::vector<Row> rows;
  if (a.inspections) {
    for (const EvaluatedInspection& e : a.inspections->inspections) {
      const std::vector<Question>& questions = a.inspections->set.of(e.inspection.group);
      for (std::size_t i = 0; i < questions.size(); ++i) rows.push_back({&*a.inspections, &e.inspection, &questions[i], &e.inspection.answers[i]});
    }
  }
  return schema.table("inspection_answers", rows);
}

FeatureTable action_plan_layer(const Assessment& a) {
  using Row = MeasureRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.state->facility.id; }},
      {"facility_name", "", "Name", "Its name.", [](const Row& x) { return if_any(x.state->facility.name); }},
      {"country", "", "Country", "As stated, else where the point lies.", [](const Row& x) { return if_any(x.state->facility.country); }},
      {"measure_id", "", "Measure", "Id in the measure catalogue.", [](const Row& x) { return x.p->measure; }},
      {"measure", "", "Measure in words", "In English.", [](const Row& x) { return x.measure().text.en; }},
      {"measure_ru", "", "Measure in Russian", "In Russian.", [](const Row& x) { return x.measure().text.ru; }},
      {"priority", "", "Priority", "urgent, high, medium or low.", [](const Row& x) { return to_text(x.p->priority); }},
      {"priority_words", "", "Priority, in words", "The priority in words.", priority_in(Language::en)},
      {"priority_ru", "", "Приоритет", "The same in Russian.", priority_in(Language::ru)},
      {"horizon", "", "Horizon", "short, medium or long.", [](const Row& x) { return to_text(x.measure().horizon); }},
      {"horizon_words", "", "Horizon, in words", "The horizon in words.", horizon_in(Language::en)},
      {"horizon_ru", "", "Срок", "The same in Russian.", horizon_in(Language::ru)},
      {"status", "", "Status", "new, still_open, reopened or closed, by the inspections there are.", [](const Row& x) { return to_text(x.p->status); }},
      {"status_words", "", "Status, in words", "The status in words.", status_in(Language::en)},
      {"status_ru", "", "Состояние", "The same in Russian.", status_in(Language::ru)},
      {"open_since", "", "Open since", "Day of the inspection that called for it first.", [](const Row& x) { return to_text(x.p->open_since); }},
      {"due", "", "Do by", "open_since and the months of the horizon; missing: closed.",
       [](const Row& x) { return x.p->status == MeasureStatus::closed ? Text() : Text(to_text(x.p->due)); }},
      {"closed_on", "", "Closed on", "Day of the inspection that found it done.", [](const Row& x) { return day(x.p->closed_on); }},
      {"questions", "", "Called for by", "Answers and their questions, worst first; critical ones with an exclamation mark.", [](const Row& x) { return findings_text(x.all->set, *x.p, Language::en); }},
      {"questions_ru", "", "Основание", "The same in Russian.", [](const Row& x) { return findings_text(x.all->set, *x.p, Language::ru); }},
      {"gap", "", "Gap", "Missing points times weight, of all these questions.", [](const Row& x) { return static_cast<std::int64_t>(x.p->gap); }},
      {"reason", "", "Why", "Why the measure matters, in English.", [](const Row& x) { return x.measure().reason.en; }},
      {"reason_ru", "", "Why, in Russian", "In Russian.", [](const Row& x) { return x.measure().reason.ru; }},
      {"topic", "", "Topic", "Topic of the UNECE safety guidelines.", [](const Row& x) { return x.measure().topic; }},
      {"topic_words", "", "Topic, in words", "The topic in words.", topic_in(Language::en)},
      {"topic_ru", "", "Тема", "The same in Russian.", topic_in(Language::ru)},
  };
  std::vector<Row> rows;
  if (a.inspections) {
    for (const FacilityState& state : a.inspections->states) {
      for (const PlannedMeasure& p : state.plan) rows.push_back({&*a.inspections, &state, &p});
    }
  }
  return schema.table("action_plan", rows);
}

FeatureTable inspection_summary_layer(const Assessment& a) {
  using Row = CountryRow;
  const auto of_class = [](SafetyClass safety) { return [safety](const Row& x) { return number(x.c->by_class[index_of(safety)]); }; };
  const auto of_priority = [](Priority priority) { return [priority](const Row& x) { return number(x.c->open_measures[index_of(priority)]); }; };
  static const Schema<Row> schema{
      {"country", "", "Country", "Code, or all; missing: facilities whose country is not known.", [](const Row& x) { return if_any(x.c->country); }},
      {"country_words", "", "Country, in words", "The same, all in words.", country_in(Language::en)},
      {"country_ru", "", "Страна", "The same in Russian.", country_in(Language::ru)},
      {"facilities", "", "Facilities", "Facilities of the project.", [](const Row& x) { return number(x.c->facilities); }},
      {"assessed", "", "Assessed", "Facilities whose checklists give a class.", [](const Row& x) { return number(x.c->assessed); }},
      {"assessed_percent", "%", "Share assessed", "Of all facilities.", [](const Row& x) { return share(x.c->assessed, x.c->facilities); }},
      {"acceptable", "", "Acceptable", "Facilities of this class.", of_class(SafetyClass::acceptable)},
      {"conditionally_acceptable", "", "Conditionally acceptable", "Facilities of this class.", of_class(SafetyClass::conditionally_acceptable)},
      {"not_acceptable", "", "Not acceptable", "Facilities of this class.", of_class(SafetyClass::not_acceptable)},
      {"not_evaluated", "", "Not evaluated", "With checklists, but too little on them was answered.", of_class(SafetyClass::not_evaluated)},
      {"open_urgent", "", "Urgent measures", "Open measures, summed over facilities.", of_priority(Priority::urgent)},
      {"open_high", "", "High measures", "Open measures, summed over facilities.", of_priority(Priority::high)},
      {"open_medium", "", "Medium measures", "Open measures, summed over facilities.", of_priority(Priority::medium)},
      {"open_low", "", "Low measures", "Open measures, summed over facilities.", of_priority(Priority::low)},
      {"worst_measures", "", "Worst open measures", "Up to five: by priority, then by number of facilities.", [](const Row& x) { return if_any(worst_text(x.all->set, *x.c, Language::en)); }},
      {"worst_measures_ru", "", "The same in Russian", "In Russian.", [](const Row& x) { return if_any(worst_text(x.all->set, *x.c, Language::ru)); }},
      {"earliest_visit", "", "Oldest assessment", "Earliest among the facilities' last visits.", [](const Row& x) { return day(x.c->earliest); }},
      {"latest_visit", "", "Newest assessment", "Latest visit.", [](const Row& x) { return day(x.c->latest); }},
  };
  std::vector<Row> rows;
  if (a.inspections) {
    for (const CountryInspections& c : a.inspections->countries) rows.push_back({&*a.inspections, &c});
  }
  return schema.table("inspection_summary", rows);
}

}  // namespace tmfgeo
