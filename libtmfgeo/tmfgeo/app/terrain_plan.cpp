// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/terrain_plan.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/machine.h"
#include "tmfgeo/core/packing.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/project/inputs.h"
#include "tmfgeo/terrain/breach.h"
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
  if (request.dem.conditioning.terminal_min_depth_m) bytes += 4;
  if (request.wants("slope")) bytes += 4;
  if (request.wants("basins") || !request.points.empty()) bytes += 8;
  if (!request.runoff.empty()) bytes += 12;
  return bytes;
}

std::string gigabytes(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e9, 2) + " GB"; }

/// What the ranks have between them.
struct Room {
  std::int64_t limit = 0;
  int threads = 1;
  int ranks = 1;
};

/// Windows in which a tile's cuts are sought, and the widest search, per thread.
std::int64_t breach_bytes(const TerrainRequest& request, const GridFrame& frame, std::ptrdiff_t side) {
  const CellMetrics metrics(frame);
  const auto limits = breach_limits(request.dem.conditioning, metrics, frame.rows);
  if (!limits) return 0;
  const std::int64_t reach = BreachRules(frame, metrics, *limits).reach();
  const std::int64_t window = std::min<std::int64_t>(side + 2 * reach + 2, frame.rows) * std::min<std::int64_t>(side + 2 * reach + 2, frame.columns);
  const std::int64_t search = std::min<std::int64_t>((2 * reach + 1) * (2 * reach + 1), frame.size());
  return 9 * window + 24 * search;
}

TerrainPlan tiled_plan(const TerrainRequest& request, const GridFrame& frame, const Room& room) {
  TerrainPlan plan;
  plan.tiled = true;
  std::int64_t least = 0;
  for (const std::ptrdiff_t side : {1024, 512, 2048, 256, 4096}) {
    const TiledNeeds needs = tiled_needs(frame.rows, frame.columns, side, room.ranks, room.threads);
    // Of several ranks, rank 0 holds four finished tiles of each, packed and unpacked.
    const std::int64_t deliveries = room.ranks > 1 ? std::int64_t{4} * room.ranks * side * side * 16 : 0;
    const std::int64_t all = needs.memory_bytes + room.threads * breach_bytes(request, frame, side) + deliveries + kBase;
    if (least == 0 || all < least) least = all;
    if (all > room.limit) continue;
    plan.side = side;
    plan.memory_bytes = all;
    plan.scratch_bytes = needs.store_bytes;
    return plan;
  }
  throw Error(ErrorCode::usage, "this DEM needs " + gigabytes(least) + " of memory even in tiles, --memory allows " + gigabytes(room.limit));
}

TerrainPlan plan_alone(const TerrainRequest& request, const Room& room) {
  const GridFrame frame = raster_info(request.dem.files, raster_options(request.dem)).frame;
  const std::int64_t in_memory = frame.size() * bytes_per_cell(request) + kBase;
  TerrainPlan plan;
  plan.memory_bytes = in_memory;
  if (room.ranks > 1 || in_memory > room.limit) plan = tiled_plan(request, frame, room);
  plan.words = fixed(static_cast<double>(frame.size()) / 1e6, 1) + " million cells, ";
  if (plan.tiled) {
    plan.words += "in tiles of " + std::to_string(plan.side) + " x " + std::to_string(plan.side) + " cells, ";
    if (room.ranks > 1) plan.words += std::to_string(room.ranks) + " ranks, each with ";
  } else {
    plan.words += "in memory, ";
  }
  plan.words += "about " + gigabytes(plan.memory_bytes) + " of memory";
  if (plan.tiled) plan.words += " and " + gigabytes(plan.scratch_bytes) + " of scratch";
  return plan;
}

/// The least memory and the most threads of any rank; on rank 0.
Room room_of(Ranks& ranks, std::int64_t limit) {
  Packer mine;
  mine(Room{limit, threads_in_use(), ranks.count()});
  Room least{limit, threads_in_use(), ranks.count()};
  for (const Bytes& part : ranks.gather(mine.take())) {
    Room room;
    Unpacker{part}(room);
    least.limit = std::min(least.limit, room.limit);
    least.threads = std::max(least.threads, room.threads);
  }
  return least;
}

}  // namespace

TerrainPlan plan_terrain(const TerrainRequest& request, std::int64_t memory_bytes, Ranks& ranks) {
  const Room room = room_of(ranks, memory_bytes > 0 ? memory_bytes : free_memory_bytes() / 4 * 3);
  TerrainPlan plan;
  std::vector<Bytes> parts;
  if (ranks.number() == 0) {
    plan = plan_alone(request, room);
    Packer packer;
    packer(plan.tiled);
    packer(plan.side);
    packer(plan.memory_bytes);
    packer(plan.scratch_bytes);
    parts.assign(static_cast<std::size_t>(ranks.count()), packer.take());
  }
  const Bytes part = ranks.scatter(std::move(parts));
  Unpacker unpack(part);
  unpack(plan.tiled);
  unpack(plan.side);
  unpack(plan.memory_bytes);
  unpack(plan.scratch_bytes);
  return plan;
}

}  // namespace tmfgeo
