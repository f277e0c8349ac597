// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

namespace {

/// A way down must be steeper by this share to count as steeper: true lengths of square cells are equal only up to
/// the rounding of the projection, which must not choose the way.
constexpr double kSteeper = 1 + 1e-6;

/// Direction of the steepest way down, or `otherwise` where no neighbour is lower.
D8 steepest_descent(const Grid<float>& elevation_m, const Neighbours& neighbours, std::ptrdiff_t index,
                    const std::array<double, 8>& per_metre, D8 otherwise) {
  D8 steepest = otherwise;
  double steepest_slope = 0;
  neighbours(index, [&](D8 direction, std::ptrdiff_t n) {
    const double drop_m = static_cast<double>(elevation_m[index]) - static_cast<double>(elevation_m[n]);
    const double slope = drop_m * per_metre[direction];
    if (slope > steepest_slope * kSteeper) {
      steepest_slope = slope;
      steepest = direction;
    }
  });
  return steepest;
}

}  // namespace

FlowField route_d8(const ConditionedDem& dem) {
  const Grid<float>& elevation_m = dem.elevation_m();
  FlowField flow{dem.way_out()};
  if (elevation_m.size() == 0) return flow;
  const CellMetrics metrics(elevation_m.frame());
  const Neighbours neighbours(elevation_m.frame());
  parallel_for(0, elevation_m.rows(), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t row = first; row < last; ++row) {
      std::array<double, 8> per_metre{};
      for (D8 d = 0; d < 8; ++d) per_metre[d] = 1 / metrics.step_m(row, d);
      for (std::ptrdiff_t i = row * elevation_m.columns(); i < (row + 1) * elevation_m.columns(); ++i) {
        const D8 way_out = flow.direction[i];
        if (way_out == kD8NoData || way_out == kD8Terminal || (way_out == kD8Outlet && dem.is_sea(i))) continue;
        flow.direction[i] = steepest_descent(elevation_m, neighbours, i, per_metre, way_out);
      }
    }
  });
  return flow;
}

}  // namespace tmfgeo
