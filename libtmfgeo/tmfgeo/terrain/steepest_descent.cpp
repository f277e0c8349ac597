// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>

#include "tmfgeo/core/vectorised.h"
#include "tmfgeo/terrain/tile_surface.h"

namespace tmfgeo {
namespace {

/// A way down must be steeper by this share to count as steeper: true lengths of square cells are equal only up to
/// the rounding of the projection, which must not choose the way.
constexpr float kSteeper = 1 + 1e-6F;
constexpr std::ptrdiff_t kBlock = TileSurface::kBlock;

/// Eight numbers at once, by the vector extension that g++ and clang share: left to themselves, both do not always
/// find the wide instructions for the choices below.
using Floats = float __attribute__((vector_size(32)));
using Ints = std::int32_t __attribute__((vector_size(32)));
constexpr std::ptrdiff_t kLanes = 8;

/// A block of a row. `here` points to its first cell in the padded elevations.
TMFGEO_VECTORISED void descend(const float* here, const std::ptrdiff_t* offset, const float* per_metre, D8* out) {
  for (std::ptrdiff_t j = 0; j < kBlock; j += kLanes) {
    Floats from;
    std::memcpy(&from, here + j, sizeof from);
    Floats steepest{};
    Ints way = Ints{} + kD8Unresolved;
    for (std::int32_t d = 0; d < 8; ++d) {
      Floats to;
      std::memcpy(&to, here + j + offset[d], sizeof to);
      const Floats slope = (from - to) * per_metre[d];
      const Ints steeper = slope > steepest * kSteeper;
      steepest = steeper ? slope : steepest;
      way = steeper ? Ints{} + d : way;
    }
    for (std::ptrdiff_t k = 0; k < kLanes; ++k) out[j + k] = static_cast<D8>(way[k]);
  }
}

void mark_sea(TileSurface& s, double sea_level_m) {
  for (std::ptrdiff_t cell = 0; cell < s.tile.size(); ++cell) {
    if (static_cast<double>(s.elevation(cell)) <= sea_level_m) s.way(cell) = kD8Outlet;
  }
}

void mark_terminal(TileSurface& s, const std::vector<std::int64_t>& cells) {
  for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
    const std::int64_t first = s.in_grid(row * s.tile.columns);
    for (auto at = std::lower_bound(cells.begin(), cells.end(), first); at != cells.end() && *at < first + s.tile.columns; ++at) {
      const std::ptrdiff_t cell = row * s.tile.columns + static_cast<std::ptrdiff_t>(*at - first);
      if (!std::isnan(s.elevation(cell))) s.way(cell) = kD8Terminal;
    }
  }
}

/// What a cell is that no slope leads away from. Drops too small for a slope in float still count.
D8 judge(const TileSurface& s, std::ptrdiff_t cell, const Ends& ends) {
  const std::ptrdiff_t at = s.padded(cell);
  float lowest = s.z(at);
  if (std::isnan(lowest)) return kD8NoData;
  D8 way = kD8Unresolved;
  for (D8 d = 0; d < 8; ++d) {
    const float z = s.z(at + s.padded_offset[d]);
    if (z < lowest) {
      lowest = z;
      way = d;
    }
  }
  return way == kD8Unresolved && leaves_data(s, cell, ends) ? kD8Outlet : way;
}

}  // namespace

bool leaves_data(const TileSurface& s, std::ptrdiff_t cell, const Ends& ends) {
  if (s.at_grid_edge(cell)) return true;
  if (!ends.nodata_is_outlet) return false;
  const std::ptrdiff_t at = s.padded(cell);
  return std::any_of(s.padded_offset.begin(), s.padded_offset.end(), [&](std::ptrdiff_t o) { return std::isnan(s.z(at + o)); });
}

void steepest_descent(TileSurface& s, const CellMetrics& metrics, const Ends& ends, std::vector<std::ptrdiff_t>& unresolved) {
  for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
    std::array<float, 8> per_metre{};
    for (D8 d = 0; d < 8; ++d) per_metre[d] = static_cast<float>(1 / metrics.step_m(s.tile.row + row, d));
    const float* here = &s.elevation_m[static_cast<std::size_t>((row + 1) * s.stride + 1)];
    D8* out = &s.direction[static_cast<std::size_t>(row * s.tile.columns)];
    for (std::ptrdiff_t begin = 0; begin < s.tile.columns; begin += kBlock) {
      std::array<D8, kBlock> ways;
      descend(here + begin, s.padded_offset.data(), per_metre.data(), ways.data());
      std::copy_n(ways.data(), std::min(kBlock, s.tile.columns - begin), out + begin);
    }
  }
  if (ends.sea_level_m) mark_sea(s, *ends.sea_level_m);
  if (!ends.terminal_cells.empty()) mark_terminal(s, ends.terminal_cells);
  unresolved.clear();
  const D8* first = s.direction.data();
  const D8* end = first + s.tile.size();
  for (const D8* at = first; at != end; ++at) {
    at = static_cast<const D8*>(std::memchr(at, kD8Unresolved, static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    const std::ptrdiff_t cell = at - first;
    s.way(cell) = judge(s, cell, ends);
    if (s.way(cell) == kD8Unresolved) unresolved.push_back(cell);
  }
}

}  // namespace tmfgeo
