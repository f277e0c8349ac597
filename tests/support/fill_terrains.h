// SPDX-License-Identifier: Apache-2.0
/// Terrains that are hard to fill and to route: flats that wind through many tiles, regions walled in, extreme elevations and frames.
#pragma once

#include <algorithm>

#include "support/terrains.h"

namespace tmfgeo::test {

inline constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// Every cell by itself: one of so many levels, a step apart.
inline Dem noise(const GridFrame& frame, std::uint64_t seed, std::ptrdiff_t levels, double step_m, double lowest_m = 0) {
  Random random(seed);
  return terrain(frame, [&](double, double) { return lowest_m + static_cast<double>(random.below(levels)) * step_m; });
}

/// As noise between −1 and 1, with zeros of either sign.
inline Dem both_zeros(const GridFrame& frame, std::uint64_t seed) {
  Dem dem = noise(frame, seed, 4, 1, -1);
  for (float& z : dem.elevation_m.values()) z = z == 2 ? -0.0F : z;
  return dem;
}

/// A level channel that winds to the middle between high banks; open at its outer end, or closed.
inline Dem spiral(std::ptrdiff_t side, bool open) {
  Dem dem = terrain(metric_frame(side, side), [](double, double) { return 50; });
  Grid<float>& z = dem.elevation_m;
  Cell at{1, 1};
  D8 d = 0;
  z[at] = 10;
  const auto free = [&](Cell c) { return c.row > 0 && c.column > 0 && c.row < side - 1 && c.column < side - 1 && z[c] > 10; };
  const auto ahead = [&](Cell c, D8 way) { return neighbour(neighbour(c, way), way); };
  for (int turns = 0; turns < 2;) {
    const Cell next = neighbour(at, d);
    const Cell after = ahead(at, d);
    const bool clear = free(next) && (!z.frame().contains(after) || z[after] > 10);
    if (!clear) {
      d = static_cast<D8>((d + 2) % 8);
      ++turns;
      continue;
    }
    turns = 0;
    at = next;
    z[at] = 10;
  }
  if (open) z[Cell{1, 0}] = 9;
  return dem;
}

/// A level lake in the shape of a C around a peninsula, spilling at `spill_m` in the south-east, or nowhere.
inline Dem c_shaped_lake(std::ptrdiff_t rows, std::ptrdiff_t columns, float spill_m) {
  Dem dem = terrain(metric_frame(rows, columns), [&](double row, double column) {
    const auto r = static_cast<std::ptrdiff_t>(row);
    const auto c = static_cast<std::ptrdiff_t>(column);
    const bool rim = r == 0 || c == 0 || r == rows - 1 || c == columns - 1;
    const bool peninsula = r > rows / 4 && r < rows - rows / 4 && c > columns / 4;
    return rim ? 40 : peninsula ? 30 : 20;
  });
  dem.elevation_m[Cell{rows - 3, columns - 1}] = spill_m;
  return dem;
}

/// Rings of nodata that wall in rings of land.
inline Dem walled_rings(const Dem& land, std::ptrdiff_t width) {
  Dem dem = land;
  const GridFrame& frame = dem.elevation_m.frame();
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    const Cell c = frame.cell(i);
    const std::ptrdiff_t from_edge = std::min({c.row, c.column, frame.rows - 1 - c.row, frame.columns - 1 - c.column});
    if (from_edge % width == width - 1) dem.elevation_m[i] = kNone;
  }
  return dem;
}

inline Dem with_value(Dem dem, Cell cell, float z) {
  dem.elevation_m[cell] = z;
  return dem;
}

/// Cells of 3 arc-seconds with their north-western corner here.
inline GridFrame frame_at(double west, double north, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  GridFrame frame = geographic_frame(rows, columns);
  frame.west = west;
  frame.north = north;
  return frame;
}

