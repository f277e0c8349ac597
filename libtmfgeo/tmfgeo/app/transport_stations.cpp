// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_stations.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// A confluence is named after the nearest place within this distance.
constexpr double kNaming_m = 15e3;

/// Far enough along a reach to be on it and not on the one above.
constexpr double kInside_m = 1;

bool fits(double area_km2, const std::optional<double>& wanted_km2) {
  return !wanted_km2 || (area_km2 <= 2 * *wanted_km2 && area_km2 >= 0.5 * *wanted_km2);
}

std::string country_at(const Borders& borders, Point p) {
  const auto found = borders.at(p);
  return found.empty() ? "" : borders.countries[found.front()].code;
}

Station station_of(const StatedPlace& given, const SnappedPoint& place, const Borders& borders) {
  Station s{given.id, given.name, given.name_ru, given.kind, given.country, place.point, place.reach, place.offset_m, place.distance_m};
  if (s.country.empty()) s.country = country_at(borders, given.point);
  return s;
}

void add_given(const StatedPlace& given, const RouteReaches& rivers, double within_m, const Borders& borders, std::vector<Station>& stations, Issues& issues) {
  if (const auto place = rivers.nearest(given.point, within_m, given.area_km2)) {
    stations.push_back(station_of(given, *place, borders));
    return;
  }
  std::string message = "no route within " + fixed(within_m, 0) + " m";
  if (given.area_km2) message += " on a river that drains about " + shortest(*given.area_km2) + " km2";
  issues.push_back(make_issue("receptor_off_route", {given.id, given.file, given.record}, "location", message));
}

void add_towns(const TransportInput& input, const Places& places, const RouteReaches& rivers, const Borders& borders, std::vector<Station>& stations) {
  for (const Place& town : places.places) {
    if (!town.population || *town.population < input.min_town_population) continue;
    const auto place = rivers.nearest(town.location, input.town_distance_m, std::nullopt);
    if (!place) continue;
    const std::string id = "town:" + town.name + "@" + fixed(town.location.x, 2) + "," + fixed(town.location.y, 2);
    stations.push_back({id, town.name, town.name_ru, ReceptorKind::town, country_at(borders, town.location), place->point, place->reach, place->offset_m, place->distance_m,
                        town.location});
  }
}

/// The reach with the largest area that meets `reach` at its lower end, itself left out; kNoReach where none is larger.
ReachId larger_river(const RiverNetwork& network, ReachId reach, double min_area_km2) {
  const ReachId below = network.downstream(reach);
  if (below == kNoReach) return kNoReach;
  ReachId largest = kNoReach;
  double area_km2 = std::max(network.reach(reach).upstream_area_km2, min_area_km2);
  for (const ReachId other : network.upstream(below)) {
    if (other == reach || !(network.reach(other).upstream_area_km2 > area_km2)) continue;
    largest = other;
    area_km2 = network.reach(other).upstream_area_km2;
  }
  return largest;
}

Station confluence(const RiverNetwork& network, ReachId reach, ReachId river, const PlaceIndex* places, const Borders& borders) {
  const ReachId below = network.downstream(reach);
  const Point point = network.line(below).front();
  Station s{"confluence:" + std::to_string(network.reach(below).source_record), "", "", ReceptorKind::confluence, country_at(borders, point), point, below, 0, 0};
  const auto near = places != nullptr ? places->points().nearest(point, kNaming_m) : std::nullopt;
  if (!network.name(river).empty()) {
    s.name = "confluence with " + network.name(river);
    s.name_ru = "слияние с рекой " + network.name(river);
  } else if (near) {
    const Place& place = places->place(static_cast<std::size_t>(places->points().segments()[near->segment].owner));
    s.name = "confluence near " + place.name;
    s.name_ru = "слияние: ближайшее место — " + (place.name_ru.empty() ? place.name : place.name_ru);
  } else {
    const std::string area = fixed(network.reach(river).upstream_area_km2, 0);
    s.name = "confluence with a river of " + area + " km2";
    s.name_ru = "слияние с рекой, водосбор " + area + " км2";
  }
  return s;
}

void add_confluences(const TransportInput& input, const RouteReaches& rivers, const PlaceIndex* places, const Borders& borders, std::vector<Station>& stations) {
  const RiverNetwork& network = rivers.network();
  for (const ReachId reach : rivers.reaches()) {
    const ReachId river = larger_river(network, reach, input.min_confluence_area_km2);
    if (river != kNoReach) stations.push_back(confluence(network, reach, river, places, borders));
  }
}

