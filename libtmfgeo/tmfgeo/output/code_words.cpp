// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/code_words.h"

#include <algorithm>
#include <array>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr std::array kCodeWords{
    CodeWords{"input", "dam_height_m", "height of the dam", "высота дамбы"},
    CodeWords{"input", "dam_type", "how the dam was raised", "способ возведения дамбы"},
    CodeWords{"input", "discharge_m3_s", "mean discharge of the river", "средний расход реки"},
    CodeWords{"input", "factor_of_safety", "factor of safety of the dam", "коэффициент устойчивости дамбы"},
    CodeWords{"input", "in_flood_zone_100", "whether it lies in the 100-year flood area", "лежит ли объект в зоне затопления 100-летним паводком"},
    CodeWords{"input", "in_flood_zone_500", "whether it lies in the 500-year flood area", "лежит ли объект в зоне затопления 500-летним паводком"},
    CodeWords{"input", "people_on_path", "people along the flow path", "число людей вдоль пути стока"},
    CodeWords{"input", "pga_475_g", "ground acceleration of the 475-year earthquake", "ускорение грунта при землетрясении с периодом 475 лет"},
    CodeWords{"input", "status", "status of the facility", "состояние объекта"},
    CodeWords{"input", "stream_area_km2", "catchment area of the river", "площадь водосбора реки"},
    CodeWords{"input", "stream_order", "order of the river", "порядок реки"},
    CodeWords{"input", "volume_m3", "volume of the tailings", "объём хвостов"},
    CodeWords{"input", "whc", "water hazard class of the tailings", "класс опасности хвостов для воды"},

    CodeWords{"risk_input", "release_per_year", "yearly probability of a release", "вероятность выброса в год"},
    CodeWords{"risk_input", "exceedance_ratio", "how far the concentration is above its limit", "кратность превышения порога"},
    CodeWords{"risk_input", "people", "people exposed", "число людей под угрозой"},
    CodeWords{"risk_input", "arrival_h", "arrival time", "время прихода"},
    CodeWords{"risk_input", "earthquake_per_year", "how often earthquakes break the dam", "как часто дамбу разрушают землетрясения"},
    CodeWords{"risk_input", "flood_per_year", "how often floods break the dam", "как часто дамбу разрушают паводки"},
    CodeWords{"risk_input", "factor_of_safety", "factor of safety of the dam", "коэффициент устойчивости дамбы"},
    CodeWords{"risk_input", "commodity", "what is or was mined there (the commodity)", "что здесь добывают или добывали (сырьё)"},
    CodeWords{"risk_input", "release_size", "size and contents of the release", "размер и состав выброса"},
    CodeWords{"risk_input", "volume_m3", "volume of the tailings", "объём хвостов"},
    CodeWords{"risk_input", "status", "status of the facility", "состояние объекта"},

    CodeWords{"count", "people", "people", "люди"},
    CodeWords{"count", "places", "settlements", "населённые пункты"},
    CodeWords{"count", "intakes", "water intakes", "водозаборы"},
    CodeWords{"count", "health_facilities", "health facilities", "медицинские учреждения"},
    CodeWords{"count", "protected_areas", "protected areas", "охраняемые территории"},

    CodeWords{"group_factor", "release_per_year", "yearly probability of a release", "вероятность выброса в год"},
    CodeWords{"group_factor", "release_size", "size of the release", "размер выброса"},
    CodeWords{"group_factor", "river_speed", "speed of the basin's rivers", "скорость рек бассейна"},
    CodeWords{"group_factor", "own_arrival", "arrival time beside the rivers' speed", "время прихода помимо скорости рек"},

    CodeWords{"risk_group", "crossing", "border crossing", "пересечение границы"},
    CodeWords{"risk_group", "facility", "facility", "объект"},
    CodeWords{"risk_group", "river", "river", "река"},
    CodeWords{"risk_group", "basin", "basin", "бассейн"},
    CodeWords{"risk_group", "country_pair", "two countries", "пара стран"},

    CodeWords{"origin", "given", "stated", "указано"},
    CodeWords{"origin", "computed", "computed from maps", "вычислено по картам"},
    CodeWords{"origin", "extrapolated", "computed beyond the data", "вычислено за пределами данных"},
    CodeWords{"origin", "default", "a default of the method", "принято методом по умолчанию"},
    CodeWords{"origin", "unknown", "not known", "неизвестно"},

    CodeWords{"mark", "confirmed", "confirmed", "подтверждено"},
    CodeWords{"mark", "to_confirm", "to be confirmed", "требует подтверждения"},

    CodeWords{"status", "active", "active", "действующее"},
    CodeWords{"status", "inactive", "inactive", "недействующее"},
    CodeWords{"status", "closed", "closed", "закрытое"},
    CodeWords{"status", "rehabilitated", "rehabilitated", "рекультивированное"},
    CodeWords{"status", "abandoned", "abandoned", "заброшенное"},
    CodeWords{"status", "orphaned", "orphaned", "бесхозное"},

    CodeWords{"dam_type", "upstream", "raised upstream", "наращена в сторону пруда"},
    CodeWords{"dam_type", "downstream", "raised downstream", "наращена в сторону низового откоса"},
    CodeWords{"dam_type", "centreline", "raised along the centreline", "наращена по оси"},
    CodeWords{"dam_type", "earthfill", "earthfill", "земляная насыпная"},
    CodeWords{"dam_type", "rockfill", "rockfill", "каменно-набросная"},

    CodeWords{"flow", "low", "low water", "малая вода"},
    CodeWords{"flow", "mean", "mean flow", "средний расход"},
    CodeWords{"flow", "high", "high water", "большая вода"},

    CodeWords{"severity", "info", "note", "примечание"},
    CodeWords{"severity", "warning", "warning", "предупреждение"},
    CodeWords{"severity", "error", "error", "ошибка"},

    CodeWords{"location_quality", "dam", "at the dam", "по дамбе"},
    CodeWords{"location_quality", "site", "on the site", "по площадке"},
    CodeWords{"location_quality", "town", "of its town", "по городу"},
    CodeWords{"location_quality", "nearest_town", "of the nearest town", "по ближайшему городу"},
    CodeWords{"location_quality", "illustrative", "only for illustration", "условное"},
    CodeWords{"location_quality", "unknown", "not stated", "не указано"},

    CodeWords{"load", "earthquake", "earthquake", "землетрясение"},
    CodeWords{"load", "flood", "flood", "паводок"},
    CodeWords{"phase", "operation", "operation", "эксплуатация"},
    CodeWords{"phase", "closure", "closure", "закрытие"},
    CodeWords{"verdict", "meets", "meets the criterion", "критерий выполнен"},
    CodeWords{"verdict", "fails", "fails the criterion", "критерий не выполнен"},
    CodeWords{"verdict", "unknown", "not known", "неизвестно"},
    CodeWords{"consequence_class", "low", "low", "низкий"},
    CodeWords{"consequence_class", "significant", "significant", "значительный"},
    CodeWords{"consequence_class", "high", "high", "высокий"},
    CodeWords{"consequence_class", "very_high", "very high", "очень высокий"},
    CodeWords{"consequence_class", "extreme", "extreme", "чрезвычайный"},
    CodeWords{"mechanism", "displacement", "the slope moves", "перемещение откоса"},
    CodeWords{"mechanism", "freeboard", "the crest sinks", "осадка гребня до воды"},
    CodeWords{"mechanism", "liquefaction", "liquefaction", "разжижение"},
    CodeWords{"mechanism", "release", "release, all ways together", "выброс, все пути вместе"},
    CodeWords{"mechanism", "settlement", "settlement", "осадка"},
    CodeWords{"mechanism", "overtopping", "overtopping after an earthquake", "перелив после землетрясения"},
    CodeWords{"damage", "moves more than 1 m", "moves more than 1 m", "смещение больше 1 м"},
    CodeWords{"damage", "crest sinks below the water", "crest sinks below the water", "гребень опускается ниже воды"},
    CodeWords{"damage", "tailings liquefy", "tailings liquefy", "хвосты разжижаются"},
    CodeWords{"damage", "tailings are released", "tailings are released", "выброс хвостов"},
    CodeWords{"damage", "a storm overtops before the crest that sank is repaired", "a storm overtops before the crest that sank is repaired",
              "ливень переливается, пока просевший гребень не восстановлен"},
    CodeWords{"damage", "minor", "minor", "слабое"},
    CodeWords{"damage", "moderate", "moderate", "умеренное"},
    CodeWords{"damage", "major", "major", "значительное"},
    CodeWords{"damage", "severe", "severe", "тяжёлое"},
    CodeWords{"damage", "collapse", "collapse", "разрушение"},
    CodeWords{"flood_status", "not_modelled", "not modelled, which is not dry", "не моделировалось (не значит сухо)"},
    CodeWords{"flood_status", "dry", "dry", "сухо"},
    CodeWords{"flood_status", "wet", "wet", "затапливается"},
    CodeWords{"flood_status", "unsure", "not sure", "не ясно"},
    CodeWords{"hazard_basis", "return period", "return period", "период повторяемости"},
    CodeWords{"hazard_basis", "scenario", "scenario", "сценарий"},
    CodeWords{"hazard_basis", "shakemap", "ShakeMap", "карта сотрясений"},
    CodeWords{"hazard_basis", "map", "depth map", "карта глубин"},
    CodeWords{"hazard_basis", "estimated", "estimated from the DEM", "оценка по рельефу"},
    CodeWords{"natech_group", "all", "all", "все"},
    CodeWords{"natech_group", "border", "border", "граница"},
    CodeWords{"natech_group", "river", "river", "река"},
    CodeWords{"natech_group", "outlet", "outlet", "устье"},
    CodeWords{"natech_event", "floods of a year", "floods of a year", "паводки года"},

    CodeWords{"route_end", "sea", "the sea", "море"},
    CodeWords{"route_end", "terminal_basin", "a basin without outflow", "бессточный бассейн"},
    CodeWords{"route_end", "leaves_grid", "the edge of the map: unknown beyond", "край карты: дальше неизвестно"},
    CodeWords{"route_end", "unknown_beyond", "a gap in the data: unknown beyond", "пробел в данных: дальше неизвестно"},
    CodeWords{"route_end", "network_end", "the end of the river layer: unknown beyond", "конец слоя рек: дальше неизвестно"},
    CodeWords{"route_end", "not_snapped", "no river was found", "река не найдена"},
};

