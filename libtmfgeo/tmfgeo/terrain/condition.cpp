// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/terrain/breach.h"
#include "tmfgeo/terrain/depressions.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/fill_surface.h"
#include "tmfgeo/terrain/outlets.h"

namespace tmfgeo {

std::optional<BreachLimits> breach_limits(const ConditioningOptions& options, const CellMetrics& metrics,
                                          std::ptrdiff_t rows) {
  constexpr double kAutomaticDepthM = 20;
  constexpr double kAutomaticLengthCells = 50;
  TMFGEO_EXPECTS(options.breach_max_depth_m >= 0 && options.breach_max_length_m >= 0);
  switch (options.conditioning) {
    case Conditioning::fill: return std::nullopt;
    case Conditioning::breach:
      return BreachLimits{.depth_m = options.breach_max_depth_m, .length_m = options.breach_max_length_m};
    case Conditioning::automatic:
      return BreachLimits{.depth_m = kAutomaticDepthM,
                          .length_m = kAutomaticLengthCells * std::sqrt(metrics.row(rows / 2).area_m2)};
  }
  return std::nullopt;
}

std::optional<DepressionLimits> limits_of_kept(const ConditioningOptions& options) {
  if (!options.terminal_min_depth_m && !options.terminal_min_area_km2) return std::nullopt;
  return DepressionLimits{options.terminal_min_depth_m.value_or(0), options.terminal_min_area_km2.value_or(0)};
}

namespace {

/// The given surface with the cuts of all pits.
Grid<float> breached(const Grid<float>& given, const Ends& ends, const BreachRules& rules, const Progress& progress) {
  Grid<float> surface = given;
  cut_barriers(given, mark_ends(given, ends), rules, surface, progress);
  return surface;
}

void add(std::vector<std::int64_t>& cells, const std::vector<std::int64_t>& more) {
  cells.insert(cells.end(), more.begin(), more.end());
  std::sort(cells.begin(), cells.end());
}

/// How many cells of `a` are lower than those of `b`.
std::ptrdiff_t cells_lower(const Grid<float>& a, const Grid<float>& b) {
  std::ptrdiff_t count = 0;
  for (std::ptrdiff_t i = 0; i < a.size(); ++i) count += a[i] < b[i] ? 1 : 0;
  return count;
}

}  // namespace

ConditionedDem condition(Dem dem, const ConditioningOptions& options, const Progress& progress) {
  ConditionedDem conditioned;
  conditioned.ends_.sea_level_m = options.sea_level_m;
  if (dem.elevation_m.size() == 0) return conditioned;
  const GridFrame& frame = dem.elevation_m.frame();
  const CellMetrics metrics(frame);
  const std::optional<BreachLimits> limits = breach_limits(options, metrics, frame.rows);
  const std::optional<BreachRules> rules = limits ? std::optional<BreachRules>({frame, metrics, *limits}) : std::nullopt;
  const std::optional<DepressionLimits> deep = limits_of_kept(options);
  Ends ends = ends_of(dem.elevation_m, options);

  Grid<float> given;  // kept only if something is still to be measured on it
  if (rules || deep) given = std::move(dem.elevation_m);
  for (;;) {
    Grid<float>& surface = conditioned.elevation_m_;
    surface = rules ? breached(given, ends, *rules, progress) : deep ? given : std::move(dem.elevation_m);
    const Grid<float> unfilled = deep ? surface : Grid<float>{};
    const FilledSurface filled = fill_surface(surface, ends, metrics, kCacheTileSide, progress);
    // A cell that is cut may be filled again, so neither count is known before the end.
    conditioned.filled_cells_ = rules ? cells_lower(given, surface) : filled.filled_cells;
    conditioned.breached_cells_ = rules ? cells_lower(surface, given) : 0;
    conditioned.ends_ = ends;
    add(conditioned.ends_.terminal_cells, filled.closed_sinks);
    if (!deep) return conditioned;
    // A kept sink changes what is cut and filled around it, so both are done again from the given DEM; depressions
    // inside a kept one show only then.
    const auto kept = deep_depressions(unfilled, surface, metrics, *deep);
    if (kept.empty()) return conditioned;
    add(ends.terminal_cells, kept);
  }
}

}  // namespace tmfgeo
