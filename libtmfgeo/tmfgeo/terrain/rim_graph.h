// SPDX-License-Identifier: Apache-2.0
/// The ways of the water between tiles.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/terrain/tile_ways.h"

namespace tmfgeo {

/// What a tile sends and gets: its ways, and one value per cell of its rim.
template <class Value>
struct RimMessage {
  RimWays ways;
  std::vector<Value> value;
};

/// The rims of all tiles, joined. Rim cells are numbered through, tile by tile.
/// Cost: 8 bytes per rim cell, for tiles of 256 cells an eighth of a byte per cell of the grid.
class RimGraph {
 public:
  static constexpr std::int32_t kNone = -1;

  explicit RimGraph(const Tiling& tiling);

  /// Takes the ways of one tile. Different tiles may be joined at the same time.
  /// Needs: their steps stay in the grid.
  void join(std::ptrdiff_t tile, const RimWays& ways);

  /// Of all rims.
  std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(exit_.size()); }
  std::ptrdiff_t first(std::ptrdiff_t tile) const { return first_[static_cast<std::size_t>(tile)]; }
  std::ptrdiff_t rim_size(std::ptrdiff_t tile) const { return first(tile + 1) - first(tile); }
  /// The rim cell whose step leaves the tile on the way down from a rim cell, kNone where the way ends in the tile.
  std::int32_t exit(std::ptrdiff_t rim) const { return exit_[static_cast<std::size_t>(rim)]; }
  /// The rim cell of another tile that a rim cell drains into, kNone where its step does not leave the tile.
  std::int32_t across(std::ptrdiff_t rim) const { return across_[static_cast<std::size_t>(rim)]; }

  /// The part of one tile in values of all rims.
  template <class Value>
  std::span<Value> of_tile(std::vector<Value>& values, std::ptrdiff_t tile) const {
    return std::span(values).subspan(static_cast<std::size_t>(first(tile)), static_cast<std::size_t>(rim_size(tile)));
  }

 private:
  Tiling tiling_;
  std::vector<std::int32_t> first_;
  std::vector<std::int32_t> exit_;
  std::vector<std::int32_t> across_;
};

/// What flows into every rim cell from other tiles.
/// Input: for rim cells whose step leaves the tile the sum that their tile alone brings there; other values are not looked
/// at. Output: absent if the ways run in a loop through several tiles.
/// Cost: O(rim cells), serial. Source [Barnes2017].
std::optional<std::vector<double>> inflows(const RimGraph& graph, std::vector<double> outflow);

/// What lies beyond every rim cell whose step leaves the tile: the value of the cell it drains into.
/// Input: the value of every rim cell: where its way ends in the tile, as it is; where it leaves, what is to be joined with
/// the value beyond by join(value, beyond).
/// Needs: no loops. Cost: O(rim cells), serial.
template <class Value, class Join>
std::vector<Value> values_beyond(const RimGraph& graph, const std::vector<Value>& value, const Join& join) {
  std::vector<Value> beyond(value.size());
  std::vector<std::uint8_t> known(value.size(), 0);
  std::vector<std::int32_t> way;  // exits whose value beyond waits for that of the next
  for (std::ptrdiff_t rim = 0; rim < graph.size(); ++rim) {
    if (graph.across(rim) == RimGraph::kNone) continue;
    for (std::int32_t exit = static_cast<std::int32_t>(rim); exit != RimGraph::kNone && known[static_cast<std::size_t>(exit)] == 0;
         exit = graph.exit(graph.across(exit))) {
      TMFGEO_EXPECTS(way.size() < value.size());
      way.push_back(exit);
    }
    for (; !way.empty(); way.pop_back()) {
      const auto exit = static_cast<std::size_t>(way.back());
      const std::int32_t entry = graph.across(way.back());
      const std::int32_t next = graph.exit(entry);
      const Value own = value[static_cast<std::size_t>(entry)];
      beyond[exit] = next == RimGraph::kNone ? own : join(own, beyond[static_cast<std::size_t>(next)]);
      known[exit] = 1;
    }
  }
  return beyond;
}

}  // namespace tmfgeo
