// SPDX-License-Identifier: Apache-2.0
/// Writing a terrain run into its folder.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/io/geopackage.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo {

/// Writes the rasters asked for with their styles, terrain.gpkg (streams, basins, points, issues) and open_in_qgis.qgz.
/// All files appear whole, or none and the folder stays as it was. Output: the files written, in order.
/// Memory: one more raster at a time beside the run's own, and its overviews.
/// Errors: as OutputFolder::fill, and disk full.
std::vector<std::string> write_terrain(const TerrainRun& run, const TerrainRequest& request, const Issues& issues,
                                       const OutputFolder& folder, const Progress& progress = {});

/// Writes terrain.gpkg, with the issues behind the layers, and the QGIS project beside it. Output: both.
std::vector<std::string> write_terrain_package(const GridFrame& frame, std::vector<OutputLayer> layers,
                                               std::vector<OutputRaster> rasters, const Issues& issues, const std::string& folder);

}  // namespace tmfgeo
