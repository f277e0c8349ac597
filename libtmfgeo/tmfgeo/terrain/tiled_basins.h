// SPDX-License-Identifier: Apache-2.0
/// Basins over the tiles of a run; delivers their labels.
#pragma once

#include "tmfgeo/terrain/tiled_ways.h"

namespace tmfgeo {

/// Basins of all ends. Input: streams of the result; discharge where large basins end, or nullptr.
void label_basins_of_ends(TiledRun& run, const CellValues<double>* discharge_at, TiledResult& result);

/// Basins of the result's points. Input, on rank 0: per point with elevation the cell that its own drains into, −1 at an end.
void label_basins_of_points(TiledRun& run, std::vector<std::int64_t> below, TiledResult& result);

}  // namespace tmfgeo
