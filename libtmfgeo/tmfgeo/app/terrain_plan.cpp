// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/terrain_tiled.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/machine.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo {
namespace {

/// The program, its libraries and GDAL's buffers.
constexpr std::int64_t kBase = 80'000'000;

/// At the peak of a run in memory, while the widest raster is written: the surface, directions, areas, one raster more
/// with its overviews, and streams. Measured: 20 to 24 with the default products.
std::int64_t bytes_per_cell(const TerrainRequest& request) {
  std::int64_t bytes = 24;
  if (request.dem.conditioning.conditioning != Conditioning::fill) bytes += 4;
  if (request.wants("slope")) bytes += 4;
  if (request.wants("basins") || !request.points.empty()) bytes += 8;
  if (!request.runoff.empty()) bytes += 12;
  return bytes;
}

std::string gigabytes(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e9, 2) + " GB"; }

TerrainPlan tiled_plan(const GridFrame& frame, std::int64_t limit, int ranks) {
  TerrainPlan plan;
  plan.tiled = true;
  std::int64_t least = 0;
  for (const std::ptrdiff_t side : {1024, 512, 2048, 256, 4096}) {
    const TiledNeeds needs = tiled_needs(frame.rows, frame.columns, side, ranks, threads_in_use());
    const std::int64_t all = needs.memory_bytes + kBase;
    if (least == 0 || all < least) least = all;
    if (all > limit) continue;
    plan.side = side;
    plan.memory_bytes = all;
    plan.scratch_bytes = needs.store_bytes;
    return plan;
  }
  throw Error(ErrorCode::usage, "this DEM needs " + gigabytes(least) + " of memory even in tiles, --memory allows " + gigabytes(limit));
}

}  // namespace

TerrainPlan plan_terrain(const TerrainRequest& request, std::int64_t memory_bytes, int ranks) {
  const GridFrame frame = raster_info(request.dem.files, {request.dem.crs, request.dem.clip}).frame;
  const std::int64_t limit = memory_bytes > 0 ? memory_bytes : free_memory_bytes() / 4 * 3;
  const std::int64_t in_memory = frame.size() * bytes_per_cell(request) + kBase;
  TerrainPlan plan;
  plan.memory_bytes = in_memory;
  if (ranks > 1 || in_memory > limit) plan = tiled_plan(frame, limit, ranks);
  plan.words = fixed(static_cast<double>(frame.size()) / 1e6, 1) + " million cells, ";
  if (plan.tiled) {
    plan.words += "in tiles of " + std::to_string(plan.side) + " x " + std::to_string(plan.side) + " cells, ";
    if (ranks > 1) plan.words += std::to_string(ranks) + " ranks, ";
  } else {
    plan.words += "in memory, ";
  }
  plan.words += "about " + gigabytes(plan.memory_bytes) + " of memory";
  if (plan.tiled) plan.words += " and " + gigabytes(plan.scratch_bytes) + " of scratch";
  return plan;
}

}  // namespace tmfgeo
