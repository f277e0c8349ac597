// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiling.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace tmfgeo::test {
namespace {

TEST(Tiling, CoversEveryCellOnceInTilesRowByRow) {
  for (const std::ptrdiff_t side : {1, 2, 3, 5, 8}) {
    for (const auto& [rows, columns] : std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>>{{1, 1}, {1, 9}, {9, 1}, {6, 4}, {5, 7}}) {
      const Tiling tiling(rows, columns, side);
      std::vector<int> seen(static_cast<std::size_t>(rows * columns), 0);
      for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
        const Tile tile = tiling.tile(t);
        ASSERT_TRUE(tile.rows >= 1 && tile.rows <= side && tile.columns >= 1 && tile.columns <= side);
        for (std::ptrdiff_t i = 0; i < tile.size(); ++i) {
          const Cell cell = tile.cell(i);
          ASSERT_TRUE(tiling.contains(cell) && tile.contains(cell));
          ASSERT_EQ(tile.index(cell), i);
          ASSERT_EQ(tiling.tile_of(cell), t);
          ++seen[static_cast<std::size_t>(tiling.index(cell))];
        }
      }
      for (const int times : seen) EXPECT_EQ(times, 1);
    }
  }
}

TEST(Tiling, NumbersTilesFromWestToEastAndThenSouth) {
  const Tiling tiling(5, 7, 3);
  EXPECT_EQ(tiling.across(), 3);
  EXPECT_EQ(tiling.count(), 6);
  EXPECT_EQ(tiling.tile(5).row, 3);
  EXPECT_EQ(tiling.tile(5).column, 6);
  EXPECT_EQ(tiling.tile(5).rows, 2);
  EXPECT_EQ(tiling.tile(5).columns, 1);
  EXPECT_FALSE(tiling.contains({5, 0}));
  EXPECT_FALSE(tiling.contains({0, -1}));
}

TEST(TileRim, HoldsEveryOuterCellOnce) {
  for (std::ptrdiff_t rows = 1; rows <= 5; ++rows) {
    for (std::ptrdiff_t columns = 1; columns <= 5; ++columns) {
      const Tile tile{10, 20, rows, columns};
      std::set<std::ptrdiff_t> rim;
      for (std::ptrdiff_t r = 0; r < tile.rim_size(); ++r) {
        const std::ptrdiff_t cell = tile.rim_cell(r);
        ASSERT_TRUE(cell >= 0 && cell < tile.size());
        EXPECT_TRUE(tile.on_rim(cell));
        EXPECT_EQ(tile.rim_of(cell), r);
        rim.insert(cell);
      }
      std::set<std::ptrdiff_t> outer;
      for (std::ptrdiff_t i = 0; i < tile.size(); ++i) {
        const bool inner = i / columns > 0 && i / columns < rows - 1 && i % columns > 0 && i % columns < columns - 1;
        EXPECT_EQ(tile.on_rim(i), !inner);
        if (!inner) outer.insert(i);
      }
      EXPECT_EQ(rim, outer);
    }
  }
}

}  // namespace
}  // namespace tmfgeo::test
