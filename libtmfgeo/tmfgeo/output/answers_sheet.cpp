// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/answers_sheet.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/network/route_parts.h"
#include "tmfgeo/output/answers_parts.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/column_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/sheet_numbers.h"
#include "tmfgeo/output/source_words.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kColumns = 9;
constexpr std::size_t kMeasuresEach = 3;
constexpr std::size_t kDueColumn = 3;

/// The worst fifth, as the layer indices has it.
bool surely_among_first(const RankInterval& rank, std::size_t facilities) { return rank.last <= (facilities + 4) / 5; }
bool perhaps_among_first(const RankInterval& rank, std::size_t facilities) { return rank.first <= (facilities + 4) / 5; }

std::string index_words(const IndexValue& v, Language language) {
  const std::string low = number_words(v.low, 1, language);
  return v.value ? low : low + "–" + number_words(v.high, 1, language);
}

std::string nothing_to_compare(const Answers& x) { return x.say("the only facility: nothing to compare it with", "единственный объект: сравнить не с чем"); }

SheetCell attention_cell(const Answers& x, const RankInterval& rank) {
  const std::size_t n = x.a.results.size();
  if (n == 1) return {.text = nothing_to_compare(x), .look = CellLook::unknown};
  if (surely_among_first(rank, n)) return {.text = x.say("surely in the worst fifth", "точно среди худшей пятой части"), .look = CellLook::bad};
  if (perhaps_among_first(rank, n)) return {.text = x.say("perhaps in the worst fifth", "возможно среди худшей пятой части"), .look = CellLook::fair};
  return {.text = x.say("not in the worst fifth", "не среди худшей пятой части"), .look = CellLook::good};
}

/// How many of the first facilities are sure to be there.
std::string how_sure(const Answers& x) {
  const FirstPlaces first = first_places(x.a);
  const std::size_t n = x.a.results.size();
  if (n <= kFirstFacilities || first.surely == kFirstFacilities) return {};
  const std::string may = std::to_string(first.perhaps - first.surely);
  return x.say(" Of the first five places: sure ", " Из первых пяти мест: точно ") + std::to_string(first.surely) + x.say(", may be among them ", ", могут быть среди них ") + may +
         x.say(" of ", " из ") + std::to_string(n) + x.say("; what is not known decides.", "; решает неизвестное.");
}

void add_ranking(const Answers& x) {
  const std::size_t n = x.a.results.size();
  const std::string count = x.language == Language::en ? counted_en(n, "facility", "facilities")
                                                       : counted_ru(n, "объект", "объекта", "объектов");
  const SchemeTerm& term = ranking_term(*x.a.scheme);
  x.begin(x.say("1. Which dams first?", "1. Какие дамбы в первую очередь?"),
          count + x.say(". Place 1 is the worst. A span of places, 1–3, is what the gaps in the data allow: spans that overlap cannot be put in order. Where they overlap, the middle of the index decides who stands first here, then the risk abroad.",
                        ". Место 1 — худшее. Интервал мест, например 1–3, — следствие пробелов в данных: объекты с пересекающимися интервалами упорядочить нельзя. Здесь такие объекты стоят по середине индекса, затем по трансграничному риску.") + how_sure(x),
          {x.say("Facility", "Объект"), x.say("Attention", "Внимание"), x.say("Place", "Место"), x.language == Language::en ? term.title : term.title_ru,
           x.say("Country", "Страна"), x.say("Water flows through", "Вода течёт через"), x.say("Route, km", "Путь, км"),
           x.say("Borders reached", "Границ на пути"), x.say("The route ends in", "Путь кончается")});
  for (const std::size_t i : x.first) {
    const FacilityResult& r = x.a.results[i];
    const RankInterval& rank = x.a.index_results->ranks[i].rank;
    const IndexValue* value = term_value(r, term.name);
    std::string chain = country_chain(r.border);
    for (std::size_t at = 0; (at = chain.find('>', at)) != std::string::npos; at += 5) chain.replace(at, 1, " → ");
    x.sheet.add({x.name(i), attention_cell(x, rank), answer_words(x.places(rank.first, rank.last)), answer_words(value == nullptr ? x.not_known() : index_words(*value, x.language)),
                 answer_words(x.country(r.country_found.empty() ? r.facility.country : r.country_found), x.not_known()), answer_words(chain, x.not_known()),
                 answer_number(r.route.length_m() / 1000, "#,##0"), answer_number(static_cast<double>(r.border.crossings.size()), "#,##0"), answer_words(in_words("route_end", to_text(r.route.end), x.language))});
  }
}

