// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "tmfgeo/core/error.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

namespace {

void check_codes(const Grid<D8>& direction) {
  for (const D8 d : direction.values()) {
    TMFGEO_EXPECTS(is_step(d) || d == kD8Outlet || d == kD8Terminal || d == kD8NoData);
  }
}

/// Ends the ways that would leave the grid or enter nodata, and tells ends at the edge of the data from those inside.
void mark_ends(Grid<D8>& direction) {
  const GridFrame& frame = direction.frame();
  const Neighbours neighbours(frame);
  for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
    if (is_step(direction[i])) {
      const Cell next = neighbour(frame.cell(i), direction[i]);
      if (!frame.contains(next) || direction[next] == kD8NoData) direction[i] = kD8Outlet;
    } else if (direction[i] == kD8Terminal) {
      bool at_edge = neighbours.on_edge(i);
      neighbours(i, [&](D8, std::ptrdiff_t n) { at_edge = at_edge || direction[n] == kD8NoData; });
      if (at_edge) direction[i] = kD8Outlet;
    }
  }
}

/// The first cell, row by row, of those on a loop. Needs: there is one.
std::ptrdiff_t first_cell_on_a_loop(const Grid<D8>& direction) {
  const Neighbours neighbours(direction.frame());
  std::vector<std::uint8_t> drained(static_cast<std::size_t>(direction.size()), 0);
  visit_downstream(direction, [&](std::ptrdiff_t cell, std::ptrdiff_t) { drained[static_cast<std::size_t>(cell)] = 1; });
  std::ptrdiff_t cell = 0;
  while (direction[cell] == kD8NoData || drained[static_cast<std::size_t>(cell)] != 0) ++cell;
  // What is left over consists of loops alone: whatever drains into a loop from outside has been visited.
  return cell;
}

}  // namespace

FlowField flow_from_directions(Grid<D8> direction) {
  check_codes(direction);
  mark_ends(direction);
  const std::ptrdiff_t visited = visit_downstream(direction, [](std::ptrdiff_t, std::ptrdiff_t) {});
  const std::ptrdiff_t given =
      direction.size() - std::count(direction.values().begin(), direction.values().end(), kD8NoData);
  if (visited != given) {
    const Cell cell = direction.frame().cell(first_cell_on_a_loop(direction));
    throw Error(ErrorCode::invalid_input, "flow directions run in a loop through row " + std::to_string(cell.row) +
                                              ", column " + std::to_string(cell.column) +
                                              " (counted from 0); expected every way to reach an outlet or a sink");
  }
  return FlowField{std::move(direction)};
}

}  // namespace tmfgeo
