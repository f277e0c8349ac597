// SPDX-License-Identifier: Apache-2.0
#include <cpl_conv.h>
#include <gdal.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_source.h"

namespace tmfgeo {
namespace {

constexpr double kAlignmentTolerance = 0.05;  // cells

/// Position of a source's upper left cell in a larger frame of the same cells.
Cell corner_in(const GridFrame& whole, const GridFrame& part) {
  return {static_cast<std::ptrdiff_t>(std::llround((whole.north - part.north) / whole.cell_height)),
          static_cast<std::ptrdiff_t>(std::llround((part.west - whole.west) / whole.cell_width))};
}

void expect_same_grid(const RasterSource& first, const RasterSource& other) {
  const GridFrame& a = first.info.frame;
  const GridFrame& b = other.info.frame;
  const auto refuse = [&](const std::string& found, const std::string& expected) {
    throw Error(ErrorCode::invalid_input,
                "is no tile of the same grid as " + first.path + ": " + found + ", expected " + expected, other.path);
  };
  if (!a.crs.same_as(b.crs)) refuse("reference system " + b.crs.name(), a.crs.name());
  const auto sizes_differ = [](double x, double y) { return std::abs(x - y) > 1e-6 * x; };
  if (sizes_differ(a.cell_width, b.cell_width) || sizes_differ(a.cell_height, b.cell_height)) {
    refuse("cells of " + shortest(b.cell_width) + " by " + shortest(b.cell_height),
           shortest(a.cell_width) + " by " + shortest(a.cell_height));
  }
  const auto off = [](double cells) { return std::abs(cells - std::round(cells)); };
  const double shift = std::max(off((b.west - a.west) / a.cell_width), off((b.north - a.north) / a.cell_height));
  if (shift > kAlignmentTolerance) refuse("cells shifted by " + fixed(shift, 2) + " of a cell", "cells that meet");
}

/// The smallest frame of the first tile's cells that holds all tiles.
GridFrame joined_frame(const std::vector<RasterSource>& sources) {
  GridFrame whole = sources.front().info.frame;
  Cell first{0, 0};
  Cell end{whole.rows, whole.columns};
  for (const RasterSource& source : sources) {
    const Cell corner = corner_in(whole, source.info.frame);
    first = {std::min(first.row, corner.row), std::min(first.column, corner.column)};
    end = {std::max(end.row, corner.row + source.info.frame.rows),
           std::max(end.column, corner.column + source.info.frame.columns)};
  }
  whole.north -= static_cast<double>(first.row) * whole.cell_height;
  whole.west += static_cast<double>(first.column) * whole.cell_width;
  whole.rows = end.row - first.row;
  whole.columns = end.column - first.column;
  return whole;
}

GridFrame clipped_frame(const GridFrame& frame, const Box& clip, const std::string& path) {
  const Box box = frame.box();
  if (clip.empty() || !clip.overlaps(box)) {
    const auto corner = [](double x, double y) { return "(" + shortest(x) + ", " + shortest(y) + ")"; };
    throw Error(ErrorCode::invalid_input,
                "does not reach the area asked for, " + corner(clip.min_x, clip.min_y) + " to " +
                    corner(clip.max_x, clip.max_y) + "; it covers " + corner(box.min_x, box.min_y) + " to " +
                    corner(box.max_x, box.max_y) + " in " + frame.crs.name(),
                path);
  }
  const Cell first = frame.cell_at({std::max(clip.min_x, box.min_x), std::min(clip.max_y, box.max_y)});
  const Cell last = frame.cell_at({std::min(clip.max_x, box.max_x), std::max(clip.min_y, box.min_y)});
  GridFrame part = frame;
  const std::ptrdiff_t row = std::clamp<std::ptrdiff_t>(first.row, 0, frame.rows - 1);
  const std::ptrdiff_t column = std::clamp<std::ptrdiff_t>(first.column, 0, frame.columns - 1);
  part.rows = std::clamp<std::ptrdiff_t>(last.row, row, frame.rows - 1) - row + 1;
  part.columns = std::clamp<std::ptrdiff_t>(last.column, column, frame.columns - 1) - column + 1;
  part.north -= static_cast<double>(row) * frame.cell_height;
  part.west += static_cast<double>(column) * frame.cell_width;
  return part;
}

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

/// The part of a source that a grid wants: first cell and size in the source (north up), first cell in the grid.
struct Window {
  Cell from;
  Cell to;
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
};

Window window_in(const GridFrame& target, const GridFrame& source) {
  const Cell corner = corner_in(target, source);
  Window w;
  w.to = {std::max<std::ptrdiff_t>(0, corner.row), std::max<std::ptrdiff_t>(0, corner.column)};
  w.from = {w.to.row - corner.row, w.to.column - corner.column};
  w.rows = std::max<std::ptrdiff_t>(0, std::min(target.rows, corner.row + source.rows) - w.to.row);
  w.columns = std::max<std::ptrdiff_t>(0, std::min(target.columns, corner.column + source.columns) - w.to.column);
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
    chunk_rows_ = std::max<std::ptrdiff_t>(1, cells / window.columns / block_rows) * block_rows;
  }

