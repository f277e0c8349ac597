// SPDX-License-Identifier: Apache-2.0
/// What a terrain run takes, and whether memory holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tmfgeo/app/terrain_run.h"
#include "tmfgeo/core/ranks.h"

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

}  // namespace tmfgeo
