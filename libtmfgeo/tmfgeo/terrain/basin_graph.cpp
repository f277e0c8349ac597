// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/terrain/basin_graph.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/parallel.h"

namespace tmfgeo {
namespace {

constexpr std::uint32_t kOut = 0;

class BasinGraph {
 public:
  BasinGraph(const Tiling& tiling, std::span<const TileGraph> graphs) : tiling_(tiling), graphs_(graphs) {
    std::size_t nodes = 1;
    for (const TileGraph& graph : graphs) {
      base_.push_back(static_cast<std::uint32_t>(nodes - 1));
      nodes += graph.sinks.size() - 1;
    }
    base_.push_back(static_cast<std::uint32_t>(nodes - 1));
    groups_.reset(nodes);
  }

  BasinSolution solve() {
    collect_links();
    collect_passes();
    join_lowest(
        passes_, groups_, [&](std::uint32_t group) { return group != kOut; }, [](std::uint32_t, std::uint32_t) {},
        [&](const Pass<PassKey>& pass) { tree_.push_back({pass.key, pass.a, pass.b}); });
    passes_ = {};
    index_tree();
    drains_.assign(groups_.size(), {});
    done_.assign(groups_.size(), 0);
    done_[kOut] = 1;
    spread_from(kOut);
    BasinSolution solution;
    solution.closed_sinks = drain_closed_regions();
    solution.drains = by_tile();
    return solution;
  }

 private:
  /// An edge of the tree: a pass, or (place < 0) the link number −1 − place from a to b.
  using Edge = Pass<PassKey>;

  std::uint32_t node(std::size_t tile, std::uint32_t local) const { return local == 0 ? kOut : base_[tile] + local; }

  std::uint32_t node_at(std::int64_t cell) const {
    const Cell c{cell / tiling_.columns(), cell % tiling_.columns()};
    const std::ptrdiff_t tile = tiling_.tile_of(c);
    const Tile extent = tiling_.tile(tile);
    return node(static_cast<std::size_t>(tile),
                graphs_[static_cast<std::size_t>(tile)].rim_node[static_cast<std::size_t>(extent.rim_of(extent.index(c)))]);
  }

  void collect_links() {
    for (std::size_t t = 0; t < graphs_.size(); ++t) {
      for (const TileGraph::Link& link : graphs_[t].links) {
        const std::uint32_t from = node(t, link.node);
        const std::uint32_t to = node_at(link.to);
        tree_.push_back({{0, -1 - static_cast<std::int64_t>(links_.size())}, from, to});
        links_.push_back(link);
        if (groups_.of(from) == kOut) {
          groups_.join(from, to);
        } else {
          groups_.join(to, from);
        }
      }
    }
  }

  void collect_passes() {
    std::vector<std::vector<Edge>> of_tile(graphs_.size());
    parallel_for(0, static_cast<std::ptrdiff_t>(graphs_.size()), 4, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
      for (auto t = static_cast<std::size_t>(first); t < static_cast<std::size_t>(last); ++t) {
        for (const Pass<PassKey>& pass : graphs_[t].passes) of_tile[t].push_back({pass.key, node(t, pass.a), node(t, pass.b)});
        collect_edge_passes(t, of_tile[t]);
      }
    });
    for (const std::vector<Edge>& edges : of_tile) {
      for (const Edge& edge : edges) {
        if (groups_.of(edge.a) != groups_.of(edge.b)) passes_.push_back(edge);
      }
    }
  }

  /// Passes from the rim of a tile into its neighbours, in the four directions that see every pair once.
  void collect_edge_passes(std::size_t number, std::vector<Edge>& passes) const {
    LowestPasses<PassKey> lowest(passes);
    const Tile tile = tiling_.tile(static_cast<std::ptrdiff_t>(number));
    const TileGraph& graph = graphs_[number];
    for (std::ptrdiff_t r = 0; r < tile.rim_size(); ++r) {
      const float here_m = graph.rim_m[static_cast<std::size_t>(r)];
      if (std::isnan(here_m)) continue;
      const Cell c = tile.cell(tile.rim_cell(r));
      for (const D8 d : kPassSteps) {
        const Cell n = neighbour(c, d);
        if (tile.contains(n) || !tiling_.contains(n)) continue;
        const std::ptrdiff_t other = tiling_.tile_of(n);
        const Tile beyond = tiling_.tile(other);
        const TileGraph& there = graphs_[static_cast<std::size_t>(other)];
        const auto rim = static_cast<std::size_t>(beyond.rim_of(beyond.index(n)));
        if (std::isnan(there.rim_m[rim])) continue;
        const float level_m = std::max(here_m, there.rim_m[rim]);
        lowest.add({ordered_level(level_m), tiling_.index(c) * 8 + d}, node(number, graph.rim_node[static_cast<std::size_t>(r)]),
                   node(static_cast<std::size_t>(other), there.rim_node[rim]));
      }
    }
  }

