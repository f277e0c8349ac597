// SPDX-License-Identifier: Apache-2.0
/// Which basin every cell belongs to.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "tmfgeo/terrain/downstream.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

inline constexpr std::int32_t kNoBasin = -1;

/// Basins, each with the cell all its water passes.
struct Basins {
  Grid<std::int32_t> basin;           ///< per cell the number of its basin, kNoBasin where it drains to none
  std::vector<std::int64_t> outlets;  ///< per basin the index of its lowest cell
  /// Per basin the basin it drains into, kNoBasin if none. A basin with all that drain into it, directly or through
  /// others, is the whole catchment of its outlet: basins of given points nest.
  std::vector<std::int32_t> downstream;
};

/// Basins of the ends of all ways: outlets and terminal sinks, numbered row by row. None drains into another.
/// Cost: O(n), on all cores; tile_side does not change the result. Errors: more than 2³¹ ends break a contract.
Basins basins_of_ends(const FlowField& flow, std::ptrdiff_t tile_side = kCacheTileSide);

/// Basins of given points, numbered as given: a cell belongs to the first of the points on its way down.
/// Input: cells may be in any order; of several points in one cell the first has the basin, the others drain into it and
/// have no cells of their own. A point where there is no elevation has a basin without cells.
/// Needs: every cell lies in the grid. Cost: O(n + points · log points), on all cores; tile_side does not change the result.
Basins basins_of(const FlowField& flow, std::span<const std::int64_t> outlets, std::ptrdiff_t tile_side = kCacheTileSide);

/// The basin of an end that drains at least as much as a stream.
struct LargeBasin {
  std::int32_t number = 0;
  std::int64_t outlet = 0;
  double area_km2 = 0;
  double discharge_m3_s = std::numeric_limits<double>::quiet_NaN();
  FlowEnd end = FlowEnd::grid_edge;
};

/// The outlet of a basin: the index of its cell in the grid and the basin's number.
struct BasinOutlet {
  std::int64_t cell;
  std::int32_t basin;
};

/// Basins of one tile. Input: the outlets that lie in the tile.
struct BasinField {
  using Value = std::int32_t;
  std::span<const BasinOutlet> outlets;
  std::ptrdiff_t grid_columns;

  void prepare(const Tile& tile, TileWays& ways, std::int32_t* own) const;
  static std::int32_t join(std::int32_t, std::int32_t below) { return below; }
};

/// Cells of a tile where ways end, by their index in the grid, row by row.
std::vector<std::int64_t> ends_of_ways(const Tile& tile, TileView<const D8> direction, std::ptrdiff_t grid_columns);

}  // namespace tmfgeo
