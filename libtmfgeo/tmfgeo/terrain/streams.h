// SPDX-License-Identifier: Apache-2.0
/// Streams: cells whose upstream area reaches a threshold, cut into links.
#pragma once

#include <cstdint>
#include <vector>

#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/tile_ways.h"

namespace tmfgeo {

/// One stream link: cells between sources, confluences and ends.
struct StreamLink {
  std::vector<std::int64_t> cells;  ///< cell indices downstream; the last is the first cell of `downstream`, if any
  std::int64_t downstream = -1;     ///< index of the link this one flows into, −1 at an end
  int strahler = 1;
  double area_km2 = 0;  ///< upstream area at the link's last own cell

  std::int64_t last_own_cell() const { return cells[cells.size() - (downstream < 0 ? 1 : 2)]; }
};

/// A link has one cell of its own at least; a stream of a single cell is a link of that cell alone.
/// Shapes: links in an order where every link stands before the one it flows into.
struct Streams {
  std::vector<StreamLink> links;
  std::vector<std::int64_t> cells;    ///< all stream cells, by index in the grid
  std::vector<std::int32_t> link_of;  ///< for each of `cells` the link it belongs to

  /// The link a cell of the grid belongs to, −1 off the streams. Cost: O(log cells).
  std::int32_t link_at(std::int64_t cell) const;
};

/// A stream cell by its index in the grid.
struct StreamCell {
  std::int64_t cell;
  double area_km2;
  D8 direction;
};

/// The stream cells of a tile, row by row. Needs: threshold > 0.
std::vector<StreamCell> find_stream_cells(const Tile& tile, TileView<const D8> direction, TileView<const double> area_km2,
                                          Area threshold, std::ptrdiff_t grid_columns);

/// Cuts stream cells into links. Made for grids on disk and on several machines: it needs no grid.
/// Input: the cells in any order, each once. Needs: a step from one of them leads to another.
/// Ties: links by their first source, row by row. Cost: O(cells) if they come sorted, 40 bytes per cell beside in- and
/// output. Source of the order [Strahler1957].
Streams extract_streams(std::vector<StreamCell> cells, std::ptrdiff_t grid_columns);

}  // namespace tmfgeo
