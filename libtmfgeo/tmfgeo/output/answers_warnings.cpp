// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/answers_parts.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/gap_words.h"
#include "tmfgeo/output/sheet_numbers.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kPlacesEach = 4;

/// The first arrival of a facility's water in another country; null where it comes from there, or nothing was computed.
const BorderArrival* arrival_in(const std::vector<BorderArrival>& arrivals, const FacilityResult& r, const std::string& country) {
  for (const BorderArrival& b : arrivals) {
    if (b.facility == &r && b.receptor->station.country == country) return &b;
  }
  return nullptr;
}

std::string hours_words(double h, const Answers& x) {
  if (h < 48) return number_words(h, h < 10 ? 1 : 0, x.language) + x.say(" h", " ч");
  return number_words(h / 24, h < 240 ? 1 : 0, x.language) + x.say(" days", " сут");
}

/// The time, and that it is the flood wave's where it is.
std::string clock_words(double h, bool is_wave, const Answers& x) { return hours_words(h, x) + (is_wave ? x.say(", flood wave", ", паводковая волна") : ""); }

/// Intakes and towns of a country that the plume reaches first, with the time to plan with; where none is known, how many
/// records without a location may be such.
std::string first_places(const Answers& x, std::size_t facility, const std::string& country, std::size_t not_placed) {
  if (!x.a.transport) return x.not_known();
  const TransportSite& site = x.a.transport->sites[facility];
  std::vector<std::string> places;
  for (std::size_t r = 0; r < site.receptors.size() && places.size() < kPlacesEach; ++r) {
    const Station& station = site.receptors[r].station;
    const bool wanted = station.kind == ReceptorKind::town || station.kind == ReceptorKind::intake;
    const auto arrivals = arrivals_at(site, r);
    if (!wanted || station.country != country || arrivals.empty()) continue;
    const auto sooner = [](const Arrival* a, const Arrival* b) { return first_water_s(*a).p10 < first_water_s(*b).p10; };
    const Arrival& soonest = **std::min_element(arrivals.begin(), arrivals.end(), sooner);
    const double soonest_h = hours(first_water_s(soonest).p10);
    const std::string& name = x.language == Language::ru && !station.name_ru.empty() ? station.name_ru : station.name;
    if (std::isfinite(soonest_h)) places.push_back((name.empty() ? station.id : name) + " (" + clock_words(soonest_h, soonest_h < hours(soonest.first_s.p10), x) + ")");
  }
  if (!places.empty()) return joined(places, "; ");
  if (not_placed > 0) {
    return x.say("none with a location; not placed: ", "с координатами — ни одного; без координат: ") +
           (x.language == Language::en ? counted_en(not_placed, "record", "records") : counted_ru(not_placed, "запись", "записи", "записей"));
  }
  const bool given = x.a.project.places || x.a.project.exposure.intakes;
  return given ? x.say("none that was given", "среди заданных нет") : x.not_known();
}

SheetCell count_cell(const std::optional<double>& value, double at_least, bool may_be_more, const Answers& x) {
  if (value && !may_be_more) return answer_number(*value, "#,##0");
  const double sure = value.value_or(at_least);
  if (value || sure > 0) return answer_words(x.say("at least ", "не менее ") + number_words(sure, 0, x.language));
  return answer_words(x.not_known());
}

bool may_be_more(const CountryExposure& e, std::string_view what) { return std::find(e.counts_at_least.begin(), e.counts_at_least.end(), what) != e.counts_at_least.end(); }

/// Where the water is from the first metre on: what a later crossing brings back there tells nothing.
std::string at_once(const Answers& x, std::size_t facility, const CountryExposure& e) {
  const FacilityResult& r = x.a.results[facility];
  const bool own = e.country == (r.country_found.empty() ? r.facility.country : r.country_found);
  return own ? x.say("own country, from the dam on", "своя страна, от самой дамбы") : x.say("at once", "сразу");
}

void add_country(const Answers& x, std::size_t facility, const CountryExposure& e, const std::vector<BorderArrival>& arrivals) {
  const bool from_the_dam = e.first_km == 0 && !e.beside;
  const BorderArrival* b = from_the_dam ? nullptr : arrival_in(arrivals, x.a.results[facility], e.country);
  const std::string soonest = from_the_dam ? at_once(x, facility, e) : b != nullptr ? clock_words(b->soonest_h, b->soonest_by_wave, x) : e.beside ? x.say("beside the route, no border is crossed", "рядом с путём, без пересечения границы") : x.not_known();
  const std::string usual = from_the_dam ? x.not_applicable() : b != nullptr ? clock_words(b->likely_h, b->likely_h < hours(b->usual->first_s.p50), x) : x.not_known();
  const std::optional<double> intakes = e.intakes ? std::optional<double>(*e.intakes) : std::nullopt;
  x.sheet.add({x.name(facility), answer_words(x.country(e.country)), answer_number(e.first_km, e.first_km < 100 ? "0.0" : "#,##0"), answer_words(soonest),
               answer_words(usual), answer_words(from_the_dam ? x.not_applicable() : over_limit(x, b)),
               count_cell(e.people, e.people_at_least, may_be_more(e, "people"), x), count_cell(intakes, 0, may_be_more(e, "intakes"), x), answer_words(first_places(x, facility, e.country, e.places_not_placed))});
}

