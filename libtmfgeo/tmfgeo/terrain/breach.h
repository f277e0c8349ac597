// SPDX-License-Identifier: Apache-2.0
/// Cuts through the barriers that hold water back. Each pit is judged by itself on the given DEM, and of all cuts through
/// a cell the deepest counts, so that neither the order of the pits nor tiles nor threads change the result.
///
/// A pit is a cell without a lower neighbour that is neither an outlet nor a terminal sink; or the first cell, row by
/// row, of a closed plateau: connected cells of one elevation, none of which has a lower neighbour or is an outlet or a
/// terminal sink. A plateau with a cell reach() rows or columns or more away from its first one is left to filling.
///
/// From the pit a way is sought to a cell strictly lower, to an outlet or to a terminal sink: the one that lowers least.
/// What stands higher than the pit on the way is lowered to the pit's elevation; the metres of it, summed over the cells,
/// are the way's cost. No cell of it stands more than the depth limit above the pit, it is no longer than the length limit,
/// and it stays within reach() rows and columns of the pit. Where there is no such way, the pit stays.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tmfgeo/core/progress.h"
#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/tiling.h"

namespace tmfgeo {

struct BreachLimits {
  double depth_m = 0;   ///< no cell is lowered by more than this
  double length_m = 0;  ///< of a cut, from the pit to the ground it drains to
};

/// The limits that options mean on a grid of so many rows; absent where nothing is cut. Needs: limits not negative.
std::optional<BreachLimits> breach_limits(const ConditioningOptions& options, const CellMetrics& metrics, std::ptrdiff_t rows);

/// Per direction, in whole millimetres, so that ways of the same steps in another order are equally long.
using StepsMm = std::array<std::int64_t, 8>;

/// The limits in the units of a grid's cells.
class BreachRules {
 public:
  /// Needs: limits that are not negative; they may be infinite. Cost: O(rows).
  BreachRules(const GridFrame& frame, const CellMetrics& metrics, const BreachLimits& limits);

  double depth_m() const { return depth_m_; }
  std::int64_t length_mm() const { return length_mm_; }
  /// Steps of the longest cut where the grid's cells are smallest, 4096 at most; 0: no cut at all.
  std::ptrdiff_t reach() const { return reach_; }
  /// Lengths of the steps out of a cell of this row of the grid.
  const StepsMm& steps_mm(std::ptrdiff_t row) const { return steps_mm_[static_cast<std::size_t>(row)]; }

 private:
  double depth_m_;
  std::int64_t length_mm_;
  std::ptrdiff_t reach_;
  std::vector<StepsMm> steps_mm_;  ///< per row
};

/// A part of a grid, or all of it.
struct BreachWindow {
  GridView<float> elevation_m;   ///< the given DEM; what is not finite is nodata
  GridView<D8> outlets;          ///< kD8Outlet and kD8Terminal where water ends, other values elsewhere
  std::ptrdiff_t first_row = 0;  ///< row of the grid that is the window's first
};

/// A cell of a window and the level it is cut to.
struct BreachCut {
  std::ptrdiff_t index = 0;
  float level_m = 0;
};

/// Appends the cuts of the pits in one block of a window, a cell as often as it is cut.
/// Input: the block in rows and columns of the window.
/// Needs: the window's rows lie within the rules' grid; where the window ends within the grid, it holds the block and
/// reach() cells around it. That is enough because a pit's plateau, its way and all cells looked at for them lie within
/// reach() rows and columns of it; a cut may lie up to reach() cells outside the block.
/// Ties: of ways that lower as much the shorter one; of equally long ones the one that ends, and then comes from, the
/// first cell row by row. Only the best way to a cell is followed: where the length limit stops it, no dearer but
/// shorter one through the same cell is tried.
/// Cost: O(cells of the block) and, per pit, O(k log k) for the k cells that a cheaper way reaches, at most
/// (2 reach() + 1)². Memory: 24 bytes per cell of the widest search.
/// Source [LindsayDhun2015] for the cheapest way.
void append_cuts(const BreachWindow& window, const Tile& block, const BreachRules& rules, std::vector<BreachCut>& cuts);

/// Lowers a surface by the cuts of all pits of a DEM.
/// Input: `given` is what pits, ways and depths are judged on, `outlets` as mark_ends() marks them.
/// Output: `surface` lowered, nowhere raised. Where it held the given DEM, every pit with a cut drains.
/// Needs: all of one frame, side > 0.
/// Cost: as append_cuts(), on all cores, in tiles of this side; no memory per cell of the grid.
void cut_barriers(const Grid<float>& given, const Grid<D8>& outlets, const BreachRules& rules, Grid<float>& surface,
                  const Progress& progress = {}, std::ptrdiff_t side = kCacheTileSide);

}  // namespace tmfgeo
