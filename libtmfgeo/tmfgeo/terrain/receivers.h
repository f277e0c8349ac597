// SPDX-License-Identifier: Apache-2.0
/// Who drains into whom along a flow field.
#pragma once

#include <cstdint>
#include <vector>

#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

inline constexpr std::ptrdiff_t kNoReceiver = -1;

/// The cell that a cell drains into, kNoReceiver at an end. Needs: steps stay inside the grid.
inline std::ptrdiff_t receiver(const Grid<D8>& direction, const Neighbours& neighbours, std::ptrdiff_t index) {
  return is_step(direction[index]) ? neighbours.at(index, direction[index]) : kNoReceiver;
}

/// For every cell how many of the cells for which counts(cell) holds drain into it. Cost: O(n).
template <class Counts>
std::vector<std::uint8_t> donor_counts(const Grid<D8>& direction, const Counts& counts) {
  const Neighbours neighbours(direction.frame());
  std::vector<std::uint8_t> donors(static_cast<std::size_t>(direction.size()), 0);
  for (std::ptrdiff_t i = 0; i < direction.size(); ++i) {
    const std::ptrdiff_t next = receiver(direction, neighbours, i);
    if (next != kNoReceiver && counts(i)) ++donors[static_cast<std::size_t>(next)];
  }
  return donors;
}

/// Calls visit(cell, its receiver or kNoReceiver) for every cell that has a direction, donors before receivers.
/// Output: the number of cells visited; fewer than there are directions if and only if these contain a loop.
/// Ties: follows each way down as far as all donors are done, from headwater to headwater row by row.
/// Cost: O(n), 1 byte per cell.
template <class Visit>
std::ptrdiff_t visit_downstream(const Grid<D8>& direction, const Visit& visit) {
  const Neighbours neighbours(direction.frame());
  std::vector<std::uint8_t> donors = donor_counts(direction, [](std::ptrdiff_t) { return true; });
  constexpr std::uint8_t kVisited = 255;
  std::ptrdiff_t visited = 0;
  for (std::ptrdiff_t head = 0; head < direction.size(); ++head) {
    std::ptrdiff_t cell = head;
    while (cell != kNoReceiver && direction[cell] != kD8NoData && donors[static_cast<std::size_t>(cell)] == 0) {
      const std::ptrdiff_t next = receiver(direction, neighbours, cell);
      donors[static_cast<std::size_t>(cell)] = kVisited;
      visit(cell, next);
      ++visited;
      if (next != kNoReceiver) --donors[static_cast<std::size_t>(next)];
      cell = next;
    }
  }
  return visited;
}

}  // namespace tmfgeo
