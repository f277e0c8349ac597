// SPDX-License-Identifier: Apache-2.0
/// What the tailings themselves bury below each facility, and who is there.
#pragma once

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/transport_data.h"

namespace tmfgeo {

/// Fills TransportSite::zones of every facility with a release, on all cores. Input: the ground as the DEM was read, without
/// rivers cut in or hollows filled, of the routes' own grid; `places` null where the project has none. The deposit ends at the first reach that drains river_area_km2: there the river takes over.
void add_runout_zones(const Assessment& a, const Grid<float>& ground_m, const Places* places, TransportResults& results);

}  // namespace tmfgeo
