// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

constexpr const char* kUnknown = "?";

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

json number(const std::optional<double>& value) { return value && std::isfinite(*value) ? json(*value) : json(nullptr); }

std::string decimals(const std::optional<double>& value, int digits) { return value ? fixed(*value, digits) : kUnknown; }

/// An acceleration as people read it.
std::string pga_text(double g) { return g < 0.0005 ? "<0.001" : fixed(g, 3); }

/// A probability as people read it.
std::string chance(const std::optional<double>& p) {
  if (!p) return kUnknown;
  if (*p > 0 && *p < 5e-5) return "<0.0001";
  return fixed(*p, 4);
}

const DamageState* state_of(const std::vector<DamageState>& states, const char* mechanism) {
  for (const DamageState& s : states) {
    if (s.mechanism == mechanism) return &s;
  }
  return nullptr;
}

/// A lower bound as people read it; one near zero says nothing.
std::string at_least(const std::optional<double>& p) { return p && *p >= 5e-5 ? "≥ " + chance(p) : kUnknown; }

/// How likely a release is, with its bounds where they lie far apart.
std::string release_text(const std::vector<DamageState>& states) {
  const DamageState* s = state_of(states, "release");
  if (s == nullptr || !s->probability) return kUnknown;
  if (s->at_least) return at_least(s->probability_low ? s->probability_low : s->probability);
  const bool wide = s->probability_low && s->probability_high && *s->probability_high > 2 * *s->probability_low && *s->probability_high >= 5e-5;
  return wide ? chance(s->probability_low) + " to " + chance(s->probability_high) : chance(s->probability);
}

/// How sure a yearly release is: its weakest origin, and whether much of it lies beyond the hazard data.
std::string how_sure_yearly(const std::vector<DamageState>& states) {
  const DamageState* s = state_of(states, "release");
  if (s == nullptr || !s->probability) return std::string(to_text(Origin::unknown));
  std::string text(to_text(s->origin));
  const bool beyond = s->probability_low && *s->probability_low < 0.9 * *s->probability;
  if (beyond && s->origin != Origin::extrapolated) text += ", extrapolated";
  if (s->at_least) text += ", judged in part";
  return text;
}

/// Origin of the shaking and of the release: the weaker, since a release is made from both.
std::string how_sure(const EventShaking& shaking, const std::vector<DamageState>& damage) {
  const DamageState* s = state_of(damage, "release");
  const bool judged = s != nullptr && s->probability;
  std::string text = judged ? std::string(to_text(weaker(shaking.origin, s->origin))) : "shaking " + std::string(to_text(shaking.origin)) + ", release unknown";
  if (judged && s->at_least) text += ", judged in part";
  if (shaking.ln_median_g && !shaking.note.empty()) text += ", outside the models' range";
  return text;
}

/// A group's probabilities in words: unknown, lower bounds, or as they are.
struct GroupWords {
  const NatechGroup& group;
  std::size_t unknown;
  std::size_t partly;
  std::string any(double p) const { return !group.judged_any(unknown - partly) ? kUnknown : unknown > 0 ? at_least(p) : chance(p); }
  std::string two(double p) const { return group.group.members.size() < 2 ? "–" : !group.judged_two(unknown - partly) ? kUnknown : unknown > 0 ? at_least(p) : chance(p); }
  std::string not_judged() const { return std::to_string(unknown) + (partly > 0 ? " (" + std::to_string(partly) + " in part)" : ""); }
};

std::optional<double> pga_of(const SiteCurve& hazard, double return_period_y) {
  return hazard.curve ? std::optional(level_at(*hazard.curve, return_period_y).value) : std::nullopt;
}

std::string flood_word(const NatechSite& site) {
  switch (site.flood.status) {
    case FloodStatus::not_modelled: return "not modelled";
    case FloodStatus::dry: return "dry";
    case FloodStatus::wet: return "wet";
  }
  return "";
}

