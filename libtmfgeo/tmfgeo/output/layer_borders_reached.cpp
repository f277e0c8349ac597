// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

using Text = std::optional<std::string>;
using Number = std::optional<double>;

Text if_any(const std::string& text) { return text.empty() ? std::nullopt : Text(text); }

std::string clock_word(bool is_wave) { return is_wave ? "flood wave" : "plume"; }
std::string clock_word_ru(bool is_wave) { return is_wave ? "паводковая волна" : "загрязнение"; }

/// A border's row with the assessment it belongs to.
struct Row : BorderArrival {
  const Assessment* a = nullptr;
  const Threshold* limit() const { return threshold != nullptr ? &a->transport->library.thresholds[threshold->threshold] : nullptr; }
};

/// Of contents nobody stated only the dilution is known, which layer arrivals tells: as a concentration it would mislead.
bool is_known(const SubstanceArrival* s) { return s != nullptr && !s->substance.empty(); }
Number peak(const Row& x, double Band::*p) { return is_known(x.substance) ? Number(x.substance->peak_ug_l.*p) : Number(); }
Number above_h(const Row& x, double Band::*p) { return x.threshold != nullptr ? Number(hours(x.threshold->duration_s.*p)) : Number(); }
Number if_released(const Row& x, double value) { return x.site->release ? Number(value) : Number(); }

/// A station as the map shows it: who is above it and how soon the first of them arrives.
struct StationRow {
  const Receptor* receptor = nullptr;
  std::int64_t facilities = 0;
  const Facility* first = nullptr;
  double soonest_h = INFINITY;
  bool soonest_by_wave = false;
  double likely_h = INFINITY;
  Number p_exceed;
  Text threshold;
};

void add_arrival(const Assessment& a, const FacilityResult& facility, const TransportSite& site, const Arrival& arrival, bool is_usual,
                 StationRow& row) {
  const Band first_h = hours(first_water_s(arrival));
  if (first_h.p10 < row.soonest_h) {
    row.soonest_h = first_h.p10;
    row.soonest_by_wave = first_h.p10 < hours(arrival.first_s.p10);
  }
  if (is_usual && first_h.p50 < row.likely_h) {
    row.likely_h = first_h.p50;
    row.first = &facility.facility;
  }
  const SubstanceLibrary& library = a.transport->library;
  const SubstanceArrival* s = site.release ? telling_substance(arrival, library) : nullptr;
  const ThresholdResult* t = s != nullptr ? telling_threshold(*s, library) : nullptr;
  if (t == nullptr || (row.p_exceed && t->p_exceed <= *row.p_exceed)) return;
  row.p_exceed = t->p_exceed;
  row.threshold = library.thresholds[t->threshold].id;
}

/// Receptors that several facilities reach are one station. Borders have a layer of their own.
std::vector<StationRow> station_rows(const Assessment& a) {
  std::vector<StationRow> rows;
  if (!a.transport) return rows;
  std::map<std::tuple<ReachId, double, std::string>, StationRow> stations;
  for (std::size_t i = 0; i < a.transport->sites.size(); ++i) {
    const TransportSite& site = a.transport->sites[i];
    for (std::size_t r = 0; r < site.receptors.size(); ++r) {
      const Station& s = site.receptors[r].station;
      if (s.kind == ReceptorKind::border) continue;
      StationRow& row = stations[{s.reach, s.offset_m, s.id}];
      row.receptor = &site.receptors[r];
      ++row.facilities;
      const auto flows = arrivals_at(site, r);
      const Arrival* usual = usual_of(flows);
      for (const Arrival* arrival : flows) add_arrival(a, a.results[i], site, *arrival, arrival == usual, row);
    }
  }
  for (auto& [key, row] : stations) rows.push_back(row);
  return rows;
}

template <class Rows>
FeatureTable with_points(FeatureTable table, const Rows& rows) {
  table.kind = GeometryKind::point;
  table.crs = Crs::wgs84();
  for (const auto& row : rows) table.geometry.push_back(point_geometry(row.receptor->station.point));
  return table;
}

Number finite(double value) { return std::isfinite(value) ? Number(value) : Number(); }

}  // namespace

