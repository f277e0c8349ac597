// SPDX-License-Identifier: Apache-2.0
/// Vector layers of a terrain run.
#pragma once

#include <functional>
#include <optional>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/io/geopackage.h"
#include "tmfgeo/terrain/basins.h"

namespace tmfgeo {

/// Given points where their water meets the first stream.
OutputLayer pour_points_layer(const TerrainRun& run);

/// Stream links that follow the directions cell by cell.
OutputLayer streams_layer(const TerrainRun& run);
OutputLayer streams_layer(const GridFrame& frame, const Streams& streams,
                          const std::function<std::optional<double>(std::int64_t)>& discharge_m3_s);

/// Whole catchments of the given points; that of a point upstream lies in that of a point downstream.
/// Input: basins_of() the points' cells, in their order. Cost: O(n) for every level of nesting.
OutputLayer point_basins_layer(const TerrainRun& run, const Basins& basins);

/// Basins of the ends of all ways that drain at least as much as a stream.
/// Input: basins_of_ends().
OutputLayer basins_layer(const TerrainRun& run, const Basins& basins, double min_area_km2);

}  // namespace tmfgeo
