// SPDX-License-Identifier: Apache-2.0
/// What the stages of a tiled run share: which tiles are whose, where they lie between the stages, who takes results.
#pragma once

#include <string_view>

#include "tmfgeo/terrain/tile_exchange.h"
#include "tmfgeo/terrain/tile_ways.h"
#include "tmfgeo/terrain/tiled_terrain.h"

namespace tmfgeo {

/// Finished tiles on their way to rank 0.
class Deliveries {
 public:
  Deliveries(const Tiling& tiling, const TileSink& sink, Ranks& ranks) : tiling_(tiling), sink_(sink), ranks_(ranks) {}

  void numbers(TiledRaster raster, std::ptrdiff_t tile, const std::vector<float>& values);
  void directions(std::ptrdiff_t tile, const std::vector<D8>& values);
  void basins(std::ptrdiff_t tile, const std::vector<std::int32_t>& values);
  /// All ranks together: hands over what has been collected.
  void flush();

 private:
  enum class Kind : std::uint8_t { numbers, directions, basins };
  template <class T>
  void send(Kind kind, TiledRaster raster, std::ptrdiff_t tile, const std::vector<T>& values);
  void take(Unpacker& unpack) const;

  const Tiling& tiling_;
  const TileSink& sink_;
  Ranks& ranks_;
  std::mutex mutex_;
  Packer outbox_;
};

struct TiledRun {
  TiledRun(const TiledInput& given, const TiledOptions& wanted, TileStore& room, Ranks& ranks, const TileSink& sink,
           const Progress& listener)
      : input(given),
        options(wanted),
        store(room),
        progress(listener),
        tiling(given.frame.rows, given.frame.columns, wanted.side),
        share(tiling, ranks),
        metrics(given.frame),
        deliveries(tiling, sink, ranks) {}

  /// Runs body(tile number, place among this rank's tiles, worker) on all threads, and delivers in between.
  template <class Body>
  void for_my_tiles(std::string_view stage, const Body& body) {
    // Of several ranks, rank 0 holds a whole batch of finished tiles.
    const std::ptrdiff_t batch = share.ranks().count() == 1 ? 32 : 4;
    for (std::ptrdiff_t done = 0; done < share.largest(); done += batch) {
      report(progress, stage, static_cast<double>(done) / static_cast<double>(share.largest()));
      parallel_for(done, std::min(done + batch, share.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
        const auto worker = workers.borrow();
        for (std::ptrdiff_t i = first; i < last; ++i) body(share.first() + i, static_cast<std::size_t>(i), *worker);
      });
      deliveries.flush();
    }
  }

  /// Loads a tile's elevations with their ring into the surface, or keeps them.
  void load_elevations(std::ptrdiff_t tile, TileSurface& surface) const;
  void keep_elevations(std::ptrdiff_t tile, const TileSurface& surface);
  void load_directions(std::ptrdiff_t tile, TileSurface& surface) const;
  void keep_directions(std::ptrdiff_t tile, const TileSurface& surface);

  const TiledInput& input;
  const TiledOptions& options;
  TileStore& store;
  const Progress& progress;
  const Tiling tiling;
  const TileShare share;
  const CellMetrics metrics;
  Deliveries deliveries;
  Pool<TileWorker> workers;

 private:
  std::int64_t slot(std::ptrdiff_t tile) const;
};

/// Elevations inside the ring of a surface.
inline TileView<const float> inner_elevations(const TileSurface& s) { return {s.elevation_m.data() + s.stride + 1, s.stride}; }

/// From the input to filled surfaces and their directions in the store; delivers both.
void condition_tiles(TiledRun& run, TiledResult& result);

/// From directions in the store to everything that flows down them; delivers it.
void follow_tiles(TiledRun& run, TiledResult& result);

}  // namespace tmfgeo
