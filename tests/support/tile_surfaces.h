// SPDX-License-Identifier: Apache-2.0
/// Tiles of a grid as the solver takes them.
#pragma once

#include "support/ascii_dem.h"
#include "tmfgeo/terrain/flat_rounds.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo::test {

/// A tile's elevations with the ring around it, NaN off the grid.
inline void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, std::ptrdiff_t number, TileSurface& surface) {
  surface.reset(tiling, tiling.tile(number));
  const Tile& tile = surface.tile;
  for (std::ptrdiff_t row = -1; row <= tile.rows; ++row) {
    for (std::ptrdiff_t column = -1; column <= tile.columns; ++column) {
      const Cell cell{tile.row + row, tile.column + column};
      surface.elevation_m[static_cast<std::size_t>((row + 1) * surface.stride + column + 1)] =
          tiling.contains(cell) ? finite_elevation(elevation_m[cell]) : std::numeric_limits<float>::quiet_NaN();
    }
  }
}

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

/// All tiles of a grid pointed downhill, their flats settled, their catchments told.
struct SolvedTiles {
  SolvedTiles(const Grid<float>& elevation_m, std::ptrdiff_t side, const Ends& ends)
      : tiling(elevation_m.rows(), elevation_m.columns(), side), metrics(elevation_m.frame()) {
    const auto count = static_cast<std::size_t>(tiling.count());
    workers.resize(count);
    graphs.resize(count);
    trees.resize(count);
    std::vector<std::vector<FlatRim>> rims;
    const auto point = [&](std::size_t t, std::span<const FlatRim> ring, FlatRound round) {
      load_tile(elevation_m, tiling, static_cast<std::ptrdiff_t>(t), workers[t].surface);
      workers[t].point(metrics, ends, ring, round);
      return workers[t].rim;
    };
    for (std::size_t t = 0; t < count; ++t) rims.push_back(point(t, {}, FlatRound::shores));
    settle_flats(tiling, std::move(rims), [&](FlatRound round, std::span<const FlatTurn> turns) {
      std::vector<std::vector<FlatRim>> told;
      for (const FlatTurn& turn : turns) told.push_back(point(static_cast<std::size_t>(turn.tile), turn.ring, round));
      return told;
    });
    for (std::size_t t = 0; t < count; ++t) {
      solve_catchments(workers[t].surface, ends, tiling, workers[t].catchments, graphs[t], trees[t]);
    }
  }

  Tiling tiling;
  CellMetrics metrics;
  std::vector<TileWorker> workers;
  std::vector<TileGraph> graphs;
  std::vector<TileTree> trees;
};

}  // namespace tmfgeo::test
