// SPDX-License-Identifier: Apache-2.0
/// Fills a surface in memory and finds every cell's way out.
#pragma once

#include "tmfgeo/core/progress.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// Elevations of a tile and of the ring around it.
void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, std::ptrdiff_t number, TileSurface& surface);

struct DrainedSurface {
  Grid<D8> way_out;
  std::int64_t filled_cells = 0;
  std::int64_t closed_regions = 0;  ///< regions without a way out, drained to their lowest pit: kD8Terminal
};

/// Input: elevations, not finite for none. Output: raised to their spill levels; not finite becomes NaN.
/// Ties, method: as condition() says. The result does not depend on the side of the tiles or the number of threads.
/// Cost: O(n) on all cores; 5 bytes per cell beside the elevations, and about 1 more where a tenth of the cells are pits.
DrainedSurface drain_surface(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics,
                             std::ptrdiff_t tile_side = kCacheTileSide, const Progress& progress = {});

}  // namespace tmfgeo
