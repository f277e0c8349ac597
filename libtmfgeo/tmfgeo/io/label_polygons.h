// SPDX-License-Identifier: Apache-2.0
/// Outlines of labelled cells, such as basins.
#pragma once

#include <cstdint>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

struct LabelPolygon {
  std::int32_t label = 0;
  std::int64_t cells = 0;
  Geometry outline;  ///< in the grid's CRS, along the edges of the cells; parts that meet at a corner only are apart
};

/// Input: labels from 0; negative cells belong to none. Labels of fewer than min_cells cells are left out, which bounds
/// the outlines of a grid with many small ones.
/// Output: one polygon per label, of several parts where its cells do not hang together, in the order of the labels.
/// Cost: O(n), serial; memory 4 bytes per cell and 8 bytes per label up to the largest, plus the outlines twice.
std::vector<LabelPolygon> label_polygons(const Grid<std::int32_t>& labels, std::int64_t min_cells = 1);

}  // namespace tmfgeo
