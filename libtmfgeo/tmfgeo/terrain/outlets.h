// SPDX-License-Identifier: Apache-2.0
/// Where water leaves a DEM or ends in it: the starts of the flood.
#pragma once

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

/// Marks the cells of a DEM as flood() takes them: kD8Terminal for the lowest cell of each terminal basin and of each
/// region that walls of nodata leave without an outlet; kD8Outlet at the grid's edge, in the sea and, by rule, beside
/// nodata; kD8NoData where the elevation is not finite; kD8Unreached elsewhere.
/// Ties: the first of equally low cells, row by row. Cost: O(n + cost of cells_in_polygon).
Grid<D8> find_outlets(const Dem& dem, const ConditioningOptions& options);

/// Marks the lowest cell of every depression that is deeper than min_depth_m and larger than min_area_km2 as
/// kD8Terminal. A depression is a connected group of cells that the flood raised to one level.
/// Input: the surface before and after the flood. Output: how many cells were marked. Cost: O(n).
std::ptrdiff_t mark_deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled, const CellMetrics& metrics,
                                     double min_depth_m, double min_area_km2, Grid<D8>& outlets);

}  // namespace tmfgeo
