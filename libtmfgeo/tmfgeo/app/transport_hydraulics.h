// SPDX-License-Identifier: Apache-2.0
/// What a project knows of its rivers' slopes and discharges, reach by reach.
#pragma once

#include <vector>

#include "tmfgeo/app/assess.h"
#include "tmfgeo/app/transport_data.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Fall over length between the reach's ends on the conditioned DEM, m/m; NaN outside the DEM and where it does not fall.
/// Shapes: one per reach.
std::vector<double> slopes_from_dem(const RiverNetwork& network, const ConditionedDem& dem);

/// Mean discharge by summing runoff over what drains to each reach beside its upstream reaches: that area times the runoff at
/// the reach's middle. NaN where an area or a runoff upstream is unknown. Units: runoff mm per year, result m3/s.
/// Cost: O(reaches).
std::vector<double> discharges_from_runoff(const RiverNetwork& network, const Grid<float>& runoff_mm_y);

/// The settings as the hydraulics take them. Errors: those of reading the river layer again for its columns of slope and
/// width, and the runoff raster. Issues: values of these columns that cannot be read or cannot be. Needs: project.transport.
HydraulicOptions hydraulic_options(const Project& project, const TransportData& data, const RiverNetwork& network,
                                   const std::optional<TerrainProducts>& terrain, Issues& issues);

}  // namespace tmfgeo
