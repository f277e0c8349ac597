// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "tmfgeo/core/error.h"
#include "tmfgeo/terrain/flow.h"
#include "tmfgeo/terrain/receivers.h"

namespace tmfgeo {

namespace {

/// Ends the ways that would leave the grid or enter nodata.
void end_steps_off_the_data(Grid<D8>& direction) {
  const GridFrame& frame = direction.frame();
  for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
    const D8 d = direction[i];
    TMFGEO_EXPECTS(is_step(d) || d == kD8Outlet || d == kD8Terminal || d == kD8NoData);
    if (!is_step(d)) continue;
    const Cell next = neighbour(frame.cell(i), d);
    if (!frame.contains(next) || direction[next] == kD8NoData) direction[i] = kD8Outlet;
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
  end_steps_off_the_data(direction);
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
