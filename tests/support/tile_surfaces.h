// SPDX-License-Identifier: Apache-2.0
/// Tiles of a grid as the solver takes them.
#pragma once

#include "support/ascii_dem.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo::test {

/// Directions of a tile as picture_of() draws them; p for a pit.
inline std::string picture_of(const TileSurface& surface) {
  const Grid<D8> ways(metric_frame(surface.tile.rows, surface.tile.columns), surface.direction);
  std::string drawn = picture_of(ways);
  std::size_t at = 0;
  for (char& c : drawn) {
    if (c == '\n') continue;
    if (surface.direction[at++] == kD8Pit) c = 'p';
  }
  return drawn;
}

/// All tiles of a grid pointed downhill, each by itself, their catchments told.
struct SolvedTiles {
  SolvedTiles(const Grid<float>& elevation_m, std::ptrdiff_t side, const Ends& ends)
      : tiling(elevation_m.rows(), elevation_m.columns(), side) {
    const CellMetrics metrics(elevation_m.frame());
    const auto count = static_cast<std::size_t>(tiling.count());
    workers.resize(count);
    graphs.resize(count);
    trees.resize(count);
    for (std::size_t t = 0; t < count; ++t) {
      TileWorker& w = workers[t];
      load_tile(elevation_m, tiling, static_cast<std::ptrdiff_t>(t), w.surface);
      w.point_alone(metrics, ends);
      solve_catchments(w.surface, ends, tiling, w.catchments, graphs[t], trees[t]);
    }
  }

  Tiling tiling;
  std::vector<TileWorker> workers;
  std::vector<TileGraph> graphs;
  std::vector<TileTree> trees;
};

}  // namespace tmfgeo::test
