// SPDX-License-Identifier: Apache-2.0
/// Ways down by definition: slopes in double precision, flats by one breadth-first search over the whole grid.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "support/fill_twin.h"
#include "support/terrain_twins.h"

namespace tmfgeo::test {

/// In a twin's ways: no neighbour is lower, and nothing of the same elevation has a way.
inline constexpr D8 kNoWay = 100;

/// Where water goes from a cell that is an end or has a lower neighbour; kNoWay for other cells.
inline D8 own_way(const Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics, std::ptrdiff_t cell) {
  const GridFrame& frame = elevation_m.frame();
  if (std::isnan(elevation_m[cell])) return kD8NoData;
  if (is_terminal(ends, cell)) return kD8Terminal;
  if (is_sea(elevation_m, ends, cell)) return kD8Outlet;
  double steepest = 0;
  D8 way = kNoWay;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(frame.cell(cell), d);
    if (!frame.contains(n)) continue;
    const double drop_m = static_cast<double>(elevation_m[cell]) - static_cast<double>(elevation_m[n]);
    const double slope = drop_m / metrics.step_m(frame.cell(cell).row, d);
    if (slope > steepest * (1 + 1e-6)) {
      steepest = slope;
      way = d;
    }
  }
  return way == kNoWay && water_may_leave(elevation_m, ends, cell) ? kD8Outlet : way;
}

/// Gives the cells without a way a shortest one over their own elevation to a cell that has one.
inline void lead_over_flats(const Grid<float>& elevation_m, Grid<D8>& way) {
  const GridFrame& frame = elevation_m.frame();
  Grid<std::ptrdiff_t> steps(frame, -1);
  std::vector<std::ptrdiff_t> front;
  for (std::ptrdiff_t i = 0; i < way.size(); ++i) {
    if (way[i] == kNoWay || way[i] == kD8NoData) continue;
    steps[i] = 0;
    front.push_back(i);
  }
  for (std::size_t i = 0; i < front.size(); ++i) {
    for (const std::ptrdiff_t n : neighbours_of(frame, front[i])) {
      if (steps[n] >= 0 || elevation_m[n] != elevation_m[front[i]]) continue;
      steps[n] = steps[front[i]] + 1;
      front.push_back(n);
    }
  }
  for (const std::ptrdiff_t cell : front) {
    for (const D8 d : std::array<D8, 8>{0, 2, 4, 6, 1, 3, 5, 7}) {
      const Cell n = neighbour(frame.cell(cell), d);
      const bool nearer = frame.contains(n) && elevation_m[n] == elevation_m[cell] && steps[frame.index(n)] == steps[cell] - 1;
      if (way[cell] == kNoWay && nearer) way[cell] = d;
    }
  }
}

/// What route_d8() promises of a surface without pits.
inline Grid<D8> ways_by_definition(const Grid<float>& elevation_m, const Ends& ends) {
  const CellMetrics metrics(elevation_m.frame());
  Grid<D8> way(elevation_m.frame(), kNoWay);
  for (std::ptrdiff_t i = 0; i < way.size(); ++i) way[i] = own_way(elevation_m, ends, metrics, i);
  lead_over_flats(elevation_m, way);
  return way;
}

}  // namespace tmfgeo::test