inline std::vector<NamedTerrain> flat_terrains() {
  const auto lake = [](std::ptrdiff_t row, std::ptrdiff_t column) {
    return with_value(terrain(metric_frame(19, 23), [](double r, double c) {
      return r < 3 || c < 3 || r > 15 || c > 19 ? 30 + r : 20;
    }), {row, column}, 19);
  };
  return {{"spiral_open", spiral(23, true)},
          {"spiral_closed", spiral(22, false)},
          {"c_lake_open", c_shaped_lake(20, 24, 20)},
          {"c_lake_spilling", c_shaped_lake(20, 24, 25)},
          {"c_lake_draining", c_shaped_lake(20, 24, 3)},
          {"lake_with_a_hole", lake(9, 11)},
          {"lake_with_an_inlet", lake(2, 11)},
          {"few_levels", noise(metric_frame(40, 37), 11, 3, 1)},
          {"two_levels", noise(metric_frame(33, 40), 12, 2, 1)},
          {"wide_steps", stepped(fractal(metric_frame(50, 50), 13), 60)},
          {"wide_steps_in_holes", with_holes(stepped(fractal(metric_frame(50, 50), 14), 60), 14, 0.2)},
          {"all_flat_large", flat(metric_frame(37, 41))},
          {"flat_in_rings", walled_rings(flat(metric_frame(30, 34)), 6)}};
}

inline std::vector<NamedTerrain> extreme_terrains() {
  const GridFrame frame = metric_frame(31, 29);
  const Dem rough = noise(frame, 21, 4000, 0.25);
  std::vector<NamedTerrain> terrains{
      {"noise", rough},
      {"noise_of_bytes", noise(frame, 22, 256, 1)},
      {"below_zero", noise(frame, 23, 300, 1, -430)},
      {"around_zero", noise(frame, 24, 5, 1, -2)},
      {"both_zeros", both_zeros(frame, 25)},
      {"int16_span", noise(frame, 26, 65536, 1, -32768)},
      {"undeclared_nodata", with_value(with_value(rough, {10, 10}, -3.4028e38F), {20, 5}, 3.4e38F)},
      {"infinite", with_value(with_value(rough, {10, 10}, -std::numeric_limits<float>::infinity()), {20, 5},
                              std::numeric_limits<float>::infinity())},
      {"rings", walled_rings(rough, 5)},
      {"noise_in_holes", with_holes(rough, 27, 0.3)},
      {"two_by_two", noise(metric_frame(2, 2), 28, 4, 1)},
      {"three_by_three", noise(metric_frame(3, 3), 29, 4, 1)},
      {"one_row_of_steps", noise(metric_frame(1, 300), 30, 4, 1)},
      {"one_column_of_steps", noise(metric_frame(300, 1), 31, 4, 1)},
      {"one_row_in_holes", with_holes(noise(metric_frame(1, 300), 32, 4, 1), 32, 0.3)},
      {"one_cell_of_nodata", with_value(flat(metric_frame(1, 1)), {0, 0}, kNone)},
      {"nodata_alone_large", with_holes(flat(metric_frame(20, 20)), 33, 400)},
      {"at_the_north_pole", noise(frame_at(10, 90, 25, 30), 34, 50, 1)},
      {"at_the_south_pole", noise(frame_at(10, -90 + 25 * 3 / 3600.0, 25, 30), 35, 50, 1)},
      {"over_the_antimeridian", noise(frame_at(180 - 15 * 3 / 3600.0, 10, 25, 30), 36, 50, 1)},
      {"over_the_equator", noise(frame_at(0, 12 * 3 / 3600.0, 25, 30), 37, 50, 1)}};
  return terrains;
}

/// Those of terrains.h and those above.
inline const std::vector<NamedTerrain>& every_terrain() {
  static const std::vector<NamedTerrain> all = [] {
    std::vector<NamedTerrain> terrains = all_terrains();
    for (const std::vector<NamedTerrain>& more : {flat_terrains(), extreme_terrains()}) {
      terrains.insert(terrains.end(), more.begin(), more.end());
    }
    return terrains;
  }();
  return all;
}

/// The level below which a third of the cells lie.
inline double low_level(const Grid<float>& elevation_m) {
  std::vector<float> sorted;
  for (const float z : elevation_m.values()) {
    if (std::isfinite(z)) sorted.push_back(z);
  }
  if (sorted.empty()) return 0;
  std::sort(sorted.begin(), sorted.end());
  return static_cast<double>(sorted[sorted.size() / 3]);
}

/// So many cells or fewer, sorted, each once.
inline std::vector<std::int64_t> random_cells(std::uint64_t seed, std::ptrdiff_t size, int count) {
  Random random(seed);
  std::vector<std::int64_t> cells;
  for (int i = 0; i < count; ++i) cells.push_back(random.below(size));
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

}  // namespace tmfgeo::test
