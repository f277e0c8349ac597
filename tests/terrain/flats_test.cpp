// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flats.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/fill_terrains.h"
#include "support/route_twin.h"
#include "support/tile_surfaces.h"
#include "tmfgeo/terrain/flat_rounds.h"

namespace tmfgeo::test {

void PrintTo(const FlatRim& rim, std::ostream* out) {
  *out << "cell " << rim.cell << " steps " << rim.steps;
}

namespace {

constexpr std::uint32_t kFar = FlatRim::kFar;

TileWorker loaded(const Grid<float>& given, std::ptrdiff_t side, std::ptrdiff_t tile) {
  TileWorker worker;
  load_tile(given, Tiling(given.rows(), given.columns(), side), tile, worker.surface);
  return worker;
}

/// The picture of a DEM in one tile, its flats ended with it.
std::string alone(std::string_view dem, std::ptrdiff_t side = 100, std::ptrdiff_t tile = 0) {
  const Grid<float> given = dem_of(dem).elevation_m;
  TileWorker worker = loaded(given, side, tile);
  worker.point_alone(CellMetrics(given.frame()), {});
  EXPECT_TRUE(worker.rim.empty());
  return picture_of(worker.surface);
}

/// A tile of a grid pointed downhill, its flats resolved as far as it knows.
TileWorker pointed(const Grid<float>& given, std::ptrdiff_t side, std::ptrdiff_t tile) {
  TileWorker worker = loaded(given, side, tile);
  worker.point(CellMetrics(given.frame()), {}, {});
  return worker;
}

/// The same tile again, now that it knows what its neighbours told.
void point_again(TileWorker& worker, const Grid<float>& given, std::span<const FlatRim> ring) {
  worker.point(CellMetrics(given.frame()), {}, ring);
}

TEST(Flats, DrainAlongShortestWaysToTheirShoresTheFirstDirectionFirst) {
  constexpr std::string_view kLake = R"(
      9 9 9 9 9
      9 5 5 5 9
      9 5 5 5 3
      9 9 9 9 9)";
  const TileWorker worker = pointed(dem_of(kLake).elevation_m, 100, 0);
  EXPECT_EQ(picture_of(worker.surface).substr(6, 11), "66632\n6666o");
  EXPECT_TRUE(worker.rim.empty());
}

TEST(Flats, WithoutAShoreStayOpen) {
  constexpr std::string_view kClosed = R"(
      9 9 9 9 9
      9 9 5 5 9
      9 5 5 9 9
      9 9 9 9 9)";
  EXPECT_EQ(picture_of(pointed(dem_of(kClosed).elevation_m, 100, 0).surface).substr(6, 11), "36??4\n6??47");
}

TEST(GatherFlats, WithoutAShoreEndInTheirFirstCell) {
  EXPECT_EQ(alone("999 \n 959 \n 999")[5], 'p');
  const Grid<float> given = dem_of(R"(
      9 9 9 9 9
      9 9 5 5 9
      9 5 5 9 9
      9 9 9 9 9)").elevation_m;
  TileWorker worker = loaded(given, 100, 0);
  worker.point_alone(CellMetrics(given.frame()), {});
  const TileSurface& s = worker.surface;
  EXPECT_EQ(s.way(7), kD8Pit);
  for (std::ptrdiff_t cell : {8, 11, 12}) {
    for (int steps = 0; is_step(s.way(cell)) && steps < 4; ++steps) cell += s.offset[s.way(cell)];
    EXPECT_EQ(cell, 7);
  }
}

TEST(GatherFlats, EndOverTheirShores) {
  // The upper flat drains over its shore into the lower one, whose first cell is the pit.
  EXPECT_EQ(alone(R"(
      9 9 9 9 9 9
      9 6 6 5 5 9
      9 9 9 9 9 9)").substr(7, 6), "666p44");
  // Shores in the first and in the last corner.
  EXPECT_EQ(alone(R"(
      3 9 9 9 9
      9 5 9 9 9
      9 9 5 9 9
      9 9 9 9 9)").substr(6, 11).find('p'), std::string::npos);
  EXPECT_EQ(alone(R"(
      9 9 9 9 9
      9 5 9 9 9
      9 9 5 9 9
      9 9 9 3 9)").substr(6, 11).find('p'), std::string::npos);
}

TEST(GatherFlats, GiveEveryCellAWayThatNeitherClimbsNorLoops) {
  for (const NamedTerrain& terrain : flat_terrains()) {
    const Grid<float>& given = terrain.dem.elevation_m;
    const Tiling tiling(given.rows(), given.columns(), 16);
    for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
      TileWorker worker = loaded(given, 16, t);
      worker.point_alone(CellMetrics(given.frame()), {});
      const TileSurface& s = worker.surface;
      for (std::ptrdiff_t cell = 0; cell < s.tile.size(); ++cell) {
        ASSERT_NE(s.way(cell), kD8Unresolved) << terrain.name;
        if (!is_step(s.way(cell))) continue;
        const std::ptrdiff_t at = s.padded(cell);
        ASSERT_LE(s.z(at + s.padded_offset[s.way(cell)]), s.z(at)) << terrain.name;
        std::ptrdiff_t end = cell;
        std::ptrdiff_t steps = 0;
        while (is_step(s.way(end)) && s.inside(end, s.way(end)) && steps <= s.tile.size()) {
          end += s.offset[s.way(end)];
          ++steps;
        }
        ASSERT_LE(steps, s.tile.size()) << terrain.name << ": a loop";
      }
    }
  }
}

/// In two tiles of three columns: a flat with its shore in the east, over the pass of 4.
constexpr std::string_view kOverTheEdge = R"(
    9 9 9 9 9 9
    9 5 5 5 5 4
    9 9 9 9 9 9)";

TEST(FlatsOverTileEdges, EndThereForATileAlone) {
  EXPECT_EQ(alone(kOverTheEdge, 3, 0).substr(4, 3), "6p4");
  EXPECT_EQ(alone(kOverTheEdge, 3, 1).substr(4, 3), "66o");
}

TEST(FlatsOverTileEdges, TakeTheNeighboursShore) {
  const Grid<float> given = dem_of(kOverTheEdge).elevation_m;
  const TileWorker east = pointed(given, 3, 1);
  EXPECT_EQ(picture_of(east.surface).substr(4, 3), "66o");
  EXPECT_EQ(east.rim, (std::vector<FlatRim>{{3, 0}, {9, 1}, {15, 0}}));
  TileWorker west = pointed(given, 3, 0);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "6??");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{2, 0}, {8, kFar}, {14, 0}}));
  point_again(west, given, east.rim);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "666");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{2, 0}, {8, 2}, {14, 0}}));
}

