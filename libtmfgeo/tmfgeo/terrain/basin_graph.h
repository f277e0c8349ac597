// SPDX-License-Identifier: Apache-2.0
/// All tiles' catchments joined: which way each leaves, and at what level.
#pragma once

#include <limits>
#include <span>

#include "tmfgeo/terrain/catchments.h"

namespace tmfgeo {

/// What a tile is told of one of its nodes.
struct Drain {
  std::int64_t from = -1;  ///< cell of the grid from which the node leaves; −1: its own way already does
  float level_m = -std::numeric_limits<float>::infinity();  ///< to which water stands in it
  D8 direction = 0;        ///< of the step from there
};

/// Per tile the drains of its nodes 1, 2, …
using TileDrains = std::vector<Drain>;

/// Joins the tiles' graphs over their edges and drains every node over the lowest passes on its way out.
/// Input: one graph per tile. Output: one list per tile. A region that no way out reaches keeps its lowest pit as a
/// terminal sink: its drain has direction kD8Terminal; `terminal` counts these.
/// Cost: O(nodes + rim cells), about 0.1 µs each, serial; memory about 60 bytes per node.
std::vector<TileDrains> solve_basins(const Tiling& tiling, std::span<const TileGraph> graphs, std::int64_t& terminal);

/// Settles a tile: raises what stands under water and turns the ways of depressions over their passes.
/// Input: the surface as solve_catchments() left it. Output: elevations in the middle of the surface raised, every way
/// final. Returns the number of cells raised. `terminal` counts terminal sinks of regions that end within the tile.
struct DrainScratch {
  std::vector<float> level_m;
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> pass;
  std::vector<std::uint32_t> queue;
};
std::int64_t drain_tile(TileSurface& surface, const TileTree& tree, const TileDrains& drains, DrainScratch& scratch,
                        std::int64_t& terminal);

}  // namespace tmfgeo
