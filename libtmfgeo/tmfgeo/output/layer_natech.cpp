// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/hazard/intensity.h"
#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/layer_sites.h"
#include "tmfgeo/output/natech_words.h"

namespace tmfgeo {
namespace {

/// Return periods that readers look for.
constexpr std::array<double, 5> kReturnPeriods_y{95, 475, 975, 2475, 10000};

struct HazardRow : SiteRef {
  std::string basis;
  Number return_period_y;
  std::string event;
  Number pga_g, pga_p16_g, pga_p84_g;
  Origin origin = Origin::unknown;
  std::string data;
  std::string note;
};

HazardRow curve_row(const SiteRef& ref, double return_period_y) {
  HazardRow row{ref, "return period", return_period_y, "", {}, {}, {}, Origin::unknown, ref.site->hazard.source, ""};
  if (!ref.site->hazard.curve) return row;
  const HazardValue value = level_at(*ref.site->hazard.curve, return_period_y);
  row.pga_g = told(value);
  row.origin = origin_of(value, ref.site->hazard);
  row.note = note_of(ref.site->hazard, return_period_y);
  return row;
}

HazardRow event_row(const SiteRef& ref, const NatechEvent& event, const EventShaking& s) {
  HazardRow row{ref, event.kind, {}, event.id, {}, {}, {}, s.origin, event.models, s.note};
  if (!s.ln_median_g) return row;
  row.pga_g = std::exp(*s.ln_median_g);
  row.pga_p16_g = s.percentile_g(0.16);
  row.pga_p84_g = s.percentile_g(0.84);
  return row;
}

/// Which earthquakes a row's shaking comes from; nullptr where that is not told.
const Disaggregation* shares_of(const HazardRow& row) {
  for (const SiteDisaggregation& d : row.site->hazard.disaggregation) {
    if (row.return_period_y && d.return_period_y == *row.return_period_y) return &d.shares;
  }
  return nullptr;
}

/// A number of a row's shares.
template <class Value>
auto of_shares(Value value) {
  return [value](const HazardRow& x) {
    const Disaggregation* shares = shares_of(x);
    return shares != nullptr ? Number(value(*shares)) : Number();
  };
}

constexpr DisaggregationBins kBins;

struct CurveRow {
  const Facility* facility;
  const NatechSite* site;
  double level_g;
  double rate_per_year;
  HazardValue on_curve;
};

struct DamageRow {
  const Facility* facility;
  std::string event;
  const DamageState* state;
};

struct CheckRow : SiteRef {
  const char* load = "";
  const DesignCheck* check = nullptr;
  const std::string* guideline = nullptr;
};

}  // namespace

FeatureTable site_hazard_layer(const Assessment& a) {
  static const Schema<HazardRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"facility_name", "", "Name", "Name of the facility.", facility_name},
      {"basis", "", "Basis", "return period, scenario or shakemap.", &HazardRow::basis},
      {"return_period_y", "a", "Return period", "Mean time between exceedances; missing for single events.", &HazardRow::return_period_y},
      {"event_id", "", "Event", "Id of the event; missing for return periods.", [](const HazardRow& x) { return if_any(x.event); }},
      {"pga_g", "g", "PGA", "Peak ground acceleration; of an event the median. Missing: unknown, or weaker than the hazard curve holds, as note says.", &HazardRow::pga_g},
      {"pga_p16_g", "g", "PGA, 16 %", "Stays below it with 16 % probability.", &HazardRow::pga_p16_g},
      {"pga_p84_g", "g", "PGA, 84 %", "Stays below it with 84 % probability.", &HazardRow::pga_p84_g},
      {"intensity", "", "Intensity", "Felt intensity (MMI) from the PGA.",
       [](const HazardRow& x) { return x.pga_g ? Number(intensity_from_pga(*x.pga_g).value) : Number(); }},
      {"pga_origin", "", "PGA origin", "given, computed, extrapolated, default or unknown.", [](const HazardRow& x) { return std::string(to_text(x.origin)); }},
      {"vs30_m_s", "m/s", "Vs30", "Stiffness of the ground that was used.", [](const HazardRow& x) { return x.site->ground.vs30_m_s; }},
      {"vs30_origin", "", "Vs30 origin", "given for the facility, computed from a raster or the slope of the DEM, or default.", [](const HazardRow& x) { return std::string(to_text(x.site->ground.origin)); }},
      {"vs30_source", "", "Vs30 source", "Where the value comes from.", [](const HazardRow& x) { return x.site->ground.source; }},
      {"vs30_source_ru", "", "Источник жёсткости", "The same in Russian.", [](const HazardRow& x) { return natech_in_russian(x.site->ground.source); }},
      {"mean_magnitude", "", "Mean magnitude", "Of the earthquakes behind the shaking of this return period; from a catalogue only.", of_shares([](const Disaggregation& d) { return d.mean_magnitude; })},
      {"mean_distance_km", "km", "Mean distance", "Of the same, to the epicentre.", of_shares([](const Disaggregation& d) { return d.mean_distance_km; })},
      {"mean_epsilon", "", "Mean epsilon", "How many standard deviations above the models' median they shake.", of_shares([](const Disaggregation& d) { return d.mean_epsilon; })},
      {"modal_magnitude", "", "Likeliest magnitude", "Middle of the bin (0.5 wide) with the largest share.", of_shares([](const Disaggregation& d) { return d.modal().magnitude_low + kBins.magnitude / 2; })},
      {"modal_distance_km", "km", "Likeliest distance", "Middle of the bin (20 km wide) with the largest share.", of_shares([](const Disaggregation& d) { return d.modal().distance_low_km + kBins.distance_km / 2; })},
      {"data", "", "Data", "Data sets or models behind the value, or why there is none.", [](const HazardRow& x) { return if_any(x.data); }},
      {"data_ru", "", "Данные", "The same in Russian; names of data stay as they are.", [](const HazardRow& x) { return if_any(natech_in_russian(x.data)); }},
      {"note", "", "Note", "Why a value is extrapolated; maps that were mended; models used beyond their range, with the range.", [](const HazardRow& x) { return if_any(x.note); }},
      {"note_ru", "", "Примечание", "The same in Russian.", [](const HazardRow& x) { return if_any(natech_in_russian(x.note)); }},
  };
  std::vector<HazardRow> rows;
  const auto refs = sites_of(a);
  for (std::size_t i = 0; i < refs.size(); ++i) {
    for (const double period : kReturnPeriods_y) rows.push_back(curve_row(refs[i], period));
    for (const NatechEvent& event : a.natech->events) rows.push_back(event_row(refs[i], event, event.shaking[i]));
  }
  return point_table(schema, "site_hazard", rows);
}

