// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

FlowPath path_on(const Dem& dem, const ConditioningOptions& options, Cell start,
                 const std::function<bool(std::int64_t)>& stop = {}) {
  const ConditionedDem conditioned = condition(dem, options);
  return flow_path(route_d8(conditioned), conditioned, start, stop);
}

const std::string kValley = picture(R"(
    9 9 9 9 9 9
    9 7 6 5 4 3
    9 9 9 9 9 9)");

TEST(FlowPathDown, LeavesTheRaster) {
  const FlowPath path = path_on(dem_of(kValley), {}, {1, 1});
  EXPECT_EQ(path.cells, (std::vector<std::int64_t>{7, 8, 9, 10, 11}));
  EXPECT_EQ(path.end, FlowEnd::grid_edge);
}

TEST(FlowPathDown, StopsWhereTheCallerSaysThatCellIncluded) {
  const auto at_cell = [](std::int64_t wanted) { return [=](std::int64_t cell) { return cell == wanted; }; };
  const FlowPath path = path_on(dem_of(kValley), {}, {1, 1}, at_cell(9));
  EXPECT_EQ(path.cells, (std::vector<std::int64_t>{7, 8, 9}));
  EXPECT_EQ(path.end, FlowEnd::stopped);
  EXPECT_EQ(path_on(dem_of(kValley), {}, {1, 1}, at_cell(7)).cells, std::vector<std::int64_t>{7});
  EXPECT_EQ(path_on(dem_of(kValley), {}, {1, 1}, at_cell(0)).end, FlowEnd::grid_edge);
}

TEST(FlowPathDown, EndsBesideNodataAsUnknownBeyond) {
  const FlowPath path = path_on(dem_of(R"(
      9 9 9 9 9 9
      9 7 6 5 . 3
      9 9 9 9 9 9)"), {}, {1, 1});
  EXPECT_EQ(path.cells.back(), 9);
  EXPECT_EQ(path.end, FlowEnd::nodata);
}

TEST(FlowPathDown, EndsInTheSea) {
  ConditioningOptions options;
  options.sea_level_m = 4;
  const FlowPath path = path_on(dem_of(kValley), options, {1, 1});
  EXPECT_EQ(path.cells.back(), 10);
  EXPECT_EQ(path.end, FlowEnd::sea);
  options.sea_level_m = 3;
  EXPECT_EQ(path_on(dem_of(kValley), options, {1, 1}).end, FlowEnd::sea);
}

TEST(FlowPathDown, EndsInATerminalSink) {
  ConditioningOptions options;
  options.terminal_min_depth_m = 3;
  const FlowPath path = path_on(dem_of(R"(
      9 9 9 9 9 9
      9 7 6 5 9 9
      9 9 9 9 9 9)"), options, {1, 1});
  EXPECT_EQ(path.cells, (std::vector<std::int64_t>{7, 8, 9}));
  EXPECT_EQ(path.end, FlowEnd::terminal);
}

TEST(FlowPathDown, CrossesAFilledLakeToItsSpillPoint) {
  const FlowPath path = path_on(dem_of(R"(
      9 9 9 9 9 9 9
      9 8 2 1 3 5 4
      9 9 9 9 9 9 9)"), {}, {1, 1});
  EXPECT_EQ(path.cells, (std::vector<std::int64_t>{8, 9, 10, 11, 12, 13}));
}

TEST(CellLine, RunsThroughTheCentresOfCells) {
  const std::vector<std::int64_t> cells{0, 8};
  EXPECT_EQ(cell_line(metric_frame(3, 6), cells), (Polyline{{500050, 4499950}, {500250, 4499850}}));
  EXPECT_TRUE(cell_line(metric_frame(3, 6), {}).empty());
}

}  // namespace
}  // namespace tmfgeo::test
