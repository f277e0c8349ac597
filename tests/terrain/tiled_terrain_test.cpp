// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/tiled_terrain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "support/terrain_twins.h"
#include "support/thread_ranks.h"
#include "tmfgeo/terrain/basins.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"
#include "tmfgeo/terrain/slope.h"

namespace tmfgeo::test {
namespace {

/// Everything a run gives, put together from its tiles.
struct Results {
  explicit Results(const GridFrame& frame) : directions(frame, 99), basins(frame, -99), point_basins(frame, -99) {
    for (const auto raster : {TiledRaster::conditioned_m, TiledRaster::area_km2, TiledRaster::discharge_m3_s,
                              TiledRaster::hand_m, TiledRaster::slope, TiledRaster::distance_km}) {
      numbers.emplace(raster, Grid<float>(frame, -99));
    }
  }
  TileSink sink() {
    return {[this](TiledRaster raster, const Tile& tile, std::span<const float> v) { put(numbers.at(raster), tile, v); },
            [this](const Tile& tile, std::span<const D8> v) { put(directions, tile, v); },
            [this](TiledLabels labels, const Tile& tile, std::span<const std::int32_t> v) {
              put(labels == TiledLabels::basins ? basins : point_basins, tile, v);
            }};
  }
  template <class T>
  static void put(Grid<T>& grid, const Tile& tile, std::span<const T> values) {
    for (std::ptrdiff_t i = 0; i < tile.size(); ++i) grid[tile.cell(i)] = values[static_cast<std::size_t>(i)];
  }

