// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "tmfgeo/core/text.h"
#include "tmfgeo/output/issue_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/source_words.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

std::optional<std::string> if_any(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

const BorderCrossing* first_crossing(const FacilityResult& r) {
  return r.border.crossings.empty() ? nullptr : &r.border.crossings.front();
}

std::string countries_reached(const FacilityResult& r) {
  std::vector<std::string> reached;
  for (const BorderCrossing& c : r.border.crossings) {
    const bool own = c.to == r.country_found || c.to == r.facility.country;
    if (!own && std::find(reached.begin(), reached.end(), c.to) == reached.end()) reached.push_back(c.to);
  }
  return joined(reached, ", ");
}

enum class Bound { value, low, high };

auto index_column(std::string term, Bound bound) {
  return [term = std::move(term), bound](const FacilityResult& r) -> double {
    const IndexValue* v = term_value(r, term);
    if (v == nullptr) return std::numeric_limits<double>::quiet_NaN();
    switch (bound) {
      case Bound::value: return v->value.value_or(std::numeric_limits<double>::quiet_NaN());
      case Bound::low: return v->low;
      case Bound::high: return v->high;
    }
    return std::numeric_limits<double>::quiet_NaN();
  };
}

auto source_column(std::string attribute) {
  return [attribute = std::move(attribute)](const FacilityResult& r) -> std::optional<std::string> {
    const auto source = r.facility.sources.find(attribute);
    return source == r.facility.sources.end() ? std::nullopt : std::optional(source->second);
  };
}

auto meaning_in(Language language) {
  return [language](const Issue& i) { return std::string(issue_meaning(i.code, language)); };
}

auto advice_in(Language language) {
  return [language](const Issue& i) { return std::string(issue_advice(i.code, language)); };
}

using Row = FacilityResult;

const Schema<Row>& facility_schema() {
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& r) { return r.facility.id; }},
      {"name", "", "Name", "Name of the facility.", [](const Row& r) { return if_any(r.facility.name); }},
      {"name_ru", "", "Name (Russian)", "Name in Russian.", [](const Row& r) { return if_any(r.facility.name_ru); }},
      {"country", "", "Country stated", "Country as stated in the facilities file.", [](const Row& r) { return if_any(r.facility.country); }},
      {"country_found", "", "Country found", "Country of the border file at the point.", [](const Row& r) { return if_any(r.country_found); }},
      {"location_quality", "", "Location", "How well the point is known: dam, site, town, nearest_town, illustrative, unknown.",
       [](const Row& r) { return std::string(to_text(r.facility.location_quality)); }},
      {"location_source", "", "Location source", "Where the point comes from.", source_column("location")},
      {"route_end", "", "Route ends", "Why the route ends; not_snapped: there is none.", [](const Row& r) { return std::string(to_text(r.route.end)); }},
      {"countries_reached", "", "Reaches", "Other countries the water reaches, in order.", [](const Row& r) { return if_any(countries_reached(r)); }},
      {"first_border_km", "km", "To the first border", "Distance along the flow path to the first border crossing.",
       [](const Row& r) { return first_crossing(r) != nullptr ? first_crossing(r)->distance_m / 1000 : std::numeric_limits<double>::quiet_NaN(); }},
      {"route_km", "km", "Route", "Length of the route along the flow path.", [](const Row& r) { return r.route.length_m() / 1000; }},
      {"thi", "", "THI", "Tailings Hazard Index; missing unless every input is known.", index_column("thi", Bound::value)},
      {"thi_low", "", "THI, lowest", "Lowest THI that what is not known allows.", index_column("thi", Bound::low)},
      {"thi_high", "", "THI, highest", "Highest THI that what is not known allows.", index_column("thi", Bound::high)},
      {"tri", "", "TRI", "Tailings Risk Index; missing unless every input is known.", index_column("tri", Bound::value)},
      {"tri_low", "", "TRI, lowest", "Lowest TRI that what is not known allows.", index_column("tri", Bound::low)},
      {"tri_high", "", "TRI, highest", "Highest TRI that what is not known allows.", index_column("tri", Bound::high)},
      {"commodity", "", "Commodity", "What is or was mined or made.", [](const Row& r) { return if_any(r.facility.commodity); }},
      {"commodity_source", "", "Commodity source", "Where the value comes from.", source_column("commodity")},
      {"volume_m3", "m3", "Volume", "Tailings stored.", [](const Row& r) { return r.facility.volume_m3; }},
      {"volume_m3_source", "", "Volume source", "Where the value comes from.", source_column("volume_m3")},
      {"dam_height_m", "m", "Dam height", "Height of the dam.", [](const Row& r) { return r.facility.dam_height_m; }},
      {"dam_height_m_source", "", "Height source", "Where the value comes from.", source_column("dam_height_m")},
      {"whc", "", "Water hazard class", "0 to 3, 3 the most hazardous.", [](const Row& r) { return r.facility.whc; }},
      {"whc_source", "", "Class source", "Where the value comes from.", source_column("whc")},
      {"status", "", "Status", "active, inactive, closed, rehabilitated, abandoned or orphaned.",
       [](const Row& r) { return r.facility.status ? std::optional(std::string(to_text(*r.facility.status))) : std::nullopt; }},
      {"status_source", "", "Status source", "Where the value comes from.", source_column("status")},
      {"factor_of_safety", "", "Factor of safety", "Of the dam.", [](const Row& r) { return r.facility.factor_of_safety; }},
      {"factor_of_safety_source", "", "Safety source", "Where the value comes from.", source_column("factor_of_safety")},
      {"dam_type", "", "Dam type", "How the dam is built.",
       [](const Row& r) { return r.facility.dam_type ? std::optional(std::string(to_text(*r.facility.dam_type))) : std::nullopt; }},
      {"dam_type_source", "", "Type source", "Where the value comes from.", source_column("dam_type")},
      {"pga_475_g", "g", "PGA 475", "Peak ground acceleration with 10 % in 50 years, as stated or from the hazard maps: see its source.", [](const Row& r) { return r.facility.pga_475_g; }},
      {"pga_475_g_source", "", "PGA source", "Where the value comes from.", source_column("pga_475_g")},
      {"in_flood_zone_100", "", "Flood zone, 100 years", "Inside the flood area of 100 years, as stated or from the depth maps: see its source.", [](const Row& r) { return r.facility.in_flood_zone_100; }},
      {"in_flood_zone_100_source", "", "Flood source, 100 years", "Where the value comes from.", source_column("in_flood_zone_100")},
      {"in_flood_zone_500", "", "Flood zone", "Inside the flood area of 500 years, as stated or from the depth maps: see its source.", [](const Row& r) { return r.facility.in_flood_zone_500; }},
      {"in_flood_zone_500_source", "", "Flood source", "Where the value comes from.", source_column("in_flood_zone_500")},
      {"downstream_slope_deg", "degree", "Outer slope", "Slope of the dam's outer face.", [](const Row& r) { return r.facility.downstream_slope_deg; }},
      {"downstream_slope_deg_source", "", "Outer slope source", "Where the value comes from.", source_column("downstream_slope_deg")},
      {"friction_deg", "degree", "Friction angle", "Effective friction angle of the dam.", [](const Row& r) { return r.facility.friction_deg; }},
      {"friction_deg_source", "", "Friction source", "Where the value comes from.", source_column("friction_deg")},
      {"yield_acceleration_g", "g", "Yield acceleration", "Acceleration from which the slope moves, from a stability analysis.", [](const Row& r) { return r.facility.yield_acceleration_g; }},
      {"yield_acceleration_g_source", "", "Yield source", "Where the value comes from.", source_column("yield_acceleration_g")},
      {"freeboard_m", "m", "Freeboard", "Crest over the normal water level.", [](const Row& r) { return r.facility.freeboard_m; }},
      {"freeboard_m_source", "", "Freeboard source", "Where the value comes from.", source_column("freeboard_m")},
      {"pond_area_m2", "m2", "Pond area", "Water surface of the pond.", [](const Row& r) { return r.facility.pond_area_m2; }},
      {"pond_area_m2_source", "", "Pond source", "Where the value comes from.", source_column("pond_area_m2")},
      {"pond_catchment_m2", "m2", "Pond catchment", "Area draining to the pond, without the pond.", [](const Row& r) { return r.facility.pond_catchment_m2; }},
      {"pond_catchment_m2_source", "", "Catchment source", "Where the value comes from.", source_column("pond_catchment_m2")},
      {"pond_runoff_fraction", "", "Runoff", "Share of the rain on the catchment that reaches the pond.", [](const Row& r) { return r.facility.pond_runoff_fraction; }},
      {"pond_runoff_fraction_source", "", "Runoff source", "Where the value comes from.", source_column("pond_runoff_fraction")},
      {"pond_diversion_m3", "m3", "Diversion", "Water led away during a storm.", [](const Row& r) { return r.facility.pond_diversion_m3; }},
      {"pond_diversion_m3_source", "", "Diversion source", "Where the value comes from.", source_column("pond_diversion_m3")},
      {"wind_m_s", "m/s", "Wind", "Sustained wind over the pond in a storm.", [](const Row& r) { return r.facility.wind_m_s; }},
      {"wind_m_s_source", "", "Wind source", "Where the value comes from.", source_column("wind_m_s")},
      {"pond_fetch_m", "m", "Fetch", "Open water in the wind's direction.", [](const Row& r) { return r.facility.pond_fetch_m; }},
      {"pond_fetch_m_source", "", "Fetch source", "Where the value comes from.", source_column("pond_fetch_m")},
      {"pond_face_slope", "", "Wetted slope", "Slope of the dam's wetted face, rise over run.", [](const Row& r) { return r.facility.pond_face_slope; }},
      {"pond_face_slope_source", "", "Wetted slope source", "Where the value comes from.", source_column("pond_face_slope")},
      {"saturated", "", "Saturated", "Whether the tailings are saturated.", [](const Row& r) { return r.facility.saturated; }},
      {"saturated_source", "", "Saturated source", "Where the value comes from.", source_column("saturated")},
      {"consequence_class", "", "Consequence class", "low, significant, high, very_high or extreme; or a class of the project's own design guideline.",
       [](const Row& r) { return r.facility.consequence_class; }},
      {"consequence_class_source", "", "Consequence source", "Where the value comes from.", source_column("consequence_class")},
      {"vs30_m_s", "m/s", "Vs30 stated", "Stiffness of the ground, as stated; site_hazard has the value used.", [](const Row& r) { return r.facility.vs30_m_s; }},
      {"vs30_m_s_source", "", "Vs30 source", "Where the value comes from.", source_column("vs30_m_s")},
      {"toe_slope", "", "Toe slope", "Slope of the valley at the toe, m/m.", [](const Row& r) { return r.facility.toe_slope; }},
      {"toe_slope_source", "", "Toe slope source", "Where the value comes from.", source_column("toe_slope")},
      {"people_on_path", "", "People on the path", "People in settlements along the first kilometres of the flow path.", [](const Row& r) { return r.exposure.people; }},
      {"people_at_least", "", "People, at least", "Sum of the populations that are known along the path there was.", [](const Row& r) { return r.exposure.people_at_least; }},
      {"people_straight", "", "People around", "People within the same distance as the crow flies, for comparison.", [](const Row& r) { return r.exposure.people_straight; }},
      {"exposure_path_km", "km", "Path counted", "Length of flow path that people and water bodies were counted along.", [](const Row& r) { return r.exposure.path_km; }},
      {"stream_area_km2", "km2", "Largest river", "Largest upstream area of a river on that path.", [](const Row& r) { return r.exposure.stream_area_km2; }},
      {"remarks", "", "Remarks", "As in the facilities file.", [](const Row& r) { return if_any(r.facility.remarks); }},
      {"record", "", "Record", "Where the facility stands in its file.", [](const Row& r) { return r.facility.record; }},
  };
  return schema;
}

}  // namespace

