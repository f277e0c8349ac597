// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_runout.h"

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

double river_begins_m(const Route& route, const RiverNetwork& network, double river_area_km2) {
  for (const ReachVisit& visit : route.visits) {
    if (network.reach(visit.reach).upstream_area_km2 >= river_area_km2) return visit.begin_m;
  }
  return DepositOptions{}.river_begins_m;
}

RunoutZone peopled(DepositZone zone, const TransportSite& site, const Places* places) {
  RunoutZone out;
  std::vector<Point> stations;
  for (const Receptor& r : site.receptors) stations.push_back(r.station.own_point.value_or(r.station.point));
  for (const std::size_t i : points_inside(zone, stations)) out.receptors.push_back(site.receptors[i].station.id);
  if (places != nullptr) {
    const PeopleInside inside = people_inside(zone, places->places);
    out.places = static_cast<int>(inside.settlements);
    if (inside.of_unknown_population == 0) out.people = inside.population;
  }
  out.zone = std::move(zone);
  return out;
}

}  // namespace

void add_runout_zones(const Assessment& a, const Grid<float>& ground_m, const Places* places, TransportResults& results) {
  const DepositLayout layout(ground_m);
  parallel_for(0, static_cast<std::ptrdiff_t>(a.results.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
      TransportSite& site = results.sites[i];
      const Route& route = a.results[i].route;
      if (!site.release || route.line.size() < 2) continue;
      DepositOptions options;
      options.river_begins_m = river_begins_m(route, a.network, a.project.transport->river_area_km2);
      for (DepositZone& zone : layout.zones(*site.release, route.line, options)) site.zones.push_back(peopled(std::move(zone), site, places));
    }
  });
}

}  // namespace tmfgeo
