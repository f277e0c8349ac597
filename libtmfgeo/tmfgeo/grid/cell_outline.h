// SPDX-License-Identifier: Apache-2.0
/// The outline of a set of cells, without a raster of labels.
#pragma once

#include <cstdint>
#include <span>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Polygons along the edges of the cells, in the grid's CRS: one per group of cells that hang together over sides, holes cut
/// out; groups that meet at a corner only are apart. Corners of straight pieces are left out. None for no cells.
/// Input: indices in the grid, sorted, each once. Order: groups by their first cell.
/// Cost: O(n log n), 16 bytes per cell beside the outline.
Geometry cell_outline(const GridFrame& frame, std::span<const std::int64_t> cells);

}  // namespace tmfgeo
