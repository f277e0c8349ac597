// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flat_rounds.h"
#include "tmfgeo/terrain/flow.h"
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
    std::vector<std::vector<FlatRim>> rims(static_cast<std::size_t>(tiling_.count()));
    for_each(tiling_.count(), [&](std::ptrdiff_t t, TileWorker& w) {
      point(t, {}, FlatRound::shores, w);
      rims[static_cast<std::size_t>(t)] = w.rim;
    });
    settle_flats(tiling_, std::move(rims), [&](FlatRound round, std::span<const FlatTurn> turns) {
      std::vector<std::vector<FlatRim>> told(turns.size());
      for_each(static_cast<std::ptrdiff_t>(turns.size()), [&](std::ptrdiff_t i, TileWorker& w) {
        const auto turn = static_cast<std::size_t>(i);
        point(turns[turn].tile, turns[turn].ring, round, w);
        told[turn] = w.rim;
      });
      return told;
    });
    return {std::move(direction_)};
  }

 private:
  template <class Body>
  void for_each(std::ptrdiff_t count, const Body& body) {
    parallel_for(0, count, 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = workers_.borrow();
      for (std::ptrdiff_t i = first; i < last; ++i) body(i, *worker);
    });
  }

  /// A tile's last turn gives its final directions.
  void point(std::ptrdiff_t t, std::span<const FlatRim> ring, FlatRound round, TileWorker& w) {
    load_tile(dem_.elevation_m(), tiling_, t, w.surface);
    w.point(metrics_, dem_.ends(), ring, round);
    const Tile& tile = w.surface.tile;
    for (std::ptrdiff_t row = 0; row < tile.rows; ++row) {
      std::copy_n(w.surface.direction.begin() + row * tile.columns, tile.columns,
                  &direction_[(tile.row + row) * tiling_.columns() + tile.column]);
    }
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
