// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/vs30.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/grid/cell_metrics.h"

namespace tmfgeo {
namespace {

constexpr std::array<double, 7> kVs30{180, 240, 300, 360, 490, 620, 760};
constexpr std::array<double, 7> kActiveSlope{3e-4, 3.5e-3, 0.010, 0.018, 0.05, 0.10, 0.14};
constexpr std::array<double, 7> kStableSlope{2e-5, 2e-3, 4e-3, 7.2e-3, 0.013, 0.018, 0.025};
constexpr double kLeast = 180;
constexpr double kMost = 900;
constexpr double kCoarseCellM = 926;  // 30″ of latitude

double from_table(const std::array<double, 7>& slopes, double slope) {
  if (slope <= slopes.front()) return kLeast;
  // Above the last slope the last segment goes on, up to kMost.
  const auto upper = static_cast<std::size_t>(
      std::clamp(std::lower_bound(slopes.begin(), slopes.end(), slope) - slopes.begin(), std::ptrdiff_t{1}, std::ptrdiff_t{6}));
  const double part = std::log(slope / slopes[upper - 1]) / std::log(slopes[upper] / slopes[upper - 1]);
  return std::clamp(kVs30[upper - 1] * std::pow(kVs30[upper] / kVs30[upper - 1], part), kLeast, kMost);
}

/// Difference per metre along one axis; NaN if neither neighbour is known.
double gradient(double before, double here, double after, double step_m) {
  const bool has_before = !std::isnan(before);
  const bool has_after = !std::isnan(after);
  if (has_before && has_after) return (after - before) / (2 * step_m);
  if (has_after) return (after - here) / step_m;
  if (has_before) return (here - before) / step_m;
  return std::numeric_limits<double>::quiet_NaN();
}

std::ptrdiff_t block_cells(double coarse, double fine) { return std::max<std::ptrdiff_t>(1, std::lround(coarse / fine)); }

float block_mean(const Grid<float>& elevation_m, Cell first, Cell last) {
  double sum = 0;
  std::ptrdiff_t known = 0;
  for (std::ptrdiff_t r = first.row; r < last.row; ++r) {
    for (std::ptrdiff_t c = first.column; c < last.column; ++c) {
      const float z = elevation_m[Cell{r, c}];
      if (std::isnan(z)) continue;
      sum += static_cast<double>(z);
      ++known;
    }
  }
  const std::ptrdiff_t all = (last.row - first.row) * (last.column - first.column);
  return 2 * known < all || known == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(sum / static_cast<double>(known));
}

}  // namespace

double vs30_from_slope(double slope, double craton_weight) {
  TMFGEO_EXPECTS(!(slope < 0) && craton_weight >= 0 && craton_weight <= 1);
  if (std::isnan(slope)) return slope;
  return craton_weight * from_table(kStableSlope, slope) + (1 - craton_weight) * from_table(kActiveSlope, slope);
}

Grid<float> coarse_elevation(const Grid<float>& elevation_m) {
  const GridFrame& fine = elevation_m.frame();
  const double coarse = fine.crs.is_geographic() ? kVs30CellDegrees : kCoarseCellM;
  const std::ptrdiff_t high = block_cells(coarse, fine.cell_height);
  const std::ptrdiff_t wide = block_cells(coarse, fine.cell_width);
  GridFrame frame = fine;
  frame.rows = (fine.rows + high - 1) / high;
  frame.columns = (fine.columns + wide - 1) / wide;
  frame.cell_height = fine.cell_height * static_cast<double>(high);
  frame.cell_width = fine.cell_width * static_cast<double>(wide);
  Grid<float> grid(frame);
  parallel_for(0, frame.rows, 1, [&](std::ptrdiff_t first_row, std::ptrdiff_t last_row) {
    for (std::ptrdiff_t r = first_row; r < last_row; ++r) {
      for (std::ptrdiff_t c = 0; c < frame.columns; ++c) {
        grid[Cell{r, c}] = block_mean(elevation_m, {r * high, c * wide},
                                      {std::min((r + 1) * high, fine.rows), std::min((c + 1) * wide, fine.columns)});
      }
    }
  });
  return grid;
}

Grid<float> surface_slope(const Grid<float>& elevation_m) {
  const GridFrame& frame = elevation_m.frame();
  Grid<float> slope(frame, std::numeric_limits<float>::quiet_NaN());
  if (frame.size() == 0) return slope;
  const CellMetrics metrics(frame);
  const auto at = [&](Cell c) {
    return frame.contains(c) ? static_cast<double>(elevation_m[c]) : std::numeric_limits<double>::quiet_NaN();
  };
  parallel_for(0, frame.rows, 16, [&](std::ptrdiff_t first_row, std::ptrdiff_t last_row) {
    for (std::ptrdiff_t r = first_row; r < last_row; ++r) {
      for (std::ptrdiff_t c = 0; c < frame.columns; ++c) {
        const double here = at({r, c});
        if (std::isnan(here)) continue;
        const double east = gradient(at({r, c - 1}), here, at({r, c + 1}), metrics.row(r).width_m);
        const double south = gradient(at({r - 1, c}), here, at({r + 1, c}), metrics.row(r).height_m);
        slope[Cell{r, c}] = static_cast<float>(std::hypot(east, south));
      }
    }
  });
  return slope;
}

DemGround ground_of_dem(const Grid<float>& elevation_m, double craton_weight, std::optional<double> sea_level_m) {
  const Grid<float> coarse = coarse_elevation(elevation_m);
  DemGround ground{surface_slope(coarse), Grid<float>(coarse.frame())};
  for (std::ptrdiff_t i = 0; i < coarse.size(); ++i) {
    const bool water = sea_level_m && static_cast<double>(coarse[i]) <= *sea_level_m;
    ground.vs30_m_s[i] = static_cast<float>(water ? kWaterVs30 : vs30_from_slope(static_cast<double>(ground.slope[i]), craton_weight));
  }
  return ground;
}

Grid<float> vs30_of_dem(const Grid<float>& elevation_m, double craton_weight, std::optional<double> sea_level_m) {
  return ground_of_dem(elevation_m, craton_weight, sea_level_m).vs30_m_s;
}

}  // namespace tmfgeo
