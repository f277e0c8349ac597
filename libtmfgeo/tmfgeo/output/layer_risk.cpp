// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/best_order.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/code_words.h"
#include "tmfgeo/output/gap_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/river_words.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// One percentile of a band that may be absent.
template <class Row>
auto part(std::optional<Band> (*band)(const Row&), double Band::*percentile) {
  return [band, percentile](const Row& x) -> std::optional<double> {
    const auto found = band(x);
    return found ? std::optional((*found).*percentile) : std::nullopt;
  };
}

struct CrossingRow {
  const FacilityResult* r;
  const BorderCrossing* crossing;
  const CrossingRisk* risk;
  const CrossingBasis* basis;
  const RiskOutcome* outcome;
  const ReleaseCauses* causes;
  const std::string* rates_id;
  const SubstanceLibrary* library;  ///< null without transport
  std::string basin_name;
  std::string basin_name_ru;
  const Assessment* a;
  std::size_t at;  ///< among the crossings
};

std::optional<Band> rate_of(const CrossingRow& x) { return x.risk->release_per_year; }
std::optional<Band> ratio_of(const CrossingRow& x) { return x.risk->exceedance_ratio; }
std::optional<Band> people_of(const CrossingRow& x) { return x.risk->people; }
std::optional<Band> arrival_of(const CrossingRow& x) { return x.risk->arrival_h; }
std::optional<Band> tbri_of(const CrossingRow& x) { return x.outcome->tbri; }

auto term(std::size_t i) {
  return [i](const CrossingRow& x) { return x.outcome->terms[i]; };
}

std::string certainty(const CrossingRow& x) { return std::string(to_text(x.outcome->certainty)); }
std::string certainty_in_russian(const CrossingRow& x) { return certainty_ru(x.outcome->certainty); }

std::string largest_share(const CrossingRow& x) {
  const auto& share = x.outcome->variance_share;
  const auto most = std::max_element(share.begin(), share.end());
  return *most > 0 ? kRiskInputs[static_cast<std::size_t>(most - share.begin())] : "";
}

auto missing_in(Language language) {
  return [language](const CrossingRow& x) { return if_any(joined(risk_gaps_words(*x.a, x.at, language), "; ")); };
}

auto largest_share_in(Language language) {
  return [language](const CrossingRow& x) {
    const std::string input = largest_share(x);
    return if_any(input.empty() ? "" : in_words("risk_input", input, language));
  };
}

auto river_in(Language language) {
  return [language](const CrossingRow& x) { return if_any(river_words(x.risk->river, language)); };
}

/// Where the background rate comes from; the source itself is as the table of rates has it.
std::string background_words(const CrossingRow& x, Language language) {
  const BackgroundRate& rate = x.causes->background;
  const Facility& f = x.r->facility;
  if (rate.missing.empty()) {
    if (language == Language::en) return rate.source;
    return *x.rates_id + ": коэффициент устойчивости " + with_decimal_sign(shortest(*f.factor_of_safety), language) + ", состояние объекта: " + in_words("status", to_text(*f.status), language);
  }
  std::vector<std::string> unknown;
  for (const std::string& input : rate.missing) unknown.push_back(in_words("risk_input", input, language));
  if (language == Language::ru) return "частота по дамбам мира; неизвестно: " + joined(unknown, ", ") + "; источник: " + rate.world_source_ru;
  return "rate of the world's dams, as the " + joined(unknown, " and the ") + (unknown.size() == 1 ? " is" : " are") + " not known: " + rate.world_source;
}

auto background_in(Language language) {
  return [language](const CrossingRow& x) { return background_words(x, language); };
}

auto substance_in(Language language) {
  return [language](const CrossingRow& x) {
    const Substance* s = x.library == nullptr ? nullptr : x.library->find(x.basis->substance);
    return if_any(s == nullptr ? x.basis->substance : language == Language::ru && !s->name_ru.empty() ? s->name_ru : s->name);
  };
}

