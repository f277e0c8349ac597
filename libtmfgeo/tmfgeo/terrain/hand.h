// SPDX-License-Identifier: Apache-2.0
/// Height above the nearest drainage: how far a cell lies above the stream it drains to.
#pragma once

#include "tmfgeo/terrain/downstream.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

/// Elevation of a cell minus that of the first stream cell on its way down. Units: m.
/// Output: 0 on streams, NaN where the way meets no stream. On the surface the directions come from never negative; on
/// another one (given directions, the DEM before conditioning) it can be.
/// Needs: all of one frame, threshold > 0; tile_side > 0, which does not change the result.
/// Cost: O(n), on all cores; beside input and output a quarter of a byte per cell. Source [Renno2008].
/// Example: hand_m(flow, conditioned.elevation_m(), accumulate(flow), square_kilometres(1))
Grid<float> hand_m(const FlowField& flow, const Grid<float>& elevation_m, const Accumulation& accumulation, Area threshold,
                   std::ptrdiff_t tile_side = kCacheTileSide);

/// HAND of one tile: the value along the ways is the elevation of the stream below.
struct HandField {
  using Value = float;
  TileView<const float> elevation_m;
  TileView<const double> area_km2;
  double threshold_km2;

  void prepare(const Tile& tile, TileWays& ways, float* own) const;
  static float join(float, float below) { return below; }
  /// A row of the tile from its values along the ways.
  void heights(std::ptrdiff_t row, std::ptrdiff_t columns, const float* stream_m, float* hand_m) const;
};

}  // namespace tmfgeo
