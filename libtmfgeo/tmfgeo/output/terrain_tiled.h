// SPDX-License-Identifier: Apache-2.0
/// A terrain run for DEMs that memory does not hold: tile by tile over a scratch file, by one process or by many.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/terrain_plan.h"
#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/core/ranks.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo {

/// Runs a plan in tiles and writes the same files as write_terrain, byte by byte. On rank 0.
/// Input: `scratch` a folder for the scratch file; empty: the folder of the results.
/// Output, Errors: as write_terrain.
std::vector<std::string> write_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, Issues& issues,
                                             const std::string& scratch, const OutputFolder& folder, const Progress& progress);

/// What the other ranks do meanwhile. Input: a folder for the scratch file, made if it is not there.
void join_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, const std::string& scratch);

}  // namespace tmfgeo