/// Whether there is no TBRI without it.
bool is_needed(const std::string& input) {
  const bool hides_the_ratio = input == "volume_m3" || input == "commodity" || input == "release_size";
  return hides_the_ratio || std::find(kRiskInputs.begin(), kRiskInputs.end(), input) != kRiskInputs.end();
}

/// What the transboundary risk of one crossing or another of the facility lacks: first what it cannot be computed without.
std::string missing_at_borders(const Answers& x, std::size_t facility) {
  const IndexResults& results = *x.a.index_results;
  const bool at_a_border = std::any_of(results.basis.begin(), results.basis.end(), [&](const auto& b) { return b.facility == facility; });
  if (!at_a_border) return x.not_applicable();
  std::vector<std::string> missing;
  for (const bool needed : {true, false}) {
    for (std::size_t i = 0; i < results.basis.size(); ++i) {
      if (results.basis[i].facility != facility) continue;
      const std::vector<std::string> inputs = risk_gaps(x.a, i);
      const std::vector<std::string> words = risk_gaps_words(x.a, i, x.language);
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        const bool told = std::find(missing.begin(), missing.end(), words[k]) != missing.end();
        if (!told && needed == is_needed(inputs[k])) missing.push_back(words[k]);
      }
    }
  }
  return missing.empty() ? x.say("nothing", "ничего") : joined(missing, "; ");
}

/// How many places are possible once the first missing input is known.
SheetCell places_left(const Answers& x, const FacilityRank& rank) {
  if (rank.find_out.empty()) return answer_words(x.not_applicable());
  const double width = rank.find_out.front().ranks_left;
  const bool narrows = width < static_cast<double>(rank.rank.width()) - 1e-9;
  if (!narrows && rank.rank.width() > 0) return answer_words(x.say("no single input narrows it", "ни одна величина сама его не сузит"));
  return answer_number(width + 1, "0.0");
}

/// Of a facility whose index is known: whose gaps leave its place open.
std::string nothing_of_its_own(const Answers& x, std::size_t facility) {
  const auto& ranks = x.a.index_results->ranks;
  const RankInterval& own = ranks[facility].rank;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < ranks.size() && own.width() > 0; ++i) {
    const bool open = i != facility && !ranks[i].find_out.empty() && ranks[i].rank.first <= own.last && ranks[i].rank.last >= own.first;
    if (open && others.size() < kPlacesEach) others.push_back(x.name(i).text);
  }
  if (others.empty()) return x.say("nothing is missing in the index", "для индекса известно всё");
  return x.say("nothing of its own; its place depends on what is not known of: ", "у него самого — ничего; место зависит от неизвестного у: ") + joined(others, "; ");
}

void add_gap(const Answers& x, std::size_t facility) {
  const FacilityResult& r = x.a.results[facility];
  const FacilityRank& rank = x.a.index_results->ranks[facility];
  const bool all_known = rank.find_out.empty();
  const std::size_t checklists = x.a.inspections ? x.a.inspections->states[facility].inspections : 0;
  x.sheet.add({x.name(facility), answer_words(all_known ? nothing_of_its_own(x, facility) : index_gap_words(x.a, facility, rank.find_out.front().input, x.language)),
               answer_words(x.places(rank.rank.first, rank.rank.last)), places_left(x, rank),
               answer_words(in_words("location_quality", to_text(r.facility.location_quality), x.language)), answer_words(missing_at_borders(x, facility)),
               answer_number(static_cast<double>(checklists), "#,##0"), answer_words(all_known ? x.say("all", "всё") : x.say("in part", "частично")),
               answer_words(index_gaps_words(x.a, facility, x.language), x.say("nothing", "ничего"))});
}

void add_line(const Answers& x, const std::string& text) { x.sheet.add({{.text = "• " + text}}); }

std::string out_of(const Answers& x, std::size_t part, std::size_t whole) { return std::to_string(part) + x.say(" of ", " из ") + std::to_string(whole); }

void add_missing_data(const Answers& x) {
  const Project& p = x.a.project;
  std::vector<std::string> missing;
  if (!p.exposure.population && !p.places) missing.push_back(x.say("population", "население"));
  if (!p.exposure.intakes) missing.push_back(x.say("water intakes", "водозаборы"));
  if (!p.exposure.health) missing.push_back(x.say("health facilities", "медицинские учреждения"));
  if (!p.exposure.protected_areas) missing.push_back(x.say("protected areas", "охраняемые территории"));
  if (!missing.empty()) add_line(x, x.say("No data were given on: ", "Нет данных: ") + joined(missing, ", ") + ".");
  if (!p.transport) add_line(x, x.say("Releases were not computed: no arrival times, no concentrations, no transboundary risk, only its lower bound.",
                                      "Выбросы не рассчитывались: нет времени прихода, концентраций и трансграничного риска, есть только его нижняя граница."));
  if (!p.natech) add_line(x, x.say("Earthquakes and floods as causes of a release were not judged.", "Землетрясения и паводки как причины выброса не оценивались."));
}

