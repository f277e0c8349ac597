// SPDX-License-Identifier: Apache-2.0
/// What a river is known by, with a name or without.
#pragma once

#include <string>
#include <string_view>

#include "tmfgeo/network/route.h"

namespace tmfgeo {

/// How the ids of rivers without a name begin; the rest is "lon lat" and, where known, " (area km2)".
inline constexpr std::string_view kUnnamedMouth = "unnamed, mouth at ";
inline constexpr std::string_view kUnnamedLost = "unnamed, lost at ";

/// True where the data say what becomes of the water: the sea, or a basin without outflow.
bool tells_its_end(RouteEnd end);

/// What a river is known by: its name, or "unnamed, mouth at 29.604 45.198 (1234 km2)", or "unnamed, lost at …" where the data
/// lose it. Reaches of one main stem are one river: from a reach downstream for as long as it is the largest of those that
/// join (area, then discharge, then the earlier reach). The first name on that way is the stem's.
/// Input: a reach, and how a route along it ends. Cost: O(reaches of the stem below, and those that join them).
std::string river_id(const RiverNetwork& network, ReachId reach, RouteEnd end);

/// Between a river's name and where it ends in the ids of rivers that share a name.
inline constexpr std::string_view kEndsAt = ", ends at ";

}  // namespace tmfgeo
