// SPDX-License-Identifier: Apache-2.0
/// What lies along the first kilometres of a route: people and water bodies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/geo/line_index.h"
#include "tmfgeo/inventory/places.h"
#include "tmfgeo/network/route.h"

namespace tmfgeo {

struct ExposureOptions {
  double path_km = 10;            ///< flow path downstream that counts
  double corridor_width_km = 2;   ///< full width: places within half of it are exposed
};

struct Exposure {
  std::optional<double> people;            ///< along the flow path; absent without places
  std::optional<double> people_straight;   ///< within path_km as the crow flies, for comparison with hand-made sheets
  int places = 0;                          ///< settlements counted in `people`
  std::optional<double> stream_area_km2;   ///< largest upstream area of a reach within path_km
  std::optional<int> stream_order;         ///< largest Strahler order within path_km
  std::optional<double> discharge_m3_s;    ///< largest known within path_km
  double path_km = 0;                      ///< flow path there was, at most path_km
};

/// Input: `places` absent when the run has none (then people stay unknown).
/// Population of a place is taken whole if its point lies in the corridor: a screening figure.
Exposure exposure_along(const Route& route, const RiverNetwork& network, const Places* places, Point facility,
                        const ExposureOptions& options);

}  // namespace tmfgeo
