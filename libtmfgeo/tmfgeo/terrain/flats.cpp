// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flats.h"

#include <algorithm>

namespace tmfgeo {
namespace {

/// The level neighbours within the tile, a bit each.
std::uint32_t level_inside(const TileSurface& s, std::ptrdiff_t cell) {
  // Directions that leave a tile over its eastern, southern, western and northern edge.
  constexpr std::uint32_t kEast = 0b10000011;
  constexpr std::uint32_t kSouth = 0b00001110;
  constexpr std::uint32_t kWest = 0b00111000;
  constexpr std::uint32_t kNorth = 0b11100000;
  const std::ptrdiff_t row = cell / s.tile.columns;
  const std::ptrdiff_t column = cell - row * s.tile.columns;
  std::uint32_t inside = s.level[static_cast<std::size_t>(cell)];
  if (row == 0) inside &= ~kNorth;
  if (row == s.tile.rows - 1) inside &= ~kSouth;
  if (column == 0) inside &= ~kWest;
  if (column == s.tile.columns - 1) inside &= ~kEast;
  return inside;
}

/// The way to a level neighbour in the tile that has one itself, kD8Unresolved if none has.
D8 way_on(const TileSurface& s, std::ptrdiff_t cell) {
  for (std::uint32_t left = level_inside(s, cell); left != 0; left &= left - 1) {
    const auto d = static_cast<D8>(std::countr_zero(left));
    if (s.way(cell + s.offset[d]) != kD8Unresolved) return d;
  }
  return kD8Unresolved;
}

/// What is still unresolved of a cell's flat drains to the cell, and that on, or it is a pit.
void gather_from(TileSurface& s, std::ptrdiff_t cell, std::vector<std::ptrdiff_t>& branch) {
  if (s.way(cell) != kD8Unresolved) return;
  const D8 way = way_on(s, cell);
  s.way(cell) = way == kD8Unresolved ? kD8Pit : way;
  branch.assign(1, cell);
  while (!branch.empty()) {
    const std::ptrdiff_t at = branch.back();
    branch.pop_back();
    for (std::uint32_t level = level_inside(s, at); level != 0; level &= level - 1) {
      const auto d = static_cast<D8>(std::countr_zero(level));
      const std::ptrdiff_t to = at + s.offset[d];
      if (s.way(to) != kD8Unresolved) continue;
      s.way(to) = opposite(d);
      branch.push_back(to);
    }
  }
}

/// All open cells of a tile, and the ring around it open.
void open_flats(const TileSurface& s, FlatSearch& search) {
  search.reset(s.tile.rows, s.tile.columns);
  const auto columns = static_cast<std::size_t>(s.tile.columns);
  for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
    search.open_row(row, {s.open_row(row), static_cast<std::size_t>(s.words)}, std::span(s.level).subspan(static_cast<std::size_t>(row) * columns, columns));
  }
  search.open_frame();
}

class SharedFlatsOfTile {
 public:
  SharedFlatsOfTile(TileSurface& surface, FlatScratch& scratch) : s_(surface), w_(scratch) {}

  void run(std::span<const FlatRim> ring, std::vector<FlatRim>& rim) {
    w_.rim_steps.assign(static_cast<std::size_t>(s_.tile.rim_size()), 0);
    FlatSearch& search = w_.search;
    open_flats(s_, search);
    search.list_all();
    // A ring cell takes part from the round on in which it would have been settled.
    std::vector<FlatRim> known;
    std::copy_if(ring.begin(), ring.end(), std::back_inserter(known), [](const FlatRim& r) { return r.steps != FlatRim::kFar; });
    std::sort(known.begin(), known.end(), [](const FlatRim& a, const FlatRim& b) { return a.steps < b.steps; });
    auto next = known.begin();
    for (std::uint32_t steps = 1; search.is_listed() || next != known.end(); ++steps) {
      if (!search.is_listed()) steps = next->steps + 1;
      for (; next != known.end() && next->steps < steps; ++next) search.close_frame_cell(in_tile(next->cell));
      search.round([&](std::ptrdiff_t row, std::ptrdiff_t word, const NewWays& ways) { settle(row, word, ways, steps); });
    }
    tell(rim);
  }

