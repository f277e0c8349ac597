// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/tile_worker.h"

namespace tmfgeo {
namespace {

/// Rows of which a core works at once: with the elevations around them they fit its cache.
constexpr std::ptrdiff_t kBandRows = 16;

class D8Routing {
 public:
  D8Routing(const ConditionedDem& dem, std::ptrdiff_t band_rows)
      : elevation_m_(dem.elevation_m()),
        ends_(dem.ends()),
        metrics_(elevation_m_.frame()),
        tiling_(elevation_m_.rows(), elevation_m_.columns(), band_rows),
        direction_(elevation_m_.frame()) {
    flats_.reset(elevation_m_.rows(), elevation_m_.columns());
  }

  FlowField run() {
    const std::ptrdiff_t bands = (tiling_.rows() + tiling_.side() - 1) / tiling_.side();
    parallel_for(0, bands, 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      const auto worker = workers_.borrow();
      for (std::ptrdiff_t band = first; band < last; ++band) point(band * tiling_.side(), *worker);
    });
    const auto settle = [&](std::ptrdiff_t row, std::ptrdiff_t word, const NewWays& ways) {
      D8* const first = &direction_[row * tiling_.columns() + word * FlatSearch::kCells];
      ways.each([&](int bit, D8 way) { first[bit] = way; });
    };
    flats_.sweep(settle);
    flats_.list_all();
    while (flats_.is_listed()) flats_.round_on_all_cores(settle);
    return {std::move(direction_)};
  }

 private:
  /// Directions of a band of whole rows; its flats stay open.
  void point(std::ptrdiff_t row, TileWorker& w) {
    TileSurface& s = w.surface;
    load_tile(elevation_m_, tiling_, {row, 0, std::min(tiling_.side(), tiling_.rows() - row), tiling_.columns()}, s);
    steepest_descent(s, metrics_, ends_);
    std::copy_n(s.direction.begin(), s.tile.size(), &direction_[row * tiling_.columns()]);
    const auto columns = static_cast<std::size_t>(tiling_.columns());
    for (std::ptrdiff_t r = 0; r < s.tile.rows; ++r) {
      flats_.open_row(row + r, {s.open_row(r), static_cast<std::size_t>(s.words)}, std::span(s.level).subspan(static_cast<std::size_t>(r) * columns, columns));
    }
  }

  const Grid<float>& elevation_m_;
  const Ends& ends_;
  const CellMetrics metrics_;
  const Tiling tiling_;
  Grid<D8> direction_;
  FlatSearch flats_;
  Pool<TileWorker> workers_;
};

}  // namespace

FlowField route_d8(const ConditionedDem& dem, std::ptrdiff_t tile_side) {
  if (dem.elevation_m().size() == 0) return {Grid<D8>(dem.elevation_m().frame())};
  return D8Routing(dem, std::min(tile_side, kBandRows)).run();
}

}  // namespace tmfgeo
