// SPDX-License-Identifier: Apache-2.0
/// Values that come up the ways from below: the stream a cell drains to, its outlet, the distance there. One form for
/// grids in memory, on disk and on several machines:
/// gather() on every tile → RimGraph::join → values_beyond() over all rims → finish() on every tile.
#pragma once

#include <algorithm>
#include <concepts>
#include <vector>

#include "tmfgeo/core/parallel.h"
#include "tmfgeo/terrain/rim_graph.h"

namespace tmfgeo {

/// What a field along the ways is:
///   using Value = …;
///   void prepare(const Tile& tile, TileWays& ways, Value* own) const: stops the ways where the value is known
///     (ways.stop_at) and writes own[place] for every cell: the value where the way stops or ends, else what the step
///     from the cell adds;
///   static Value join(Value own, Value below): the value of a cell from that of its receiver; associative.
template <class Field>
concept DownstreamField = requires(const Field& field, const Tile& tile, TileWays& ways, typename Field::Value* own) {
  field.prepare(tile, ways, own);
  { Field::join(*own, *own) } -> std::same_as<typename Field::Value>;
};

/// Made once per thread, used for tile after tile. Cost: about 10 bytes and a Value per cell of a tile, O(cells).
template <DownstreamField Field>
class TileDownstream {
 public:
  using Value = typename Field::Value;

  /// The value of every rim cell as far as the tile knows.
  RimMessage<Value> gather(const Tile& tile, TileView<const D8> direction, const Field& field) {
    load(tile, direction, field);
    spread();
    RimMessage<Value> message{ways_.rim_ways(), std::vector<Value>(static_cast<std::size_t>(tile.rim_size()))};
    for (std::size_t rim = 0; rim < message.value.size(); ++rim) {
      message.value[rim] = value_[static_cast<std::size_t>(ways_.place(tile.rim_cell(static_cast<std::ptrdiff_t>(rim))))];
    }
    return message;
  }

  /// Calls write(row of the tile, pointer to its values) for every row.
  /// Input: what values_beyond() says for the tile's rim.
  template <class Write>
  void finish(const Tile& tile, TileView<const D8> direction, const Field& field, std::span<const Value> beyond,
              const Write& write) {
    TMFGEO_EXPECTS(static_cast<std::ptrdiff_t>(beyond.size()) == tile.rim_size());
    load(tile, direction, field);
    for (const TileWays::Exit& exit : ways_.exits()) {
      Value& value = value_[static_cast<std::size_t>(exit.place)];
      value = Field::join(value, beyond[static_cast<std::size_t>(exit.rim)]);
    }
    spread();
    for (std::ptrdiff_t r = 0; r < tile.rows; ++r) write(r, value_.data() + ways_.row(r));
  }

 private:
  void load(const Tile& tile, TileView<const D8> direction, const Field& field) {
    ways_.load(tile, direction);
    value_.resize(static_cast<std::size_t>(ways_.size()));
    field.prepare(tile, ways_, value_.data());
    ways_.stop_at_exits();
  }
  void spread() {
    ways_.order_cells([](std::ptrdiff_t, std::ptrdiff_t) {});
    Value* const value = value_.data();
    ways_.upstream([=](std::ptrdiff_t cell, std::ptrdiff_t next) { value[cell] = Field::join(value[cell], value[next]); });
  }

  TileWays ways_;
  std::vector<Value> value_;
};

/// The driver for a grid in memory. field_of(tile) makes the tile's field, write(tile, row of the tile, values) takes the
/// results; tiles come on several threads in any order.
template <class FieldOf, class Write>
void follow_down(const Grid<D8>& direction, std::ptrdiff_t tile_side, const FieldOf& field_of, const Write& write) {
  using TileField = decltype(field_of(Tile{}));
  using Value = typename TileField::Value;
  constexpr std::ptrdiff_t kTilesTogether = 4;
  if (direction.size() == 0) return;
  const Tiling tiling(direction.rows(), direction.columns(), tile_side);
  RimGraph graph(tiling);
  std::vector<Value> at_rim(static_cast<std::size_t>(graph.size()));
  parallel_for(0, tiling.count(), kTilesTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    TileDownstream<TileField> downstream;
    for (std::ptrdiff_t t = first; t < last; ++t) {
      const Tile tile = tiling.tile(t);
      const RimMessage<Value> message = downstream.gather(tile, tile_of(direction, tile), field_of(tile));
      graph.join(t, message.ways);
      std::copy(message.value.begin(), message.value.end(), graph.of_tile(at_rim, t).begin());
    }
  });
  std::vector<Value> beyond = values_beyond(graph, at_rim, TileField::join);
  parallel_for(0, tiling.count(), kTilesTogether, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    TileDownstream<TileField> downstream;
    for (std::ptrdiff_t t = first; t < last; ++t) {
      const Tile tile = tiling.tile(t);
      downstream.finish(tile, tile_of(direction, tile), field_of(tile), graph.of_tile(beyond, t),
                        [&](std::ptrdiff_t row, const Value* values) { write(tile, row, values); });
    }
  });
}

}  // namespace tmfgeo
