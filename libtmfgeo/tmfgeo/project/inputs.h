// SPDX-License-Identifier: Apache-2.0
/// Reading a project's inputs into the rooms' types.
#pragma once

#include <optional>

#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/inventory/borders.h"
#include "tmfgeo/inventory/places.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {

/// Tells whether a point is at the sea. Knows nothing where the project has no land polygons.
class SeaFinder {
 public:
  SeaFinder() = default;
  /// Input: land polygons in any CRS; only what overlaps the area counts.
  SeaFinder(FeatureTable land, const Box& area, double sea_distance_m);

  bool knows() const { return known_; }
  /// At sea, or on land within the sea distance of the coast.
  bool reaches_sea(Point p) const;
  /// At sea, farther than a coastline's usual error from any land.
  bool at_sea(Point p) const;

 private:
  bool known_ = false;
  PolygonIndex land_;
  double sea_distance_m_ = 0;
};

/// The box in another CRS that holds a box, its edges followed; points that cannot be moved are left out.
Box transformed_box(const Box& box, const Crs& from, const Crs& to);

/// The facilities of a project, the issues of their file among theirs.
FacilityInventory read_facility_input(const FacilityInput& input);
FeatureTable read_table(const InputFile& input, std::vector<std::string> columns, const std::optional<Box>& wgs84_area,
                        Issues& issues);
/// For a grid in degrees that goes on beyond the 180° meridian: a place, or geometry, a turn farther east or west where only
/// that brings it onto the grid; else as it is.
Point brought_round(Point p, const GridFrame& grid);
void bring_round(std::vector<Geometry>& geometry, const GridFrame& grid);

/// How an input's rasters are to be read.
RasterOptions raster_options(const InputFile& input);
/// The part of a raster of any reference system that reaches a grid.
RasterOptions reaching(const std::string& file, const GridFrame& grid);
Dem read_dem_input(const DemInput& input, Issues& issues, const Progress& progress);
/// Conditioning options with the terminal basins' polygons in the DEM's CRS.
ConditioningOptions conditioning_of(const DemInput& input, const Crs& dem_crs, Issues& issues);
FeatureTable read_river_input(const RiverInput& input, Issues& issues);
Borders read_border_input(const Project& project, const Box& area, Issues& issues);
std::optional<Places> read_place_input(const Project& project, const Box& area, Issues& issues);
SeaFinder read_sea(const Project& project, const Box& area, Issues& issues);

/// SHA-256 of every file of one input.
std::vector<InputRecord> recorded(const InputFile& input);

/// SHA-256 of every input file, in the order of the project.
std::vector<InputRecord> record_inputs(const Project& project);

}  // namespace tmfgeo