FeatureTable border_arrivals_layer(const Assessment& a) {
  static const Schema<Row> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const Row& x) { return x.facility->facility.id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const Row& x) { return if_any(x.facility->facility.name); }},
      {"from_country", "", "From", "Country the water comes from.", [](const Row& x) { return x.receptor->from_country; }},
      {"to_country", "", "To", "Country the water reaches.", [](const Row& x) { return x.receptor->station.country; }},
      {"distance_km", "km", "Distance", "Along the flow path from the facility.", [](const Row& x) { return x.receptor->distance_m / 1000; }},
      {"flow", "", "Flow", "low, mean or high: which flow the columns named \"at this flow\" hold; mean, or the first of the project's flows.", [](const Row& x) { return std::string(to_text(x.usual->flow)); }},
      {"soonest_h", "h", "How soon, at the soonest", "First of the water after the release began, at the fastest flow: 10 % of the draws are sooner. Of the plume, or of the flood wave where it carries the plume.", [](const Row& x) { return x.soonest_h; }},
      {"soonest_by", "", "Soonest by", "plume, or flood wave: which clock soonest_h is of.", [](const Row& x) { return clock_word(x.soonest_by_wave); }},
      {"soonest_by_ru", "", "Что приходит первым", "The same in Russian.", [](const Row& x) { return clock_word_ru(x.soonest_by_wave); }},
      {"likely_h", "h", "How soon", "The same at this flow, median.", [](const Row& x) { return x.likely_h; }},
      {"latest_h", "h", "How soon, at the latest", "The same at the slowest flow: 10 % are later.", [](const Row& x) { return x.latest_h; }},
      {"worst_case_h", "h", "Worst case", "At the flow where it comes first: of the plume with the maximum probable velocity, or in one draw of a hundred where that is sooner; a draw's first water is the plume's, or the flood wave's where that carries the plume and is sooner.", [](const Row& x) { return x.worst_h; }},
      {"worst_case_by", "", "Worst case by", "plume, or flood wave: which clock worst_case_h is of.", [](const Row& x) { return clock_word(x.worst_by_wave); }},
      {"worst_case_by_ru", "", "Что приходит первым в худшем случае", "The same in Russian.", [](const Row& x) { return clock_word_ru(x.worst_by_wave); }},
      {"warning", "", "Time to warn", "enough, tight or too late for the project's warning_h.", [](const Row& x) { return std::string(warning_word(x, x.a->project.transport->warning_h)); }},
      {"wave_h", "h", "Flood wave", "First rise of the flood wave at this flow, median; missing where no release is known.", [](const Row& x) { return if_released(x, hours(x.usual->wave.first_s.p50)); }},
      {"wave_h_p10", "h", "Flood wave, soonest", "The same, 10 % are sooner.", [](const Row& x) { return if_released(x, hours(x.usual->wave.first_s.p10)); }},
      {"wave_h_p90", "h", "Flood wave, latest", "The same, 10 % are later.", [](const Row& x) { return if_released(x, hours(x.usual->wave.first_s.p90)); }},
      {"wave_peak_m3_s", "m3/s", "Its height", "Peak discharge above the river's own, median.", [](const Row& x) { return if_released(x, x.usual->wave.peak_m3_s.p50); }},
      {"wave_peak_m3_s_p10", "m3/s", "Its height, low", "The same, 10 % are lower.", [](const Row& x) { return if_released(x, x.usual->wave.peak_m3_s.p10); }},
      {"wave_peak_m3_s_p90", "m3/s", "Its height, high", "The same, 10 % are higher.", [](const Row& x) { return if_released(x, x.usual->wave.peak_m3_s.p90); }},
      {"discharge_m3_s", "m3/s", "Discharge", "Of the river there at this flow.", [](const Row& x) { return x.usual->discharge_m3_s; }},
      {"substance", "", "Substance", "The one that exceeds its threshold by most; missing where none is known, and then the peaks too: layer arrivals has the dilution.", [](const Row& x) { return x.substance != nullptr ? if_any(x.substance->substance) : Text(); }},
      {"peak_ug_l_p10", "ug/L", "How high, low", "Peak concentration at this flow: 10 % of the draws are lower.", [](const Row& x) { return peak(x, &Band::p10); }},
      {"peak_ug_l_p50", "ug/L", "How high", "The same, median.", [](const Row& x) { return peak(x, &Band::p50); }},
      {"peak_ug_l_p90", "ug/L", "How high, high", "The same, 10 % are higher.", [](const Row& x) { return peak(x, &Band::p90); }},
      {"highest_ug_l", "ug/L", "Highest", "At the flow that dilutes least: 10 % are higher.", [](const Row& x) { return is_known(x.substance) ? Number(x.highest_ug_l) : Number(); }},
      {"worst_peak_ug_l", "ug/L", "Highest, worst case", "With the maximum probable velocity and the median release, or in one draw of a hundred where that is higher, at the flow where it is highest.", [](const Row& x) { return is_known(x.substance) ? x.worst_peak_ug_l : Number(); }},
      {"threshold", "", "Threshold", "The one that tells most; all are in threshold_exceedance.", [](const Row& x) { return x.limit() != nullptr ? Text(x.limit()->id) : Text(); }},
      {"threshold_ug_l", "ug/L", "Its value", "Concentration of the threshold.", [](const Row& x) { return x.limit() != nullptr ? Number(x.limit()->value_ug_l) : Number(); }},
      {"p_exceed", "", "P(exceeded)", "Share of the draws whose peak exceeds it at this flow.", [](const Row& x) { return x.threshold != nullptr ? Number(x.threshold->p_exceed) : Number(); }},
      {"p_exceed_highest", "", "P(exceeded), highest", "The same at the flow where it is largest.", [](const Row& x) { return x.p_exceed_highest; }},
      {"above_h_p50", "h", "How long", "Time above the threshold at this flow, median.", [](const Row& x) { return above_h(x, &Band::p50); }},
      {"above_h_p90", "h", "How long, long", "The same, 10 % are longer.", [](const Row& x) { return above_h(x, &Band::p90); }},
      {"above_h_p10", "h", "How long, short", "The same, 10 % are shorter.", [](const Row& x) { return above_h(x, &Band::p10); }},
      {"over_h_p10", "h", "A tenth of its peak, soonest", "The plume falls to a tenth of its peak at this flow: 10 % are sooner.", [](const Row& x) { return if_released(x, hours(x.usual->tail_s.p10)); }},
      {"over_h", "h", "A tenth of its peak", "The same, median: not yet safe, see above_h_p50.", [](const Row& x) { return if_released(x, hours(x.usual->tail_s.p50)); }},
      {"over_h_p90", "h", "A tenth of its peak, latest", "The same, 10 % are later.", [](const Row& x) { return if_released(x, hours(x.usual->tail_s.p90)); }},
      {"confidence", "", "How sure", "fair, low or very low, by what the way's hydraulics rest on; the bands hold the rest.", [](const Row& x) { return std::string(confidence(x)); }},
      {"confidence_ru", "", "Надёжность", "The same in Russian.", [](const Row& x) { return std::string(confidence_ru(x)); }},
      {"rests_on", "", "Rests on", "Defaults and rules that the way's hydraulics rest on.", [](const Row& x) { return if_any(flag_words(x)); }},
      {"rests_on_ru", "", "На чём держится", "The same in Russian.", [](const Row& x) { return if_any(flag_words(x, Language::ru)); }},
      {"release", "", "Release", "stated; volume stated, contents assumed; volume stated, contents unknown; mass stated, volume assumed; concentration stated, volume assumed; assumed from the facility; or unknown. With it, where a row of the stated release was refused.",
       [](const Row& x) { return std::string(release_word(x)) + (x.site->release_refused ? "; a stated row was refused" : ""); }},
      {"release_ru", "", "Выброс", "The same in Russian.",
       [](const Row& x) { return std::string(release_word(x, Language::ru)) + (x.site->release_refused ? "; заявленная строка не принята" : ""); }},
  };
  std::vector<Row> rows;
  for (const BorderArrival& b : border_arrivals(a)) rows.push_back({b, &a});
  return with_points(schema.table("border_arrivals", rows), rows);
}

