// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

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
    for (std::ptrdiff_t i = 0; i < rows * columns; ++i) {
      const float expected = whole[Cell{first.row + i / columns, first.column + i % columns}];
      const float found = window[static_cast<std::size_t>(i)];
      ASSERT_TRUE(found == expected || (std::isnan(found) && std::isnan(expected))) << i;
    }
  }
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
