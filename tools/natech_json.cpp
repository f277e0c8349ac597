// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "natech_words.h"
#include "show.h"
#include "tmfgeo/app/natech_run.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

json number(const std::optional<double>& value) { return value && std::isfinite(*value) ? json(*value) : json(nullptr); }

void add_pga(json& out, const std::string& name, const SiteCurve& hazard, double return_period_y) {
  const auto pga = pga_of(hazard, return_period_y);
  out[name + "_g"] = number(pga ? told(*pga) : std::nullopt);
  out[name + "_origin"] = to_text(pga ? origin_of(*pga, hazard) : Origin::unknown);
  out[name + "_note"] = pga ? note_of(*pga, *hazard.curve, return_period_y) : "";
}

json measures_json(const std::vector<MeasureCurve>& measures) {
  json out = json::array();
  for (const MeasureCurve& m : measures) {
    for (const double period_y : {475.0, 2475.0}) {
      const HazardValue value = level_at(m.curve, period_y);
      out.push_back({{"measure", to_text(m.measure)}, {"unit", unit_of(m.measure)}, {"return_period_y", period_y}, {"value", number(told(value))},
                     {"origin", to_text(origin_of(value))}, {"data", m.source}});
    }
  }
  return out;
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
  return {{"phase", to_text(check.phase)}, {"criterion_return_period_y", number(check.criterion_return_period_y)},
          {"verdict", to_text(check.verdict)}, {"reason", check.reason}, {"demand_g", number(check.demand.value)},
          {"demand_origin", to_text(check.demand.origin)}, {"capacity_g", number(check.withstands.value)}, {"capacity_p16_g", number(check.withstands_p16)},
          {"capacity_origin", to_text(check.withstands.origin)}, {"capacity_at_most", check.at_most}, {"margin", number(check.margin)},
          {"release_at_demand", number(check.failure_at_demand)}, {"capacity_aep", number(check.capacity.aep)},
          {"capacity_aep_origin", to_text(check.capacity.origin)}, {"capacity_aep_at_most", number(check.capacity.at_most)},
          {"capacity_aep_at_least", number(check.capacity.at_least)}};
}

json site_json(const Facility& f, const NatechSite& site) {
  json out{{"id", f.id}, {"name", f.name}, {"vs30_m_s", site.ground.vs30_m_s}, {"vs30_origin", to_text(site.ground.origin)},
           {"hazard_data", site.hazard.source}, {"hazard_note", site.hazard.note}, {"measures", measures_json(site.measures)},
           {"flood_status", to_text(site.flood.status)}, {"flood_estimated", site.flood_estimated}, {"yearly", states_json(site.yearly)},
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
  out["overtopping_at_most"] = number(site.overtopping.at_most);
  out["overtopping_at_least"] = number(site.overtopping.at_least);
  out["overtopping_rain_m"] = number(site.overtopping.rain_m);
  out["wave_run_up_m"] = number(site.overtopping.run_up_m);
  out["overtopping_origin"] = to_text(site.overtopping.origin);
  out["overtopping_note"] = site.overtopping.note;
  out["failure_at_most_y"] = number(site.flood_failure_at_most_y);
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

}  // namespace

std::optional<HazardValue> pga_of(const SiteCurve& hazard, double return_period_y) {
  return hazard.curve ? std::optional(level_at(*hazard.curve, return_period_y)) : std::nullopt;
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
