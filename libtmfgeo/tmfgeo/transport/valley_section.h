// SPDX-License-Identifier: Apache-2.0
/// A section of the ground across a flow path, filled to a given area; for the room's own sources.
#pragma once

#include "tmfgeo/grid/cell_metrics.h"

namespace tmfgeo {

/// A direction in metres: east and north, of length 1.
struct Heading {
  double east = 1;
  double north = 0;
};

/// What a filled section covers. Sides are as seen downstream.
struct FilledSection {
  Cell path;            ///< where the flow path crosses
  Cell lowest;          ///< where it is filled from
  Heading downstream;
  double level_m = 0;   ///< over the lowest cell; a hollow behind a crest may be filled less high
  double depth_m = 0;   ///< largest of the filling
  double left_m = 0;    ///< from the path to the end of the last cell covered; may be negative where the path lies dry
  double right_m = 0;
  double width_m = 0;   ///< left_m + right_m
  bool meets_edge = false;  ///< the raster's edge or nodata stopped it on a side
  bool meets_limit = false; ///< half_width_m stopped it on a side
};

/// Fills from the lowest cell within two cells of the path upwards until the filling has the area, no more. Once a crest is
/// overtopped, what is missing fills the hollow behind it from its bottom; where the hollow is full the level goes on rising over
/// both. Down a slope that nothing closes before half_width_m or the edge it is laid cell by cell, none higher than the crest. What
/// is passed over on the way counts as covered. Where both sides are blocked the level rises on the width there is.
/// Ties: of cells of equal height the nearer to the path, then the left.
/// Needs: `path` lies in the grid and has an elevation; area_m2, half_width_m > 0. Cost: O(cells across), once more for each hollow
/// within a hollow.
FilledSection fill_section(const Grid<float>& elevation_m, const RowMetrics& sizes, Cell path, Heading downstream, double area_m2,
                           double half_width_m);

}  // namespace tmfgeo
