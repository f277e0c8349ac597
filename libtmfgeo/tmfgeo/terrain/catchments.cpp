// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/catchments.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

constexpr std::uint32_t kUnlabelled = UINT32_MAX;
constexpr D8 kLeaving = 16;
/// Passes seen lately, by pair of catchments: most pairs meet along many cells, and only the lowest pass counts.
constexpr std::size_t kRecent = 1024;

class Catchments {
 public:
  Catchments(TileSurface& surface, const Ends& ends, const Tiling& tiling, CatchmentScratch& scratch)
      : s_(surface), ends_(ends), tiling_(tiling), w_(scratch) {}

  void label() {
    std::fill(s_.catchment.begin(), s_.catchment.end(), kUnlabelled);
    w_.roots.assign(1, -1);
    mark_leaving();
    for (std::ptrdiff_t first = 0; first < s_.tile.size(); ++first) {
      if (s_.home(first) == kUnlabelled) label_way(first);
    }
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      D8& way = s_.way(s_.tile.rim_cell(r));
      if (leaves_tile(way)) way = static_cast<D8>(way - kLeaving);
    }
  }

  void find_open() {
    w_.open.assign(w_.roots.size(), 0);
    w_.open[0] = 1;
    for (std::size_t label = 1; label < w_.roots.size(); ++label) w_.open[label] = s_.way(w_.roots[label]) == kD8Pit ? 0 : 1;
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
    w_.recent_pair.assign(kRecent, UINT64_MAX);
    w_.recent_pass.resize(kRecent);
    const Tile& t = s_.tile;
    for (std::ptrdiff_t row = 0; row + 1 < t.rows; ++row) {
      const std::uint32_t* here = &s_.catchment[static_cast<std::size_t>(row * t.columns)];
      const std::uint32_t* below = here + t.columns;
      const std::ptrdiff_t first = row * t.columns;
      compare(first, here[0], 2);
      if (t.columns == 1) continue;
      compare(first, here[0], 0);
      compare(first, here[0], 1);
      for (std::ptrdiff_t c = 1; c + 1 < t.columns; ++c) {
        const std::uint32_t home = here[c];
        // Most cells lie within their catchment: one test for all four neighbours.
        if (((home ^ here[c + 1]) | (home ^ below[c + 1]) | (home ^ below[c]) | (home ^ below[c - 1])) == 0) continue;
        for (const D8 d : kPassSteps) compare(first + c, home, d);
      }
      const std::ptrdiff_t last = t.columns - 1;
      compare(first + last, here[last], 2);
      compare(first + last, here[last], 3);
    }
    const std::ptrdiff_t bottom = (t.rows - 1) * t.columns;
    for (std::ptrdiff_t c = 0; c + 1 < t.columns; ++c) compare(bottom + c, s_.home(bottom + c), 0);
    find_passes_out();
  }

  void join(TileTree& tree) {
    w_.groups.reset(w_.roots.size());
    tree.passes.clear();
    join_lowest(
        w_.passes, w_.groups, [&](std::uint32_t group) { return w_.open[group] == 0; },
        [&](std::uint32_t, std::uint32_t) {},
        [&](const Pass<std::uint64_t>& pass) { tree.passes.push_back(static_cast<std::uint32_t>(pass.key)); });
    tree.catchments = static_cast<std::uint32_t>(w_.roots.size());
    tree.open.assign(1, 0);
    w_.node_of.assign(w_.roots.size(), 0);
    for (std::uint32_t label = 1; label < w_.roots.size(); ++label) {
      if (w_.open[label] == 0) continue;
      w_.node_of[label] = static_cast<std::uint32_t>(tree.open.size());
      tree.open.push_back(label);
    }
    // Groups that nothing open took in: walls of nodata close them off within the tile.
    w_.path.assign(w_.roots.size(), kUnlabelled);
    for (std::uint32_t label = 1; label < w_.roots.size(); ++label) {
      const std::uint32_t group = w_.groups.of(label);
      if (w_.open[group] != 0) continue;
      std::uint32_t& lowest = w_.path[group];
      if (lowest == kUnlabelled || sink_of(label) < sink_of(lowest)) lowest = label;
    }
    tree.closed_off.clear();
    for (const std::uint32_t label : w_.path) {
      if (label != kUnlabelled) tree.closed_off.push_back(static_cast<std::uint32_t>(w_.roots[label]));
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
    for (std::uint32_t label = 1; label < w_.roots.size(); ++label) {
      const std::ptrdiff_t root = w_.roots[label];
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
  static bool leaves_tile(D8 way) { return way >= kLeaving && way < kLeaving + 8; }

  /// Steps out of the tile are no steps while ways are followed: a look at the cell then tells all.
  void mark_leaving() {
    for (std::ptrdiff_t r = 0; r < s_.tile.rim_size(); ++r) {
      const std::ptrdiff_t cell = s_.tile.rim_cell(r);
      if (is_step(s_.way(cell)) && !s_.inside(cell, s_.way(cell))) s_.way(cell) = static_cast<D8>(s_.way(cell) + kLeaving);
    }
  }

  void label_way(std::ptrdiff_t first) {
    w_.path.clear();
    std::ptrdiff_t cell = first;
    std::uint32_t label = kUnlabelled;
    while (label == kUnlabelled) {
      w_.path.push_back(static_cast<std::uint32_t>(cell));
      const D8 way = s_.way(cell);
      if (!is_step(way)) {
        label = way == kD8Pit || leaves_tile(way) ? static_cast<std::uint32_t>(w_.roots.size()) : 0;
        if (label != 0) w_.roots.push_back(cell);
        break;
      }
      cell += s_.offset[way];
      label = s_.home(cell);
    }
    for (const std::uint32_t c : w_.path) s_.catchment[c] = label;
  }

  void compare(std::ptrdiff_t cell, std::uint32_t home, D8 d) {
    const std::ptrdiff_t to = cell + s_.offset[d];
    const std::uint32_t other = s_.home(to);
    if (home == other) return;
    const std::ptrdiff_t at = s_.padded(cell);
    const float a = s_.z(at);
    const float b = s_.z(at + s_.padded_offset[d]);
    if (std::isnan(a) || std::isnan(b)) return;
    add(home, other, std::max(a, b), cell, d);
  }

  void add(std::uint32_t a, std::uint32_t b, float level_m, std::ptrdiff_t cell, std::uint32_t to) {
    const std::uint64_t key = (std::uint64_t{ordered_level(level_m)} << 32U) | (static_cast<std::uint64_t>(cell) * 8 + to);
    const std::uint64_t pair = a < b ? (std::uint64_t{a} << 32U) | b : (std::uint64_t{b} << 32U) | a;
    const std::size_t slot = (pair * 0x9e3779b97f4a7c15U) >> 54U;
    if (w_.recent_pair[slot] == pair) {
      Pass<std::uint64_t>& known = w_.passes[w_.recent_pass[slot]];
      if (key < known.key) known = {key, a, b};
      return;
    }
    w_.recent_pair[slot] = pair;
    w_.recent_pass[slot] = static_cast<std::uint32_t>(w_.passes.size());
    w_.passes.push_back({key, a, b});
  }

  /// Where the data end, water may leave over any cell, not only over those without a lower neighbour.
  void find_passes_out() {
    const Tile& t = s_.tile;
    const bool any_nodata = ends_.nodata_is_outlet &&
                            std::any_of(s_.elevation_m.begin(), s_.elevation_m.end(), [](float z) { return std::isnan(z); });
    const auto consider = [&](std::ptrdiff_t cell) {
      const float z = s_.elevation(cell);
      if (s_.home(cell) != 0 && !std::isnan(z) && leaves_data(s_, cell, ends_)) add(s_.home(cell), 0, z, cell, kPassOut);
    };
    if (any_nodata) {
      for (std::ptrdiff_t cell = 0; cell < t.size(); ++cell) consider(cell);
      return;
    }
    for (std::ptrdiff_t r = 0; r < t.rim_size(); ++r) consider(t.rim_cell(r));
  }

  TileGraph::Sink sink_of(std::uint32_t label) const {
    const std::ptrdiff_t root = w_.roots[label];
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
};

}  // namespace

void solve_catchments(TileSurface& surface, const Ends& ends, const Tiling& tiling, CatchmentScratch& scratch,
                      TileGraph& graph, TileTree& tree) {
  Catchments catchments(surface, ends, tiling, scratch);
  catchments.label();
  catchments.find_open();
  catchments.find_passes();
  catchments.join(tree);
  catchments.tell(tree, graph);
}

}  // namespace tmfgeo
