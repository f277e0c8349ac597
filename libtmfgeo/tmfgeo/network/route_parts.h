// SPDX-License-Identifier: Apache-2.0
/// Parts of a route: by distance along it, and by country.
#pragma once

#include <string>

#include "tmfgeo/network/border_route.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

/// The part of a route between two distances along it; empty where there is none.
Polyline route_part(const Route& route, double begin_m, double end_m);

/// Reach of a route at a distance along it, kNoReach before the river. Ties: the first of two that meet there.
ReachId reach_at(const Route& route, double distance_m);

/// "RO>HU>RS": countries of a route in order, a border river as "RO|BG", nobody's ground as "?".
std::string country_chain(const BorderRoute& border);

}  // namespace tmfgeo
