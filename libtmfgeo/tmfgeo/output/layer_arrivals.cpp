// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

using Text = std::optional<std::string>;
using Number = std::optional<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr Band kNoBand{kNaN, kNaN, kNaN};

Text if_any(const std::string& text) { return text.empty() ? std::nullopt : Text(text); }

/// One facility, receptor, flow and substance. Times in hours; missing where no release is known.
struct ArrivalRow {
  const FacilityResult* facility = nullptr;
  const Receptor* receptor = nullptr;
  const Arrival* arrival = nullptr;
  const SubstanceArrival* substance = nullptr;
  const Threshold* threshold = nullptr;
  const ThresholdResult* exceedance = nullptr;
  Band wave_first = kNoBand, wave_peak = kNoBand, wave_m3_s = kNoBand;
  Band first = kNoBand, peak = kNoBand, tail = kNoBand;
  Band peak_ug_l = kNoBand, load_kg = kNoBand;
};

ArrivalRow row_of(const FacilityResult& facility, const TransportSite& site, const Arrival& arrival) {
  ArrivalRow row;
  row.facility = &facility;
  row.receptor = &site.receptors[arrival.receptor];
  row.arrival = &arrival;
  row.first = hours(arrival.first_s);
  if (!site.release) return row;
  row.peak = hours(arrival.peak_s);
  row.tail = hours(arrival.tail_s);
  row.wave_first = hours(arrival.wave.first_s);
  row.wave_peak = hours(arrival.wave.peak_s);
  row.wave_m3_s = arrival.wave.peak_m3_s;
  return row;
}

ArrivalRow with_substance(ArrivalRow row, const SubstanceArrival& s, const SubstanceLibrary& library, const ThresholdResult* result) {
  row.substance = &s;
  row.peak_ug_l = s.peak_ug_l;
  row.load_kg = s.load_kg;
  row.exceedance = result;
  if (result != nullptr) row.threshold = &library.thresholds[result->threshold];
  return row;
}

std::vector<ArrivalRow> arrival_rows(const Assessment& a) {
  std::vector<ArrivalRow> rows;
  if (!a.transport) return rows;
  const SubstanceLibrary& library = a.transport->library;
  for (std::size_t i = 0; i < a.transport->sites.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    for (const Arrival& arrival : site.arrivals) {
      const ArrivalRow row = row_of(a.results[i], site, arrival);
      const bool told = site.release && !arrival.substances.empty();
      if (!told) rows.push_back(row);
      if (!told) continue;
      for (const SubstanceArrival& s : arrival.substances) rows.push_back(with_substance(row, s, library, telling_threshold(s, library)));
    }
  }
  return rows;
}

std::vector<ArrivalRow> exceedance_rows(const Assessment& a) {
  std::vector<ArrivalRow> rows;
  for (const ArrivalRow& row : arrival_rows(a)) {
    if (row.substance == nullptr) continue;
    for (const ThresholdResult& result : row.substance->thresholds) rows.push_back(with_substance(row, *row.substance, a.transport->library, &result));
  }
  return rows;
}

auto p10(Band ArrivalRow::*member) {
  return [member](const ArrivalRow& x) { return (x.*member).p10; };
}
auto p50(Band ArrivalRow::*member) {
  return [member](const ArrivalRow& x) { return (x.*member).p50; };
}
auto p90(Band ArrivalRow::*member) {
  return [member](const ArrivalRow& x) { return (x.*member).p90; };
}

std::string facility_id(const ArrivalRow& x) { return x.facility->facility.id; }
std::string station_id(const ArrivalRow& x) { return x.receptor->station.id; }
std::string flow_word(const ArrivalRow& x) { return std::string(to_text(x.arrival->flow)); }
Text substance_id(const ArrivalRow& x) { return x.substance != nullptr ? if_any(x.substance->substance) : Text(); }
Text threshold_id(const ArrivalRow& x) { return x.threshold != nullptr ? Text(x.threshold->id) : Text(); }
Number threshold_value(const ArrivalRow& x) { return x.threshold != nullptr ? Number(x.threshold->value_ug_l) : Number(); }
Number p_exceed(const ArrivalRow& x) { return x.exceedance != nullptr ? Number(x.exceedance->p_exceed) : Number(); }
Number above_p10(const ArrivalRow& x) { return x.exceedance != nullptr ? Number(hours(x.exceedance->duration_s.p10)) : Number(); }
Number above_p50(const ArrivalRow& x) { return x.exceedance != nullptr ? Number(hours(x.exceedance->duration_s.p50)) : Number(); }
Number above_p90(const ArrivalRow& x) { return x.exceedance != nullptr ? Number(hours(x.exceedance->duration_s.p90)) : Number(); }

}  // namespace