  void index_tree() {
    first_.assign(groups_.size() + 1, 0);
    for (const Edge& e : tree_) {
      ++first_[e.a + 1];
      ++first_[e.b + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    edges_.resize(tree_.size() * 2);
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      edges_[next[tree_[i].a]++] = i;
      edges_[next[tree_[i].b]++] = i;
    }
  }

  void spread_from(std::uint32_t root) {
    queue_.assign(1, root);
    for (std::size_t q = 0; q < queue_.size(); ++q) {
      const std::uint32_t at = queue_[q];
      for (std::uint32_t k = first_[at]; k < first_[at + 1]; ++k) {
        const Edge& edge = tree_[edges_[k]];
        const std::uint32_t next = edge.a == at ? edge.b : edge.a;
        if (done_[next] != 0) continue;
        done_[next] = 1;
        const float level_m = drains_[at].level_m;
        drains_[next] = edge.key.place < 0 ? over_link(edge, next == edge.a, level_m) : over_pass(edge, next == edge.a, level_m);
        queue_.push_back(next);
      }
    }
  }

  Drain over_link(const Edge& edge, bool downstream, float level_m) const {
    return {downstream ? -1 : links_[static_cast<std::size_t>(-1 - edge.key.place)].to, level_m};
  }

  Drain over_pass(const Edge& edge, bool from_a, float level_m) const {
    const std::int64_t cell = edge.key.place / 8;
    const auto to = static_cast<std::uint32_t>(edge.key.place % 8);
    const float level = std::max(level_m, level_of(edge.key.level));
    if (to == kPassOut || from_a) return {cell, level};
    return {tiling_.index(neighbour({cell / tiling_.columns(), cell % tiling_.columns()}, static_cast<D8>(to))), level};
  }

  std::vector<std::int64_t> drain_closed_regions() {
    std::vector<TileGraph::Sink> lowest(groups_.size());
    std::vector<std::uint32_t> at(groups_.size(), kOut);
    for (std::size_t t = 0; t < graphs_.size(); ++t) {
      for (std::uint32_t local = 1; local < graphs_[t].sinks.size(); ++local) {
        const std::uint32_t n = node(t, local);
        if (done_[n] != 0) continue;
        const std::uint32_t group = groups_.of(n);
        if (graphs_[t].sinks[local] < lowest[group]) {
          lowest[group] = graphs_[t].sinks[local];
          at[group] = n;
        }
      }
    }
    std::vector<std::int64_t> sinks;
    for (std::uint32_t group = 1; group < groups_.size(); ++group) {
      if (at[group] == kOut) continue;
      sinks.push_back(lowest[group].cell);
      done_[at[group]] = 1;
      drains_[at[group]] = {lowest[group].cell, -std::numeric_limits<float>::infinity()};
      spread_from(at[group]);
    }
    return sinks;
  }

  std::vector<TileDrains> by_tile() const {
    std::vector<TileDrains> drains;
    for (std::size_t t = 0; t < graphs_.size(); ++t) {
      drains.emplace_back(drains_.begin() + base_[t] + 1, drains_.begin() + base_[t + 1] + 1);
    }
    return drains;
  }

  const Tiling& tiling_;
  std::span<const TileGraph> graphs_;
  std::vector<std::uint32_t> base_;  ///< number of the last node before a tile's first
  Groups groups_;
  std::vector<TileGraph::Link> links_;
  std::vector<Edge> passes_;
  std::vector<Edge> tree_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> edges_;
  std::vector<std::uint32_t> queue_;
  std::vector<Drain> drains_;
  std::vector<std::uint8_t> done_;
};

}  // namespace

BasinSolution solve_basins(const Tiling& tiling, std::span<const TileGraph> graphs) {
  return BasinGraph(tiling, graphs).solve();
}

}  // namespace tmfgeo
