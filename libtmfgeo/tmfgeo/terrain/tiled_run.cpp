// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {
namespace {

std::int64_t padded_bytes(std::ptrdiff_t side) { return (side + 2) * (side + 2) * static_cast<std::int64_t>(sizeof(float)); }
std::int64_t slot_bytes(std::ptrdiff_t side) {
  return padded_bytes(side) + side * side * static_cast<std::int64_t>(sizeof(D8));
}

template <class T>
std::span<const std::byte> bytes_of(const std::vector<T>& values, std::ptrdiff_t count) {
  return std::as_bytes(std::span(values).first(static_cast<std::size_t>(count)));
}
template <class T>
std::span<std::byte> bytes_of(std::vector<T>& values, std::ptrdiff_t count) {
  return std::as_writable_bytes(std::span(values).first(static_cast<std::size_t>(count)));
}

}  // namespace

template <class Which, class T>
void Deliveries::send(Kind kind, Which which, std::ptrdiff_t tile, const std::vector<T>& values) {
  const std::lock_guard lock(mutex_);
  outbox_(kind);
  outbox_(static_cast<std::uint8_t>(which));
  outbox_(tile);
  outbox_(values);
}

void Deliveries::numbers(TiledRaster raster, std::ptrdiff_t tile, const std::vector<float>& values) {
  if (ranks_.count() > 1) return send(Kind::numbers, raster, tile, values);
  sink_.numbers(raster, tiling_.tile(tile), values);
}

void Deliveries::directions(std::ptrdiff_t tile, const std::vector<D8>& values) {
  if (ranks_.count() > 1) return send(Kind::directions, 0, tile, values);
  sink_.directions(tiling_.tile(tile), values);
}

void Deliveries::labels(TiledLabels labels, std::ptrdiff_t tile, const std::vector<std::int32_t>& values) {
  if (ranks_.count() > 1) return send(Kind::labels, labels, tile, values);
  sink_.labels(labels, tiling_.tile(tile), values);
}

void Deliveries::flush() {
  if (ranks_.count() == 1) return;
  for (const Bytes& part : ranks_.gather(outbox_.take())) {
    Unpacker unpack(part);
    while (!unpack.done()) take(unpack);
  }
  outbox_ = {};
}

void Deliveries::take(Unpacker& unpack) const {
  Kind kind{};
  std::uint8_t which = 0;
  std::ptrdiff_t number = 0;
  unpack(kind);
  unpack(which);
  unpack(number);
  const Tile tile = tiling_.tile(number);
  const auto values = [&](auto list) {
    unpack(list);
    return list;
  };
  switch (kind) {
    case Kind::numbers: return sink_.numbers(static_cast<TiledRaster>(which), tile, values(std::vector<float>{}));
    case Kind::directions: return sink_.directions(tile, values(std::vector<D8>{}));
    case Kind::labels: return sink_.labels(static_cast<TiledLabels>(which), tile, values(std::vector<std::int32_t>{}));
  }
}

std::int64_t TiledRun::slot(std::ptrdiff_t tile) const { return (tile - share.first()) * slot_bytes(tiling.side()); }

void TiledRun::load_elevations(std::ptrdiff_t tile, TileSurface& s) const {
  s.reset(tiling, tiling.tile(tile));
  store.read(slot(tile), bytes_of(s.elevation_m, (s.tile.rows + 2) * s.stride));
}
void TiledRun::keep_elevations(std::ptrdiff_t tile, const TileSurface& s) {
  store.write(slot(tile), bytes_of(s.elevation_m, (s.tile.rows + 2) * s.stride));
}
void TiledRun::load_directions(std::ptrdiff_t tile, TileSurface& s) const {
  store.read(slot(tile) + padded_bytes(tiling.side()), bytes_of(s.direction, s.tile.size()));
}
void TiledRun::keep_directions(std::ptrdiff_t tile, const TileSurface& s) {
  store.write(slot(tile) + padded_bytes(tiling.side()), bytes_of(s.direction, s.tile.size()));
}
TiledNeeds tiled_needs(std::ptrdiff_t rows, std::ptrdiff_t columns, std::ptrdiff_t side, int ranks, int threads) {
  const Tiling tiling(rows, columns, side);
  const std::int64_t tiles = (tiling.count() + ranks - 1) / ranks;
  const std::int64_t cells = side * side;
  // Per rim cell: its node and elevation, up to three passes, and what the solution keeps of them; half the cells of a
  // rough surface's rim are nodes. Per thread: the surface, its passes and the outputs of a tile. Per cell: what tiles
  // keep of their catchments, 16 bytes for each.
  constexpr std::int64_t kPerRimCell = 160;
  constexpr std::int64_t kPerWorkedCell = 40;
  return {tiles * slot_bytes(side), tiling.count() * 4 * side * kPerRimCell + threads * cells * kPerWorkedCell + rows * columns / 2};
}

TiledResult run_tiled(const TiledInput& input, const TiledOptions& options, TileStore& store, Ranks& ranks,
                      const TileSink& sink, const Progress& progress) {
  TMFGEO_EXPECTS(input.frame.size() > 0 && options.side > 0);
  TiledRun run(input, options, store, ranks, sink, progress);
  TiledResult result;
  condition_tiles(run, result);
  follow_tiles(run, result);
  return result;
}

}  // namespace tmfgeo
