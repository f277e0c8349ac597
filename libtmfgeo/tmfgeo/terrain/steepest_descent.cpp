// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "tmfgeo/core/vectorised.h"
#include "tmfgeo/terrain/bytes.h"
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
using Bytes = std::uint8_t __attribute__((vector_size(32)));
constexpr std::ptrdiff_t kLanes = 8;
constexpr std::ptrdiff_t kTogether = 32;  ///< cells whose answers fill one register of bytes

/// What is known of a block of a row.
struct Block {
  std::array<D8, kBlock> way;
  std::array<std::uint8_t, kBlock> level;
  std::array<std::uint8_t, kBlock> open;   ///< 1: no neighbour is lower, and all have elevations
  std::array<std::uint8_t, kBlock> other;  ///< 1: no slope leads away, but the cell is to be judged
};

/// Bytes that four registers of numbers have been shifted into, back in the order of the cells.
inline __attribute__((always_inline)) void store(Ints packed, std::uint8_t* to) {
  Bytes mixed;
  std::memcpy(&mixed, &packed, sizeof mixed);
  const Bytes ordered = __builtin_shufflevector(mixed, mixed, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29, 2, 6, 10,
                                                14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
  std::memcpy(to, &ordered, sizeof ordered);
}

/// `here` points to the block's first cell in the padded elevations.
TMFGEO_VECTORISED void descend(const float* here, const std::ptrdiff_t* offset, const float* per_metre, Block& out) {
  for (std::ptrdiff_t first = 0; first < kBlock; first += kTogether) {
    Ints ways{};
    Ints levels{};
    Ints open{};
    Ints other{};
    for (std::int32_t shift = 0; shift < 32; shift += 8) {
      const float* const at = here + first + shift / 8 * kLanes;
      Floats from;
      std::memcpy(&from, at, sizeof from);
      Floats steepest{};
      Ints way = Ints{} + kD8Unresolved;
      Ints level{};
      Ints none_lower = Ints{} - 1;
      for (std::int32_t d = 0; d < 8; ++d) {
        Floats to;
        std::memcpy(&to, at + offset[d], sizeof to);
        const Floats slope = (from - to) * per_metre[d];
        const Ints steeper = slope > steepest * kSteeper;
        steepest = steeper ? slope : steepest;
        way = steeper ? Ints{} + d : way;
        const std::int32_t bit = 1 << d;
        level |= (to == from) & (Ints{} + bit);
        none_lower &= to >= from;
      }
      const Ints unresolved = way == kD8Unresolved;
      ways |= way << shift;
      levels |= level << shift;
      open |= (unresolved & none_lower & 1) << shift;
      other |= (unresolved & ~none_lower & 1) << shift;
    }
    const auto cell = static_cast<std::size_t>(first);
    store(ways, &out.way[cell]);
    store(levels, &out.level[cell]);
    store(open, &out.open[cell]);
    store(other, &out.other[cell]);
  }
}

/// A bit for each of 64 bytes that are 0 or 1.
std::uint64_t bits(const std::array<std::uint8_t, kBlock>& bytes) {
  std::uint64_t all = 0;
  for (std::size_t k = 0; k < 8; ++k) all |= bits_of_bytes(eight_bytes(bytes.data() + 8 * k)) << (8 * k);
  return all;
}

/// Resolves a cell that has been taken for another.
void mark(TileSurface& s, std::ptrdiff_t row, std::ptrdiff_t column, D8 way) {
  s.way(row * s.tile.columns + column) = way;
  s.open_row(row)[column / kBlock] &= ~(std::uint64_t{1} << static_cast<unsigned>(column % kBlock));
}

void mark_sea(TileSurface& s, std::ptrdiff_t row, double sea_level_m) {
  for (std::ptrdiff_t column = 0; column < s.tile.columns; ++column) {
    if (static_cast<double>(s.elevation(row * s.tile.columns + column)) <= sea_level_m) mark(s, row, column, kD8Outlet);
  }
}

void mark_terminal(TileSurface& s, std::ptrdiff_t row, const std::vector<std::int64_t>& cells) {
  const std::int64_t first = s.in_grid(row * s.tile.columns);
  for (auto at = std::lower_bound(cells.begin(), cells.end(), first); at != cells.end() && *at < first + s.tile.columns; ++at) {
    const auto column = static_cast<std::ptrdiff_t>(*at - first);
    if (!std::isnan(s.elevation(row * s.tile.columns + column))) mark(s, row, column, kD8Terminal);
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

/// The steepest ways of a row. Output: per word the cells still to be judged.
void descend_row(TileSurface& s, std::ptrdiff_t row, const CellMetrics& metrics, std::vector<std::uint64_t>& other) {
  std::array<float, 8> per_metre{};
  for (D8 d = 0; d < 8; ++d) per_metre[d] = static_cast<float>(1 / metrics.step_m(s.tile.row + row, d));
  const float* here = &s.elevation_m[static_cast<std::size_t>((row + 1) * s.stride + 1)];
  const std::ptrdiff_t first = row * s.tile.columns;
  for (std::ptrdiff_t word = 0; word < s.words; ++word) {
    const std::ptrdiff_t begin = word * kBlock;
    const std::ptrdiff_t size = std::min(kBlock, s.tile.columns - begin);
    Block block;
    descend(here + begin, s.padded_offset.data(), per_metre.data(), block);
    std::copy_n(block.way.data(), size, s.direction.begin() + first + begin);
    std::copy_n(block.level.data(), size, s.level.begin() + first + begin);
    const std::uint64_t in_row = ~std::uint64_t{0} >> static_cast<unsigned>(kBlock - size);
    s.open_row(row)[word] = bits(block.open) & in_row;
    other[static_cast<std::size_t>(word)] = bits(block.other) & in_row;
  }
}

}  // namespace

bool leaves_data(const TileSurface& s, std::ptrdiff_t cell, const Ends& ends) {
  if (s.at_grid_edge(cell)) return true;
  if (!ends.nodata_is_outlet) return false;
  const std::ptrdiff_t at = s.padded(cell);
  return std::any_of(s.padded_offset.begin(), s.padded_offset.end(), [&](std::ptrdiff_t o) { return std::isnan(s.z(at + o)); });
}

void steepest_descent(TileSurface& s, const CellMetrics& metrics, const Ends& ends) {
  std::vector<std::uint64_t> other(static_cast<std::size_t>(s.words));
  for (std::ptrdiff_t row = 0; row < s.tile.rows; ++row) {
    descend_row(s, row, metrics, other);
    if (ends.sea_level_m) mark_sea(s, row, *ends.sea_level_m);
    if (!ends.terminal_cells.empty()) mark_terminal(s, row, ends.terminal_cells);
    for (std::ptrdiff_t word = 0; word < s.words; ++word) {
      for (std::uint64_t left = other[static_cast<std::size_t>(word)]; left != 0; left &= left - 1) {
        const std::ptrdiff_t cell = row * s.tile.columns + word * kBlock + std::countr_zero(left);
        if (s.way(cell) != kD8Unresolved) continue;
        s.way(cell) = judge(s, cell, ends);
        if (s.way(cell) == kD8Unresolved) s.open_row(row)[word] |= left & (~left + 1);
      }
    }
  }
}

}  // namespace tmfgeo