FeatureTable arrivals_layer(const Assessment& a) {
  using Row = ArrivalRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.facility->facility.name); }},
      {"station_id", "", "Receptor", "Id of the receptor, as in receptors; a border as from>to.", station_id},
      {"station", "", "Receptor's name", "Name of the receptor.", [](const Row& x) { return if_any(x.receptor->station.name); }},
      {"kind", "", "Kind", "border, intake, town, gauge, confluence, lake, sea or place.", [](const Row& x) { return std::string(to_text(x.receptor->station.kind)); }},
      {"country", "", "Country", "Country of the receptor; of a border the country reached.", [](const Row& x) { return if_any(x.receptor->station.country); }},
      {"distance_km", "km", "Distance", "Along the flow path from the facility.", [](const Row& x) { return x.receptor->distance_m / 1000; }},
      {"flow", "", "Flow", "low, mean or high water of all rivers.", flow_word},
      {"discharge_m3_s", "m3/s", "Discharge", "Of the river there at that flow.", [](const Row& x) { return x.arrival->discharge_m3_s; }},
      {"wave_first_h_p10", "h", "Wave, soonest", "First rise of the flood wave after the release began: 10 % of the draws are sooner.", p10(&Row::wave_first)},
      {"wave_first_h_p50", "h", "Wave", "The same, as often sooner as later.", p50(&Row::wave_first)},
      {"wave_first_h_p90", "h", "Wave, latest", "The same, 10 % are later.", p90(&Row::wave_first)},
      {"wave_peak_h_p10", "h", "Wave's peak, soonest", "Peak of the flood wave: 10 % are sooner.", p10(&Row::wave_peak)},
      {"wave_peak_h_p50", "h", "Wave's peak", "The same, median.", p50(&Row::wave_peak)},
      {"wave_peak_h_p90", "h", "Wave's peak, latest", "The same, 10 % are later.", p90(&Row::wave_peak)},
      {"wave_peak_m3_s_p10", "m3/s", "Wave, low", "Peak discharge above the river's own: 10 % are lower.", p10(&Row::wave_m3_s)},
      {"wave_peak_m3_s_p50", "m3/s", "Wave's height", "The same, median.", p50(&Row::wave_m3_s)},
      {"wave_peak_m3_s_p90", "m3/s", "Wave, high", "The same, 10 % are higher.", p90(&Row::wave_m3_s)},
      {"first_h_p10", "h", "Plume, soonest", "First of the plume after the release began: 10 % of the draws are sooner.", p10(&Row::first)},
      {"first_h_p50", "h", "Plume arrives", "The same, median.", p50(&Row::first)},
      {"first_h_p90", "h", "Plume, latest", "The same, 10 % are later.", p90(&Row::first)},
      {"worst_first_h", "h", "Plume, worst case", "With the maximum probable velocity, or in one draw of a hundred where that is sooner.", [](const Row& x) { return hours(x.arrival->worst_first_s); }},
      {"worst_case_h", "h", "First water, worst case", "The same of the first water: of the plume, or in a draw whose flood wave carries the plume and is sooner, of that. The sooner of this and the first water's tenth.", [](const Row& x) { return hours(worst_water_s(*x.arrival)); }},
      {"peak_h_p10", "h", "Peak, soonest", "Peak concentration after the release began: 10 % are sooner.", p10(&Row::peak)},
      {"peak_h_p50", "h", "Peak", "The same, median.", p50(&Row::peak)},
      {"peak_h_p90", "h", "Peak, latest", "The same, 10 % are later. Missing where no release is known: it depends on how long that lasts.", p90(&Row::peak)},
      {"tail_h_p10", "h", "Over, soonest", "Last of the plume above a tenth of its peak: 10 % are sooner.", p10(&Row::tail)},
      {"tail_h_p50", "h", "Over", "The same, median.", p50(&Row::tail)},
      {"tail_h_p90", "h", "Over, latest", "The same, 10 % are later.", p90(&Row::tail)},
      {"substance", "", "Substance", "Missing: none known; peaks are then those of 1 g/L released.", substance_id},
      {"peak_ug_l_p10", "ug/L", "Peak, low", "Peak concentration above the river's own, dissolved and on particles: 10 % are lower.", p10(&Row::peak_ug_l)},
      {"peak_ug_l_p50", "ug/L", "Peak concentration", "The same, median.", p50(&Row::peak_ug_l)},
      {"peak_ug_l_p90", "ug/L", "Peak, high", "The same, 10 % are higher.", p90(&Row::peak_ug_l)},
      {"worst_peak_ug_l", "ug/L", "Peak, worst case", "With the maximum probable velocity and the median release, or in one draw of a hundred where that is higher.", [](const Row& x) { return x.substance != nullptr ? Number(x.substance->worst_peak_ug_l) : Number(); }},
      {"load_kg_p10", "kg", "Load, low", "Mass that passes: 10 % are lower.", p10(&Row::load_kg)},
      {"load_kg_p50", "kg", "Load", "The same, median.", p50(&Row::load_kg)},
      {"load_kg_p90", "kg", "Load, high", "The same, 10 % are higher.", p90(&Row::load_kg)},
      {"lost_share", "", "Lost on the way", "Median share lost by decay, settling and in lakes.", [](const Row& x) { return x.substance != nullptr ? Number(x.substance->trapped_share) : Number(); }},
      {"threshold", "", "Threshold", "The one that tells most: drinking water before alarm, aquatic life and quality standards; all are in threshold_exceedance.", threshold_id},
      {"threshold_ug_l", "ug/L", "Its value", "Concentration of the threshold.", threshold_value},
      {"p_exceed", "", "P(exceeded)", "Share of the draws whose peak exceeds it.", p_exceed},
      {"above_h_p10", "h", "Exceeded for, short", "How long: 10 % of all draws are shorter; 0 where it is not exceeded.", above_p10},
      {"above_h_p50", "h", "Exceeded for", "The same, median.", above_p50},
      {"above_h_p90", "h", "Exceeded for, long", "The same, 10 % are longer.", above_p90},
      {"confidence", "", "How sure", "fair, low or very low, by what the way's hydraulics rest on; the bands hold the rest.", [](const Row& x) { return std::string(confidence(*x.arrival)); }},
      {"confidence_ru", "", "Надёжность", "The same in Russian.", [](const Row& x) { return std::string(confidence_ru(*x.arrival)); }},
      {"rests_on", "", "Rests on", "Defaults and rules that the way's hydraulics rest on.", [](const Row& x) { return if_any(flag_words(*x.arrival)); }},
      {"rests_on_ru", "", "На чём держится", "The same in Russian.", [](const Row& x) { return if_any(flag_words(*x.arrival, Language::ru)); }},
  };
  return schema.table("arrivals", arrival_rows(a));
}

