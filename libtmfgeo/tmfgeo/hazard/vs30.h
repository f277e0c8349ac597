// SPDX-License-Identifier: Apache-2.0
/// How stiff the ground is, where nobody has measured it: Vs30 from the slope of the land.
#pragma once

#include <optional>

#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// From slope (tangent) to Vs30, m/s, between 180 and 900: a weighted mean of the tables for active crust (weight 0) and stable
/// craton (weight 1), each linear in logarithms. NaN for NaN.
/// Needs: slope not below 0, craton weight in [0, 1]. Source [WaldAllen2007], [AllenWald2009].
double vs30_from_slope(double slope, double craton_weight = 0);

/// Cells of the tables' own DEMs: slopes of finer DEMs are steeper and would give too stiff a ground.
constexpr double kVs30CellDegrees = 30.0 / 3600;

/// A DEM averaged over whole blocks of its cells to cells of about 30″ (about 0.9 km where it is projected); as it is where its
/// cells are not finer. A block is NaN where more than half of it is. Its last rows and columns may stick out beyond the DEM.
/// Needs: the CRS is known.
Grid<float> coarse_elevation(const Grid<float>& elevation_m);

/// Slope (tangent) by central differences over true lengths, one-sided at edges and nodata; NaN where the cell or both
/// neighbours of an axis are NaN. Needs: the CRS is known.
Grid<float> surface_slope(const Grid<float>& elevation_m);

/// Of water, where the tables have nothing to go by.
constexpr double kWaterVs30 = 600;

/// What the slope of the land tells of the ground, in cells of about 30″.
struct DemGround {
  Grid<float> slope;  ///< tangent
  Grid<float> vs30_m_s;
};

/// Slope and Vs30 from a DEM of any finer resolution; Vs30 600 where the mean elevation is not above the sea, if its
/// level is stated. NaN where the DEM has nothing.
/// Needs: the CRS is known. Cost: O(cells).
DemGround ground_of_dem(const Grid<float>& elevation_m, double craton_weight = 0, std::optional<double> sea_level_m = {});
/// The Vs30 of it alone.
Grid<float> vs30_of_dem(const Grid<float>& elevation_m, double craton_weight = 0, std::optional<double> sea_level_m = {});

}  // namespace tmfgeo
