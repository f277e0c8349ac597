// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/shared_flats.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo {
namespace {

class D8Routing {
 public:
  D8Routing(const ConditionedDem& dem, std::ptrdiff_t side)
      : dem_(dem),
        metrics_(dem.elevation_m().frame()),
        tiling_(dem.elevation_m().rows(), dem.elevation_m().columns(), side),
        direction_(dem.elevation_m().frame(), kD8NoData) {}

  FlowField run() {
    std::vector<std::int64_t> shared;
    std::mutex mutex;
    parallel_for(0, tiling_.count(), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = workers_.borrow();
      std::vector<std::int64_t> open;
      for (std::ptrdiff_t t = first; t < last; ++t) {
        point(t, *worker);
        for (const std::ptrdiff_t cell : worker->unresolved) open.push_back(worker->surface.in_grid(cell));
      }
      const std::lock_guard lock(mutex);
      shared.insert(shared.end(), open.begin(), open.end());
    });
    resolve_shared_flats(dem_.elevation_m(), shared, direction_);
    return {std::move(direction_)};
  }

 private:
  /// Directions of a tile, flats that go on beyond it excepted.
  void point(std::ptrdiff_t t, TileWorker& w) {
    load_tile(dem_.elevation_m(), tiling_, t, w.surface);
    w.point_inner(metrics_, dem_.ends());
    each_row(w.surface.tile, [&](std::ptrdiff_t in_tile, std::ptrdiff_t in_grid) {
      std::copy_n(w.surface.direction.begin() + in_tile, w.surface.tile.columns, &direction_[in_grid]);
    });
  }

  template <class Visit>
  void each_row(const Tile& tile, const Visit& visit) const {
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) visit(row * tile.columns, (tile.row + row) * tiling_.columns() + tile.column);
  }

  const ConditionedDem& dem_;
  const CellMetrics metrics_;
  const Tiling tiling_;
  Grid<D8> direction_;
  Pool<TileWorker> workers_;
};

}  // namespace

FlowField route_d8(const ConditionedDem& dem, std::ptrdiff_t tile_side) {
  if (dem.elevation_m().size() == 0) return {Grid<D8>(dem.elevation_m().frame())};
  return D8Routing(dem, tile_side).run();
}

}  // namespace tmfgeo
