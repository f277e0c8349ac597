// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/drain_surface.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/flat_rounds.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo {
namespace {

class MemoryDriver {
 public:
  MemoryDriver(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics, std::ptrdiff_t side,
               const Progress& progress)
      : elevation_m_(elevation_m),
        ends_(ends),
        metrics_(metrics),
        tiling_(elevation_m.rows(), elevation_m.columns(), side),
        progress_(progress),
        way_(elevation_m.frame(), kD8NoData),
        home_(static_cast<std::size_t>(elevation_m.size())),
        graphs_(static_cast<std::size_t>(tiling_.count())),
        trees_(static_cast<std::size_t>(tiling_.count())) {}

  DrainedSurface run() {
    const std::vector<char> solved = point_all();
    solve_rest(solved);
    report(progress_, "joining depressions", 0.6);
    DrainedSurface result;
    const std::vector<TileDrains> drains = solve_basins(tiling_, graphs_, result.closed_regions);
    graphs_ = {};
    std::atomic<std::int64_t> raised = 0;
    std::atomic<std::int64_t> terminal = 0;
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      load_inner(t, w.surface);
      std::int64_t closed = 0;
      const auto at = static_cast<std::size_t>(t);
      raised += drain_tile(w.surface, trees_[at], drains[at], w.drains, closed);
      terminal += closed;
      store_drained(w.surface);
    });
    result.filled_cells = raised;
    result.closed_regions += terminal;
    result.way_out = std::move(way_);
    return result;
  }

 private:
  template <class Body>
  void for_tiles(const Body& body) {
    parallel_for(0, tiling_.count(), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = workers_.borrow();
      for (std::ptrdiff_t t = first; t < last; ++t) body(t, *worker);
    });
  }

  /// Ways in every tile; solves at once what needs no neighbour.
  std::vector<char> point_all() {
    report(progress_, "flow directions", 0);
    rims_.resize(graphs_.size());
    std::vector<char> solved(graphs_.size(), 0);
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      load(t, w.surface);
      w.point(metrics_, ends_, {}, FlatRound::shores);
      const auto at = static_cast<std::size_t>(t);
      rims_[at] = w.rim;
      if (has_open_flat(w.rim)) {
        store(w.surface.tile, w.surface.direction, way_.values());
        return;
      }
      solve(t, w);
      solved[at] = 1;
    });
    return solved;
  }

  /// The last ways a tile gets in the rounds are its final ones.
  void solve_rest(const std::vector<char>& solved) {
    settle_flats(tiling_, std::move(rims_), [&](FlatRound round, std::span<const FlatTurn> turns) {
      std::vector<std::vector<FlatRim>> told(turns.size());
      parallel_for(0, static_cast<std::ptrdiff_t>(turns.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
        const auto worker = workers_.borrow();
        for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
          load(turns[i].tile, worker->surface);
          worker->point(metrics_, ends_, turns[i].ring, round);
          store(worker->surface.tile, worker->surface.direction, way_.values());
          told[i] = worker->rim;
        }
      });
      return told;
    });
    for_tiles([&](std::ptrdiff_t t, TileWorker& w) {
      if (solved[static_cast<std::size_t>(t)] != 0) return;
      load(t, w.surface);
      load_ways(w.surface);
      solve(t, w);
    });
  }

  void solve(std::ptrdiff_t t, TileWorker& w) {
    const auto at = static_cast<std::size_t>(t);
    solve_catchments(w.surface, ends_, tiling_, w.catchments, graphs_[at], trees_[at]);
    store(w.surface.tile, w.surface.direction, way_.values());
    store(w.surface.tile, w.surface.catchment, std::span<std::uint32_t>(home_));
  }

  template <class T>
  void store(const Tile& tile, const std::vector<T>& values, std::span<T> all) const {
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) {
      std::copy_n(values.begin() + row * tile.columns, tile.columns,
                  all.begin() + (tile.row + row) * tiling_.columns() + tile.column);
    }
  }

  void load_ways(TileSurface& s) const {
    for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
      std::copy_n(&way_[(s.tile.row + row) * tiling_.columns() + s.tile.column], s.tile.columns,
                  s.direction.begin() + row * s.tile.columns);
    }
  }

  void load(std::ptrdiff_t t, TileSurface& s) const { load_tile(elevation_m_, tiling_, t, s); }

  void load_inner(std::ptrdiff_t t, TileSurface& s) const {
    s.reset(tiling_, tiling_.tile(t));
    load_ways(s);
    for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
      const std::ptrdiff_t from = (s.tile.row + row) * tiling_.columns() + s.tile.column;
      float* to = &s.elevation_m[static_cast<std::size_t>((row + 1) * s.stride + 1)];
      for (std::ptrdiff_t c = 0; c < s.tile.columns; ++c) to[c] = finite_elevation(elevation_m_[from + c]);
      std::copy_n(&home_[static_cast<std::size_t>(from)], s.tile.columns,
                  &s.catchment[static_cast<std::size_t>(row * s.tile.columns)]);
    }
  }

  void store_drained(const TileSurface& s) {
    for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
      const std::ptrdiff_t to = (s.tile.row + row) * tiling_.columns() + s.tile.column;
      std::copy_n(&s.elevation_m[static_cast<std::size_t>((row + 1) * s.stride + 1)], s.tile.columns, &elevation_m_[to]);
    }
    store(s.tile, s.direction, way_.values());
  }

  Grid<float>& elevation_m_;
  const Ends& ends_;
  const CellMetrics& metrics_;
  const Tiling tiling_;
  const Progress& progress_;
  Grid<D8> way_;
  std::vector<std::uint32_t> home_;
  std::vector<std::vector<FlatRim>> rims_;
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

DrainedSurface drain_surface(Grid<float>& elevation_m, const Ends& ends, const CellMetrics& metrics,
                             std::ptrdiff_t tile_side, const Progress& progress) {
  return MemoryDriver(elevation_m, ends, metrics, tile_side, progress).run();
}

}  // namespace tmfgeo
