// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/hand.h"

#include <limits>

namespace tmfgeo {

void HandField::prepare(const Tile& tile, TileWays& ways, float* own) const {
  for (std::ptrdiff_t r = 0; r < tile.rows; ++r) {
    const double* const area = area_km2.row(r);
    const float* const elevation = elevation_m.row(r);
    const std::ptrdiff_t first = ways.row(r);
    for (std::ptrdiff_t c = 0; c < tile.columns; ++c) {
      own[first + c] = std::numeric_limits<float>::quiet_NaN();
      if (!(area[c] >= threshold_km2)) continue;
      own[first + c] = elevation[c];
      ways.stop_at(first + c);
    }
  }
}

void HandField::heights(std::ptrdiff_t row, std::ptrdiff_t columns, const float* stream_m, float* hand_m) const {
  const float* const elevation = elevation_m.row(row);
  for (std::ptrdiff_t c = 0; c < columns; ++c) hand_m[c] = elevation[c] - stream_m[c];
}

Grid<float> hand_m(const FlowField& flow, const Grid<float>& elevation_m, const Accumulation& accumulation, Area threshold,
                   std::ptrdiff_t tile_side) {
  const Grid<D8>& direction = flow.direction;
  TMFGEO_EXPECTS(threshold > square_metres(0));
  TMFGEO_EXPECTS(elevation_m.size() == direction.size() && accumulation.area_km2.size() == direction.size());
  Grid<float> hand(direction.frame());
  const auto field = [&](const Tile& tile) {
    return HandField{tile_of(elevation_m, tile), tile_of(accumulation.area_km2, tile), in_square_kilometres(threshold)};
  };
  follow_down(direction, tile_side, field, [&](const Tile& tile, std::ptrdiff_t row, const float* stream_m) {
    field(tile).heights(row, tile.columns, stream_m, tile_of(hand, tile).row(row));
  });
  return hand;
}

}  // namespace tmfgeo
