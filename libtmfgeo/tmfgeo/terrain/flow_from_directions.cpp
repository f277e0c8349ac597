// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"
#include "tmfgeo/terrain/rim_graph.h"

namespace tmfgeo {

namespace {

void check_codes(std::span<const D8> row) {
  std::ptrdiff_t others = 0;
  for (const D8 d : row) others += static_cast<std::ptrdiff_t>(d > kD8Terminal) & static_cast<std::ptrdiff_t>(d != kD8NoData);
  TMFGEO_EXPECTS(others == 0);
}

bool beside_nodata(const Grid<D8>& direction, const Neighbours& neighbours, std::ptrdiff_t index) {
  bool beside = false;
  neighbours(index, [&](D8, std::ptrdiff_t n) { beside = beside || direction[n] == kD8NoData; });
  return beside;
}

/// The directions with ways ended that would leave the grid or enter nodata, and ends at the edge of the data told from
/// those inside.
Grid<D8> with_ends(const Grid<D8>& given) {
  const GridFrame& frame = given.frame();
  const Neighbours neighbours(frame);
  Grid<D8> marked(frame);
  parallel_for(0, given.rows(), 64, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t row = first; row < last; ++row) {
      check_codes(given.values().subspan(static_cast<std::size_t>(row * given.columns()), static_cast<std::size_t>(given.columns())));
      for (std::ptrdiff_t column = 0; column < given.columns(); ++column) {
        const std::ptrdiff_t i = row * given.columns() + column;
        const bool at_edge = row == 0 || row == given.rows() - 1 || column == 0 || column == given.columns() - 1;
        D8 d = given[i];
        if (is_step(d)) {
          const bool leaves = at_edge && !frame.contains(neighbour({row, column}, d));
          if (leaves || given[neighbours.at(i, d)] == kD8NoData) d = kD8Outlet;
        } else if (d == kD8Terminal && (at_edge || beside_nodata(given, neighbours, i))) {
          d = kD8Outlet;
        }
        marked[i] = d;
      }
    }
  });
  return marked;
}

bool has_loop(const Grid<D8>& direction) {
  if (direction.size() == 0) return false;
  const Tiling tiling(direction.rows(), direction.columns(), kCacheTileSide);
  RimGraph graph(tiling);
  std::atomic<bool> found = false;
  parallel_for(0, tiling.count(), 4, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    TileWays ways;
    for (std::ptrdiff_t t = first; t < last; ++t) {
      const Tile tile = tiling.tile(t);
      ways.load(tile, tile_of(direction, tile));
      ways.stop_at_exits();
      if (ways.order_cells([](std::ptrdiff_t, std::ptrdiff_t) {}) != ways.cells_with_direction()) found = true;
      graph.join(t, ways.rim_ways());
    }
  });
  return found || !inflows(graph, std::vector<double>(static_cast<std::size_t>(graph.size()), 0));
}

/// The first cell, row by row, of those on a loop. Needs: there is one.
std::ptrdiff_t first_cell_on_a_loop(const Grid<D8>& direction) {
  const Neighbours neighbours(direction.frame());
  enum : std::uint8_t { unseen, on_this_way, seen };
  std::vector<std::uint8_t> state(static_cast<std::size_t>(direction.size()), unseen);
  const auto down = [&](std::ptrdiff_t cell) { return receiver(direction, neighbours, cell); };
  std::ptrdiff_t first = direction.size();
  for (std::ptrdiff_t start = 0; start < direction.size(); ++start) {
    std::ptrdiff_t cell = start;
    for (; cell != kNoReceiver && state[static_cast<std::size_t>(cell)] == unseen; cell = down(cell)) {
      state[static_cast<std::size_t>(cell)] = on_this_way;
    }
    if (cell != kNoReceiver && state[static_cast<std::size_t>(cell)] == on_this_way) {
      const std::ptrdiff_t met = cell;
      do {
        first = std::min(first, cell);
        cell = down(cell);
      } while (cell != met);
    }
    for (cell = start; cell != kNoReceiver && state[static_cast<std::size_t>(cell)] == on_this_way; cell = down(cell)) {
      state[static_cast<std::size_t>(cell)] = seen;
    }
  }
  return first;
}

}  // namespace

FlowField flow_from_directions(Grid<D8> direction) {
  FlowField flow{with_ends(direction)};
  if (has_loop(flow.direction)) {
    const Cell cell = direction.frame().cell(first_cell_on_a_loop(flow.direction));
    throw Error(ErrorCode::invalid_input, "flow directions run in a loop through row " + std::to_string(cell.row) +
                                              ", column " + std::to_string(cell.column) +
                                              " (counted from 0); expected every way to reach an outlet or a sink");
  }
  return flow;
}

}  // namespace tmfgeo