FeatureTable facilities_layer(const Assessment& a) {
  FeatureTable table = facility_schema().table("facilities", a.results);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const FacilityResult& r : a.results) table.geometry.push_back(point_geometry(r.facility.location));
  return table;
}

FeatureTable issues_layer(const Assessment& a) {
  static const Schema<Issue> schema{
      {"severity", "", "Severity", "info: nothing lost; warning: use with care; error: left out.", [](const Issue& i) { return std::string(to_text(i.severity)); }},
      {"code", "", "Code", "Kind of the issue.", &Issue::code},
      {"code_words", "", "Kind, in words", "What is wrong, in words.", meaning_in(Language::en)},
      {"code_ru", "", "Что не так", "The same in Russian.", meaning_in(Language::ru)},
      {"subject", "", "About", "Id of the facility, code of the country, or name of the input.", [](const Issue& i) { return if_any(i.subject); }},
      {"field", "", "Field", "Column or key.", [](const Issue& i) { return if_any(i.field); }},
      {"message", "", "Message", "What was found and what was expected.", &Issue::message},
      {"advice", "", "Advice", "What to do.", advice_in(Language::en)},
      {"advice_ru", "", "Что делать", "The same in Russian.", advice_in(Language::ru)},
      {"record", "", "Record", "Where in the file.", [](const Issue& i) { return if_any(i.record); }},
      {"record_ru", "", "Где в файле", "The same in Russian.", [](const Issue& i) { return if_any(record_in_russian(i.record)); }},
      {"file", "", "File", "Name of the file.", [](const Issue& i) { return if_any(i.file.substr(i.file.find_last_of('/') + 1)); }},
  };
  return schema.table("issues", a.issues);
}

}  // namespace tmfgeo
