// SPDX-License-Identifier: Apache-2.0
/// Flats that cross tiles, where all tiles are in one memory.
#pragma once

#include <span>

#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// Gives the unresolved cells of a surface without pits their ways over flats, as the rounds over tiles would
/// (flat_rounds.h), in one breadth-first search over all of them.
/// Input: `unresolved` holds, by index in the grid, the cells whose direction is kD8Unresolved.
/// Ties: as resolve_flats(). Cost: O(unresolved cells), serial, 16 bytes each.
void resolve_shared_flats(const Grid<float>& elevation_m, std::span<const std::int64_t> unresolved, Grid<D8>& direction);

}  // namespace tmfgeo
