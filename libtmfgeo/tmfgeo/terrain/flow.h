// SPDX-License-Identifier: Apache-2.0
/// Flow over a conditioned DEM: directions, upstream area, streams, and the way down from a cell.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "tmfgeo/core/units.h"
#include "tmfgeo/terrain/dem.h"

namespace tmfgeo {

/// One D8 direction per cell; acyclic: following it from any cell reaches kD8Outlet or kD8Terminal.
struct FlowField {
  Grid<D8> direction;
};

/// The ways out of a conditioned DEM: down the steepest slope of the surface before it is filled, and over the lowest
/// passes; ties as condition() says. Sea and terminal sinks end the way. Over a cell at the edge of the data water leaves
/// where no neighbour is lower, or where the lowest pass out of a depression is.
/// Cost: O(n). Source [OCallaghanMark1984].
FlowField route_d8(const ConditionedDem& dem);

/// Takes given directions, for example from another program. A step off the grid or into nodata becomes
/// kD8Outlet, and so does kD8Terminal at the grid's edge or beside nodata: most codes do not tell the two apart.
/// Needs: every value is a D8 code of grid/d8.h.
/// Errors: Error{invalid_input} naming a cell of the loop, if they contain one. Cost: O(n).
FlowField flow_from_directions(Grid<D8> direction);

/// Area draining through each cell, its own included, in km²; NaN where there is no elevation.
struct Accumulation {
  Grid<double> area_km2;
};

/// Needs: the frame's CRS is known. Cost: O(n), serial, no recursion; 1 byte per cell beside input and output.
Accumulation accumulate(const FlowField& flow);

/// One stream link: cells between sources, confluences and ends.
struct StreamLink {
  std::vector<std::int64_t> cells;  ///< cell indices downstream; the last is the first cell of `downstream`, if any
  std::int64_t downstream = -1;     ///< index of the link this one flows into, −1 at an end
  int strahler = 1;
  double area_km2 = 0;  ///< upstream area at the link's last own cell
};

/// Streams: cells whose upstream area reaches a threshold, cut into links. A link has one cell of its own at least; a
/// stream of a single cell is a link of that cell alone.
/// Shapes: links in an order where every link stands before the one it flows into.
/// link_of: per cell the index of the link it belongs to, −1 off the streams.
struct Streams {
  std::vector<StreamLink> links;
  Grid<std::int32_t> link_of;
};

/// Needs: threshold > 0; both of one frame. Ties: links by their first source, row by row.
/// Source of the order [Strahler1957]. Cost: O(n).
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
