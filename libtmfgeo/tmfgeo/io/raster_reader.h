// SPDX-License-Identifier: Apache-2.0
/// Windows of rasters larger than memory.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/io/raster.h"

namespace tmfgeo {

/// One raster, or the tiles of one grid, open for reading window by window: the same inputs, the same values cell by
/// cell and the same errors as read_raster, except that windows without any value are fine.
/// Memory: what a window needs (see read), at most 64 files open at once, and GDAL's block cache (set_raster_cache).
/// Example:
///   const RasterReader dem({"n42.tif", "n43.tif"}, {}, issues);
///   parallel_for(0, tiling.count(), 1, [&](auto first, auto last) { … dem.read({tile.row, tile.column}, …); });
class RasterReader {
 public:
  /// Issues, Errors: as read_raster.
  RasterReader(const std::vector<std::string>& files, const RasterOptions& options, Issues& issues);
  ~RasterReader();
  RasterReader(RasterReader&&) noexcept;
  RasterReader& operator=(RasterReader&&) noexcept;

  const GridFrame& frame() const;

  /// Reads rows × columns cells from `first` on, row by row. Cells outside the frame are NaN, so a tile may be asked for
  /// with a margin around it.
  /// Needs: one value per cell. May be called from several threads at once.
  /// Memory: at most about 4 million cells of the file's numbers, or one row of its blocks, beside the values.
  /// Errors: Error{invalid_input} naming the truncated or damaged file and its rows.
  void read(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) const;

  /// All cells. Errors: also if they need more memory than the machine has, or none has a value.
  Grid<float> read_all(const Progress& progress = {}) const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

/// How much memory GDAL may keep for blocks of open rasters, in this process; GDAL's own choice is 5 % of the machine.
void set_raster_cache(std::int64_t bytes);

}  // namespace tmfgeo
