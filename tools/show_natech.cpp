// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

constexpr const char* kUnknown = "?";

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

json number(const std::optional<double>& value) { return value && std::isfinite(*value) ? json(*value) : json(nullptr); }


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

std::optional<double> release(const std::vector<DamageState>& states) {
  const DamageState* s = state_of(states, "release");
  return s == nullptr ? std::nullopt : s->probability;
}

std::optional<HazardValue> pga_of(const SiteCurve& hazard, double return_period_y) {
  return hazard.curve ? std::optional(level_at(*hazard.curve, return_period_y)) : std::nullopt;
}

/// The value, and that it is no more than a guess.
std::string hazard_text(const std::optional<HazardValue>& pga) {
  if (!pga) return kUnknown;
  return fixed(pga->value, 3) + (origin_of(*pga) == Origin::extrapolated ? " extrapolated" : "");
}

void add_pga(json& out, const std::string& name, const SiteCurve& hazard, double return_period_y) {
  const auto pga = pga_of(hazard, return_period_y);
  out[name + "_g"] = pga ? json(pga->value) : json(nullptr);
  out[name + "_origin"] = to_text(pga ? origin_of(*pga) : Origin::unknown);
  out[name + "_note"] = pga ? note_of(*pga, *hazard.curve) : "";
}

json measures_json(const std::vector<MeasureCurve>& measures) {
  json out = json::array();
  for (const MeasureCurve& m : measures) {
    for (const double period_y : {475.0, 2475.0}) {
      const HazardValue value = level_at(m.curve, period_y);
      out.push_back({{"measure", to_text(m.measure)}, {"unit", unit_of(m.measure)}, {"return_period_y", period_y}, {"value", value.value},
                     {"origin", to_text(origin_of(value))}, {"data", m.source}});
    }
  }
  return out;
}

std::string flood_word(const NatechSite& site) {
  switch (site.flood.status) {
    case FloodStatus::not_modelled: return "not modelled";
    case FloodStatus::dry: return "dry";
    case FloodStatus::wet: return "wet";
    case FloodStatus::unsure: return "unsure";
  }
  return "";
}

/// "dry (estimated, of the town)": the status with what weakens it.
std::string flood_text(const Facility& f, const NatechSite& site) {
  std::vector<std::string> doubts;
  if (site.flood_estimated) doubts.emplace_back("estimated");
  if (is_of_a_town(f) && site.flood.status != FloodStatus::not_modelled) doubts.emplace_back("of the town");
  return flood_word(site) + (doubts.empty() ? "" : " (" + joined(doubts, ", ") + ")");
}

/// Why values of the table are no more than guesses, each reason once.
void print_hazard_notes(const Assessment& a) {
  std::map<std::string, int> notes;
  for (const NatechSite& site : a.natech->sites) {
    if (!site.hazard.curve) continue;
    for (const double period_y : {475.0, 2475.0}) {
      const std::string note = note_of(level_at(*site.hazard.curve, period_y), *site.hazard.curve);
      if (!note.empty()) ++notes["PGA " + shortest(period_y) + ": " + note];
    }
    if (!site.hazard.note.empty()) ++notes["PGA: " + site.hazard.note];
  }
  for (const auto& [note, count] : notes) std::printf("%s (%d %s)\n", note.c_str(), count, count == 1 ? "facility" : "facilities");
}

