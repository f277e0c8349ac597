// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/basins.h"

#include <algorithm>
#include <limits>

#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

namespace {

/// Outlets by tile, in the order in which they are given.
std::vector<std::vector<BasinOutlet>> outlets_by_tile(const Tiling& tiling, std::span<const BasinOutlet> outlets) {
  std::vector<std::vector<BasinOutlet>> by_tile(static_cast<std::size_t>(tiling.count()));
  for (const BasinOutlet& outlet : outlets) {
    const Cell cell{static_cast<std::ptrdiff_t>(outlet.cell) / tiling.columns(), static_cast<std::ptrdiff_t>(outlet.cell) % tiling.columns()};
    by_tile[static_cast<std::size_t>(tiling.tile_of(cell))].push_back(outlet);
  }
  return by_tile;
}

Grid<std::int32_t> label(const Grid<D8>& direction, std::span<const BasinOutlet> outlets, std::ptrdiff_t tile_side) {
  Grid<std::int32_t> basin(direction.frame());
  if (direction.size() == 0) return basin;
  const Tiling tiling(direction.rows(), direction.columns(), tile_side);
  const std::vector<std::vector<BasinOutlet>> by_tile = outlets_by_tile(tiling, outlets);
  const auto field = [&](const Tile& tile) {
    return BasinField{by_tile[static_cast<std::size_t>(tiling.tile_of({tile.row, tile.column}))], direction.columns()};
  };
  follow_down(direction, tile_side, field, [&](const Tile& tile, std::ptrdiff_t row, const std::int32_t* numbers) {
    std::copy_n(numbers, tile.columns, tile_of(basin, tile).row(row));
  });
  return basin;
}

}  // namespace

void BasinField::prepare(const Tile& tile, TileWays& ways, std::int32_t* own) const {
  std::fill_n(own, ways.size(), kNoBasin);
  for (const BasinOutlet& outlet : outlets) {
    const auto cell = static_cast<std::ptrdiff_t>(outlet.cell);
    const std::ptrdiff_t place = ways.row(cell / grid_columns - tile.row) + cell % grid_columns - tile.column;
    if (ways.direction(place) == kD8NoData || own[place] != kNoBasin) continue;
    own[place] = outlet.basin;
    ways.stop_at(place);
  }
}

std::vector<std::int64_t> ends_of_ways(const Tile& tile, TileView<const D8> direction, std::ptrdiff_t grid_columns) {
  std::vector<std::int64_t> ends;
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    const D8* const row = direction.row(r);
    for (std::ptrdiff_t c = 0; c < tile.columns; ++c) {
      if (row[c] == kD8Outlet || row[c] == kD8Terminal) ends.push_back((tile.row + r) * grid_columns + tile.column + c);
    }
  }
  return ends;
}

Basins basins_of_ends(const FlowField& flow, std::ptrdiff_t tile_side) {
  const Grid<D8>& direction = flow.direction;
  const Tile whole{0, 0, direction.rows(), direction.columns()};
  Basins basins;
  basins.outlets = ends_of_ways(whole, tile_of(direction, whole), direction.columns());
  TMFGEO_EXPECTS(basins.outlets.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
  std::vector<BasinOutlet> outlets;
  outlets.reserve(basins.outlets.size());
  for (const std::int64_t cell : basins.outlets) outlets.push_back({cell, static_cast<std::int32_t>(outlets.size())});
  basins.basin = label(direction, outlets, tile_side);
  basins.downstream.assign(outlets.size(), kNoBasin);
  return basins;
}

Basins basins_of(const FlowField& flow, std::span<const std::int64_t> outlets, std::ptrdiff_t tile_side) {
  const Grid<D8>& direction = flow.direction;
  TMFGEO_EXPECTS(outlets.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
  std::vector<BasinOutlet> numbered;
  for (const std::int64_t cell : outlets) {
    TMFGEO_EXPECTS(cell >= 0 && cell < direction.size());
    numbered.push_back({cell, static_cast<std::int32_t>(numbered.size())});
  }
  Basins basins{label(direction, numbered, tile_side), {outlets.begin(), outlets.end()}, {}};
  const Neighbours neighbours(direction.frame());
  for (const BasinOutlet& outlet : numbered) {
    const auto cell = static_cast<std::ptrdiff_t>(outlet.cell);
    const std::int32_t here = basins.basin[cell];
    const std::ptrdiff_t next = receiver(direction, neighbours, cell);
    basins.downstream.push_back(here != outlet.basin ? here : next == kNoReceiver ? kNoBasin : basins.basin[next]);
  }
  return basins;
}

}  // namespace tmfgeo
