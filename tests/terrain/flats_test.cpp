// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/flats.h"

#include <gtest/gtest.h>

#include "support/terrains.h"
#include "support/tile_surfaces.h"
#include "tmfgeo/terrain/flat_rounds.h"

namespace tmfgeo::test {

void PrintTo(const FlatRim& rim, std::ostream* out) {
  *out << "cell " << rim.cell << " pit " << rim.pit << " steps " << rim.steps;
}

namespace {

constexpr std::uint32_t kFar = FlatRim::kFar;

/// A tile of a grid pointed downhill, its flats resolved as far as it and `ring` know.
TileWorker pointed(const Grid<float>& given, std::ptrdiff_t side, std::ptrdiff_t tile, FlatRound round = FlatRound::shores,
                   std::span<const FlatRim> ring = {}) {
  TileWorker worker;
  load_tile(given, Tiling(given.rows(), given.columns(), side), tile, worker.surface);
  worker.point(CellMetrics(given.frame()), {}, ring, round);
  return worker;
}

TEST(Flats, DrainAlongShortestWaysToTheirShoresTheFirstDirectionFirst) {
  const TileWorker worker = pointed(dem_of(R"(
      9 9 9 9 9
      9 5 5 5 9
      9 5 5 5 3
      9 9 9 9 9)").elevation_m, 100, 0);
  EXPECT_EQ(picture_of(worker.surface).substr(6, 11), "66632\n6666o");
  EXPECT_TRUE(worker.rim.empty());
}

TEST(Flats, WithoutAShoreDrainToTheirFirstCell) {
  const TileWorker worker = pointed(dem_of(R"(
      9 9 9 9 9
      9 9 5 5 9
      9 5 5 9 9
      9 9 9 9 9)").elevation_m, 100, 0);
  EXPECT_EQ(picture_of(worker.surface).substr(6, 11), "36p44\n69847");
}

TEST(Flats, OfOneCellArePits) {
  EXPECT_EQ(picture_of(pointed(dem_of("999 \n 959 \n 999").elevation_m, 100, 0).surface)[5], 'p');
}

TEST(Flats, BesideEachOtherAtTwoLevelsKeepApart) {
  // The upper flat drains over its shore into the lower one, whose first cell is the pit.
  EXPECT_EQ(picture_of(pointed(dem_of(R"(
      9 9 9 9 9 9
      9 6 6 5 5 9
      9 9 9 9 9 9)").elevation_m, 100, 0).surface).substr(7, 6), "666p44");
}

/// Two tiles of three columns share a flat without a shore.
constexpr std::string_view kClosedOverTheEdge = R"(
    9 9 9 9 9 9
    9 5 5 5 5 9
    9 9 9 9 9 9)";

TEST(FlatsOverTileEdges, AloneAreUnresolvedAndTellTheFirstCellKnown) {
  const Grid<float> given = dem_of(kClosedOverTheEdge).elevation_m;
  const TileWorker west = pointed(given, 3, 0);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "6??");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{2, -1, 0}, {8, 7, kFar}, {14, -1, 0}}));
  EXPECT_EQ(pointed(given, 3, 1).rim, (std::vector<FlatRim>{{3, -1, 0}, {9, 9, kFar}, {15, -1, 0}}));
}

TEST(FlatsOverTileEdges, EndThereForATileAlone) {
  // In the west without a shore; in the east with one, over the pass of 4.
  const Grid<float> given = dem_of(R"(
      9 9 9 9 9 9
      9 5 5 5 5 4
      9 9 9 9 9 9)").elevation_m;
  const TileWorker west = pointed(given, 3, 0, FlatRound::alone);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "6p4");
  EXPECT_TRUE(west.rim.empty());
  const TileWorker east = pointed(given, 3, 1, FlatRound::alone);
  EXPECT_EQ(picture_of(east.surface).substr(4, 3), "66o");
  EXPECT_TRUE(east.rim.empty());
}

TEST(FlatsOverTileEdges, FindTheirPitAndThenTheirWays) {
  const Grid<float> given = dem_of(kClosedOverTheEdge).elevation_m;
  const std::vector<FlatRim> from_west{{2, -1, 0}, {8, 7, kFar}, {14, -1, 0}};
  const std::vector<FlatRim> from_east{{3, -1, 0}, {9, 7, kFar}, {15, -1, 0}};
  EXPECT_EQ(pointed(given, 3, 1, FlatRound::pits, from_west).rim, from_east);
  const TileWorker west = pointed(given, 3, 0, FlatRound::ways, from_east);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "6p4");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{2, -1, 0}, {8, 7, 1}, {14, -1, 0}}));
  const TileWorker east = pointed(given, 3, 1, FlatRound::ways, west.rim);
  EXPECT_EQ(picture_of(east.surface).substr(4, 3), "444");
  EXPECT_EQ(east.rim, (std::vector<FlatRim>{{3, -1, 0}, {9, 7, 2}, {15, -1, 0}}));
}

