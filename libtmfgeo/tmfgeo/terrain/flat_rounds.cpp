// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flat_rounds.h"

#include <algorithm>


namespace tmfgeo {
namespace {

/// Whether a tile's ways may change in a round.
bool takes_part(FlatRound round, std::span<const FlatRim> rim) {
  return std::any_of(rim.begin(), rim.end(), [&](const FlatRim& r) {
    return round == FlatRound::shores ? r.steps > 0 : r.steps == FlatRim::kFar || r.pit >= 0;
  });
}

}  // namespace

SettledFlats settle_flats(
    const Tiling& tiling, std::vector<std::vector<FlatRim>> rims,
    const std::function<std::vector<std::vector<FlatRim>>(FlatRound, std::span<const FlatTurn>)>& run) {
  const auto count = static_cast<std::size_t>(tiling.count());
  SettledFlats settled{std::vector<std::vector<FlatRim>>(count), std::vector<FlatRound>(count, FlatRound::shores)};
  for (const FlatRound round : {FlatRound::shores, FlatRound::pits, FlatRound::ways}) {
    std::vector<std::size_t> tiles;
    for (std::size_t t = 0; t < count; ++t) {
      if (takes_part(round, rims[t])) tiles.push_back(t);
    }
    for (bool first = true;; first = false) {
      std::vector<FlatTurn> turns;
      for (const std::size_t t : tiles) {
        std::vector<FlatRim> ring = flat_ring(tiling, static_cast<std::ptrdiff_t>(t), rims);
        if (!first && ring == settled.rings[t]) continue;
        settled.rings[t] = ring;
        settled.rounds[t] = round;
        turns.push_back({static_cast<std::ptrdiff_t>(t), std::move(ring)});
      }
      if (turns.empty()) break;
      std::vector<std::vector<FlatRim>> told = run(round, turns);
      for (std::size_t i = 0; i < turns.size(); ++i) rims[static_cast<std::size_t>(turns[i].tile)] = std::move(told[i]);
    }
  }
  return settled;
}

}  // namespace tmfgeo
