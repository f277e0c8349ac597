// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/geometry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace tmfgeo {
namespace {

using testing::ElementsAre;
using testing::Pair;

Polyline square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}

TEST(Box, GrowsByWhatIsAdded) {
  Box box;
  EXPECT_TRUE(box.empty());
  box.add(Point{2, 3});
  EXPECT_FALSE(box.empty());
  box.add(Point{-1, 5});
  box.add(Box{});
  EXPECT_TRUE(box.contains({0, 4}) && box.contains({2, 3}) && !box.contains({2.1, 3}));
  box.add(Box{10, 10, 11, 11});
  EXPECT_EQ(box.max_x, 11);
  EXPECT_EQ(box.min_y, 3);
  const Box grown = box.grown(1, 2);
  EXPECT_EQ(grown.min_x, -2);
  EXPECT_EQ(grown.max_y, 13);
}

TEST(Box, OverlapsWhatItTouchesAndAnEmptyOneNothing) {
  const Box box{0, 0, 1, 1};
  EXPECT_TRUE(box.overlaps({1, 1, 2, 2}));
  EXPECT_FALSE(box.overlaps({1.1, 0, 2, 1}));
  EXPECT_FALSE(box.overlaps(Box{}));
  EXPECT_FALSE(Box{}.overlaps(Box{}));
  EXPECT_FALSE(Box{}.contains({0, 0}));
}

TEST(Geometry, HasNoPartsWhenEmpty) {
  const Geometry none;
  EXPECT_EQ(none.part_count(), 0U);
  EXPECT_EQ(none.polygon_count(), 0U);
  EXPECT_TRUE(none.box().empty());
}

TEST(Geometry, OfOneLineIsOnePart) {
  const Geometry line = line_geometry({{0, 0}, {1, 2}});
  EXPECT_EQ(line.part_count(), 1U);
  EXPECT_TRUE(line.part_ends.empty()) << "one allocation per line";
  EXPECT_EQ(line.part(0).size(), 2U);
  EXPECT_EQ(line.box().max_y, 2);
  EXPECT_EQ(point_geometry({3, 4}).part(0).front(), (Point{3, 4}));
}

TEST(Geometry, KeepsHolesWithTheirShell) {
  const Geometry g = polygon_geometry({square(0, 0, 9), square(1, 1, 2), square(5, 5, 2)});
  EXPECT_EQ(g.part_count(), 3U);
  EXPECT_EQ(g.polygon_count(), 1U);
  EXPECT_THAT(g.polygon_parts(0), Pair(0, 3));
  EXPECT_EQ(g.part(1).front(), (Point{1, 1}));
}

TEST(Append, PutsPolygonsBehindEachOther) {
  Geometry g;
  append(g, polygon_geometry({square(0, 0, 9), square(1, 1, 2)}));
  append(g, Geometry{});
  append(g, polygon_geometry({square(20, 0, 1)}));
  Geometry two = polygon_geometry({square(30, 0, 9), square(31, 1, 2), square(35, 1, 2)});
  append(two, polygon_geometry({square(50, 0, 1)}));
  append(g, two);
  ASSERT_EQ(g.polygon_count(), 4U);
  ASSERT_EQ(g.part_count(), 7U);
  EXPECT_THAT(g.polygon_parts(0), Pair(0, 2));
  EXPECT_THAT(g.polygon_parts(1), Pair(2, 3));
  EXPECT_THAT(g.polygon_parts(2), Pair(3, 6));
  EXPECT_THAT(g.polygon_parts(3), Pair(6, 7));
  EXPECT_EQ(g.part(2).front(), (Point{20, 0}));
  EXPECT_EQ(g.part(5).front(), (Point{35, 1}));
  EXPECT_EQ(g.part(6).front(), (Point{50, 0}));
}

TEST(Append, PutsLinesBehindEachOther) {
  Geometry g = line_geometry({{0, 0}, {1, 0}});
  append(g, line_geometry({{5, 5}, {6, 5}, {7, 5}}));
  append(g, g);
  ASSERT_EQ(g.part_count(), 4U);
  EXPECT_THAT(g.part_ends, ElementsAre(2, 5, 7, 10));
  EXPECT_TRUE(g.polygon_ends.empty());
  EXPECT_EQ(g.part(3).back(), (Point{7, 5}));
}

TEST(Between, IsTheEndsAtTheEnds) {
  EXPECT_EQ(between({1, 2}, {3, 6}, 0), (Point{1, 2}));
  EXPECT_EQ(between({1, 2}, {3, 6}, 1), (Point{3, 6}));
  EXPECT_EQ(between({1, 2}, {3, 6}, 0.5), (Point{2, 4}));
  EXPECT_FALSE(is_finite(Point{0, NAN}));
}

using GeometryDeathTest = testing::Test;
TEST_F(GeometryDeathTest, KindsDoNotMixAndPartsExist) {
  Geometry line = line_geometry({{0, 0}, {1, 0}});
  EXPECT_DEATH(append(line, polygon_geometry({square(0, 0, 1)})), "kind");
  Geometry point = point_geometry({0, 0});
  EXPECT_DEATH(append(point, point_geometry({1, 1})), "kind");
  EXPECT_DEATH(line.part(1), "part_count");
  EXPECT_DEATH(line.polygon_parts(0), "polygon");
}

}  // namespace
}  // namespace tmfgeo
