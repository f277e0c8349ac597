// SPDX-License-Identifier: Apache-2.0
/// What lies along the first kilometres of a route: people and water bodies.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/geo/line_index.h"
#include "tmfgeo/indices/population.h"
#include "tmfgeo/inventory/places.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

struct ExposureOptions {
  double path_km = 10;           ///< flow path downstream that counts
  double corridor_width_km = 2;  ///< full width: places within half of it are exposed
  const PopulationRaster* population = nullptr;  ///< counts people instead of the places
};

/// Settlements with an index, made once for all facilities. Immutable; may be shared by threads.
/// Input: codes of the countries there are: a place that states another one states none that is known.
/// Needs: `places` outlives it.
class PlaceIndex {
 public:
  explicit PlaceIndex(const Places& places, std::set<std::string> countries = {});
  const Place& place(std::size_t i) const { return places_->places[i]; }
  /// The places as segments without length, owner = place.
  const LineIndex& points() const { return points_; }
  /// How many records of the file could not be placed and may lie in these countries, or in any: counts there are lower bounds.
  std::size_t not_placed_in(std::span<const std::string> countries) const;
  std::size_t not_placed() const;
  /// Whether a record that could not be placed states this country of those there are.
  bool states(const std::string& country) const;

 private:
  const Places* places_;
  std::set<std::string> countries_;
  LineIndex points_;
};

/// A place as people call it; `name_ru` empty if not given.
struct PlaceName {
  std::string name;
  std::string name_ru;
};

struct Exposure {
  std::optional<double> people;           ///< along the flow path; see exposure_along() for when it is absent
  bool people_from_raster = false;
  std::optional<double> people_straight;  ///< within path_km as the crow flies, for comparison with hand-made sheets
  double people_at_least = 0;             ///< sum of what is known along the path there was; 0 without places
  int places = 0;                         ///< settlements in the corridor
  int places_without_population = 0;      ///< of these, with no population in the file
  std::vector<PlaceName> unpopulated;     ///< these, in the order of the file
  std::size_t places_not_placed = 0;      ///< records without a usable location that may lie in the corridor
  std::optional<double> stream_area_km2;  ///< largest known upstream area of a reach on the path
  std::optional<int> stream_order;        ///< largest Strahler order on the path
  std::optional<double> discharge_m3_s;   ///< largest known on the path
  double path_km = 0;                     ///< flow path there was, at most the options' path_km
  bool complete = false;                  ///< the path is as long as asked for, or ends in the sea or a terminal basin
};

/// Whether nothing lies beyond the route's end: it reaches the sea or a terminal basin.
inline bool ends_for_sure(const Route& route) { return route.end == RouteEnd::sea || route.end == RouteEnd::terminal_basin; }

/// People and water bodies along the first `path_km` of the route, overland part included; distance along the flow path,
/// the corridor's half width straight from the line.
/// Input: `places` null when the run has none; `countries` in which the corridor may lie (countries_beside()), nullptr where the route
/// also goes through ground of nobody or borders are not known.
/// Population of a place is taken whole if its point lies in the corridor: a screening figure.
/// Unknown is never zero: `people` is absent without raster or places, if a cell of the corridor has no value that stands for nobody, if a place in the corridor has no population, if
/// records of the places' file have no usable location (they may lie in it, unless they state a country that is not among `countries`), and if the route is lost before `path_km` (`complete` is false); the stream values are absent in the last case too, and where no
/// reach was met. `people_straight` is absent without places if a place within path_km has no population or records have no usable location.
/// Needs: finite facility, both options above 0, one distance per point of the route's line.
/// Cost: O(log places + points and places near the path).
Exposure exposure_along(const Route& route, const RiverNetwork& network, const PlaceIndex* places, Point facility,
                        const ExposureOptions& options, const std::vector<std::string>* countries = nullptr);

}  // namespace tmfgeo
