// SPDX-License-Identifier: Apache-2.0
/// Raster files as the readers of this room see them: frames, north up, how their numbers become values, and several
/// files as one grid.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

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

/// The tiles of one grid and the frame that is wanted of them.
struct RasterMosaic {
  std::vector<RasterSource> sources;
  GridFrame frame;
};

/// Errors: as raster_info().
RasterMosaic raster_mosaic(const std::vector<std::string>& files, const RasterOptions& options, GdalMessages& messages);

/// What a user should know about the tiles: bands left out, units, nodata mended, reference systems not used.
void tell_issues(const RasterMosaic& mosaic, const RasterOptions& options, Issues& issues);

/// A block of a grid's cells in memory of its own, row by row; missing cells are NaN.
struct CellBlock {
  Cell first;  ///< in the grid
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
  std::span<float> values;
  bool alone = false;  ///< no other thread reads meanwhile: all cores turn its numbers into values
};

/// The rows of a source that a block wants; 0 if they do not meet.
std::ptrdiff_t rows_wanted(const GridFrame& grid, const CellBlock& block, const RasterSource& source);

/// Gives the block's cells that are still missing the source's values. done(rows) is called after each piece.
/// Needs: rows_wanted() > 0; the dataset is the source's own and no other thread's.
/// Memory: at most about 4 million cells of the file's numbers, or one row of its blocks, beside the block.
/// Errors: Error{invalid_input} naming the file and its rows.
void fill_from_source(const GridFrame& grid, const CellBlock& block, const RasterSource& source, void* dataset,
                      GdalMessages& messages, const std::function<void(std::ptrdiff_t)>& done);

}  // namespace tmfgeo
