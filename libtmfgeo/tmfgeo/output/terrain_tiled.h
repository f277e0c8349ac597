// SPDX-License-Identifier: Apache-2.0
/// A terrain run for DEMs that memory does not hold: tile by tile over a scratch file, by one process or by many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/core/ranks.h"
#include "tmfgeo/output/output_folder.h"

namespace tmfgeo {

/// How a terrain run will go, and what it takes.
struct TerrainPlan {
  bool tiled = false;
  std::ptrdiff_t side = 0;         ///< of the tiles
  std::int64_t memory_bytes = 0;   ///< at its peak, on rank 0
  std::int64_t scratch_bytes = 0;  ///< on the disk of each rank, beside the results
  std::string words;               ///< for the user: "100.0 million cells, in memory, about 2.4 GB"
};

/// Input: the memory a run may take; 0: three quarters of what the machine has free now. Of several ranks, who always
/// work in tiles, the least memory and the most threads of any count, and all get rank 0's plan.
/// Errors: Error{usage} if not even tiles fit, saying how much they need; the DEM's own errors.
TerrainPlan plan_terrain(const TerrainRequest& request, std::int64_t memory_bytes, Ranks& ranks);

/// Runs a plan in tiles and writes the same files as write_terrain, byte by byte. On rank 0.
/// Input: `scratch` a folder for the scratch file; empty: the folder of the results.
/// Output, Errors: as write_terrain.
std::vector<std::string> write_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, Issues& issues,
                                             const std::string& scratch, const OutputFolder& folder, const Progress& progress);

/// What the other ranks do meanwhile. Input: a folder for the scratch file, made if it is not there.
void join_terrain_tiled(const TerrainRequest& request, const TerrainPlan& plan, Ranks& ranks, const std::string& scratch);

}  // namespace tmfgeo
