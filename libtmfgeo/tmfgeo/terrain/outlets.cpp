// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/outlets.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

class Window {
 public:
  Window(const Tiling& grid, const Tile& extent, std::span<const float> elevation_m)
      : grid_(grid), extent_(extent), elevation_m_(elevation_m) {}

  bool has_elevation(Cell c) const { return std::isfinite(elevation_m_[static_cast<std::size_t>(extent_.index(c))]); }
  bool leaves(Cell c, const Ends& ends) const {
    const float z = elevation_m_[static_cast<std::size_t>(extent_.index(c))];
    if (ends.sea_level_m && static_cast<double>(z) <= *ends.sea_level_m) return true;
    for (D8 d = 0; d < 8; ++d) {
      const Cell n = neighbour(c, d);
      if (!grid_.contains(n)) return true;
      if (ends.nodata_is_outlet && extent_.contains(n) && !has_elevation(n)) return true;
    }
    return false;
  }

 private:
  const Tiling& grid_;
  const Tile& extent_;
  std::span<const float> elevation_m_;
};

}  // namespace

void mark_ends(const Tiling& grid, const Tile& extent, std::span<const float> elevation_m, const Ends& ends,
               std::span<D8> marks) {
  const Window window(grid, extent, elevation_m);
  for (std::ptrdiff_t i = 0; i < extent.size(); ++i) {
    const Cell c = extent.cell(i);
    D8& mark = marks[static_cast<std::size_t>(i)];
    if (!window.has_elevation(c)) {
      mark = kD8NoData;
    } else if (std::binary_search(ends.terminal_cells.begin(), ends.terminal_cells.end(), grid.index(c))) {
      mark = kD8Terminal;
    } else {
      mark = window.leaves(c, ends) ? kD8Outlet : kD8Unresolved;
    }
  }
}

Grid<D8> mark_ends(const Grid<float>& elevation_m, const Ends& ends) {
  Grid<D8> marks(elevation_m.frame());
  if (marks.size() == 0) return marks;
  const Tiling grid(marks.rows(), marks.columns(), kCacheTileSide);
  parallel_for(0, marks.rows(), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    // One row more on either side, so that cells see nodata beyond the rows.
    const std::ptrdiff_t from = std::max<std::ptrdiff_t>(first - 1, 0);
    const std::ptrdiff_t to = std::min(last + 1, marks.rows());
    std::vector<D8> around(static_cast<std::size_t>((to - from) * marks.columns()));
    mark_ends(grid, {from, 0, to - from, marks.columns()},
              elevation_m.values().subspan(static_cast<std::size_t>(from * marks.columns()), around.size()), ends, around);
    std::copy_n(around.begin() + (first - from) * marks.columns(), (last - first) * marks.columns(),
                marks.values().begin() + first * marks.columns());
  });
  return marks;
}

Ends ends_of(const Grid<float>& elevation_m, const ConditioningOptions& options) {
  return {options.nodata == NodataRule::outlet, options.sea_level_m, lowest_cells(elevation_m, options.terminal_basins)};
}

std::vector<std::int64_t> lowest_cells(const Grid<float>& elevation_m, const std::vector<Geometry>& polygons) {
  const auto read = [&](Cell first, std::ptrdiff_t, std::ptrdiff_t columns, std::span<float> values) {
    std::copy_n(&elevation_m[first], columns, values.begin());
  };
  return lowest_cells(elevation_m.frame(), read, polygons);
}

std::vector<std::int64_t> lowest_cells(const GridFrame& frame, const ReadWindow& elevation_m,
                                       const std::vector<Geometry>& polygons) {
  std::vector<std::int64_t> lowest;
  std::vector<float> row;
  for (const Geometry& polygon : polygons) {
    const std::vector<Cell> cells = cells_in_polygon(frame, polygon);
    std::int64_t bottom = -1;
    float bottom_m = std::numeric_limits<float>::infinity();
    for (auto from = cells.begin(); from != cells.end();) {
      const auto to = std::find_if(from, cells.end(), [&](Cell c) { return c.row != from->row; });
      row.resize(static_cast<std::size_t>(std::prev(to)->column - from->column + 1));
      elevation_m(*from, 1, static_cast<std::ptrdiff_t>(row.size()), row);
      const std::ptrdiff_t first = from->column;
      for (; from != to; ++from) {
        const float z = row[static_cast<std::size_t>(from->column - first)];
        if (!std::isfinite(z) || z >= bottom_m) continue;
        bottom_m = z;
        bottom = frame.index(*from);
      }
    }
    if (bottom >= 0) lowest.push_back(bottom);
  }
  std::sort(lowest.begin(), lowest.end());
  lowest.erase(std::unique(lowest.begin(), lowest.end()), lowest.end());
  return lowest;
}

}  // namespace tmfgeo
