// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <numeric>

#include "support/terrain_twins.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/accumulate_tiles.h"

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

TEST(Accumulate, IsTheSameForTilesOfAnySizeAndAnyThreads) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField flow = route_d8(condition(terrain.dem, {}));
    const Grid<double> area_km2 = accumulate(flow).area_km2;
    for (const std::ptrdiff_t side : kTileSides) {
      for (const int threads : {1, 2, 5}) {
        use_threads(threads);
        EXPECT_TRUE(same_values(accumulate(flow, side).area_km2, area_km2)) << terrain.name << ", tiles of " << side;
      }
    }
  }
  use_threads(0);
}

/// As a driver on disk or on several machines works: every tile in buffers of its own, messages kept apart.
TEST(TileAccumulator, NeedsNoMoreThanItsTileAndTheMessageForIt) {
  const FlowField flow = route_d8(condition(with_holes(fractal(geographic_frame(90, 70), 8), 8, 0.1), {}));
  const GridFrame& frame = flow.direction.frame();
  const Tiling tiling(frame.rows, frame.columns, 16);
  const OwnValues own = OwnValues::areas(CellMetrics(frame), frame);
  std::vector<std::vector<D8>> direction(static_cast<std::size_t>(tiling.count()));
  const auto input = [&](std::ptrdiff_t t) {
    return AccumulationTile{tiling.tile(t), {direction[static_cast<std::size_t>(t)].data(), tiling.tile(t).columns}, {}};
  };
  RimGraph graph(tiling);
  std::vector<double> outflow(static_cast<std::size_t>(graph.size()));
  TileAccumulator accumulator(own);
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    const Tile tile = tiling.tile(t);
    for (std::ptrdiff_t i = 0; i < tile.size(); ++i) direction[static_cast<std::size_t>(t)].push_back(flow.direction[tile.cell(i)]);
    const RimMessage<double> message = accumulator.gather(input(t));
    graph.join(t, message.ways);
    std::copy(message.value.begin(), message.value.end(), graph.of_tile(outflow, t).begin());
  }
  std::vector<double> inflow = inflows(graph, outflow).value();
  Grid<double> area_km2(frame);
  for (std::ptrdiff_t t = tiling.count(); t-- > 0;) {
    const Tile tile = tiling.tile(t);
    std::vector<double> sum(static_cast<std::size_t>(tile.size()));
    accumulator.finish(input(t), graph.of_tile(inflow, t), {sum.data(), tile.columns});
    for (std::ptrdiff_t i = 0; i < tile.size(); ++i) area_km2[tile.cell(i)] = sum[static_cast<std::size_t>(i)];
  }
  EXPECT_TRUE(same_values(area_km2, accumulate(flow).area_km2));
}

TEST(RimGraph, KnowsALoopThroughTilesFromAWayThatEnds) {
  // Two tiles of one cell that drain into each other.
  const Tiling tiling(1, 2, 1);
  RimGraph graph(tiling);
  graph.join(0, {{0}, {D8{0}}});
  graph.join(1, {{0}, {D8{4}}});
  EXPECT_FALSE(inflows(graph, {1, 1}).has_value());
  graph = RimGraph(tiling);
  graph.join(0, {{0}, {D8{0}}});
  graph.join(1, {{-1}, {kD8NoData}});
  EXPECT_EQ(inflows(graph, {1, 1}).value(), (std::vector<double>{0, 1}));
}

