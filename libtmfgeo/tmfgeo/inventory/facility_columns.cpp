// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/facility_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

CellProblem unreadable(std::string_view text, const std::string& expected) {
  return {"value_unreadable", "\"" + std::string(text) + "\" cannot be read, expected " + expected};
}

FacilityAttribute text_attribute(FacilityColumn about, std::string Facility::*member) {
  return {std::move(about),
          [member](Facility& f, std::string_view text) {
            f.*member = std::string(text);
            return CellProblem{};
          },
          [member](const Facility& f) { return f.*member; }};
}

/// A number above `low` (or from it, if `from_low`) up to `high`.
struct Range {
  double low;
  double high;
  bool from_low = false;
  bool holds(double v) const { return (from_low ? v >= low : v > low) && v <= high; }
};

auto number_cell(std::optional<double> Facility::*member, Range range, const std::string& expected) {
  return [=](Facility& f, std::string_view text) -> CellProblem {
    const ParsedNumber number = parse_number(text);
    if (!number.value) {
      return {number.ambiguous ? "value_ambiguous" : "value_unreadable", number.problem + "; expected " + expected};
    }
    if (!range.holds(*number.value)) return {"value_out_of_range", shortest(*number.value) + " is impossible, expected " + expected};
    f.*member = number.value;
    return {};
  };
}

template <class Value>
struct Word {
  const char* word;
  Value value;
};

template <class Value, class Take>
auto word_cell(std::vector<Word<Value>> words, Take take) {
  std::vector<std::string> expected;
  for (const auto& w : words) expected.emplace_back(w.word);
  return [words = std::move(words), expected, take](Facility& f, std::string_view text) -> CellProblem {
    const std::string given = folded(text);
    for (const auto& w : words) {
      if (given == w.word) {
        take(f, w.value);
        return {};
      }
    }
    if (given == "unknown" || given == "неизвестно") return {};
    return unreadable(text, "one of: " + joined(expected, ", "));
  };
}

CellProblem read_whc(Facility& f, std::string_view text) {
  const ParsedNumber number = parse_number(text);
  if (!number.value) return unreadable(text, "a water hazard class 0, 1, 2 or 3");
  if (*number.value < 0 || *number.value > 3 || *number.value != std::floor(*number.value)) {
    return {"value_out_of_range", shortest(*number.value) + " is impossible, expected a water hazard class 0, 1, 2 or 3"};
  }
  f.whc = static_cast<int>(*number.value);
  return {};
}

FacilityAttribute yes_no_attribute(const char* name, std::vector<std::string> aliases, std::optional<bool> Facility::*member) {
  return {{name, "", "yes or no", std::move(aliases)},
          [member](Facility& f, std::string_view text) -> CellProblem {
            f.*member = parse_yes_no(text);
            return f.*member ? CellProblem{} : unreadable(text, "yes or no");
          },
          [member](const Facility& f) { return std::string(!(f.*member) ? "" : *(f.*member) ? "yes" : "no"); }};
}

template <class Value>
auto written_word(std::optional<Value> Facility::*member) {
  return [member](const Facility& f) { return f.*member ? std::string(to_text(*(f.*member))) : std::string(); };
}

const std::vector<Word<LocationQuality>> kLocationWords{
    {"dam", LocationQuality::dam},   {"site", LocationQuality::site},
    {"town", LocationQuality::town}, {"nearest_town", LocationQuality::nearest_town},
    {"illustrative", LocationQuality::illustrative}};

const std::vector<Word<FacilityStatus>> kStatusWords{
    {"active", FacilityStatus::active},       {"inactive", FacilityStatus::inactive},
    {"closed", FacilityStatus::closed},       {"rehabilitated", FacilityStatus::rehabilitated},
    {"abandoned", FacilityStatus::abandoned}, {"orphaned", FacilityStatus::orphaned},
    {"действующее", FacilityStatus::active},  {"недействующее", FacilityStatus::inactive},
    {"закрыто", FacilityStatus::closed},      {"рекультивировано", FacilityStatus::rehabilitated},
    {"заброшено", FacilityStatus::abandoned}, {"бесхозное", FacilityStatus::orphaned},
    {"закрытое", FacilityStatus::closed},     {"рекультивированное", FacilityStatus::rehabilitated},
    {"заброшенное", FacilityStatus::abandoned}};

