// SPDX-License-Identifier: Apache-2.0
/// QGIS styles of the output layers (QML), made to be read on one map together.
#pragma once

#include <cstdint>
#include <string>

#include "tmfgeo/app/assess.h"

namespace tmfgeo {

/// How a layer is drawn: symbols, and labels or nothing.
struct LayerStyle {
  std::string renderer;
  std::string labels;
};

LayerStyle crossings_style(const Assessment& a);
LayerStyle facilities_style(const Assessment& a);
LayerStyle legs_style(const Assessment& a);
LayerStyle routes_style(const Assessment& a);
LayerStyle reaches_style(const Assessment& a);
LayerStyle countries_style(const Assessment& a);

LayerStyle indices_style(const Assessment& a);
LayerStyle transboundary_style(const Assessment& a);
LayerStyle basins_style(const Assessment& a);

LayerStyle events_style(const Assessment& a);
LayerStyle design_check_style(const Assessment& a);
LayerStyle site_hazard_style(const Assessment& a);
LayerStyle flood_style(const Assessment& a);

LayerStyle border_arrivals_style(const Assessment& a);
LayerStyle receptors_style(const Assessment& a);
LayerStyle releases_style(const Assessment& a);
LayerStyle runout_zones_style(const Assessment& a);
LayerStyle inspection_status_style(const Assessment& a);

/// Shaking in the colours of felt intensity.
std::string shaking_style();
/// The same for peak ground velocity, cm/s.
std::string velocity_style();

/// Raster styles: grey relief for elevations, one colour per direction, logarithmic blues for upstream area and discharge.
/// Height above the stream and slope have fixed stops, so that maps of two places can be compared.
std::string elevation_style(double low_m, double high_m);
std::string direction_style();
std::string area_style(double highest_km2);
std::string discharge_style(double highest_m3_s);
std::string hand_style();
std::string slope_style();
std::string distance_style(double highest_km);
/// Labels from 0 to count − 1, neighbours in the order unlike each other.
std::string labels_style(std::int64_t count);

}  // namespace tmfgeo
