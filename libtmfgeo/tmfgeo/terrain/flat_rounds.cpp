// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flat_rounds.h"

#include <algorithm>


namespace tmfgeo {

void settle_flats(const Tiling& tiling, std::vector<std::vector<FlatRim>> rims,
                  const std::function<std::vector<std::vector<FlatRim>>(std::span<const FlatTurn>)>& run) {
  std::vector<std::ptrdiff_t> tiles;  // whose ways depend on others
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    const std::vector<FlatRim>& rim = rims[static_cast<std::size_t>(t)];
    if (std::any_of(rim.begin(), rim.end(), [](const FlatRim& r) { return r.steps > 0; })) tiles.push_back(t);
  }
  std::vector<std::vector<FlatRim>> rings(rims.size());
  for (;;) {
    std::vector<FlatTurn> turns;
    for (const std::ptrdiff_t t : tiles) {
      std::vector<FlatRim> ring = flat_ring(tiling, t, rims);
      std::vector<FlatRim>& known = rings[static_cast<std::size_t>(t)];
      if (ring == known) continue;
      known = ring;
      turns.push_back({t, std::move(ring)});
    }
    if (turns.empty()) return;
    std::vector<std::vector<FlatRim>> told = run(turns);
    for (std::size_t i = 0; i < turns.size(); ++i) rims[static_cast<std::size_t>(turns[i].tile)] = std::move(told[i]);
  }
}

}  // namespace tmfgeo
