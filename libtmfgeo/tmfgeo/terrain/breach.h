// SPDX-License-Identifier: Apache-2.0
/// Cuts through the barriers that hold water back.
#pragma once

#include "tmfgeo/core/progress.h"
#include "tmfgeo/grid/cell_metrics.h"

namespace tmfgeo {

struct BreachLimits {
  double depth_m = 0;   ///< no cell is lowered by more than this
  double length_m = 0;  ///< from the pit to the ground it drains to, along the cut
};

/// From each pit, in the order in which a flood from the outlets finds them, follows the flood's way back to ground no
/// higher than the pit and lowers what lies between to the pit's elevation, if the cut stays within the limits.
/// Input: `dem` is what depths are measured against, `surface` may lie below it; `outlets` as flood() takes it.
/// Output: `surface` lowered, nowhere raised. Pits beyond the limits are left.
/// Needs: all of one frame.
/// Ties: of equally high cells, the one the flood saw first.
/// Cost: O(n log n + cells of the ways followed); a way is left as soon as it breaks a limit.
/// Source [Lindsay2016].
void breach(const Grid<float>& dem, Grid<float>& surface, const Grid<D8>& outlets, const CellMetrics& metrics,
            const BreachLimits& limits, const Progress& progress);

}  // namespace tmfgeo
