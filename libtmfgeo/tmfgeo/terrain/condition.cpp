// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/terrain/breach.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/flood.h"
#include "tmfgeo/terrain/outlets.h"

namespace tmfgeo {

namespace {

constexpr double kAutomaticDepthM = 20;
constexpr double kAutomaticLengthCells = 50;

std::optional<BreachRules> breach_rules(const ConditioningOptions& options, const GridFrame& frame,
                                        const CellMetrics& metrics) {
  switch (options.conditioning) {
    case Conditioning::fill: return std::nullopt;
    case Conditioning::breach:
      return BreachRules(frame, metrics, {.depth_m = options.breach_max_depth_m, .length_m = options.breach_max_length_m});
    case Conditioning::automatic: {
      const double cell_m = std::sqrt(metrics.row(frame.rows / 2).area_m2);
      return BreachRules(frame, metrics, {.depth_m = kAutomaticDepthM, .length_m = kAutomaticLengthCells * cell_m});
    }
  }
  return std::nullopt;
}

/// The DEM with every cell that is not finite as NaN.
Grid<float> finite_surface(const Grid<float>& elevation_m) {
  Grid<float> surface = elevation_m;
  for (float& z : surface.values()) {
    if (!std::isfinite(z)) z = std::numeric_limits<float>::quiet_NaN();
  }
  return surface;
}

std::ptrdiff_t count_terminal(const Grid<D8>& outlets) {
  return std::count(outlets.values().begin(), outlets.values().end(), kD8Terminal);
}

}  // namespace

ConditionedDem condition(const Dem& dem, const ConditioningOptions& options, const Progress& progress) {
  const Grid<float>& given = dem.elevation_m;
  TMFGEO_EXPECTS(options.breach_max_depth_m >= 0 && options.breach_max_length_m >= 0);
  ConditionedDem conditioned;
  conditioned.sea_level_m_ = options.sea_level_m;
  if (given.size() == 0) return conditioned;

  const CellMetrics metrics(given.frame());
  const std::optional<BreachRules> breach = breach_rules(options, given.frame(), metrics);
  const bool keeps_deep_depressions = options.terminal_min_depth_m || options.terminal_min_area_km2;
  Grid<D8> outlets = find_outlets(dem, options);
  for (bool settled = false; !settled;) {
    settled = true;
    conditioned.elevation_m_ = finite_surface(given);
    conditioned.way_out_ = outlets;
    if (breach) cut_barriers(given, outlets, *breach, conditioned.elevation_m_, progress);
    Grid<float> unfilled;
    if (keeps_deep_depressions) unfilled = conditioned.elevation_m_;
    flood(conditioned.elevation_m_, conditioned.way_out_, progress);
    // A kept sink changes what is cut and filled around it, so both are done again from the given DEM; depressions
    // inside a kept one show only then.
    if (keeps_deep_depressions) {
      settled = mark_deep_depressions(unfilled, conditioned.elevation_m_, metrics,
                                      options.terminal_min_depth_m.value_or(0),
                                      options.terminal_min_area_km2.value_or(0), outlets) == 0;
    }
  }

  for (std::ptrdiff_t i = 0; i < given.size(); ++i) {
    if (conditioned.elevation_m_[i] > given[i]) ++conditioned.filled_cells_;
    if (conditioned.elevation_m_[i] < given[i]) ++conditioned.breached_cells_;
  }
  conditioned.terminal_sinks_ = count_terminal(outlets);
  return conditioned;
}

}  // namespace tmfgeo
