// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/terrain_twins.h"

namespace tmfgeo::test {
namespace {

/// Every cell a stream cell.
Streams all_cells_as_streams(const FlowField& flow) {
  return extract_streams(flow, accumulate(flow), square_metres(1));
}

/// The link of every cell of the grid, −1 off the streams.
Grid<std::int32_t> links_of_cells(const Streams& streams, const GridFrame& frame) {
  Grid<std::int32_t> link_of(frame);
  for (std::ptrdiff_t i = 0; i < frame.size(); ++i) link_of[i] = streams.link_at(i);
  return link_of;
}

std::string letters(const Streams& streams, const GridFrame& frame) {
  return picture_of(links_of_cells(streams, frame), [](std::int32_t id) { return id < 0 ? '.' : static_cast<char>('a' + id); });
}

TEST(ExtractStreams, CutsLinksAtConfluencesUpstreamLinksFirst) {
  const FlowField flow = flow_from_directions(directions_of(R"(
      3 . 1 . .
      . 2 . . 1
      6 3 . 1 .
      . . 2 . .
      . . o . .)"));
  const Streams streams = all_cells_as_streams(flow);
  // Two headwaters meet at row 1; the third joins below, the fourth in the last but one row.
  EXPECT_EQ(letters(streams, flow.direction.frame()), picture(R"(
      a . b . .
      . c . . d
      e f . d .
      . . g . .
      . . g . .)"));
}

TEST(ExtractStreams, GivesLinksTheirCellsAndTheLinkBelow) {
  const Streams streams = all_cells_as_streams(flow_from_directions(directions_of(R"(
      3 . 1
      . 2 .
      . 2 .
      . o .)")));
  ASSERT_EQ(streams.links.size(), 3U);
  EXPECT_EQ(streams.links[0].cells, (std::vector<std::int64_t>{0, 4}));
  EXPECT_EQ(streams.links[1].cells, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(streams.links[2].cells, (std::vector<std::int64_t>{4, 7, 10}));
  EXPECT_EQ(streams.links[0].downstream, 2);
  EXPECT_EQ(streams.links[1].downstream, 2);
  EXPECT_EQ(streams.links[2].downstream, -1);
  EXPECT_EQ(streams.links[2].strahler, 2);
}

TEST(ExtractStreams, OrdersAsStrahlerDoes) {
  // Orders 1 and 1 make 2, a further 1 leaves it 2, and 2 with 2 makes 3.
  const FlowField flow = flow_from_directions(directions_of(R"(
      3 . 1 . 3 . 1
      . 2 . . . 2 .
      6 2 . . . 1 .
      . 3 . . 1 . .
      . . 3 2 . . .
      . . . o . . .)"));
  const Streams streams = all_cells_as_streams(flow);
  EXPECT_EQ(picture_of(links_of_cells(streams, flow.direction.frame()), [&](std::int32_t id) {
              return id < 0 ? '.' : static_cast<char>('0' + streams.links[static_cast<std::size_t>(id)].strahler);
            }), picture(R"(
      1 . 1 . 1 . 1
      . 2 . . . 2 .
      1 2 . . . 2 .
      . 2 . . 2 . .
      . . 2 2 . . .
      . . . 3 . . .)"));
}

TEST(ExtractStreams, OfSingleCellsAreLinksOfOneCell) {
  const Streams streams = all_cells_as_streams(flow_from_directions(directions_of("o.o")));
  ASSERT_EQ(streams.links.size(), 2U);
  EXPECT_EQ(streams.links[1].cells, std::vector<std::int64_t>{2});
  EXPECT_EQ(streams.links[1].downstream, -1);
}

TEST(ExtractStreams, BeginWhereTheUpstreamAreaReachesTheThreshold) {
  const FlowField flow = route_d8(condition(fractal(metric_frame(60, 60), 12), {}));
  const Accumulation accumulation = accumulate(flow);
  const Streams streams = extract_streams(flow, accumulation, square_kilometres(0.2));
  std::ptrdiff_t stream_cells = 0;
  for (std::ptrdiff_t i = 0; i < flow.direction.size(); ++i) {
    EXPECT_EQ(streams.link_at(i) >= 0, accumulation.area_km2[i] >= 0.2);
    stream_cells += streams.link_at(i) >= 0 ? 1 : 0;
  }
  EXPECT_GT(stream_cells, 100);
  EXPECT_TRUE(extract_streams(flow, accumulation, square_kilometres(1e6)).links.empty());
}

TEST(ExtractStreams, LinksFollowTheDirectionsCoverTheStreamsAndMeetOnlyAtTheirEnds) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField flow = route_d8(condition(terrain.dem, {}));
    const Accumulation accumulation = accumulate(flow);
    const Streams streams = extract_streams(flow, accumulation, square_kilometres(0.05));
    Grid<D8> own_links(flow.direction.frame(), 0);
    for (std::size_t id = 0; id < streams.links.size(); ++id) {
      const StreamLink& link = streams.links[id];
      for (std::size_t i = 0; i + 1 < link.cells.size(); ++i) {
        const Cell from = flow.direction.frame().cell(link.cells[i]);
        EXPECT_EQ(flow.direction.frame().index(neighbour(from, flow.direction[from])), link.cells[i + 1]);
      }
      std::size_t own = link.cells.size();
      if (link.downstream >= 0) {
        EXPECT_GT(link.downstream, static_cast<std::int64_t>(id));
        EXPECT_EQ(streams.links[static_cast<std::size_t>(link.downstream)].cells.front(), link.cells.back());
        --own;
      } else {
        EXPECT_FALSE(is_step(flow.direction[link.cells.back()]));
      }
      ASSERT_GT(own, 0U);
      EXPECT_EQ(link.area_km2, accumulation.area_km2[link.cells[own - 1]]);
      for (std::size_t i = 0; i < own; ++i) {
        EXPECT_EQ(streams.link_at(link.cells[i]), static_cast<std::int32_t>(id));
        ++own_links[link.cells[i]];
      }
    }
    for (std::ptrdiff_t i = 0; i < own_links.size(); ++i) EXPECT_EQ(own_links[i], accumulation.area_km2[i] >= 0.05 ? 1 : 0);
  }
}

TEST(ExtractStreams, FromCellsOfTilesInAnyOrderAreThoseOfTheGrid) {
  for (const NamedTerrain& terrain : all_terrains()) {
    const FlowField flow = route_d8(condition(terrain.dem, {}));
    const Accumulation accumulation = accumulate(flow);
    const Area threshold = square_kilometres(0.05);
    const Streams expected = extract_streams(flow, accumulation, threshold);
    for (const std::ptrdiff_t side : kTileSides) {
      const Tiling tiling(flow.direction.rows(), flow.direction.columns(), side);
      std::vector<StreamCell> cells;
      for (std::ptrdiff_t t = tiling.count(); t-- > 0;) {
        const Tile tile = tiling.tile(t);
        for (const StreamCell& cell : find_stream_cells(tile, tile_of(flow.direction, tile), tile_of(accumulation.area_km2, tile),
                                                        threshold, flow.direction.columns())) {
          cells.push_back(cell);
        }
      }
      const Streams streams = extract_streams(std::move(cells), flow.direction.columns());
      EXPECT_EQ(streams.cells, expected.cells) << terrain.name;
      EXPECT_EQ(streams.link_of, expected.link_of) << terrain.name;
      ASSERT_EQ(streams.links.size(), expected.links.size()) << terrain.name;
      for (std::size_t i = 0; i < streams.links.size(); ++i) {
        EXPECT_EQ(streams.links[i].cells, expected.links[i].cells);
        EXPECT_EQ(streams.links[i].area_km2, expected.links[i].area_km2);
        EXPECT_EQ(streams.links[i].strahler, expected.links[i].strahler);
      }
    }
  }
}

TEST(ExtractStreams, OfNoCellsAreNone) {
  EXPECT_TRUE(extract_streams(FlowField{}, Accumulation{}, square_metres(1)).links.empty());
  EXPECT_TRUE(extract_streams({}, 7).links.empty());
  EXPECT_EQ(Streams{}.link_at(0), -1);
}

}  // namespace
}  // namespace tmfgeo::test
