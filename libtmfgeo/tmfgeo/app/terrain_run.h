// SPDX-License-Identifier: Apache-2.0
/// The terrain stages in a row: read, burn, condition, route, accumulate, extract streams.
#pragma once

#include <string>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// Input: river lines to cut in (their geometry is moved), or nullptr.
TerrainProducts terrain_products(const DemInput& input, FeatureTable* rivers, Issues& issues, const Progress& progress);

/// The same with a river file; an empty path means none.
TerrainProducts run_terrain_stages(const DemInput& input, const std::string& river_file, Issues& issues, const Progress& progress);

}  // namespace tmfgeo
