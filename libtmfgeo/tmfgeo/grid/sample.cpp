// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

constexpr std::ptrdiff_t kExactEvery = 32;

/// Centres of the cells of a row from `first` on in the source's reference system; NaN where they cannot be transformed.
/// Positions are exact at the same cells of the frame whatever the window.
void place_row(const GridFrame& frame, Cell first, const Transform& to_source, std::span<Point> centres) {
  const auto end = first.column + static_cast<std::ptrdiff_t>(centres.size());
  for (std::ptrdiff_t begin = first.column / kExactEvery * kExactEvery; begin < end; begin += kExactEvery) {
    const std::ptrdiff_t last = std::min(begin + kExactEvery, frame.columns) - 1;
    const Point west = to_source(frame.centre({first.row, begin}));
    const Point east = to_source(frame.centre({first.row, last}));
    for (std::ptrdiff_t c = std::max(begin, first.column); c <= std::min(last, end - 1); ++c) {
      const double part = last > begin ? static_cast<double>(c - begin) / static_cast<double>(last - begin) : 0;
      centres[static_cast<std::size_t>(c - first.column)] = between(west, east, part);
    }
  }
}

}  // namespace

void sample_nearest(const Grid<float>& source, const GridFrame& frame, Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns,
                    std::span<float> values) {
  TMFGEO_EXPECTS(first.row >= 0 && first.column >= 0 && first.row + rows <= frame.rows && first.column + columns <= frame.columns);
  parallel_for(0, rows, 64, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    const Transform to_source(frame.crs, source.frame().crs);
    std::vector<Point> centres(static_cast<std::size_t>(columns));
    for (std::ptrdiff_t row = begin; row < end; ++row) {
      place_row(frame, {first.row + row, first.column}, to_source, centres);
      for (std::ptrdiff_t c = 0; c < columns; ++c) {
        const Point p = centres[static_cast<std::size_t>(c)];
        float& value = values[static_cast<std::size_t>(row * columns + c)];
        value = std::numeric_limits<float>::quiet_NaN();
        if (!is_finite(p)) continue;
        const Cell cell = source.frame().cell_at(p);
        if (source.frame().contains(cell)) value = source[cell];
      }
    }
  });
}

Grid<float> sample_nearest(const Grid<float>& source, const GridFrame& frame) {
  Grid<float> sampled(frame);
  sample_nearest(source, frame, {0, 0}, frame.rows, frame.columns, sampled.values());
  return sampled;
}

}  // namespace tmfgeo
