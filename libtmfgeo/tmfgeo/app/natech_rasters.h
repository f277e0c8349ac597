// SPDX-License-Identifier: Apache-2.0
/// Rasters of scenario earthquakes.
#pragma once

#include <string>
#include <vector>

#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/project/earthquake_file.h"

namespace tmfgeo {

/// The soil of places as the models of an earthquake take it. Shapes: as many grounds as places.
std::vector<SiteSoil> soils_of(const std::vector<Point>& places, const std::vector<SiteGround>& grounds, const ArcRings& arc);

/// Median, 16 % and 84 % percentile of every measure over facilities and epicentre, about a million cells at most. A measure
/// that no model of the region gives is told in the event's notes.
void add_scenario_rasters(const EarthquakeFile& quake, const std::vector<IntensityMeasure>& measures, const std::vector<FacilityResult>& facilities,
                          const GroundFinder& ground, NatechEvent& event, std::vector<ScenarioRaster>& rasters);

}  // namespace tmfgeo
