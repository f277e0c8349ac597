// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

GridFrame unit_frame(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return {.rows = rows, .columns = columns, .west = 0, .north = 0, .cell_width = 1, .cell_height = 1, .crs = Crs::wgs84()};
}

std::string covered(const Geometry& polygon) {
  Grid<float> picture(unit_frame(4, 6), 0);
  for (const Cell c : cells_in_polygon(picture.frame(), polygon)) picture[c] += 1;
  return picture_of(picture);
}

Polyline rectangle(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

/// Even–odd, edge by edge: how often a ray to the west crosses the rings.
bool holds(const Geometry& polygon, Point p) {
  bool inside = false;
  for (std::size_t part = 0; part < polygon.part_count(); ++part) {
    const std::span<const Point> ring = polygon.part(part);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Point a = ring[i];
      const Point b = ring[i + 1];
      if ((a.y > p.y) != (b.y > p.y) && a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) < p.x) inside = !inside;
    }
  }
  return inside;
}

TEST(CellsInPolygon, AreThoseWhoseCentreLiesInside) {
  EXPECT_EQ(covered(polygon_geometry({rectangle(0.6, -2.6, 4.4, -0.4)})), picture(R"(
      0 1 1 1 0 0
      0 1 1 1 0 0
      0 1 1 1 0 0
      0 0 0 0 0 0)"));
}

TEST(CellsInPolygon, LeaveOutHoles) {
  EXPECT_EQ(covered(polygon_geometry({rectangle(0, -4, 6, 0), rectangle(1, -3, 5, -1), rectangle(2, -2, 3, -1)})), picture(R"(
      1 1 1 1 1 1
      1 0 1 0 0 1
      1 0 0 0 0 1
      1 1 1 1 1 1)"));
}

TEST(CellsInPolygon, TakeThePartThatLiesInTheFrame) {
  EXPECT_EQ(covered(polygon_geometry({rectangle(-1e9, -1e9, 2, -2)})), picture(R"(
      0 0 0 0 0 0
      0 0 0 0 0 0
      1 1 0 0 0 0
      1 1 0 0 0 0)"));
}

TEST(CellsInPolygon, OfNeighbouringPolygonsShareNoCellAndLeaveNone) {
  // The common edge runs through centres.
  const Geometry west = polygon_geometry({rectangle(0, -4, 2.5, 0)});
  const Geometry east = polygon_geometry({rectangle(2.5, -4, 6, 0)});
  EXPECT_EQ(cells_in_polygon(unit_frame(4, 6), west).size() + cells_in_polygon(unit_frame(4, 6), east).size(), 24U);
  EXPECT_EQ(covered(west), picture("110000 \n 110000 \n 110000 \n 110000"));
  const Geometry north = polygon_geometry({rectangle(0, -1.5, 6, 0)});
  const Geometry south = polygon_geometry({rectangle(0, -4, 6, -1.5)});
  EXPECT_EQ(covered(north), picture("111111 \n 000000 \n 000000 \n 000000"));
  EXPECT_EQ(covered(south), picture("000000 \n 111111 \n 111111 \n 111111"));
}

TEST(CellsInPolygon, OfOtherGeometriesAndBrokenRingsAreNone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(cells_in_polygon(unit_frame(4, 6), Geometry{}).empty());
  EXPECT_TRUE(cells_in_polygon(unit_frame(4, 6), line_geometry(rectangle(0, -4, 6, 0))).empty());
  EXPECT_TRUE(cells_in_polygon(unit_frame(4, 6), polygon_geometry({{{nan, nan}, {nan, 3}, {nan, nan}}})).empty());
}

TEST(CellsInPolygon, AgreeWithARayFromEveryCentre) {
  Random random(30);
  const GridFrame frame = unit_frame(20, 25);
  for (int trial = 0; trial < 100; ++trial) {
    Polyline ring;
    for (int i = 0; i < 9; ++i) ring.push_back({random.uniform() * 35 - 5, random.uniform() * -30 + 5});
    ring.push_back(ring.front());
    const Geometry polygon = polygon_geometry({ring});
    std::vector<Cell> expected;
    for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
      if (holds(polygon, frame.centre(frame.cell(i)))) expected.push_back(frame.cell(i));
    }
    EXPECT_EQ(cells_in_polygon(frame, polygon), expected);
  }
}

}  // namespace
}  // namespace tmfgeo::test