FeatureTable threshold_exceedance_layer(const Assessment& a) {
  using Row = ArrivalRow;
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"station_id", "", "Receptor", "Id of the receptor, as in receptors; a border as from>to.", station_id},
      {"flow", "", "Flow", "low, mean or high water of all rivers.", flow_word},
      {"substance", "", "Substance", "Id of the substance.", substance_id},
      {"threshold", "", "Threshold", "Id of the threshold.", threshold_id},
      {"threshold_title", "", "Title", "The threshold in words.", [](const Row& x) { return if_any(x.threshold->title); }},
      {"threshold_kind", "", "Kind", "drinking, aquatic_acute, aquatic_chronic, eqs or alarm.", [](const Row& x) { return x.threshold->kind; }},
      {"threshold_ug_l", "ug/L", "Value", "Concentration of the threshold.", threshold_value},
      {"of_dissolved", "", "Of the dissolved", "The threshold is of what is dissolved; else of dissolved and on particles together.", [](const Row& x) { return x.threshold->of_dissolved; }},
      {"p_exceed", "", "P(exceeded)", "Share of the draws whose peak exceeds it.", p_exceed},
      {"above_h_p10", "h", "Exceeded for, short", "How long it is exceeded: 10 % of all draws are shorter.", above_p10},
      {"above_h_p50", "h", "Exceeded for", "The same, median; 0 where it is not exceeded.", above_p50},
      {"above_h_p90", "h", "Exceeded for, long", "The same, 10 % are longer.", above_p90},
      {"source", "", "Source", "Where the threshold comes from.", [](const Row& x) { return if_any(x.threshold->source); }},
      {"mark", "", "Mark", "confirmed or to_confirm.", [](const Row& x) { return x.threshold->mark; }},
  };
  return schema.table("threshold_exceedance", exceedance_rows(a));
}

}  // namespace tmfgeo
