// SPDX-License-Identifier: Apache-2.0
/// Overviews of a raster: each level half as wide and high as the one before.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo {

struct LevelSize {
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
  std::ptrdiff_t size() const { return rows * columns; }
};

/// The full raster and its overviews, down to the first that fits one block.
inline std::vector<LevelSize> level_sizes(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  constexpr std::ptrdiff_t kBlockSide = 512;
  std::vector<LevelSize> levels{{rows, columns}};
  while (levels.back().rows > kBlockSide || levels.back().columns > kBlockSide) {
    levels.push_back({(levels.back().rows + 1) / 2, (levels.back().columns + 1) / 2});
  }
  return levels;
}

/// One cell that stands for up to four, given row by row. Missing cells do not count; all missing gives missing.
template <class T>
T summary_of(std::span<const T> cells, CellNature nature) {
  if (nature == CellNature::codes) return cells.front();
  const auto missing = [](T value) { return value == kMissingCell<T> || !(value == value); };
  double sum = 0;
  int count = 0;
  T largest = kMissingCell<T>;
  for (const T value : cells) {
    if (missing(value)) continue;
    sum += static_cast<double>(value);
    ++count;
    if (missing(largest) || value > largest) largest = value;
  }
  if (count == 0 || nature == CellNature::amounts) return largest;
  return static_cast<T>(sum / count);
}

/// The next level of `cells`, which has the size `from`, into `halved`, on all cores.
template <class T>
void halve(std::span<const T> cells, LevelSize from, CellNature nature, std::span<T> halved) {
  const LevelSize to{(from.rows + 1) / 2, (from.columns + 1) / 2};
  const auto at = [&](std::ptrdiff_t r, std::ptrdiff_t c) { return cells[static_cast<std::size_t>(r * from.columns + c)]; };
  parallel_for(0, to.rows, 16, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (std::ptrdiff_t r = begin; r < end; ++r) {
      for (std::ptrdiff_t c = 0; c < to.columns; ++c) {
        std::array<T, 4> four{at(2 * r, 2 * c)};
        std::size_t count = 1;
        const bool east = 2 * c + 1 < from.columns;
        if (east) four[count++] = at(2 * r, 2 * c + 1);
        if (2 * r + 1 < from.rows) {
          four[count++] = at(2 * r + 1, 2 * c);
          if (east) four[count++] = at(2 * r + 1, 2 * c + 1);
        }
        halved[static_cast<std::size_t>(r * to.columns + c)] = summary_of<T>(std::span(four).first(count), nature);
      }
    }
  });
}

}  // namespace tmfgeo
