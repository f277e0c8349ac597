// SPDX-License-Identifier: Apache-2.0
/// Depressions deep and large enough to keep their water, tile by tile, for grids in memory, on disk and on several
/// machines: find_depressions() on every tile → join_depressions() over all.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "tmfgeo/terrain/accumulate_tiles.h"
#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

/// A depression is a connected group of cells that filling raised to one level. It counts if it is both deeper and larger
/// than these.
struct DepressionLimits {
  double min_depth_m = 0;
  double min_area_km2 = 0;
};

/// A depression, or the part of one in a tile.
struct Depression {
  float level_m = 0;
  float bottom_m = std::numeric_limits<float>::infinity();
  std::int64_t bottom = -1;  ///< the lowest cell, by its index in the grid
  double area_km2 = 0;
};

/// The limits that options mean; absent if no depression is kept for its size.
std::optional<DepressionLimits> limits_of_kept(const ConditioningOptions& options);

/// What a tile tells of its depressions.
struct TileDepressions {
  std::vector<std::int64_t> bottoms;    ///< of those within the tile that count
  std::vector<Depression> parts;        ///< of those that reach its rim
  std::vector<std::int32_t> part_at;    ///< per rim cell the number of its part, −1 for none
};

template <class D, class Visit>
  requires std::same_as<std::remove_const_t<D>, TileDepressions>
void visit_fields(D& d, Visit& visit) {
  visit(d.bottoms);
  visit(d.parts);
  visit(d.part_at);
}

/// Input: a tile's elevations before and after filling; the areas of cells. Ties: of equally low cells the first, row by
/// row. Cost: O(cells).
TileDepressions find_depressions(const Tile& tile, TileView<const float> unfilled, TileView<const float> filled, const OwnValues& areas,
                                 const Tiling& tiling, const DepressionLimits& limits);

/// The lowest cells of all depressions that count, sorted. Input: what the tiles tell, one by one.
/// Cost: O(rim cells), serial.
std::vector<std::int64_t> join_depressions(const Tiling& tiling, std::span<const TileDepressions> tiles, const DepressionLimits& limits);

/// The same for a grid in memory. Input: the surface before and after. Cost: O(n), on all cores.
std::vector<std::int64_t> deep_depressions(const Grid<float>& unfilled, const Grid<float>& filled, const CellMetrics& metrics,
                                           const DepressionLimits& limits, std::ptrdiff_t tile_side = kCacheTileSide);

}  // namespace tmfgeo
