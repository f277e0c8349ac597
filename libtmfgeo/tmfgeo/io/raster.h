// SPDX-License-Identifier: Apache-2.0
/// Raster files ↔ Grid. GDAL lives behind the headers of this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/progress.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

struct RasterOptions {
  std::string crs = {};          ///< only for files that carry none
  std::optional<Box> clip = {};  ///< in the raster's CRS; cells that touch it
};

/// What a raster is, without reading its cells.
struct RasterInfo {
  GridFrame frame;
  std::string data_type;           ///< "Int16", "Float32"
  std::optional<double> nodata;
  double scale = 1;
  double offset = 0;
  std::string unit;
  std::string driver;
};

/// Input: one file, or several tiles of one grid (same CRS, cell size and alignment), anything GDAL opens, /vsi… paths too.
/// Where tiles overlap, the first one that has a value gives it.
/// Errors: missing, empty, not a raster, no CRS, rotated, tiles that do not fit → Error naming the file and what was expected.
RasterInfo raster_info(const std::vector<std::string>& files, const RasterOptions& options = {});

/// Reads the first band as float: nodata (also NaN, also a value the type cannot hold), masked cells, infinities → NaN;
/// scale and offset applied; south-up rasters turned. Metres assumed; a unit of feet is converted.
/// Issues: several bands, feet, a nodata value that had to be mended, a given CRS that was not used.
/// Errors: as raster_info, and truncated data, no valid cell at all, more cells than the machine's memory holds.
/// Cost: one pass, decoded on GDAL_NUM_THREADS threads (see set_gdal_option), else on all; memory 4 bytes per cell.
/// Rasters larger than memory: RasterReader (raster_reader.h), which reads windows by the same rules.
Grid<float> read_raster(const std::vector<std::string>& files, const RasterOptions& options, Issues& issues,
                        const Progress& progress = {});

/// What goes into a raster file besides the cells.
struct RasterMetadata {
  std::string title = {};
  std::string description = {};
  std::string unit = {};
  std::string style_qml = {};  ///< written beside as .qml; empty for none
  std::vector<std::pair<std::string, std::string>> items = {};  ///< free metadata, for example licence
};

/// Writes a Cloud Optimized GeoTIFF (ZSTD, overviews) that appears whole or not at all.
/// Missing: NaN for floats, 255 for bytes. Same input, same bytes on any number of threads.
/// Needs: at least one cell; the frame's CRS is known. Memory: the overviews, a third of the grid, for a while on disk.
/// Errors: Error{environment}: no right to write, disk full, file exists and overwrite is false.
void write_cog(const std::string& path, const Grid<float>& grid, const RasterMetadata& metadata, bool overwrite);
void write_cog(const std::string& path, const Grid<std::uint8_t>& grid, const RasterMetadata& metadata, bool overwrite);

}  // namespace tmfgeo
