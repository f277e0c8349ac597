// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/outlet_distance.h"

#include <algorithm>
#include <limits>

namespace tmfgeo {

StepLengths::StepLengths(const CellMetrics& metrics, const GridFrame& frame) {
  double longest_km = 0;
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) longest_km = std::max(longest_km, metrics.row(row).diagonal_m * 1e-3);
  const ExactSums sums(longest_km * static_cast<double>(frame.size()), longest_km);
  rows_.resize(static_cast<std::size_t>(frame.rows));
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) {
    for (D8 d = 0; d < 8; ++d) rows_[static_cast<std::size_t>(row)][d] = sums.rounded(metrics.step_m(row, d) * 1e-3);
  }
}

void OutletDistanceField::prepare(const Tile& tile, TileWays& ways, double* own) const {
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    const std::array<double, 16>& steps_km = lengths->row(tile.row + r);
    const std::ptrdiff_t first = ways.row(r);
    for (std::ptrdiff_t cell = first; cell < first + tile.columns; ++cell) {
      const D8 d = ways.direction(cell);
      own[cell] = d == kD8NoData ? std::numeric_limits<double>::quiet_NaN() : steps_km[d & 15U];
    }
  }
}

Grid<double> distance_to_outlet_km(const FlowField& flow, std::ptrdiff_t tile_side) {
  const Grid<D8>& direction = flow.direction;
  Grid<double> distance_km(direction.frame());
  if (direction.size() == 0) return distance_km;
  const StepLengths lengths(CellMetrics(direction.frame()), direction.frame());
  const auto field = [&](const Tile&) { return OutletDistanceField{&lengths}; };
  follow_down(direction, tile_side, field, [&](const Tile& tile, std::ptrdiff_t row, const double* km) {
    std::copy_n(km, tile.columns, tile_of(distance_km, tile).row(row));
  });
  return distance_km;
}

}  // namespace tmfgeo
