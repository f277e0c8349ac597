// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

constexpr std::ptrdiff_t kExactEvery = 32;

/// Centres of a row's cells in the source's reference system; NaN where they cannot be transformed.
void place_row(const GridFrame& frame, std::ptrdiff_t row, const Transform& to_source, std::vector<Point>& centres) {
  for (std::ptrdiff_t begin = 0; begin < frame.columns; begin += kExactEvery) {
    const std::ptrdiff_t last = std::min(begin + kExactEvery, frame.columns) - 1;
    const Point west = to_source(frame.centre({row, begin}));
    const Point east = to_source(frame.centre({row, last}));
    for (std::ptrdiff_t c = begin; c <= last; ++c) {
      const double part = last > begin ? static_cast<double>(c - begin) / static_cast<double>(last - begin) : 0;
      centres[static_cast<std::size_t>(c)] = between(west, east, part);
    }
  }
}

}  // namespace

Grid<float> sample_nearest(const Grid<float>& source, const GridFrame& frame) {
  Grid<float> sampled(frame, std::numeric_limits<float>::quiet_NaN());
  parallel_for(0, frame.rows, 64, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    const Transform to_source(frame.crs, source.frame().crs);
    std::vector<Point> centres(static_cast<std::size_t>(frame.columns));
    for (std::ptrdiff_t row = begin; row < end; ++row) {
      place_row(frame, row, to_source, centres);
      for (std::ptrdiff_t c = 0; c < frame.columns; ++c) {
        const Point p = centres[static_cast<std::size_t>(c)];
        if (!is_finite(p)) continue;
        const Cell cell = source.frame().cell_at(p);
        if (source.frame().contains(cell)) sampled[Cell{row, c}] = source[cell];
      }
    }
  });
  return sampled;
}

}  // namespace tmfgeo
