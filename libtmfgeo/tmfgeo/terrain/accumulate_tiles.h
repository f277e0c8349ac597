// SPDX-License-Identifier: Apache-2.0
/// Accumulation tile by tile, for grids in memory, on disk and on several machines:
/// gather() on every tile → RimGraph::join → inflows() over all rims → finish() on every tile.
#pragma once

#include <vector>

#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/exact_sums.h"
#include "tmfgeo/terrain/rim_graph.h"

namespace tmfgeo {

/// What every cell adds by itself, rounded so that sums are exact.
class OwnValues {
 public:
  /// The cells' areas. Units: km².
  static OwnValues areas(const CellMetrics& metrics, const GridFrame& frame);
  /// What runs off the cells: areas times a runoff in mm per year. Units: m³/s.
  /// Needs: no finite runoff of the grid is larger in magnitude than `largest_mm_per_year`.
  static OwnValues runoff(const CellMetrics& metrics, const GridFrame& frame, double largest_mm_per_year);

  /// Of the cells of a row of the grid, `weight` one value per cell or null.
  void fill(std::ptrdiff_t row, const float* weight, std::ptrdiff_t columns, double* own) const;

 private:
  OwnValues(std::vector<double> per_row, const ExactSums& sums) : per_row_(std::move(per_row)), sums_(sums) {}

  std::vector<double> per_row_;
  ExactSums sums_;
};

/// Largest finite magnitude, 0 if there is none. Of several tiles the largest one counts.
double largest_magnitude(const Tile& tile, TileView<const float> values);

/// A tile and what is known of it.
struct AccumulationTile {
  Tile tile;
  TileView<const D8> direction;
  TileView<const float> weight;  ///< without first: every cell counts once
};

/// Made once per thread, used for tile after tile. Cost: about 14 bytes per cell of a tile, O(cells).
class TileAccumulator {
 public:
  explicit TileAccumulator(const OwnValues& own) : own_(own) {}

  /// What the tile alone brings to its rim.
  RimMessage<double> gather(const AccumulationTile& in);
  /// The sums in every cell, NaN where it has no direction. Input: what inflows() says for the tile's rim.
  void finish(const AccumulationTile& in, std::span<const double> inflow, TileView<double> sum);

 private:
  void load(const AccumulationTile& in);
  void add_up();

  const OwnValues& own_;
  TileWays ways_;
  std::vector<double> sum_;
};

}  // namespace tmfgeo
