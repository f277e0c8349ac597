// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

namespace {

/// The first of `count` centres at 0.5, 1.5, … cells that lies at or after a position; `count` if none does.
std::ptrdiff_t first_centre_at(double position, std::ptrdiff_t count) {
  return static_cast<std::ptrdiff_t>(std::clamp(std::ceil(position - 0.5), 0.0, static_cast<double>(count)));
}

/// Where the edges of a polygon cross the centre lines of rows, per row.
std::vector<std::vector<double>> crossings(const GridFrame& frame, const Geometry& polygon) {
  std::vector<std::vector<double>> columns_at(static_cast<std::size_t>(frame.rows));
  const auto add_edge = [&](Point a, Point b) {
    const double a_row = (frame.north - a.y) / frame.cell_height;
    const double b_row = (frame.north - b.y) / frame.cell_height;
    const double a_column = (a.x - frame.west) / frame.cell_width;
    const double b_column = (b.x - frame.west) / frame.cell_width;
    const std::ptrdiff_t first = first_centre_at(std::min(a_row, b_row), frame.rows);
    const std::ptrdiff_t end = first_centre_at(std::max(a_row, b_row), frame.rows);
    for (std::ptrdiff_t row = first; row < end; ++row) {
      const double t = (static_cast<double>(row) + 0.5 - a_row) / (b_row - a_row);
      columns_at[static_cast<std::size_t>(row)].push_back(a_column + t * (b_column - a_column));
    }
  };
  for (std::size_t part = 0; part < polygon.part_count(); ++part) {
    const std::span<const Point> ring = polygon.part(part);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      if (is_finite(ring[i]) && is_finite(ring[i + 1])) add_edge(ring[i], ring[i + 1]);
    }
  }
  return columns_at;
}

}  // namespace

std::vector<Cell> cells_in_polygon(const GridFrame& frame, const Geometry& polygon) {
  std::vector<Cell> cells;
  if (polygon.kind != GeometryKind::polygon) return cells;
  std::vector<std::vector<double>> columns_at = crossings(frame, polygon);
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) {
    std::vector<double>& columns = columns_at[static_cast<std::size_t>(row)];
    std::sort(columns.begin(), columns.end());
    for (std::size_t i = 0; i + 1 < columns.size(); i += 2) {
      const std::ptrdiff_t end = first_centre_at(columns[i + 1], frame.columns);
      for (std::ptrdiff_t column = first_centre_at(columns[i], frame.columns); column < end; ++column) {
        cells.push_back({row, column});
      }
    }
  }
  return cells;
}

}  // namespace tmfgeo
