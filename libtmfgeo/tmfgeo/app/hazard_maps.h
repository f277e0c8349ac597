// SPDX-License-Identifier: Apache-2.0
/// Maps per return period read at the facilities: shaking of every measure, depths of floods.
#pragma once

#include "tmfgeo/app/site_hazard.h"

namespace tmfgeo {

/// Fills `hazard` and `measures` of every facility from the maps of shaking.
/// Needs: results.sites, with their ground. Issues: hazard_not_monotone, hazard_period_twice, hazard_period_unordered,
/// hazard_period_missing, hazard_unit_doubtful, hazard_unknown of measures but PGA, and those of reading. Errors: Error{invalid_input} for a map whose values cannot be what its unit says.
void sample_shaking(const NatechInput& input, const std::vector<FacilityResult>& facilities, NatechResults& results, Issues& issues);

/// Fills `flood` of every facility from the depth maps, of which only the surroundings of the facilities are read.
/// Needs: results.sites. Issues: flood_not_modelled, flood_depth_mended, hazard_period_twice, hazard_period_unordered,
/// hazard_period_missing, and those of reading.
/// Errors: Error{invalid_input} for depths no flood has.
void sample_depths(const NatechInput& input, const std::vector<FacilityResult>& facilities, NatechResults& results, Issues& issues);

}  // namespace tmfgeo
