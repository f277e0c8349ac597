// SPDX-License-Identifier: Apache-2.0
/// How far the water goes.
#pragma once

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/downstream.h"
#include "tmfgeo/terrain/exact_sums.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

/// Length of the way down from every cell to where it ends, an outlet or a terminal sink, in true lengths of its steps.
/// Units: km. Output: 0 at the end, NaN where there is no elevation.
/// Sums are exact, as in accumulate(): every step is first rounded by at most 2^-53 of n of the longest steps.
/// Needs: the frame's CRS is known; tile_side > 0, which does not change the result.
/// Cost: O(n), on all cores; beside input and output a third of a byte per cell.
Grid<double> distance_to_outlet_km(const FlowField& flow, std::ptrdiff_t tile_side = kCacheTileSide);

/// Lengths of the steps out of the cells of every row, rounded so that sums along ways are exact.
class StepLengths {
 public:
  StepLengths(const CellMetrics& metrics, const GridFrame& frame);
  /// Units: km. By D8 code; 0 for codes that are no steps.
  const std::array<double, 16>& row(std::ptrdiff_t row) const { return rows_[static_cast<std::size_t>(row)]; }

 private:
  std::vector<std::array<double, 16>> rows_;
};

/// Distances of one tile.
struct OutletDistanceField {
  using Value = double;
  const StepLengths* lengths;

  void prepare(const Tile& tile, TileWays& ways, double* own) const;
  static double join(double own, double below) { return own + below; }
};

}  // namespace tmfgeo
