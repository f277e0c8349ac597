// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/fill_terrains.h"
#include "support/route_twin.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo::test {
namespace {

class RouteD8 : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(EveryTerrain, RouteD8, testing::ValuesIn(every_terrain()),
                         [](const auto& terrain) { return terrain.param.name; });

/// A triangle around a cell's centre, that of no other cell in it.
Geometry around_cell(const GridFrame& frame, std::int64_t cell) {
  const Point p = frame.centre(frame.cell(cell));
  const double x = 0.4 * frame.cell_width;
  const double y = 0.4 * frame.cell_height;
  return polygon_geometry({{{p.x - x, p.y - y}, {p.x + x, p.y - y}, {p.x, p.y + y}, {p.x - x, p.y - y}}});
}

ConditioningOptions breach_options() {
  ConditioningOptions options;
  options.conditioning = Conditioning::automatic;
  return options;
}

void expect_as_twin(const ConditionedDem& dem, const std::vector<std::ptrdiff_t>& sides) {
  const Grid<D8> expected = ways_by_definition(dem.elevation_m(), dem.ends());
  ASSERT_EQ(std::count(expected.values().begin(), expected.values().end(), kNoWay), 0) << "flats without an end";
  for (const int threads : {1, 4}) {
    use_threads(threads);
    for (const std::ptrdiff_t side : sides) {
      SCOPED_TRACE(testing::Message() << "tiles of " << side << ", threads " << threads);
      const Grid<D8> direction = route_d8(dem, side).direction;
      EXPECT_TRUE(same_values(direction, expected))
          << (expected.columns() < 50 ? picture_of(direction) + '\n' + picture_of(expected) : "");
    }
  }
  use_threads(0);
}

TEST_P(RouteD8, TakesTheTwinsWaysInTilesOfAnySizeOnAnyThreads) {
  expect_as_twin(condition(GetParam().dem, {}), {1, 2, 3, 5, 16, 256});
  expect_as_twin(condition(GetParam().dem, breach_options()), {4, 256});
}

TEST_P(RouteD8, TakesTheTwinsWaysWhereNodataIsAWall) {
  ConditioningOptions options;
  options.nodata = NodataRule::wall;
  expect_as_twin(condition(GetParam().dem, options), {1, 2, 3, 7, 256});
}

TEST_P(RouteD8, TakesTheTwinsWaysToTheSeaAndToTerminalCells) {
  const Grid<float>& given = GetParam().dem.elevation_m;
  ConditioningOptions options;
  options.sea_level_m = low_level(given);
  expect_as_twin(condition(GetParam().dem, options), {3, 16});
  for (const std::int64_t cell : random_cells(1, given.size(), 5)) {
    options.terminal_basins.push_back(around_cell(given.frame(), cell));
  }
  options.nodata = NodataRule::wall;
  expect_as_twin(condition(GetParam().dem, options), {5, 256});
  options.sea_level_m.reset();
  options.nodata = NodataRule::outlet;
  expect_as_twin(condition(GetParam().dem, options), {4, 16});
}

double slope(const Grid<float>& elevation_m, const CellMetrics& metrics, std::ptrdiff_t index, D8 d) {
  const Cell c = elevation_m.frame().cell(index);
  const double drop_m = static_cast<double>(elevation_m[c]) - static_cast<double>(elevation_m[neighbour(c, d)]);
  return drop_m / metrics.step_m(c.row, d);
}

TEST_P(RouteD8, TakesTheSteepestWayDownOfTheFilledSurfaceWhereThereIsOne) {
  const ConditionedDem dem = condition(GetParam().dem, {});
  const Grid<float>& elevation_m = dem.elevation_m();
  const FlowField flow = route_d8(dem);
  const CellMetrics metrics(elevation_m.frame());
  for (std::ptrdiff_t i = 0; i < elevation_m.size(); ++i) {
    double steepest = 0;
    for (D8 d = 0; d < 8; ++d) {
      const Cell n = neighbour(elevation_m.frame().cell(i), d);
      if (!elevation_m.frame().contains(n) || std::isnan(elevation_m[n])) continue;
      steepest = std::max(steepest, slope(elevation_m, metrics, i, d));
    }
    if (std::isnan(elevation_m[i])) {
      EXPECT_EQ(flow.direction[i], kD8NoData);
    } else if (steepest > 0) {
      ASSERT_TRUE(is_step(flow.direction[i]));
      EXPECT_GE(slope(elevation_m, metrics, i, flow.direction[i]), steepest * (1 - 1e-6));
    } else if (at_edge_of_data(elevation_m, i)) {
      EXPECT_EQ(flow.direction[i], kD8Outlet);
    } else {
      ASSERT_TRUE(is_step(flow.direction[i]));
      EXPECT_EQ(slope(elevation_m, metrics, i, flow.direction[i]), 0);
    }
  }
}

TEST_P(RouteD8, LeadsEveryCellToAnOutletWithoutALoopAndNeverUphill) {
  for (const ConditioningOptions& options : {ConditioningOptions{}, breach_options()}) {
    const ConditionedDem dem = condition(GetParam().dem, options);
    const FlowField flow = route_d8(dem);
    for (std::ptrdiff_t i = 0; i < flow.direction.size(); ++i) {
      if (flow.direction[i] == kD8NoData) continue;
      const std::ptrdiff_t end = end_of_way(flow.direction, i);
      ASSERT_GE(end, 0);
      EXPECT_EQ(flow.direction[end], kD8Outlet);
      EXPECT_TRUE(at_edge_of_data(dem.elevation_m(), end));
      if (!is_step(flow.direction[i])) continue;
      EXPECT_LE(dem.elevation_m()[neighbour(flow.direction.frame().cell(i), flow.direction[i])], dem.elevation_m()[i]);
    }
  }
}

TEST(RouteD8AtRandom, TakesTheTwinsWaysOnSmallGridsOfFewLevels) {
  Random random(77);
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const GridFrame frame = metric_frame(1 + random.below(12), 1 + random.below(12));
    Dem given = noise(frame, seed, 1 + random.below(4), 1);
    for (float& z : given.elevation_m.values()) {
      if (random.below(12) == 0) z = kNone;
    }
    ConditioningOptions options;
    options.nodata = random.below(3) == 0 ? NodataRule::outlet : NodataRule::wall;
    if (random.below(2) == 0) options.terminal_basins = {around_cell(frame, random.below(frame.size()))};
    SCOPED_TRACE(testing::Message() << "seed " << seed << "\n" << picture_of(given.elevation_m));
    expect_as_twin(condition(given, options), {1, 2, 3, 4});
    if (HasFailure()) return;
  }
}

TEST(RouteD8AtRandom, TakesTheTwinsWaysOnLargerGridsInTilesOfTheCache) {
  expect_as_twin(condition(fractal(metric_frame(531, 277), 7), {}), {kCacheTileSide, 64});
  expect_as_twin(condition(stepped(fractal(metric_frame(300, 520), 8), 20), {}), {kCacheTileSide, 64});
}

TEST(RouteD8Empty, OfADemWithoutCellsHasNoCells) { EXPECT_EQ(route_d8(condition(Dem{}, {})).direction.size(), 0); }

}  // namespace
}  // namespace tmfgeo::test