/// The class where it says more than the value does: not the 3 of a table that has a row for every class.
std::string telling_class(const TermValue& term, Language language) {
  return parse_number(term.class_words).value ? "" : class_in_words(term.class_words, language);
}

/// An input's value as a person reads it: "volume of the tailings: 1 000 000 m³".
std::string input_words(const Answers& x, std::size_t facility, const std::string& name) {
  const InputValues& inputs = x.a.index_results->inputs[facility];
  const auto found = inputs.find(name);
  if (name.empty() || found == inputs.end()) return {};
  const auto input = std::find_if(scheme_inputs().begin(), scheme_inputs().end(), [&](const SchemeInput& s) { return s.name == name; });
  const std::string what = in_words("input", name, x.language) + ": ";
  if (const auto* word = std::get_if<std::string>(&found->second.value)) return what + class_in_words(*word, x.language);
  const auto* number = std::get_if<double>(&found->second.value);
  if (number == nullptr) return {};
  const bool yes_or_no = input->whole && input->highest == 1;
  if (yes_or_no) return what + (*number > 0 ? x.say("yes", "да") : x.say("no", "нет"));
  const double size = std::abs(*number);
  const std::string unit = unit_in_words(input->unit, x.language);
  return what + number_words(*number, size >= 100 || size == std::floor(size) ? 0 : size >= 1 ? 1 : 3, x.language) + (unit.empty() ? "" : "\u00A0" + unit);
}

void add_reasons(const Answers& x) {
  x.begin(x.say("2. Why these?", "2. Почему именно они?"),
          x.say("The part of the index that lifts the facility most above the others. Points are those of the index; what counts is by how much they stand above the median of all facilities. All parts are on the sheet of terms.",
                "Слагаемое, которое больше всего поднимает объект над другими. Баллы — единицы индекса; важно, насколько они выше медианы по всем объектам. Все слагаемые — на отдельном листе."),
          {x.say("Facility", "Объект"), x.say("What lifts it most", "Что определяет место"), x.say("Points", "Баллы"), x.say("Above the median", "Выше медианы на"),
           x.say("Class", "Класс"), x.say("Because of", "По величине"), x.say("Origin", "Происхождение"), x.say("Class table", "Таблица классов"),
           x.say("Source", "Источник")});
  for (const std::size_t i : x.first) {
    const FacilityResult& r = x.a.results[i];
    const FacilityRank& rank = x.a.index_results->ranks[i];
    const auto term = std::find_if(r.indices.begin(), r.indices.end(), [&](const TermValue& t) { return t.term == rank.driver; });
    if (rank.driver.empty() || term == r.indices.end() || !term->value.value) {
      const std::string why = x.a.results.size() == 1 ? nothing_to_compare(x)
                              : rank.find_out.empty() ? x.say("no part stands out", "ни одно слагаемое не выделяется") : x.say("not enough is known", "известно слишком мало");
      const bool knowable = x.a.results.size() > 1 && !rank.find_out.empty();
      const SheetCell none = answer_words(knowable ? x.not_known() : x.not_applicable());
      x.sheet.add({x.name(i), answer_words(why), none, none, none, none, none, none, none});
      continue;
    }
    const std::string from_input = term->input.empty() ? x.not_applicable() : x.not_known();
    x.sheet.add({x.name(i), answer_words(term_in_words(*x.a.scheme, rank.driver, x.language)), answer_number(*term->value.value, "0.00"),
                 answer_number(rank.driver_excess, "+0.00"), answer_words(telling_class(*term, x.language), x.not_applicable()),
                 answer_words(input_words(x, i, term->input), from_input), answer_words(term->input.empty() ? x.not_applicable() : in_words("origin", to_text(term->origin), x.language)),
                 answer_words(in_words("mark", to_text(term->value.mark), x.language)),
                 answer_words(x.language == Language::ru ? source_in_russian(term->input_source) : term->input_source, from_input)});
  }
}

