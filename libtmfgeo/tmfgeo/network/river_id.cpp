// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/river_id.h"

#include <cmath>

#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// Unknown counts as nothing, so that a known one comes first.
double or_none(double value) { return std::isnan(value) ? -1 : value; }

bool comes_first(const RiverNetwork& network, ReachId a, ReachId b) {
  const Reach& x = network.reach(a);
  const Reach& y = network.reach(b);
  const double larger_area = or_none(x.upstream_area_km2) - or_none(y.upstream_area_km2);
  if (larger_area != 0) return larger_area > 0;
  const double larger_discharge = or_none(x.discharge_m3_s) - or_none(y.discharge_m3_s);
  return larger_discharge != 0 ? larger_discharge > 0 : a < b;
}

/// Whether the river goes on into the next reach as itself, not as a tributary.
bool leads_into(const RiverNetwork& network, ReachId reach, ReachId next) {
  for (const ReachId other : network.upstream(next)) {
    if (other != reach && comes_first(network, other, reach)) return false;
  }
  return true;
}

}  // namespace

bool tells_its_end(RouteEnd end) { return end == RouteEnd::sea || end == RouteEnd::terminal_basin; }

std::string river_id(const RiverNetwork& network, ReachId reach, RouteEnd end) {
  ReachId last = reach;
  ReachId next = reach;
  while (next != kNoReach) {
    last = next;
    if (!network.name(last).empty()) return network.name(last);
    next = network.downstream(last);
    if (next != kNoReach && !leads_into(network, last, next)) break;
  }
  const Point mouth = network.line(last).back();
  const bool lost = next == kNoReach && !tells_its_end(end);
  const double area_km2 = network.reach(last).upstream_area_km2;
  return std::string(lost ? kUnnamedLost : kUnnamedMouth) + fixed(mouth.x, 3) + " " + fixed(mouth.y, 3) + (std::isnan(area_km2) ? "" : " (" + fixed(area_km2, 0) + " km2)");
}

}  // namespace tmfgeo