struct ClassWords {
  std::string_view en;
  std::string_view ru;
};
constexpr std::string_view kUpTo = " up to ";
constexpr std::array kBefore{ClassWords{"below ", "меньше "}, ClassWords{"above ", "больше "}, ClassWords{"up to ", "не больше "}};
constexpr ClassWords kAndMore{" and more", " и больше"};

const CodeWords* found(std::string_view list, std::string_view code) {
  const auto row = std::find_if(kCodeWords.begin(), kCodeWords.end(), [&](const CodeWords& w) { return w.list == list && w.code == code; });
  return row == kCodeWords.end() ? nullptr : &*row;
}

}  // namespace

std::span<const CodeWords> code_words() { return kCodeWords; }

std::string in_words(std::string_view list, std::string_view code, Language language) {
  const CodeWords* row = found(list, code);
  if (row == nullptr) return std::string(code);
  return std::string(language == Language::en ? row->en : row->ru);
}

std::string all_in_words(std::string_view list, std::span<const std::string> codes, Language language) {
  std::vector<std::string> words;
  for (const std::string& code : codes) words.push_back(in_words(list, code, language));
  return joined(words, "; ");
}

std::string term_in_words(const Scheme& scheme, std::string_view term, Language language) {
  for (const SchemeTerm& t : scheme.terms()) {
    if (t.name == term) return language == Language::en ? t.title : t.title_ru;
  }
  return std::string(term);
}

