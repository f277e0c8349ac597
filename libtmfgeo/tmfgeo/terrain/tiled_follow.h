// SPDX-License-Identifier: Apache-2.0
/// Fields along the ways, over the tiles of a run.
#pragma once

#include "tmfgeo/terrain/downstream.h"
#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {

/// Loads a tile's directions alone into the worker's surface.
inline TileSurface& load_ways(const TiledRun& run, std::ptrdiff_t tile, TileWorker& worker) {
  worker.surface.reset(run.tiling, run.tiling.tile(tile));
  run.load_directions(tile, worker.surface);
  return worker.surface;
}
inline TileView<const D8> directions_of(const TileSurface& s) { return {s.direction.data(), s.tile.columns}; }

/// What lies beyond this rank's tiles. with_field(tile, its place, worker, use) makes a tile's field and uses it.
template <DownstreamField Field, class WithField>
std::vector<std::vector<typename Field::Value>> values_beyond_tiles(TiledRun& run, std::string_view stage, const WithField& with_field) {
  using Value = typename Field::Value;
  std::vector<RimMessage<Value>> told(static_cast<std::size_t>(run.share.size()));
  run.for_my_tiles(stage, [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
    with_field(t, i, w, [&](const Field& field) {
      told[i] = TileDownstream<Field>().gather(w.surface.tile, directions_of(w.surface), field);
    });
  });
  return run.share.ask<std::vector<Value>>(std::move(told), [&](const std::vector<RimMessage<Value>>& all) {
    return solve_rims(run.tiling, all, [](const RimGraph& graph, const std::vector<Value>& value) {
      return values_beyond(graph, value, Field::join);
    });
  });
}

/// Finishes a field tile by tile: write(field, surface, row, values of the row, out), then deliver(tile, out).
template <class Out, DownstreamField Field, class WithField, class Write, class Deliver>
void follow(TiledRun& run, std::string_view stage, const WithField& with_field, const Write& write, const Deliver& deliver) {
  const auto beyond = values_beyond_tiles<Field>(run, stage, with_field);
  run.for_my_tiles(stage, [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
    with_field(t, i, w, [&](const Field& field) {
      const Tile& tile = w.surface.tile;
      std::vector<Out> out(static_cast<std::size_t>(tile.size()));
      TileDownstream<Field>().finish(tile, directions_of(w.surface), field, beyond[i],
                                     [&](std::ptrdiff_t row, const typename Field::Value* values) {
                                       write(field, row, values, std::span(out).subspan(static_cast<std::size_t>(row * tile.columns), static_cast<std::size_t>(tile.columns)));
                                     });
      deliver(t, out);
    });
  });
}

}  // namespace tmfgeo
