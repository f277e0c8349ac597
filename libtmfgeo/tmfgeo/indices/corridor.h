// SPDX-License-Identifier: Apache-2.0
/// What lies along a route, country by country: people, intakes, health facilities, protected areas, kilometres of river.
#pragma once

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/indices/exposure.h"
#include "tmfgeo/indices/population.h"
#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/network/border_route.h"

namespace tmfgeo {

/// Points of one kind with an index: health facilities, intakes.
class PointLayer {
 public:
  /// Input: points in any CRS, or columns lon and lat. Records outside `area` are left out silently, an empty box keeps all.
  /// Issues: point_record_unusable for records without a usable location. Errors: as PointColumns.
  PointLayer(const FeatureTable& table, const std::string& name_column, const Box& area, Issues& issues);
  const LineIndex& points() const { return points_; }
  const std::string& name(std::size_t i) const { return names_[i]; }
  std::size_t size() const { return names_.size(); }
  /// Whether records of the file could not be placed: counts are then lower bounds.
  bool lacks_some() const { return lacks_some_; }

 private:
  std::vector<std::string> names_;
  bool lacks_some_ = false;
  LineIndex points_;
};

/// Areas with names: protected areas.
class AreaLayer {
 public:
  /// Input: polygons in any CRS. Issues: area_unusable for records that hold no polygon; invalid ones are mended.
  /// Errors: Error{invalid_input} if the layer holds no polygons or its CRS is unknown.
  AreaLayer(FeatureTable table, const std::string& name_column, Issues& issues);
  const PolygonIndex& areas() const { return areas_; }
  const std::string& name(std::size_t i) const { return names_[i]; }
  /// As PointLayer::lacks_some().
  bool lacks_some() const { return lacks_some_; }

 private:
  std::vector<std::string> names_;
  bool lacks_some_ = false;
  PolygonIndex areas_;
};

/// What is known around the routes; nullptr where the project has none.
struct CorridorData {
  const PlaceIndex* places = nullptr;
  const PopulationRaster* population = nullptr;  ///< comes before places
  const PointLayer* intakes = nullptr;
  const PointLayer* health = nullptr;
  const AreaLayer* protected_areas = nullptr;
  const Borders* borders = nullptr;              ///< decides the country of a point; without: that of the route beside it
  double border_tolerance_m = 0;                 ///< how far its borders may be off
};

/// What is counted along a route, in the order of CountryExposure::counts_at_least.
inline constexpr std::array<const char*, 5> kRouteCounts{"people", "places", "intakes", "health_facilities", "protected_areas"};

/// One country along one route, or beside it: its ground in the corridor and the route in no part of it. Counts are absent where the project has no data of that kind.
struct CountryExposure {
  std::string country;
  bool beside = false;              ///< the route does not touch it: no river is its own
  double river_km = 0;              ///< flow path in the country, border rivers included
  double border_river_km = 0;       ///< of it shared with a neighbour
  double first_km = 0;              ///< flow path to where the country is reached first; beside the route: to what was found there first
  std::optional<double> people;     ///< absent also where part of it is not known
  double people_at_least = 0;       ///< what is known of it
  std::optional<int> places;
  std::optional<int> intakes;
  std::optional<int> health_facilities;
  std::optional<int> protected_areas;  ///< counted for the country the route is in: absent beside the route
  std::vector<std::string> protected_names;  ///< sorted, each once; those without a name are not here
  std::size_t places_not_placed = 0;  ///< records of the places' file without a usable location that may lie in the country
  std::vector<PlaceName> unpopulated;  ///< places there without a population, in the order of the file
  bool open_end = false;            ///< the route is lost in this country: lengths and counts are at least these
  /// Of kRouteCounts those that may be more: the route is lost here, or records of their file have no usable location.
  std::vector<std::string> counts_at_least;
};

/// Sorted by the distance at which the route reaches the country. A country beside the route is here if something was found
/// in it, or, of a whole route, a place that could not be placed states it and it lies within half the corridor and the tolerance. A point counts once, where it is nearest to the route, if it
/// lies within half the corridor's width of the part of the route up to `until_m`. Unknown is never zero: people are absent
/// without data, where a place has no population or records of the places' file that may lie in the country have no usable location, where a cell has no value that the raster's owner does not call empty, and in
/// the countries of the last leg where `until_m` is beyond the end of a route that is lost before the sea or a terminal basin.
/// Cost: O(route points · log n + what lies near).
std::vector<CountryExposure> exposure_by_country(const Route& route, const BorderRoute& border, const CorridorData& data,
                                                 double corridor_width_km, double until_m = std::numeric_limits<double>::infinity());

}  // namespace tmfgeo