std::string with_decimal_sign(std::string number, Language language) {
  if (language == Language::ru) std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

std::string class_in_words(std::string_view class_words, Language language) {
  for (const char* list : {"status", "dam_type"}) {
    if (const CodeWords* row = found(list, class_words)) return std::string(language == Language::en ? row->en : row->ru);
  }
  if (language == Language::en) return std::string(class_words);
  const auto number = [](std::string_view text) { return with_decimal_sign(std::string(text), Language::ru); };
  for (const ClassWords& w : kBefore) {
    if (class_words.starts_with(w.en)) return std::string(w.ru) + number(class_words.substr(w.en.size()));
  }
  if (class_words.ends_with(kAndMore.en)) return number(class_words.substr(0, class_words.size() - kAndMore.en.size())) + std::string(kAndMore.ru);
  const auto middle = class_words.find(kUpTo);
  if (middle == std::string_view::npos) return number(class_words);
  return "от " + number(class_words.substr(0, middle)) + " до " + number(class_words.substr(middle + kUpTo.size()));
}

std::string counted_ru(std::size_t count, std::string_view one, std::string_view few, std::string_view many) {
  const std::size_t tens = count % 100;
  const std::size_t ones = count % 10;
  std::string_view noun = many;
  if (tens < 11 || tens > 14) noun = ones == 1 ? one : ones >= 2 && ones <= 4 ? few : many;
  return std::to_string(count) + " " + std::string(noun);
}

}  // namespace tmfgeo
