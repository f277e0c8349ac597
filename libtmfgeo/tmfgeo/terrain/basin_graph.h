// SPDX-License-Identifier: Apache-2.0
/// All tiles' catchments joined: which way each leaves, and at what level.
#pragma once

#include <limits>
#include <span>

#include "tmfgeo/terrain/catchments.h"
#include "tmfgeo/terrain/tile_ways.h"

namespace tmfgeo {

/// What a tile is told of one of its nodes.
struct Drain {
  std::int64_t from = -1;  ///< cell of the grid over which the node's water leaves; −1: down the node's own way
  float level_m = -std::numeric_limits<float>::infinity();  ///< to which water stands in it
};

/// Per tile the drains of its nodes 1, 2, …
using TileDrains = std::vector<Drain>;

struct BasinSolution {
  std::vector<TileDrains> drains;          ///< one list per tile
  std::vector<std::int64_t> closed_sinks;  ///< lowest pits of regions that no way out reaches, by cell of the grid
};

/// Joins the tiles' graphs over their edges and drains every node over the lowest passes on its way out. A region that no
/// way out reaches drains to its lowest pit.
/// Input: one graph per tile.
/// Cost: O(nodes + rim cells), about 0.1 µs each, serial; memory about 60 bytes per node.
BasinSolution solve_basins(const Tiling& tiling, std::span<const TileGraph> graphs);

struct FillScratch {
  struct Link {
    std::uint32_t to;
    float level_m;
  };
  struct Place {
    std::int32_t row;
    std::int32_t column;
  };
  std::vector<float> level_m;
  std::vector<std::uint32_t> first;
  std::vector<Link> links;
  std::vector<std::uint32_t> queue;
  std::vector<std::uint32_t> label_of_root;
  std::vector<Place> flood;
};

/// A tile's ways as point_alone() left them, and its elevations.
struct TileGround {
  Tile tile;
  TileView<const D8> way;
  TileView<float> elevation_m;
};

/// Raises what stands under water in a tile: from where each catchment's water gathers, up its ways.
/// Appends the lowest pits of regions that end within the tile to `closed_sinks`. Output: the number of cells raised.
/// Cost: O(catchments + cells raised).
std::int64_t fill_tile(const TileGround& ground, const Tiling& tiling, const TileTree& tree, const TileDrains& drains,
                       FillScratch& scratch, std::vector<std::int64_t>& closed_sinks);

}  // namespace tmfgeo
