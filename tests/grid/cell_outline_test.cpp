// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/cell_outline.h"

#include <gtest/gtest.h>

#include <random>

#include "support/ascii_dem.h"
#include "tmfgeo/geo/polygon_index.h"
#include "tmfgeo/io/label_polygons.h"

namespace tmfgeo {
namespace {

using test::metric_frame;
using test::picture_lines;

/// Cells drawn as #.
std::vector<std::int64_t> drawn(std::string_view picture) {
  std::vector<std::int64_t> cells;
  std::int64_t index = 0;
  for (const std::string& line : picture_lines(picture)) {
    for (const char c : line) {
      if (c == '#') cells.push_back(index);
      ++index;
    }
  }
  return cells;
}

double area_cells(const Geometry& g) {
  double area = 0;
  for (std::size_t part = 0; part < g.part_count(); ++part) {
    const auto ring = g.part(part);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      area += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
  }
  return area / 2 / 1e4;
}

TEST(CellOutline, OfOneCellIsItsSquare) {
  const auto g = cell_outline(metric_frame(3, 3), std::vector<std::int64_t>{4});
  ASSERT_EQ(g.points.size(), 5U);
  EXPECT_EQ(g.points.front(), g.points.back());
  EXPECT_EQ(g.box().min_x, 500100);
  EXPECT_EQ(g.box().max_y, 4499900);
  EXPECT_DOUBLE_EQ(area_cells(g), 1);
}

TEST(CellOutline, OfNoCellsIsNone) { EXPECT_EQ(cell_outline(metric_frame(3, 3), {}).kind, GeometryKind::none); }

TEST(CellOutline, CutsHolesOutAndKeepsWhatMeetsAtACornerApart) {
  const auto ring = cell_outline(metric_frame(3, 3), drawn("###\n#.#\n###"));
  EXPECT_EQ(ring.polygon_count(), 1U);
  EXPECT_EQ(ring.part_count(), 2U);
  EXPECT_DOUBLE_EQ(area_cells(ring), 8);
  const auto corner = cell_outline(metric_frame(2, 2), drawn("#.\n.#"));
  EXPECT_EQ(corner.polygon_count(), 2U);
  const auto touching = cell_outline(metric_frame(4, 4), drawn("####\n#.##\n##.#\n####"));
  EXPECT_EQ(touching.part_count(), 3U);
  EXPECT_EQ(invalid_reason(touching), "");
  const auto open_corner = cell_outline(metric_frame(3, 3), drawn("##.\n#.#\n###"));
  EXPECT_EQ(open_corner.part_count(), 2U);
  EXPECT_EQ(invalid_reason(open_corner), "");
}

TEST(CellOutline, IsValidAndCoversTheSameCellsAsTheOutlinesOfLabelsForRandomCells) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const GridFrame frame = metric_frame(1 + round % 9, 1 + round % 7);
    Grid<std::int32_t> labels(frame, -1);
    std::vector<std::int64_t> cells;
    for (std::ptrdiff_t i = 0; i < frame.size(); ++i) {
      if (random() % 3 != 0) {
        labels[i] = 0;
        cells.push_back(i);
      }
    }
    if (cells.empty()) continue;
    const Geometry g = cell_outline(frame, cells);
    EXPECT_EQ(invalid_reason(g), "") << round;
    EXPECT_DOUBLE_EQ(area_cells(g), static_cast<double>(cells.size()));
    const auto twin = label_polygons(labels);
    ASSERT_EQ(twin.size(), 1U);
    EXPECT_EQ(g.polygon_count(), twin.front().outline.polygon_count()) << round;
    EXPECT_EQ(g.part_count(), twin.front().outline.part_count()) << round;
  }
}

}  // namespace
}  // namespace tmfgeo
