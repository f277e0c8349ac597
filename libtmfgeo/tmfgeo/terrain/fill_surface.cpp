// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/fill_surface.h"

#include <algorithm>
#include <atomic>

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
        home_(std::make_unique_for_overwrite<std::uint32_t[]>(static_cast<std::size_t>(elevation_m.size()))),
        graphs_(static_cast<std::size_t>(tiling_.count())),
        trees_(static_cast<std::size_t>(tiling_.count())) {}

  FilledSurface run(const Progress& progress) {
    report(progress, "catchments", 0);
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      load_tile(elevation_m_, tiling_, t, w.surface);
      w.point_alone(metrics_, ends_);
      const auto at = static_cast<std::size_t>(t);
      solve_catchments(w.surface, ends_, tiling_, w.catchments, graphs_[at], trees_[at]);
      each_row(w.surface.tile, [&](std::ptrdiff_t row, std::ptrdiff_t in_grid) {
        std::copy_n(w.surface.catchment.begin() + row * w.surface.tile.columns, w.surface.tile.columns, &home_[static_cast<std::size_t>(in_grid)]);
      });
    });
    report(progress, "joining depressions", 0);
    BasinSolution solution = solve_basins(tiling_, graphs_);
    graphs_ = {};
    report(progress, "filling depressions", 0);
    std::atomic<std::int64_t> raised = 0;
    std::mutex mutex;
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      load_inner(t, w.surface);
      const auto at = static_cast<std::size_t>(t);
      std::vector<std::int64_t> sinks;
      raised += fill_tile(w.surface, trees_[at], solution.drains[at], w.fill, sinks);
      store_inner(w.surface);
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

  /// Calls visit(row of the tile, index in the grid of the row's first cell).
  template <class Visit>
  void each_row(const Tile& tile, const Visit& visit) const {
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) visit(row, (tile.row + row) * tiling_.columns() + tile.column);
  }

  void load_inner(std::ptrdiff_t t, TileSurface& s) const {
    s.reset(tiling_, tiling_.tile(t));
    each_row(s.tile, [&](std::ptrdiff_t row, std::ptrdiff_t in_grid) {
      std::transform(&elevation_m_[in_grid], &elevation_m_[in_grid] + s.tile.columns, s.elevation_m.begin() + (row + 1) * s.stride + 1,
                     finite_elevation);
      std::copy_n(&home_[static_cast<std::size_t>(in_grid)], s.tile.columns, s.catchment.begin() + row * s.tile.columns);
    });
  }

  void store_inner(const TileSurface& s) {
    each_row(s.tile, [&](std::ptrdiff_t row, std::ptrdiff_t in_grid) {
      std::copy_n(s.elevation_m.begin() + (row + 1) * s.stride + 1, s.tile.columns, &elevation_m_[in_grid]);
    });
  }

  Grid<float>& elevation_m_;
  const Ends& ends_;
  const CellMetrics& metrics_;
  const Tiling tiling_;
  std::unique_ptr<std::uint32_t[]> home_;  ///< catchment of every cell within its tile
  std::vector<TileGraph> graphs_;
  std::vector<TileTree> trees_;
  Pool<TileWorker> workers_;
};

}  // namespace

void load_tile(const Grid<float>& elevation_m, const Tiling& tiling, std::ptrdiff_t number, TileSurface& s) {
  s.reset(tiling, tiling.tile(number));
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