/// Ends of a lake's way through its outline: the reach inside that drains most, and the farthest up its stem that is inside.
std::optional<std::pair<ReachId, ReachId>> stem_inside(const Geometry& outline, const RouteReaches& rivers) {
  const RiverNetwork& network = rivers.network();
  const PolygonIndex lake({made_valid(outline)});
  const auto inside = [&](ReachId reach) {
    const auto line = network.line(reach);
    return rivers.has(reach) && !lake.containing(between(line.front(), line.back(), 0.5)).empty();
  };
  ReachId last = kNoReach;
  for (const std::size_t segment : network.index().within(outline.box())) {
    const auto reach = static_cast<ReachId>(network.index().segments()[segment].owner);
    if (!inside(reach)) continue;
    const bool larger = last == kNoReach || network.reach(reach).upstream_area_km2 > network.reach(last).upstream_area_km2;
    if (larger) last = reach;
  }
  if (last == kNoReach) return std::nullopt;
  ReachId first = last;
  for (bool found = true; found;) {
    found = false;
    double area_km2 = -1;
    const ReachId below = first;
    for (const ReachId above : network.upstream(below)) {
      if (!inside(above) || !(network.reach(above).upstream_area_km2 > area_km2)) continue;
      first = above;
      area_km2 = network.reach(above).upstream_area_km2;
      found = true;
    }
  }
  return std::pair{first, last};
}

bool leads_to(const RiverNetwork& network, ReachId from, ReachId to) {
  for (ReachId reach = from; reach != kNoReach; reach = network.downstream(reach)) {
    if (reach == to) return true;
  }
  return false;
}

}  // namespace

RouteReaches::RouteReaches(const RiverNetwork& network, std::span<const FacilityResult> facilities)
    : network_(&network), taken_(network.size(), false) {
  for (const FacilityResult& f : facilities) {
    for (const ReachVisit& visit : f.route.visits) taken_[static_cast<std::size_t>(visit.reach)] = true;
  }
}

std::vector<ReachId> RouteReaches::reaches() const {
  std::vector<ReachId> all;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i]) all.push_back(static_cast<ReachId>(i));
  }
  return all;
}

std::optional<SnappedPoint> RouteReaches::nearest(Point p, double within_m, std::optional<double> area_km2) const {
  for (const NearPlace& near : network_->index().nearest_by_owner(p, within_m)) {
    const auto reach = static_cast<ReachId>(network_->index().segments()[near.segment].owner);
    if (has(reach) && fits(network_->reach(reach).upstream_area_km2, area_km2)) return snap_to_reach(*network_, reach, p);
  }
  return std::nullopt;
}

std::vector<Station> find_stations(const TransportInput& input, const TransportData& data, std::span<const Lake> lakes,
                                   const RouteReaches& rivers, const Places* places, const Borders& borders, Issues& issues) {
  std::vector<Station> stations;
  for (const StatedPlace& given : data.receptors) add_given(given, rivers, input.snap_distance_m, borders, stations, issues);
  for (const GivenGauge& gauge : data.gauges) {
    const auto place = rivers.nearest(gauge.at.point, input.snap_distance_m, gauge.at.area_km2);
    if (place) stations.push_back(station_of(gauge.at, *place, borders));
  }
  const RiverNetwork& network = rivers.network();
  for (const Lake& lake : lakes) {
    const Point inlet = network.line(lake.first).front();
    stations.push_back({lake.id, lake.name, "", ReceptorKind::lake, country_at(borders, inlet), inlet, lake.first, 0, 0});
  }
  const auto index = places != nullptr ? std::optional<PlaceIndex>(*places) : std::nullopt;
  if (places != nullptr) add_towns(input, *places, rivers, borders, stations);
  add_confluences(input, rivers, index ? &*index : nullptr, borders, stations);
  const auto key = [](const Station& s) { return std::tuple(s.reach, s.offset_m, s.kind, std::string_view(s.id)); };
  std::sort(stations.begin(), stations.end(), [&](const Station& a, const Station& b) { return key(a) < key(b); });
  // Two tributaries that join a larger river at one point are one confluence.
  const auto same = [&](const Station& a, const Station& b) { return key(a) == key(b); };
  stations.erase(std::unique(stations.begin(), stations.end(), same), stations.end());
  return stations;
}

