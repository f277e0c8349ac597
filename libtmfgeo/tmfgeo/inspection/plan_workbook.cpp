// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/plan_workbook.h"

#include <map>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

struct Heading {
  BilingualText text;
  double width;
};

CellLook look_of(SafetyClass safety) {
  switch (safety) {
    case SafetyClass::acceptable: return CellLook::good;
    case SafetyClass::conditionally_acceptable: return CellLook::fair;
    case SafetyClass::not_acceptable: return CellLook::bad;
    case SafetyClass::not_evaluated: return CellLook::unknown;
  }
  return CellLook::unknown;
}

CellLook look_of(Priority priority) {
  switch (priority) {
    case Priority::urgent: return CellLook::bad;
    case Priority::high: return CellLook::fair;
    case Priority::medium: return CellLook::wrapped;
    case Priority::low: return CellLook::wrapped;
  }
  return CellLook::wrapped;
}

SheetCell words(std::string text) { return {.text = std::move(text), .look = CellLook::wrapped}; }
SheetCell count(std::size_t number) { return {.text = {}, .look = CellLook::centred, .number = static_cast<double>(number)}; }
SheetCell percent(const std::optional<double>& value) {
  return {.text = {}, .look = CellLook::percent, .number = value};  // not known stays empty
}
SheetCell day(const std::optional<Date>& date, Language language) {
  if (!date) return words("");
  return {.text = {}, .look = CellLook::number, .number = spreadsheet_day(*date), .formula = false, .format = day_format(language)};
}

class PlanSheets {
 public:
  PlanSheets(const InspectionResults& results, Language language) : results_(results), language_(language) {
    for (const FacilityState& state : results.states) facilities_.emplace(state.facility.id, &state.facility);
  }
  Sheet plan() const;
  Sheet facilities() const;
  Sheet findings() const;
  Sheet evaluations() const;
  Sheet countries() const;

 private:
  Sheet begun(const BilingualText& name, const BilingualText& note, const std::vector<Heading>& headings) const;
  static Sheet finished(Sheet sheet);
  SheetCell judged_on(const FacilityState& s) const { return s.judged_on.size() == 1 ? day(s.judged_on.front(), language_) : words(days_words(s.judged_on, language_)); }
  std::string say(const BilingualText& text) const { return text.in(language_); }
  SheetCell shown(SafetyClass safety) const { return {.text = say(results_.set.class_text(safety)), .look = look_of(safety)}; }
  SheetCell shown(Priority priority) const {
    return {.text = say(results_.set.priorities[index_of(priority)].word), .look = look_of(priority)};
  }

  const InspectionResults& results_;
  std::map<std::string, const InspectedFacility*> facilities_;
  Language language_;
};

Sheet PlanSheets::begun(const BilingualText& name, const BilingualText& note, const std::vector<Heading>& headings) const {
  Sheet sheet;
  sheet.name = say(name);
  sheet.landscape = true;
  const BilingualText mark = results_.set.mark == "confirmed" ? BilingualText{"", ""} : BilingualText{" Limits and weights are to be confirmed.", " Пороги и веса требуют подтверждения."};
  sheet.add({{.text = say(name), .look = CellLook::title}});
  sheet.add({{.text = say(note) + say(mark) + " " + results_.set.id + " v" + std::to_string(results_.set.version), .look = CellLook::plain}});
  std::vector<SheetCell> row;
  for (const Heading& heading : headings) {
    row.push_back({.text = say(heading.text), .look = CellLook::heading});
    sheet.column_widths.push_back(heading.width);
  }
  sheet.heading_row = sheet.add(std::move(row));
  sheet.frozen_rows = sheet.heading_row + 1;
  return sheet;
}

Sheet PlanSheets::finished(Sheet sheet) {
  sheet.filter = CellRange{sheet.heading_row, 0, sheet.rows.size() - 1, sheet.column_widths.size() - 1};
  return sheet;
}

