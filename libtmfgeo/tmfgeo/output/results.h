// SPDX-License-Identifier: Apache-2.0
/// Writing an assessment into its folder.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo {

/// Writes results.gpkg, open_in_qgis.qgz and, from a DEM, dem_conditioned.tif, flow_direction.tif, upstream_area.tif with
/// their styles, from checklists action_plan.xlsx. All files appear whole, or none and the folder stays as it was.
/// Output: the files written, in order. Errors: as OutputFolder::fill, and disk full.
std::vector<std::string> write_results(const Assessment& assessment, const OutputFolder& folder,
                                       const Progress& progress = {});

}  // namespace tmfgeo