json states_json(const std::vector<DamageState>& states) {
  json out = json::array();
  for (const DamageState& s : states) {
    out.push_back({{"mechanism", s.mechanism}, {"state", s.state}, {"probability", number(s.probability)}, {"probability_low", number(s.probability_low)},
                   {"probability_high", number(s.probability_high)}, {"at_least", s.at_least}, {"origin", to_text(s.origin)}, {"basis", s.basis}, {"note", s.note}});
  }
  return out;
}

json shares_json(const std::vector<SiteDisaggregation>& all) {
  json out = json::array();
  for (const SiteDisaggregation& d : all) {
    json parts = json::array();
    for (const DisaggregationPart& p : d.shares.parts) {
      parts.push_back({{"magnitude_low", p.magnitude_low}, {"distance_low_km", p.distance_low_km}, {"share", p.rate_per_year / d.shares.rate_per_year}, {"mean_epsilon", p.mean_epsilon}});
    }
    out.push_back({{"return_period_y", d.return_period_y}, {"pga_g", d.shares.level}, {"mean_magnitude", d.shares.mean_magnitude},
                   {"mean_distance_km", d.shares.mean_distance_km}, {"mean_epsilon", d.shares.mean_epsilon}, {"parts", parts}});
  }
  return out;
}

json check_json(const DesignCheck& check) {
  return {{"verdict", to_text(check.verdict)}, {"reason", check.reason}, {"demand_g", number(check.demand.value)},
          {"demand_origin", to_text(check.demand.origin)}, {"capacity_g", number(check.withstands.value)}, {"capacity_p16_g", number(check.withstands_p16)},
          {"capacity_origin", to_text(check.withstands.origin)}, {"capacity_at_most", check.at_most}, {"margin", number(check.margin)},
          {"release_at_demand", number(check.failure_at_demand)}, {"capacity_aep", number(check.capacity.aep)},
          {"capacity_aep_origin", to_text(check.capacity.origin)}, {"capacity_aep_at_most", number(check.capacity.at_most)},
          {"capacity_aep_at_least", number(check.capacity.at_least)}};
}

json site_json(const Facility& f, const NatechSite& site) {
  json out{{"id", f.id}, {"name", f.name}, {"vs30_m_s", site.ground.vs30_m_s}, {"vs30_origin", to_text(site.ground.origin)},
           {"pga_475_g", number(pga_of(site.hazard, 475))}, {"pga_2475_g", number(pga_of(site.hazard, 2475))}, {"hazard_data", site.hazard.source},
           {"flood_status", flood_word(site)}, {"flood_estimated", site.flood_estimated}, {"yearly", states_json(site.yearly)},
           {"design_earthquake", check_json(site.earthquake_check)}, {"design_flood", check_json(site.flood_check)}};
  out["depths"] = json::array();
  for (std::size_t i = 0; i < site.toe.size(); ++i) {
    const ToeFloodRow& row = site.toe[i];
    json depth{{"return_period_y", row.return_period_y}, {"depth_m", number(row.toe.depth_m.value)}, {"origin", to_text(row.toe.depth_m.origin)},
               {"velocity_m_s", number(row.toe.velocity_m_s.value)}};
    if (site.flood_estimated) {
      const ValleyFlood& flood = site.valley->floods[i];
      depth.update({{"discharge_m3_s", number(flood.discharge_m3_s)}, {"depth_low_m", number(flood.depth_low_m)}, {"depth_high_m", number(flood.depth_high_m)}});
    }
    out["depths"].push_back(std::move(depth));
  }
  out["disaggregation"] = shares_json(site.hazard.disaggregation);
  out["overtopping_per_year"] = number(site.overtopping.per_year);
  out["overtopping_at_most"] = number(site.overtopping.at_most);
  out["overtopping_at_least"] = number(site.overtopping.at_least);
  out["overtopping_rain_m"] = number(site.overtopping.rain_m);
  out["wave_run_up_m"] = number(site.overtopping.run_up_m);
  out["overtopping_origin"] = to_text(site.overtopping.origin);
  out["overtopping_note"] = site.overtopping.note;
  out["flood_failure_return_period_y"] = number(site.flood_failure_return_period_y);
  out["flood_failure_at_most_y"] = number(site.flood_failure_at_most_y);
  return out;
}

