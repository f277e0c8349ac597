// SPDX-License-Identifier: Apache-2.0
/// Values of one grid at the cells of another.
#pragma once

#include <functional>
#include <span>

#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Per cell of `frame` the value of the source's cell that holds its centre; NaN where there is none. Nothing is made up
/// between cells: an unknown value stays unknown, a coarse source shows its cells.
/// Positions are exact every 32 cells of a row and interpolated between: off by less than 0.02 cells of `frame` where
/// these are smaller than a kilometre.
/// A source in degrees is looked up a turn farther east or west too, where its cells do not hold a centre.
/// Needs: both reference systems known. Ties: as GridFrame::cell_at. Cost: O(n), on all cores.
/// Errors: Error{environment} if PROJ has no operation between the two systems.
Grid<float> sample_nearest(const Grid<float>& source, const GridFrame& frame);

/// The same values for a window of `frame`, row by row. Needs: it lies in the frame; one value per cell.
void sample_nearest(const Grid<float>& source, const GridFrame& frame, Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns,
                    std::span<float> values);

/// Reads rows × columns cells of a grid from a cell on, row by row.
using ReadCells = std::function<void(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values)>;

/// The same values from a source that is read by windows. read() is called with windows of at most 4 million cells, one
/// row or column if these are longer. Errors: also those of `read`.
void sample_nearest(const GridFrame& source, const ReadCells& read, const GridFrame& frame, Cell first, std::ptrdiff_t rows,
                    std::ptrdiff_t columns, std::span<float> values);

}  // namespace tmfgeo
