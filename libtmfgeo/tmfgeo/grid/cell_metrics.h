// SPDX-License-Identifier: Apache-2.0
/// True sizes of a grid's cells, row by row.
#pragma once

#include <vector>

#include "tmfgeo/grid/d8.h"

namespace tmfgeo {

/// Sizes of the cells of one row.
struct RowMetrics {
  double width_m = 0;     ///< between the centres of east–west neighbours
  double height_m = 0;    ///< between the centres of north–south neighbours
  double diagonal_m = 0;  ///< between the centres of diagonal neighbours
  double area_m2 = 0;
};

/// Per row, on the WGS 84 ellipsoid. A geographic grid is exact in every column; for a projected grid the middle column
/// stands for the row, so that EPSG:3857 and UTM both give true lengths (UTM: within 4e-4 over a zone's width).
/// Cost: O(rows), about 5 µs each.
/// Source [Karney2013].
class CellMetrics {
 public:
  /// Needs: the frame's CRS is known, the frame is not empty.
  explicit CellMetrics(const GridFrame& frame);

  const RowMetrics& row(std::ptrdiff_t r) const { return rows_[static_cast<std::size_t>(r)]; }
  /// Length of one D8 step out of a cell of row r.
  double step_m(std::ptrdiff_t r, D8 direction) const {
    const RowMetrics& m = row(r);
    return is_diagonal(direction) ? m.diagonal_m : (direction & 2U) != 0 ? m.height_m : m.width_m;
  }

 private:
  std::vector<RowMetrics> rows_;
};

}  // namespace tmfgeo