const FacilityState* state_of(const Assessment& a, const std::string& id) {
  if (!a.inspections) return nullptr;
  for (const FacilityState& state : a.inspections->states) {
    if (state.facility.id == id) return &state;
  }
  return nullptr;
}

SheetCell class_cell(const Answers& x, const FacilityState& state) {
  const QuestionSet& set = x.a.inspections->set;
  const CellLook look = state.safety == SafetyClass::not_acceptable             ? CellLook::bad
                        : state.safety == SafetyClass::conditionally_acceptable ? CellLook::fair
                        : state.safety == SafetyClass::acceptable               ? CellLook::good
                                                                                : CellLook::unknown;
  return {.text = set.class_text(state.safety).in(x.language), .look = look};
}

SheetCell day_of(const Answers& x, const Date& date) { return *day_cell(to_text(date), x.language); }

/// What is urgent does not wait for its last day.
SheetCell at_once_until(const Answers& x, const Date& due) { return answer_words(x.say("at once; finished by ", "немедленно; закончить до ") + day_words(due, x.language)); }

SheetCell judged_on(const Answers& x, const FacilityState& state) {
  return state.judged_on.size() == 1 ? day_of(x, state.judged_on.front()) : answer_words(days_words(state.judged_on, x.language), x.not_applicable());
}

void add_state(const Answers& x, std::size_t facility) {
  const FacilityState* state = state_of(x.a, x.a.results[facility].facility.id);
  if (state == nullptr || state->inspections == 0) {
    x.sheet.add({x.name(facility), answer_words(x.say("Inspect it: no checklist has been read", "Провести осмотр: контрольного листа нет")), answer_words(x.not_known()), answer_words(x.not_known()),
                 {.text = x.say("not inspected", "не осмотрено"), .look = CellLook::unknown}, answer_words(x.not_applicable()), answer_words(x.say("none", "не было")), answer_words(x.not_known()),
                 answer_words(x.say("Only an inspection tells which measures a dam needs; \"tmfgeo checklist export\" writes the checklist.",
                                    "Какие меры нужны, показывает только осмотр; контрольный лист создаёт команда tmfgeo checklist export."))});
    return;
  }
  const QuestionSet& set = x.a.inspections->set;
  std::size_t shown = 0;
  for (const PlannedMeasure& p : state->plan) {
    if (p.status == MeasureStatus::closed || shown == kMeasuresEach) continue;
    ++shown;
    const Measure& m = *set.measure(p.measure);
    const CellLook look = p.priority == Priority::urgent ? CellLook::bad : p.priority == Priority::high ? CellLook::fair : CellLook::wrapped;
    x.sheet.add({x.name(facility), answer_words(m.text.in(x.language)), {.text = set.priorities[index_of(p.priority)].word.in(x.language), .look = look}, p.priority == Priority::urgent ? at_once_until(x, p.due) : day_of(x, p.due),
                 class_cell(x, *state), answer_words(state->class_reason.in(x.language)), judged_on(x, *state), answer_number(static_cast<double>(state->open()), "#,##0"), answer_words(m.reason.in(x.language))});
    const std::size_t row = x.sheet.rows.size() - 1;
    x.sheet.due.push_back({{row, kDueColumn, row, kDueColumn}, spreadsheet_day(p.due)});
  }
  if (shown > 0) return;
  const bool judged = state->safety != SafetyClass::not_evaluated;
  const std::string state_words = judged ? x.say("Nothing is open", "Невыполненных мероприятий нет") : x.say("Not evaluated: nothing was judged", "Не оценено: ни один ответ не позволяет судить");
  const std::string none = judged ? x.not_applicable() : x.not_known();
  x.sheet.add({x.name(facility), answer_words(state_words), answer_words(none), answer_words(none), class_cell(x, *state), answer_words(state->class_reason.in(x.language)),
               judged_on(x, *state), answer_number(judged ? std::optional(0.0) : std::nullopt, "#,##0", none), answer_words(none)});
}

