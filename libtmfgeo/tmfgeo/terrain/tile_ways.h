// SPDX-License-Identifier: Apache-2.0
/// The ways of the water through one tile: the order of its cells, and where the ways leave it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/terrain/tiling.h"

namespace tmfgeo {

/// Values of a tile, held by another owner: in a buffer of its own or as a part of a grid.
template <class T>
struct TileView {
  T* first = nullptr;         ///< the tile's north-western cell
  std::ptrdiff_t stride = 0;  ///< from a cell to the one south of it
  T* row(std::ptrdiff_t r) const { return first + r * stride; }
};

/// A tile of a grid in memory.
template <class T>
TileView<T> tile_of(Grid<T>& grid, const Tile& tile) {
  return {grid.values().data() + tile.row * grid.columns() + tile.column, grid.columns()};
}
template <class T>
TileView<const T> tile_of(const Grid<T>& grid, const Tile& tile) {
  return {grid.values().data() + tile.row * grid.columns() + tile.column, grid.columns()};
}

/// What a tile tells of its ways: one value per cell of its rim, in the rim's order.
struct RimWays {
  std::vector<std::int32_t> leaves_at;  ///< rim number of the cell whose step leaves the tile on the way down; −1: none
  std::vector<D8> step_out;             ///< the cell's own step, if that leaves the tile; else kD8NoData
};

/// The directions of one tile with a border of one cell, and its cells in an order from donors to receivers. An object
/// is made once and loaded with tile after tile, so that its buffers are allocated once.
/// Buffers of values along the ways have size() elements; row(r) is the place of the first cell of row r.
/// Use: load, stop_at where a way shall end, stop_at_exits, order_cells, then downstream or upstream.
class TileWays {
 public:
  /// Copies the directions of a tile. Needs: sides of at most 30 000 cells.
  void load(const Tile& tile, TileView<const D8> direction);

  const Tile& tile() const { return tile_; }
  std::ptrdiff_t size() const { return spare() + 1; }
  std::ptrdiff_t row(std::ptrdiff_t r) const { return (r + 1) * stride_ + 1; }
  /// Place of a cell by its index within the tile.
  std::ptrdiff_t place(std::ptrdiff_t index) const { return row(index / tile_.columns) + index % tile_.columns; }
  D8 direction(std::ptrdiff_t place) const { return direction_[static_cast<std::size_t>(place)]; }
  std::ptrdiff_t cells_with_direction() const;
  /// Ends the way in a cell.
  void stop_at(std::ptrdiff_t place) { direction_[static_cast<std::size_t>(place)] = kStop; }

  /// A cell whose step leaves the tile.
  struct Exit {
    std::int32_t rim;  ///< its rim number
    std::int32_t place;
    D8 step;
  };
  /// Ends the ways in the cells whose step leaves the tile, and remembers these.
  void stop_at_exits();
  std::span<const Exit> exits() const { return exits_; }

  /// Orders the cells that have a direction, donors before receivers, calling visit(cell, receiver) meanwhile. Where the
  /// way stops, the receiver is a spare place outside the tile.
  /// Output: how many cells were ordered; fewer than have a direction if and only if these contain a loop.
  /// Cost: O(n) without a branch per cell.
  template <class Visit>
  std::ptrdiff_t order_cells(const Visit& visit) {
    std::ptrdiff_t known = list_sources();
    // Bytes may alias anything: without copies the members would be read again for every cell.
    const D8* const directions = direction_.data();
    std::uint8_t* const donors = donors_.data();
    std::int32_t* const order = order_.data();
    const std::array<std::ptrdiff_t, 8> offsets = offsets_;
    const std::ptrdiff_t spare_place = spare();
    for (std::ptrdiff_t i = 0; i < known; ++i) {
      const std::ptrdiff_t cell = order[i];
      const D8 d = directions[cell];
      const std::ptrdiff_t next = is_step(d) ? cell + offsets[d & 7U] : spare_place;
      visit(cell, next);
      // The receiver is written behind the list in any case and stays there only if this was its last donor.
      order[known] = static_cast<std::int32_t>(next);
      known += --donors[next] == 0 ? 1 : 0;
      donors[spare_place] = 255;
    }
    ordered_ = known;
    return known;
  }
  /// Calls visit(cell, receiver) for every cell whose way goes on in the tile, receivers before donors.
  /// Needs: order_cells.
  template <class Visit>
  void upstream(const Visit& visit) const {
    const D8* const directions = direction_.data();
    const std::array<std::ptrdiff_t, 8> offsets = offsets_;
    for (std::ptrdiff_t i = ordered_; i-- > 0;) {
      const std::ptrdiff_t cell = order_[static_cast<std::size_t>(i)];
      const D8 d = directions[cell];
      if (is_step(d)) visit(cell, cell + offsets[d]);
    }
  }

  /// Needs: stop_at_exits, order_cells.
  RimWays rim_ways();

 private:
  static constexpr D8 kStop = 16;

  std::ptrdiff_t spare() const { return (tile_.rows + 2) * stride_; }
  std::ptrdiff_t list_sources();

  Tile tile_;
  std::ptrdiff_t stride_ = 0;
  std::array<std::ptrdiff_t, 8> offsets_{};
  std::vector<D8> direction_;
  std::vector<std::uint8_t> donors_;  ///< per cell: how many cells drain into it and are not ordered yet
  std::vector<std::int32_t> order_;
  std::ptrdiff_t ordered_ = 0;
  std::vector<Exit> exits_;
  std::vector<std::int32_t> leaves_at_;
};

}  // namespace tmfgeo