auto threshold_in(Language language) {
  return [language](const CrossingRow& x) -> std::optional<std::string> {
    if (x.library == nullptr) return std::nullopt;
    for (const Threshold& t : x.library->thresholds) {
      if (t.id == x.basis->threshold) return language == Language::ru && !t.title_ru.empty() ? t.title_ru : t.title;
    }
    return std::nullopt;
  };
}

struct ExposureRow {
  const FacilityResult* r;
  const CountryExposure* e;
};

/// A count as a column's member.
auto count(std::optional<int> CountryExposure::*member) {
  return [member](const ExposureRow& x) { return x.e->*member; };
}

auto counts_at_least_in(Language language) {
  return [language](const ExposureRow& x) { return if_any(all_in_words("count", x.e->counts_at_least, language)); };
}

}  // namespace

FeatureTable transboundary_layer(const Assessment& a) {
  using Row = CrossingRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.r->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.r->facility.name); }},
      {"crossing", "", "Crossing", "The border crossing; a second one between the same countries ends in #2.", [](const Row& x) { return x.risk->crossing; }},
      {"origin", "", "From", "Country of the facility.", [](const Row& x) { return if_any(x.risk->origin); }},
      {"affected", "", "Into", "Country that is reached.", [](const Row& x) { return x.risk->affected; }},
      {"distance_km", "km", "Distance", "Along the flow path to the crossing.", [](const Row& x) { return x.crossing->distance_m / 1000; }},
      {"river", "", "River", "River at the crossing: its name, or where its main stem ends.", [](const Row& x) { return if_any(x.risk->river); }},
      {"river_words", "", "River, in words", "The river in words.", river_in(Language::en)},
      {"river_ru", "", "Река", "The same in Russian.", river_in(Language::ru)},
      {"basin", "", "Basin", "Longitude and latitude of the route's end: facilities with the same end share a basin.", [](const Row& x) { return if_any(x.risk->basin); }},
      {"basin_name", "", "Basin's name", "The last river with a name before the route's end; without one the place of its mouth, or where the data lose its water.", [](const Row& x) { return if_any(x.basin_name); }},
      {"basin_name_ru", "", "Река бассейна", "The same in Russian.", [](const Row& x) { return if_any(x.basin_name_ru); }},
      {"tbri_p10", "", "TBRI, P10", "Transboundary risk index; one in ten draws is lower.", part<Row>(tbri_of, &Band::p10)},
      {"tbri_p50", "", "TBRI, median", "Transboundary risk index; higher is worse; missing where an input is not known.", part<Row>(tbri_of, &Band::p50)},
      {"tbri_p90", "", "TBRI, P90", "One in ten draws is higher.", part<Row>(tbri_of, &Band::p90)},
      {"tbri_at_least", "", "TBRI, at least", "P10 with every unknown input at its harmless end.", [](const Row& x) { return x.outcome->at_least; }},
      {"certainty", "", "Known", "known, known but for the release rate, lower bound only, or unknown.", certainty},
      {"certainty_ru", "", "Известность", "The same in Russian.", certainty_in_russian},
      {"missing_inputs", "", "Not known", "What to find out: first that without which there is no TBRI (the volume or the commodity, where they hide the ratio), then what would make the probability of a release better.", [](const Row& x) { return if_any(joined(risk_gaps(*x.a, x.at), ", ")); }},
      {"missing_inputs_words", "", "Not known, in words", "The inputs in words.", missing_in(Language::en)},
      {"missing_inputs_ru", "", "Чего не знаем", "The same in Russian.", missing_in(Language::ru)},
      {"term_release", "", "Term: release", "log10 of the yearly probability, at the medians.", term(0)},
      {"term_ratio", "", "Term: concentration", "log10 of one plus the exceedance ratio.", term(1)},
      {"term_people", "", "Term: people", "log10 of one plus the people exposed.", term(2)},
      {"term_time", "", "Term: time", "log10 of the warning time over the arrival time, at least 0.", term(3)},
      {"release_per_year_p10", "1/a", "Release a year, P10", "Probability of a release in a year.", part<Row>(rate_of, &Band::p10)},
      {"release_per_year_p50", "1/a", "Release a year", "Probability of a release in a year, all causes.", part<Row>(rate_of, &Band::p50)},
      {"release_per_year_p90", "1/a", "Release a year, P90", "Probability of a release in a year.", part<Row>(rate_of, &Band::p90)},
      {"background_per_year", "1/a", "Background", "Of it without earthquakes and floods.", [](const Row& x) { return x.causes->background.per_year.p50; }},
      {"background_source", "", "Background source", "Table with factor of safety and category, or why the world rate was taken.", background_in(Language::en)},
      {"background_source_ru", "", "Источник фоновой", "The same in Russian.", background_in(Language::ru)},
      {"earthquake_per_year", "1/a", "Earthquake", "Of it by earthquakes; missing where not judged.",
       [](const Row& x) { return x.causes->earthquake ? std::optional(x.causes->earthquake->p50) : std::nullopt; }},
      {"flood_per_year", "1/a", "Flood", "Of it by floods; missing where not judged.",
       [](const Row& x) { return x.causes->flood ? std::optional(x.causes->flood->p50) : std::nullopt; }},
      {"ratio_p10", "", "Ratio, P10", "Peak concentration over the threshold.", part<Row>(ratio_of, &Band::p10)},
      {"ratio_p50", "", "Ratio", "Peak concentration over the threshold, median.", part<Row>(ratio_of, &Band::p50)},
      {"ratio_p90", "", "Ratio, P90", "Peak concentration over the threshold.", part<Row>(ratio_of, &Band::p90)},
      {"substance", "", "Substance", "Substance with the largest ratio.", [](const Row& x) { return if_any(x.basis->substance); }},
      {"substance_words", "", "Substance's name", "The substance in words.", substance_in(Language::en)},
      {"substance_ru", "", "Вещество", "The same in Russian.", substance_in(Language::ru)},
      {"threshold", "", "Threshold", "Id of the threshold.", [](const Row& x) { return if_any(x.basis->threshold); }},
      {"threshold_words", "", "Threshold, in words", "The threshold in words.", threshold_in(Language::en)},
      {"threshold_ru", "", "Порог", "The same in Russian.", threshold_in(Language::ru)},
      {"flow", "", "Flow", "Of the rivers: low, mean or high.", [](const Row& x) { return if_any(x.basis->flow); }},
      {"people_p10", "", "People, P10", "People exposed in the country while the ratio stays above one. The count itself has no spread: the band is that of how far the ratio stays above one.", part<Row>(people_of, &Band::p10)},
      {"people_p50", "", "People", "The same, median.", part<Row>(people_of, &Band::p50)},
      {"people_p90", "", "People, P90", "The same.", part<Row>(people_of, &Band::p90)},
      {"people_at_least", "", "People, at least", "Where the people are not known: those who are there for sure.",
       [](const Row& x) { return x.risk->people ? std::nullopt : std::optional(x.risk->people_at_least); }},
      {"arrival_h_p10", "h", "Arrival, P10", "Hours from the release to the first of the water, of the plume or of the flood wave where it carries the plume, at the flow beside it; the soonest of all flows, to plan with, is in border_arrivals.", part<Row>(arrival_of, &Band::p10)},
      {"arrival_h_p50", "h", "Arrival", "The same, median.", part<Row>(arrival_of, &Band::p50)},
      {"arrival_h_p90", "h", "Arrival, P90", "The same, 10 % are later.", part<Row>(arrival_of, &Band::p90)},
      {"load_kg_per_year", "kg/a", "Load above threshold", "Expected load above the threshold across the border in a year. Missing where the release rate is that of the world's dams: it spans so many powers of ten that a mean would say nothing but its far end; the load's P10 to P90 stand in facility_risk. A mean: where a few draws carry it, it stands above P90.", [](const Row& x) { return x.outcome->load_kg_per_year; }},
      {"driven_by", "", "Uncertain because of", "Input that drives the spread most.", [](const Row& x) { return if_any(largest_share(x)); }},
      {"driven_by_words", "", "Uncertain because of, in words", "The input in words.", largest_share_in(Language::en)},
      {"driven_by_ru", "", "Главный источник неопределённости", "The same in Russian.", largest_share_in(Language::ru)},
  };
  std::vector<Row> rows;
  std::vector<Geometry> geometry;
  for (std::size_t i = 0; a.index_results && i < a.index_results->crossings.size(); ++i) {
    const IndexResults& x = *a.index_results;
    const FacilityResult& r = a.results[x.basis[i].facility];
    const BorderCrossing& crossing = r.border.crossings[x.basis[i].crossing];
    const SubstanceLibrary* library = a.transport ? &a.transport->library : nullptr;
    rows.push_back({&r, &crossing, &x.crossings[i], &x.basis[i], &x.risk.crossings[i], &x.causes[x.basis[i].facility], &x.rates_id, library, basin_name(a, x.crossings[i].basin, Language::en), basin_name(a, x.crossings[i].basin, Language::ru), &a, i});
    geometry.push_back(point_geometry(crossing.point));
  }
  FeatureTable table = schema.table("transboundary", rows);
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  table.geometry = std::move(geometry);
  return table;
}

