// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/grid.h"

#include <gtest/gtest.h>

namespace tmfgeo {
namespace {

GridFrame small_frame() {
  return {.rows = 3, .columns = 4, .west = 10, .north = 50, .cell_width = 0.5, .cell_height = 0.25, .crs = Crs::wgs84()};
}

TEST(GridFrame, FindsTheCellOfEveryCentre) {
  const GridFrame frame = small_frame();
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
    const Cell cell = frame.cell(i);
    EXPECT_EQ(frame.cell_at(frame.centre(cell)), cell);
    EXPECT_EQ(frame.index(cell), i);
    EXPECT_TRUE(frame.box().contains(frame.centre(cell)));
  }
}

TEST(GridFrame, GivesPointsOnEdgesToTheCellEastOrSouth) {
  EXPECT_EQ(small_frame().cell_at({10.5, 49.75}), (Cell{1, 1}));
  EXPECT_EQ(small_frame().cell_at({10, 50}), (Cell{0, 0}));
  EXPECT_FALSE(small_frame().contains(small_frame().cell_at({12, 49.5})));
  EXPECT_EQ(small_frame().cell_at({9.9, 50.1}), (Cell{-1, -1}));
}

TEST(GridFrame, ReachesFromItsNorthWestCornerOverAllCells) {
  const Box box = small_frame().box();
  EXPECT_EQ(box.min_x, 10);
  EXPECT_EQ(box.max_x, 12);
  EXPECT_EQ(box.min_y, 49.25);
  EXPECT_EQ(box.max_y, 50);
}

TEST(GridFrame, IsTheSameUpToRoundingAndNotBeyond) {
  GridFrame other = small_frame();
  EXPECT_TRUE(other.same_as(small_frame()));
  other.west += 1e-9;
  other.crs = Crs::from_text("EPSG:4326");
  EXPECT_TRUE(other.same_as(small_frame()));
  other.west += 0.25;
  EXPECT_FALSE(other.same_as(small_frame()));
  other = small_frame();
  other.crs = Crs::from_text("EPSG:32642");
  EXPECT_FALSE(other.same_as(small_frame()));
  other = small_frame();
  other.rows = 4;
  EXPECT_FALSE(other.same_as(small_frame()));
}

TEST(Grid, KeepsValuesRowByRowFromTheNorth) {
  Grid<int> grid(small_frame());
  grid[Cell{1, 2}] = 7;
  EXPECT_EQ(grid[1 * 4 + 2], 7);
  EXPECT_EQ((grid.view()[Cell{1, 2}]), 7);
  EXPECT_EQ(grid.values().size(), 12U);
}

using GridDeathTest = testing::Test;
TEST_F(GridDeathTest, NeedsOneValuePerCell) {
  EXPECT_DEATH(Grid<int>(small_frame(), std::vector<int>(11)), "values_");
}

}  // namespace
}  // namespace tmfgeo