FeatureTable hazard_curves_layer(const Assessment& a) {
  static const Schema<CurveRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const CurveRow& x) { return x.facility->id; }},
      {"pga_g", "g", "PGA", "Peak ground acceleration on the facility's ground.", &CurveRow::level_g},
      {"rate_per_year", "1/a", "Yearly rate", "How often it is exceeded.", &CurveRow::rate_per_year},
      {"return_period_y", "a", "Return period", "One over the rate.", [](const CurveRow& x) { return 1 / x.rate_per_year; }},
      {"extrapolated", "", "Extrapolated", "Beyond what the data cover, or between maps that contradict each other.", [](const CurveRow& x) { return origin_of(x.on_curve) == Origin::extrapolated; }},
      {"data", "", "Data", "Data sets behind the curve.", [](const CurveRow& x) { return x.site->hazard.source; }},
  };
  std::vector<CurveRow> rows;
  for (const SiteRef& ref : sites_of(a)) {
    const SiteCurve& hazard = ref.site->hazard;
    for (std::size_t i = 0; i < hazard.used.level.size(); ++i) {
      const double level = hazard.used.level[i];
      rows.push_back({ref.facility, ref.site, level, hazard.used.rate_per_year[i], rate_at(*hazard.curve, level)});
    }
  }
  return schema.table("hazard_curves", rows);
}

FeatureTable damage_states_layer(const Assessment& a) {
  static const Schema<DamageRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", [](const DamageRow& x) { return x.facility->id; }},
      {"facility_name", "", "Name", "Name of the facility.", [](const DamageRow& x) { return if_any(x.facility->name); }},
      {"event_id", "", "Event", "Id of the event; missing: all earthquakes of a year.", [](const DamageRow& x) { return if_any(x.event); }},
      {"mechanism", "", "Way to fail", "displacement, freeboard, liquefaction, release, settlement, overtopping, or a fragility curve.", [](const DamageRow& x) { return x.state->mechanism; }},
      {"state", "", "Damage", "The damage that is reached or passed.", [](const DamageRow& x) { return x.state->state; }},
      {"probability", "", "Probability", "In the event, or in a year. Missing: unknown, never 0.", [](const DamageRow& x) { return x.state->probability; }},
      {"probability_low", "", "Probability, lowest", "In a year: only shaking that the hazard data reach. Of overtopping: at least that, where the storms of the table give no more than a lower end.", [](const DamageRow& x) { return x.state->probability_low; }},
      {"probability_high", "", "Probability, highest", "In a year, if all shaking rarer than the hazard data did it. Missing: no upper end is known. Of overtopping: at most that, where only the rarest storm of the table is known not to do it.", [](const DamageRow& x) { return x.state->probability_high; }},
      {"at_least", "", "At least", "Some ways to fail, or shaking weaker than the hazard curve holds, could not be judged: the probabilities are lower bounds, and note says why.", [](const DamageRow& x) { return x.state->at_least; }},
      {"basis", "", "Basis", "Displacement model, swaisgood-2003, soundings, class table, fragility curve; missing for the release, which joins them.", [](const DamageRow& x) { return if_any(x.state->basis); }},
      {"origin", "", "Origin", "given, computed, extrapolated, default or unknown: the weakest of what went in.", [](const DamageRow& x) { return std::string(to_text(x.state->origin)); }},
      {"note", "", "Note", "Defaults that went in, or what is missing.", [](const DamageRow& x) { return if_any(x.state->note); }},
      {"note_ru", "", "Примечание", "The same in Russian; what a user wrote stays as it is.", [](const DamageRow& x) { return if_any(natech_in_russian(x.state->note)); }},
  };
  std::vector<DamageRow> rows;
  const auto refs = sites_of(a);
  for (std::size_t i = 0; i < refs.size(); ++i) {
    for (const DamageState& state : refs[i].site->yearly) rows.push_back({refs[i].facility, "", &state});
    for (const NatechEvent& event : a.natech->events) {
      for (const DamageState& state : event.damage[i]) rows.push_back({refs[i].facility, event.id, &state});
    }
  }
  return schema.table("damage_states", rows);
}

