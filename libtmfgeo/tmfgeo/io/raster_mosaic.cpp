// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

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

}  // namespace

RasterMosaic raster_mosaic(const std::vector<std::string>& files, const RasterOptions& options,
                           GdalMessages& messages) {
  TMFGEO_EXPECTS(!files.empty());
  RasterMosaic mosaic;
  for (const std::string& file : files) {
    DatasetHandle dataset;
    mosaic.sources.push_back(raster_source(file, options, dataset, messages));
    expect_same_grid(mosaic.sources.front(), mosaic.sources.back());
  }
  mosaic.frame = joined_frame(mosaic.sources);
  if (options.clip) mosaic.frame = clipped_frame(mosaic.frame, *options.clip, files.front());
  return mosaic;
}

void tell_issues(const RasterMosaic& mosaic, const RasterOptions& options, Issues& issues) {
  for (const RasterSource& s : mosaic.sources) {
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

RasterInfo raster_info(const std::vector<std::string>& files, const RasterOptions& options) {
  GdalMessages messages;
  const RasterMosaic mosaic = raster_mosaic(files, options, messages);
  RasterInfo info = mosaic.sources.front().info;
  info.frame = mosaic.frame;
  return info;
}

}  // namespace tmfgeo
