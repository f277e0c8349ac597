// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/corridor.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/indices/corridor_countries.h"

namespace tmfgeo {
namespace {

/// Pieces of a route are searched by themselves, so that a box holds little that is far from the line.
constexpr double kPiece_m = 20e3;

/// A stretch of the route as an index, with the distance where each of its segments begins.
struct Piece {
  LineIndex line;
  Box box;
  std::vector<double> begin_m;
  std::vector<double> length_m;
  double distance(const NearPlace& near) const {
    const auto i = static_cast<std::size_t>(line.segments()[near.segment].part);
    return begin_m[i] + near.t * length_m[i];
  }
};

std::vector<Piece> pieces_of(const Route& route, double until_m) {
  std::vector<Piece> pieces;
  std::vector<LineSegment> segments;
  Piece piece;
  const auto close = [&] {
    if (segments.empty()) return;
    piece.line = LineIndex(std::move(segments));
    pieces.push_back(std::move(piece));
    piece = {};
    segments = {};
  };
  for (std::size_t i = 1; i < route.line.size() && route.distance_m[i - 1] < until_m; ++i) {
    const double begin = route.distance_m[i - 1];
    const double length = std::min(route.distance_m[i], until_m) - begin;
    const double whole = route.distance_m[i] - begin;
    const Point b = whole > 0 ? between(route.line[i - 1], route.line[i], length / whole) : route.line[i];
    segments.push_back({.a = route.line[i - 1], .b = b, .owner = 0, .part = static_cast<std::int64_t>(segments.size())});
    piece.begin_m.push_back(begin);
    piece.length_m.push_back(length);
    piece.box.add(route.line[i - 1]);
    piece.box.add(b);
    if (begin + length - piece.begin_m.front() >= kPiece_m) close();
  }
  close();
  return pieces;
}

Box grown_by_m(const Box& box, double within_m) {
  const LocalScale scale = local_scale(std::min(89.9, std::max(std::abs(box.min_y), std::abs(box.max_y)) + within_m / 1e5));
  return box.grown(1.02 * within_m / scale.x_m, 1.02 * within_m / scale.y_m);
}

/// Calls found(owner, distance along the route) once for every point near the route, where it is nearest.
template <class Found>
void for_each_near(const std::vector<Piece>& pieces, const LineIndex& points, double within_m, const Found& found) {
  struct Best {
    double off_m;
    double distance_m;
  };
  std::map<std::size_t, Best> best;
  for (const Piece& piece : pieces) {
    for (const std::size_t i : points.within(grown_by_m(piece.box, within_m))) {
      const auto near = piece.line.nearest(points.segments()[i].a, within_m);
      if (!near) continue;
      const auto owner = static_cast<std::size_t>(points.segments()[i].owner);
      const Best now{near->distance_m, piece.distance(*near)};
      const auto [row, added] = best.emplace(owner, now);
      if (!added && now.off_m < row->second.off_m) row->second = now;
    }
  }
  for (const auto& [owner, b] : best) found(owner, b.distance_m);
}

/// The rows of the countries, found by name or by the leg at a distance.
class Countries {
 public:
  Countries(const BorderRoute& border, const CorridorData& data, double until_m) : border_(border), data_(data) {
    for (const RouteLeg& leg : border.legs) {
      const double km = (std::min(leg.end_m, until_m) - leg.begin_m) / 1000;
      if (km <= 0) continue;
      add_leg(leg.country, leg, km);
      if (!leg.shared_with.empty()) add_leg(leg.shared_with, leg, km);
    }
  }

  /// nullptr where the point lies in no country, or where nothing is found: in one that the route does not touch and that has
  /// no row yet.
  CountryExposure* at(Point p, double distance_m, bool found = true) {
    const RouteLeg* leg = leg_at(distance_m);
    if (data_.borders != nullptr) {
      CountryExposure* first = nullptr;
      const std::vector<std::size_t> there = data_.borders->at(p);
      for (const std::size_t i : there) {
        CountryExposure* row = find(data_.borders->countries[i].code);
        if (row != nullptr && leg != nullptr && row->country == leg->country) return row;
        if (first == nullptr) first = row;
      }
      if (first != nullptr) {
        if (first->beside) first->first_km = std::min(first->first_km, distance_m / 1000);
        return first;
      }
      if (!there.empty()) return found ? &add_beside(data_.borders->countries[there.front()].code, distance_m) : nullptr;
    }
    return leg == nullptr ? nullptr : find(leg->country);
  }
  const RouteLeg* leg_at(double distance_m) const {
    for (const RouteLeg& leg : border_.legs) {
      if (distance_m <= leg.end_m) return &leg;
    }
    return border_.legs.empty() ? nullptr : &border_.legs.back();
  }
  CountryExposure* find(const std::string& code) {
    for (CountryExposure& row : rows) {
      if (row.country == code) return &row;
    }
    return nullptr;
  }

