// SPDX-License-Identifier: Apache-2.0
/// Rasters in memory: where they lie (GridFrame), what they hold (Grid), what is seen of them (GridView).
/// Row 0 is the northernmost row, column 0 the westernmost. A missing float is NaN.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/large_array.h"
#include "tmfgeo/geo/crs.h"

namespace tmfgeo {

/// A cell by row and column; may lie outside the grid.
struct Cell {
  std::ptrdiff_t row = 0;
  std::ptrdiff_t column = 0;
  bool operator==(const Cell&) const = default;
};

/// Rows, columns and their place on Earth, north up.
struct GridFrame {
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
  double west = 0;         ///< x of the left edge, in CRS units
  double north = 0;        ///< y of the upper edge
  double cell_width = 1;   ///< > 0
  double cell_height = 1;  ///< > 0
  Crs crs;

  std::ptrdiff_t size() const { return rows * columns; }
  bool contains(Cell c) const { return c.row >= 0 && c.row < rows && c.column >= 0 && c.column < columns; }
  std::ptrdiff_t index(Cell c) const { return c.row * columns + c.column; }
  Cell cell(std::ptrdiff_t index) const { return {index / columns, index % columns}; }
  /// Centre of a cell, in CRS units.
  Point centre(Cell c) const {
    return {west + (static_cast<double>(c.column) + 0.5) * cell_width,
            north - (static_cast<double>(c.row) + 0.5) * cell_height};
  }
  /// The cell a point lies in; points on an edge belong to the cell east or south of it. May lie outside.
  Cell cell_at(Point p) const;
  Box box() const {
    return {west, north - static_cast<double>(rows) * cell_height, west + static_cast<double>(columns) * cell_width, north};
  }
  /// Same shape and place; the CRS compared by meaning.
  bool same_as(const GridFrame& other) const;
};

/// Values of another owner, row by row.
template <class T>
struct GridView {
  std::span<const T> values;
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
  const T& operator[](Cell c) const { return values[static_cast<std::size_t>(c.row * columns + c.column)]; }
};

/// A frame with one value per cell.
template <class T>
class Grid {
 public:
  Grid() = default;
  explicit Grid(GridFrame frame, T fill = T{})
      : frame_(std::move(frame)), values_(static_cast<std::size_t>(frame_.size()), fill) {}
  /// A copy of the values. Needs: one per cell.
  Grid(GridFrame frame, const std::vector<T>& values) : frame_(std::move(frame)), values_(std::span<const T>(values)) {
    TMFGEO_EXPECTS(values_.size() == static_cast<std::size_t>(frame_.size()));
  }

  const GridFrame& frame() const { return frame_; }
  std::ptrdiff_t rows() const { return frame_.rows; }
  std::ptrdiff_t columns() const { return frame_.columns; }
  std::ptrdiff_t size() const { return frame_.size(); }

  T& operator[](std::ptrdiff_t index) { return values_[static_cast<std::size_t>(index)]; }
  const T& operator[](std::ptrdiff_t index) const { return values_[static_cast<std::size_t>(index)]; }
  T& operator[](Cell c) { return (*this)[frame_.index(c)]; }
  const T& operator[](Cell c) const { return (*this)[frame_.index(c)]; }

  std::span<T> values() { return values_; }
  std::span<const T> values() const { return values_; }
  GridView<T> view() const { return {values(), frame_.rows, frame_.columns}; }

 private:
  GridFrame frame_;
  LargeArray<T> values_;
};

}  // namespace tmfgeo