 private:
  Cell in_tile(std::int64_t grid_cell) const {
    const auto cell = static_cast<std::ptrdiff_t>(grid_cell);
    return {cell / s_.grid_columns - s_.tile.row, cell % s_.grid_columns - s_.tile.column};
  }

  void settle(std::ptrdiff_t row, std::ptrdiff_t word, const NewWays& ways, std::uint32_t steps) {
    const std::ptrdiff_t first = row * s_.tile.columns + word * FlatSearch::kCells;
    ways.each([&](int bit, D8 way) {
      s_.way(first + bit) = way;
      if (s_.tile.on_rim(first + bit)) w_.rim_steps[static_cast<std::size_t>(s_.tile.rim_of(first + bit))] = steps;
    });
  }

  void tell(std::vector<FlatRim>& rim) const {
    const std::size_t begin = rim.size();
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      if (level_inside(s_, cell) == s_.level[static_cast<std::size_t>(cell)]) continue;
      const bool far = s_.way(cell) == kD8Unresolved;
      rim.push_back({s_.in_grid(cell), far ? FlatRim::kFar : w_.rim_steps[static_cast<std::size_t>(r)]});
    }
    std::sort(rim.begin() + static_cast<std::ptrdiff_t>(begin), rim.end(),
              [](const FlatRim& a, const FlatRim& b) { return a.cell < b.cell; });
  }

  TileSurface& s_;
  FlatScratch& w_;
};

}  // namespace

void gather_flats(TileSurface& s, FlatScratch& scratch) {
  FlatSearch& search = scratch.search;
  open_flats(s, search);
  search.sweep_anyhow([&](std::ptrdiff_t row, std::ptrdiff_t word, const NewWays& ways) {
    D8* const first = &s.direction[static_cast<std::size_t>(row * s.tile.columns + word * FlatSearch::kCells)];
    ways.each([&](int bit, D8 way) { first[bit] = way; });
  });
  for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
    for (std::ptrdiff_t word = 0; word < s.words; ++word) {
      for (std::uint64_t left = search.open(row, word); left != 0; left &= left - 1) {
        gather_from(s, row * s.tile.columns + word * FlatSearch::kCells + std::countr_zero(left), scratch.branch);
      }
    }
  }
}

void resolve_flats(TileSurface& surface, std::span<const FlatRim> ring, FlatScratch& scratch, std::vector<FlatRim>& rim) {
  SharedFlatsOfTile(surface, scratch).run(ring, rim);
}

std::vector<FlatRim> flat_ring(const Tiling& tiling, std::ptrdiff_t number, std::span<const std::vector<FlatRim>> rims) {
  const Tile tile = tiling.tile(number);
  const Tile around{tile.row - 1, tile.column - 1, tile.rows + 2, tile.columns + 2};
  std::vector<FlatRim> ring;
  for (std::ptrdiff_t down = -1; down <= 1; ++down) {
    for (std::ptrdiff_t across = -1; across <= 1; ++across) {
      const Cell at{tile.row + down * tiling.side(), tile.column + across * tiling.side()};
      if ((down == 0 && across == 0) || !tiling.contains(at)) continue;
      for (const FlatRim& r : rims[static_cast<std::size_t>(tiling.tile_of(at))]) {
        if (around.contains({r.cell / tiling.columns(), r.cell % tiling.columns()})) ring.push_back(r);
      }
    }
  }
  std::sort(ring.begin(), ring.end(), [](const FlatRim& a, const FlatRim& b) { return a.cell < b.cell; });
  return ring;
}

}  // namespace tmfgeo