namespace {

Station crossing_station(const FacilityResult& f, const RiverNetwork& network, const BorderCrossing& c) {
  Station s{c.from + ">" + c.to, c.from + " → " + c.to, c.from + " → " + c.to, ReceptorKind::border, c.to, c.point, kNoReach, 0, 0};
  for (const ReachVisit& visit : f.route.visits) {
    if (c.distance_m < visit.begin_m || c.distance_m > visit.end_m) continue;
    s.reach = visit.reach;
    s.offset_m = std::min(visit.offset_m + c.distance_m - visit.begin_m, network.reach(visit.reach).length_m);
    return s;
  }
  return s;
}

}  // namespace

std::vector<Receptor> receptors_on(const FacilityResult& f, const RiverNetwork& network, std::span<const Station> stations) {
  std::vector<Receptor> receptors;
  std::map<std::string, int> met;
  for (const BorderCrossing& c : f.border.crossings) {
    Station s = crossing_station(f, network, c);
    if (const int times = ++met[s.id]; times > 1) s.id += "#" + std::to_string(times);
    receptors.push_back({std::move(s), c.distance_m, c.from});
  }
  for (const ReachVisit& visit : f.route.visits) {
    const auto first = std::lower_bound(stations.begin(), stations.end(), visit.reach, [](const Station& s, ReachId reach) { return s.reach < reach; });
    for (auto s = first; s != stations.end() && s->reach == visit.reach; ++s) {
      // At the reach's very begin the water is that of the reach, as below a confluence, not of the one above.
      const double inside_m = std::max(s->offset_m, std::min(kInside_m, network.reach(visit.reach).length_m / 2));
      if (inside_m < visit.offset_m) continue;
      receptors.push_back({*s, std::min(visit.begin_m + inside_m - visit.offset_m, visit.end_m), ""});
    }
  }
  if (f.route.end == RouteEnd::sea && !f.route.visits.empty()) {
    const ReachVisit& last = f.route.visits.back();
    const Station mouth{"sea", "the sea", "море", ReceptorKind::sea, "", f.route.line.back(), last.reach, network.reach(last.reach).length_m, 0};
    receptors.push_back({mouth, f.route.length_m(), ""});
  }
  std::stable_sort(receptors.begin(), receptors.end(), [](const Receptor& a, const Receptor& b) {
    const auto key = [](const Receptor& r) { return std::tie(r.distance_m, r.station.kind); };
    if (key(a) != key(b)) return key(a) < key(b);
    // Borders at one distance stay as the water meets them.
    return a.station.kind != ReceptorKind::border && a.station.id < b.station.id;
  });
  return receptors;
}

std::vector<Gauge> gauges_on(const TransportInput& input, const std::vector<GivenGauge>& given, const RiverNetwork& network, Issues& issues) {
  std::vector<Gauge> gauges;
  for (const GivenGauge& g : given) {
    const auto place = snap_to_river(network, g.at.point, input.snap_distance_m, g.at.area_km2);
    if (place) {
      gauges.push_back({g.at.id, g.at.name, place->reach, *g.at.area_km2, g.discharge_m3_s, g.source});
      continue;
    }
    issues.push_back(make_issue("gauge_unusable", {g.at.id, g.at.file, g.at.record}, "location",
                                "no river within " + fixed(input.snap_distance_m, 0) + " m that drains about " + shortest(*g.at.area_km2) + " km2"));
  }
  return gauges;
}

std::vector<Lake> lakes_on(const TransportInput& input, const std::vector<GivenLake>& given, const RouteReaches& rivers, Issues& issues) {
  std::vector<Lake> lakes;
  for (const GivenLake& g : given) {
    std::optional<std::pair<ReachId, ReachId>> ends;
    if (g.outlet) {
      const auto first = rivers.nearest(g.inlet.point, input.snap_distance_m, std::nullopt);
      const auto last = rivers.nearest(*g.outlet, input.snap_distance_m, std::nullopt);
      if (first && last) ends = {first->reach, last->reach};
    } else {
      ends = stem_inside(g.outline, rivers);
    }
    if (ends && leads_to(rivers.network(), ends->first, ends->second)) {
      lakes.push_back({g.inlet.id, g.inlet.name, ends->first, ends->second, g.volume_m3, g.reservoir, g.source});
      continue;
    }
    issues.push_back(make_issue("lake_unusable", {g.inlet.id, g.inlet.file, g.inlet.record}, "location",
                                ends ? "the river at its outlet does not come from its inlet" : "no route passes it"));
  }
  return lakes;
}

}  // namespace tmfgeo
