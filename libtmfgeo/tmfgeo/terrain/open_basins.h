// SPDX-License-Identifier: Apache-2.0
/// Which basins of a window are whole, and which may go on beyond it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

/// Sides of a grid that were cut out of a larger one: the elevations go on beyond them.
struct OpenSides {
  bool north = false;
  bool south = false;
  bool west = false;
  bool east = false;
  std::ptrdiff_t band = 1;  ///< cells along an open side whose water may have come, or may go, beyond it

  bool any() const { return north || south || west || east; }
  /// Whether a cell of a grid of this shape lies in the band of an open side.
  bool near(Cell c, std::ptrdiff_t rows, std::ptrdiff_t columns) const {
    return (north && c.row < band) || (south && c.row >= rows - band) || (west && c.column < band) ||
           (east && c.column >= columns - band);
  }
};

/// Takes the directions (kD8NoData) of every basin with a cell in the band of an open side.
/// Output: how many cells lost theirs. What is left are whole basins: all water of a cell that is left comes from cells
/// that are left, and its way ends at an end of the larger grid.
/// Why the rest is right: an open side is an outlet that the larger grid has not, so no level of the window is above the
/// larger grid's. A way that reaches a true end on that level shows that it is not below either; with equal levels the
/// steepest way is the same. Water from beyond would have to pass the band, which is why a basin in it is not believed.
/// Cost: O(n) on all cores; 4 bytes per cell meanwhile.
std::int64_t leave_out_open_basins(FlowField& flow, const OpenSides& open);

}  // namespace tmfgeo
