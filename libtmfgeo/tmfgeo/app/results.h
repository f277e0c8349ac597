// SPDX-License-Identifier: Apache-2.0
/// Writing an assessment into its folder.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// Refuses a folder that results cannot go to before any work is done: a file in the way, no right to write, results
/// there already and not overwrite.
/// Errors: Error{environment} naming the path.
void check_output(const std::string& folder, bool overwrite);

/// Writes results.gpkg, open_in_qgis.qgz and, from a DEM, dem_conditioned.tif, flow_direction.tif, upstream_area.tif with
/// their styles. All files appear whole, or none and the folder stays as it was. Output: the files written, in order.
/// Errors: as check_output, and disk full.
std::vector<std::string> write_results(const Assessment& assessment, const std::string& folder, bool overwrite,
                                       const Progress& progress = {});

/// Writes the rasters of a terrain run alone, and its streams as streams.gpkg.
std::vector<std::string> write_terrain(const TerrainProducts& terrain, const InputFile& input, const std::string& folder,
                                       bool overwrite, const Progress& progress = {});

}  // namespace tmfgeo
