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
  void labels(TiledLabels labels, std::ptrdiff_t tile, const std::vector<std::int32_t>& values);
  /// All ranks together: hands over what has been collected.
  void flush();

 private:
  enum class Kind : std::uint8_t { numbers, directions, labels };
  template <class Which, class T>
  void send(Kind kind, Which which, std::ptrdiff_t tile, const std::vector<T>& values);
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

  /// The place among this rank's tiles of the one that holds a cell; −1 if it is another rank's.
  std::ptrdiff_t place_of(std::int64_t cell) const {
    const std::ptrdiff_t place = tiling.tile_of({cell / tiling.columns(), cell % tiling.columns()}) - share.first();
    return place < share.size() ? std::max<std::ptrdiff_t>(place, -1) : -1;
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

inline std::vector<float> inner_of(const TileSurface& s) {
  std::vector<float> inner;
  for (std::ptrdiff_t r = 0; r < s.tile.rows; ++r) {
    const float* row = inner_elevations(s).row(r);
    inner.insert(inner.end(), row, row + s.tile.columns);
  }
  return inner;
}

/// Lists behind each other.
template <class T>
std::vector<T> joined(std::vector<std::vector<T>> parts) {
  std::vector<T> all;
  for (std::vector<T>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(all));
    part = {};
  }
  return all;
}

/// From the input to filled surfaces and their directions in the store; delivers both.
void condition_tiles(TiledRun& run, TiledResult& result);

/// From directions in the store to everything that flows down them; delivers it.
void follow_tiles(TiledRun& run, TiledResult& result);

}  // namespace tmfgeo
