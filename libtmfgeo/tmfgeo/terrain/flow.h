// SPDX-License-Identifier: Apache-2.0
/// Flow over a conditioned DEM: directions, upstream area, streams, and the way down from a cell.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/dem.h"
#include "tmfgeo/terrain/streams.h"
#include "tmfgeo/terrain/tiling.h"

namespace tmfgeo {

/// One D8 direction per cell; acyclic: following it from any cell reaches kD8Outlet or kD8Terminal.
struct FlowField {
  Grid<D8> direction;
};

/// Steepest descent by true slope on the conditioned surface. Cells of a flat, a filled depression too, go a shortest way
/// in steps over the flat to a cell that has a way down. Sea and terminal sinks end the way. A cell at the edge of the
/// data leaves it only where no neighbour is lower.
/// Ties: slopes within one millionth of each other are equal; the first direction in the order of kD8Steps. Over a flat,
/// of the neighbours one step nearer to its end, those over a side come before those over a corner, then in that order.
/// Needs: tile_side > 0, which does not change the result. Cost: O(n), on all cores, 1.2 bytes per cell beside the result;
/// over flats 64 cells at once, in as many rounds as the longest way has steps. Source [OCallaghanMark1984]; of the flats
/// [GarbrechtMartz1997], their way towards lower ground.
FlowField route_d8(const ConditionedDem& dem, std::ptrdiff_t tile_side = kCacheTileSide);

/// Takes given directions, for example from another program. A step off the grid or into nodata becomes
/// kD8Outlet, and so does kD8Terminal at the grid's edge or beside nodata: most codes do not tell the two apart.
/// Needs: every value is a D8 code of grid/d8.h.
/// Errors: Error{invalid_input} naming the first cell, row by row, on a loop, if they contain one.
/// Cost: O(n), on all cores; one byte per cell beside the input.
FlowField flow_from_directions(Grid<D8> direction);

/// Area draining through each cell, its own included, in km²; NaN where there is no elevation.
struct Accumulation {
  Grid<double> area_km2;
};

/// Sums are exact: every cell's own area is first rounded by at most 2^-53 of the grid's area (for 10⁸ cells by 1e-8 of
/// the cell, for 10⁹ by 1e-7), so that adding does not round and the result is the same bytes for any tiles and threads.
/// Needs: the frame's CRS is known; tile_side > 0, which does not change the result.
/// Cost: O(n), on all cores, no recursion; beside input and output a quarter of a byte per cell.
/// Source [Barnes2017] for joining the tiles.
Accumulation accumulate(const FlowField& flow, std::ptrdiff_t tile_side = kCacheTileSide);

/// Mean discharge through each cell, its own runoff included, in m³/s; NaN where there is no elevation, and in every cell
/// whose catchment holds a cell of unknown runoff: unknown is never zero.
struct Discharge {
  Grid<double> discharge_m3_s;
};

/// Adds up mean runoff along the ways. Exact and of the same cost as accumulate().
/// Input: runoff may be negative (losses); NaN and infinite are unknown. Units: mm per year of 365.25 days.
/// Needs: both of one frame, its CRS known.
Discharge accumulate_runoff(const FlowField& flow, const Grid<float>& runoff_mm_per_year,
                            std::ptrdiff_t tile_side = kCacheTileSide);

/// Streams of cells whose upstream area reaches a threshold, in links. Needs: threshold > 0; both of one frame.
/// Ties: links by their first source, row by row. Cost: O(n) on all cores, then O(stream cells).
/// Source of the order [Strahler1957].
Streams extract_streams(const FlowField& flow, const Accumulation& accumulation, Area threshold);

/// Why a way down ends.
enum class FlowEnd {
  stopped,    ///< the caller's condition was met
  grid_edge,  ///< leaves the raster
  nodata,     ///< ends beside a hole in the data: unknown beyond
  sea,        ///< reaches a cell at or below sea level, where one was stated
  terminal,   ///< a terminal sink
};

/// The cells from a start down to where `stop` is first true (that cell included) or to the end.
struct FlowPath {
  std::vector<std::int64_t> cells;
  FlowEnd end = FlowEnd::stopped;
};

/// Needs: start lies in the grid and has a direction; the DEM has the flow's frame. The DEM tells sea from nodata.
/// Cost: O(cells on the way).
FlowPath flow_path(const FlowField& flow, const ConditionedDem& dem, Cell start,
                   const std::function<bool(std::int64_t)>& stop = {});

/// Centres of cells as a line in the grid's CRS.
Polyline cell_line(const GridFrame& frame, std::span<const std::int64_t> cells);

}  // namespace tmfgeo
