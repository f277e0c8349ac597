// SPDX-License-Identifier: Apache-2.0
/// Which part of a large DEM the facilities need, found on an overview before the DEM is read.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "tmfgeo/core/progress.h"
#include "tmfgeo/io/raster_reader.h"
#include "tmfgeo/project/project.h"
#include "tmfgeo/table/feature_table.h"
#include "tmfgeo/terrain/open_basins.h"

namespace tmfgeo {

/// A window of a DEM around the whole basins that hold the facilities: each from its divides down to where its water
/// leaves the raster or ends, so that upstream areas are complete all along the routes. It is a guess until asked
/// whether it lacks a facility (lacks()); then widen() it and route again.
class DemWindow {
 public:
  /// Input: points in WGS 84, off the raster too; river lines to cut in (their geometry is moved), or nullptr.
  /// The window is the whole raster where that has not more than input.window_from_mpx, where none of the points has an
  /// elevation, and where three quarters of it would be read anyway.
  /// Method: an overview of at most about a million blocks, each with its lowest elevation, is filled and routed; the
  /// basins of the blocks around each point, grown by eight blocks (64 cells at least) and twice the reach of a breach.
  /// Cost: one pass over the raster, in strips on all cores; memory 4 million cells per core and the overview.
  /// Errors: as RasterReader.
  DemWindow(const DemInput& input, std::span<const Point> points, FeatureTable* rivers, const Progress& progress);

  /// The input with the window as its clip, and limits of the breach as they are on the whole raster.
  const DemInput& input() const { return input_; }
  const OpenSides& open() const { return open_; }
  bool whole() const { return !open_.any(); }
  /// Shape and place of the raster that the window is a part of.
  const GridFrame& raster() const { return reader_.frame(); }
  /// Cells of the window.
  double cells() const { return window_.count(); }
  /// "3000 x 2000 of 10801 x 7201 cells (7.7 %)", columns first.
  std::string described() const;

  /// Whether the raster has an elevation at a point (WGS 84) for which the window's directions give no way.
  bool lacks(const FlowField& flow, Point point) const;

  /// A larger window; the whole raster after the second time. Needs: it is not whole.
  void widen();

 private:
  /// Rows and columns of the raster, the last ones included.
  struct Cells {
    std::ptrdiff_t north = 0;
    std::ptrdiff_t south = -1;
    std::ptrdiff_t west = 0;
    std::ptrdiff_t east = -1;

    bool empty() const { return south < north; }
    double count() const { return static_cast<double>(south - north + 1) * static_cast<double>(east - west + 1); }
    void add(const Cells& other);
    Cells grown(std::ptrdiff_t cells) const { return {north - cells, south + cells, west - cells, east + cells}; }
    bool overlaps(const Cells& o) const { return north <= o.south && o.north <= south && west <= o.east && o.west <= east; }
  };
  Cells whole_cells() const { return {0, raster().rows - 1, 0, raster().columns - 1}; }
  Cells within_raster(Cells cells) const;
  Cells cells_of(const Box& box) const;
  Cells needed_cells(std::span<const Point> points, FeatureTable* rivers, const Progress& progress) const;
  void choose();

  RasterReader reader_;
  DemInput input_;
  std::optional<Box> given_clip_;
  ConditioningOptions conditioning_;
  std::ptrdiff_t block_ = 1;   ///< cells of the raster along a block of the overview
  std::ptrdiff_t reach_ = 0;   ///< of a breach
  std::ptrdiff_t margin_ = 0;  ///< cells around what the overview says, beside twice the reach
  int widened_ = 0;
  Cells needed_;               ///< as the overview says
  Cells window_;
  OpenSides open_;
};

}  // namespace tmfgeo
