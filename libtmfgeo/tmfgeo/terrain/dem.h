// SPDX-License-Identifier: Apache-2.0
/// From elevations to a surface that can be routed. Each arrow of
/// Dem → ConditionedDem → FlowField → Accumulation → Streams is one function; an unconditioned DEM cannot be routed
/// because it does not compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/core/progress.h"
#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/grid/cell_metrics.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// Elevations in metres; NaN where there are none. Needs: the frame's CRS is known.
struct Dem {
  Grid<float> elevation_m;
};

/// Reads rows × columns cells from a cell on, row by row; cells outside the frame are NaN. Called by several threads.
using ReadWindow = std::function<void(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values)>;

enum class Conditioning {
  fill,    ///< raise every depression to its spill level
  breach,  ///< cut through a barrier where the cut stays within the limits, fill the rest
  automatic,  ///< breach with limits taken from the cell size: depth 20 m, length 50 cells
};

/// What water does where elevations end.
enum class NodataRule {
  outlet,  ///< leaves the data, as at the grid's edge
  wall,    ///< stays inside
};

struct ConditioningOptions {
  Conditioning conditioning = Conditioning::fill;
  double breach_max_depth_m = 20;
  double breach_max_length_m = 5000;
  NodataRule nodata = NodataRule::outlet;
  std::optional<double> sea_level_m;  ///< cells at or below are sea: outlets
  /// Polygons in the grid's CRS whose lowest cell is kept as a terminal sink; one without elevations keeps none.
  std::vector<Geometry> terminal_basins;
  /// Depressions both deeper and larger than these, as the breach leaves them, keep their lowest cell as a terminal
  /// sink, and so do depressions inside a kept one. Both absent: none are kept; one absent: it is no condition.
  std::optional<double> terminal_min_depth_m;
  std::optional<double> terminal_min_area_km2;
};

/// Where water leaves a surface or ends in it.
struct Ends {
  bool nodata_is_outlet = true;
  std::optional<double> sea_level_m;
  std::vector<std::int64_t> terminal_cells;  ///< by index in the grid, sorted
};

/// A surface without pits. Made only by condition().
class ConditionedDem {
 public:
  const Grid<float>& elevation_m() const { return elevation_m_; }
  /// All terminal sinks are among them, those of regions that nothing drains too.
  const Ends& ends() const { return ends_; }
  /// The level of the sea, where one was stated.
  std::optional<double> sea_level_m() const { return ends_.sea_level_m; }
  /// Whether a cell is sea: at or below the stated level.
  bool is_sea(std::ptrdiff_t index) const {
    return ends_.sea_level_m && static_cast<double>(elevation_m_[index]) <= *ends_.sea_level_m;
  }
  std::ptrdiff_t filled_cells() const { return filled_cells_; }      ///< higher than in the DEM
  std::ptrdiff_t breached_cells() const { return breached_cells_; }  ///< lower than in the DEM
  std::ptrdiff_t terminal_sinks() const { return static_cast<std::ptrdiff_t>(ends_.terminal_cells.size()); }

 private:
  friend ConditionedDem condition(Dem, const ConditioningOptions&, const Progress&);
  Grid<float> elevation_m_;
  Ends ends_;
  std::ptrdiff_t filled_cells_ = 0;
  std::ptrdiff_t breached_cells_ = 0;
};

/// Removes pits. The grid's edge, sea and (by rule) nodata are outlets. Where walls of nodata leave a region without an
/// outlet, its lowest cell becomes a terminal sink.
/// Input: cells that are not finite count as nodata; a DEM of nodata alone is answered by nodata alone.
/// Output: with `fill`, the one right filled surface (8 neighbours), cell by cell. Nodata is NaN.
/// With `breach`, no cell is lowered by more than the depth limit.
/// Ties: of equally low cells the first row by row becomes the terminal sink.
/// Cost: O(n) on all cores, the same result for any number of them; memory beside the DEM 1 byte per cell and 1 or 2
/// more for the graph of depressions; with breach or limits for terminal sinks 4 more each. Those limits repeat the work
/// once per level of nested kept depressions.
/// Source [CordonnierEtAl2019] for the graph of depressions, [Barnes2016] for tiles, [LindsayDhun2015] for the breach.
ConditionedDem condition(Dem dem, const ConditioningOptions& options, const Progress& progress = {});

/// Cuts river lines into a DEM: every cell a line passes is lowered by depth_m, so that flow follows the line, gaps of
/// the lines excepted. A cell that several lines pass is lowered once.
/// Input: lines in the grid's CRS; other kinds of geometry and points that are not finite are left out.
/// Needs: depth_m >= 0. Cost: O(m log m) for m cells passed.
void burn_lines(Dem& dem, const std::vector<Geometry>& lines, double depth_m);

/// The cells that burn_lines() lowers, by their index in the grid, sorted. Input, cost: as there.
std::vector<std::int64_t> cells_on_lines(const GridFrame& frame, const std::vector<Geometry>& lines);

/// The cells a line passes, in order, each once in a row, 8-connected; cells outside the frame left out. The line goes
/// through the inside of a cell or along its northern or western edge; through a corner it steps diagonally.
/// Segments with an end that is not finite are left out. Cost: O(cells in the frame + points).
std::vector<Cell> cells_on_line(const GridFrame& frame, std::span<const Point> line);

/// The cells whose centre lies in a polygon (even–odd over all rings), row by row.
/// Ties: a centre on a western or northern edge is in, on the opposite ones out.
/// Input: edges with an end that is not finite are left out. Cost: O(rows · edges crossing a row + cells).
std::vector<Cell> cells_in_polygon(const GridFrame& frame, const Geometry& polygon);

}  // namespace tmfgeo
