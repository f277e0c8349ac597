// SPDX-License-Identifier: Apache-2.0
/// From the ways down in one tile to its catchments, and to the few that matter beyond it.
#pragma once

#include <bit>
#include <compare>

#include "tmfgeo/terrain/spanning_forest.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// Elevations as integers of the same order. Needs: not NaN, no negative zero.
inline std::uint32_t ordered_level(float z) {
  const auto bits = std::bit_cast<std::uint32_t>(z);
  return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
}
inline float level_of(std::uint32_t ordered) {
  return std::bit_cast<float>((ordered & 0x80000000U) != 0 ? ordered & 0x7fffffffU : ~ordered);
}

/// A pass is named by the cell it starts from and where to: the first four steps of kD8Steps (every pair of neighbours
/// once), or out of the data.
inline constexpr std::uint32_t kPassOut = 4;
inline constexpr std::array<D8, 4> kPassSteps{0, 1, 2, 3};

/// Order of passes: level, then place. Any tiling sees the same order.
struct PassKey {
  std::uint32_t level = 0;  ///< ordered_level of the higher of the two cells
  std::int64_t place = 0;   ///< cell of the grid · 8 + direction
  auto operator<=>(const PassKey&) const = default;
};

/// What a tile tells of itself. Nodes: 0 is out (outlets, sea, terminal sinks); from 1 on the tile's open catchments:
/// those that leave the tile, and those that touch a neighbouring tile. All others are settled within the tile.
struct TileGraph {
  /// The catchment of `node` goes on in the cell `to` of a neighbouring tile.
  struct Link {
    std::uint32_t node = 0;
    std::int64_t to = 0;
  };
  /// Lowest pit of a node, for regions that nothing drains.
  struct Sink {
    std::uint32_t level = UINT32_MAX;
    std::int64_t cell = -1;
    auto operator<=>(const Sink&) const = default;
  };
  std::vector<std::uint32_t> rim_node;  ///< per rim cell
  std::vector<float> rim_m;             ///< elevation per rim cell, NaN for none
  std::vector<Link> links;
  std::vector<Sink> sinks;               ///< per node, [0] unused
  std::vector<Pass<PassKey>> passes;    ///< between nodes; a is the node of the pass's cell
};

/// What the tile keeps for itself until the answer comes.
struct TileTree {
  /// Joins a settled catchment to another, by their labels.
  struct Pass {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    float level_m = 0;
  };
  std::vector<std::uint32_t> roots;       ///< per label the cell of the tile where its ways end or leave; [0], out, unused
  std::vector<Pass> passes;
  std::vector<std::uint32_t> open;        ///< label of each node, [0] = 0
  std::vector<std::uint32_t> closed_off;  ///< labels of the lowest pits of regions that end within the tile
};

/// Reused from tile to tile.
struct CatchmentScratch {
  std::vector<std::uint32_t> label_of_root;
  std::vector<std::uint32_t> lowest;
  std::vector<std::uint8_t> open;
  std::vector<Pass<std::uint64_t>> passes;
  Groups groups;
  std::vector<std::uint32_t> node_of;
};

/// Labels the catchments of a tile whose cells all have a way (or are pits), finds the passes between them, and joins
/// what the tile can decide alone.
/// Cost: O(cells), 6–20 ns each depending on how many pits there are.
/// Source [CordonnierEtAl2019] for the graph of passes, [Barnes2016] for handing on only what meets the tile's edge.
void solve_catchments(TileSurface& surface, const Ends& ends, const Tiling& tiling, CatchmentScratch& scratch,
                      TileGraph& graph, TileTree& tree);

}  // namespace tmfgeo
