// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flood.h"

#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

namespace {

struct FrontCell {
  float elevation_m;
  std::ptrdiff_t index;
  bool operator>(const FrontCell& other) const {
    return std::tie(elevation_m, index) > std::tie(other.elevation_m, other.index);
  }
};
using Front = std::priority_queue<FrontCell, std::vector<FrontCell>, std::greater<>>;

Front starts(const Grid<float>& surface, const Grid<D8>& way_out) {
  std::vector<FrontCell> cells;
  for (std::ptrdiff_t i = 0; i < way_out.size(); ++i) {
    if (way_out[i] == kD8Outlet || way_out[i] == kD8Terminal) cells.push_back({surface[i], i});
  }
  return Front(std::greater<>{}, std::move(cells));
}

}  // namespace

void flood(Grid<float>& surface, Grid<D8>& way_out, const Progress& progress) {
  const Neighbours neighbours(surface.frame());
  Front front = starts(surface, way_out);
  // All cells of one level, lakes included, in breadth-first order: every cell's way out is then a shortest one over
  // the level's flat, and none of them costs a heap operation beyond the shore.
  std::vector<std::ptrdiff_t> level_cells;
  std::ptrdiff_t reached = 0;
  std::ptrdiff_t next_report = 0;
  while (!front.empty()) {
    const float level_m = front.top().elevation_m;
    level_cells.clear();
    while (!front.empty() && front.top().elevation_m <= level_m) {
      level_cells.push_back(front.top().index);
      front.pop();
    }
    for (std::size_t i = 0; i < level_cells.size(); ++i) {
      neighbours(level_cells[i], [&](D8 direction, std::ptrdiff_t n) {
        if (way_out[n] != kD8Unreached) return;
        way_out[n] = opposite(direction);
        if (surface[n] > level_m) {
          front.push({surface[n], n});
          return;
        }
        if (surface[n] < level_m) surface[n] = level_m;
        level_cells.push_back(n);
      });
    }
    reached += static_cast<std::ptrdiff_t>(level_cells.size());
    if (reached >= next_report) {
      report(progress, "filling depressions", static_cast<double>(reached) / static_cast<double>(surface.size()));
      next_report = reached + (std::ptrdiff_t{1} << 18);
    }
  }
}

}  // namespace tmfgeo
