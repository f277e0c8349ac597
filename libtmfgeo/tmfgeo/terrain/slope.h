// SPDX-License-Identifier: Apache-2.0
/// How steep the ground is.
#pragma once

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Slope as a gradient, metres of height per metre of way (1 is 45°), from the eight neighbours at their true distances.
/// A neighbour without elevation is put on the straight line through the cell and the opposite neighbour. A pair of
/// neighbours that is not known even so is left out, and the others count for it, so that a plane has its slope up to the
/// edge of the data.
/// Output: NaN where there is no elevation, or none to tell the slope along one of the axes (an island of one cell, a
/// raster of one row): unknown is not flat.
/// Input: infinite elevations count as none. Needs: the frame's CRS is known. Cost: O(n), on all cores. Source [Horn1981].
Grid<float> slope(const Grid<float>& elevation_m);

/// A row of elevations and those beside it. Each has one more value before and behind the row; where there is no cell or
/// no elevation the value is NaN.
struct SlopeRows {
  const float* north;
  const float* here;
  const float* south;
};

/// The slopes of one row, for grids in memory, on disk and on several machines.
void slope_of_row(const SlopeRows& elevation_m, std::ptrdiff_t columns, const RowMetrics& metrics, float* slope);

}  // namespace tmfgeo