FeatureTable exposure_layer(const Assessment& a) {
  using Row = ExposureRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.r->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.r->facility.name); }},
      {"country", "", "Country", "Code as in the border file.", [](const Row& x) { return x.e->country; }},
      {"first_km", "km", "Reached after", "Flow path to where the country is reached first; beside the route: to where something of it was found first.", [](const Row& x) { return x.e->first_km; }},
      {"beside", "", "Beside the route", "The route does not touch the country, but the corridor does.", [](const Row& x) { return x.e->beside; }},
      {"river_km", "km", "Flow path", "Flow path in the country, border rivers included.", [](const Row& x) { return x.e->river_km; }},
      {"border_river_km", "km", "Of it border river", "Flow path shared with a neighbour.", [](const Row& x) { return x.e->border_river_km; }},
      {"people", "", "People", "In the corridor along the route; missing where part of it is not known.", [](const Row& x) { return x.e->people; }},
      {"people_at_least", "", "People, at least", "What is known of them.", [](const Row& x) { return x.e->people_at_least; }},
      {"places", "", "Settlements", "In the corridor; missing without data.", count(&CountryExposure::places)},
      {"intakes", "", "Water intakes", "In the corridor; missing without data.", count(&CountryExposure::intakes)},
      {"health_facilities", "", "Health facilities", "In the corridor; missing without data.", count(&CountryExposure::health_facilities)},
      {"protected_areas", "", "Protected areas", "Met by the corridor, of the country the route is in; missing without data and beside the route.", count(&CountryExposure::protected_areas)},
      {"protected_names", "", "Their names", "Names of the protected areas.", [](const Row& x) { return if_any(joined(x.e->protected_names, ", ")); }},
      {"open_end", "", "Route lost here", "Whether the route is lost in this country: lengths and counts are then at least these.", [](const Row& x) { return x.e->open_end; }},
      {"counts_at_least", "", "At least", "Counts that may be more: the route is lost here, or records of their file have no usable location.", [](const Row& x) { return if_any(joined(x.e->counts_at_least, ", ")); }},
      {"counts_at_least_words", "", "At least, in words", "The counts in words.", counts_at_least_in(Language::en)},
      {"counts_at_least_ru", "", "Не меньше", "The same in Russian.", counts_at_least_in(Language::ru)},
  };
  std::vector<Row> rows;
  for (std::size_t i = 0; a.index_results && i < a.results.size(); ++i) {
    for (const CountryExposure& e : a.index_results->exposure[i]) rows.push_back({&a.results[i], &e});
  }
  return schema.table("exposure", rows);
}

}  // namespace tmfgeo
