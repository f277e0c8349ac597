// SPDX-License-Identifier: Apache-2.0
/// Slow and obvious forms of the terrain functions, and the properties a result must have.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "support/terrains.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {

inline std::vector<std::ptrdiff_t> neighbours_of(const GridFrame& frame, std::ptrdiff_t index) {
  std::vector<std::ptrdiff_t> result;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(frame.cell(index), d);
    if (frame.contains(n)) result.push_back(frame.index(n));
  }
  return result;
}

/// Whether water leaves the data from a cell: at the grid's edge or beside nodata.
inline bool at_edge_of_data(const Grid<float>& elevation_m, std::ptrdiff_t index) {
  const std::vector<std::ptrdiff_t> around = neighbours_of(elevation_m.frame(), index);
  return around.size() < 8 ||
         std::any_of(around.begin(), around.end(), [&](std::ptrdiff_t n) { return std::isnan(elevation_m[n]); });
}

/// The filled surface by lowering a flood until nothing changes: a cell's level is the higher of its own elevation and
/// the lowest level around it. Source [PlanchonDarboux2002].
inline Grid<float> filled_by_iteration(const Grid<float>& elevation_m) {
  Grid<float> level = elevation_m;
  for (std::ptrdiff_t i = 0; i < level.size(); ++i) {
    if (!std::isnan(level[i]) && !at_edge_of_data(elevation_m, i)) level[i] = std::numeric_limits<float>::infinity();
  }
  for (bool changed = true; changed;) {
    changed = false;
    const auto lower = [&](std::ptrdiff_t i) {
      if (!(level[i] > elevation_m[i])) return;
      for (const std::ptrdiff_t n : neighbours_of(level.frame(), i)) {
        const float best = std::max(elevation_m[i], level[n]);
        if (best < level[i]) {
          level[i] = best;
          changed = true;
        }
      }
    };
    for (std::ptrdiff_t i = 0; i < level.size(); ++i) lower(i);
    for (std::ptrdiff_t i = level.size(); i-- > 0;) lower(i);
  }
  return level;
}

/// How many cells differ; nodata equals nodata.
inline std::ptrdiff_t cells_that_differ(const Grid<float>& a, const Grid<float>& b) {
  TMFGEO_EXPECTS(a.size() == b.size());
  std::ptrdiff_t count = 0;
  for (std::ptrdiff_t i = 0; i < a.size(); ++i) count += a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i])) ? 1 : 0;
  return count;
}

/// Where the way down from a cell ends, or −1 if it takes more steps than there are cells: then it has a loop.
inline std::ptrdiff_t end_of_way(const Grid<D8>& direction, std::ptrdiff_t index) {
  for (std::ptrdiff_t step = 0; step <= direction.size(); ++step) {
    if (!is_step(direction[index])) return index;
    const Cell next = neighbour(direction.frame().cell(index), direction[index]);
    if (!direction.frame().contains(next)) return -1;
    index = direction.frame().index(next);
  }
  return -1;
}

/// Sums of a value of every cell over all cells that drain through a cell, by walking down from every cell.
template <class Own>
Grid<double> sums_by_walking(const Grid<D8>& direction, const Own& own) {
  Grid<double> sum(direction.frame(), 0);
  for (std::ptrdiff_t start = 0; start < direction.size(); ++start) {
    if (direction[start] == kD8NoData) {
      sum[start] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    std::ptrdiff_t cell = start;
    sum[cell] += own(start);
    while (is_step(direction[cell])) {
      cell = direction.frame().index(neighbour(direction.frame().cell(cell), direction[cell]));
      sum[cell] += own(start);
    }
  }
  return sum;
}

/// Upstream areas by walking down from every cell.
inline Grid<double> area_by_walking(const Grid<D8>& direction) {
  const CellMetrics metrics(direction.frame());
  return sums_by_walking(direction, [&](std::ptrdiff_t i) { return metrics.row(i / direction.columns()).area_m2 / 1e6; });
}

/// Sides of tiles from one cell to more than the test terrains have.
inline constexpr std::ptrdiff_t kTileSides[] = {1, 2, 3, 4, 5, 6, 7, 16, 256};

/// Whether two grids hold the same values; unknown equals unknown.
template <class T>
bool same_values(const Grid<T>& a, const Grid<T>& b) {
  return a.size() == b.size() && std::equal(a.values().begin(), a.values().end(), b.values().begin(),
                                            [](T x, T y) { return x == y || (x != x && y != y); });
}

/// A grid turned by a quarter to the left, as often as asked, after mirroring it west–east if asked.
inline Grid<float> turned(Grid<float> grid, int quarters, bool mirrored) {
  const auto remapped = [](const Grid<float>& from, std::ptrdiff_t rows, std::ptrdiff_t columns, const auto& source) {
    Grid<float> to(metric_frame(rows, columns));
    for (std::ptrdiff_t i = 0; i < to.size(); ++i) to[i] = from[source(to.frame().cell(i))];
    return to;
  };
  if (mirrored) {
    grid = remapped(grid, grid.rows(), grid.columns(), [&](Cell c) { return Cell{c.row, grid.columns() - 1 - c.column}; });
  }
  for (; quarters > 0; --quarters) {
    grid = remapped(grid, grid.columns(), grid.rows(), [&](Cell c) { return Cell{c.column, grid.columns() - 1 - c.row}; });
  }
  return grid;
}

}  // namespace tmfgeo::test
