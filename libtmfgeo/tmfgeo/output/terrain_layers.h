// SPDX-License-Identifier: Apache-2.0
/// Vector layers of a terrain run, from what the run knows of single cells.
#pragma once

#include <optional>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/io/geopackage.h"
#include "tmfgeo/io/label_polygons.h"
#include "tmfgeo/terrain/basins.h"

namespace tmfgeo {

/// Given points where their water meets the first stream.
OutputLayer pour_points_layer(const GridFrame& frame, const std::vector<PourPoint>& points);

/// Stream links that follow the directions cell by cell. Input: per link the discharge at its last own cell, or nothing.
OutputLayer streams_layer(const GridFrame& frame, const Streams& streams, const std::vector<double>& discharge_m3_s);

/// Whole catchments of the given points; that of a point upstream lies in that of a point downstream. Points in one cell
/// have the same outline.
/// Input: rows of basins_of() the points' cells, in their order; per point the next one downstream.
/// Cost: O(n) for every level of nesting.
OutputLayer point_basins_layer(const GridFrame& frame, const std::vector<PourPoint>& points,
                               const std::vector<std::int32_t>& downstream, const LabelRows& rows);

/// Basins of the ends of all ways that drain at least as much as a stream.
/// Input: rows of basins_of_ends(); the large ones among these; how many there are of any size.
OutputLayer basins_layer(const GridFrame& frame, const std::vector<LargeBasin>& basins, std::size_t all_basins,
                         const LabelRows& rows);

}  // namespace tmfgeo
