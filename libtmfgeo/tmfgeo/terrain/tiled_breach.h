// SPDX-License-Identifier: Apache-2.0
/// Breaching over the tiles of a run.
#pragma once

#include "tmfgeo/terrain/breach.h"
#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {

/// The tile and the ring of cells around it.
inline Tile ring_around(const Tile& tile) { return {tile.row - 1, tile.column - 1, tile.rows + 2, tile.columns + 2}; }

/// Cuts barriers in a tile and its ring as if the whole grid were there. Input: their given elevations in `surface`.
/// Memory: a window of the tile with two reaches and a cell around.
void cut_barriers(const TiledRun& run, const BreachRules& rules, const Ends& ends, TileSurface& surface);

}  // namespace tmfgeo