FeatureTable receptors_layer(const Assessment& a) {
  using R = StationRow;
  static const Schema<R> schema{
      {"station_id", "", "Receptor", "Id of the receptor.", [](const R& x) { return x.receptor->station.id; }},
      {"name", "", "Name", "Name.", [](const R& x) { return if_any(x.receptor->station.name); }},
      {"name_ru", "", "Name in Russian", "Name in Russian.", [](const R& x) { return if_any(x.receptor->station.name_ru); }},
      {"kind", "", "Kind", "intake, town, gauge, confluence, lake, sea or place.", [](const R& x) { return std::string(to_text(x.receptor->station.kind)); }},
      {"country", "", "Country", "Country it lies in.", [](const R& x) { return if_any(x.receptor->station.country); }},
      {"off_river_km", "km", "Off the river", "How far the place itself lies from the river.", [](const R& x) { return x.receptor->station.off_river_m / 1000; }},
      {"facilities", "", "Facilities upstream", "How many facilities' water passes.", &R::facilities},
      {"first_facility", "", "First to arrive", "Id of the facility whose water arrives first at mean flow, or the first of the project's flows.", [](const R& x) { return x.first != nullptr ? Text(x.first->id) : Text(); }},
      {"soonest_h", "h", "How soon, at the soonest", "First of any facility's water at the fastest flow: 10 % of the draws are sooner. Of the plume, or of the flood wave where it carries the plume.", [](const R& x) { return finite(x.soonest_h); }},
      {"soonest_by", "", "Soonest by", "plume, or flood wave: which clock soonest_h is of.", [](const R& x) { return clock_word(x.soonest_by_wave); }},
      {"soonest_by_ru", "", "Что приходит первым", "The same in Russian.", [](const R& x) { return clock_word_ru(x.soonest_by_wave); }},
      {"likely_h", "h", "How soon", "First of that facility's water at the same flow, median.", [](const R& x) { return finite(x.likely_h); }},
      {"threshold", "", "Threshold", "The threshold most likely exceeded, by any facility.", &R::threshold},
      {"p_exceed", "", "P(exceeded)", "Its probability at the flow where it is largest; missing: no release known.", &R::p_exceed},
  };
  const auto rows = station_rows(a);
  return with_points(schema.table("receptors", rows), rows);
}

}  // namespace tmfgeo
