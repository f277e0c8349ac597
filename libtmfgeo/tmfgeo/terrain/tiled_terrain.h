// SPDX-License-Identifier: Apache-2.0
/// The terrain stages for grids that one machine's memory does not hold: tile by tile over a store, by one process or by
/// several ranks. Cell by cell the results are those of condition(), accumulate(), hand_m() and the others in memory.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/core/progress.h"
#include "tmfgeo/core/ranks.h"
#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/streams.h"
#include "tmfgeo/terrain/tiling.h"

namespace tmfgeo {

/// Room for the tiles of one rank between the stages. Ranges are disjoint; several threads use it at once.
class TileStore {
 public:
  virtual ~TileStore() = default;
  virtual void write(std::int64_t at, std::span<const std::byte> bytes) = 0;
  virtual void read(std::int64_t at, std::span<std::byte> bytes) const = 0;
};

struct TiledInput {
  GridFrame frame;
  ReadWindow elevation_m;              ///< what is conditioned: with rivers cut in, if any
  ReadWindow ground_m;                 ///< as the DEM has it, for slopes
  ReadWindow runoff_mm_per_year = {};  ///< empty: no discharge
};

struct TiledOptions {
  ConditioningOptions conditioning;
  Area stream_threshold = square_kilometres(1);
  bool streams = true;
  bool hand = false;
  bool slope = false;
  bool distance = false;
  bool basins = false;                       ///< of all ends, or of the points below
  std::vector<std::int64_t> basin_points;    ///< cells of the grid
  std::ptrdiff_t side = 1024;                ///< of the tiles; does not change the results
};

enum class TiledRaster { conditioned_m, area_km2, discharge_m3_s, hand_m, slope, distance_km };

/// Takes finished tiles, each raster's tiles once, in any order, from several threads at once. Called on rank 0 only.
struct TileSink {
  std::function<void(TiledRaster, const Tile&, std::span<const float>)> numbers;
  std::function<void(const Tile&, std::span<const D8>)> directions;
  std::function<void(const Tile&, std::span<const std::int32_t>)> basins;
};

/// Complete on rank 0.
struct TiledResult {
  std::int64_t cells_with_elevation = 0;
  std::int64_t filled_cells = 0;
  std::int64_t breached_cells = 0;
  std::int64_t terminal_sinks = 0;
  Streams streams;
  std::vector<std::int64_t> basin_outlets;
};

/// Bytes a run needs: in the store of one of `ranks`, and in memory of rank 0 beside the reader's and the writer's.
struct TiledNeeds {
  std::int64_t store_bytes = 0;
  std::int64_t memory_bytes = 0;
};
TiledNeeds tiled_needs(std::ptrdiff_t rows, std::ptrdiff_t columns, std::ptrdiff_t side, int ranks, int threads);

/// Needs: the frame's CRS is known; a cell at least; the same arguments on all ranks.
/// Errors: terminal_min_depth_m and terminal_min_area_km2 need the whole grid at once: Error{invalid_input}; whatever
/// input, store and sink throw.
/// Cost: O(n); elevations are read from the input once, again for slope and, with cuts, with what decides on them around
/// each tile; then two or three times from the store, 5 bytes per cell.
/// Source [Barnes2016], [Barnes2017].
TiledResult run_tiled(const TiledInput& input, const TiledOptions& options, TileStore& store, Ranks& ranks,
                      const TileSink& sink, const Progress& progress = {});

}  // namespace tmfgeo
