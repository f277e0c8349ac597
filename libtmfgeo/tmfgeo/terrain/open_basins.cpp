// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/open_basins.h"

#include <atomic>
#include <vector>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/basins.h"

namespace tmfgeo {
namespace {

/// Per basin whether one of its cells lies in the band.
std::vector<char> open_basins(const Basins& basins, const OpenSides& open) {
  const Grid<std::int32_t>& basin = basins.basin;
  std::vector<char> reaches(basins.outlets.size(), 0);
  for (std::ptrdiff_t row = 0; row < basin.rows(); ++row) {
    for (std::ptrdiff_t column = 0; column < basin.columns(); ++column) {
      const Cell c{row, column};
      if (open.near(c, basin.rows(), basin.columns()) && basin[c] != kNoBasin) reaches[static_cast<std::size_t>(basin[c])] = 1;
    }
  }
  return reaches;
}

}  // namespace

std::int64_t leave_out_open_basins(FlowField& flow, const OpenSides& open) {
  if (!open.any()) return 0;
  const Basins basins = basins_of_ends(flow);
  const std::vector<char> reaches = open_basins(basins, open);
  std::atomic<std::int64_t> taken = 0;
  parallel_for(0, flow.direction.size(), 1 << 16, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    std::int64_t own = 0;
    for (std::ptrdiff_t i = first; i < last; ++i) {
      const std::int32_t basin = basins.basin[i];
      if (basin == kNoBasin || reaches[static_cast<std::size_t>(basin)] == 0) continue;
      flow.direction[i] = kD8NoData;
      ++own;
    }
    taken += own;
  });
  return taken;
}

}  // namespace tmfgeo
