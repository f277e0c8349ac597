// SPDX-License-Identifier: Apache-2.0
/// What rivers and basins are called in results where the data have no name for them.
#pragma once

#include <string>
#include <string_view>

#include "tmfgeo/core/language.h"
#include "tmfgeo/geo/point.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

/// What a river is known by: its name, or "unnamed, mouth at 29.604 45.198 (1234 km2)", or "unnamed, lost at …" where the data
/// lose it. Reaches of one main stem are one river: from a reach downstream for as long as it is the largest of those that
/// join (area, then discharge, then the earlier reach). The first name on that way is the stem's.
/// Input: a reach, and how a route along it ends. Cost: O(reaches of the stem below, and those that join them).
std::string river_id(const RiverNetwork& network, ReachId reach, RouteEnd end);

/// Between a river's name and where it ends in the ids of rivers that share a name.
inline constexpr std::string_view kEndsAt = ", ends at ";

/// As people read it: "unnamed river of 1 234 km², mouth at 45.20° N, 29.60° E"; names stay as they are.
std::string river_words(std::string_view id, Language language);

/// "45.20° N, 29.60° E"
std::string place_words(Point p, Language language);

/// "basin with its mouth at 45.20° N, 29.60° E", or where the data lose its water.
std::string unnamed_basin_words(Point end_point, RouteEnd end, Language language);

}  // namespace tmfgeo
