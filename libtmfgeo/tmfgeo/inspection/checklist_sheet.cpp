// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inspection/checklist_sheet.h"

#include <algorithm>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kQuestion = index_of(ChecklistColumn::question);
constexpr std::size_t kAnswer = index_of(ChecklistColumn::answer);
constexpr std::size_t kEvidence = index_of(ChecklistColumn::evidence);

constexpr std::string_view kCriticalSign = " !";

SheetCell shown(std::string text, CellLook look) { return {.text = std::move(text), .look = look}; }
SheetCell key(std::string_view text) { return shown(std::string(text), CellLook::plain); }

void add_head(Sheet& sheet, const QuestionSet& set, const ChecklistFacility& facility, Language language) {
  const auto say = [language](const char* en, const char* ru) { return std::string(language == Language::en ? en : ru); };
  const GroupRule& group = set.groups[index_of(facility.group)];
  sheet.add({shown(set.title.in(language) + ": " + group.title.in(language), CellLook::title), {}, {}, {}, {},
             key(version_text({set.id, set.version, facility.group}))});
  const std::string name = facility.name.empty() ? facility.id : facility.name + " (" + facility.id + ")";
  sheet.add({{}, shown(name + (facility.country.empty() ? "" : ", " + facility.country), CellLook::title), {}, {}, {},
             key(std::string(checklist_key::facility) + facility.id)});
  const std::size_t visit = sheet.add({{}, shown(say("Day of the visit (year-month-day)", "Дата осмотра (год-месяц-день)"), CellLook::important),
                                       shown("", CellLook::date_entry), shown(say("Inspector", "Инспектор"), CellLook::important),
                                       shown("", CellLook::entry), key(checklist_key::visit)});
  sheet.add({{}, shown(say("Organisation", "Организация"), CellLook::important), shown("", CellLook::entry),
             shown(say("Weather; what could not be reached", "Погода; что осталось недоступным"), CellLook::important),
             shown("", CellLook::entry), key(checklist_key::circumstances)});
  sheet.date = CellChoice{{visit, kAnswer, visit, kAnswer}, {}, say("Day of the visit", "Дата осмотра"),
                          say("A day from 1990 to 2100, for example 2026-05-14.", "День с 1990 по 2100 год, например 2026-05-14.")};
}

void add_questions(Sheet& sheet, const QuestionSet& set, ChecklistGroup group, Language language) {
  int number = 0;
  for (const NamedText& category : set.categories) {
    bool first = true;
    for (const Question& question : set.of(group)) {
      if (question.category != category.id) continue;
      if (first) {
        std::vector<SheetCell> row(kChecklistColumns.size(), shown("", CellLook::category));
        row[kQuestion].text = category.text.in(language);
        row.push_back(key(std::string(checklist_key::category) + category.id));
        sheet.add(std::move(row));
      }
      first = false;
      const std::string sign = std::to_string(++number) + std::string(question.critical ? kCriticalSign : "");
      sheet.add({shown(sign, CellLook::centred), shown(question.text.in(language), question.critical ? CellLook::important : CellLook::wrapped),
                 shown("", CellLook::choice), shown("", CellLook::choice), shown("", CellLook::entry), key(question.id)});
    }
  }
}

Sheet facility_sheet(const QuestionSet& set, const ChecklistFacility& facility, Language language, const std::vector<Sheet>& before) {
  Sheet sheet;
  sheet.name = sheet_name(facility.id, before);
  sheet.column_widths = {5, 62, 18, 18, 46, 0};
  add_head(sheet, set, facility, language);
  std::vector<SheetCell> headings;
  for (const ChecklistColumn column : kChecklistColumns) headings.push_back(shown(heading_of(column).in(language), CellLook::heading));
  headings.push_back(key(checklist_key::columns));
  sheet.heading_row = sheet.add(std::move(headings));
  sheet.frozen_rows = sheet.heading_row + 1;
  add_questions(sheet, set, facility.group, language);

  const auto list_of = [&](std::size_t column, const char* en, const char* ru) {
    const BilingualText message{en, ru};
    return CellChoice{{sheet.frozen_rows, column, sheet.rows.size() - 1, column}, {}, heading_of(kChecklistColumns[column]).in(language), message.in(language)};
  };
  CellChoice answers = list_of(kAnswer, "Choose a word of the list. Leave empty what you do not know.", "Выберите слово из списка. Неизвестное оставьте пустым.");
  for (const Answer answer : kAnswers) answers.words.push_back(set.rule(answer).word.in(language));
  CellChoice evidence = list_of(kEvidence, "What does the answer rest on? Choose a word of the list.", "На чём основан ответ? Выберите слово из списка.");
  for (const EvidenceKind& kind : set.evidence) evidence.words.push_back(kind.word.in(language));
  sheet.choices = {std::move(answers), std::move(evidence)};
  sheet.locked = true;
  sheet.landscape = true;
  sheet.footer = facility.id + ", " + set.id + " v" + std::to_string(set.version);
  return sheet;
}

struct GuideLine {
  const char* en;
  const char* ru;
};