Sheet PlanSheets::plan() const {
  Sheet sheet = begun({"Action plan", "План мероприятий"},
                      {"Measures that the answers call for, the most urgent first for each facility. What is urgent begins at once; the date is the last day; a day before today is overdue and shown in red.", "Мероприятия, вытекающие из ответов; для каждого объекта первыми идут самые срочные. Безотлагательное начинают немедленно; дата — последний день; дата раньше сегодняшней — просрочка, она выделена красным."},
                      {{{"Country", "Страна"}, 9}, {{"Facility", "Объект"}, 26}, {{"Id", "Код"}, 12}, {{"Priority", "Приоритет"}, 15}, {{"Status", "Состояние"}, 13},
                       {{"Measure", "Мероприятие"}, 56}, {{"Horizon", "Срок"}, 15}, {{"Do by", "Выполнить до"}, 12}, {{"Open since", "Открыто с"}, 12},
                       {{"Done on", "Выполнено"}, 12}, {{"Why", "Почему"}, 40}, {{"Called for by", "Основание: вопросы"}, 34}, {{"Topic", "Тема"}, 24}, {{"No.", "№"}, 11}});
  constexpr std::size_t due_column = 7;
  for (const FacilityState& state : results_.states) {
    const InspectedFacility& f = state.facility;
    for (const PlannedMeasure& p : state.plan) {
      const Measure& m = *results_.set.measure(p.measure);
      std::string topic;
      for (const NamedText& t : results_.set.topics) {
        if (t.id == m.topic) topic = say(t.text);
      }
      sheet.add({words(f.country), words(f.called(language_)), words(f.id), shown(p.priority), words(say(status_text(p.status))), words(say(m.text)),
                 words(say(results_.set.horizons[index_of(m.horizon)].word)), day(p.status == MeasureStatus::closed ? std::nullopt : std::optional(p.due), language_),
                 day(p.open_since, language_), day(p.closed_on, language_), words(say(m.reason)), words(findings_text(results_.set, p, language_)), words(topic), words(p.measure)});
    }
  }
  if (sheet.rows.size() > sheet.frozen_rows) sheet.due = {{{sheet.frozen_rows, due_column, sheet.rows.size() - 1, due_column}}};
  return finished(std::move(sheet));
}

Sheet PlanSheets::facilities() const {
  Sheet sheet = begun({"Facilities", "Объекты"},
                      {"Class, share and credibility are of the last answer to each question, over the visits that are named; where kinds of checklist differ, the worse class counts.",
                       "Класс, доля и достоверность — по последнему ответу на каждый вопрос на названных осмотрах; если виды листов расходятся, считается худший класс."},
                      {{{"Country", "Страна"}, 9}, {{"Facility", "Объект"}, 32}, {{"Id", "Код"}, 14}, {{"Class", "Класс"}, 24}, {{"Why this class", "Почему такой класс"}, 36}, {{"Requirements met, %", "Требования выполнены, %"}, 15},
                       {{"Credibility, %", "Достоверность, %"}, 15}, {{"Checklist", "Вид листа"}, 26}, {{"Judged on", "По осмотрам"}, 13}, {{"Last visit", "Последний осмотр"}, 13}, {{"Inspections", "Проверок"}, 12},
                       {{"Urgent", "Безотлагательно"}, 15}, {{"High", "Высокий"}, 10}, {{"Medium", "Средний"}, 10}, {{"Low", "Низкий"}, 10}});
  for (const FacilityState& s : results_.states) {
    sheet.add({words(s.facility.country), words(s.facility.called(language_)), words(s.facility.id),
               s.inspections == 0 ? SheetCell{.text = say({"not inspected", "не осмотрено"}), .look = CellLook::unknown} : shown(s.safety), words(say(s.class_reason)), percent(s.meets_percent),
               percent(s.credibility_percent), words(s.group ? say(results_.set.groups[index_of(*s.group)].title) : ""), judged_on(s), day(s.latest, language_), count(s.inspections),
               count(s.open(Priority::urgent)), count(s.open(Priority::high)), count(s.open(Priority::medium)), count(s.open(Priority::low))});
  }
  return finished(std::move(sheet));
}

Sheet PlanSheets::findings() const {
  Sheet sheet = begun({"Critical findings", "Критические замечания"},
                      {"The critical questions that hold the class of a facility down, with the last answer to each. \"Yes\" is the safe answer. Their numbers stand under \"Why this class\".",
                       "Критические вопросы, снижающие класс объекта, с последним ответом на каждый. «Да» — безопасный ответ. Их коды стоят в столбце «Почему такой класс»."},
                      {{{"Facility", "Объект"}, 32}, {{"Id", "Код"}, 14}, {{"Checklist", "Вид листа"}, 26}, {{"No.", "№"}, 11}, {{"Question", "Вопрос"}, 60}, {{"Answer", "Ответ"}, 16},
                       {{"Day", "Дата"}, 12}, {{"Evidence", "Основание"}, 18}, {{"Remark", "Примечание"}, 40}});
  for (const FacilityState& s : results_.states) {
    for (const CriticalFinding& f : s.findings) {
      const EvidenceKind* evidence = results_.set.evidence_kind(f.evidence);
      sheet.add({words(s.facility.called(language_)), words(s.facility.id), words(say(results_.set.groups[index_of(f.group)].title)), words(f.question), words(say(results_.set.question(f.question)->text)),
                 words(say(results_.set.rule(f.answer).word)), day(f.date, language_), words(evidence == nullptr ? "" : say(evidence->word)), words(f.remark)});
    }
  }
  return finished(std::move(sheet));
}