TEST(FlatsOverTileEdges, PreferAShorterWayThatANeighbourTellsLater) {
  // The western tile first knows three steps to the shore in the west, then a single one over the edge.
  const Grid<float> given = dem_of(R"(
      9 9 9 9 9 9 9 9 9 9
      3 5 5 5 5 5 3 9 9 9
      9 9 9 9 9 9 9 9 9 9)").elevation_m;
  TileWorker west = pointed(given, 5, 0);
  EXPECT_EQ(picture_of(west.surface).substr(6, 5), "o4444");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{4, 0}, {14, 3}, {24, 0}}));
  const TileWorker east = pointed(given, 5, 1);
  EXPECT_EQ(east.rim, (std::vector<FlatRim>{{5, 0}, {15, 0}, {25, 0}}));
  point_again(west, given, east.rim);
  EXPECT_EQ(picture_of(west.surface).substr(6, 5), "o4466");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{4, 0}, {14, 1}, {24, 0}}));
}

TEST(FlatRing, HoldsWhatAllEightNeighboursToldOfTheCellsAroundATile) {
  // Tiles of two cells of a grid of six: the middle one has cells 14, 15, 20, 21.
  std::vector<std::vector<FlatRim>> rims(9);
  const Tiling tiling(6, 6, 2);
  for (std::int64_t cell = 0; cell < 36; ++cell) {
    rims[static_cast<std::size_t>(tiling.tile_of({cell / 6, cell % 6}))].push_back({cell, 1});
  }
  std::vector<std::int64_t> around;
  for (const FlatRim& r : flat_ring(tiling, 4, rims)) around.push_back(r.cell);
  EXPECT_EQ(around, (std::vector<std::int64_t>{7, 8, 9, 10, 13, 16, 19, 22, 25, 26, 27, 28}));
  around.clear();
  for (const FlatRim& r : flat_ring(tiling, 0, rims)) around.push_back(r.cell);
  EXPECT_EQ(around, (std::vector<std::int64_t>{2, 8, 12, 13, 14}));
}

/// Ways of all tiles of a filled surface, the flats they share settled in rounds; counts the turns.
Grid<D8> settled(const Grid<float>& filled, std::ptrdiff_t side, std::ptrdiff_t& turns_taken) {
  const Tiling tiling(filled.rows(), filled.columns(), side);
  std::vector<TileWorker> workers;
  std::vector<std::vector<FlatRim>> rims;
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) {
    workers.push_back(pointed(filled, side, t));
    rims.push_back(workers.back().rim);
  }
  settle_flats(tiling, std::move(rims), [&](std::span<const FlatTurn> turns) {
    std::vector<std::vector<FlatRim>> told;
    for (const FlatTurn& turn : turns) {
      TileWorker& worker = workers[static_cast<std::size_t>(turn.tile)];
      point_again(worker, filled, turn.ring);
      told.push_back(worker.rim);
    }
    turns_taken += static_cast<std::ptrdiff_t>(turns.size());
    return told;
  });
  Grid<D8> way(filled.frame());
  for (const TileWorker& worker : workers) {
    const Tile& tile = worker.surface.tile;
    for (std::ptrdiff_t i = 0; i < tile.size(); ++i) way[tile.cell(i)] = worker.surface.way(i);
  }
  return way;
}

TEST(SettleFlats, GivesTheTwinsWaysWhateverTheTiles) {
  std::ptrdiff_t turns = 0;
  for (const NamedTerrain& terrain : flat_terrains()) {
    const Grid<float> filled = filled_by_flood(terrain.dem.elevation_m).elevation_m;
    const Grid<D8> expected = ways_by_definition(filled, {});
    for (const std::ptrdiff_t side : {1, 2, 3, 5, 16, 256}) {
      EXPECT_TRUE(same_values(settled(filled, side, turns), expected)) << terrain.name << ", tiles of " << side;
    }
  }
  EXPECT_GT(turns, 100);
}

TEST(SettleFlats, AsksNothingOfTilesThatShareNoFlat) {
  std::ptrdiff_t turns = 0;
  settled(plane(metric_frame(9, 9)).elevation_m, 3, turns);
  EXPECT_EQ(turns, 0);
}

}  // namespace
}  // namespace tmfgeo::test
