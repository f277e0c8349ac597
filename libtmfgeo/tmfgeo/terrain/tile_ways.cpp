// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tile_ways.h"

#include <algorithm>

namespace tmfgeo {

namespace {

/// For a row of cells how many neighbours drain into each; the order of the tests is that of kD8Steps, seen from the
/// donor. Each pointer has a cell before and behind the row.
void count_donors(const D8* north, const D8* here, const D8* south, std::ptrdiff_t columns, std::uint8_t* donors) {
  for (std::ptrdiff_t c = 0; c < columns; ++c) {
    const auto drains = [](D8 d, D8 step) { return static_cast<std::uint8_t>(d == step); };
    std::uint8_t count = drains(here[c - 1], 0);
    count = static_cast<std::uint8_t>(count + drains(north[c - 1], 1));
    count = static_cast<std::uint8_t>(count + drains(north[c], 2));
    count = static_cast<std::uint8_t>(count + drains(north[c + 1], 3));
    count = static_cast<std::uint8_t>(count + drains(here[c + 1], 4));
    count = static_cast<std::uint8_t>(count + drains(south[c + 1], 5));
    count = static_cast<std::uint8_t>(count + drains(south[c], 6));
    count = static_cast<std::uint8_t>(count + drains(south[c - 1], 7));
    donors[c] = count;
  }
}

}  // namespace

void TileWays::load(const Tile& tile, TileView<const D8> direction) {
  TMFGEO_EXPECTS(tile.rows <= 30000 && tile.columns <= 30000);
  tile_ = tile;
  stride_ = tile.columns + 2;
  for (std::size_t d = 0; d < kD8Steps.size(); ++d) offsets_[d] = kD8Steps[d].row * stride_ + kD8Steps[d].column;
  const auto cells = static_cast<std::size_t>(size());
  direction_.resize(cells);
  donors_.resize(cells);
  order_.resize(cells);
  exits_.clear();
  std::fill_n(direction_.data(), stride_, kD8NoData);
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    D8* const row_start = direction_.data() + row(r);
    row_start[-1] = kD8NoData;
    std::copy_n(direction.row(r), tile.columns, row_start);
    row_start[tile.columns] = kD8NoData;
  }
  std::fill_n(direction_.data() + (tile.rows + 1) * stride_, stride_ + 1, kD8NoData);
}

std::ptrdiff_t TileWays::cells_with_direction() const {
  return size() - std::count(direction_.begin(), direction_.begin() + size(), kD8NoData);
}

void TileWays::stop_at_exits() {
  for (std::ptrdiff_t rim = 0; rim < tile_.rim_size(); ++rim) {
    const std::ptrdiff_t index = tile_.rim_cell(rim);
    const std::ptrdiff_t cell = place(index);
    const D8 step = direction(cell);
    if (!is_step(step) || tile_.contains(neighbour(tile_.cell(index), step))) continue;
    exits_.push_back({static_cast<std::int32_t>(rim), static_cast<std::int32_t>(cell), step});
    stop_at(cell);
  }
}

std::ptrdiff_t TileWays::list_sources() {
  std::ptrdiff_t known = 0;
  for (std::ptrdiff_t r = 0; r < tile_.rows; ++r) {
    const std::ptrdiff_t start = row(r);
    const D8* const here = direction_.data() + start;
    std::uint8_t* const donors = donors_.data() + start;
    count_donors(here - stride_, here, here + stride_, tile_.columns, donors);
    for (std::ptrdiff_t c = 0; c < tile_.columns; ++c) {
      order_[static_cast<std::size_t>(known)] = static_cast<std::int32_t>(start + c);
      known += static_cast<std::ptrdiff_t>(donors[c] == 0) & static_cast<std::ptrdiff_t>(here[c] != kD8NoData);
    }
  }
  donors_[static_cast<std::size_t>(spare())] = 255;
  return known;
}

RimWays TileWays::rim_ways() {
  leaves_at_.assign(static_cast<std::size_t>(size()), -1);
  const auto rim_size = static_cast<std::size_t>(tile_.rim_size());
  RimWays ways{std::vector<std::int32_t>(rim_size), std::vector<D8>(rim_size, kD8NoData)};
  for (const Exit& exit : exits_) {
    leaves_at_[static_cast<std::size_t>(exit.place)] = exit.rim;
    ways.step_out[static_cast<std::size_t>(exit.rim)] = exit.step;
  }
  std::int32_t* const leaves_at = leaves_at_.data();
  upstream([=](std::ptrdiff_t cell, std::ptrdiff_t next) { leaves_at[cell] = leaves_at[next]; });
  for (std::size_t rim = 0; rim < rim_size; ++rim) {
    ways.leaves_at[rim] = leaves_at[place(tile_.rim_cell(static_cast<std::ptrdiff_t>(rim)))];
  }
  return ways;
}

}  // namespace tmfgeo
