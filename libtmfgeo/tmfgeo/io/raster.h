// SPDX-License-Identifier: Apache-2.0
/// Raster files ↔ Grid. GDAL lives behind the headers of this room.
#pragma once

#include <cstdint>
#include <limits>
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

/// What neighbouring cells have in common: decides how a raster is packed and what its overviews show.
enum class CellNature {
  smooth,   ///< change little from cell to cell, as elevations: overviews hold means
  amounts,  ///< leap from cell to cell, as upstream area: overviews hold the largest, so that rivers stay to be seen
  codes,    ///< stand for something else, as directions: overviews hold the north-western of four cells
};

/// What goes into a raster file besides the cells.
struct RasterMetadata {
  std::string title = {};
  std::string description = {};
  std::string unit = {};
  std::string style_qml = {};  ///< written beside as .qml; empty for none
  std::vector<std::pair<std::string, std::string>> items = {};  ///< free metadata, for example licence
  CellNature nature = CellNature::smooth;
};

/// Cells that a raster file holds: float, std::uint8_t and std::int32_t, each with the value of a missing cell.
template <class T>
inline constexpr T kMissingCell = T{};
template <>
inline constexpr float kMissingCell<float> = std::numeric_limits<float>::quiet_NaN();
template <>
inline constexpr std::uint8_t kMissingCell<std::uint8_t> = 255;
template <>
inline constexpr std::int32_t kMissingCell<std::int32_t> = -1;

/// Writes a Cloud Optimized GeoTIFF (ZSTD, overviews of missing cells left out) that appears whole or not at all.
/// Same input, same bytes on any number of threads. Rasters larger than memory: CogWriter (cog_writer.h).
/// Input: cells of kMissingCell are missing.
/// Needs: at least one cell; the frame's CRS is known; T one of the types above.
/// Memory: the overviews, a third of the grid, and GDAL's block cache.
/// Cost: as GDAL's compressor on GDAL_NUM_THREADS threads (see set_gdal_option), else on all.
/// Errors: Error{environment}: no right to write, disk full, file exists and overwrite is false.
template <class T>
void write_cog(const std::string& path, const Grid<T>& grid, const RasterMetadata& metadata, bool overwrite);

}  // namespace tmfgeo
