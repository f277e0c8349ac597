// SPDX-License-Identifier: Apache-2.0
/// Rasters larger than memory, written window by window.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "tmfgeo/io/raster.h"

namespace tmfgeo {

/// A Cloud Optimized GeoTIFF whose cells come in windows, in any order, from several threads at once. They are kept in a
/// scratch file beside the target (4/3 of the cells, not packed); finish() packs them and gives the file its name.
/// Until then the name holds what it held before; without finish() nothing is left.
/// The same cells give the bytes that write_cog gives, whatever the windows and the number of threads.
/// T is float, std::uint8_t or std::int32_t; missing cells are kMissingCell<T>.
/// Memory: for write none; for finish about 100 MB and GDAL's block cache (set_raster_cache).
/// Needs: a local path; at least one cell; the frame's CRS is known.
template <class T>
class CogWriter {
 public:
  /// Takes the scratch file's room on the disk, so that a full disk is told before any work is done.
  /// Errors: Error{environment}: no right to write, no room, file exists and overwrite is false.
  CogWriter(const std::string& path, const GridFrame& frame, const RasterMetadata& metadata, bool overwrite);
  ~CogWriter();
  CogWriter(CogWriter&&) noexcept;
  CogWriter& operator=(CogWriter&&) noexcept;

  /// Puts rows × columns cells, row by row, at `first`. May be called from several threads at once.
  /// Needs: the window lies in the frame and meets no other one; one value per cell. Errors: Error{environment}.
  void write(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<const T> values);

  /// Gives back a row. Needs: all of it was written, finish() was not called. Errors: Error{environment}.
  void read_row(std::ptrdiff_t row, std::span<T> values) const;

  /// Needs: every cell was written; nobody writes any more. Errors: Error{environment}, for example a full disk.
  void finish();

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace tmfgeo
