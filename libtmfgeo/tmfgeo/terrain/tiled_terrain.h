// SPDX-License-Identifier: Apache-2.0
/// The terrain stages for grids that one machine's memory does not hold: tile by tile over a store, by one process or by
/// several ranks. Cell by cell the results are those of condition(), accumulate(), hand_m() and the others in memory.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/core/progress.h"
#include "tmfgeo/core/ranks.h"
#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/basins.h"
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
  bool basins = false;                       ///< of all ends
  std::vector<std::int64_t> points;          ///< cells of the grid whose ways to the first stream and basins are wanted
  std::ptrdiff_t side = 1024;                ///< of the tiles; does not change the results
};

enum class TiledRaster { conditioned_m, area_km2, discharge_m3_s, hand_m, slope, distance_km };
enum class TiledLabels { basins, point_basins };

/// Takes finished tiles, each raster's tiles once, in any order, from several threads at once. Called on rank 0 only.
struct TileSink {
  std::function<void(TiledRaster, const Tile&, std::span<const float>)> numbers;
  std::function<void(const Tile&, std::span<const D8>)> directions;
  std::function<void(TiledLabels, const Tile&, std::span<const std::int32_t>)> labels;
};

/// A given point.
struct TiledPoint {
  FlowPath way;            ///< down to the first stream, or to the end; without cells where there is no elevation
  std::int64_t cell = -1;  ///< whose basin it has: the first stream cell on the way; where there is none, its own
  double area_km2 = 0;     ///< that drains to `cell`
  double discharge_m3_s = std::numeric_limits<double>::quiet_NaN();  ///< there, from runoff
  /// The next point downstream among those with elevation, numbered in their order as in basins_of().
  std::int32_t downstream = kNoBasin;
};

/// Complete on rank 0.
struct TiledResult {
  std::int64_t cells_with_elevation = 0;
  std::int64_t filled_cells = 0;
  std::int64_t breached_cells = 0;
  std::int64_t terminal_sinks = 0;
  Streams streams;
  std::vector<double> stream_discharge_m3_s;  ///< per link at its last own cell; empty without runoff
  std::vector<TiledPoint> points;             ///< as given
  std::vector<std::int64_t> basin_outlets;    ///< of all basins
  std::vector<LargeBasin> large_basins;       ///< in the order of their numbers
};

/// Bytes a run needs: in the store of one of `ranks`, and in memory of rank 0 beside the reader's and the writer's.
struct TiledNeeds {
  std::int64_t store_bytes = 0;
  std::int64_t memory_bytes = 0;
};
TiledNeeds tiled_needs(std::ptrdiff_t rows, std::ptrdiff_t columns, std::ptrdiff_t side, int ranks, int threads);

/// Needs: the frame's CRS is known; a cell at least; the same arguments on all ranks.
/// Errors: whatever input, store and sink throw.
/// Cost: O(n); elevations are read from the input once, again for slope and, with cuts, with what decides on them around
/// each tile; then two or three times from the store, 5 bytes per cell. Limits for terminal sinks repeat reading and
/// filling once per level of nested kept depressions, and once more.
/// Source [Barnes2016], [Barnes2017].
TiledResult run_tiled(const TiledInput& input, const TiledOptions& options, TileStore& store, Ranks& ranks,
                      const TileSink& sink, const Progress& progress = {});

}  // namespace tmfgeo
