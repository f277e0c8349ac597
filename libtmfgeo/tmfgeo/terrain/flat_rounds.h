// SPDX-License-Identifier: Apache-2.0
/// The rounds in which tiles settle the flats they share. The same for every driver: `run` does a round over some tiles.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "tmfgeo/terrain/flats.h"

namespace tmfgeo {

/// One tile's turn in a round.
struct FlatTurn {
  std::ptrdiff_t tile = 0;
  std::vector<FlatRim> ring;  ///< what its neighbours told
};

/// Settles all flats that cross tiles' edges.
/// Input: `rims` as each tile told them without knowing its neighbours. run(round, turns) resolves the turns' tiles again
/// and returns their rims in the order of the turns.
/// Output: per tile what it was resolved with the last time; what came out of that is final.
/// Cost: a tile is resolved again as often as a way over a flat into it changes: two or three times on real DEMs.
struct SettledFlats {
  std::vector<std::vector<FlatRim>> rings;  ///< empty for tiles that need no neighbour
  std::vector<FlatRound> rounds;
};
SettledFlats settle_flats(
    const Tiling& tiling, std::vector<std::vector<FlatRim>> rims,
    const std::function<std::vector<std::vector<FlatRim>>(FlatRound, std::span<const FlatTurn>)>& run);

}  // namespace tmfgeo
