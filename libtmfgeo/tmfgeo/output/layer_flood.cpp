// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/layer_sites.h"
#include "tmfgeo/output/natech_words.h"

namespace tmfgeo {
namespace {

/// Probability that the toe gets wet in a year, known or within bounds.
struct WetInAYear {
  Number per_year, at_most, at_least;
};

struct FloodRow : SiteRef {
  const ToeFloodRow* toe = nullptr;
  const ValleyFlood* estimate = nullptr;
  WetInAYear wet;
  bool has_dem = false;
};

/// Why there is no row of a return period.
std::string not_modelled_note(const FloodRow& x) {
  if (x.toe != nullptr) return x.toe->toe.note;
  if (!x.has_dem) return "no depth map covers it, and there is no DEM to estimate from";
  return x.site->valley ? "no depth map covers it" : "no depth map covers it, and its water meets no stream of the DEM";
}

/// An estimate gives bounds: the yearly probability of its low floods and that of its high ones.
WetInAYear wet_in_a_year(const NatechSite& site) {
  const auto chance = [](const Number& period_y) { return period_y ? Number(1 / *period_y) : Number(); };
  const FloodOnset onset = flood_onset(site.flood);
  if (!site.flood_estimated) return {chance(onset.return_period_y), chance(onset.at_least), chance(onset.at_most)};
  const FloodOnset low = flood_onset(site.valley->low);
  const FloodOnset high = flood_onset(site.valley->high);
  const Number middle = site.flood.status == FloodStatus::wet ? chance(onset.return_period_y) : Number();
  // Where the most frequent of the high floods wets it already, there is no upper bound below 1.
  const Number most = chance(high.return_period_y ? high.return_period_y : high.at_least);
  return {middle, high.at_most ? Number(1) : most, chance(low.return_period_y ? low.return_period_y : low.at_most)};
}

const ValleyFlood* estimate_of(const NatechSite& site, double return_period_y) {
  if (!site.flood_estimated) return nullptr;
  const auto& floods = site.valley->floods;
  const auto found = std::find_if(floods.begin(), floods.end(), [&](const ValleyFlood& f) { return f.return_period_y == return_period_y; });
  return found == floods.end() ? nullptr : &*found;
}

std::string exposure_note(const FloodRow& x) {
  std::string note = not_modelled_note(x);
  const auto add = [&](const std::string& more) { note += (note.empty() ? "" : "; ") + more; };
  if (!x.site->overtopping.note.empty()) add("overtopping: " + x.site->overtopping.note);
  if (x.site->flood.repaired_monotone) add("a rarer flood was shallower and was raised");
  return note;
}

}  // namespace

FeatureTable flood_exposure_layer(const Assessment& a) {
  static const Schema<FloodRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"facility_name", "", "Name", "Name of the facility.", facility_name},
      {"status", "", "Status", "wet, dry; unsure: the low estimate leaves it dry, the high one floods it; or not_modelled: no map says anything, which is not dry.", [](const FloodRow& x) { return std::string(to_text(x.site->flood.status)); }},
      {"basis", "", "Basis", "map: depth maps; estimated: from the DEM, a screening; missing where neither says anything.",
       [](const FloodRow& x) { return if_any(x.toe == nullptr ? "" : x.site->flood_estimated ? "estimated" : "map"); }},
      {"return_period_y", "a", "Return period", "Of the flood; missing where nothing was modelled.", [](const FloodRow& x) { return x.toe != nullptr ? Number(x.toe->return_period_y) : Number(); }},
      {"depth_m", "m", "Depth", "Water at the toe.", [](const FloodRow& x) { return x.toe != nullptr ? x.toe->toe.depth_m.value : Number(); }},
      {"depth_low_m", "m", "Depth, low", "Estimates: the smallest the stated spread allows.", [](const FloodRow& x) { return x.estimate != nullptr ? x.estimate->depth_low_m : Number(); }},
      {"depth_high_m", "m", "Depth, high", "Estimates: the greatest the stated spread allows.", [](const FloodRow& x) { return x.estimate != nullptr ? x.estimate->depth_high_m : Number(); }},
      {"depth_origin", "", "Depth origin", "given, computed, extrapolated, default or unknown.", [](const FloodRow& x) { return std::string(to_text(x.toe != nullptr ? x.toe->toe.depth_m.origin : Origin::unknown)); }},
      {"velocity_m_s", "m/s", "Velocity", "Of wide, uniform flow on toe_slope, else on the slope of the stream bed in the DEM.", [](const FloodRow& x) { return x.toe != nullptr ? x.toe->toe.velocity_m_s.value : Number(); }},
      {"erodes", "", "Erodes", "The flow can wash the toe out; missing: unknown, or the low and the high estimate disagree.", [](const FloodRow& x) { return x.toe != nullptr ? x.toe->toe.erodes : std::optional<bool>(); }},
      {"discharge_m3_s", "m3/s", "Discharge", "Estimates: of the stream below the facility.", [](const FloodRow& x) { return x.estimate != nullptr ? x.estimate->discharge_m3_s : Number(); }},
      {"upstream_area_km2", "km2", "Upstream area", "Draining to the stream where the facility's water meets it in the DEM.", [](const FloodRow& x) { return x.site->valley ? Number(x.site->valley->area_km2) : Number(); }},
      {"height_m", "m", "Height", "Of the facility above the bed of that stream.", [](const FloodRow& x) { return x.site->valley ? Number(x.site->valley->height_m) : Number(); }},
      {"wet_per_year", "", "Wet in a year", "Probability in a year that water stands more than 0.1 m deep at the toe; missing: unknown, beyond the floods modelled, or estimates that disagree.", [](const FloodRow& x) { return x.wet.per_year; }},
      {"wet_at_most", "", "Wet in a year, at most", "The rarest flood modelled leaves it dry; of estimates what the high one says.", [](const FloodRow& x) { return x.wet.at_most; }},
      {"wet_at_least", "", "Wet in a year, at least", "The most frequent flood modelled wets it; of estimates what the low one says.", [](const FloodRow& x) { return x.wet.at_least; }},
      {"overtopping_per_year", "1/a", "Overtopping", "How often storms overtop the dam; missing: unknown.", [](const FloodRow& x) { return x.site->overtopping.per_year; }},
      {"overtopping_at_most", "1/a", "Overtopping, at most", "The rarest storm of the table does not overtop.", [](const FloodRow& x) { return x.site->overtopping.at_most; }},
      {"overtopping_at_least", "1/a", "Overtopping, at least", "The most frequent storm of the table overtops, or waves could not be counted.", [](const FloodRow& x) { return x.site->overtopping.at_least; }},
      {"failure_return_period_y", "a", "Failure", "Return period of the flood that overtops the dam or washes its toe out; missing: unknown.", [](const FloodRow& x) { return x.site->flood_failure_return_period_y; }},
      {"failure_at_most_y", "a", "Failure, at most", "Where only this is known: that flood breaks it, and more frequent ones may, because overtopping or the toe could not be judged.", [](const FloodRow& x) { return x.site->flood_failure_at_most_y; }},
      {"wave_run_up_m", "m", "Wave run-up", "Of the wind's waves on the wetted face, taken from the freeboard; missing: waves not counted.", [](const FloodRow& x) { return x.site->overtopping.run_up_m; }},
      {"overtopping_rain_m", "m", "Overtopping rain", "Rain of a storm at which the pond begins to overtop, with the run-up.", [](const FloodRow& x) { return x.site->overtopping.rain_m; }},
      {"overtopping_origin", "", "Overtopping origin", "given, computed, default or unknown: the weakest of what the pond's overtopping rests on; note names the defaults.", [](const FloodRow& x) { return std::string(to_text(x.site->overtopping.origin)); }},
      {"failure_origin", "", "Failure origin", "Of either: given, computed, extrapolated, default or unknown.", [](const FloodRow& x) { return std::string(to_text(x.site->flood_failure_origin)); }},
      {"note", "", "Note", "What is missing, and what was mended.", [](const FloodRow& x) { return if_any(exposure_note(x)); }},
      {"note_ru", "", "Примечание", "The same in Russian.", [](const FloodRow& x) { return if_any(natech_in_russian(exposure_note(x))); }},
  };
  std::vector<FloodRow> rows;
  const bool has_dem = a.project.dem && a.project.natech && a.project.natech->estimate_floods;
  for (const SiteRef& ref : sites_of(a)) {
    const WetInAYear wet = wet_in_a_year(*ref.site);
    for (const ToeFloodRow& toe : ref.site->toe) rows.push_back({ref, &toe, estimate_of(*ref.site, toe.return_period_y), wet, has_dem});
    if (ref.site->toe.empty()) rows.push_back({ref, nullptr, nullptr, {}, has_dem});
  }
  return point_table(schema, "flood_exposure", rows);
}

}  // namespace tmfgeo