void add_sums(const Answers& x) {
  const IndexResults& results = *x.a.index_results;
  const std::size_t n = x.a.results.size();
  const auto spans = static_cast<std::size_t>(std::count_if(results.ranks.begin(), results.ranks.end(), [](const FacilityRank& r) { return r.rank.width() > 0; }));
  if (spans > 0) add_line(x, x.say("Facilities whose place is a span: ", "Объектов, чьё место — интервал: ") + out_of(x, spans, n) + ".");
  const auto unknown = static_cast<std::size_t>(std::count_if(results.risk.crossings.begin(), results.risk.crossings.end(), [](const RiskOutcome& r) { return !r.tbri; }));
  if (unknown > 0) add_line(x, x.say("Border crossings whose risk is not known: ", "Пересечений границ с неизвестным риском: ") + out_of(x, unknown, results.crossings.size()) + ".");
  const std::size_t inspected = x.a.inspections ? x.a.inspections->countries.back().assessed : 0;
  if (inspected < n) add_line(x, x.say("Facilities without a checklist that could be evaluated: ", "Объектов без контрольного листа, который можно оценить: ") + out_of(x, n - inspected, n) + ".");
  const auto errors = static_cast<std::size_t>(std::count_if(x.a.issues.begin(), x.a.issues.end(), [](const Issue& i) { return i.severity == Severity::error; }));
  if (errors > 0) add_line(x, x.say("Values or records of the input files that could not be used: ", "Значений и записей исходных файлов, которые не удалось использовать: ") + std::to_string(errors) +
                                  x.say("; see the last sheets.", "; см. последние листы."));
  if (x.a.scheme->weakest_mark() == Mark::to_confirm) add_line(x, x.say("Class tables and rates behind the ranking are still to be confirmed.", "Таблицы классов и частоты, на которых основан порядок, ещё требуют подтверждения."));
}

}  // namespace

void add_warnings(const Answers& x) {
  x.begin(x.say("4. Whom to warn, how soon?", "4. Кого предупреждать и за какое время?"),
          x.say("Countries along the route in the order the water reaches them, with those whose ground lies only beside it. Plan with the earliest arrival: at the flow at which the water comes first, and nine of ten computed cases take longer; the usual one is at mean flow. The times are those of the poison in the water; where the flood wave carries it on, the wave's, and then it says so. × 12 (3–50): the usual peak is 12 times the limit, in eight of ten computed cases 3 to 50 times.",
                "Страны вдоль пути в том порядке, в каком их достигает вода; в том числе страны, чья территория лежит только рядом с путём. Планируйте по самому раннему приходу: он при той водности, при которой вода приходит раньше всего, и в девяти расчётах из десяти времени больше; обычный — при среднем расходе. Время — приход загрязнения, а где его несёт паводковая волна — приход волны, тогда это указано. × 12 (3–50): обычный пик в 12 раз выше порога, в восьми расчётах из десяти — в 3–50 раз."),
          {x.say("Facility", "Объект"), x.say("Country", "Страна"), x.say("Reached after, km", "Достигается через, км"), x.say("Earliest arrival", "Самый ранний приход"),
           x.say("Usual arrival", "Обычный приход"), x.say("Above the limit", "Превышение порога"), x.say("People along the route", "Люди вдоль пути"), x.say("Water intakes", "Водозаборы"),
           x.say("First intakes and towns (earliest arrival)", "Первые водозаборы и города (самый ранний приход)")});
  const std::vector<BorderArrival> arrivals = border_arrivals(x.a);
  for (const std::size_t i : x.first) {
    for (const CountryExposure& e : x.a.index_results->exposure[i]) {
      if (!e.country.empty()) add_country(x, i, e, arrivals);
    }
  }
}

void add_gaps(const Answers& x) {
  x.begin(x.say("5. What do we not know?", "5. Чего мы не знаем?"),
          x.say("The one missing input that would narrow the place most, and how many places would then be possible on average. Find these out first: the dam's data from the operator, ground acceleration and floods from the national services, places without a location in your own file.",
                "Та неизвестная величина, которая сузит место сильнее всего, и сколько мест в среднем останется возможными. Сначала выясните её: данные о дамбе — у оператора, ускорение грунта и паводки — у сейсмической и гидрологической служб, места без координат — в своём файле."),
          {x.say("Facility", "Объект"), x.say("Find out first", "Что выяснить сначала"), x.say("Places now", "Места сейчас"), x.say("Places then left", "Останется мест"),
           x.say("Position of the dam", "Положение дамбы"), x.say("Missing for the risk at borders", "Не хватает для трансграничного риска"), x.say("Checklists", "Контрольных листов"),
           x.say("Known of the index", "Известно об индексе"), x.say("Everything that is not known of it", "Всё, чего мы о нём не знаем")});
  for (const std::size_t i : x.first) add_gap(x, i);
  add_missing_data(x);
  add_sums(x);
}

}  // namespace tmfgeo