TEST(ExactSums, AreTheSameInAnyOrder) {
  Random random(3);
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(std::ldexp(random.uniform() - 0.5, static_cast<int>(random.below(20))));
  double total = 0;
  double largest = 0;
  for (const double v : values) {
    total += std::abs(v);
    largest = std::max(largest, std::abs(v));
  }
  const ExactSums sums(total, largest);
  for (double& v : values) {
    EXPECT_NEAR(sums.rounded(v), v, std::max(total * 0x1p-53, largest * 0x1p-51));
    v = sums.rounded(v);
  }
  const double forwards = std::accumulate(values.begin(), values.end(), 0.0);
  EXPECT_EQ(std::accumulate(values.rbegin(), values.rend(), 0.0), forwards);
  std::sort(values.begin(), values.end());
  EXPECT_EQ(std::accumulate(values.begin(), values.end(), 0.0), forwards);
  EXPECT_TRUE(std::isnan(sums.rounded(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Accumulate, RoundsAnAreaByNoMoreThanItPromises) {
  const Grid<double> area_km2 = accumulate(FlowField{Grid<D8>(geographic_frame(300, 400), kD8Outlet)}).area_km2;
  const CellMetrics metrics(area_km2.frame());
  double total_km2 = 0;
  for (std::ptrdiff_t i = 0; i < area_km2.size(); ++i) total_km2 += metrics.row(i / area_km2.columns()).area_m2 * 1e-6;
  for (std::ptrdiff_t i = 0; i < area_km2.size(); ++i) {
    ASSERT_LE(std::abs(area_km2[i] - metrics.row(i / area_km2.columns()).area_m2 * 1e-6), total_km2 * 0x1p-53);
  }
}

TEST(Accumulate, OfNoCellsIsNone) { EXPECT_EQ(accumulate(FlowField{}).area_km2.size(), 0); }

Grid<float> random_runoff(const GridFrame& frame, std::uint64_t seed) {
  Grid<float> runoff_mm_per_year(frame);
  Random random(seed);
  for (float& mm : runoff_mm_per_year.values()) mm = static_cast<float>(random.uniform() * 1500 - 300);
  return runoff_mm_per_year;
}

TEST(AccumulateRunoff, IsTheWaterOfAMillimetreOnTheArea) {
  const GridFrame frame = metric_frame(1, 3);
  const FlowField flow = flow_from_directions(Grid<D8>(frame, D8{0}));
  const double area_m2 = CellMetrics(frame).row(0).area_m2;
  const Grid<double> discharge_m3_s = accumulate_runoff(flow, Grid<float>(frame, {500, 0, 250})).discharge_m3_s;
  // Half a metre of water a year over a cell, and three quarters.
  EXPECT_NEAR(discharge_m3_s[0], 0.5 * area_m2 / 31557600, 1e-12);
  EXPECT_NEAR(discharge_m3_s[2], 0.75 * area_m2 / 31557600, 1e-12);
}

TEST(AccumulateRunoff, AgreesWithWalkingDownFromEveryCell) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField flow = route_d8(condition(terrain.dem, {}));
    const Grid<float> runoff_mm_per_year = random_runoff(flow.direction.frame(), 3);
    const Grid<double> discharge_m3_s = accumulate_runoff(flow, runoff_mm_per_year).discharge_m3_s;
    const CellMetrics metrics(flow.direction.frame());
    const Grid<double> twin = sums_by_walking(flow.direction, [&](std::ptrdiff_t i) {
      return metrics.row(i / flow.direction.columns()).area_m2 * 1e-3 * static_cast<double>(runoff_mm_per_year[i]) / 31557600;
    });
    for (std::ptrdiff_t i = 0; i < twin.size(); ++i) {
      ASSERT_EQ(std::isnan(discharge_m3_s[i]), std::isnan(twin[i])) << terrain.name;
      if (!std::isnan(twin[i])) {
        ASSERT_NEAR(discharge_m3_s[i], twin[i], 1e-9) << terrain.name;
      }
    }
    for (const std::ptrdiff_t side : kTileSides) {
      EXPECT_TRUE(same_values(accumulate_runoff(flow, runoff_mm_per_year, side).discharge_m3_s, discharge_m3_s)) << terrain.name;
    }
  }
}

TEST(AccumulateRunoff, IsUnknownBelowACellOfUnknownRunoffAndNowhereElse) {
  const float unknown = std::numeric_limits<float>::quiet_NaN();
  const float infinite = std::numeric_limits<float>::infinity();
  const FlowField flow = flow_from_directions(directions_of(R"(
      6 6 2
      6 6 o
      6 2 4
      . o .)"));
  const Grid<float> runoff_mm_per_year(flow.direction.frame(), {1, unknown, 1, 1, 1, 1, 1, 1, infinite, unknown, 1, unknown});
  for (const std::ptrdiff_t side : kTileSides) {
    const Grid<double> discharge_m3_s = accumulate_runoff(flow, runoff_mm_per_year, side).discharge_m3_s;
    EXPECT_EQ(picture_of(discharge_m3_s, [](double q) { return std::isnan(q) ? '?' : '1'; }), picture(R"(
      1 ? ?
      1 1 ?
      1 ? ?
      ? ? ?)"));
  }
}

TEST(AccumulateRunoff, OfDryLandIsZero) {
  const FlowField flow = route_d8(condition(plane(metric_frame(20, 30)), {}));
  const Grid<double> discharge_m3_s = accumulate_runoff(flow, Grid<float>(flow.direction.frame(), 0)).discharge_m3_s;
  for (const double q : discharge_m3_s.values()) EXPECT_EQ(q, 0);
}

}  // namespace
}  // namespace tmfgeo::test