  /// A country that only the corridor touches.
  CountryExposure& add_beside(const std::string& code, double distance_m) {
    CountryExposure& row = add_row(code, distance_m);
    row.beside = true;
    return row;
  }

  std::vector<CountryExposure> rows;

 private:
  /// What there are data of is counted from 0.
  CountryExposure& add_row(const std::string& code, double distance_m) {
    CountryExposure& row = rows.emplace_back();
    row.country = code;
    row.first_km = distance_m / 1000;
    if (data_.intakes != nullptr) row.intakes = 0;
    if (data_.health != nullptr) row.health_facilities = 0;
    if (data_.places == nullptr) return row;
    row.places = 0;
    row.places_not_placed = data_.places->not_placed_in(std::span(&code, 1));
    return row;
  }
  void add_leg(const std::string& code, const RouteLeg& leg, double km) {
    if (code.empty()) return;
    CountryExposure* row = find(code);
    if (row == nullptr) row = &add_row(code, leg.begin_m);
    row->river_km += km;
    if (!leg.shared_with.empty()) row->border_river_km += km;
  }
  const BorderRoute& border_;
  const CorridorData& data_;
};

void add_place_people(const std::vector<Piece>& pieces, const PlaceIndex& places, double within_m, bool counts_people, Countries& countries) {
  std::set<std::string> unknown;
  for_each_near(pieces, places.points(), within_m, [&](std::size_t i, double distance_m) {
    const Place& place = places.place(i);
    CountryExposure* row = countries.at(place.location, distance_m);
    if (row == nullptr) return;
    ++*row->places;
    if (!counts_people) return;
    if (place.population) {
      row->people_at_least += *place.population;
    } else {
      unknown.insert(row->country);
      row->unpopulated.push_back({place.name, place.name_ru});
    }
  });
  if (!counts_people) return;
  for (CountryExposure& row : countries.rows) {
    if (row.places_not_placed == 0 && !unknown.contains(row.country)) row.people = row.people_at_least;
  }
}

void add_raster_people(const std::vector<Piece>& pieces, const PopulationRaster& raster, double within_m, Countries& countries) {
  std::set<std::string> unknown;
  std::set<std::pair<double, double>> seen;  // a cell near two pieces counts once
  for (const Piece& piece : pieces) {
    raster.along(piece.line, within_m, [&](Point centre, const NearPlace& near, double people) {
      if (!seen.insert({centre.x, centre.y}).second) return;
      CountryExposure* row = countries.at(centre, piece.distance(near), std::isnan(people) || people > 0);
      if (row == nullptr) return;
      if (std::isnan(people)) {
        unknown.insert(row->country);
      } else {
        row->people_at_least += people;
      }
    });
  }
  for (CountryExposure& row : countries.rows) {
    if (!unknown.contains(row.country)) row.people = row.people_at_least;
  }
}

void count_points(const std::vector<Piece>& pieces, const PointLayer* layer, double within_m, std::optional<int> CountryExposure::*count, Countries& countries) {
  if (layer == nullptr) return;
  for_each_near(pieces, layer->points(), within_m, [&](std::size_t i, double distance_m) {
    CountryExposure* row = countries.at(layer->points().segments()[i].a, distance_m);
    if (row != nullptr) ++*(row->*count);
  });
}

void add_protected(const std::vector<Piece>& pieces, const AreaLayer& layer, double within_m, Countries& countries) {
  std::map<std::string, std::set<std::size_t>> met;
  const double step_m = std::max(100.0, within_m / 2);
  for (const Piece& piece : pieces) {
    for (const LineSegment& s : piece.line.segments()) {
      const auto i = static_cast<std::size_t>(s.part);
      const auto steps = static_cast<int>(std::ceil(piece.length_m[i] / step_m)) + 1;
      for (int k = 0; k <= steps; ++k) {
        const double t = static_cast<double>(k) / steps;
        const Point p = between(s.a, s.b, t);
        const RouteLeg* leg = countries.leg_at(piece.begin_m[i] + t * piece.length_m[i]);
        if (leg == nullptr || leg->country.empty()) continue;
        auto& areas = met[leg->country];
        for (const std::size_t area : layer.areas().containing(p)) areas.insert(area);
        for (const NearPlace& near : layer.areas().edges().nearest_by_owner(p, within_m)) {
          areas.insert(static_cast<std::size_t>(layer.areas().edges().segments()[near.segment].owner));
        }
      }
    }
  }
  for (CountryExposure& row : countries.rows) {
    if (row.beside) continue;
    std::set<std::string> names;
    for (const std::size_t area : met[row.country]) {
      if (!layer.name(area).empty()) names.insert(layer.name(area));
    }
    row.protected_areas = static_cast<int>(met[row.country].size());
    row.protected_names.assign(names.begin(), names.end());
  }
}

/// Needs: open_end of all rows.
void tell_lower_bounds(const CorridorData& data, Countries& countries) {
  const auto counts = [](const auto* layer) { return std::pair(layer != nullptr, layer != nullptr && layer->lacks_some()); };
  for (CountryExposure& row : countries.rows) {
    const std::pair places(data.places != nullptr, row.places_not_placed > 0);
    const auto people = data.population != nullptr ? std::pair(true, false) : places;
    const std::array<std::pair<bool, bool>, kRouteCounts.size()> kinds{people, places, counts(data.intakes), counts(data.health), counts(data.protected_areas)};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      if (kinds[i].first && (row.open_end || kinds[i].second)) row.counts_at_least.emplace_back(kRouteCounts[i]);
    }
  }
}

void open_last(const RouteLeg& leg, Countries& countries) {
  for (CountryExposure& row : countries.rows) {
    const bool there = row.beside ? row.first_km * 1000 >= leg.begin_m : row.country == leg.country || row.country == leg.shared_with;
    if (!there) continue;
    row.people.reset();
    row.open_end = true;
  }
}

/// Rows for the countries beside the route in which a place that could not be placed may lie.
void add_stated(const Route& route, const CorridorData& data, double within_m, Countries& countries) {
  if (data.places == nullptr || data.borders == nullptr || data.places->not_placed() == 0) return;
  for (const NearCountry& near : countries_near(route, *data.borders, within_m + data.border_tolerance_m, route.length_m())) {
    if (data.places->states(near.code) && countries.find(near.code) == nullptr) countries.add_beside(near.code, near.first_m);
  }
}

}  // namespace

