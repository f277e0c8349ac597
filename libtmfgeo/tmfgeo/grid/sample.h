// SPDX-License-Identifier: Apache-2.0
/// Values of one grid at the cells of another.
#pragma once

#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Per cell of `frame` the value of the source's cell that holds its centre; NaN where there is none. Nothing is made up
/// between cells: an unknown value stays unknown, a coarse source shows its cells.
/// Positions are exact every 32 cells of a row and interpolated between: off by less than 0.02 cells of `frame` where
/// these are smaller than a kilometre.
/// Needs: both reference systems known. Ties: as GridFrame::cell_at. Cost: O(n), on all cores.
/// Errors: Error{environment} if PROJ has no operation between the two systems.
Grid<float> sample_nearest(const Grid<float>& source, const GridFrame& frame);

/// The same values for a window of `frame`, row by row. Needs: it lies in the frame; one value per cell.
void sample_nearest(const Grid<float>& source, const GridFrame& frame, Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns,
                    std::span<float> values);

}  // namespace tmfgeo
