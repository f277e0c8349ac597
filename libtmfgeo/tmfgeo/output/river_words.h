// SPDX-License-Identifier: Apache-2.0
/// What rivers and basins are called in results where the data have no name for them.
#pragma once

#include <string>
#include <string_view>

#include "tmfgeo/core/language.h"
#include "tmfgeo/geo/point.h"
#include "tmfgeo/network/river_id.h"

namespace tmfgeo {

/// As people read it: "unnamed river of 1 234 km², mouth at 45.20° N, 29.60° E"; names stay as they are.
std::string river_words(std::string_view id, Language language);

/// "45.20° N, 29.60° E"
std::string place_words(Point p, Language language);

/// "basin with its mouth at 45.20° N, 29.60° E", or where the data lose its water.
std::string unnamed_basin_words(Point end_point, RouteEnd end, Language language);

}  // namespace tmfgeo
