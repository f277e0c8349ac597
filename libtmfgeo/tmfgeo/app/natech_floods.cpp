// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/natech/flood_failure.h"

namespace tmfgeo {
namespace {

/// Slope of the valley at the toe: stated, else that of the stream bed in the DEM.
std::optional<double> toe_slope(const Facility& f, const NatechSite& site) {
  if (f.toe_slope || !site.valley || !(site.valley->bed_slope > 0)) return f.toe_slope;
  return site.valley->bed_slope;
}

void add_note(std::string& note, const std::string& more) {
  if (!more.empty()) note += (note.empty() ? "" : ", ") + more;
}

/// An estimate is as sure as its spread: what its low and its high end do not both say is not said.
void weaken_estimate(const NatechSite& site, double return_period_y, const ToePlace& place, ToeFlood& toe) {
  const auto low = toe_flood(site.valley->low, return_period_y, place).erodes;
  const auto high = toe_flood(site.valley->high, return_period_y, place).erodes;
  const bool agreed = low && high && *low == *high;
  if (toe.erodes && !agreed) {
    if (!*toe.erodes && !toe.velocity_m_s.value) toe.note.clear();
    toe.erodes.reset();
    add_note(toe.note, "the low estimate and the high one disagree on erosion");
  }
  for (SourcedValue* value : {&toe.depth_m, &toe.velocity_m_s, &toe.flow_m2_s}) {
    if (value->value) value->origin = weaker(value->origin, site.valley->origin);
  }
}

ToeFlood toe_at(const Facility& f, const NatechSite& site, double return_period_y) {
  ToePlace place{.channel_slope = toe_slope(f, site)};
  if (site.flood_estimated) place.roughness_n = site.valley->roughness_n;
  ToeFlood toe = toe_flood(site.flood, return_period_y, place);
  if (!f.toe_slope && toe.velocity_m_s.value) {
    add_note(toe.note, "slope of the stream bed in the DEM");
    toe.velocity_m_s.origin = weaker(toe.velocity_m_s.origin, Origin::computed);
  }
  if (site.flood_estimated) weaken_estimate(site, return_period_y, place, toe);
  if (is_of_a_town(f)) add_note(toe.note, "the point is a town, not the dam");
  if (!site.flood_estimated) return toe;
  add_note(toe.note, "estimated from the DEM, " + site.valley->source);
  add_note(toe.note, site.valley->note);
  return toe;
}

std::optional<double> onset_y(const FloodSample& flood, double depth_m) {
  const FloodOnset onset = flood_onset(flood, depth_m);
  return onset.return_period_y ? onset.return_period_y : onset.at_most;
}

/// When floods wash the toe out, as far as it could be judged: a toe that stays dry does not, up to the rarest flood known. Of an
/// estimate the low end, too, must wash it out; else nobody knows whether any flood does, and its high end says not before when.
FloodOnset toe_onset(const Facility& f, const NatechSite& site) {
  if (is_of_a_town(f)) return {};
  if (site.flood.status == FloodStatus::dry) return flood_onset(site.flood);
  const auto slope = toe_slope(f, site);
  if (!slope || site.flood.status == FloodStatus::not_modelled) return {};
  const ToeDefaults d;
  const double roughness_n = site.flood_estimated ? site.valley->roughness_n : d.roughness_n;
  const double depth_m = erosion_depth_m(*slope, roughness_n, d.erosion_velocity_m_s, d.erosion_flow_m2_s);
  if (!site.flood_estimated || onset_y(site.valley->low, depth_m)) return flood_onset(site.flood, depth_m);
  const FloodOnset high = flood_onset(site.valley->high, depth_m);
  // A high flood beyond the rating curve has no depth: it may be the first that washes the toe out.
  const std::optional<double> earliest = high.at_least && site.valley->high.gaps ? std::optional(1.0) : high.at_least;
  return {{}, {}, high.return_period_y ? high.return_period_y : high.at_most ? high.at_most : earliest};
}

/// Sets the more frequent of overtopping and erosion of the toe.
void add_flood_failure(const Facility& f, NatechSite& site) {
  const FloodOnset toe = toe_onset(f, site);
  const FloodFailure failure = first_failure(overtopping_onset(site.overtopping), toe);
  if (!failure.return_period_y) return;
  const bool by_toe = toe.return_period_y == failure.return_period_y || toe.at_most == failure.return_period_y;
  // What the toe resists is a default.
  site.flood_failure_origin = by_toe ? Origin::by_default : site.overtopping.origin;
  (failure.at_most ? site.flood_failure_at_most_y : site.flood_failure_return_period_y) = failure.return_period_y;
}

/// What keeps the toe from being judged up to a rate; empty if it was.
std::string toe_unknown(const Facility& f, const NatechSite& site, double aep) {
  if (is_of_a_town(f)) return "the point is a town, not the dam";
  if (site.flood.status == FloodStatus::not_modelled) return "floods at the toe are not known";
  if (site.flood.status == FloodStatus::unsure) return "floods at the toe are only estimated, and the estimates disagree";
  if (site.flood_estimated) return "floods at the toe are only estimated";
  if (site.flood.status == FloodStatus::wet && !toe_slope(f, site)) return "the slope at the toe is not known";
  const bool rare_enough = !site.flood.depths.empty() && site.flood.depths.back().return_period_y * aep >= 1;
  return rare_enough ? "" : "no flood map is as rare as the criterion asks";
}

/// The flood of a map that washes the toe out.
std::optional<double> eroded_y(const Facility& f, const NatechSite& site) {
  if (site.flood_estimated) return std::nullopt;
  const FloodOnset toe = toe_onset(f, site);
  return toe.return_period_y ? toe.return_period_y : toe.at_most;
}

/// What overtopping alone says is a lower end where the toe washes out or was not judged. `aep`: how rare the floods are that count.
void bound_by_toe(const Facility& f, double aep, NatechSite& site) {
  CapacityAep& capacity = site.flood_check.capacity;
  const auto eroded = eroded_y(f, site);
  if (!eroded && toe_unknown(f, site, aep).empty()) return;
  std::optional<double> least = capacity.aep ? capacity.aep : capacity.at_least;
  if (eroded) least = std::max(least.value_or(0), 1 / *eroded);
  capacity = {.aep = {}, .at_most = {}, .at_least = least, .origin = Origin::unknown};
}

/// A dam whose toe washes out fails however rarely it is overtopped, and `meets` is said only where the toe was judged too.
void check_toe(const Facility& f, const DesignCriterion* criterion, NatechSite& site) {
  DesignCheck& check = site.flood_check;
  if (criterion == nullptr || !criterion->aep || check.verdict == Verdict::fails) return;
  if (const auto eroded = eroded_y(f, site); eroded && 1 / *eroded > *criterion->aep) {
    check.verdict = Verdict::fails;
    check.reason = "a flood of " + fixed(*eroded, 0) + " years washes the toe out";
    return;
  }
  if (check.verdict != Verdict::meets) return;
  if (const std::string unknown = toe_unknown(f, site, *criterion->aep); !unknown.empty()) {
    check.verdict = Verdict::unknown;
    check.reason = "would meet it as far as overtopping goes; " + unknown;
  }
}

void check_flood(const Facility& f, const DamRules& rules, DesignPhase phase, NatechSite& site) {
  const std::string word = f.consequence_class.value_or("");
  const DesignCriterion* criterion = rules.guideline.find(word, DesignLoad::flood, phase);
  const OvertoppingRate& rate = site.overtopping;
  site.flood_check = check_design_rate(criterion, {rate.per_year, rate.at_most, rate.at_least, rate.origin});
  tell_criterion(f, rules.guideline, criterion, {DesignLoad::flood, phase}, site.flood_check);
  const bool rate_missing = !rate.per_year && !rate.at_least && !rate.at_most;
  if (site.flood_check.verdict == Verdict::unknown && criterion != nullptr && criterion->aep && rate_missing && !rate.note.empty()) site.flood_check.reason += ": " + rate.note;
  check_toe(f, criterion, site);
  const CapacityAep& capacity = site.flood_check.capacity;
  const auto own_aep = capacity.aep ? capacity.aep : capacity.at_most;
  bound_by_toe(f, criterion != nullptr && criterion->aep ? *criterion->aep : own_aep.value_or(1), site);
}

}  // namespace

bool is_of_a_town(const Facility& f) { return f.location_quality == LocationQuality::town || f.location_quality == LocationQuality::nearest_town; }

void judge_floods(const Facility& f, const DamRules& rules, DesignPhase phase, NatechSite& site) {
  for (const FloodDepth& depth : site.flood.depths) {
    site.toe.push_back({depth.return_period_y, toe_at(f, site, depth.return_period_y)});
  }
  check_flood(f, rules, phase, site);
  add_flood_failure(f, site);
}

}  // namespace tmfgeo