const std::vector<Word<DamType>> kDamWords{{"upstream", DamType::upstream},
                                           {"downstream", DamType::downstream},
                                           {"centreline", DamType::centreline},
                                           {"centerline", DamType::centreline},
                                           {"earthfill", DamType::earthfill},
                                           {"rockfill", DamType::rockfill},
                                           {"наращена в сторону пруда", DamType::upstream},
                                           {"наращена в сторону низового откоса", DamType::downstream},
                                           {"наращена по оси", DamType::centreline},
                                           {"земляная насыпная", DamType::earthfill},
                                           {"каменно-набросная", DamType::rockfill}};

/// Guidelines name their classes themselves; which of them a project knows is for the project to say.
CellProblem read_consequence(Facility& f, std::string_view text) {
  const std::string given = folded(text);
  if (given != "unknown" && given != "неизвестно") f.consequence_class = std::string(trimmed(text));
  return {};
}

FacilityAttribute number_attribute(const char* name, const char* unit, const std::string& expected, std::vector<std::string> aliases,
                                   std::optional<double> Facility::*member, Range range) {
  return {{name, unit, expected, std::move(aliases)}, number_cell(member, range, expected),
          [member](const Facility& f) { return f.*member ? shortest(*(f.*member)) : std::string(); }};
}

/// What the natech results ask of a dam and its ground.
std::vector<FacilityAttribute> dam_attributes() {
  return {
      number_attribute("downstream_slope_deg", "degree", "an angle in degrees greater than 0, up to 80", {"откос_град"},
                       &Facility::downstream_slope_deg, {0, 80}),
      number_attribute("friction_deg", "degree", "an angle in degrees greater than 0, up to 60", {"угол_трения_град"},
                       &Facility::friction_deg, {0, 60}),
      number_attribute("yield_acceleration_g", "g", "an acceleration in g greater than 0, up to 2", {"ky_g", "критическое_ускорение_g"},
                       &Facility::yield_acceleration_g, {0, 2}),
      number_attribute("freeboard_m", "m", "a height in m from 0 to 50", {"freeboard", "запас_по_высоте_м"},
                       &Facility::freeboard_m, {0, 50, true}),
      number_attribute("pond_area_m2", "m2", "an area in m2 greater than 0, up to 1000000000", {"площадь_пруда_м2"},
                       &Facility::pond_area_m2, {0, 1e9}),
      number_attribute("pond_catchment_m2", "m2", "an area in m2 from 0 to 100000000000", {"водосбор_пруда_м2"},
                       &Facility::pond_catchment_m2, {0, 1e11, true}),
      number_attribute("pond_runoff_fraction", "", "a share from 0 to 1", {"коэффициент_стока"}, &Facility::pond_runoff_fraction, {0, 1, true}),
      number_attribute("pond_diversion_m3", "m3", "a volume in m3 from 0 to 100000000000", {"отвод_воды_м3"}, &Facility::pond_diversion_m3,
                       {0, 1e11, true}),
      number_attribute("wind_m_s", "m/s", "a wind speed in m/s from 0 to 70", {"скорость_ветра_м_с"}, &Facility::wind_m_s, {0, 70, true}),
      number_attribute("pond_fetch_m", "m", "a length in m greater than 0, up to 50000", {"разгон_волны_м"}, &Facility::pond_fetch_m, {0, 5e4}),
      number_attribute("pond_face_slope", "", "a slope, rise over run, greater than 0, up to 5", {"уклон_внутреннего_откоса"},
                       &Facility::pond_face_slope, {0, 5}),
      yes_no_attribute("saturated", {"водонасыщено"}, &Facility::saturated),
      {{"consequence_class", "", "low, significant, high, very_high or extreme; with a design guideline of your own one of its classes",
        {"класс_последствий"}},
       read_consequence, [](const Facility& f) { return f.consequence_class.value_or(""); }},
      number_attribute("vs30_m_s", "m/s", "a speed in m/s from 50 to 3000", {"vs30"}, &Facility::vs30_m_s, {50, 3000, true}),
      number_attribute("toe_slope", "", "a slope in m/m greater than 0, up to 1", {"уклон_у_подошвы"}, &Facility::toe_slope, {0, 1}),
  };
}

