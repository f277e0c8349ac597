// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "tmfgeo/terrain/basin_graph.h"

namespace tmfgeo {
namespace {

constexpr float kDry = -std::numeric_limits<float>::infinity();
constexpr float kNotReached = std::numeric_limits<float>::quiet_NaN();

/// Directions to the neighbours, row by row.
constexpr std::array<D8, 8> kAround{5, 6, 7, 4, 0, 3, 2, 1};

class TileFill {
 public:
  TileFill(const TileGround& ground, const TileTree& tree, FillScratch& scratch)
      : tile_(ground.tile), way_(ground.way), elevation_m_(ground.elevation_m), tree_(tree), w_(scratch) {
    w_.level_m.assign(tree.roots.size(), kNotReached);
    index_passes();
    w_.label_of_root.resize(static_cast<std::size_t>(tile_.size()));
    for (std::uint32_t label = 1; label < tree.roots.size(); ++label) w_.label_of_root[tree.roots[label]] = label;
  }

  /// Water stands at a level where a node's water leaves, and higher behind the passes that lead there.
  void start(std::uint32_t label, float level_m) {
    w_.level_m[label] = level_m;
    w_.queue.assign(1, label);
    spread();
  }

  /// Label of a cell that drains to no outlet: that of the end of its way.
  std::uint32_t label_at(Cell grid_cell) const {
    Cell at = grid_cell;
    for (;;) {
      const D8 way = way_.row(at.row - tile_.row)[at.column - tile_.column];
      const Cell next = is_step(way) ? neighbour(at, way) : at;
      if (!is_step(way) || !tile_.contains(next)) return w_.label_of_root[static_cast<std::size_t>(tile_.index(at))];
      at = next;
    }
  }

  std::int64_t fill() {
    std::int64_t raised = 0;
    for (std::uint32_t label = 1; label < tree_.roots.size(); ++label) raised += flood(tree_.roots[label], w_.level_m[label]);
    return raised;
  }

 private:
  void index_passes() {
    w_.first.assign(tree_.roots.size() + 1, 0);
    for (const TileTree::Pass& pass : tree_.passes) {
      ++w_.first[pass.a + 1];
      ++w_.first[pass.b + 1];
    }
    for (std::size_t i = 1; i < w_.first.size(); ++i) w_.first[i] += w_.first[i - 1];
    w_.links.resize(tree_.passes.size() * 2);
    // Filled from the back of each label's range, so that no second list of positions is needed.
    std::vector<std::uint32_t>& next = w_.queue;
    next.assign(w_.first.begin() + 1, w_.first.end());
    for (const TileTree::Pass& pass : tree_.passes) {
      w_.links[--next[pass.a]] = {pass.b, pass.level_m};
      w_.links[--next[pass.b]] = {pass.a, pass.level_m};
    }
    next.clear();
  }

  void spread() {
    for (std::size_t q = 0; q < w_.queue.size(); ++q) {
      const std::uint32_t at = w_.queue[q];
      for (std::uint32_t k = w_.first[at]; k < w_.first[at + 1]; ++k) {
        const FillScratch::Link& link = w_.links[k];
        if (!std::isnan(w_.level_m[link.to])) continue;
        w_.level_m[link.to] = std::max(w_.level_m[at], link.level_m);
        w_.queue.push_back(link.to);
      }
    }
  }

  /// Ways never climb, so that what lies under water in a catchment hangs together along them.
  std::int64_t flood(std::uint32_t root, float level_m) {
    const auto columns = static_cast<std::uint32_t>(tile_.columns);
    w_.flood.clear();
    wet({static_cast<std::int32_t>(root / columns), static_cast<std::int32_t>(root % columns)}, level_m);
    for (std::size_t i = 0; i < w_.flood.size(); ++i) {
      const FillScratch::Place at = w_.flood[i];
      for (std::uint64_t left = donors(at); left != 0; left &= left - 1) {
        const D8Step step = kD8Steps[kAround[static_cast<std::size_t>(std::countr_zero(left)) / 8]];
        wet({static_cast<std::int32_t>(at.row + step.row), static_cast<std::int32_t>(at.column + step.column)}, level_m);
      }
    }
    return static_cast<std::int64_t>(w_.flood.size());
  }

  /// The neighbours, row by row, a byte each in a word; not zero for those of the tile whose way leads here.
  std::uint64_t donors(FillScratch::Place at) const {
    std::array<std::uint8_t, 8> way;
    if (at.row > 0 && at.column > 0 && at.row + 1 < tile_.rows && at.column + 1 < tile_.columns) {
      const D8* here = way_.row(at.row) + at.column;
      std::memcpy(way.data(), here - way_.stride - 1, 3);
      way[3] = here[-1];
      way[4] = here[1];
      std::memcpy(way.data() + 5, here + way_.stride - 1, 3);
    } else {
      for (std::size_t k = 0; k < 8; ++k) {
        const Cell n = neighbour({at.row, at.column}, kAround[k]);
        const bool inside = n.row >= 0 && n.column >= 0 && n.row < tile_.rows && n.column < tile_.columns;
        way[k] = inside ? way_.row(n.row)[n.column] : kD8NoData;
      }
    }
    std::uint64_t donors = 0;
    for (std::size_t k = 0; k < 8; ++k) donors |= std::uint64_t{way[k] == opposite(kAround[k])} << (8 * k);
    return donors;
  }

  void wet(FillScratch::Place at, float level_m) {
    float& z = elevation_m_.row(at.row)[at.column];
    if (!(z < level_m)) return;
    z = level_m;
    w_.flood.push_back(at);
  }

  const Tile tile_;
  const TileView<const D8> way_;
  const TileView<float> elevation_m_;
  const TileTree& tree_;
  FillScratch& w_;
};

}  // namespace

std::int64_t fill_tile(const TileGround& ground, const Tiling& tiling, const TileTree& tree, const TileDrains& drains,
                       FillScratch& scratch, std::vector<std::int64_t>& closed_sinks) {
  TileFill tile(ground, tree, scratch);
  tile.start(0, kDry);
  for (std::size_t node = 1; node < tree.open.size(); ++node) {
    const Drain& drain = drains[node - 1];
    const auto from = static_cast<std::ptrdiff_t>(drain.from);
    tile.start(from < 0 ? tree.open[node] : tile.label_at({from / tiling.columns(), from % tiling.columns()}), drain.level_m);
  }
  for (const std::uint32_t label : tree.closed_off) {
    tile.start(label, kDry);
    closed_sinks.push_back(tiling.index(ground.tile.cell(static_cast<std::ptrdiff_t>(tree.roots[label]))));
  }
  return tile.fill();
}

}  // namespace tmfgeo
