// SPDX-License-Identifier: Apache-2.0
/// One raster file as the readers of this room see it: its frame, north up, and how its numbers become values.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/grid/grid.h"
#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo {

struct RasterSource {
  std::string path;
  RasterInfo info;           ///< frame north up, whatever the file's order of rows
  bool south_up = false;     ///< the file's first row is the southernmost
  bool crs_ignored = false;  ///< a CRS was given and the file carries another one
  int bands = 1;
  bool wide_numbers = false;      ///< a float would not hold the file's numbers
  bool has_mask = false;          ///< validity is a mask of its own, not a value
  std::optional<double> missing;  ///< value of missing cells as the file holds it
  bool missing_mended = false;    ///< the declared nodata cannot be in the file; `missing` is the nearest that can
  double unit_factor = 1;         ///< to metres
};

/// Errors: as raster_info().
RasterSource raster_source(const std::string& path, const RasterOptions& options, DatasetHandle& dataset,
                           GdalMessages& messages);

}  // namespace tmfgeo
