// SPDX-License-Identifier: Apache-2.0
/// Ways over flats: connected cells of one elevation, none of which has a lower neighbour.
///
/// A flat beside cells of its elevation that do have a way down drains to them, each cell along a shortest way. That
/// depends only on distances in steps, so that any tiling gives the same ways; what crosses a tile's edge is settled in
/// rounds. A flat without such a shore is a pit: its first cell, row by row, is the lowest, and the others drain to that.
/// On a filled surface there is none of these.
#pragma once

#include <limits>
#include <span>

#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// What a tile tells its neighbours of one rim cell beside a cell of the same elevation.
struct FlatRim {
  static constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
  std::int64_t cell = -1;   ///< index in the grid
  std::uint32_t steps = 0;  ///< to a cell of the flat's elevation that has a way down, kFar while none is known
  bool operator==(const FlatRim&) const = default;
};

/// Whether a way over a flat is taken rather than another of as many steps: over a side before over a corner, so that
/// the way has no more diagonal steps than it needs; then in the order of kD8Steps.
inline bool is_preferred(D8 way, D8 other) {
  if (other == kD8Unresolved) return true;
  return is_diagonal(way) != is_diagonal(other) ? is_diagonal(other) : way < other;
}

/// Reused from tile to tile.
struct FlatScratch {
  std::vector<std::uint32_t> ring_steps;  ///< per ring cell: steps, kFar where the ring cell tells nothing
  std::vector<std::uint32_t> rim_steps;
  std::vector<std::ptrdiff_t> front;
  std::vector<std::ptrdiff_t> next;
  std::vector<D8> chosen;
};

/// Gives every unresolved cell of a tile its way, as if its flats ended with the tile; their lowest cells become kD8Pit.
/// Input: `unresolved` as steepest_descent() left it. Ties, cost: as below.
void resolve_flats_alone(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, FlatScratch& scratch);

/// Gives the unresolved cells of a tile their ways, as far as `ring` lets it know; others stay kD8Unresolved.
/// Input: `unresolved` as steepest_descent() or reopen_flats() left it; `ring`: what the neighbouring tiles told of cells
/// around this one, sorted by cell. Appends to `rim` what this tile tells, sorted.
/// Ties: of several neighbours on a shortest way as is_preferred() says.
/// Cost: O(unresolved cells + rim).
void resolve_flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, std::span<const FlatRim> ring,
                   FlatScratch& scratch, std::vector<FlatRim>& rim);

/// Makes the cells of flats that go on beyond the tile kD8Unresolved again, if they have had their ways.
/// Output: these cells, in no particular order. Cost: O(rim + cells of those flats).
void reopen_flats(TileSurface& surface, std::vector<std::ptrdiff_t>& unresolved);

/// What the tiles around a tile have told of the cells around it, sorted by cell. `rims` has one list per tile.
std::vector<FlatRim> flat_ring(const Tiling& tiling, std::ptrdiff_t tile, std::span<const std::vector<FlatRim>> rims);

}  // namespace tmfgeo
