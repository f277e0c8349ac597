// SPDX-License-Identifier: Apache-2.0
/// Files of scenario earthquakes.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/natech_results.h"

namespace tmfgeo {

/// Writes every raster of the results as a Cloud Optimized GeoTIFF with its style into a folder. Output: the paths.
std::vector<std::string> write_scenario_rasters(const NatechResults& results, const std::string& folder);

}  // namespace tmfgeo
