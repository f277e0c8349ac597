// SPDX-License-Identifier: Apache-2.0
/// Ways over flats: connected cells of one elevation, none of which has a lower neighbour.
///
/// A flat beside cells of its elevation that do have a way down drains to them, each cell along a shortest way. A flat
/// without such a shore is a pit: its first cell, row by row, is the lowest, and the others drain to that. Both depend
/// only on distances in steps, so that any tiling gives the same ways; what crosses a tile's edge is settled in rounds.
#pragma once

#include <limits>
#include <span>

#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {

/// What a tile tells its neighbours of one rim cell beside a cell of the same elevation.
struct FlatRim {
  static constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
  std::int64_t cell = -1;        ///< index in the grid
  std::int64_t pit = -1;         ///< first cell known of the closed flat it belongs to; −1: no closed flat
  std::uint32_t steps = 0;       ///< to the end of the flat, kFar while none is known
  bool operator==(const FlatRim&) const = default;
};

/// The rounds: each but the first is repeated over all tiles until no rim changes, then comes the next.
enum class FlatRound {
  alone,   ///< the tile by itself: flats that go on beyond it are taken as if they ended there
  shores,  ///< distances to cells that have a way down
  pits,    ///< first cells of flats that have none
  ways,    ///< distances to those
};

/// Reused from tile to tile.
struct FlatScratch {
  std::vector<std::uint32_t> ring_steps;  ///< per ring cell: steps, kNoFlat where the ring cell tells nothing
  std::vector<std::int64_t> ring_pit;
  std::vector<std::uint32_t> rim_steps;
  std::vector<std::int64_t> rim_pit;
  std::vector<std::ptrdiff_t> front;
  std::vector<std::ptrdiff_t> next;
  std::vector<std::ptrdiff_t> pits;
  std::vector<D8> chosen;
};

/// Gives every unresolved cell of a tile its way, as far as `ring` lets it know.
/// Input: `unresolved` as steepest_descent() left it; `ring`: what the neighbouring tiles told of cells around this one,
/// sorted by cell. Output: the lowest cell of a closed flat becomes kD8Pit. Appends to `rim` what this tile tells, sorted.
/// Ties: of several neighbours on a shortest way the first in the order of kD8Steps.
/// Cost: O(unresolved cells + rim).
void resolve_flats(TileSurface& surface, std::span<const std::ptrdiff_t> unresolved, std::span<const FlatRim> ring,
                   FlatRound round, FlatScratch& scratch, std::vector<FlatRim>& rim);

/// What the tiles around a tile have told of the cells around it, sorted by cell. `rims` has one list per tile.
std::vector<FlatRim> flat_ring(const Tiling& tiling, std::ptrdiff_t tile, std::span<const std::vector<FlatRim>> rims);

}  // namespace tmfgeo
