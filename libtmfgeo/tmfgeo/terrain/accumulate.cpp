// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

Accumulation accumulate(const FlowField& flow) {
  const Grid<D8>& direction = flow.direction;
  Accumulation accumulation{Grid<double>(direction.frame(), std::numeric_limits<double>::quiet_NaN())};
  if (direction.size() == 0) return accumulation;
  const CellMetrics metrics(direction.frame());
  Grid<double>& area_km2 = accumulation.area_km2;
  for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
    if (direction[i] != kD8NoData) area_km2[i] = metrics.row(i / direction.columns()).area_m2 * 1e-6;
  }
  visit_downstream(direction, [&](std::ptrdiff_t cell, std::ptrdiff_t next) {
    if (next != kNoReceiver) area_km2[next] += area_km2[cell];
  });
  return accumulation;
}

}  // namespace tmfgeo