std::vector<CountryExposure> exposure_by_country(const Route& route, const BorderRoute& border, const CorridorData& data,
                                                 double corridor_width_km, double until_m) {
  TMFGEO_EXPECTS(corridor_width_km > 0 && route.line.size() == route.distance_m.size());
  const double within_m = 500 * corridor_width_km;
  const std::vector<Piece> pieces = pieces_of(route, until_m);
  Countries countries(border, data, until_m);
  // People come last of what makes rows: they are known where nobody was found.
  if (std::isinf(until_m)) add_stated(route, data, within_m, countries);
  count_points(pieces, data.intakes, within_m, &CountryExposure::intakes, countries);
  count_points(pieces, data.health, within_m, &CountryExposure::health_facilities, countries);
  if (data.places != nullptr) add_place_people(pieces, *data.places, within_m, data.population == nullptr, countries);
  if (data.population != nullptr) add_raster_people(pieces, *data.population, within_m, countries);
  if (data.protected_areas != nullptr) add_protected(pieces, *data.protected_areas, within_m, countries);
  if (until_m >= route.length_m() && !ends_for_sure(route) && !border.legs.empty()) open_last(border.legs.back(), countries);
  tell_lower_bounds(data, countries);
  std::stable_sort(countries.rows.begin(), countries.rows.end(), [](const CountryExposure& x, const CountryExposure& y) { return x.first_km < y.first_km; });
  return std::move(countries.rows);
}

}  // namespace tmfgeo
