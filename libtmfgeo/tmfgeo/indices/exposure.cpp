// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/exposure.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

/// The segments of the route's first `path_m` metres; one without length where the line is a single point.
std::vector<LineSegment> first_part(const Route& route, double path_m) {
  std::vector<LineSegment> segments;
  if (route.line.size() == 1) segments.push_back({.a = route.line[0], .b = route.line[0], .owner = 0, .part = 0});
  for (std::size_t i = 1; i < route.line.size(); ++i) {
    const double begin_m = route.distance_m[i - 1];
    const double end_m = route.distance_m[i];
    if (begin_m >= path_m) break;
    const Point a = route.line[i - 1];
    const Point b = end_m > path_m ? between(a, route.line[i], (path_m - begin_m) / (end_m - begin_m)) : route.line[i];
    segments.push_back({.a = a, .b = b, .owner = 0, .part = static_cast<std::int64_t>(i - 1)});
  }
  return segments;
}

/// Box around the segments that holds everything within the distance.
Box around(const std::vector<LineSegment>& segments, double within_m) {
  Box box;
  for (const LineSegment& s : segments) {
    box.add(s.a);
    box.add(s.b);
  }
  // Degrees of longitude are longest in metres at the box's own edges nearest to the pole; a little more covers rounding.
  const LocalScale scale = local_scale(std::min(89.9, std::max(std::abs(box.min_y), std::abs(box.max_y)) + within_m / 1e5));
  return box.grown(1.01 * within_m / scale.x_m, 1.01 * within_m / scale.y_m);
}

void add_raster_people(const PopulationRaster& raster, std::vector<LineSegment> path, double within_m, Exposure& exposure) {
  exposure.people_from_raster = true;
  exposure.people.reset();
  exposure.people_at_least = 0;
  if (path.empty()) return;
  bool known = true;
  raster.along(LineIndex(std::move(path)), within_m, [&](Point, const NearPlace&, double people) {
    known = known && !std::isnan(people);
    if (!std::isnan(people)) exposure.people_at_least += people;
  });
  if (exposure.complete && known) exposure.people = exposure.people_at_least;
}

void add_people(const PlaceIndex& places, std::vector<LineSegment> path, double within_m, Exposure& exposure) {
  if (path.empty()) return;
  const Box box = around(path, within_m);
  const LineIndex line(std::move(path));
  for (const std::size_t segment : places.points().within(box)) {
    const Place& place = places.place(static_cast<std::size_t>(places.points().segments()[segment].owner));
    if (!line.nearest(place.location, within_m)) continue;
    ++exposure.places;
    if (place.population) {
      exposure.people_at_least += *place.population;
    } else {
      ++exposure.places_without_population;
      exposure.unpopulated.push_back({place.name, place.name_ru});
    }
  }
  if (exposure.complete && exposure.places_without_population == 0 && exposure.places_not_placed == 0) exposure.people = exposure.people_at_least;
}

std::optional<double> people_around(const PlaceIndex& places, Point facility, double within_m) {
  // The index measures on a local flat view, good for tens of kilometres; the last word is the ellipsoid's.
  if (places.not_placed() > 0) return std::nullopt;
  double people = 0;
  for (const NearPlace& near : places.points().nearest_by_owner(facility, 1.02 * within_m)) {
    const Place& place = places.place(static_cast<std::size_t>(places.points().segments()[near.segment].owner));
    if (geodesic_distance_m(facility, place.location) > within_m) continue;
    if (!place.population) return std::nullopt;
    people += *place.population;
  }
  return people;
}

void add_streams(const Route& route, const RiverNetwork& network, double path_m, Exposure& exposure) {
  const auto keep_larger = [](auto& largest, auto value) {
    if (!largest || value > *largest) largest = value;
  };
  for (const ReachVisit& visit : route.visits) {
    if (visit.begin_m >= path_m) break;
    const Reach& reach = network.reach(visit.reach);
    keep_larger(exposure.stream_order, reach.strahler);
    if (!std::isnan(reach.upstream_area_km2)) keep_larger(exposure.stream_area_km2, reach.upstream_area_km2);
    if (!std::isnan(reach.discharge_m3_s)) keep_larger(exposure.discharge_m3_s, reach.discharge_m3_s);
  }
}

}  // namespace

PlaceIndex::PlaceIndex(const Places& places, std::set<std::string> countries) : places_(&places), countries_(std::move(countries)) {
  std::vector<LineSegment> points;
  points.reserve(places.places.size());
  for (std::size_t i = 0; i < places.places.size(); ++i) {
    const Point p = places.places[i].location;
    points.push_back({.a = p, .b = p, .owner = static_cast<std::int64_t>(i), .part = 0});
  }
  points_ = LineIndex(std::move(points));
}

std::size_t PlaceIndex::not_placed_in(std::span<const std::string> countries) const {
  std::size_t count = 0;
  for (const auto& [country, records] : places_->without_location) {
    const bool elsewhere = countries_.contains(country) && std::find(countries.begin(), countries.end(), country) == countries.end();
    count += elsewhere ? 0 : records;
  }
  return count;
}

std::size_t PlaceIndex::not_placed() const {
  std::size_t count = 0;
  for (const auto& [country, records] : places_->without_location) count += records;
  return count;
}

bool PlaceIndex::states(const std::string& country) const {
  return countries_.contains(country) && places_->without_location.contains(country);
}

Exposure exposure_along(const Route& route, const RiverNetwork& network, const PlaceIndex* places, Point facility,
                        const ExposureOptions& options, const std::vector<std::string>* countries) {
  TMFGEO_EXPECTS(is_finite(facility) && options.path_km > 0 && options.corridor_width_km > 0);
  TMFGEO_EXPECTS(route.line.size() == route.distance_m.size());
  const double path_m = options.path_km * 1e3;
  Exposure exposure;
  exposure.path_km = std::min(route.length_m(), path_m) / 1e3;
  exposure.complete = route.length_m() >= path_m || ends_for_sure(route);
  if (exposure.complete) add_streams(route, network, path_m, exposure);
  if (places != nullptr) {
    exposure.places_not_placed = countries == nullptr ? places->not_placed() : places->not_placed_in(*countries);
    add_people(*places, first_part(route, path_m), options.corridor_width_km * 500, exposure);
    exposure.people_straight = people_around(*places, facility, path_m);
  }
  if (options.population != nullptr) add_raster_people(*options.population, first_part(route, path_m), options.corridor_width_km * 500, exposure);
  return exposure;
}

}  // namespace tmfgeo
