// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/catchments.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

constexpr std::uint32_t kUnlabelled = UINT32_MAX;
/// Cells that are tested at once.
constexpr std::ptrdiff_t kTogether = 16;

class Catchments {
 public:
  Catchments(TileSurface& surface, const Ends& ends, const Tiling& tiling, CatchmentScratch& scratch, TileTree& tree)
      : s_(surface), ends_(ends), tiling_(tiling), w_(scratch), roots_(tree.roots) {}

  /// Every cell jumps to where its receiver has jumped: going north to south and back, most land at their roots in a few
  /// turns, without a branch that depends on the terrain.
  void label() {
    point_to_receivers();
    std::uint32_t* const home = s_.catchment.data();
    const auto size = static_cast<std::size_t>(s_.tile.size());
    for (std::size_t cell = 0; cell < size; ++cell) home[cell] = home[home[cell]];
    for (std::size_t cell = size; cell-- > 0;) home[cell] = home[home[cell]];
    w_.label_of_root.resize(size);
    std::uint32_t* const label_of_root = w_.label_of_root.data();
    roots_.assign(1, 0);
    for (std::size_t cell = 0; cell < size; ++cell) {
      if (home[cell] == cell) label_of_root[cell] = label_root(static_cast<std::uint32_t>(cell));
      while (home[home[cell]] != home[cell]) home[cell] = home[home[cell]];
    }
    for (std::size_t cell = 0; cell < size; ++cell) home[cell] = label_of_root[home[cell]];
  }

  void find_open() {
    w_.open.assign(roots_.size(), 0);
    w_.open[0] = 1;
    for (std::size_t label = 1; label < roots_.size(); ++label) w_.open[label] = s_.way(root_of(label)) == kD8Pit ? 0 : 1;
    const Tile& t = s_.tile;
    for (std::ptrdiff_t r = 0; r < t.rim_size(); ++r) {
      const std::ptrdiff_t cell = t.rim_cell(r);
      const Cell c{cell / t.columns, cell % t.columns};
      const bool meets = (c.row == 0 && t.row > 0) || (c.column == 0 && t.column > 0) ||
                         (c.row == t.rows - 1 && t.row + t.rows < tiling_.rows()) ||
                         (c.column == t.columns - 1 && t.column + t.columns < tiling_.columns());
      if (meets) w_.open[s_.home(cell)] = 1;
    }
  }

  void find_passes() {
    w_.passes.clear();
    LowestPasses<std::uint64_t> lowest(w_.passes);
    for (std::ptrdiff_t row = 0; row < s_.tile.rows; ++row) find_passes_of_row(row, lowest);
    find_passes_out(lowest);
  }

  void join(TileTree& tree) {
    w_.groups.reset(roots_.size());
    tree.passes.clear();
    join_lowest(
        w_.passes, w_.groups, [&](std::uint32_t group) { return w_.open[group] == 0; },
        [&](std::uint32_t, std::uint32_t) {},
        [&](const Pass<std::uint64_t>& pass) {
          tree.passes.push_back({pass.a, pass.b, level_of(static_cast<std::uint32_t>(pass.key >> 32U))});
        });
    tree.open.assign(1, 0);
    w_.node_of.assign(roots_.size(), 0);
    for (std::uint32_t label = 1; label < roots_.size(); ++label) {
      if (w_.open[label] == 0) continue;
      w_.node_of[label] = static_cast<std::uint32_t>(tree.open.size());
      tree.open.push_back(label);
    }
    // Groups that nothing open took in: walls of nodata close them off within the tile.
    w_.lowest.assign(roots_.size(), kUnlabelled);
    for (std::uint32_t label = 1; label < roots_.size(); ++label) {
      const std::uint32_t group = w_.groups.of(label);
      if (w_.open[group] != 0) continue;
      std::uint32_t& lowest = w_.lowest[group];
      if (lowest == kUnlabelled || sink_of(label) < sink_of(lowest)) lowest = label;
    }
    tree.closed_off.clear();
    for (const std::uint32_t label : w_.lowest) {
      if (label != kUnlabelled) tree.closed_off.push_back(label);
    }
  }

