// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/outlets.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tmfgeo/terrain/flood.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

namespace {

/// The cells connected with `first` for which belongs(cell) holds, in ascending order; marks them as seen.
template <class Belongs>
std::vector<std::ptrdiff_t> connected_cells(std::ptrdiff_t first, const Neighbours& neighbours,
                                            std::vector<std::uint8_t>& seen, const Belongs& belongs) {
  std::vector<std::ptrdiff_t> cells{first};
  seen[static_cast<std::size_t>(first)] = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    neighbours(cells[i], [&](D8, std::ptrdiff_t n) {
      std::uint8_t& n_seen = seen[static_cast<std::size_t>(n)];
      if (n_seen != 0 || !belongs(n)) return;
      n_seen = 1;
      cells.push_back(n);
    });
  }
  std::sort(cells.begin(), cells.end());
  return cells;
}

std::ptrdiff_t lowest_of(const std::vector<std::ptrdiff_t>& cells, const Grid<float>& elevation_m) {
  return *std::min_element(cells.begin(), cells.end(),
                           [&](std::ptrdiff_t a, std::ptrdiff_t b) { return elevation_m[a] < elevation_m[b]; });
}

void mark_edges_of_data(const Grid<float>& elevation_m, const ConditioningOptions& options, Grid<D8>& outlets) {
  const Neighbours neighbours(elevation_m.frame());
  for (std::ptrdiff_t i = 0; i < outlets.size(); ++i) {
    if (outlets[i] == kD8NoData) continue;
    bool leaves = neighbours.on_edge(i) ||
                  (options.sea_level_m && static_cast<double>(elevation_m[i]) <= *options.sea_level_m);
    if (!leaves && options.nodata == NodataRule::outlet) {
      neighbours(i, [&](D8, std::ptrdiff_t n) { leaves = leaves || outlets[n] == kD8NoData; });
    }
    if (leaves) outlets[i] = kD8Outlet;
  }
}

void mark_terminal_basins(const Grid<float>& elevation_m, const std::vector<Geometry>& basins, Grid<D8>& outlets) {
  for (const Geometry& basin : basins) {
    std::vector<std::ptrdiff_t> cells;
    for (const Cell cell : cells_in_polygon(elevation_m.frame(), basin)) {
      const std::ptrdiff_t i = elevation_m.frame().index(cell);
      if (outlets[i] != kD8NoData) cells.push_back(i);
    }
    if (!cells.empty()) outlets[lowest_of(cells, elevation_m)] = kD8Terminal;
  }
}

/// Regions without an outlet can only be where nodata is a wall.
void mark_closed_regions(const Grid<float>& elevation_m, Grid<D8>& outlets) {
  const Neighbours neighbours(elevation_m.frame());
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(outlets.size()), 0);
  for (std::ptrdiff_t i = 0; i < outlets.size(); ++i) {
    if (seen[static_cast<std::size_t>(i)] != 0 || outlets[i] == kD8NoData) continue;
    const std::vector<std::ptrdiff_t> region =
        connected_cells(i, neighbours, seen, [&](std::ptrdiff_t n) { return outlets[n] != kD8NoData; });
    const bool closed =
        std::all_of(region.begin(), region.end(), [&](std::ptrdiff_t n) { return outlets[n] == kD8Unreached; });
    if (closed) outlets[lowest_of(region, elevation_m)] = kD8Terminal;
  }
}

}  // namespace

Grid<D8> find_outlets(const Dem& dem, const ConditioningOptions& options) {
  const Grid<float>& elevation_m = dem.elevation_m;
  Grid<D8> outlets(elevation_m.frame(), kD8Unreached);
  for (std::ptrdiff_t i = 0; i < outlets.size(); ++i) {
    if (!std::isfinite(elevation_m[i])) outlets[i] = kD8NoData;
  }
  mark_edges_of_data(elevation_m, options, outlets);
  mark_terminal_basins(elevation_m, options.terminal_basins, outlets);
  if (options.nodata == NodataRule::wall) mark_closed_regions(elevation_m, outlets);
  return outlets;
}

std::ptrdiff_t mark_deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled, const CellMetrics& metrics,
                                     double min_depth_m, double min_area_km2, Grid<D8>& outlets) {
  const Neighbours neighbours(filled.frame());
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(filled.size()), 0);
  std::ptrdiff_t marked = 0;
  for (std::ptrdiff_t i = 0; i < filled.size(); ++i) {
    if (seen[static_cast<std::size_t>(i)] != 0 || !(filled[i] > unfilled[i])) continue;
    const float level_m = filled[i];
    const std::vector<std::ptrdiff_t> lake = connected_cells(
        i, neighbours, seen, [&](std::ptrdiff_t n) { return filled[n] > unfilled[n] && filled[n] == level_m; });
    const std::ptrdiff_t bottom = lowest_of(lake, unfilled);
    double area_m2 = 0;
    for (const std::ptrdiff_t n : lake) area_m2 += metrics.row(n / filled.columns()).area_m2;
    if (static_cast<double>(level_m) - static_cast<double>(unfilled[bottom]) <= min_depth_m) continue;
    if (area_m2 <= min_area_km2 * 1e6) continue;
    outlets[bottom] = kD8Terminal;
    ++marked;
  }
  return marked;
}

}  // namespace tmfgeo
