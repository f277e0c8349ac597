// SPDX-License-Identifier: Apache-2.0
/// A route cut at borders: legs by country, crossings as a person sees them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

struct BorderOptions {
  double tolerance_m = 500;             ///< nearer than this to another country the route follows the border
  /// For at least this long it is a border river; a way that comes from or goes into the depth of a country is given
  /// one tolerance more at that end, because it takes that much to come near and to leave.
  double border_river_min_m = 5000;
};

/// A stretch of a route in one country, or shared by two where the river is the border.
struct RouteLeg {
  std::string country;      ///< code; empty: nobody's ground (sea, or a country the file does not have)
  std::string shared_with;  ///< the other country of a border river, else empty
  double begin_m = 0;       ///< along the flow path
  double end_m = 0;
  double disputed_m = 0;    ///< length of it on ground that two polygons claim or that is marked disputed
};

enum class CrossingKind {
  enters,        ///< from one country into another
  border_river,  ///< becomes the border between them
};
std::string_view to_text(CrossingKind kind);

struct BorderCrossing {
  std::string from;
  std::string to;
  CrossingKind kind = CrossingKind::enters;
  bool disputed = false;
  double distance_m = 0;  ///< along the flow path
  Point point;
  int raw_crossings = 1;  ///< how often the bare line meets the boundary here
};

struct BorderRoute {
  std::vector<RouteLeg> legs;           ///< cover the route without gaps
  std::vector<BorderCrossing> crossings;  ///< in order downstream
  int raw_crossings = 0;                ///< of the bare overlay
};

/// Codes of the countries it goes through or follows the border of, each once, in the order reached; absent where part of it is
/// on ground of a country the file does not have.
std::optional<std::vector<std::string>> countries_on(const BorderRoute& border);

/// Cuts a route. A country counts as reached when the route goes deeper into it than the tolerance, follows its border for
/// border_river_min_m, or ends in it; short touches are left out but counted as raw crossings. A border river that goes back
/// for less than border_river_min_m and follows the same border again is crossed once. Exclaves stay, in order.
/// Crossing points are the raw meeting with the boundary where there is one, else where the route comes within the tolerance.
/// Cost: O(points · log edges).
BorderRoute cut_at_borders(const Route& route, const Borders& borders, const BorderOptions& options);

}  // namespace tmfgeo
