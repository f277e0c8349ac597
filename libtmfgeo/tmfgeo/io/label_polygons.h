// SPDX-License-Identifier: Apache-2.0
/// Outlines of labelled cells, such as basins.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

struct LabelPolygon {
  std::int32_t label = 0;
  Geometry outline;  ///< in the grid's CRS, along the edges of the cells; parts that meet at a corner only are apart
};

/// Gives the labels of a row, one per column. Rows are asked for in order, several times over.
using LabelRows = std::function<void(std::ptrdiff_t row, std::span<std::int32_t> labels)>;

/// Input: labels from 0; negative cells belong to none.
/// Output: one polygon per label, of several parts where its cells do not hang together, in the order of the labels.
/// Needs: the same labels whenever a row is asked for.
/// Cost: O(n), serial; memory a few rows and 12 bytes per group of cells with one label that hang together, those of no
/// label too, plus the outlines twice. Errors: those of `rows`.
std::vector<LabelPolygon> label_polygons(const GridFrame& frame, const LabelRows& rows);
std::vector<LabelPolygon> label_polygons(const Grid<std::int32_t>& labels);

}  // namespace tmfgeo
