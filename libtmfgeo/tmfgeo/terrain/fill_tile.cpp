// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/terrain/basin_graph.h"

namespace tmfgeo {
namespace {

constexpr float kDry = -std::numeric_limits<float>::infinity();
constexpr float kNotReached = std::numeric_limits<float>::quiet_NaN();

class TileFill {
 public:
  TileFill(TileSurface& surface, const TileTree& tree, FillScratch& scratch) : s_(surface), tree_(tree), w_(scratch) {
    w_.level_m.assign(tree.catchments, kNotReached);
    index_passes();
  }

  /// Water stands at a level where a node's water leaves, and higher behind the passes that lead there.
  void start(std::uint32_t label, float level_m) {
    w_.level_m[label] = level_m;
    w_.queue.assign(1, label);
    spread();
  }

  std::uint32_t label_at(std::int64_t grid_cell) const {
    return s_.home(s_.tile.index({static_cast<std::ptrdiff_t>(grid_cell) / s_.grid_columns, static_cast<std::ptrdiff_t>(grid_cell) % s_.grid_columns}));
  }

  std::int64_t fill() {
    std::int64_t raised = 0;
    for (std::ptrdiff_t row = 0; row < s_.tile.rows; ++row) {
      float* z = &s_.elevation_m[static_cast<std::size_t>((row + 1) * s_.stride + 1)];
      const std::uint32_t* home = &s_.catchment[static_cast<std::size_t>(row * s_.tile.columns)];
      for (std::ptrdiff_t column = 0; column < s_.tile.columns; ++column) {
        const float level = w_.level_m[home[column]];
        const bool under = z[column] < level;
        z[column] = under ? level : z[column];
        raised += under ? 1 : 0;
      }
    }
    return raised;
  }

 private:
  struct Sides {
    std::ptrdiff_t from;
    std::ptrdiff_t to;  ///< −1: out of the data
  };
  Sides sides(std::uint32_t pass) const {
    const auto cell = static_cast<std::ptrdiff_t>(pass / 8);
    const std::uint32_t d = pass % 8;
    return {cell, d == kPassOut ? -1 : cell + s_.offset[d]};
  }
  std::uint32_t label_of(std::ptrdiff_t cell) const { return cell < 0 ? 0 : s_.home(cell); }

  void index_passes() {
    w_.first.assign(tree_.catchments + 1, 0);
    for (const std::uint32_t pass : tree_.passes) {
      const Sides e = sides(pass);
      ++w_.first[label_of(e.from) + 1];
      ++w_.first[label_of(e.to) + 1];
    }
    for (std::size_t i = 1; i < w_.first.size(); ++i) w_.first[i] += w_.first[i - 1];
    w_.pass.resize(tree_.passes.size() * 2);
    // Filled from the back of each label's range, so that no second list of positions is needed.
    std::vector<std::uint32_t>& next = w_.queue;
    next.assign(w_.first.begin() + 1, w_.first.end());
    for (const std::uint32_t pass : tree_.passes) {
      const Sides e = sides(pass);
      w_.pass[--next[label_of(e.from)]] = pass;
      w_.pass[--next[label_of(e.to)]] = pass;
    }
    next.clear();
  }

  void spread() {
    for (std::size_t q = 0; q < w_.queue.size(); ++q) {
      const std::uint32_t at = w_.queue[q];
      for (std::uint32_t k = w_.first[at]; k < w_.first[at + 1]; ++k) {
        const std::uint32_t pass = w_.pass[k];
        const Sides e = sides(pass);
        const std::uint32_t next = label_of(e.from) == at ? label_of(e.to) : label_of(e.from);
        if (!std::isnan(w_.level_m[next])) continue;
        const float a = s_.elevation(e.from);
        const float pass_m = e.to < 0 ? a : std::max(a, s_.elevation(e.to));
        w_.level_m[next] = std::max(w_.level_m[at], pass_m);
        w_.queue.push_back(next);
      }
    }
  }

  TileSurface& s_;
  const TileTree& tree_;
  FillScratch& w_;
};

}  // namespace

std::int64_t fill_tile(TileSurface& surface, const TileTree& tree, const TileDrains& drains, FillScratch& scratch,
                       std::vector<std::int64_t>& closed_sinks) {
  TileFill tile(surface, tree, scratch);
  tile.start(0, kDry);
  for (std::size_t node = 1; node < tree.open.size(); ++node) {
    const Drain& drain = drains[node - 1];
    tile.start(drain.from < 0 ? tree.open[node] : tile.label_at(drain.from), drain.level_m);
  }
  for (const std::uint32_t pit : tree.closed_off) {
    tile.start(surface.home(static_cast<std::ptrdiff_t>(pit)), kDry);
    closed_sinks.push_back(surface.in_grid(static_cast<std::ptrdiff_t>(pit)));
  }
  return tile.fill();
}

}  // namespace tmfgeo
