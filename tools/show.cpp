// SPDX-License-Identifier: Apache-2.0
#include "show.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/network/route_parts.h"

namespace tmfgeo::cli {
namespace {

using nlohmann::json;

std::string km(double metres) { return fixed(metres / 1000, metres < 100e3 ? 1 : 0); }

std::string name_of(const Facility& f) { return f.name.empty() ? f.id : f.name; }

json number(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json index_json(const TermValue& t) {
  json out{{"term", t.term}, {"low", number(t.value.low)}, {"high", number(t.value.high)}, {"mark", to_text(t.value.mark)}};
  out["value"] = t.value.value ? json(*t.value.value) : json(nullptr);
  out["missing"] = t.value.missing;
  return out;
}

json facility_json(const FacilityResult& r) {
  json out{{"id", r.facility.id},
           {"name", r.facility.name},
           {"lon", r.facility.location.x},
           {"lat", r.facility.location.y},
           {"location_quality", to_text(r.facility.location_quality)},
           {"country_found", r.country_found},
           {"route_end", to_text(r.route.end)},
           {"route_km", r.route.length_m() / 1000},
           {"overland_km", r.route.overland_m / 1000}};
  out["legs"] = json::array();
  for (const RouteLeg& leg : r.border.legs) {
    out["legs"].push_back({{"country", leg.country}, {"shared_with", leg.shared_with}, {"begin_km", leg.begin_m / 1000},
                           {"end_km", leg.end_m / 1000}, {"disputed_km", leg.disputed_m / 1000}});
  }
  out["crossings"] = json::array();
  for (const BorderCrossing& c : r.border.crossings) {
    out["crossings"].push_back({{"from", c.from}, {"to", c.to}, {"kind", to_text(c.kind)}, {"distance_km", c.distance_m / 1000},
                                {"lon", c.point.x}, {"lat", c.point.y}, {"raw_crossings", c.raw_crossings}, {"disputed", c.disputed}});
  }
  out["indices"] = json::array();
  for (const TermValue& t : r.indices) out["indices"].push_back(index_json(t));
  return out;
}

}  // namespace

void print_crossings(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  for (const FacilityResult& r : a.results) {
    for (const BorderCrossing& c : r.border.crossings) {
      const ReachId id = reach_at(r.route, c.distance_m);
      const double area_km2 = id == kNoReach ? NAN : a.network.reach(id).upstream_area_km2;
      rows.push_back({name_of(r.facility), c.from, c.to, std::string(to_text(c.kind)) + (c.disputed ? ", disputed" : ""), km(c.distance_m),
                      std::isfinite(area_km2) ? fixed(area_km2, 0) : "", fixed(c.point.x, 3), fixed(c.point.y, 3)});
    }
  }
  if (rows.empty()) {
    std::puts("No route crosses a border.");
    return;
  }
  print_table({{"Facility"}, {"From"}, {"To"}, {"How"}, {"Distance km", true}, {"Upstream km2", true}, {"Lon", true}, {"Lat", true}}, rows);
}

void print_routes(const Assessment& a) {
  std::vector<std::vector<std::string>> rows;
  const auto interval = [](const IndexValue* v) {
    if (v == nullptr) return std::string();
    if (v->value) return fixed(*v->value, 1);
    return fixed(v->low, 1) + " to " + fixed(v->high, 1);
  };
  for (const FacilityResult& r : a.results) {
    const bool routed = r.route.length_m() > 0;
    rows.push_back({name_of(r.facility), routed ? country_chain(r.border) : "", std::string(to_text(r.route.end)), routed ? km(r.route.length_m()) : "",
                    interval(term_value(r, "thi")), interval(term_value(r, "tri"))});
  }
  print_table({{"Facility"}, {"Countries"}, {"Ends"}, {"Route km", true}, {"THI", true}, {"TRI", true}}, rows);
}

void print_legs(const FacilityResult& r) {
  std::vector<std::vector<std::string>> rows;
  for (const RouteLeg& leg : r.border.legs) {
    const std::string country = leg.country.empty() ? "?" : leg.country + (leg.shared_with.empty() ? "" : "|" + leg.shared_with);
    rows.push_back({country + (leg.disputed_m > 0 ? " (partly disputed)" : ""), leg.shared_with.empty() ? "inside" : "border river", km(leg.begin_m), km(leg.end_m),
                    km(leg.end_m - leg.begin_m)});
  }
  print_table({{"Country"}, {"Leg"}, {"From km", true}, {"To km", true}, {"Length km", true}}, rows);
}

json as_json(const Issues& issues) {
  json out = json::array();
  for (const Issue& i : issues) {
    out.push_back({{"severity", to_text(i.severity)}, {"code", i.code}, {"subject", i.subject}, {"record", i.record},
                   {"field", i.field}, {"message", i.message}, {"advice", issue_code(i.code).advice}});
  }
  return out;
}

json as_json(const Assessment& a) {
  json out{{"project", a.project.name}, {"title", a.project.title}, {"synthetic", a.project.synthetic}, {"scheme", a.scheme->id()}};
  out["facilities"] = json::array();
  for (const FacilityResult& r : a.results) out["facilities"].push_back(facility_json(r));
  if (a.transport) out["transport"] = transport_json(a);
  out["issues"] = as_json(a.issues);
  return out;
}

void print_json(const json& value) { std::puts(value.dump(2, ' ', false, json::error_handler_t::replace).c_str()); }

}  // namespace tmfgeo::cli