TEST(FlatsOverTileEdges, TakeTheNeighboursShore) {
  const Grid<float> given = dem_of(R"(
      9 9 9 9 9 9
      9 5 5 5 5 4
      9 9 9 9 9 9)").elevation_m;
  const TileWorker east = pointed(given, 3, 1);
  EXPECT_EQ(picture_of(east.surface).substr(4, 3), "66o");
  EXPECT_EQ(east.rim, (std::vector<FlatRim>{{3, -1, 0}, {9, -1, 1}, {15, -1, 0}}));
  const TileWorker west = pointed(given, 3, 0, FlatRound::shores, east.rim);
  EXPECT_EQ(picture_of(west.surface).substr(4, 3), "666");
  EXPECT_EQ(west.rim, (std::vector<FlatRim>{{2, -1, 0}, {8, -1, 2}, {14, -1, 0}}));
}

TEST(FlatRing, HoldsWhatAllEightNeighboursToldOfTheCellsAroundATile) {
  // Tiles of two cells of a grid of six: the middle one has cells 14, 15, 20, 21.
  std::vector<std::vector<FlatRim>> rims(9);
  const Tiling tiling(6, 6, 2);
  for (std::int64_t cell = 0; cell < 36; ++cell) {
    rims[static_cast<std::size_t>(tiling.tile_of({cell / 6, cell % 6}))].push_back({cell, -1, 1});
  }
  std::vector<std::int64_t> around;
  for (const FlatRim& r : flat_ring(tiling, 4, rims)) around.push_back(r.cell);
  EXPECT_EQ(around, (std::vector<std::int64_t>{7, 8, 9, 10, 13, 16, 19, 22, 25, 26, 27, 28}));
  around.clear();
  for (const FlatRim& r : flat_ring(tiling, 0, rims)) around.push_back(r.cell);
  EXPECT_EQ(around, (std::vector<std::int64_t>{2, 8, 12, 13, 14}));
}

TEST(SettleFlats, AsksNothingOfTilesThatShareNoFlat) {
  const Grid<float> given = plane(metric_frame(9, 9)).elevation_m;
  const Tiling tiling(9, 9, 3);
  std::vector<std::vector<FlatRim>> rims;
  for (std::ptrdiff_t t = 0; t < tiling.count(); ++t) rims.push_back(pointed(given, 3, t).rim);
  const SettledFlats settled = settle_flats(tiling, rims, [](FlatRound, std::span<const FlatTurn> turns) {
    ADD_FAILURE() << turns.size() << " tiles asked";
    return std::vector<std::vector<FlatRim>>(turns.size());
  });
  for (const std::vector<FlatRim>& ring : settled.rings) EXPECT_TRUE(ring.empty());
}

TEST(SettleFlats, TellsWhatEachTileIsFinallyResolvedWith) {
  const Grid<float> given = dem_of(kClosedOverTheEdge).elevation_m;
  const Tiling tiling(3, 6, 3);
  const SettledFlats settled =
      settle_flats(tiling, {pointed(given, 3, 0).rim, pointed(given, 3, 1).rim}, [&](FlatRound round, std::span<const FlatTurn> turns) {
        std::vector<std::vector<FlatRim>> told;
        for (const FlatTurn& turn : turns) told.push_back(pointed(given, 3, turn.tile, round, turn.ring).rim);
        return told;
      });
  EXPECT_EQ(settled.rounds, (std::vector<FlatRound>{FlatRound::ways, FlatRound::ways}));
  EXPECT_EQ(settled.rings[0], (std::vector<FlatRim>{{3, -1, 0}, {9, 7, 2}, {15, -1, 0}}));
  EXPECT_EQ(settled.rings[1], (std::vector<FlatRim>{{2, -1, 0}, {8, 7, 1}, {14, -1, 0}}));
}

}  // namespace
}  // namespace tmfgeo::test
