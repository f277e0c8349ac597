// SPDX-License-Identifier: Apache-2.0
/// Who drains into whom along a flow field.
#pragma once

#include "tmfgeo/terrain/neighbours.h"

namespace tmfgeo {

inline constexpr std::ptrdiff_t kNoReceiver = -1;

/// The cell that a cell drains into, kNoReceiver at an end. Needs: steps stay inside the grid.
inline std::ptrdiff_t receiver(const Grid<D8>& direction, const Neighbours& neighbours, std::ptrdiff_t index) {
  return is_step(direction[index]) ? neighbours.at(index, direction[index]) : kNoReceiver;
}

}  // namespace tmfgeo
