// SPDX-License-Identifier: Apache-2.0
/// Rasters of scenario earthquakes beside the GeoPackage.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/natech_results.h"

namespace tmfgeo {

/// Writes every raster with its style. Output: the files, in order. Errors: as write_cog.
std::vector<std::string> write_scenario_rasters(const NatechResults& results, const std::string& folder);

}  // namespace tmfgeo
