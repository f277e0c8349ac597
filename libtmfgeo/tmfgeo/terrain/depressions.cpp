// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/depressions.h"

#include <algorithm>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/spanning_forest.h"

namespace tmfgeo {
namespace {

bool counts(const Depression& d, const DepressionLimits& limits) {
  return static_cast<double>(d.level_m) - static_cast<double>(d.bottom_m) > limits.min_depth_m && d.area_km2 > limits.min_area_km2;
}

void add(Depression& to, const Depression& part) {
  to.area_km2 += part.area_km2;
  if (part.bottom_m > to.bottom_m || (part.bottom_m == to.bottom_m && part.bottom > to.bottom)) return;
  to.bottom_m = part.bottom_m;
  to.bottom = part.bottom;
}

class TileSearch {
 public:
  TileSearch(const Tile& tile, TileView<const float> unfilled, TileView<const float> filled, const OwnValues& areas, const Tiling& tiling)
      : tile_(tile), unfilled_(unfilled), filled_(filled), areas_(areas), tiling_(tiling), part_(static_cast<std::size_t>(tile.size()), kUnseen) {}

  TileDepressions run(const DepressionLimits& limits) {
    TileDepressions found;
    for (std::ptrdiff_t i = 0; i < tile_.size(); ++i) {
      if (part_[static_cast<std::size_t>(i)] != kUnseen || !raised(i)) continue;
      bool reaches_rim = false;
      const Depression depression = gather(i, static_cast<std::int32_t>(found.parts.size()), reaches_rim);
      if (reaches_rim) {
        found.parts.push_back(depression);
      } else if (counts(depression, limits)) {
        found.bottoms.push_back(depression.bottom);
      }
    }
    found.part_at.resize(static_cast<std::size_t>(tile_.rim_size()));
    for (std::size_t r = 0; r < found.part_at.size(); ++r) {
      found.part_at[r] = part_[static_cast<std::size_t>(tile_.rim_cell(static_cast<std::ptrdiff_t>(r)))];
    }
    return found;
  }

 private:
  static constexpr std::int32_t kUnseen = -1;

  float before(std::ptrdiff_t i) const { return unfilled_.row(i / tile_.columns)[i % tile_.columns]; }
  float after(std::ptrdiff_t i) const { return filled_.row(i / tile_.columns)[i % tile_.columns]; }
  bool raised(std::ptrdiff_t i) const { return after(i) > before(i); }

  /// The group of a cell. Those within the tile leave numbers behind that no rim cell has.
  Depression gather(std::ptrdiff_t first, std::int32_t number, bool& reaches_rim) {
    Depression all{.level_m = after(first)};
    group_.assign(1, first);
    part_[static_cast<std::size_t>(first)] = number;
    for (std::size_t k = 0; k < group_.size(); ++k) {
      const std::ptrdiff_t i = group_[k];
      const Cell at = tile_.cell(i);
      double area_km2 = 0;
      areas_.fill(at.row, nullptr, 1, &area_km2);
      add(all, {all.level_m, before(i), tiling_.index(at), area_km2});
      reaches_rim = reaches_rim || tile_.on_rim(i);
      for (D8 d = 0; d < 8; ++d) {
        const Cell n = neighbour(at, d);
        if (!tile_.contains(n)) continue;
        const std::ptrdiff_t next = tile_.index(n);
        if (part_[static_cast<std::size_t>(next)] != kUnseen || !raised(next) || after(next) != all.level_m) continue;
        part_[static_cast<std::size_t>(next)] = number;
        group_.push_back(next);
      }
    }
    return all;
  }

  const Tile& tile_;
  TileView<const float> unfilled_;
  TileView<const float> filled_;
  const OwnValues& areas_;
  const Tiling& tiling_;
  std::vector<std::int32_t> part_;
  std::vector<std::ptrdiff_t> group_;
};

}  // namespace

TileDepressions find_depressions(const Tile& tile, TileView<const float> unfilled, TileView<const float> filled, const OwnValues& areas,
                                 const Tiling& tiling, const DepressionLimits& limits) {
  return TileSearch(tile, unfilled, filled, areas, tiling).run(limits);
}

std::vector<std::int64_t> join_depressions(const Tiling& tiling, std::span<const TileDepressions> tiles, const DepressionLimits& limits) {
  std::vector<std::int64_t> bottoms;
  std::vector<Depression> all;
  std::vector<std::uint32_t> first;  // number of a tile's first part among all
  for (const TileDepressions& tile : tiles) {
    bottoms.insert(bottoms.end(), tile.bottoms.begin(), tile.bottoms.end());
    first.push_back(static_cast<std::uint32_t>(all.size()));
    all.insert(all.end(), tile.parts.begin(), tile.parts.end());
  }
  Groups groups;
  groups.reset(all.size());
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    const Tile tile = tiling.tile(static_cast<std::ptrdiff_t>(t));
    for (std::ptrdiff_t r = 0; r < tile.rim_size(); ++r) {
      const std::int32_t part = tiles[t].part_at[static_cast<std::size_t>(r)];
      if (part < 0) continue;
      const std::uint32_t here = first[t] + static_cast<std::uint32_t>(part);
      for (D8 d = 0; d < 8; ++d) {
        const Cell n = neighbour(tile.cell(tile.rim_cell(r)), d);
        if (tile.contains(n) || !tiling.contains(n)) continue;
        const auto other = static_cast<std::size_t>(tiling.tile_of(n));
        const Tile beyond = tiling.tile(static_cast<std::ptrdiff_t>(other));
        const std::int32_t there = tiles[other].part_at[static_cast<std::size_t>(beyond.rim_of(beyond.index(n)))];
        if (there < 0) continue;
        const std::uint32_t next = first[other] + static_cast<std::uint32_t>(there);
        if (all[next].level_m == all[here].level_m) groups.join(here, next);
      }
    }
  }
  std::vector<Depression> joined(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    Depression& whole = joined[groups.of(i)];
    whole.level_m = all[i].level_m;
    add(whole, all[i]);
  }
  for (const Depression& depression : joined) {
    if (depression.bottom >= 0 && counts(depression, limits)) bottoms.push_back(depression.bottom);
  }
  std::sort(bottoms.begin(), bottoms.end());
  return bottoms;
}

std::vector<std::int64_t> deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled, const CellMetrics& metrics,
                                           const DepressionLimits& limits, std::ptrdiff_t tile_side) {
  if (filled.size() == 0) return {};
  const Tiling tiling(filled.rows(), filled.columns(), tile_side);
  const OwnValues areas = OwnValues::areas(metrics, filled.frame());
  std::vector<TileDepressions> tiles(static_cast<std::size_t>(tiling.count()));
  parallel_for(0, tiling.count(), 4, [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    for (std::ptrdiff_t t = from; t < to; ++t) {
      const Tile tile = tiling.tile(t);
      tiles[static_cast<std::size_t>(t)] = find_depressions(tile, tile_of(unfilled, tile), tile_of(filled, tile), areas, tiling, limits);
    }
  });
  return join_depressions(tiling, tiles, limits);
}

}  // namespace tmfgeo
