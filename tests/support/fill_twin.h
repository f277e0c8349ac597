// SPDX-License-Identifier: Apache-2.0
/// The filled surface by definition: one flood over the whole grid, no tiles.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo::test {

/// NaN for what is not finite, no negative zero.
inline Grid<float> only_finite(Grid<float> elevation_m) {
  for (float& z : elevation_m.values()) z = !std::isfinite(z) ? std::numeric_limits<float>::quiet_NaN() : z == 0 ? 0.0F : z;
  return elevation_m;
}

inline bool is_terminal(const Ends& ends, std::ptrdiff_t cell) {
  return std::binary_search(ends.terminal_cells.begin(), ends.terminal_cells.end(), cell);
}

inline bool is_sea(const Grid<float>& elevation_m, const Ends& ends, std::ptrdiff_t cell) {
  return ends.sea_level_m && static_cast<double>(elevation_m[cell]) <= *ends.sea_level_m;
}

/// Whether water may leave the data from a cell, whatever is lower beside it.
inline bool water_may_leave(const Grid<float>& elevation_m, const Ends& ends, std::ptrdiff_t cell) {
  const GridFrame& frame = elevation_m.frame();
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(frame.cell(cell), d);
    if (!frame.contains(n) || (ends.nodata_is_outlet && std::isnan(elevation_m[n]))) return true;
  }
  return false;
}

struct FilledTwin {
  Grid<float> elevation_m;
  std::vector<std::int64_t> closed_sinks;  ///< sorted
};

/// A flood from all ends that goes on from the lowest cell of its shore; what it cannot reach is flooded from its lowest
/// cell, of equally low ones the first row by row.
inline FilledTwin filled_by_flood(const Grid<float>& given, const Ends& ends = {}) {
  const Grid<float> elevation_m = only_finite(given);
  FilledTwin filled{elevation_m, {}};
  Grid<float>& level = filled.elevation_m;
  const GridFrame& frame = level.frame();
  std::vector<char> reached(static_cast<std::size_t>(level.size()), 0);
  using Shore = std::pair<float, std::ptrdiff_t>;
  std::priority_queue<Shore, std::vector<Shore>, std::greater<>> shore;
  const auto reach = [&](std::ptrdiff_t i, float from) {
    if (std::isnan(level[i]) || std::exchange(reached[static_cast<std::size_t>(i)], char{1}) != 0) return false;
    level[i] = std::max(level[i], from);
    shore.emplace(level[i], i);
    return true;
  };
  const auto flood = [&] {
    while (!shore.empty()) {
      const auto [from, cell] = shore.top();
      shore.pop();
      for (D8 d = 0; d < 8; ++d) {
        const Cell n = neighbour(frame.cell(cell), d);
        if (frame.contains(n)) reach(frame.index(n), from);
      }
    }
  };
  for (std::ptrdiff_t i = 0; i < level.size(); ++i) {
    const bool end = is_sea(elevation_m, ends, i) || is_terminal(ends, i) || water_may_leave(elevation_m, ends, i);
    if (end) reach(i, elevation_m[i]);
  }
  flood();
  std::vector<Shore> rest;
  for (std::ptrdiff_t i = 0; i < level.size(); ++i) {
    if (!std::isnan(level[i]) && reached[static_cast<std::size_t>(i)] == 0) rest.emplace_back(level[i], i);
  }
  std::sort(rest.begin(), rest.end());
  for (const auto& [lowest_m, cell] : rest) {
    if (!reach(cell, lowest_m)) continue;
    filled.closed_sinks.push_back(cell);
    flood();
  }
  std::sort(filled.closed_sinks.begin(), filled.closed_sinks.end());
  return filled;
}

}  // namespace tmfgeo::test