FeatureTable design_check_layer(const Assessment& a) {
  static const Schema<CheckRow> schema{
      {"facility_id", "", "Facility", "Id of the facility.", facility_id},
      {"facility_name", "", "Name", "Name of the facility.", facility_name},
      {"load", "", "Load", "earthquake or flood.", [](const CheckRow& x) { return std::string(x.load); }},
      {"guideline", "", "Guideline", "Id of the design guideline.", [](const CheckRow& x) { return *x.guideline; }},
      {"consequence_class", "", "Consequence class", "As in the facilities file.",
       [](const CheckRow& x) { return x.facility->consequence_class; }},
      {"phase", "", "Phase", "Whose criterion was asked for: operation or closure, by the status of the facility unless the project states it.", [](const CheckRow& x) { return std::string(to_text(x.check->phase)); }},
      {"criterion_return_period_y", "a", "Criterion", "Return period the guideline asks for, the nearer one where its demand lies between two; missing: no criterion, or a probable maximum.", [](const CheckRow& x) { return x.check->criterion_return_period_y; }},
      {"verdict", "", "Verdict", "meets, fails or unknown.", [](const CheckRow& x) { return std::string(to_text(x.check->verdict)); }},
      {"reason", "", "Reason", "What decided, or why it is unknown.", [](const CheckRow& x) { return if_any(x.check->reason); }},
      {"reason_ru", "", "Почему", "The same in Russian.", [](const CheckRow& x) { return if_any(natech_in_russian(x.check->reason)); }},
      {"demand_g", "g", "Demand", "Earthquakes: PGA to withstand.", [](const CheckRow& x) { return x.check->demand.value; }},
      {"demand_origin", "", "Demand origin", "computed, extrapolated, default (the ground is a default) or unknown.", [](const CheckRow& x) { return std::string(to_text(x.check->demand.origin)); }},
      {"capacity_g", "g", "Capacity, median", "Earthquakes: PGA at which a release is as likely as not, the median (50 %) of what such a dam withstands.", [](const CheckRow& x) { return x.check->withstands.value; }},
      {"capacity_p16_g", "g", "Capacity, 16 %", "PGA at which a release has a probability of 16 %.", [](const CheckRow& x) { return x.check->withstands_p16; }},
      {"capacity_origin", "", "Capacity origin", "given, computed, extrapolated, default or unknown: the weakest of what went in.", [](const CheckRow& x) { return std::string(to_text(x.check->withstands.origin)); }},
      {"capacity_at_most", "", "Capacity at most", "Some ways to fail could not be judged: the dam may withstand less, margins may be smaller, releases more likely.", [](const CheckRow& x) { return x.check->at_most; }},
      {"margin", "", "Margin", "Median capacity over demand.", [](const CheckRow& x) { return x.check->margin; }},
      {"release_at_demand", "", "Release at demand", "Probability of a release at the PGA to withstand: what a dam that meets the criterion still risks.", [](const CheckRow& x) { return x.check->failure_at_demand; }},
      {"capacity_aep", "1/a", "Capacity exceeded", "Probability in a year that the capacity is exceeded.", [](const CheckRow& x) { return x.check->capacity.aep; }},
      {"capacity_aep_origin", "", "Exceeded, origin", "Of capacity_aep: given, computed, extrapolated, default or unknown.", [](const CheckRow& x) { return std::string(to_text(x.check->capacity.origin)); }},
      {"capacity_aep_at_most", "1/a", "Capacity exceeded, at most", "Where only this is known.", [](const CheckRow& x) { return x.check->capacity.at_most; }},
      {"capacity_aep_at_least", "1/a", "Capacity exceeded, at least", "Where only this is known.", [](const CheckRow& x) { return x.check->capacity.at_least; }},
  };
  std::vector<CheckRow> rows;
  for (const SiteRef& ref : sites_of(a)) {
    rows.push_back({ref, "earthquake", &ref.site->earthquake_check, &a.natech->guideline});
    rows.push_back({ref, "flood", &ref.site->flood_check, &a.natech->guideline});
  }
  return point_table(schema, "design_check", rows);
}

}  // namespace tmfgeo