/// One group's outcome; an earthquake's or that of floods.
template <class Outcome>
json joint_json(const NatechGroup& group, const Outcome& o) {
  const std::size_t nothing_known = o.members_unknown - o.members_partly;
  const auto if_any = [&](double p) { return group.judged_any(nothing_known) ? json(p) : json(nullptr); };
  const auto if_two = [&](double p) { return group.judged_two(nothing_known) ? json(p) : json(nullptr); };
  return {{"kind", group.kind}, {"group", group.group.id}, {"facilities", group.group.members.size()}, {"not_judged", o.members_unknown},
          {"judged_in_part", o.members_partly}, {"at_least", o.members_unknown > 0}, {"p_any", if_any(o.p_any)},
          {"p_two_or_more", if_two(o.p_two_or_more)}, {"p_any_independent", if_any(o.p_any_independent)},
          {"p_two_or_more_independent", if_two(o.p_two_or_more_independent)}, {"expected_releases", if_any(o.expected_failures)}};
}

json event_json(const Assessment& a, const NatechEvent& event) {
  json out{{"id", event.id}, {"title", event.title}, {"kind", event.kind}, {"magnitude", number(event.magnitude)}, {"depth_km", number(event.depth_km)}, {"notes", event.notes}};
  out["facilities"] = json::array();
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const EventShaking& s = event.shaking[i];
    json f{{"id", a.results[i].facility.id}, {"pga_g", nullptr}, {"pga_p16_g", nullptr}, {"pga_p84_g", nullptr}, {"origin", to_text(s.origin)}, {"note", s.note}};
    if (s.ln_median_g) {
      f["pga_g"] = std::exp(*s.ln_median_g);
      f["pga_p16_g"] = s.percentile_g(0.16);
      f["pga_p84_g"] = s.percentile_g(0.84);
    }
    f["damage"] = states_json(event.damage[i]);
    out["facilities"].push_back(std::move(f));
  }
  out["joint"] = json::array();
  for (std::size_t g = 0; g < a.natech->groups.size(); ++g) {
    out["joint"].push_back(joint_json(a.natech->groups[g], event.joint.groups[g]));
  }
  return out;
}

/// What keeps dams from being judged, and where it stands.
void print_not_judged(const NatechGroup& all, const GroupOutcome& o) {
  if (o.members_unknown == 0) return;
  std::printf("Not judged: %zu of %zu facilities, in part: %zu. What is missing of each is in layer damage_states, column note;\n"
              "most is told by dam_type, dam_height_m, freeboard_m, factor_of_safety and downstream_slope_deg in the facilities file.\n",
              o.members_unknown - o.members_partly, all.group.members.size(), o.members_partly);
}

}  // namespace

void print_yearly(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const NatechSite& site = a.natech->sites[i];
    rows.push_back({name_of(a.results[i].facility), fixed(site.ground.vs30_m_s, 0) + (site.ground.origin == Origin::by_default ? " default" : ""), decimals(pga_of(site.hazard, 475), 3),
                    decimals(pga_of(site.hazard, 2475), 3), release_text(site.yearly), how_sure_yearly(site.yearly), std::string(to_text(site.earthquake_check.verdict)),
                    flood_word(site) + (site.flood_estimated ? " (estimated)" : ""), std::string(to_text(site.flood_check.verdict))});
  }
  const NatechInput& input = *a.project.natech;
  print_table({{"Facility"}, {"Vs30 m/s", true}, {"PGA 475 g", true}, {"PGA 2475 g", true}, {"P(release) a year", true}, {"How sure"}, {"Earthquake criterion"}, {"Floods"}, {"Flood criterion"}}, rows);
  if (input.pga.empty() && !input.catalogue) std::puts("How often it shakes is not known: the project has neither [[natech.pga]] nor [natech.catalogue].");
  if (input.floods.empty() && !(a.project.dem && input.estimate_floods)) std::puts("Floods are not known: the project has neither [[natech.flood]] nor a [dem] to estimate from.");
}

