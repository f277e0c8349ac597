// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

constexpr std::ptrdiff_t kExactEvery = 32;
constexpr double kTurn = 360;  // degrees

/// Centres of the cells of a row from `first` on in the source's reference system; NaN where they cannot be transformed.
/// Positions are exact at the same cells of the frame whatever the window.
void place_row(const GridFrame& frame, Cell first, const Transform& to_source, bool in_degrees, std::span<Point> centres) {
  const auto end = first.column + static_cast<std::ptrdiff_t>(centres.size());
  for (std::ptrdiff_t begin = first.column / kExactEvery * kExactEvery; begin < end; begin += kExactEvery) {
    const std::ptrdiff_t last = std::min(begin + kExactEvery, frame.columns) - 1;
    const Point west = to_source(frame.centre({first.row, begin}));
    Point east = to_source(frame.centre({first.row, last}));
    // A row over the 180° meridian goes on eastward.
    if (in_degrees && east.x - west.x < -kTurn / 2) east.x += kTurn;
    for (std::ptrdiff_t c = std::max(begin, first.column); c <= std::min(last, end - 1); ++c) {
      const double part = last > begin ? static_cast<double>(c - begin) / static_cast<double>(last - begin) : 0;
      centres[static_cast<std::size_t>(c - first.column)] = between(west, east, part);
    }
  }
}

/// Calls visit(place in the window, cell of the source) for every cell of a window of `frame` whose centre the source holds.
template <class Visit>
void locate_cells(const GridFrame& source, const GridFrame& frame, Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns,
                  const Visit& visit) {
  TMFGEO_EXPECTS(first.row >= 0 && first.column >= 0 && first.row + rows <= frame.rows && first.column + columns <= frame.columns);
  parallel_for(0, rows, 64, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    const Transform to_source(frame.crs, source.crs);
    const bool in_degrees = source.crs.is_geographic();
    std::vector<Point> centres(static_cast<std::size_t>(columns));
    for (std::ptrdiff_t row = begin; row < end; ++row) {
      place_row(frame, {first.row + row, first.column}, to_source, in_degrees, centres);
      for (std::ptrdiff_t c = 0; c < columns; ++c) {
        const Point p = centres[static_cast<std::size_t>(c)];
        if (!is_finite(p)) continue;
        Cell cell = source.cell_at(p);
        for (const double turn : {kTurn, -kTurn}) {
          if (in_degrees && !source.contains(cell)) cell = source.cell_at({p.x + turn, p.y});
        }
        if (source.contains(cell)) visit(static_cast<std::size_t>(row * columns + c), cell);
      }
    }
  });
}

/// A cell of the source wanted at a place of the window.
struct Wanted {
  std::size_t place;
  Cell cell;
};

/// The values of cells by windows small enough to be read at once.
void read_wanted(const ReadCells& read, std::span<Wanted> wanted, std::span<float> values) {
  constexpr std::ptrdiff_t kMost = 4'000'000;
  if (wanted.empty()) return;
  Cell low = wanted.front().cell;
  Cell high = low;
  for (const Wanted& w : wanted) {
    low = {std::min(low.row, w.cell.row), std::min(low.column, w.cell.column)};
    high = {std::max(high.row, w.cell.row), std::max(high.column, w.cell.column)};
  }
  const std::ptrdiff_t rows = high.row - low.row + 1;
  const std::ptrdiff_t columns = high.column - low.column + 1;
  if (rows * columns > kMost && rows > 1 && columns > 1) {
    const bool across = rows >= columns;
    const auto before = [&](const Wanted& w) { return across ? w.cell.row < low.row + rows / 2 : w.cell.column < low.column + columns / 2; };
    const auto middle = std::partition(wanted.begin(), wanted.end(), before);
    read_wanted(read, {wanted.begin(), middle}, values);
    read_wanted(read, {middle, wanted.end()}, values);
    return;
  }
  std::vector<float> window(static_cast<std::size_t>(rows * columns));
  read(low, rows, columns, window);
  for (const Wanted& w : wanted) {
    values[w.place] = window[static_cast<std::size_t>((w.cell.row - low.row) * columns + w.cell.column - low.column)];
  }
}

}  // namespace

void sample_nearest(const Grid<float>& source, const GridFrame& frame, Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns,
                    std::span<float> values) {
  std::fill(values.begin(), values.end(), std::numeric_limits<float>::quiet_NaN());
  locate_cells(source.frame(), frame, first, rows, columns, [&](std::size_t place, Cell cell) { values[place] = source[cell]; });
}

void sample_nearest(const GridFrame& source, const ReadCells& read, const GridFrame& frame, Cell first, std::ptrdiff_t rows,
                    std::ptrdiff_t columns, std::span<float> values) {
  std::fill(values.begin(), values.end(), std::numeric_limits<float>::quiet_NaN());
  std::vector<Wanted> cells(values.size(), {values.size(), {}});
  locate_cells(source, frame, first, rows, columns, [&](std::size_t place, Cell cell) { cells[place] = {place, cell}; });
  std::erase_if(cells, [&](const Wanted& w) { return w.place == values.size(); });
  read_wanted(read, cells, values);
}

Grid<float> sample_nearest(const Grid<float>& source, const GridFrame& frame) {
  Grid<float> sampled(frame);
  sample_nearest(source, frame, {0, 0}, frame.rows, frame.columns, sampled.values());
  return sampled;
}

}  // namespace tmfgeo