void add_measures(const Answers& x) {
  const bool findings = x.a.inspections && std::any_of(x.a.inspections->states.begin(), x.a.inspections->states.end(), [](const FacilityState& s) { return !s.findings.empty(); });
  x.begin(x.say("3. What to do there?", "3. Что там сделать?"),
          x.say("The most urgent measures that are still open after all checklists, three for each facility; the whole plan is on the sheet Action plan. A day before today is overdue and shown in red.",
                "Самые срочные из ещё не выполненных мероприятий, по всем контрольным листам, до трёх на объект; весь план — на листе «План мероприятий». Дата раньше сегодняшней — просрочка, она выделена красным.") +
              (findings ? x.say(" The sheet Critical findings has the questions behind the class.", " Вопросы, снизившие класс, — на листе «Критические замечания».") : ""),
          {x.say("Facility", "Объект"), x.say("Measure", "Мероприятие"), x.say("Priority", "Приоритет"), x.say("Do by", "Выполнить до"), x.say("Safety class", "Класс безопасности"),
           x.say("Why this class", "Почему такой класс"), x.say("Judged on", "По осмотрам"), x.say("Open measures", "Не выполнено всего"), x.say("Why", "Почему")});
  for (const std::size_t i : x.first) add_state(x, i);
}

}  // namespace

SheetCell Answers::name(std::size_t facility) const {
  const Facility& f = a.results[facility].facility;
  const std::string& own = language == Language::ru && !f.name_ru.empty() ? f.name_ru : f.name;
  return {.text = own.empty() ? f.id : own + " (" + f.id + ")", .look = CellLook::important};
}

std::string Answers::places(std::size_t first_place, std::size_t last_place) const {
  const std::string begin = std::to_string(first_place);
  return first_place == last_place ? begin : begin + "–" + std::to_string(last_place);
}

std::string Answers::country(const std::string& code) const {
  for (const Country& c : a.borders.countries) {
    const std::string& name = language == Language::ru && !c.name_ru.empty() ? c.name_ru : c.name;
    if (c.code == code && !name.empty() && name != code) return name + " (" + code + ")";
  }
  return code;
}

void Answers::begin(const std::string& question, const std::string& note, const std::vector<std::string>& headings) const {
  sheet.add({});
  std::vector<SheetCell> bar(kColumns, SheetCell{.text = {}, .look = CellLook::category});
  bar.front().text = question;
  sheet.add(std::move(bar));
  sheet.add({{.text = note}});
  std::vector<SheetCell> row;
  for (const std::string& heading : headings) row.push_back({.text = heading, .look = CellLook::heading});
  sheet.add(std::move(row));
}

SheetCell answer_words(std::string text) { return {.text = std::move(text), .look = CellLook::wrapped}; }

SheetCell answer_words(std::string text, const std::string& otherwise) { return answer_words(text.empty() ? otherwise : std::move(text)); }

SheetCell answer_number(double value, std::string format) { return {.text = {}, .look = CellLook::number, .number = value, .formula = false, .format = std::move(format)}; }

SheetCell answer_number(const std::optional<double>& value, std::string format, const std::string& otherwise) {
  return value ? answer_number(*value, std::move(format)) : answer_words(otherwise);
}

Sheet answers_sheet(const Assessment& a, Language language) {
  Sheet sheet;
  std::vector<std::size_t> first = best_order(a);
  first.resize(std::min(first.size(), kFirstFacilities));
  const Answers answers{a, language, std::move(first), sheet};
  sheet.name = answers.say("Answers", "Ответы");
  sheet.landscape = true;
  sheet.footer = answers.say("Screening on maps, not an inspection finding", "Предварительная оценка по картам, а не результат обследования");
  const bool russian = language == Language::ru && !a.project.title_ru.empty();
  sheet.add({{.text = russian ? a.project.title_ru : a.project.title, .look = CellLook::title}});
  const std::string invented = a.project.synthetic ? answers.say("Synthetic: an invented landscape, no real place. ", "Вымышленная местность, реального места нет. ") : "";
  sheet.add({{.text = invented + sheet.footer + answers.say(". Scheme: ", ". Схема: ") + (language == Language::en ? a.scheme->title() : a.scheme->title_ru()) + "."}});
  add_ranking(answers);
  add_reasons(answers);
  add_measures(answers);
  add_warnings(answers);
  add_gaps(answers);
  sheet.column_widths = {24, 28, 18, 19, 20, 24, 16, 16, 46};
  return sheet;
}

}  // namespace tmfgeo
