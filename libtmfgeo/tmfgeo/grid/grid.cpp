// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/grid.h"

#include <cmath>

namespace tmfgeo {

Cell GridFrame::cell_at(Point p) const {
  return {static_cast<std::ptrdiff_t>(std::floor((north - p.y) / cell_height)),
          static_cast<std::ptrdiff_t>(std::floor((p.x - west) / cell_width))};
}

bool GridFrame::same_as(const GridFrame& other) const {
  const double tolerance = 1e-6 * std::min(cell_width, cell_height);
  const auto near = [&](double a, double b) { return std::abs(a - b) <= tolerance; };
  return rows == other.rows && columns == other.columns && near(west, other.west) && near(north, other.north) &&
         near(cell_width, other.cell_width) && near(cell_height, other.cell_height) && crs.same_as(other.crs);
}

}  // namespace tmfgeo
