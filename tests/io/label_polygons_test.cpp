// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "tmfgeo/core/error.h"
#include "tmfgeo/io/label_polygons.h"

namespace tmfgeo {
namespace {

Grid<std::int32_t> grid_of(std::ptrdiff_t rows, std::ptrdiff_t columns, std::vector<std::int32_t> labels) {
  return {GridFrame{rows, columns, 500000, 4000000, 10, 10, Crs::from_text("EPSG:32642")}, std::move(labels)};
}

/// Area with its sign: shells and holes run opposite ways, or the holes are subtracted.
double area_of(const Geometry& polygon) {
  double sum = 0;
  for (std::size_t i = 0; i < polygon.polygon_count(); ++i) {
    const auto [first, end] = polygon.polygon_parts(i);
    for (std::size_t part = first; part < end; ++part) {
      double twice = 0;
      const auto ring = polygon.part(part);
      for (std::size_t k = 1; k < ring.size(); ++k) twice += ring[k - 1].x * ring[k].y - ring[k].x * ring[k - 1].y;
      sum += (part == first ? 0.5 : -0.5) * std::abs(twice);
    }
  }
  return sum;
}

TEST(LabelPolygons, OutlinesEachLabelOnce) {
  const auto polygons = label_polygons(grid_of(3, 3, {5, 5, 0,  //
                                                      5, -1, 0,  //
                                                      7, 7, 5}));
  ASSERT_EQ(polygons.size(), 3u);
  EXPECT_EQ(polygons[0].label, 0);
  EXPECT_EQ(polygons[1].label, 5);
  EXPECT_DOUBLE_EQ(area_of(polygons[1].outline), 400);
  EXPECT_EQ(polygons[1].outline.polygon_count(), 2u);
  EXPECT_EQ(polygons[2].label, 7);
  const Box box = polygons[2].outline.box();
  EXPECT_EQ(box.min_x, 500000);
  EXPECT_EQ(box.max_x, 500020);
  EXPECT_EQ(box.min_y, 3999970);
  EXPECT_EQ(box.max_y, 3999980);
}

TEST(LabelPolygons, KeepsHolesOpen) {
  const auto polygons = label_polygons(grid_of(3, 3, {1, 1, 1, 1, 2, 1, 1, 1, 1}));
  ASSERT_EQ(polygons.size(), 2u);
  EXPECT_EQ(polygons[0].outline.part_count(), 2u);
  EXPECT_DOUBLE_EQ(area_of(polygons[0].outline), 800);
}

TEST(LabelPolygons, CoversRandomLabelsCellByCell) {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const auto rows = static_cast<std::ptrdiff_t>(random() % 20 + 1);
    const auto columns = static_cast<std::ptrdiff_t>(random() % 20 + 1);
    std::vector<std::int32_t> labels(static_cast<std::size_t>(rows * columns));
    for (auto& label : labels) label = static_cast<std::int32_t>(random() % 6) - 1;
    std::map<std::int32_t, std::int64_t> cells;
    for (const auto label : labels) ++cells[label];
    cells.erase(-1);
    const auto polygons = label_polygons(grid_of(rows, columns, labels));
    ASSERT_EQ(polygons.size(), cells.size());
    for (const LabelPolygon& p : polygons) {
      EXPECT_DOUBLE_EQ(area_of(p.outline), static_cast<double>(cells[p.label]) * 100);
    }
  }
}

TEST(LabelPolygons, ComeFromRowsAsFromAGrid) {
  const auto grid = grid_of(4, 5, {0, 0, 3, 3, 3, 0, 7, 7, 3, -1, 0, 7, 0, 3, 3, 0, 0, 0, 0, 3});
  const auto whole = label_polygons(grid);
  const auto by_rows = label_polygons(grid.frame(), [&](std::ptrdiff_t row, std::span<std::int32_t> labels) {
    for (std::size_t c = 0; c < labels.size(); ++c) labels[c] = grid[Cell{row, static_cast<std::ptrdiff_t>(c)}];
  });
  ASSERT_EQ(by_rows.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(by_rows[i].label, whole[i].label);
    EXPECT_EQ(by_rows[i].outline.points, whole[i].outline.points);
  }
}

TEST(LabelPolygons, HandOnWhatTheRowsThrow) {
  const auto fails = [](std::ptrdiff_t row, std::span<std::int32_t> labels) {
    if (row == 2) throw Error(ErrorCode::environment, "cannot be read", "somewhere");
    std::fill(labels.begin(), labels.end(), 1);
  };
  EXPECT_THROW(label_polygons(grid_of(4, 4, std::vector<std::int32_t>(16, 0)).frame(), fails), Error);
}

TEST(LabelPolygons, AnswersNothingWithNothing) {
  EXPECT_TRUE(label_polygons(grid_of(1, 2, {-1, -5})).empty());
  EXPECT_TRUE(label_polygons(Grid<std::int32_t>()).empty());
}

}  // namespace
}  // namespace tmfgeo
