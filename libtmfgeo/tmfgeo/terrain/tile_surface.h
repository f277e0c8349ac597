// SPDX-License-Identifier: Apache-2.0
/// One tile while it is being solved: its elevations with a ring of neighbours around, ways down and catchments.
#pragma once

#include <array>
#include <bit>
#include <limits>
#include <vector>

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/tiling.h"

namespace tmfgeo {

/// In a tile's directions: no neighbour is lower, and no way out is known yet.
inline constexpr D8 kD8Unresolved = 254;
/// In a tile's directions: the lowest cell of a depression.
inline constexpr D8 kD8Pit = 253;

/// Reused from tile to tile, so that a tile costs no allocation.
struct TileSurface {
  /// Cells that kernels take at once: elevation_m goes on so far behind its last row.
  static constexpr std::ptrdiff_t kBlock = 64;

  Tile tile;
  std::ptrdiff_t grid_rows = 0;
  std::ptrdiff_t grid_columns = 0;
  std::ptrdiff_t stride = 0;              ///< tile.columns + 2
  std::vector<float> elevation_m;         ///< with the ring: (tile.rows + 2) · stride values, NaN for none and off the grid
  std::vector<D8> direction;              ///< per cell of the tile
  std::vector<std::uint32_t> catchment;   ///< per cell of the tile
  std::vector<std::uint8_t> level;        ///< per cell of the tile: a bit for each direction in which the neighbour is as high
  std::ptrdiff_t words = 0;               ///< of 64 cells in a row of the tile
  std::vector<std::uint64_t> open;        ///< per row and word: a bit for each kD8Unresolved

  /// Prepares for a tile; elevations are to be filled in.
  void reset(const Tiling& tiling, const Tile& next) {
    tile = next;
    grid_rows = tiling.rows();
    grid_columns = tiling.columns();
    stride = tile.columns + 2;
    elevation_m.resize(static_cast<std::size_t>((tile.rows + 2) * stride + kBlock));
    direction.resize(static_cast<std::size_t>(tile.size()));
    catchment.resize(static_cast<std::size_t>(tile.size()));
    level.resize(static_cast<std::size_t>(tile.size()));
    words = (tile.columns + kBlock - 1) / kBlock;
    open.resize(static_cast<std::size_t>(tile.rows * words));
    for (std::size_t d = 0; d < kD8Steps.size(); ++d) {
      padded_offset[d] = kD8Steps[d].row * stride + kD8Steps[d].column;
      offset[d] = kD8Steps[d].row * tile.columns + kD8Steps[d].column;
    }
  }
  std::array<std::ptrdiff_t, 8> padded_offset{};  ///< to a neighbour, in elevation_m
  std::array<std::ptrdiff_t, 8> offset{};         ///< to a neighbour, in direction and catchment

  /// Index in elevation_m of a cell of the tile.
  std::ptrdiff_t padded(std::ptrdiff_t cell) const {
    const std::ptrdiff_t row = cell / tile.columns;
    return (row + 1) * stride + cell - row * tile.columns + 1;
  }
  float z(std::ptrdiff_t padded_index) const { return elevation_m[static_cast<std::size_t>(padded_index)]; }
  float elevation(std::ptrdiff_t cell) const { return z(padded(cell)); }
  D8& way(std::ptrdiff_t cell) { return direction[static_cast<std::size_t>(cell)]; }
  D8 way(std::ptrdiff_t cell) const { return direction[static_cast<std::size_t>(cell)]; }
  std::uint32_t& home(std::ptrdiff_t cell) { return catchment[static_cast<std::size_t>(cell)]; }
  std::uint32_t home(std::ptrdiff_t cell) const { return catchment[static_cast<std::size_t>(cell)]; }
  /// Whether the neighbour in a direction belongs to the tile.
  bool inside(std::ptrdiff_t cell, D8 d) const {
    const Cell n = neighbour({cell / tile.columns, cell % tile.columns}, d);
    return n.row >= 0 && n.row < tile.rows && n.column >= 0 && n.column < tile.columns;
  }
  std::uint64_t* open_row(std::ptrdiff_t row) { return &open[static_cast<std::size_t>(row * words)]; }
  const std::uint64_t* open_row(std::ptrdiff_t row) const { return &open[static_cast<std::size_t>(row * words)]; }
  /// Calls visit(cell) for the unresolved cells, row by row.
  template <class Visit>
  void each_open(const Visit& visit) const {
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) {
      for (std::ptrdiff_t word = 0; word < words; ++word) {
        for (std::uint64_t left = open_row(row)[word]; left != 0; left &= left - 1) {
          visit(row * tile.columns + word * kBlock + std::countr_zero(left));
        }
      }
    }
  }
  /// Index in the grid of a cell of the tile.
  std::int64_t in_grid(std::ptrdiff_t cell) const {
    const Cell c = tile.cell(cell);
    return c.row * grid_columns + c.column;
  }
  /// Whether the cell lies at the grid's edge.
  bool at_grid_edge(std::ptrdiff_t cell) const {
    const Cell c = tile.cell(cell);
    return c.row == 0 || c.column == 0 || c.row == grid_rows - 1 || c.column == grid_columns - 1;
  }
};

/// An elevation as the kernels take it: NaN for none, no negative zero.
inline float finite_elevation(float z) {
  return z - z == 0 ? z + 0.0F : std::numeric_limits<float>::quiet_NaN();
}

/// Points every cell of the tile down the steepest slope; cells without a lower neighbour become kD8Outlet where the
/// data end, kD8Unresolved elsewhere; sea is kD8Outlet, terminal cells kD8Terminal, no elevation kD8NoData.
/// Output: the ways, the unresolved cells in `open`, and in `level` who is as high.
/// Ties: slopes within one millionth of each other are equal; the first direction in the order of kD8Steps.
/// Cost: O(cells), several hundred million a second.
void steepest_descent(TileSurface& surface, const CellMetrics& metrics, const Ends& ends);

/// Whether water leaves the data from a cell: at the grid's edge, and beside nodata if the rule says so.
bool leaves_data(const TileSurface& surface, std::ptrdiff_t cell, const Ends& ends);

}  // namespace tmfgeo
