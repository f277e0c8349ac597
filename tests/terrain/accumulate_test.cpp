// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

TEST(Accumulate, CountsEveryCellOnce) {
  const FlowField flow = flow_from_directions(directions_of(R"(
      6 2 4
      3 2 1
      o 2 .
      6 o .)"));
  const Grid<double> area_km2 = accumulate(flow).area_km2;
  const double cell_km2 = CellMetrics(flow.direction.frame()).row(0).area_m2 / 1e6;
  const auto digit = [&](double a) { return std::isnan(a) ? '.' : static_cast<char>('0' + std::lround(a / cell_km2)); };
  EXPECT_EQ(picture_of(area_km2, digit), picture(R"(
      1 3 1
      1 4 1
      1 7 .
      1 9 .)"));
}

TEST(Accumulate, AgreesWithWalkingDownFromEveryCell) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField flow = route_d8(condition(terrain.dem, {}));
    const Grid<double> area_km2 = accumulate(flow).area_km2;
    const Grid<double> twin = area_by_walking(flow.direction);
    for (std::ptrdiff_t i = 0; i < twin.size(); ++i) {
      EXPECT_EQ(std::isnan(area_km2[i]), std::isnan(twin[i]));
      if (!std::isnan(twin[i])) {
        ASSERT_NEAR(area_km2[i], twin[i], 1e-9) << terrain.name;
      }
    }
  }
}

TEST(Accumulate, ConservesTheArea) {
  for (const NamedTerrain& terrain : all_terrains()) {
    ConditioningOptions options;
    options.terminal_min_depth_m = 5;
    const FlowField flow = route_d8(condition(terrain.dem, options));
    const Grid<double> area_km2 = accumulate(flow).area_km2;
    const CellMetrics metrics(flow.direction.frame());
    double ends_km2 = 0;
    double total_km2 = 0;
    for (std::ptrdiff_t i = 0; i < area_km2.size(); ++i) {
      if (flow.direction[i] == kD8NoData) continue;
      total_km2 += metrics.row(i / area_km2.columns()).area_m2 / 1e6;
      if (!is_step(flow.direction[i])) ends_km2 += area_km2[i];
    }
    EXPECT_NEAR(ends_km2, total_km2, 1e-9 * total_km2) << terrain.name;
  }
}

TEST(Accumulate, GoesDownAWayOfAMillionCellsWithoutRecursion) {
  const std::ptrdiff_t length = 1'000'000;
  GridFrame parallel = geographic_frame(1, length);
  parallel.cell_width = 1e-5;
  Grid<D8> direction(parallel, D8{0});
  const Grid<double> area_km2 = accumulate(flow_from_directions(std::move(direction))).area_km2;
  EXPECT_NEAR(area_km2[length - 1] / area_km2[0], static_cast<double>(length), 1e-3);
}

TEST(Accumulate, OfNoCellsIsNone) { EXPECT_EQ(accumulate(FlowField{}).area_km2.size(), 0); }

}  // namespace
}  // namespace tmfgeo::test
