// SPDX-License-Identifier: Apache-2.0
// Parts of what other layers sum up: shares of hazard, depths of soundings.
#include <cmath>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/layer_sites.h"

namespace tmfgeo {
namespace {

struct ShareRow : SiteRef {
  double return_period_y;
  const Disaggregation* shares;
  const DisaggregationPart* part;
};

/// One depth of a sounding in one shaking.
struct DepthRow : SiteRef {
  Number return_period_y;
  std::string event;
  double pga_g;
  double magnitude;
  const SoundingRow* row;
  LiquefactionCheck check;
};

constexpr std::array<double, 2> kSoundingPeriods_y{475, 2475};

/// A measure other than PGA at one return period.
struct MeasureRow : SiteRef {
  const MeasureCurve* measure;
  double return_period_y;
  HazardValue value;
};

constexpr std::array<double, 5> kMeasurePeriods_y{95, 475, 975, 2475, 10000};

void add_depths(const SiteRef& ref, Number return_period_y, const std::string& event, double pga_g, double magnitude, std::vector<DepthRow>& rows) {
  for (const SoundingRow& row : ref.site->soundings) {
    rows.push_back({ref, return_period_y, event, pga_g, magnitude, &row, check_liquefaction(row.point, pga_g, magnitude)});
  }
}

}  // namespace

FeatureTable shaking_measures_layer(const Assessment& a) {
  static const Schema<MeasureRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"measure", "", "Measure", "SA(period in seconds) or PGV; PGA is in site_hazard.", [](const MeasureRow& x) { return to_text(x.measure->measure); }},
      {"return_period_y", "a", "Return period", "Mean time between exceedances.", &MeasureRow::return_period_y},
      {"value", "", "Value", "On the facility's ground, in the unit beside it.", [](const MeasureRow& x) { return told(x.value); }},
      {"unit", "", "Unit", "g, or cm/s of PGV.", [](const MeasureRow& x) { return std::string(unit_of(x.measure->measure)); }},
      {"origin", "", "Origin", "computed, or extrapolated: beyond the maps, or between maps that contradict each other.", [](const MeasureRow& x) { return std::string(to_text(origin_of(x.value))); }},
      {"data", "", "Data", "Data sets behind the value.", [](const MeasureRow& x) { return if_any(x.measure->source); }},
      {"note", "", "Note", "Why a value is extrapolated.", [](const MeasureRow& x) { return if_any(note_of(x.value, x.measure->curve, x.return_period_y, unit_of(x.measure->measure))); }},
  };
  std::vector<MeasureRow> rows;
  for (const SiteRef& ref : sites_of(a)) {
    for (const MeasureCurve& m : ref.site->measures) {
      for (const double period : kMeasurePeriods_y) rows.push_back({ref, &m, period, level_at(m.curve, period)});
    }
  }
  return schema.table("shaking_measures", rows);
}

FeatureTable disaggregation_layer(const Assessment& a) {
  static constexpr DisaggregationBins kBins;
  static const Schema<ShareRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"return_period_y", "a", "Return period", "Of the shaking.", &ShareRow::return_period_y},
      {"pga_g", "g", "PGA", "Peak ground acceleration of that return period.", [](const ShareRow& x) { return x.shares->level; }},
      {"magnitude_low", "", "Magnitude from", "Lower edge of the bin.", [](const ShareRow& x) { return x.part->magnitude_low; }},
      {"magnitude_high", "", "Magnitude to", "Upper edge of the bin.", [](const ShareRow& x) { return x.part->magnitude_low + kBins.magnitude; }},
      {"distance_low_km", "km", "Distance from", "To the epicentre, lower edge of the bin.", [](const ShareRow& x) { return x.part->distance_low_km; }},
      {"distance_high_km", "km", "Distance to", "Upper edge of the bin.", [](const ShareRow& x) { return x.part->distance_low_km + kBins.distance_km; }},
      {"share", "", "Share", "Of all exceedances; the shares of a facility and return period add up to 1.", [](const ShareRow& x) { return x.part->rate_per_year / x.shares->rate_per_year; }},
      {"mean_epsilon", "", "Mean epsilon", "Standard deviations above the models' median, mean over the bin.", [](const ShareRow& x) { return x.part->mean_epsilon; }},
  };
  std::vector<ShareRow> rows;
  for (const SiteRef& ref : sites_of(a)) {
    for (const SiteDisaggregation& d : ref.site->hazard.disaggregation) {
      for (const DisaggregationPart& part : d.shares.parts) rows.push_back({ref, d.return_period_y, &d.shares, &part});
    }
  }
  return schema.table("disaggregation", rows);
}

FeatureTable liquefaction_layer(const Assessment& a) {
  static const Schema<DepthRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"return_period_y", "a", "Return period", "Of the shaking; missing for events.", &DepthRow::return_period_y},
      {"event_id", "", "Event", "Id of the event; missing for return periods.", [](const DepthRow& x) { return if_any(x.event); }},
      {"pga_g", "g", "PGA", "Of the return period, or the event's median.", &DepthRow::pga_g},
      {"magnitude", "", "Magnitude", "That was used.", &DepthRow::magnitude},
      {"sounding", "", "Sounding", "Its name.", [](const DepthRow& x) { return x.row->sounding; }},
      {"kind", "", "Kind", "spt or cpt.", [](const DepthRow& x) { return std::string(x.row->point.kind == Sounding::spt ? "spt" : "cpt"); }},
      {"depth_m", "m", "Depth", "Below the surface.", [](const DepthRow& x) { return x.row->point.depth_m; }},
      {"resistance", "", "Resistance", "(N1)60cs or qc1Ncs as given.", [](const DepthRow& x) { return x.row->point.resistance; }},
      {"cyclic_stress_ratio", "", "Load", "Cyclic stress ratio.", [](const DepthRow& x) { return x.check.cyclic_stress_ratio; }},
      {"cyclic_resistance_ratio", "", "Resistance to it", "Cyclic resistance ratio with magnitude and overburden.", [](const DepthRow& x) { return x.check.cyclic_resistance_ratio; }},
      {"factor_of_safety", "", "Factor of safety", "Resistance over load.", [](const DepthRow& x) { return x.check.factor_of_safety; }},
      {"probability", "", "Probability", "Of liquefaction at this depth in this shaking.", [](const DepthRow& x) { return liquefaction_probability(x.row->point, x.pga_g, x.magnitude); }},
      {"origin", "", "Origin", "computed, or extrapolated: deeper or denser than the method's data.", [](const DepthRow& x) { return std::string(to_text(x.check.origin)); }},
  };
  std::vector<DepthRow> rows;
  const auto refs = sites_of(a);
  for (std::size_t i = 0; i < refs.size(); ++i) {
    const SiteCurve& hazard = refs[i].site->hazard;
    const DamResponseOptions options = response_options(*a.project.natech, hazard);
    for (const double period : kSoundingPeriods_y) {
      if (!hazard.curve) break;
      const auto pga_g = told(level_at(*hazard.curve, period));
      if (!pga_g) continue;
      add_depths(refs[i], period, "", *pga_g, options.magnitude.value_or(options.default_magnitude), rows);
    }
    for (const NatechEvent& event : a.natech->events) {
      const auto& shaking = event.shaking[i];
      if (!shaking.ln_median_g) continue;
      const double magnitude = std::isfinite(event.magnitude) ? event.magnitude : a.project.natech->magnitude.value_or(options.default_magnitude);
      add_depths(refs[i], {}, event.id, std::exp(*shaking.ln_median_g), magnitude, rows);
    }
  }
  return schema.table("liquefaction", rows);
}

}  // namespace tmfgeo
