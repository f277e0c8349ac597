// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/fill_surface.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo {
namespace {

class SurfaceFill {
 public:
  SurfaceFill(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics, std::ptrdiff_t side)
      : elevation_m_(elevation_m),
        ends_(ends),
        metrics_(metrics),
        tiling_(elevation_m.rows(), elevation_m.columns(), side),
        way_(static_cast<std::size_t>(elevation_m.size())),
        is_odd_(static_cast<std::size_t>(tiling_.count())),
        graphs_(static_cast<std::size_t>(tiling_.count())),
        trees_(static_cast<std::size_t>(tiling_.count())) {}

  FilledSurface run(const Progress& progress) {
    report(progress, "catchments", 0);
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      load_tile(elevation_m_, tiling_, t, w.surface);
      w.point_alone(metrics_, ends_);
      const auto at = static_cast<std::size_t>(t);
      solve_catchments(w.surface, ends_, tiling_, w.catchments, graphs_[at], trees_[at]);
      store_ways(w.surface);
      is_odd_[at] = has_odd_values(w.surface.tile) ? 1 : 0;
    });
    report(progress, "joining depressions", 0);
    BasinSolution solution = solve_basins(tiling_, graphs_);
    graphs_ = {};
    report(progress, "filling depressions", 0);
    std::atomic<std::int64_t> raised = 0;
    std::mutex mutex;
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      const auto at = static_cast<std::size_t>(t);
      const Tile tile = tiling_.tile(t);
      if (is_odd_[at] != 0) make_even(tile);
      std::vector<std::int64_t> sinks;
      const TileView<const D8> way{way_.data() + tiling_.index({tile.row, tile.column}), tiling_.columns()};
      raised += fill_tile({tile, way, tile_of(elevation_m_, tile)}, tiling_, trees_[at], solution.drains[at], w.fill, sinks);
      if (sinks.empty()) return;
      const std::lock_guard lock(mutex);
      solution.closed_sinks.insert(solution.closed_sinks.end(), sinks.begin(), sinks.end());
    });
    report(progress, "filling depressions", 1);
    std::sort(solution.closed_sinks.begin(), solution.closed_sinks.end());
    return {raised, std::move(solution.closed_sinks)};
  }

 private:
  template <class Body>
  void for_tiles(const Body& body) {
    parallel_for(0, tiling_.count(), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = workers_.borrow();
      for (std::ptrdiff_t t = first; t < last; ++t) body(t, *worker);
    });
  }

  void store_ways(const TileSurface& s) {
    for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
      std::copy_n(s.direction.begin() + row * s.tile.columns, s.tile.columns, way_.begin() + tiling_.index({s.tile.row + row, s.tile.column}));
    }
  }

  /// Whether the tile holds what finite_elevation() changes. Changed only once no tile looks at its neighbours.
  bool has_odd_values(const Tile& tile) const {
    std::uint32_t different = 0;
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) {
      const float* z = tile_of(std::as_const(elevation_m_), tile).row(row);
      for (std::ptrdiff_t c = 0; c < tile.columns; ++c) different |= std::bit_cast<std::uint32_t>(z[c]) ^ std::bit_cast<std::uint32_t>(finite_elevation(z[c]));
    }
    return different != 0;
  }
  void make_even(const Tile& tile) {
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) {
      float* z = tile_of(elevation_m_, tile).row(row);
      std::transform(z, z + tile.columns, z, finite_elevation);
    }
  }

  Grid<float>& elevation_m_;
  const Ends& ends_;
  const CellMetrics& metrics_;
  const Tiling tiling_;
  LargeArray<D8> way_;                  ///< to where the water of each cell gathers in its tile
  std::vector<std::uint8_t> is_odd_;  ///< per tile
  std::vector<TileGraph> graphs_;
  std::vector<TileTree> trees_;
  Pool<TileWorker> workers_;
};

}  // namespace

void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, std::ptrdiff_t number, TileSurface& s) {
  load_tile(elevation_m, tiling, tiling.tile(number), s);
}

void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, const Tile& tile, TileSurface& s) {
  s.reset(tiling, tile);
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  const std::ptrdiff_t west = s.tile.column > 0 ? 1 : 0;
  const std::ptrdiff_t east = s.tile.column + s.tile.columns < tiling.columns() ? 1 : 0;
  for (std::ptrdiff_t row = -1; row <= s.tile.rows; ++row) {
    float* to = &s.elevation_m[static_cast<std::size_t>((row + 1) * s.stride)];
    const std::ptrdiff_t from_row = s.tile.row + row;
    if (from_row < 0 || from_row >= tiling.rows()) {
      std::fill_n(to, s.stride, kNone);
      continue;
    }
    const float* from = &elevation_m[from_row * tiling.columns() + s.tile.column];
    to[0] = kNone;
    to[s.stride - 1] = kNone;
    for (std::ptrdiff_t c = -west; c < s.tile.columns + east; ++c) to[c + 1] = finite_elevation(from[c]);
  }
}

FilledSurface fill_surface(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics, std::ptrdiff_t tile_side,
                           const Progress& progress) {
  return SurfaceFill(elevation_m, ends, metrics, tile_side).run(progress);
}

}  // namespace tmfgeo
