// SPDX-License-Identifier: Apache-2.0
/// Which countries a corridor along a route may lie in: those of the route, and those beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/network/border_route.h"

namespace tmfgeo {

/// A country near a route.
struct NearCountry {
  std::string code;
  double first_m = 0;  ///< flow path to where it is near first, to an eighth of the distance
};

/// Countries whose ground lies within a distance of the route's first `until_m`, sorted by `first_m`, then code. May hold one that
/// is a little farther, never leaves out one that is near.
/// Needs: a distance above 0. Cost: O(length / distance · log edges).
std::vector<NearCountry> countries_near(const Route& route, const Borders& borders, double within_m, double until_m);

/// Codes of the countries of the route and of those near its first `until_m`; absent as in countries_on().
std::optional<std::vector<std::string>> countries_beside(const Route& route, const BorderRoute& border, const Borders& borders, double within_m, double until_m);

}  // namespace tmfgeo
