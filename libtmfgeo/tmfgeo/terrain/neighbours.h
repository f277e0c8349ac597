// SPDX-License-Identifier: Apache-2.0
/// The neighbours of a cell that lie inside the grid.
#pragma once

#include <array>
#include <cstddef>

#include "tmfgeo/grid/d8.h"

namespace tmfgeo {

/// Calls back for the neighbours of a cell, in the order of kD8Steps.
/// Example: neighbours(index, [&](D8 direction, std::ptrdiff_t neighbour) { … });
class Neighbours {
 public:
  explicit Neighbours(const GridFrame& frame) : rows_(frame.rows), columns_(frame.columns) {
    for (std::size_t d = 0; d < kD8Steps.size(); ++d) offsets_[d] = kD8Steps[d].row * columns_ + kD8Steps[d].column;
  }

  bool on_edge(std::ptrdiff_t index) const {
    const std::ptrdiff_t row = index / columns_;
    const std::ptrdiff_t column = index - row * columns_;
    return row == 0 || column == 0 || row == rows_ - 1 || column == columns_ - 1;
  }
  /// Index of the neighbour in a direction. Needs: it lies inside the grid.
  std::ptrdiff_t at(std::ptrdiff_t index, D8 direction) const { return index + offsets_[direction]; }

  template <class Visit>
  void operator()(std::ptrdiff_t index, Visit&& visit) const {
    if (!on_edge(index)) {
      for (D8 d = 0; d < 8; ++d) visit(d, at(index, d));
      return;
    }
    const Cell cell{index / columns_, index % columns_};
    for (D8 d = 0; d < 8; ++d) {
      const Cell n = neighbour(cell, d);
      if (n.row >= 0 && n.row < rows_ && n.column >= 0 && n.column < columns_) visit(d, at(index, d));
    }
  }

 private:
  std::ptrdiff_t rows_;
  std::ptrdiff_t columns_;
  std::array<std::ptrdiff_t, 8> offsets_{};
};

}  // namespace tmfgeo
