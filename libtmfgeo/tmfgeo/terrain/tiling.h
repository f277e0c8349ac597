// SPDX-License-Identifier: Apache-2.0
/// A grid cut into tiles. Every stage works tile by tile and joins the tiles by what meets at their edges; threads, tiles
/// on disk and ranks differ only in who holds which tile.
#pragma once

#include <cstddef>
#include <cstdint>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/grid/d8.h"

namespace tmfgeo {

/// A block of cells of a grid.
struct Tile {
  std::ptrdiff_t row = 0;     ///< first row in the grid
  std::ptrdiff_t column = 0;  ///< first column in the grid
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;

  std::ptrdiff_t size() const { return rows * columns; }
  bool contains(Cell grid_cell) const {
    return grid_cell.row >= row && grid_cell.row < row + rows && grid_cell.column >= column &&
           grid_cell.column < column + columns;
  }
  /// Index of a cell of the grid within the tile, row by row. Needs: contains(grid_cell).
  std::ptrdiff_t index(Cell grid_cell) const { return (grid_cell.row - row) * columns + grid_cell.column - column; }
  /// The grid's cell of an index within the tile.
  Cell cell(std::ptrdiff_t index) const { return {row + index / columns, column + index % columns}; }

  /// The rim: the cells of the tile's first and last row and column, numbered 0 … rim_size() − 1: the first row, the
  /// last row, then the first and the last column from north to south without their ends.
  std::ptrdiff_t rim_size() const {
    const std::ptrdiff_t lines = rows == 1 ? columns : 2 * columns;
    const std::ptrdiff_t sides = rows <= 2 ? 0 : (rows - 2) * (columns == 1 ? 1 : 2);
    return lines + sides;
  }
  /// Index within the tile of a rim cell.
  std::ptrdiff_t rim_cell(std::ptrdiff_t rim) const {
    if (rim < columns) return rim;
    if (rows == 1) return rim;
    if (rim < 2 * columns) return (rows - 1) * columns + rim - columns;
    const std::ptrdiff_t side = rim - 2 * columns;
    if (side < rows - 2) return (side + 1) * columns;
    return (side - (rows - 2) + 2) * columns - 1;
  }
  bool on_rim(std::ptrdiff_t index) const {
    const std::ptrdiff_t r = index / columns;
    const std::ptrdiff_t c = index - r * columns;
    return r == 0 || c == 0 || r == rows - 1 || c == columns - 1;
  }
  /// Rim number of a cell of the tile. Needs: on_rim(index).
  std::ptrdiff_t rim_of(std::ptrdiff_t index) const {
    const std::ptrdiff_t r = index / columns;
    const std::ptrdiff_t c = index - r * columns;
    if (r == 0) return c;
    if (r == rows - 1) return columns + c;
    return 2 * columns + (c == 0 ? r - 1 : rows - 2 + r - 1);
  }
};

/// Square tiles of one size, row by row; those at the eastern and southern edge may be smaller.
class Tiling {
 public:
  /// Needs: a grid of one cell at least, side > 0.
  Tiling(std::ptrdiff_t rows, std::ptrdiff_t columns, std::ptrdiff_t side)
      : rows_(rows), columns_(columns), side_(side), across_((columns + side - 1) / side), down_((rows + side - 1) / side) {
    TMFGEO_EXPECTS(rows > 0 && columns > 0 && side > 0);
  }

  std::ptrdiff_t rows() const { return rows_; }        ///< of the grid
  std::ptrdiff_t columns() const { return columns_; }  ///< of the grid
  std::ptrdiff_t side() const { return side_; }
  std::ptrdiff_t count() const { return across_ * down_; }
  std::ptrdiff_t across() const { return across_; }  ///< tiles in a row
  Tile tile(std::ptrdiff_t number) const {
    const std::ptrdiff_t row = number / across_ * side_;
    const std::ptrdiff_t column = number % across_ * side_;
    return {row, column, rows_ - row < side_ ? rows_ - row : side_, columns_ - column < side_ ? columns_ - column : side_};
  }
  /// Number of the tile that holds a cell of the grid.
  std::ptrdiff_t tile_of(Cell grid_cell) const { return grid_cell.row / side_ * across_ + grid_cell.column / side_; }
  bool contains(Cell grid_cell) const {
    return grid_cell.row >= 0 && grid_cell.row < rows_ && grid_cell.column >= 0 && grid_cell.column < columns_;
  }
  /// Index in the grid, row by row.
  std::int64_t index(Cell grid_cell) const { return grid_cell.row * columns_ + grid_cell.column; }

 private:
  std::ptrdiff_t rows_;
  std::ptrdiff_t columns_;
  std::ptrdiff_t side_;
  std::ptrdiff_t across_;
  std::ptrdiff_t down_;
};

/// Side of the tiles that work in memory: elevations, labels and directions of a tile fit a core's second-level cache.
inline constexpr std::ptrdiff_t kCacheTileSide = 256;

}  // namespace tmfgeo
