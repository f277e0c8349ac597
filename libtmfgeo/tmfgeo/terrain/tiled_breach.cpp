// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_breach.h"

#include <algorithm>
#include <array>

#include "tmfgeo/terrain/outlets.h"

namespace tmfgeo {
namespace {

/// A tile with a margin, as far as the grid has it.
Tile within(const Tiling& grid, const Tile& tile, std::ptrdiff_t margin) {
  const std::ptrdiff_t row = std::max<std::ptrdiff_t>(tile.row - margin, 0);
  const std::ptrdiff_t column = std::max<std::ptrdiff_t>(tile.column - margin, 0);
  return {row, column, std::min(tile.row + tile.rows + margin, grid.rows()) - row,
          std::min(tile.column + tile.columns + margin, grid.columns()) - column};
}

/// Per tile of the grid what others cut in it and its ring. Input: all cuts.
std::vector<std::vector<FarCut>> by_tile(const Tiling& tiling, const std::vector<FarCut>& all) {
  std::vector<std::vector<FarCut>> cuts(static_cast<std::size_t>(tiling.count()));
  for (const FarCut& cut : all) cuts[static_cast<std::size_t>(cut.tile)].push_back(cut);
  return cuts;
}

void lower(TileSurface& s, Cell cell, float level_m) {
  const Tile ring = ring_around(s.tile);
  float& z = s.elevation_m[static_cast<std::size_t>(ring.index(cell))];
  z = finite_elevation(std::min(z, level_m));
}

/// Calls visit(tile) for the tiles that hold a cell or have it in their ring.
template <class Visit>
void tiles_that_see(const Tiling& tiling, Cell cell, const Visit& visit) {
  std::array<std::ptrdiff_t, 9> seen{tiling.tile_of(cell)};
  std::size_t count = 1;
  for (D8 d = 0; d < 8; ++d) {
    const Cell n = neighbour(cell, d);
    if (!tiling.contains(n)) continue;
    const std::ptrdiff_t tile = tiling.tile_of(n);
    if (std::find(seen.begin(), seen.begin() + count, tile) == seen.begin() + count) seen[count++] = tile;
  }
  std::for_each(seen.begin(), seen.begin() + count, visit);
}

}  // namespace

std::vector<FarCut> cut_barriers(const TiledRun& run, const BreachRules& rules, const Ends& ends, TileSurface& s) {
  const Tile window = within(run.tiling, s.tile, rules.reach() + 1);
  std::vector<float> elevation_m(static_cast<std::size_t>(window.size()));
  run.input.elevation_m({window.row, window.column}, window.rows, window.columns, elevation_m);
  std::vector<D8> marks(elevation_m.size());
  mark_ends(run.tiling, window, elevation_m, ends, marks);
  std::vector<BreachCut> cuts;
  append_cuts({{elevation_m, window.rows, window.columns}, {marks, window.rows, window.columns}, window.row},
              {s.tile.row - window.row, s.tile.column - window.column, s.tile.rows, s.tile.columns}, rules, cuts);
  // Of all cuts through a cell the deepest counts; only that one is handed on.
  std::sort(cuts.begin(), cuts.end(), [](const BreachCut& a, const BreachCut& b) { return a.index != b.index ? a.index < b.index : a.level_m < b.level_m; });
  cuts.erase(std::unique(cuts.begin(), cuts.end(), [](const BreachCut& a, const BreachCut& b) { return a.index == b.index; }), cuts.end());
  const std::ptrdiff_t own = run.tiling.tile_of({s.tile.row, s.tile.column});
  std::vector<FarCut> far;
  for (const BreachCut& cut : cuts) {
    const Cell cell = window.cell(cut.index);
    tiles_that_see(run.tiling, cell, [&](std::ptrdiff_t tile) {
      if (tile == own) {
        lower(s, cell, cut.level_m);
      } else {
        far.push_back({run.tiling.index(cell), static_cast<std::int32_t>(tile), cut.level_m});
      }
    });
  }
  return far;
}

void hand_on_cuts(TiledRun& run, std::vector<std::vector<FarCut>> far) {
  const std::vector<FarCut> all = joined(run.share.collect(std::move(far)));
  std::vector<std::vector<FarCut>> cuts;
  if (run.share.ranks().number() == 0) cuts = by_tile(run.tiling, all);
  cuts = run.share.share_out(std::move(cuts));
  run.for_my_tiles("breaching barriers", [&](std::ptrdiff_t t, std::size_t i, TileWorker& w) {
    if (cuts[i].empty()) return;
    run.load_elevations(t, w.surface);
    for (const FarCut& cut : cuts[i]) lower(w.surface, {cut.cell / run.tiling.columns(), cut.cell % run.tiling.columns()}, cut.level_m);
    run.keep_elevations(t, w.surface);
  });
}

}  // namespace tmfgeo
