// SPDX-License-Identifier: Apache-2.0
/// Single ways down through the tiles of a run, and what the run tells of single cells.
#pragma once

#include "tmfgeo/terrain/tiled_run.h"

namespace tmfgeo {

/// A way down, and what drains to its ends.
struct TiledWay {
  FlowPath path;             ///< without cells where the start has no direction
  std::int64_t beyond = -1;  ///< the cell that the last one drains into; −1 at an end
  double first_km2 = 0;      ///< upstream area of the first cell
  double last_km2 = 0;       ///< and of the last
};

/// Upstream areas of a tile whose directions are loaded; its place among this rank's tiles.
using TileAreas = std::function<std::vector<double>(const TileSurface&, std::size_t place)>;

/// Follows the way down from each start to the first cell with an upstream area of at least stop_km2, or to its end.
/// Input: the same starts on all ranks, in any order. Without areas_of ways go to their ends and areas stay 0.
/// Output: on rank 0 one way per start.
/// Cost: a round over the tiles that ways are in for every tile a way crosses.
std::vector<TiledWay> follow_ways(TiledRun& run, const std::vector<std::int64_t>& starts, const TileAreas& areas_of, double stop_km2);

/// Cells in a run's tiles that somebody wants to know values of, and the values as they are found.
template <class Value>
class CellValues {
 public:
  /// Input: the same cells on all ranks.
  CellValues(const TiledRun& run, std::vector<std::int64_t> cells)
      : share_(run.share), columns_(run.tiling.columns()), of_tile_(static_cast<std::size_t>(run.share.size())) {
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const std::int64_t cell : cells) {
      const std::ptrdiff_t place = run.place_of(cell);
      if (place >= 0) of_tile_[static_cast<std::size_t>(place)].push_back({cell, Value{}});
    }
  }

  /// Takes the values of one of this rank's tiles, one per cell. Different tiles may come at the same time.
  void take(std::size_t place, const Tile& tile, const std::vector<Value>& values) {
    for (Told& told : of_tile_[place]) {
      told.value = values[static_cast<std::size_t>(tile.index({told.cell / columns_, told.cell % columns_}))];
    }
  }
  /// All ranks together, after the last tile.
  void collect() {
    told_ = share_.collect(joined(std::move(of_tile_)));
    std::sort(told_.begin(), told_.end(), [](const Told& a, const Told& b) { return a.cell < b.cell; });
  }
  /// On rank 0. Needs: collect(); the cell is one of those wanted.
  Value at(std::int64_t cell) const {
    const auto found = std::lower_bound(told_.begin(), told_.end(), cell, [](const Told& a, std::int64_t b) { return a.cell < b; });
    TMFGEO_EXPECTS(found != told_.end() && found->cell == cell);
    return found->value;
  }

 private:
  struct Told {
    std::int64_t cell;
    Value value;
  };
  const TileShare& share_;
  std::ptrdiff_t columns_;
  std::vector<std::vector<Told>> of_tile_;
  std::vector<Told> told_;
};

}  // namespace tmfgeo