Sheet PlanSheets::evaluations() const {
  Sheet sheet = begun({"Evaluations", "Оценки"}, {"Every inspection by category.", "Каждая проверка по разделам."},
                      {{{"Facility", "Объект"}, 32}, {{"Id", "Код"}, 14}, {{"Day", "Дата"}, 12}, {{"Checklist", "Вид листа"}, 26}, {{"Category", "Раздел"}, 30}, {{"Class", "Класс"}, 24},
                       {{"Requirements met, %", "Требования выполнены, %"}, 15}, {{"Change, points", "Изменение, п. п."}, 13}, {{"Credibility, %", "Достоверность, %"}, 15},
                       {{"Questions", "Вопросов"}, 11}, {{"Applicable", "Применимо"}, 11}, {{"Answered", "С ответом"}, 11}, {{"With evidence", "С основанием"}, 12},
                       {{"Critical questions that hold the class down", "Критические вопросы, снижающие класс"}, 34}});
  for (const EvaluatedInspection& e : results_.inspections) {
    const InspectedFacility& f = *facilities_.at(e.inspection.facility_id);
    for (std::size_t i = 0; i < e.evaluations.size(); ++i) {
      const Evaluation& v = e.evaluations[i];
      sheet.add({words(f.called(language_)), words(f.id), day(e.inspection.date, language_), words(say(results_.set.groups[index_of(e.inspection.group)].title)),
                 words(say(results_.set.category_text(v.category))), shown(v.safety), percent(v.meets_percent), percent(e.change[i]), percent(v.credibility_percent),
                 count(v.questions), count(v.applicable), count(v.answered), count(v.with_evidence), words(joined(v.critical, ", "))});
    }
  }
  return finished(std::move(sheet));
}

Sheet PlanSheets::countries() const {
  Sheet sheet = begun({"Countries", "Страны"}, {"How many facilities were assessed, their classes, and the worst open measures.", "Сколько объектов оценено, их классы и важнейшие невыполненные мероприятия."},
                      {{{"Country", "Страна"}, 12}, {{"Facilities", "Объектов"}, 11}, {{"Assessed", "Оценено"}, 11}, {{"Assessed, %", "Оценено, %"}, 11},
                       {results_.set.class_text(SafetyClass::acceptable), 14}, {results_.set.class_text(SafetyClass::conditionally_acceptable), 16},
                       {results_.set.class_text(SafetyClass::not_acceptable), 15}, {results_.set.class_text(SafetyClass::not_evaluated), 14},
                       {{"Urgent measures", "Безотлагательных мероприятий"}, 16}, {{"High", "Высокого приоритета"}, 14}, {{"Worst open measures", "Важнейшие невыполненные мероприятия"}, 90}});
  for (const CountryInspections& c : results_.countries) {
    const std::string name = c.country == "all" ? say({"All", "Все"}) : c.country.empty() ? say({"unknown", "неизвестно"}) : c.country;
    const auto share = c.facilities == 0 ? std::nullopt : std::optional(100.0 * static_cast<double>(c.assessed) / static_cast<double>(c.facilities));
    std::vector<SheetCell> row{words(name), count(c.facilities), count(c.assessed), percent(share)};
    for (const std::size_t number : c.by_class) row.push_back(count(number));
    row.push_back(count(c.open_measures[index_of(Priority::urgent)]));
    row.push_back(count(c.open_measures[index_of(Priority::high)]));
    row.push_back(words(worst_text(results_.set, c, language_)));
    sheet.add(std::move(row));
  }
  return finished(std::move(sheet));
}

}  // namespace

std::string findings_text(const QuestionSet& set, const PlannedMeasure& measure, Language language) {
  std::vector<std::string> parts;
  for (const Answer answer : {Answer::no, Answer::mostly_no, Answer::mostly_yes, Answer::no_data}) {
    std::vector<std::string> questions;
    for (const Finding& finding : measure.findings) {
      if (finding.answer == answer) questions.push_back(finding.question + (finding.critical ? "!" : ""));
    }
    if (!questions.empty()) parts.push_back(set.rule(answer).word.in(language) + ": " + joined(questions, ", "));
  }
  return joined(parts, "; ");
}

std::string worst_text(const QuestionSet& set, const CountryInspections& country, Language language) {
  std::vector<std::string> parts;
  for (const OpenMeasureCount& w : country.worst) {
    const std::string number = std::to_string(w.facilities);
    parts.push_back(w.measure + " " + set.measure(w.measure)->text.in(language) + " [" + set.priorities[index_of(w.priority)].word.in(language) + ", " +
                    (language == Language::en ? "facilities: " : "объектов: ") + number + "]");
  }
  return joined(parts, "\n");
}

Workbook plan_workbook(const InspectionResults& results, Language language) {
  const PlanSheets sheets(results, language);
  Workbook workbook;
  workbook.title = results.set.title.in(language);
  workbook.sheets = {sheets.plan(), sheets.facilities(), sheets.findings(), sheets.evaluations(), sheets.countries()};
  return workbook;
}

}  // namespace tmfgeo
