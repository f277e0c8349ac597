// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/outlets.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

std::vector<std::int64_t> lowest_cells(const Grid<float>& elevation_m, const std::vector<Geometry>& polygons) {
  std::vector<std::int64_t> lowest;
  for (const Geometry& polygon : polygons) {
    std::optional<std::ptrdiff_t> bottom;
    for (const Cell cell : cells_in_polygon(elevation_m.frame(), polygon)) {
      const std::ptrdiff_t i = elevation_m.frame().index(cell);
      if (std::isfinite(elevation_m[i]) && (!bottom || elevation_m[i] < elevation_m[*bottom])) bottom = i;
    }
    if (bottom) lowest.push_back(*bottom);
  }
  std::sort(lowest.begin(), lowest.end());
  lowest.erase(std::unique(lowest.begin(), lowest.end()), lowest.end());
  return lowest;
}

std::vector<std::int64_t> deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled,
                                           const CellMetrics& metrics, double min_depth_m, double min_area_km2) {
  const Neighbours neighbours(filled.frame());
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(filled.size()), 0);
  std::vector<std::ptrdiff_t> lake;
  std::vector<std::int64_t> bottoms;
  for (std::ptrdiff_t i = 0; i < filled.size(); ++i) {
    if (seen[static_cast<std::size_t>(i)] != 0 || !(filled[i] > unfilled[i])) continue;
    const float level_m = filled[i];
    double area_m2 = 0;
    std::ptrdiff_t bottom = i;
    lake.assign(1, i);
    seen[static_cast<std::size_t>(i)] = 1;
    for (std::size_t k = 0; k < lake.size(); ++k) {
      const std::ptrdiff_t cell = lake[k];
      area_m2 += metrics.row(cell / filled.columns()).area_m2;
      if (unfilled[cell] < unfilled[bottom] || (unfilled[cell] == unfilled[bottom] && cell < bottom)) bottom = cell;
      neighbours(cell, [&](D8, std::ptrdiff_t n) {
        std::uint8_t& n_seen = seen[static_cast<std::size_t>(n)];
        if (n_seen != 0 || !(filled[n] > unfilled[n]) || filled[n] != level_m) return;
        n_seen = 1;
        lake.push_back(n);
      });
    }
    const bool deep = static_cast<double>(level_m) - static_cast<double>(unfilled[bottom]) > min_depth_m;
    if (deep && area_m2 > min_area_km2 * 1e6) bottoms.push_back(bottom);
  }
  std::sort(bottoms.begin(), bottoms.end());
  return bottoms;
}

}  // namespace tmfgeo
