// SPDX-License-Identifier: Apache-2.0
/// Fills the depressions of a surface in memory.
#pragma once

#include "tmfgeo/core/progress.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// Elevations of a tile and of the ring around it.
void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, std::ptrdiff_t number, TileSurface& surface);
/// The same for any block of cells.
void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, const Tile& block, TileSurface& surface);

struct FilledSurface {
  std::int64_t filled_cells = 0;
  std::vector<std::int64_t> closed_sinks;  ///< lowest cells of regions without a way out, sorted
};

/// Input: elevations, not finite for none. Output: raised to their spill levels; not finite becomes NaN. The result does
/// not depend on the side of the tiles or the number of threads.
/// Method: steepest descent divides every tile into catchments; a tile joins those that it can over their lowest passes
/// and hands on the others; one graph over all tiles says at what level each drains (catchments.h, basin_graph.h).
/// Cost: O(n) on all cores; 1 byte per cell beside the elevations, and about 3 more where a tenth of the cells are pits.
FilledSurface fill_surface(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics,
                           std::ptrdiff_t tile_side = kCacheTileSide, const Progress& progress = {});

}  // namespace tmfgeo
