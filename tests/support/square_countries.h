// SPDX-License-Identifier: Apache-2.0
/// Countries drawn as rectangles and routes drawn over them, near 45° N: a tenth of a degree is 7.9 km east, 11.1 km north.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "support/made_table.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/network/border_route.h"

namespace tmfgeo::test {

/// Degrees for some metres near 45° N.
inline double east(double metres) { return metres / local_scale(45.05).x_m; }
inline double north(double metres) { return metres / local_scale(45.05).y_m; }

/// Countries from code and ground; the same code twice is one country of two parts.
inline Borders countries(const std::vector<std::pair<std::string, Geometry>>& grounds) {
  std::vector<std::vector<std::string>> rows;
  std::vector<Geometry> geometry;
  for (const auto& [code, ground] : grounds) {
    rows.push_back({code.substr(0, 1), code.substr(1)});
    geometry.push_back(ground);
  }
  const BorderColumns columns{.code = "code", .name = "", .status = "status", .left = "", .right = ""};
  return borders_from_polygons(layer(GeometryKind::polygon, {"code", "status"}, rows, std::move(geometry)), columns, {});
}

inline Route route_along(Polyline line) { return overland_route(std::move(line), RouteEnd::sea); }

inline constexpr BorderOptions kBorderOptions{.tolerance_m = 250, .border_river_min_m = 5000};

/// A in the west, B in the east, the border at 20.1° E.
inline Borders west_and_east() { return countries({{"A", rectangle(20, 44.8, 20.1, 45.3)}, {"B", rectangle(20.1, 44.8, 20.2, 45.3)}}); }

inline BorderRoute cut(const Polyline& line, const Borders& borders) { return cut_at_borders(route_along(line), borders, kBorderOptions); }

/// Crossings as a line of text: "A>B" enters, "A|B" becomes the border between them, "!" disputed.
inline std::string crossings_of(const BorderRoute& route) {
  std::string text;
  for (const BorderCrossing& c : route.crossings) {
    text += (text.empty() ? "" : " ") + c.from + (c.kind == CrossingKind::enters ? ">" : "|") + c.to + (c.disputed ? "!" : "");
  }
  return text;
}

/// Legs as a line of text: "A", "A|B" shared, "-" nobody's, "!" with disputed ground.
inline std::string legs_of(const BorderRoute& route) {
  std::string text;
  for (const RouteLeg& leg : route.legs) {
    text += (text.empty() ? "" : " ") + (leg.country.empty() ? "-" : leg.country) + (leg.shared_with.empty() ? "" : "|" + leg.shared_with) +
            (leg.disputed_m > 0 ? "!" : "");
  }
  return text;
}

}  // namespace tmfgeo::test
