// SPDX-License-Identifier: Apache-2.0
/// Ways over flats: connected cells of one elevation, none of which has a lower neighbour.
///
/// A flat beside cells of its elevation that do have a way down drains to them, each cell along a shortest way. That
/// depends only on distances in steps, so that any tiling gives the same ways; what crosses a tile's edge is settled in
/// rounds. A flat without such a shore is a pit; on a filled surface there is none.
#pragma once

#include <limits>
#include <span>

#include "tmfgeo/terrain/flat_search.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// What a tile tells its neighbours of one rim cell beside a cell of the same elevation.
struct FlatRim {
  static constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
  std::int64_t cell = -1;   ///< index in the grid
  std::uint32_t steps = 0;  ///< to a cell of the flat's elevation that has a way down, kFar while none is known
  bool operator==(const FlatRim&) const = default;
};

/// Reused from tile to tile.
struct FlatScratch {
  FlatSearch search;
  std::vector<std::uint32_t> rim_steps;
  std::vector<std::ptrdiff_t> branch;
};

/// Gives every open cell of a tile some way over its flat, as if flats ended with the tile: to a cell of the flat that
/// has a way down, or else to the flat's first cell, row by row, which becomes kD8Pit. Not the shortest way: enough to
/// know where water gathers. Where shores are hard to reach, a flat with one may get a pit nevertheless, as high as they.
/// Input: the surface as steepest_descent() left it. Cost: O(open cells).
void gather_flats(TileSurface& surface, FlatScratch& scratch);

/// Gives the open cells of a tile their ways, as far as `ring` lets it know; others stay kD8Unresolved.
/// Input: the surface as steepest_descent() left it; `ring`: what the neighbouring tiles told of cells around this one.
/// Appends to `rim` what this tile tells, sorted by cell.
/// Ties: of several neighbours on a shortest way as is_preferred() says.
/// Cost: O(cells), far below a nanosecond each where there are no flats; O(rim).
void resolve_flats(TileSurface& surface, std::span<const FlatRim> ring, FlatScratch& scratch, std::vector<FlatRim>& rim);

/// What the tiles around a tile have told of the cells around it, sorted by cell. `rims` has one list per tile.
std::vector<FlatRim> flat_ring(const Tiling& tiling, std::ptrdiff_t tile, std::span<const std::vector<FlatRim>> rims);

}  // namespace tmfgeo