  void tell(const TileTree& tree, TileGraph& graph) {
    const Tile& t = s_.tile;
    const auto rim = static_cast<std::size_t>(t.rim_size());
    graph.rim_node.resize(rim);
    graph.rim_m.resize(rim);
    for (std::size_t r = 0; r < rim; ++r) {
      const std::ptrdiff_t cell = t.rim_cell(static_cast<std::ptrdiff_t>(r));
      graph.rim_node[r] = node(s_.home(cell));
      graph.rim_m[r] = s_.elevation(cell);
    }
    graph.links.clear();
    graph.sinks.assign(tree.open.size(), {});
    for (std::uint32_t label = 1; label < roots_.size(); ++label) {
      const std::ptrdiff_t root = root_of(label);
      if (s_.way(root) != kD8Pit) {
        const Cell to = neighbour(t.cell(root), s_.way(root));
        graph.links.push_back({w_.node_of[label], tiling_.index(to)});
        continue;
      }
      TileGraph::Sink& sink = graph.sinks[node(label)];
      sink = std::min(sink, sink_of(label));
    }
    tell_passes(graph);
  }

 private:
  std::ptrdiff_t root_of(std::size_t label) const { return static_cast<std::ptrdiff_t>(roots_[label]); }
  /// A root is its own receiver: outlets and pits, and cells whose way leaves the tile.
  void point_to_receivers() {
    std::array<std::uint32_t, 256> step{};
    for (std::size_t d = 0; d < 8; ++d) step[d] = static_cast<std::uint32_t>(s_.offset[d]);
    const auto size = static_cast<std::uint32_t>(s_.tile.size());
    std::uint32_t* const home = s_.catchment.data();
    const D8* const way = s_.direction.data();
    for (std::uint32_t cell = 0; cell < size; ++cell) home[cell] = cell + step[way[cell]];
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      if (is_step(s_.way(cell)) && !s_.inside(cell, s_.way(cell))) s_.home(cell) = static_cast<std::uint32_t>(cell);
    }
  }

  std::uint32_t label_root(std::uint32_t cell) {
    const D8 way = s_.direction[cell];
    if (way != kD8Pit && !is_step(way)) return 0;
    roots_.push_back(cell);
    return static_cast<std::uint32_t>(roots_.size() - 1);
  }

  /// Between the cells of a row, and to the row below.
  void find_passes_of_row(std::ptrdiff_t row, LowestPasses<std::uint64_t>& lowest) const {
    const std::ptrdiff_t columns = s_.tile.columns;
    const std::uint32_t* const here = &s_.catchment[static_cast<std::size_t>(row * columns)];
    const bool has_south = row + 1 < s_.tile.rows;
    const std::uint32_t* const below = has_south ? here + columns : here;
    const std::ptrdiff_t first = row * columns;
    const std::ptrdiff_t padded = (row + 1) * s_.stride + 1;
    if (has_south) compare(lowest, first, padded, 2);
    for (std::ptrdiff_t begin = 0; begin < columns - 1; begin += kTogether) {
      const std::ptrdiff_t end = std::min(begin + kTogether, columns - 1);
      // Most cells lie within their catchment: one test for all, then those of the block that do not.
      std::uint32_t differs = 0;
      for (std::ptrdiff_t c = begin; c < end; ++c) {
        differs |= (here[c] ^ here[c + 1]) | (here[c] ^ below[c]) | (here[c] ^ below[c + 1]) | (here[c + 1] ^ below[c]);
      }
      if (differs == 0) continue;
      for (std::ptrdiff_t c = begin; c < end; ++c) {
        if (here[c] != here[c + 1]) compare(lowest, first + c, padded + c, 0);
        if (!has_south) continue;
        if (here[c] != below[c + 1]) compare(lowest, first + c, padded + c, 1);
        if (here[c + 1] != below[c + 1]) compare(lowest, first + c + 1, padded + c + 1, 2);
        if (here[c + 1] != below[c]) compare(lowest, first + c + 1, padded + c + 1, 3);
      }
    }
  }

  /// A pass from a cell to its neighbour in another catchment.
  void compare(LowestPasses<std::uint64_t>& lowest, std::ptrdiff_t cell, std::ptrdiff_t padded, D8 d) const {
    const std::uint32_t home = s_.home(cell);
    const std::uint32_t other = s_.home(cell + s_.offset[d]);
    if (home == other) return;
    const float a = s_.z(padded);
    const float b = s_.z(padded + s_.padded_offset[d]);
    if (std::isnan(a) || std::isnan(b)) return;
    lowest.add(key_of(std::max(a, b), cell, d), home, other);
  }

  static std::uint64_t key_of(float level_m, std::ptrdiff_t cell, std::uint32_t to) {
    return (std::uint64_t{ordered_level(level_m)} << 32U) | (static_cast<std::uint64_t>(cell) * 8 + to);
  }

  /// Where the data end, water may leave over any cell, not only over those without a lower neighbour.
  void find_passes_out(LowestPasses<std::uint64_t>& lowest) const {
    const Tile& t = s_.tile;
    const auto consider = [&](std::ptrdiff_t cell) {
      const float z = s_.elevation(cell);
      if (s_.home(cell) != 0 && !std::isnan(z) && leaves_data(s_, cell, ends_)) lowest.add(key_of(z, cell, kPassOut), s_.home(cell), 0);
    };
    for (std::ptrdiff_t r = 0; r < t.rim_size(); ++r) consider(t.rim_cell(r));
    if (!ends_.nodata_is_outlet) return;
    std::array<bool, 3> has_nodata{false, has_nodata_in(0), has_nodata_in(1)};  // the rows around a row and itself
    for (std::ptrdiff_t row = 1; row + 1 < t.rows; ++row) {
      has_nodata = {has_nodata[1], has_nodata[2], has_nodata_in(row + 1)};
      if (!has_nodata[0] && !has_nodata[1] && !has_nodata[2]) continue;
      for (std::ptrdiff_t c = 1; c + 1 < t.columns; ++c) consider(row * t.columns + c);
    }
  }

  bool has_nodata_in(std::ptrdiff_t row) const {
    if (row >= s_.tile.rows) return false;
    const float* z = &s_.elevation_m[static_cast<std::size_t>((row + 1) * s_.stride + 1)];
    unsigned count = 0;
    for (std::ptrdiff_t c = 0; c < s_.tile.columns; ++c) count += std::isnan(z[c]) ? 1U : 0U;
    return count > 0;
  }

  TileGraph::Sink sink_of(std::uint32_t label) const {
    const std::ptrdiff_t root = root_of(label);
    if (s_.way(root) != kD8Pit) return {};
    return {ordered_level(s_.elevation(root)), s_.in_grid(root)};
  }

  std::uint32_t node(std::uint32_t label) { return w_.node_of[w_.groups.of(label)]; }

  /// The lowest passes between open catchments: of a cycle within the tile its highest pass never matters.
  void tell_passes(TileGraph& graph) {
    graph.passes.clear();
    for (Pass<std::uint64_t>& pass : w_.passes) {
      pass.a = w_.groups.of(pass.a);
      pass.b = w_.groups.of(pass.b);
    }
    Groups& groups = w_.groups;
    join_lowest(
        w_.passes, groups, [](std::uint32_t group) { return group != 0; }, [](std::uint32_t, std::uint32_t) {},
        [&](const Pass<std::uint64_t>& pass) {
          const auto place = static_cast<std::uint32_t>(pass.key);
          graph.passes.push_back({{static_cast<std::uint32_t>(pass.key >> 32U), s_.in_grid(place / 8) * 8 + place % 8},
                                  w_.node_of[pass.a], w_.node_of[pass.b]});
        });
  }

  TileSurface& s_;
  const Ends& ends_;
  const Tiling& tiling_;
  CatchmentScratch& w_;
  std::vector<std::uint32_t>& roots_;
};

}  // namespace

void solve_catchments(TileSurface& surface, const Ends& ends, const Tiling& tiling, CatchmentScratch& scratch,
                      TileGraph& graph, TileTree& tree) {
  Catchments catchments(surface, ends, tiling, scratch, tree);
  catchments.label();
  catchments.find_open();
  catchments.find_passes();
  catchments.join(tree);
  catchments.tell(tree, graph);
}

}  // namespace tmfgeo
