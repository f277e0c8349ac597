// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/drain_surface.h"
#include "tmfgeo/terrain/outlets.h"

namespace tmfgeo {

namespace {

Ends ends_of(const Dem& dem, const ConditioningOptions& options) {
  return {options.nodata == NodataRule::outlet, options.sea_level_m,
          lowest_cells(dem.elevation_m, options.terminal_basins)};
}

void add(std::vector<std::int64_t>& cells, const std::vector<std::int64_t>& more) {
  cells.insert(cells.end(), more.begin(), more.end());
  std::sort(cells.begin(), cells.end());
}

}  // namespace

ConditionedDem condition(Dem dem, const ConditioningOptions& options, const Progress& progress) {
  ConditionedDem conditioned;
  conditioned.sea_level_m_ = options.sea_level_m;
  conditioned.elevation_m_ = std::move(dem.elevation_m);
  if (conditioned.elevation_m_.size() == 0) return conditioned;
  const CellMetrics metrics(conditioned.elevation_m_.frame());
  Ends ends = ends_of({conditioned.elevation_m_}, options);
  DrainedSurface drained = drain_surface(conditioned.elevation_m_, ends, metrics, kCacheTileSide, progress);
  conditioned.way_out_ = std::move(drained.way_out);
  conditioned.filled_cells_ = drained.filled_cells;
  conditioned.terminal_sinks_ = drained.closed_regions + static_cast<std::ptrdiff_t>(ends.terminal_cells.size());
  return conditioned;
}

}  // namespace tmfgeo
