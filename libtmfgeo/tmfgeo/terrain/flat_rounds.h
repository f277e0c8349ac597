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
/// Input: `rims` as each tile told them without knowing its neighbours. run(turns) resolves the turns' tiles again and
/// returns their rims in the order of the turns; the last ways a tile gets are final.
/// Needs: a surface without pits. Cost: a tile has a turn as often as a way over a flat into it changes.
void settle_flats(const Tiling& tiling, std::vector<std::vector<FlatRim>> rims,
                  const std::function<std::vector<std::vector<FlatRim>>(std::span<const FlatTurn>)>& run);

}  // namespace tmfgeo
