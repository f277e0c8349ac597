// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include "tmfgeo/grid/sample.h"

namespace tmfgeo {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

Grid<float> numbered(const GridFrame& frame) {
  Grid<float> grid(frame);
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) grid[i] = static_cast<float>(i);
  return grid;
}

ReadCells windows_of(const Grid<float>& grid) {
  return [&grid](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    for (std::ptrdiff_t r = 0; r < rows; ++r) std::copy_n(&grid[Cell{first.row + r, first.column}], columns, &values[static_cast<std::size_t>(r * columns)]);
  };
}

TEST(SampleNearest, ReadsNoWindowOfMoreThanFourMillionCells) {
  // Each cell of the frame holds 40 000 of the source's.
  const GridFrame fine{20000, 20000, 70, 44, 1e-4, 1e-4, Crs::wgs84()};
  const GridFrame frame{100, 100, 70, 44, 0.02, 0.02, Crs::wgs84()};
  std::ptrdiff_t most = 0;
  const auto read = [&](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    most = std::max(most, rows * columns);
    for (std::ptrdiff_t i = 0; i < rows * columns; ++i) values[static_cast<std::size_t>(i)] = static_cast<float>(first.row + i / columns);
  };
  std::vector<float> values(100 * 100);
  sample_nearest(fine, read, frame, {0, 0}, 100, 100, values);
  EXPECT_LE(most, 4'000'000);
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    EXPECT_EQ(values[static_cast<std::size_t>(i)], static_cast<float>(fine.cell_at(frame.centre(frame.cell(i))).row)) << i;
  }
}

TEST(SampleNearest, GivesAGridToItselfUnchanged) {
  const auto grid = numbered({7, 100, 70, 43, 0.1, 0.1, Crs::wgs84()});
  const auto again = sample_nearest(grid, grid.frame());
  for (std::ptrdiff_t i = 0; i < grid.size(); ++i) EXPECT_EQ(again[i], grid[i]);
}

TEST(SampleNearest, ShowsTheCellsOfACoarseSourceAndNothingOutside) {
  Grid<float> coarse(GridFrame{1, 2, 70, 43, 1, 1, Crs::wgs84()}, {5, kNaN});
  const auto fine = sample_nearest(coarse, {2, 6, 69.5, 43.5, 0.5, 1, Crs::wgs84()});
  // The first row's centres lie at 43°, on the source's northern edge, which belongs to the cell south of it.
  EXPECT_TRUE(std::isnan(fine[0]));
  EXPECT_EQ(fine[1], 5);
  EXPECT_EQ(fine[2], 5);
  EXPECT_TRUE(std::isnan(fine[3]));
  EXPECT_TRUE(std::isnan(fine[5]));
  EXPECT_TRUE(std::isnan(fine[7]));
}

TEST(SampleNearest, GivesAWindowTheValuesOfTheWhole) {
  // Fine cells with centres on the edges of coarse ones: where rounding decides, a window must round alike.
  const auto coarse = numbered({40, 50, 70 - 0.5 / 3600, 43 + 0.5 / 3600, 0.01, 0.01, Crs::wgs84()});
  const GridFrame fine{200, 900, 70, 43, 1.0 / 3600, 1.0 / 3600, Crs::wgs84()};
  const auto whole = sample_nearest(coarse, fine);
  for (const auto& [first, rows, columns] : {std::tuple{Cell{0, 0}, 200, 900}, {Cell{3, 33}, 64, 31}, {Cell{150, 860}, 50, 40}, {Cell{7, 500}, 1, 1}}) {
    std::vector<float> window(static_cast<std::size_t>(rows * columns));
    sample_nearest(coarse, fine, first, rows, columns, window);
    std::vector<float> by_windows(window.size());
    sample_nearest(coarse.frame(), windows_of(coarse), fine, first, rows, columns, by_windows);
    for (std::ptrdiff_t i = 0; i < rows * columns; ++i) {
      const float expected = whole[Cell{first.row + i / columns, first.column + i % columns}];
      const float found = window[static_cast<std::size_t>(i)];
      ASSERT_TRUE(found == expected || (std::isnan(found) && std::isnan(expected))) << i;
      const float also = by_windows[static_cast<std::size_t>(i)];
      ASSERT_TRUE(also == expected || (std::isnan(also) && std::isnan(expected))) << i;
    }
  }
}

TEST(SampleNearest, GoesOnBeyondTheAntimeridian) {
  const auto world = numbered({2, 720, -180, 53, 0.5, 1, Crs::wgs84()});
  const auto sampled = sample_nearest(world, {1, 4, 179, 52.9, 0.5, 1, Crs::wgs84()});
  EXPECT_EQ(sampled[0], 718);
  EXPECT_EQ(sampled[1], 719);
  EXPECT_EQ(sampled[2], 0);
  EXPECT_EQ(sampled[3], 1);
  // UTM zone 60 over the meridian: every cell knows its neighbours of the world.
  const GridFrame utm{3, 200, 680000, 5850000, 500, 500, Crs::from_text("EPSG:32660")};
  const auto projected = sample_nearest(world, utm);
  const Transform exact(utm.crs, Crs::wgs84());
  std::ptrdiff_t beyond = 0;
  for (std::ptrdiff_t i = 0; i < utm.size(); ++i) {
    const Point p = exact(utm.centre(utm.cell(i)));
    beyond += p.x < 0 ? 1 : 0;
    const double column = std::floor((p.x + 180) / 0.5);
    if (std::abs((p.x + 180) / 0.5 - std::round((p.x + 180) / 0.5)) < 0.001) continue;
    EXPECT_EQ(static_cast<double>(projected[i]), column + (p.y < 52 ? 720 : 0)) << i;
  }
  EXPECT_GT(beyond, 100);
  EXPECT_LT(beyond, 500);
}

TEST(SampleNearest, FindsTheSameCellsAsAnExactTransformation) {
  const GridFrame utm{150, 500, 300000, 4800000, 1000, 1000, Crs::from_text("EPSG:32643")};
  const auto source = numbered({400, 900, 71, 44.5, 0.01, 0.01, Crs::wgs84()});
  const auto sampled = sample_nearest(source, utm);
  const Transform exact(utm.crs, source.frame().crs);
  std::ptrdiff_t different = 0;
  for (std::ptrdiff_t i = 0; i < sampled.size(); ++i) {
    const Cell cell = source.frame().cell_at(exact(utm.centre(utm.cell(i))));
    const float expected = source.frame().contains(cell) ? source[cell] : kNaN;
    if (sampled[i] != expected && !(std::isnan(sampled[i]) && std::isnan(expected))) ++different;
  }
  // Only centres within 0.02 cells of an edge may fall on its other side.
  EXPECT_LT(static_cast<double>(different), 0.02 * static_cast<double>(sampled.size()));
}

}  // namespace
}  // namespace tmfgeo
