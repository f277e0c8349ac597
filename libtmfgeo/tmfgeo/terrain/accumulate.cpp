// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/accumulate_tiles.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

namespace {

/// Tiles that one thread takes with one set of buffers.
constexpr std::ptrdiff_t kTilesTogether = 4;

Grid<double> add_up(const Grid<D8>& direction, const Grid<float>* weight, const OwnValues& own, std::ptrdiff_t tile_side) {
  const Tiling tiling(direction.rows(), direction.columns(), tile_side);
  const auto input = [&](std::ptrdiff_t t) {
    const Tile tile = tiling.tile(t);
    return AccumulationTile{tile, tile_of(direction, tile), weight == nullptr ? TileView<const float>{} : tile_of(*weight, tile)};
  };
  RimGraph graph(tiling);
  std::vector<double> outflow(static_cast<std::size_t>(graph.size()));
  parallel_for(0, tiling.count(), kTilesTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    TileAccumulator accumulator(own);
    for (std::ptrdiff_t t = first; t < last; ++t) {
      const RimMessage<double> message = accumulator.gather(input(t));
      graph.join(t, message.ways);
      std::copy(message.value.begin(), message.value.end(), graph.of_tile(outflow, t).begin());
    }
  });
  std::optional<std::vector<double>> inflow = inflows(graph, std::move(outflow));
  TMFGEO_EXPECTS(inflow.has_value());
  Grid<double> sum(direction.frame());
  parallel_for(0, tiling.count(), kTilesTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    TileAccumulator accumulator(own);
    for (std::ptrdiff_t t = first; t < last; ++t) {
      accumulator.finish(input(t), graph.of_tile(*inflow, t), tile_of(sum, tiling.tile(t)));
    }
  });
  return sum;
}

double largest_magnitude(const Grid<float>& values, std::ptrdiff_t tile_side) {
  const Tiling tiling(values.rows(), values.columns(), tile_side);
  std::vector<double> largest(static_cast<std::size_t>(tiling.count()));
  parallel_for(0, tiling.count(), kTilesTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (std::ptrdiff_t t = first; t < last; ++t) {
      largest[static_cast<std::size_t>(t)] = largest_magnitude(tiling.tile(t), tile_of(values, tiling.tile(t)));
    }
  });
  return *std::max_element(largest.begin(), largest.end());
}

}  // namespace

Accumulation accumulate(const FlowField& flow, std::ptrdiff_t tile_side) {
  const GridFrame& frame = flow.direction.frame();
  if (frame.size() == 0) return {Grid<double>(frame)};
  return {add_up(flow.direction, nullptr, OwnValues::areas(CellMetrics(frame), frame), tile_side)};
}

Discharge accumulate_runoff(const FlowField& flow, const Grid<float>& runoff_mm_per_year, std::ptrdiff_t tile_side) {
  const GridFrame& frame = flow.direction.frame();
  TMFGEO_EXPECTS(runoff_mm_per_year.size() == flow.direction.size());
  if (frame.size() == 0) return {Grid<double>(frame)};
  const double largest = largest_magnitude(runoff_mm_per_year, tile_side);
  return {add_up(flow.direction, &runoff_mm_per_year, OwnValues::runoff(CellMetrics(frame), frame, largest), tile_side)};
}

}  // namespace tmfgeo