  /// Calls done(rows read) after each chunk.
  template <class Number>
  void read_into(Grid<float>& grid, const std::function<void(std::ptrdiff_t)>& done) {
    std::vector<Number> raw;
    std::vector<std::uint8_t> mask;
    for (std::ptrdiff_t row = 0; row < window_.rows; row += chunk_rows_) {
      const std::ptrdiff_t rows = std::min(chunk_rows_, window_.rows - row);
      read_rows(band_, row, rows, raw, std::is_same_v<Number, double> ? GDT_Float64 : GDT_Float32);
      if (source_.has_mask) read_rows(GDALGetMaskBand(band_), row, rows, mask, GDT_Byte);
      for (std::ptrdiff_t r = 0; r < rows; ++r) {
        const auto begin = static_cast<std::size_t>((source_.south_up ? rows - 1 - r : r) * window_.columns);
        const auto length = static_cast<std::size_t>(window_.columns);
        const Cell to{window_.to.row + row + r, window_.to.column};
        fill_missing<Number>(std::span(raw).subspan(begin, length),
                             mask.empty() ? std::span<std::uint8_t>() : std::span(mask).subspan(begin, length), source_,
                             grid.values().subspan(static_cast<std::size_t>(grid.frame().index(to)), length));
      }
      done(rows);
    }
  }

 private:
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
                      std::to_string(file_row + rows) + " cannot be read" + reason,
                  source_.path);
    }
  }

  const RasterSource& source_;
  GDALRasterBandH band_;
  Window window_;
  GdalMessages& messages_;
  std::ptrdiff_t chunk_rows_ = 1;
};

std::vector<RasterSource> described(const std::vector<std::string>& files, const RasterOptions& options,
                                    GdalMessages& messages) {
  TMFGEO_EXPECTS(!files.empty());
  std::vector<RasterSource> sources;
  for (const std::string& file : files) {
    DatasetHandle dataset;
    sources.push_back(raster_source(file, options, dataset, messages));
    expect_same_grid(sources.front(), sources.back());
  }
  return sources;
}

GridFrame wanted_frame(const std::vector<RasterSource>& sources, const RasterOptions& options) {
  const GridFrame whole = joined_frame(sources);
  return options.clip ? clipped_frame(whole, *options.clip, sources.front().path) : whole;
}

void tell(const std::vector<RasterSource>& sources, const RasterOptions& options, Issues& issues) {
  for (const RasterSource& s : sources) {
    const IssuePlace place{{}, s.path, {}};
    if (s.bands > 1) {
      issues.push_back(
          make_issue("raster_band_chosen", place, {}, "has " + std::to_string(s.bands) + " bands, the first was read"));
    }
    if (s.unit_factor != 1) {
      issues.push_back(make_issue(
          "raster_unit_converted", place, {},
          "values in \"" + s.info.unit + "\" were multiplied by " + shortest(s.unit_factor) + " to be metres"));
    }
    if (s.missing_mended) {
      issues.push_back(make_issue("raster_nodata_mended", place, {},
                                  "declares nodata " + shortest(*s.info.nodata) + ", which " + s.info.data_type +
                                      " cannot hold; cells of " + shortest(*s.missing) + " were taken as missing"));
    }
    if (s.crs_ignored) {
      issues.push_back(
          make_issue("crs_ignored", place, {},
                     "carries " + s.info.frame.crs.name() + ", so " + options.crs + ", given for it, was not used"));
    }
  }
}

Grid<float> empty_grid(const GridFrame& frame, const std::string& path) {
  const double needed_gb = static_cast<double>(frame.rows) * static_cast<double>(frame.columns) * 4e-9;
  const double usable_gb = static_cast<double>(CPLGetUsablePhysicalRAM()) * 1e-9;
  if (usable_gb > 0 && needed_gb > usable_gb) {
    throw Error(ErrorCode::environment,
                "needs " + fixed(needed_gb, 1) + " GB for " + std::to_string(frame.rows) + " × " +
                    std::to_string(frame.columns) + " cells, this machine has " + fixed(usable_gb, 1) +
                    " GB; ask for a smaller area",
                path);
  }
  return Grid<float>(frame, std::numeric_limits<float>::quiet_NaN());
}

}  // namespace

RasterInfo raster_info(const std::vector<std::string>& files, const RasterOptions& options) {
  GdalMessages messages;
  const auto sources = described(files, options, messages);
  RasterInfo info = sources.front().info;
  info.frame = wanted_frame(sources, options);
  return info;
}

Grid<float> read_raster(const std::vector<std::string>& files, const RasterOptions& options, Issues& issues,
                        const Progress& progress) {
  GdalMessages messages;
  const ThreadOption threads("GDAL_NUM_THREADS", coder_threads().c_str());
  const auto sources = described(files, options, messages);
  tell(sources, options, issues);
  Grid<float> grid = empty_grid(wanted_frame(sources, options), files.front());

  double rows_wanted = 0;
  for (const RasterSource& s : sources) rows_wanted += static_cast<double>(window_in(grid.frame(), s.info.frame).rows);
  double rows_done = 0;
  const auto done = [&](std::ptrdiff_t rows) {
    rows_done += static_cast<double>(rows);
    report(progress, "read raster", rows_done / rows_wanted);
  };
  for (const RasterSource& source : sources) {
    const Window window = window_in(grid.frame(), source.info.frame);
    if (window.rows == 0) continue;
    const DatasetHandle dataset = open_dataset(source.path, DatasetKind::raster, messages);
    WindowReader reader(source, dataset.get(), window, messages);
    source.wide_numbers ? reader.read_into<double>(grid, done) : reader.read_into<float>(grid, done);
  }
  if (std::ranges::all_of(grid.values(), [](float v) { return std::isnan(v); })) {
    throw Error(ErrorCode::invalid_input,
                "has no value in any of its " + std::to_string(grid.size()) +
                    (options.clip ? " cells in the area asked for" : " cells") +
                    ", expected elevations (all are nodata)",
                joined(files, ", "));
  }
  return grid;
}

}  // namespace tmfgeo
