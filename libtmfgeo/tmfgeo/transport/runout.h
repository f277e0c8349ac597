// SPDX-License-Identifier: Apache-2.0
/// How far the tailings themselves flow and what they bury: distances as distributions, deposits laid out on the DEM.
#pragma once

#include <optional>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/scenario/release.h"

namespace tmfgeo {

/// Run-out distance of one release, in metres; never a line, always a band.
struct RunoutDistance {
  Spread distance_m;      ///< Source [ConchaLarrauriLall2018]
  Spread distance_rico_m; ///< Source [RicoEtAl2008]
};
/// Needs: a volume; the dam's height must be known, else absent.
std::optional<RunoutDistance> runout_distance(const ReleaseScenario& release, const Facility& facility);

/// The deposit at one exceedance level.
struct DepositZone {
  double exceedance = 0;       ///< share of draws whose deposit covers more
  double volume_m3 = 0;
  double area_m2 = 0;
  double length_m = 0;         ///< along the flow path
  double max_depth_m = 0;
  bool leaves_dem = false;     ///< the rest lies beyond the raster: unknown
  bool reaches_river = false;  ///< stopped where the first real river takes over
  Geometry area;               ///< polygons in WGS 84; their size on the ellipsoid is area_m2
};

}  // namespace tmfgeo
