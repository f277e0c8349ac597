// SPDX-License-Identifier: Apache-2.0
/// Floods at facilities that no depth map covers, from the project's own DEM: height above the stream, a synthetic rating
/// curve and discharges of return periods.
#pragma once

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// Return periods that are estimated.
inline constexpr std::array<double, 6> kEstimatedPeriods_y{10, 20, 50, 100, 200, 500};

/// Fills `valley` of every facility the DEM covers and, where its flood is not modelled, `flood` with status wet, dry or unsure.
/// Needs: project.natech, project.dem, terrain.given_m, routes of the facilities; results.sites one per facility.
/// Issues: flood_estimated, discharge_facility_unknown. Errors: Error{invalid_input} for a discharge table that cannot be used.
/// Cost: O(cells that drain to 2 km of stream) per facility, on all cores. The same result for any number of them.
void estimate_floods(const Project& project, const std::vector<FacilityResult>& facilities, const TerrainProducts& terrain,
                     const RiverNetwork& network, NatechResults& results, Issues& issues);

}  // namespace tmfgeo
