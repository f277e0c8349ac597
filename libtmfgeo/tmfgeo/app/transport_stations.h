// SPDX-License-Identifier: Apache-2.0
/// Where on the rivers somebody wants to know: stations of the whole project, and the receptors on one route.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/transport_data.h"

namespace tmfgeo {

/// The reaches that routes take, and finding points on them. Needs: network and routes outlive it.
class RouteReaches {
 public:
  RouteReaches(const RiverNetwork& network, std::span<const FacilityResult> facilities);

  bool has(ReachId reach) const { return taken_[static_cast<std::size_t>(reach)]; }
  std::vector<ReachId> reaches() const;
  /// The nearest place on a reach that a route takes and, with an area, that drains within a factor of two of it.
  std::optional<SnappedPoint> nearest(Point p, double within_m, std::optional<double> area_km2) const;
  const RiverNetwork& network() const { return *network_; }

 private:
  const RiverNetwork* network_;
  std::vector<bool> taken_;
};

/// What can be met on the routes: the user's points, gauges, lakes' inlets, towns, and confluences with a river that drains
/// more than the one that joins it. Sorted by reach and offset along it.
/// Towns have the id "town:<name>@lon,lat", confluences "confluence:<record of the river's reach>".
/// Issues: receptor_off_route for the user's points that no route meets.
std::vector<Station> find_stations(const TransportInput& input, const TransportData& data, std::span<const Lake> lakes,
                                   const RouteReaches& rivers, const Places* places, const Borders& borders, Issues& issues);

/// Stations on one facility's route, its border crossings (id "RO>HU", behind the first "RO>HU#2") and the sea at its end,
/// sorted by distance, then kind, then id.
std::vector<Receptor> receptors_on(const FacilityResult& facility, const RiverNetwork& network, std::span<const Station> stations);

/// Gauges on the network. Issues: gauge_unusable for those no river within the distance fits.
std::vector<Gauge> gauges_on(const TransportInput& input, const std::vector<GivenGauge>& given, const RiverNetwork& network, Issues& issues);

/// Lakes on routes: where the way enters and leaves. Issues: lake_unusable for those the rivers do not pass.
std::vector<Lake> lakes_on(const TransportInput& input, const std::vector<GivenLake>& given, const RouteReaches& rivers, Issues& issues);

}  // namespace tmfgeo
