// SPDX-License-Identifier: Apache-2.0
/// Where water ends: outlets and the lowest cells that keep it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// Marks the cells of a window of a grid: kD8Outlet at the grid's edge, in the sea and, by rule, beside nodata;
/// kD8Terminal, kD8NoData; kD8Unresolved elsewhere. Cells at the window's edge do not see nodata beyond it.
/// Cost: O(cells).
void mark_ends(const Tiling& grid, const Tile& window, std::span<const float> elevation_m, const Ends& ends,
               std::span<D8> marks);

/// The same for a whole grid. Cost: O(n) on all cores.
Grid<D8> mark_ends(const Grid<float>& elevation_m, const Ends& ends);

/// The ends that options mean. Cost: that of lowest_cells().
Ends ends_of(const Grid<float>& elevation_m, const ConditioningOptions& options);

/// The lowest cell in each polygon, sorted, each once; a polygon without elevations has none.
/// Ties: the first of equally low cells, row by row. Cost: that of cells_in_polygon.
std::vector<std::int64_t> lowest_cells(const Grid<float>& elevation_m, const std::vector<Geometry>& polygons);
std::vector<std::int64_t> lowest_cells(const GridFrame& frame, const ReadWindow& elevation_m,
                                       const std::vector<Geometry>& polygons);

}  // namespace tmfgeo
