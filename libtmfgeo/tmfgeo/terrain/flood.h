// SPDX-License-Identifier: Apache-2.0
/// The flood that climbs from the outlets: it fills every pit and leaves each cell with its way out.
#pragma once

#include "tmfgeo/core/progress.h"
#include "tmfgeo/grid/d8.h"

namespace tmfgeo {

/// In a grid of ways out: a cell with an elevation that the flood has not reached yet.
inline constexpr D8 kD8Unreached = 254;

/// Input: `way_out` holds kD8Outlet or kD8Terminal where the flood starts, kD8NoData where there is nothing to flood,
/// kD8Unreached elsewhere. Output: `surface` filled; `way_out` of reached cells points to the cell the flood came from.
/// Cells without a connection to a start stay as they are.
/// Ties: as condition() says.
/// Cost: O(n log n); cells that the flood meets at or below its level cost O(1), they pass by the heap.
/// Source [BarnesEtAl2014].
void flood(Grid<float>& surface, Grid<D8>& way_out, const Progress& progress);

}  // namespace tmfgeo
