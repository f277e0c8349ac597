// SPDX-License-Identifier: Apache-2.0
#include <gdal.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/raster_source.h"

namespace tmfgeo {
namespace {

/// Largest absolute value that a conversion to float keeps finite.
constexpr double kFloatMax = std::numeric_limits<float>::max();

/// The file's numbers as values: missing and infinite ones NaN, scale, offset and unit applied.
template <class Number>
void fill_missing(std::span<const Number> raw, std::span<const std::uint8_t> mask, const RasterSource& source,
                  std::span<float> target) {
  const double factor = source.info.scale * source.unit_factor;
  const double offset = source.info.offset * source.unit_factor;
  const bool plain = factor == 1 && offset == 0;
  const Number missing =
      source.missing ? static_cast<Number>(*source.missing) : std::numeric_limits<Number>::quiet_NaN();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    // Where tiles overlap, the first one that has a value gives it.
    if (!std::isnan(target[i]) || raw[i] == missing || (!mask.empty() && mask[i] == 0)) continue;
    const double value = plain ? static_cast<double>(raw[i]) : static_cast<double>(raw[i]) * factor + offset;
    if (std::abs(value) <= kFloatMax) target[i] = static_cast<float>(value);
  }
}

/// The part of a source that a block wants: first cell and size in the source (north up), first cell in the block.
struct Window {
  Cell from;
  Cell to;
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
};

Window window_in(const GridFrame& grid, const CellBlock& block, const GridFrame& source) {
  const Cell corner{
      static_cast<std::ptrdiff_t>(std::llround((grid.north - source.north) / grid.cell_height)) - block.first.row,
      static_cast<std::ptrdiff_t>(std::llround((source.west - grid.west) / grid.cell_width)) - block.first.column};
  // A grid that is clipped has no value where its tiles have some.
  const Cell north_west{-block.first.row, -block.first.column};
  const Cell south_east{grid.rows - block.first.row, grid.columns - block.first.column};
  Window w;
  w.to = {std::max({std::ptrdiff_t{0}, corner.row, north_west.row}),
          std::max({std::ptrdiff_t{0}, corner.column, north_west.column})};
  w.from = {w.to.row - corner.row, w.to.column - corner.column};
  w.rows = std::max<std::ptrdiff_t>(0, std::min({block.rows, corner.row + source.rows, south_east.row}) - w.to.row);
  w.columns = std::max<std::ptrdiff_t>(
      0, std::min({block.columns, corner.column + source.columns, south_east.column}) - w.to.column);
  if (w.rows == 0 || w.columns == 0) w.rows = w.columns = 0;
  return w;
}

class WindowReader {
 public:
  WindowReader(const RasterSource& source, GDALDatasetH dataset, const Window& window, GdalMessages& messages)
      : source_(source), band_(GDALGetRasterBand(dataset, 1)), window_(window), messages_(messages) {
    int block_columns = 1;
    int block_rows = 1;
    GDALGetBlockSize(band_, &block_columns, &block_rows);
    constexpr std::ptrdiff_t cells = 1 << 22;
    piece_rows_ = std::max<std::ptrdiff_t>(1, cells / window.columns / block_rows) * block_rows;
    // Later pieces begin where the file's blocks do, so that no block is decoded twice.
    first_piece_rows_ = source.south_up ? piece_rows_ : piece_rows_ - window.from.row % block_rows;
  }

  /// Calls done(rows read) after each piece.
  template <class Number>
  void read_into(const CellBlock& block, const std::function<void(std::ptrdiff_t)>& done) {
    std::vector<Number> raw;
    std::vector<std::uint8_t> mask;
    for (std::ptrdiff_t row = 0; row < window_.rows;) {
      const std::ptrdiff_t rows = std::min(row == 0 ? first_piece_rows_ : piece_rows_, window_.rows - row);
      read_rows(band_, row, rows, raw, std::is_same_v<Number, double> ? GDT_Float64 : GDT_Float32);
      if (source_.has_mask) read_rows(GDALGetMaskBand(band_), row, rows, mask, GDT_Byte);
      const std::ptrdiff_t grain = block.alone ? std::max<std::ptrdiff_t>(1, (1 << 18) / window_.columns) : rows;
      parallel_for(0, rows, grain, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
        for (std::ptrdiff_t r = begin; r < end; ++r) fill_row<Number>(raw, mask, row, rows, r, block);
      });
      row += rows;
      done(rows);
    }
  }

 private:
  template <class Number>
  void fill_row(std::span<const Number> raw, std::span<const std::uint8_t> mask, std::ptrdiff_t piece,
                std::ptrdiff_t piece_rows, std::ptrdiff_t r, const CellBlock& block) {
    const auto begin = static_cast<std::size_t>((source_.south_up ? piece_rows - 1 - r : r) * window_.columns);
    const auto length = static_cast<std::size_t>(window_.columns);
    const std::ptrdiff_t to = (window_.to.row + piece + r) * block.columns + window_.to.column;
    fill_missing<Number>(raw.subspan(begin, length), mask.empty() ? mask : mask.subspan(begin, length), source_,
                         block.values.subspan(static_cast<std::size_t>(to), length));
  }

  /// Rows counted from the north, in the file's own order of rows.
  template <class Number>
  void read_rows(GDALRasterBandH band, std::ptrdiff_t row, std::ptrdiff_t rows, std::vector<Number>& numbers,
                 GDALDataType type) {
    numbers.resize(static_cast<std::size_t>(rows * window_.columns));
    const std::ptrdiff_t first = window_.from.row + row;
    const std::ptrdiff_t file_row = source_.south_up ? source_.info.frame.rows - first - rows : first;
    const CPLErr error = GDALRasterIO(band, GF_Read, static_cast<int>(window_.from.column), static_cast<int>(file_row),
                                      static_cast<int>(window_.columns), static_cast<int>(rows), numbers.data(),
                                      static_cast<int>(window_.columns), static_cast<int>(rows), type, 0, 0);
    if (error != CE_None || messages_.failed()) {
      // What a decoding thread says is heard by nobody, so the reason may be unknown here.
      const std::string reason = messages_.failed() ? " (GDAL: " + messages_.failure() + ")" : std::string();
      throw Error(ErrorCode::invalid_input,
                  "is truncated or damaged, rows " + std::to_string(file_row + 1) + " to " +
                      std::to_string(file_row + rows) + " cannot be read" + reason + ", expected a file that is whole: copy or download it again",
                  source_.path);
    }
  }

  const RasterSource& source_;
  GDALRasterBandH band_;
  Window window_;
  GdalMessages& messages_;
  std::ptrdiff_t piece_rows_ = 1;
  std::ptrdiff_t first_piece_rows_ = 1;
};

}  // namespace

std::ptrdiff_t rows_wanted(const GridFrame& grid, const CellBlock& block, const RasterSource& source) {
  return window_in(grid, block, source.info.frame).rows;
}

void fill_from_source(const GridFrame& grid, const CellBlock& block, const RasterSource& source, void* dataset,
                      GdalMessages& messages, const std::function<void(std::ptrdiff_t)>& done) {
  WindowReader reader(source, dataset, window_in(grid, block, source.info.frame), messages);
  source.wide_numbers ? reader.read_into<double>(block, done) : reader.read_into<float>(block, done);
}

}  // namespace tmfgeo