std::vector<FacilityAttribute> make_attributes() {
  const auto take_location = [](Facility& f, LocationQuality v) { f.location_quality = v; };
  const auto take_status = [](Facility& f, FacilityStatus v) { f.status = v; };
  const auto take_dam = [](Facility& f, DamType v) { f.dam_type = v; };
  const std::string volume = "a volume in m3 greater than 0, up to 100000000000";
  const std::string height = "a height in m greater than 0, up to 500";
  const std::string safety = "a factor greater than 0, up to 10";
  const std::string pga = "an acceleration in g from 0 to 5";
  const std::string area = "an area in km2 greater than 0, up to 10000000";
  std::vector<FacilityAttribute> attributes{
      text_attribute({"id", "", "text, unique", {"ид", "номер", "код"}}, &Facility::id),
      text_attribute({"name", "", "text", {"название", "наименование", "name_en"}}, &Facility::name),
      text_attribute({"name_ru", "", "text", {"название_рус"}}, &Facility::name_ru),
      text_attribute({"country", "", "ISO 3166-1 code as in the border file", {"страна", "iso", "iso2"}}, &Facility::country),
      {{"location_quality", "", "dam, site, town, nearest_town or illustrative", {"качество_координат"}},
       word_cell(kLocationWords, take_location), [](const Facility& f) { return std::string(to_text(f.location_quality)); }},
      text_attribute({"commodity", "", "text", {"сырье", "металл"}}, &Facility::commodity),
      number_attribute("volume_m3", "m3", volume, {"volume", "объем_м3", "объем"}, &Facility::volume_m3, {0, 1e11}),
      number_attribute("dam_height_m", "m", height, {"height_m", "высота_дамбы_м", "высота_м"}, &Facility::dam_height_m, {0, 500}),
      {{"whc", "", "a water hazard class 0, 1, 2 or 3", {"wgk", "класс_опасности_для_воды"}}, read_whc,
       [](const Facility& f) { return f.whc ? std::to_string(*f.whc) : std::string(); }},
      {{"status", "", "active, inactive, closed, rehabilitated, abandoned or orphaned", {"статус", "состояние"}},
       word_cell(kStatusWords, take_status), written_word(&Facility::status)},
      number_attribute("factor_of_safety", "", safety, {"fos", "коэффициент_устойчивости"}, &Facility::factor_of_safety, {0, 10}),
      {{"dam_type", "", "upstream, downstream, centreline, earthfill or rockfill", {"тип_дамбы"}},
       word_cell(kDamWords, take_dam), written_word(&Facility::dam_type)},
      number_attribute("pga_475_g", "g", pga, {"pga", "pga_g"}, &Facility::pga_475_g, {0, 5, true}),
      yes_no_attribute("in_flood_zone_100", {"flood_zone_100", "в_зоне_затопления_100"}, &Facility::in_flood_zone_100),
      yes_no_attribute("in_flood_zone_500", {"flood_zone", "в_зоне_затопления"}, &Facility::in_flood_zone_500),
      number_attribute("upstream_area_km2", "km2", area, {"catchment_km2", "площадь_водосбора_км2"}, &Facility::upstream_area_km2, {0, 1e7}),
      text_attribute({"remarks", "", "text", {"remark", "примечание", "facts"}}, &Facility::remarks),
  };
  std::vector<FacilityAttribute> of_dam = dam_attributes();
  attributes.insert(attributes.end() - 1, std::make_move_iterator(of_dam.begin()), std::make_move_iterator(of_dam.end()));
  return attributes;
}

}  // namespace

std::string_view to_text(LocationQuality quality) {
  for (const auto& w : kLocationWords) {
    if (w.value == quality) return w.word;
  }
  return "unknown";
}

std::string_view to_text(FacilityStatus status) {
  for (const auto& w : kStatusWords) {
    if (w.value == status) return w.word;
  }
  return "";
}

std::string_view to_text(DamType type) {
  for (const auto& w : kDamWords) {
    if (w.value == type) return w.word;
  }
  return "";
}

std::span<const FacilityAttribute> facility_attributes() {
  static const std::vector<FacilityAttribute> attributes = make_attributes();
  return attributes;
}

const FacilityAttribute* find_facility_attribute(std::string_view name) {
  const auto all = facility_attributes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const FacilityAttribute& a) { return a.about.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::span<const FacilityColumn> location_columns() {
  static const std::vector<FacilityColumn> columns{
      {"lon", "degree", "longitude from -180 to 180, WGS 84", {"longitude", "long", "долгота", "lng"}},
      {"lat", "degree", "latitude from -90 to 90, WGS 84", {"latitude", "широта"}},
      {"x", "", "coordinate in the file's reference system (key crs)", {"easting"}},
      {"y", "", "coordinate in the file's reference system (key crs)", {"northing"}},
  };
  return columns;
}

const std::vector<FacilityColumn>& facility_columns() {
  static const std::vector<FacilityColumn> all = [] {
    std::vector<FacilityColumn> columns;
    for (const auto& a : facility_attributes()) columns.push_back(a.about);
    for (const auto& c : location_columns()) columns.push_back(c);
    return columns;
  }();
  return all;
}

}  // namespace tmfgeo