void print_event(const Assessment& a, const NatechEvent& event) {
  std::printf("%s, M %s\n", event.title.c_str(), std::isfinite(event.magnitude) ? fixed(event.magnitude, 1).c_str() : kUnknown);
  for (const std::string& note : event.notes) std::printf("  %s\n", note.c_str());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const EventShaking& s = event.shaking[i];
    const bool known = s.ln_median_g.has_value();
    rows.push_back({name_of(a.results[i].facility), known ? pga_text(std::exp(*s.ln_median_g)) : kUnknown,
                    known ? pga_text(s.percentile_g(0.16)) + " to " + pga_text(s.percentile_g(0.84)) : kUnknown, release_text(event.damage[i]),
                    how_sure(s, event.damage[i])});
  }
  print_table({{"Facility"}, {"PGA g", true}, {"16 % to 84 %", true}, {"P(release)", true}, {"How sure"}}, rows);
  std::puts("");
  rows.clear();
  for (std::size_t g = 0; g < a.natech->groups.size(); ++g) {
    const NatechGroup& group = a.natech->groups[g];
    const GroupOutcome& o = event.joint.groups[g];
    const GroupWords words{group, o.members_unknown, o.members_partly};
    rows.push_back({group.kind, group.group.id, std::to_string(group.group.members.size()), words.not_judged(), words.any(o.p_any),
                    words.two(o.p_two_or_more), words.two(o.p_two_or_more_independent)});
  }
  print_table({{"By"}, {"Group"}, {"Facilities", true}, {"Not judged", true}, {"P(any release)", true}, {"P(two or more)", true}, {"if independent", true}}, rows);
  if (!a.natech->groups.empty()) print_not_judged(a.natech->groups.front(), event.joint.groups.front());
}

void print_floods(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t g = 0; g < a.natech->floods.size(); ++g) {
    const NatechGroup& group = a.natech->groups[g];
    const FloodGroupOutcome& o = a.natech->floods[g];
    if (!group.judged_any(o.members_unknown - o.members_partly)) continue;
    const GroupWords words{group, o.members_unknown, o.members_partly};
    rows.push_back({group.kind, group.group.id, std::to_string(group.group.members.size()), words.not_judged(), words.any(o.p_any), words.any(o.p_any_independent),
                    words.two(o.p_two_or_more), words.two(o.p_two_or_more_independent)});
  }
  std::puts(rows.empty() ? "Floods of a year: for no facility is it known which flood would break it." : "Floods of a year, if one flood is as rare everywhere, and if floods were independent");
  if (rows.empty()) return;
  print_table({{"By"}, {"Group"}, {"Facilities", true}, {"Not judged", true}, {"P(any release)", true}, {"if independent", true}, {"P(two or more)", true}, {"if independent", true}}, rows);
}

json natech_json(const Assessment& a) {
  json out = as_json(a);
  json& natech = out["natech"];
  natech["guideline"] = a.natech->guideline;
  natech["facilities"] = json::array();
  for (std::size_t i = 0; i < a.results.size(); ++i) natech["facilities"].push_back(site_json(a.results[i].facility, a.natech->sites[i]));
  natech["events"] = json::array();
  for (const NatechEvent& event : a.natech->events) natech["events"].push_back(event_json(a, event));
  natech["floods"] = json::array();
  for (std::size_t g = 0; g < a.natech->floods.size(); ++g) natech["floods"].push_back(joint_json(a.natech->groups[g], a.natech->floods[g]));
  return out;
}

}  // namespace tmfgeo::cli
