// SPDX-License-Identifier: Apache-2.0
/// Lowest cells that keep their water.
#pragma once

#include <cstdint>
#include <vector>

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

/// The lowest cell in each polygon, sorted, each once; a polygon without elevations has none.
/// Ties: the first of equally low cells, row by row. Cost: that of cells_in_polygon.
std::vector<std::int64_t> lowest_cells(const Grid<float>& elevation_m, const std::vector<Geometry>& polygons);

/// The lowest cell of every depression that is deeper than min_depth_m and larger than min_area_km2, sorted. A depression
/// is a connected group of cells that the filling raised to one level.
/// Input: the surface before and after. Ties: as above. Cost: O(n), serial, 1 byte per cell.
std::vector<std::int64_t> deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled,
                                           const CellMetrics& metrics, double min_depth_m, double min_area_km2);

}  // namespace tmfgeo