  std::map<TiledRaster, Grid<float>> numbers;
  Grid<D8> directions;
  Grid<std::int32_t> basins;
  Grid<std::int32_t> point_basins;
  TiledResult told;
};

ReadWindow windows_of(const Grid<float>& grid) {
  return [&grid](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
    for (std::ptrdiff_t r = 0; r < rows; ++r) {
      for (std::ptrdiff_t c = 0; c < columns; ++c) {
        const Cell at{first.row + r, first.column + c};
        values[static_cast<std::size_t>(r * columns + c)] =
            grid.frame().contains(at) ? grid[at] : std::numeric_limits<float>::quiet_NaN();
      }
    }
  };
}

TiledOptions everything(const ConditioningOptions& conditioning, std::ptrdiff_t side) {
  TiledOptions options;
  options.conditioning = conditioning;
  options.stream_threshold = square_kilometres(0.1);
  options.hand = options.slope = options.distance = options.basins = true;
  options.side = side;
  return options;
}

/// Some cells of a grid, two of them the same.
std::vector<std::int64_t> some_cells(const GridFrame& frame) {
  std::vector<std::int64_t> cells;
  for (std::int64_t i = 0; i < 9; ++i) cells.push_back((i * 7919 + frame.size() / 3) % frame.size());
  cells.push_back(cells[4]);
  return cells;
}

Grid<float> runoff_of(const GridFrame& frame) {
  Grid<float> runoff(frame);
  for (std::ptrdiff_t i = 0; i < runoff.size(); ++i) runoff[i] = static_cast<float>((i * 37) % 900);
  return runoff;
}

Results run(const Dem& dem, const TiledOptions& options, int ranks) {
  Results results(dem.elevation_m.frame());
  const Grid<float> runoff = runoff_of(dem.elevation_m.frame());
  const TiledInput input{dem.elevation_m.frame(), windows_of(dem.elevation_m), windows_of(dem.elevation_m), windows_of(runoff)};
  const auto one = [&](Ranks& r) {
    MemoryTileStore store;
    TiledResult told = run_tiled(input, options, store, r, results.sink());
    if (r.number() == 0) results.told = std::move(told);
  };
  if (ranks == 1) {
    OneRank alone;
    one(alone);
  } else {
    ThreadRanks(ranks).run(one);
  }
  return results;
}

Grid<float> floats(const Grid<double>& grid) {
  Grid<float> result(grid.frame());
  std::transform(grid.values().begin(), grid.values().end(), result.values().begin(), [](double v) { return static_cast<float>(v); });
  return result;
}

template <class T>
bool same_values(const Grid<T>& a, const Grid<T>& b) {
  return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

/// What the run tells of single cells: links, large basins and points.
void expect_told_as_in_memory(const Results& tiled, const TiledOptions& options, const ConditionedDem& conditioned, const FlowField& flow,
                              const Accumulation& accumulation) {
  const Discharge discharge = accumulate_runoff(flow, runoff_of(flow.direction.frame()));
  const double threshold_km2 = in_square_kilometres(options.stream_threshold);
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  ASSERT_EQ(tiled.told.stream_discharge_m3_s.size(), tiled.told.streams.links.size());
  for (std::size_t i = 0; i < tiled.told.streams.links.size(); ++i) {
    EXPECT_TRUE(same(tiled.told.stream_discharge_m3_s[i], discharge.discharge_m3_s[tiled.told.streams.links[i].last_own_cell()]));
  }
  std::size_t large = 0;
  for (std::size_t b = 0; b < tiled.told.basin_outlets.size(); ++b) {
    const std::int64_t outlet = tiled.told.basin_outlets[b];
    if (accumulation.area_km2[outlet] < threshold_km2) continue;
    ASSERT_LT(large, tiled.told.large_basins.size());
    const LargeBasin& basin = tiled.told.large_basins[large++];
    EXPECT_EQ(basin.number, static_cast<std::int32_t>(b));
    EXPECT_EQ(basin.area_km2, accumulation.area_km2[outlet]);
    EXPECT_TRUE(same(basin.discharge_m3_s, discharge.discharge_m3_s[outlet]));
    EXPECT_EQ(basin.end, flow_path(flow, conditioned, flow.direction.frame().cell(outlet)).end);
  }
  EXPECT_EQ(large, tiled.told.large_basins.size());
  std::vector<std::int64_t> outlets;
  std::vector<std::int32_t> downstream;
  ASSERT_EQ(tiled.told.points.size(), options.points.size());
  for (std::size_t i = 0; i < options.points.size(); ++i) {
    const TiledPoint& point = tiled.told.points[i];
    if (flow.direction[options.points[i]] == kD8NoData) {
      EXPECT_TRUE(point.way.cells.empty());
      continue;
    }
    const FlowPath way = flow_path(flow, conditioned, flow.direction.frame().cell(options.points[i]),
                                   [&](std::int64_t cell) { return accumulation.area_km2[cell] >= threshold_km2; });
    EXPECT_EQ(point.way.cells, way.cells);
    EXPECT_EQ(point.way.end, way.end);
    EXPECT_EQ(point.cell, way.end == FlowEnd::stopped ? way.cells.back() : way.cells.front());
    EXPECT_EQ(point.area_km2, accumulation.area_km2[point.cell]);
    EXPECT_TRUE(same(point.discharge_m3_s, discharge.discharge_m3_s[point.cell]));
    outlets.push_back(point.cell);
    downstream.push_back(point.downstream);
  }
  const Basins basins = basins_of(flow, outlets);
  EXPECT_EQ(downstream, basins.downstream);
  EXPECT_TRUE(same_values(tiled.point_basins, basins.basin));
}

void expect_as_in_memory(const Dem& dem, const ConditioningOptions& conditioning, std::ptrdiff_t side, int ranks) {
  TiledOptions options = everything(conditioning, side);
  options.points = some_cells(dem.elevation_m.frame());
  const Results tiled = run(dem, options, ranks);
  const ConditionedDem conditioned = condition(dem, conditioning);
  const FlowField flow = route_d8(conditioned);
  const Accumulation accumulation = accumulate(flow);
  const auto number = [&](TiledRaster raster) -> const Grid<float>& { return tiled.numbers.at(raster); };
  EXPECT_EQ(cells_that_differ(number(TiledRaster::conditioned_m), conditioned.elevation_m()), 0);
  EXPECT_TRUE(same_values(tiled.directions, flow.direction));
  EXPECT_EQ(cells_that_differ(number(TiledRaster::area_km2), floats(accumulation.area_km2)), 0);
  EXPECT_EQ(cells_that_differ(number(TiledRaster::discharge_m3_s),
                              floats(accumulate_runoff(flow, runoff_of(flow.direction.frame())).discharge_m3_s)), 0);
  EXPECT_EQ(cells_that_differ(number(TiledRaster::hand_m),
                              hand_m(flow, conditioned.elevation_m(), accumulation, options.stream_threshold)), 0);
  EXPECT_EQ(cells_that_differ(number(TiledRaster::distance_km), floats(distance_to_outlet_km(flow))), 0);
  EXPECT_EQ(cells_that_differ(number(TiledRaster::slope), slope(dem.elevation_m)), 0);
  const Basins basins = basins_of_ends(flow);
  EXPECT_TRUE(same_values(tiled.basins, basins.basin));
  EXPECT_EQ(tiled.told.basin_outlets, basins.outlets);
  EXPECT_EQ(tiled.told.filled_cells, conditioned.filled_cells());
  EXPECT_EQ(tiled.told.breached_cells, conditioned.breached_cells());
  EXPECT_EQ(tiled.told.terminal_sinks, conditioned.terminal_sinks());
  const Streams streams = extract_streams(flow, accumulation, options.stream_threshold);
  ASSERT_EQ(tiled.told.streams.links.size(), streams.links.size());
  for (std::size_t i = 0; i < streams.links.size(); ++i) {
    EXPECT_EQ(tiled.told.streams.links[i].cells, streams.links[i].cells);
    EXPECT_EQ(tiled.told.streams.links[i].strahler, streams.links[i].strahler);
  }
  expect_told_as_in_memory(tiled, options, conditioned, flow, accumulation);
}

class TiledTerrain : public testing::TestWithParam<NamedTerrain> {};
INSTANTIATE_TEST_SUITE_P(AllTerrains, TiledTerrain, testing::ValuesIn(all_terrains()),
                         [](const auto& terrain) { return terrain.param.name; });

TEST_P(TiledTerrain, GivesTheSameCellsAsInMemoryForAnyTilesAndRanks) {
  for (const auto& [side, ranks] : {std::pair<std::ptrdiff_t, int>{7, 1}, {16, 3}, {64, 2}, {1000, 1}}) {
    SCOPED_TRACE(testing::Message() << "side " << side << ", " << ranks << " ranks");
    expect_as_in_memory(GetParam().dem, {}, side, ranks);
  }
}

TEST_P(TiledTerrain, BreachesAcrossTilesAsInMemory) {
  ConditioningOptions breach;
  breach.conditioning = Conditioning::breach;
  breach.breach_max_depth_m = 30;
  breach.breach_max_length_m = 900;
  expect_as_in_memory(GetParam().dem, breach, 11, 2);
}

TEST_P(TiledTerrain, KeepsWallsSeaAndTerminalBasinsAcrossTiles) {
  ConditioningOptions options;
  options.nodata = NodataRule::wall;
  options.sea_level_m = 2;
  const Box box = GetParam().dem.elevation_m.frame().box();
  const Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  options.terminal_basins = {polygon_geometry({{{box.min_x, box.min_y}, {middle.x, box.min_y}, {middle.x, middle.y},
                                                {box.min_x, middle.y}, {box.min_x, box.min_y}}})};
  expect_as_in_memory(GetParam().dem, options, 13, 3);
}

TEST(TiledTerrainFlats, ClosedLakesAndWideFlatsOverManyTilesAreAsInMemory) {
  Dem dem = stepped(fractal(metric_frame(90, 70), 11), 60);
  for (std::ptrdiff_t r = 20; r < 60; ++r) {
    for (std::ptrdiff_t c = 15; c < 55; ++c) {
      if (r % 6 < 3 || c % 9 < 4) dem.elevation_m[Cell{r, c}] = 0;
    }
  }
  expect_as_in_memory(dem, {}, 5, 4);
  expect_as_in_memory(dem, {}, 9, 1);
}

TEST(TiledTerrainRanks, MoreThanThereAreTilesStillGiveEveryTile) { expect_as_in_memory(bowl(metric_frame(10, 10)), {}, 8, 6); }

TEST_P(TiledTerrain, KeepsDeepDepressionsAcrossTiles) {
  ConditioningOptions options;
  options.terminal_min_depth_m = 3;
  options.terminal_min_area_km2 = 0.05;
  expect_as_in_memory(GetParam().dem, options, 7, 3);
  options.terminal_min_area_km2.reset();
  options.conditioning = Conditioning::breach;
  options.breach_max_depth_m = 5;
  options.breach_max_length_m = 500;
  expect_as_in_memory(GetParam().dem, options, 16, 1);
}

}  // namespace
}  // namespace tmfgeo::test
