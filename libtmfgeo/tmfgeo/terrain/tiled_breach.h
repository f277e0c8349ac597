// SPDX-License-Identifier: Apache-2.0
/// Breaching over the tiles of a run.
#pragma once

#include "tmfgeo/terrain/breach.h"
#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {

/// The tile and the ring of cells around it.
inline Tile ring_around(const Tile& tile) { return {tile.row - 1, tile.column - 1, tile.rows + 2, tile.columns + 2}; }

/// A cut that the pit of one tile makes in another one, or in its ring.
struct FarCut {
  std::int64_t cell = 0;  ///< of the grid
  std::int32_t tile = 0;
  float level_m = 0;
};

/// Cuts the barriers of the pits in a tile. Input: the elevations of the tile and its ring in `surface`, to be lowered.
/// Output: the cuts that others must know, each cell once per tile.
/// Memory: a window of the tile with a reach and a cell around, 16 bytes per cut.
std::vector<FarCut> cut_barriers(const TiledRun& run, const BreachRules& rules, const Ends& ends, TileSurface& surface);

/// Lowers all tiles in the store by the cuts of the others. Input: what cut_barriers() says of this rank's tiles.
/// All ranks together.
void hand_on_cuts(TiledRun& run, std::vector<std::vector<FarCut>> far);

}  // namespace tmfgeo
