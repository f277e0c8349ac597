// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_breach.h"

#include <algorithm>

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

}  // namespace

void cut_barriers(const TiledRun& run, const BreachRules& rules, const Ends& ends, TileSurface& s) {
  const std::ptrdiff_t reach = rules.reach();
  const Tile ring = ring_around(s.tile);
  const Tile block = within(run.tiling, ring, reach);
  const Tile window = within(run.tiling, ring, 2 * reach + 1);
  std::vector<float> elevation_m(static_cast<std::size_t>(window.size()));
  run.input.elevation_m({window.row, window.column}, window.rows, window.columns, elevation_m);
  std::vector<D8> marks(elevation_m.size());
  mark_ends(run.tiling, window, elevation_m, ends, marks);
  std::vector<BreachCut> cuts;
  append_cuts({{elevation_m, window.rows, window.columns}, {marks, window.rows, window.columns}, window.row},
              {block.row - window.row, block.column - window.column, block.rows, block.columns}, rules, cuts);
  for (const BreachCut& cut : cuts) {
    const Cell c = window.cell(cut.index);
    if (!ring.contains(c)) continue;
    float& z = s.elevation_m[static_cast<std::size_t>((c.row - ring.row) * s.stride + c.column - ring.column)];
    z = std::min(z, cut.level_m);
  }
}

}  // namespace tmfgeo
