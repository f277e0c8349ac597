// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/breach.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/breach_search.h"

namespace tmfgeo {

namespace {

/// Longer than any cut, as the reach allows, in cells of less than 24 km; and few enough bits for a search's keys.
constexpr double kLongestMm = 1e11;

/// So that the widest search needs no more than 2 GB; 120 km of SRTM's cells.
constexpr std::ptrdiff_t kFarthestReach = 4096;

/// Tiles between two reports of progress.
constexpr std::ptrdiff_t kTilesAtATime = 64;

/// In place of nodata: higher than everything.
constexpr float kHigh = std::numeric_limits<float>::infinity();

std::int64_t millimetres(double length_m) { return std::llround(std::min(length_m * 1000, kLongestMm)); }

/// The cells of one block that have no lower neighbour, row by row.
class LowestCells {
 public:
  LowestCells(const GridView<float>& elevation_m, const Tile& block) : elevation_m_(elevation_m), block_(block) {
    for (std::vector<float>& line : lines_) line.resize(static_cast<std::size_t>(block.columns + 2));
    is_lowest_.resize(static_cast<std::size_t>(block.columns));
    copy_row(block.row - 1);
    copy_row(block.row);
  }

  /// One byte per cell of the block's row: 1 where no neighbour is lower, 0 elsewhere and in nodata. Rows are asked for one after the other.
  const std::vector<std::uint8_t>& in_row(std::ptrdiff_t row) {
    copy_row(row + 1);
    const float* north = line(row - 1).data();
    const float* own = line(row).data();
    const float* south = line(row + 1).data();
    std::uint8_t* lowest = is_lowest_.data();
    for (std::ptrdiff_t c = 0; c < block_.columns; ++c) {
      const float z = own[c + 1];
      lowest[c] = static_cast<std::uint8_t>((z < kHigh) & (north[c] >= z) & (north[c + 1] >= z) & (north[c + 2] >= z) & (own[c] >= z) &
(own[c + 2] >= z) & (south[c] >= z) & (south[c + 1] >= z) & (south[c + 2] >= z));
    }
    return is_lowest_;
  }

 private:
  std::vector<float>& line(std::ptrdiff_t row) { return lines_[static_cast<std::size_t>(row - block_.row + 1) % 3]; }

  /// A row with a cell more at either end; beyond the window is nodata.
  void copy_row(std::ptrdiff_t row) {
    std::vector<float>& copy = line(row);
    std::fill(copy.begin(), copy.end(), kHigh);
    if (row < 0 || row >= elevation_m_.rows) return;
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(block_.column - 1, 0);
    const std::ptrdiff_t end = std::min(block_.column + block_.columns + 1, elevation_m_.columns);
    const float* from = elevation_m_.values.data() + row * elevation_m_.columns + first;
    float* to = copy.data() + (first - block_.column + 1);
    for (std::ptrdiff_t c = 0; c < end - first; ++c) to[c] = std::fabs(from[c]) < kHigh ? from[c] : kHigh;
  }

  const GridView<float>& elevation_m_;
  const Tile block_;
  std::array<std::vector<float>, 3> lines_;
  std::vector<std::uint8_t> is_lowest_;
};

/// Lowers a cell that other threads may lower at the same time. The lowest level wins, whoever comes first.
void lower(float& cell, float level_m) {
  std::atomic_ref<float> shared(cell);
  float present_m = shared.load(std::memory_order_relaxed);
  while (level_m < present_m && !shared.compare_exchange_weak(present_m, level_m, std::memory_order_relaxed)) {
  }
}

}  // namespace

BreachRules::BreachRules(const GridFrame& frame, const CellMetrics& metrics, const BreachLimits& limits)
    : depth_m_(limits.depth_m), length_mm_(millimetres(limits.length_m)) {
  TMFGEO_EXPECTS(limits.depth_m >= 0 && limits.length_m >= 0);
  std::int64_t shortest_mm = std::numeric_limits<std::int64_t>::max();
  for (std::ptrdiff_t r = 0; r < frame.rows; ++r) {
    StepsMm& steps = steps_mm_.emplace_back();
    for (D8 d = 0; d < 8; ++d) {
      // At the very pole a cell is no wider than nothing; a step still has a length.
      steps[d] = std::max<std::int64_t>(millimetres(metrics.step_m(r, d)), 1);
      shortest_mm = std::min(shortest_mm, steps[d]);
    }
  }
  reach_ = static_cast<std::ptrdiff_t>(std::min<std::int64_t>(length_mm_ / shortest_mm, kFarthestReach));
}

void append_cuts(const BreachWindow& window, const Tile& block, const BreachRules& rules, std::vector<BreachCut>& cuts) {
  if (rules.reach() == 0) return;
  LowestCells lowest_cells(window.elevation_m, block);
  PitSearch search(window, rules);
  for (std::ptrdiff_t row = block.row; row < block.row + block.rows; ++row) {
    const std::vector<std::uint8_t>& lowest = lowest_cells.in_row(row);
    for (auto at = std::find(lowest.begin(), lowest.end(), 1); at != lowest.end(); at = std::find(at + 1, lowest.end(), 1)) {
      const std::ptrdiff_t index = row * window.elevation_m.columns + block.column + (at - lowest.begin());
      const D8 outlet = window.outlets.values[static_cast<std::size_t>(index)];
      if (outlet != kD8Outlet && outlet != kD8Terminal) search.append_cuts(index, cuts);
    }
  }
}

void cut_barriers(const Grid<float>& given, const Grid<D8>& outlets, const BreachRules& rules, Grid<float>& surface,
                  const Progress& progress, std::ptrdiff_t side) {
  TMFGEO_EXPECTS(given.size() == surface.size() && given.size() == outlets.size());
  const BreachWindow window{.elevation_m = given.view(), .outlets = outlets.view()};
  const Tiling tiling(given.rows(), given.columns(), side);
  for (std::ptrdiff_t first = 0; first < tiling.count(); first += kTilesAtATime) {
    report(progress, "breaching barriers", static_cast<double>(first) / static_cast<double>(tiling.count()));
    parallel_for(first, std::min(first + kTilesAtATime, tiling.count()), 1, [&](std::ptrdiff_t tile, std::ptrdiff_t end) {
      std::vector<BreachCut> cuts;
      for (; tile < end; ++tile) {
        cuts.clear();
        append_cuts(window, tiling.tile(tile), rules, cuts);
        for (const BreachCut& cut : cuts) lower(surface[cut.index], cut.level_m);
      }
    });
  }
  report(progress, "breaching barriers", 1);
}

}  // namespace tmfgeo