json states_json(const std::vector<DamageState>& states) {
  json out = json::array();
  for (const DamageState& s : states) {
    out.push_back({{"mechanism", s.mechanism}, {"state", s.state}, {"probability", number(s.probability)}, {"probability_high", number(s.probability_high)},
                   {"origin", to_text(s.origin)}, {"basis", s.basis}, {"note", s.note}});
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
  return {{"verdict", to_text(check.verdict)}, {"reason", check.reason}, {"demand_g", number(check.demand.value)}, {"margin", number(check.margin)},
          {"capacity_aep", number(check.capacity.aep)}};
}

json site_json(const Facility& f, const NatechSite& site) {
  json out{{"id", f.id}, {"name", f.name}, {"vs30_m_s", site.ground.vs30_m_s}, {"vs30_origin", to_text(site.ground.origin)},
           {"hazard_data", site.hazard.source}, {"hazard_note", site.hazard.note}, {"measures", measures_json(site.measures)},
           {"flood_status", flood_word(site)}, {"flood_estimated", site.flood_estimated}, {"yearly", states_json(site.yearly)},
           {"design_earthquake", check_json(site.earthquake_check)}, {"design_flood", check_json(site.flood_check)}};
  add_pga(out, "pga_475", site.hazard, 475);
  add_pga(out, "pga_2475", site.hazard, 2475);
  out["failure_return_period_y"] = number(site.flood_failure_return_period_y);
  out["depths"] = json::array();
  for (std::size_t i = 0; i < site.toe.size(); ++i) {
    const ToeFloodRow& row = site.toe[i];
    json depth{{"return_period_y", row.return_period_y}, {"depth_m", number(row.toe.depth_m.value)}, {"origin", to_text(row.toe.depth_m.origin)},
               {"velocity_m_s", number(row.toe.velocity_m_s.value)}, {"erodes", row.toe.erodes ? json(*row.toe.erodes) : json(nullptr)}};
    if (site.flood_estimated) {
      const ValleyFlood& flood = site.valley->floods[i];
      depth.update({{"discharge_m3_s", number(flood.discharge_m3_s)}, {"depth_low_m", number(flood.depth_low_m)}, {"depth_high_m", number(flood.depth_high_m)}});
    }
    out["depths"].push_back(std::move(depth));
  }
  out["disaggregation"] = shares_json(site.hazard.disaggregation);
  out["overtopping_per_year"] = number(site.overtopping.per_year);
  return out;
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
    const NatechGroup& group = a.natech->groups[g];
    const GroupOutcome& o = event.joint.groups[g];
    const auto if_any = [&](double p) { return group.judged_any(o.members_unknown) ? json(p) : json(nullptr); };
    const auto if_two = [&](double p) { return group.judged_two(o.members_unknown) ? json(p) : json(nullptr); };
    out["joint"].push_back({{"kind", group.kind}, {"group", group.group.id}, {"facilities", group.group.members.size()}, {"not_judged", o.members_unknown},
                            {"p_any", if_any(o.p_any)}, {"p_two_or_more", if_two(o.p_two_or_more)},
                            {"p_two_or_more_independent", if_two(o.p_two_or_more_independent)}, {"expected_releases", if_any(o.expected_failures)}});
  }
  return out;
}

}  // namespace

void print_yearly(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const NatechSite& site = a.natech->sites[i];
    rows.push_back({name_of(a.results[i].facility), fixed(site.ground.vs30_m_s, 0) + (site.ground.origin == Origin::by_default ? " default" : ""), hazard_text(pga_of(site.hazard, 475)),
                    hazard_text(pga_of(site.hazard, 2475)), chance(release(site.yearly)), std::string(to_text(site.earthquake_check.verdict)),
                    flood_text(a.results[i].facility, site), std::string(to_text(site.flood_check.verdict))});
  }
  print_table({{"Facility"}, {"Vs30 m/s", true}, {"PGA 475 g", true}, {"PGA 2475 g", true}, {"P(release) a year", true}, {"Earthquake criterion"}, {"Floods"}, {"Flood criterion"}}, rows);
  print_hazard_notes(a);
}

void print_event(const Assessment& a, const NatechEvent& event) {
  std::printf("%s, M %s\n", event.title.c_str(), std::isfinite(event.magnitude) ? fixed(event.magnitude, 1).c_str() : kUnknown);
  for (const std::string& note : event.notes) std::printf("  %s\n", note.c_str());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const EventShaking& s = event.shaking[i];
    const bool known = s.ln_median_g.has_value();
    rows.push_back({name_of(a.results[i].facility), known ? pga_text(std::exp(*s.ln_median_g)) : kUnknown,
                    known ? pga_text(s.percentile_g(0.16)) + " to " + pga_text(s.percentile_g(0.84)) : kUnknown, chance(release(event.damage[i])),
                    std::string(to_text(s.origin)) + (known && !s.note.empty() ? ", outside the models' range" : "")});
  }
  print_table({{"Facility"}, {"PGA g", true}, {"16 % to 84 %", true}, {"P(release)", true}, {"How sure"}}, rows);
  std::puts("");
  rows.clear();
  for (std::size_t g = 0; g < a.natech->groups.size(); ++g) {
    const NatechGroup& group = a.natech->groups[g];
    const GroupOutcome& o = event.joint.groups[g];
    const auto if_any = [&](double p) { return group.judged_any(o.members_unknown) ? chance(p) : std::string(kUnknown); };
    const auto if_two = [&](double p) { return group.judged_two(o.members_unknown) ? chance(p) : std::string(kUnknown); };
    rows.push_back({group.kind, group.group.id, std::to_string(group.group.members.size()), std::to_string(o.members_unknown), if_any(o.p_any),
                    if_two(o.p_two_or_more), if_two(o.p_two_or_more_independent)});
  }
  print_table({{"By"}, {"Group"}, {"Facilities", true}, {"Not judged", true}, {"P(any release)", true}, {"P(two or more)", true}, {"if independent", true}}, rows);
}

json natech_json(const Assessment& a) {
  json out = as_json(a);
  json& natech = out["natech"];
  natech["guideline"] = a.natech->guideline;
  natech["facilities"] = json::array();
  for (std::size_t i = 0; i < a.results.size(); ++i) natech["facilities"].push_back(site_json(a.results[i].facility, a.natech->sites[i]));
  natech["events"] = json::array();
  for (const NatechEvent& event : a.natech->events) natech["events"].push_back(event_json(a, event));
  return out;
}

}  // namespace tmfgeo::cli