constexpr GuideLine kGuide[] = {
    {"One sheet per facility. Fill in the pale yellow cells; the others are locked (no password), so that answers can be read back.",
     "На каждый объект свой лист. Заполняйте бледно-жёлтые ячейки; остальные защищены (без пароля), чтобы ответы можно было прочитать."},
    {"Give the day of the visit: without it the checklist cannot be evaluated.", "Укажите дату осмотра: без неё контрольный лист не оценивается."},
    {"\"Yes\" is always the safe answer. Answer what is there on the day of the visit, not what is planned.",
     "«Да» — всегда безопасный ответ. Отвечайте о том, что есть в день осмотра, а не о том, что запланировано."},
    {"Leave empty what you could not find out: an open question lowers credibility, a guess hides a danger.",
     "Оставляйте пустым то, чего не удалось выяснить: открытый вопрос снижает достоверность, а догадка скрывает опасность."},
    {"Say what each answer rests on. Answers told by staff or without evidence do not count for credibility.",
     "Указывайте, на чём основан ответ. Ответы со слов персонала и без подтверждения не повышают достоверность."},
    {"Put place, measure, document or photograph number into the remark.", "В примечании укажите место, размер, номер документа или снимка."},
    {"Questions in bold with the sign ! are critical: a \"no\" there decides on the class by itself. Do not leave the site before those in charge know of it.",
     "Вопросы полужирным шрифтом со знаком ! — критические: ответ «нет» сам определяет класс. Не покидайте объект, не известив ответственных."},
    {"Do not add, remove or merge rows, and do not use formulas or macros. Save as .xlsx and hand the file back.",
     "Не добавляйте, не удаляйте и не объединяйте строки, не используйте формулы и макросы. Сохраните файл как .xlsx и верните его."},
};

Sheet guide_sheet(const QuestionSet& set, std::span<const ChecklistFacility> facilities, Language language) {
  Sheet sheet;
  sheet.name = language == Language::en ? "How to fill in" : "Как заполнять";
  sheet.column_widths = {24, 100, 0};
  sheet.add({shown(set.title.in(language), CellLook::title), {}, key(checklist_key::guide)});
  for (const ChecklistGroup group : kGroups) {
    const bool there = std::any_of(facilities.begin(), facilities.end(), [group](const ChecklistFacility& f) { return f.group == group; });
    const GroupRule& rule = set.groups[index_of(group)];
    if (there) sheet.add({shown(rule.title.in(language), CellLook::important), shown(rule.intro.in(language), CellLook::wrapped)});
  }
  int number = 0;
  for (const GuideLine& line : kGuide) {
    sheet.add({shown(std::to_string(++number), CellLook::centred), shown(language == Language::en ? line.en : line.ru, CellLook::wrapped)});
  }
  const std::string heading = language == Language::en ? "Answers" : "Ответы";
  std::vector<std::string> answers;
  for (const Answer answer : kAnswers) answers.push_back(set.rule(answer).word.in(language));
  sheet.add({shown(heading, CellLook::important), shown(joined(answers, " · "), CellLook::wrapped)});
  std::vector<std::string> kinds;
  for (const EvidenceKind& kind : set.evidence) kinds.push_back(kind.word.in(language));
  sheet.add({shown(heading_of(ChecklistColumn::evidence).in(language), CellLook::important), shown(joined(kinds, " · "), CellLook::wrapped)});
  sheet.add({shown(set.id + " v" + std::to_string(set.version), CellLook::note), shown(language == Language::en ? set.source : "", CellLook::note)});
  sheet.locked = true;
  sheet.landscape = true;
  return sheet;
}

}  // namespace

BilingualText heading_of(ChecklistColumn column) {
  switch (column) {
    case ChecklistColumn::number: return {"No.", "№"};
    case ChecklistColumn::question: return {"Question", "Вопрос"};
    case ChecklistColumn::answer: return {"Answer", "Ответ"};
    case ChecklistColumn::evidence: return {"Evidence", "Основание ответа"};
    case ChecklistColumn::remark: return {"Remark: place, measure, document, photograph", "Примечание: место, размер, документ, снимок"};
  }
  return {};
}

std::string version_text(const ChecklistVersion& v) {
  return std::string(checklist_key::version) + " " + std::string(to_text(v.group)) + " " + std::to_string(v.version) + " " + v.set;
}

std::optional<ChecklistVersion> parse_version(std::string_view text) {
  if (!text.starts_with(checklist_key::version)) return std::nullopt;
  text = trimmed(text.substr(checklist_key::version.size()));
  const auto next_word = [&text] {
    const std::string_view word = text.substr(0, text.find(' '));
    text = trimmed(text.substr(word.size()));
    return word;
  };
  const auto group = parse_group(next_word());
  const auto version = parse_number(next_word()).value;
  if (!group || !version || *version < 0 || *version > 1e6 || text.empty()) return std::nullopt;
  return ChecklistVersion{std::string(text), static_cast<int>(*version), *group};
}

Workbook checklist_workbook(const QuestionSet& set, std::span<const ChecklistFacility> facilities, Language language) {
  Workbook workbook;
  workbook.title = set.title.in(language);
  workbook.sheets.push_back(guide_sheet(set, facilities, language));
  for (const ChecklistFacility& facility : facilities) workbook.sheets.push_back(facility_sheet(set, facility, language, workbook.sheets));
  return workbook;
}

}  // namespace tmfgeo
