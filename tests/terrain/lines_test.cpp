// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

/// A frame in which a point's x is its column and −y its row.
GridFrame unit_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {.rows = rows, .columns = columns, .west = 0, .north = 0, .cell_width = 1, .cell_height = 1, .crs = Crs::wgs84()};
}

/// The order in which a line passes the cells of a 4 × 6 frame, as digits.
std::string passed(const Polyline& line) {
  Grid<float> order(unit_frame(4, 6), std::numeric_limits<float>::quiet_NaN());
  float next = 1;
  for (const Cell c : cells_on_line(order.frame(), line)) order[c] = next++;
  return picture_of(order);
}

TEST(CellsOnLine, AreThoseTheLinePassesInOrder) {
  EXPECT_EQ(passed({{0.5, -0.5}, {3.5, -2.25}}), picture(R"(
      1 2 . . . .
      . 3 4 5 . .
      . . . 6 . .
      . . . . . .)"));
}

TEST(CellsOnLine, StepDiagonallyThroughCorners) {
  EXPECT_EQ(passed({{0.5, -0.5}, {2.5, -2.5}, {3.5, -1.5}}), picture(R"(
      1 . . . . .
      . 2 . 4 . .
      . . 3 . . .
      . . . . . .)"));
}

TEST(CellsOnLine, LeaveOutWhatLiesOutsideTheFrame) {
  EXPECT_EQ(passed({{-5, -1.5}, {50, -1.5}}), picture(R"(
      . . . . . .
      1 2 3 4 5 6
      . . . . . .
      . . . . . .)"));
  EXPECT_EQ(passed({{-5, 3}, {50, 3}}), picture("...... \n ...... \n ...... \n ......"));
  EXPECT_EQ(passed({{6, 5}, {6, -9}}), picture("...... \n ...... \n ...... \n ......"));
}

TEST(CellsOnLine, TakeALineThatGoesRoundTheEarthQuickly) {
  const std::vector<Cell> cells = cells_on_line(unit_frame(4, 6), Polyline{{-1e300, -1.5}, {1e300, -1.5}});
  EXPECT_LE(cells.size(), 6U);
  EXPECT_EQ(cells_on_line(unit_frame(4, 6), Polyline{{-1e12, -1.5}, {1e12, -1.5}}).size(), 6U);
}

TEST(CellsOnLine, SkipSegmentsThatAreNotFinite) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(passed({{0.5, -0.5}, {1.5, -0.5}, {nan, 3}, {3.5, -2.5}, {4.5, -2.5}}), picture(R"(
      1 2 . . . .
      . . . . . .
      . . . 3 4 .
      . . . . . .)"));
}

TEST(CellsOnLine, OfAPointOrNothingAreNone) {
  EXPECT_TRUE(cells_on_line(unit_frame(4, 6), Polyline{}).empty());
  EXPECT_TRUE(cells_on_line(unit_frame(4, 6), Polyline{{1.5, -1.5}}).empty());
  EXPECT_EQ(cells_on_line(unit_frame(4, 6), Polyline{{1.5, -1.5}, {1.5, -1.5}}).size(), 1U);
}

TEST(CellsOnLine, HoldEveryPointOfRandomLinesAndStepToNeighbours) {
  Random random(20);
  const GridFrame frame = unit_frame(9, 11);
  for (int trial = 0; trial < 300; ++trial) {
    const auto point = [&] { return Point{random.uniform() * 15 - 2, random.uniform() * -13 + 2}; };
    const Polyline line{point(), point()};
    const std::vector<Cell> cells = cells_on_line(frame, line);
    for (int i = 0; i <= 500; ++i) {
      const Cell c = frame.cell_at(between(line[0], line[1], i / 500.0));
      if (frame.contains(c)) {
        EXPECT_NE(std::find(cells.begin(), cells.end(), c), cells.end());
      }
    }
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const Cell step{cells[i + 1].row - cells[i].row, cells[i + 1].column - cells[i].column};
      EXPECT_EQ(std::max(std::abs(step.row), std::abs(step.column)), 1);
    }
  }
}

TEST(CellsOnLine, AreTheSameBackwards) {
  Random random(21);
  for (int trial = 0; trial < 300; ++trial) {
    const auto point = [&] { return Point{random.uniform() * 11, random.uniform() * -9}; };
    const Point a = point();
    const Point b = point();
    std::vector<Cell> there = cells_on_line(unit_frame(9, 11), Polyline{a, b});
    const std::vector<Cell> back = cells_on_line(unit_frame(9, 11), Polyline{b, a});
    std::reverse(there.begin(), there.end());
    EXPECT_EQ(there, back);
  }
}

TEST(BurnLines, LowersEachCellOnceUnderAllLines) {
  Dem dem = dem_of("9999 \n 9999 \n 99.9");
  const auto across = [&](double row) {
    return line_geometry({{500000, 4500000 - row * 100}, {500400, 4500000 - row * 100}});
  };
  Geometry two_parts = across(1.5);
  append(two_parts, across(2.5));
  burn_lines(dem, {two_parts, across(1.2), point_geometry({500050, 4499950})}, 4);
  EXPECT_EQ(picture_of(dem.elevation_m), "9999\n5555\n55.5\n");
}

TEST(BurnLines, MakesFlowFollowTheLine) {
  Dem dem = plane(metric_frame(12, 12));
  // Against the slope: from the low south-east corner to the north-west one.
  const GridFrame& frame = dem.elevation_m.frame();
  const Polyline river{frame.centre({10, 10}), frame.centre({5, 2}), frame.centre({1, 1}), frame.centre({0, 0})};
  burn_lines(dem, {line_geometry(river)}, 100);
  const ConditionedDem conditioned = condition(dem, {});
  const FlowPath path = flow_path(route_d8(conditioned), conditioned, {4, 2});
  const Cell end = frame.cell(static_cast<std::ptrdiff_t>(path.cells.back()));
  EXPECT_EQ(end, (Cell{0, 0}));
}

}  // namespace
}  // namespace tmfgeo::test
