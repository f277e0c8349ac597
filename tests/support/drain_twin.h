// SPDX-License-Identifier: Apache-2.0
/// The conditioned surface and its ways by definition: the whole grid at once, every pass sorted, no tiles.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>
#include <vector>

#include "support/terrain_twins.h"
#include "tmfgeo/terrain/drain_surface.h"

namespace tmfgeo::test {

/// NaN for what is not finite, no negative zero.
inline Grid<float> only_finite(Grid<float> elevation_m) {
  for (float& z : elevation_m.values()) z = !std::isfinite(z) ? std::numeric_limits<float>::quiet_NaN() : z == 0 ? 0.0F : z;
  return elevation_m;
}

inline bool is_terminal(const Ends& ends, std::ptrdiff_t cell) {
  return std::find(ends.terminal_cells.begin(), ends.terminal_cells.end(), cell) != ends.terminal_cells.end();
}

/// Whether water may leave the data from a cell, whatever is lower beside it.
inline bool water_may_leave(const Grid<float>& elevation_m, const Ends& ends, std::ptrdiff_t cell) {
  const std::vector<std::ptrdiff_t> around = neighbours_of(elevation_m.frame(), cell);
  if (around.size() < 8) return true;
  return ends.nodata_is_outlet &&
         std::any_of(around.begin(), around.end(), [&](std::ptrdiff_t n) { return std::isnan(elevation_m[n]); });
}

/// The filled surface by a flood from all ends; what it cannot reach is flooded from its lowest cell, the first of
/// equally low ones.
inline Grid<float> filled_by_set(const Grid<float>& given, const Ends& ends) {
  const Grid<float> elevation_m = only_finite(given);
  Grid<float> level = elevation_m;
  std::vector<char> reached(static_cast<std::size_t>(level.size()), 0);
  std::set<std::pair<float, std::ptrdiff_t>> shore;
  std::set<std::pair<float, std::ptrdiff_t>> rest;
  const auto reach = [&](std::ptrdiff_t i, float from) {
    if (std::isnan(level[i]) || reached[static_cast<std::size_t>(i)] != 0) return;
    reached[static_cast<std::size_t>(i)] = 1;
    rest.erase({elevation_m[i], i});
    level[i] = std::max(level[i], from);
    shore.emplace(level[i], i);
  };
  for (std::ptrdiff_t i = 0; i < level.size(); ++i) {
    if (!std::isnan(level[i])) rest.emplace(level[i], i);
  }
  for (std::ptrdiff_t i = 0; i < level.size(); ++i) {
    const bool sea = ends.sea_level_m && static_cast<double>(level[i]) <= *ends.sea_level_m;
    if (sea || is_terminal(ends, i) || water_may_leave(elevation_m, ends, i)) reach(i, level[i]);
  }
  while (!shore.empty() || !rest.empty()) {
    if (shore.empty()) reach(rest.begin()->second, rest.begin()->first);
    const auto [from, cell] = *shore.begin();
    shore.erase(shore.begin());
    for (const std::ptrdiff_t n : neighbours_of(level.frame(), cell)) reach(n, from);
  }
  return level;
}

/// Sentences of ConditionedDem's contract, one function each.
class DrainTwin {
 public:
  DrainTwin(const Grid<float>& given, const Ends& ends)
      : ends_(ends), z_(only_finite(given)), metrics_(given.frame()), way_(given.frame(), kD8NoData), filled_(z_) {
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) way_[i] = own_way(i);
    drain_flats();
    find_catchments();
    std::vector<Edge> tree = lowest_passes();
    drain_over(tree);
  }
  const Grid<D8>& way() const { return way_; }
  const Grid<float>& filled() const { return filled_; }
  std::int64_t closed_regions() const { return closed_regions_; }

 private:
  static constexpr D8 kNoWay = 100;
  static constexpr D8 kPit = 101;
  /// A pass from a cell in a direction of kD8Steps, or (kD8Outlet) out of the data; between two roots.
  struct Edge {
    float level_m;
    std::ptrdiff_t cell;
    D8 to;
    std::ptrdiff_t root;
    std::ptrdiff_t other;
  };

  std::ptrdiff_t beside(std::ptrdiff_t cell, D8 d) const {
    const Cell n = neighbour(z_.frame().cell(cell), d);
    return z_.frame().contains(n) ? z_.frame().index(n) : -1;
  }

  D8 own_way(std::ptrdiff_t cell) const {
    if (std::isnan(z_[cell])) return kD8NoData;
    if (is_terminal(ends_, cell)) return kD8Terminal;
    if (ends_.sea_level_m && static_cast<double>(z_[cell]) <= *ends_.sea_level_m) return kD8Outlet;
    double steepest = 0;
    D8 way = kNoWay;
    for (D8 d = 0; d < 8; ++d) {
      const std::ptrdiff_t n = beside(cell, d);
      if (n < 0 || std::isnan(z_[n])) continue;
      const double drop_m = static_cast<double>(z_[cell]) - static_cast<double>(z_[n]);
      const double slope = drop_m / metrics_.step_m(z_.frame().cell(cell).row, d);
      if (slope > steepest * (1 + 1e-6)) {
        steepest = slope;
        way = d;
      }
    }
    return way == kNoWay && water_may_leave(z_, ends_, cell) ? kD8Outlet : way;
  }

  /// Shortest ways from cells without one, over their own elevation, to the cells in `front`.
  void spread(std::vector<std::ptrdiff_t> front) {
    std::vector<std::ptrdiff_t> steps(static_cast<std::size_t>(z_.size()), -1);
    for (const std::ptrdiff_t cell : front) steps[static_cast<std::size_t>(cell)] = 0;
    std::vector<std::ptrdiff_t> reached;
    for (std::size_t i = 0; i < front.size(); ++i) {
      for (const std::ptrdiff_t n : neighbours_of(z_.frame(), front[i])) {
        if (way_[n] != kNoWay || z_[n] != z_[front[i]] || steps[static_cast<std::size_t>(n)] >= 0) continue;
        steps[static_cast<std::size_t>(n)] = steps[static_cast<std::size_t>(front[i])] + 1;
        front.push_back(n);
        reached.push_back(n);
      }
    }
    for (const std::ptrdiff_t cell : reached) {
      for (D8 d = 8; d-- > 0;) {
        const std::ptrdiff_t n = beside(cell, d);
        const bool nearer = n >= 0 && z_[n] == z_[cell] &&
                            steps[static_cast<std::size_t>(n)] == steps[static_cast<std::size_t>(cell)] - 1;
        if (nearer) way_[cell] = d;
      }
    }
  }

  void drain_flats() {
    std::vector<std::ptrdiff_t> drained;
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) {
      if (way_[i] != kNoWay && way_[i] != kD8NoData) drained.push_back(i);
    }
    spread(drained);
    std::vector<std::ptrdiff_t> pits;
    std::vector<char> seen(static_cast<std::size_t>(z_.size()), 0);
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) {
      if (way_[i] != kNoWay || seen[static_cast<std::size_t>(i)] != 0) continue;
      pits.push_back(i);
      std::vector<std::ptrdiff_t> lake{i};
      seen[static_cast<std::size_t>(i)] = 1;
      for (std::size_t k = 0; k < lake.size(); ++k) {
        for (const std::ptrdiff_t n : neighbours_of(z_.frame(), lake[k])) {
          if (z_[n] != z_[i] || seen[static_cast<std::size_t>(n)] != 0) continue;
          seen[static_cast<std::size_t>(n)] = 1;
          lake.push_back(n);
        }
      }
    }
    for (const std::ptrdiff_t pit : pits) way_[pit] = kPit;
    spread(pits);
  }

  /// Per cell its pit; out_ for cells that drain to an end.
  void find_catchments() {
    out_ = z_.size();
    root_.assign(static_cast<std::size_t>(z_.size()), -1);
    std::vector<std::ptrdiff_t> walked;
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) {
      walked.clear();
      std::ptrdiff_t at = i;
      while (root(at) < 0 && is_step(way_[at])) {
        walked.push_back(at);
        at = beside(at, way_[at]);
      }
      if (root(at) < 0) root_[static_cast<std::size_t>(at)] = way_[at] == kPit ? at : out_;
      for (const std::ptrdiff_t cell : walked) root_[static_cast<std::size_t>(cell)] = root(at);
    }
  }

  std::ptrdiff_t root(std::ptrdiff_t cell) const { return root_[static_cast<std::size_t>(cell)]; }

  /// The minimum spanning forest by Kruskal's method: passes by level, then row by row, then by direction, out last.
  std::vector<Edge> lowest_passes() const {
    std::vector<Edge> passes;
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) {
      if (std::isnan(z_[i])) continue;
      for (D8 d = 0; d < 4; ++d) {
        const std::ptrdiff_t n = beside(i, d);
        if (n < 0 || std::isnan(z_[n]) || root(i) == root(n)) continue;
        passes.push_back({std::max(z_[i], z_[n]), i, d, root(i), root(n)});
      }
      if (root(i) != out_ && water_may_leave(z_, ends_, i)) passes.push_back({z_[i], i, kD8Outlet, root(i), out_});
    }
    std::sort(passes.begin(), passes.end(), [](const Edge& a, const Edge& b) {
      return std::tie(a.level_m, a.cell, a.to) < std::tie(b.level_m, b.cell, b.to);
    });
    std::vector<std::ptrdiff_t> parent(static_cast<std::size_t>(out_) + 1);
    for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = static_cast<std::ptrdiff_t>(i);
    const auto group = [&](std::ptrdiff_t node) {
      while (parent[static_cast<std::size_t>(node)] != node) {
        std::ptrdiff_t& up = parent[static_cast<std::size_t>(node)];
        node = up = parent[static_cast<std::size_t>(up)];
      }
      return node;
    };
    std::vector<Edge> tree;
    for (const Edge& pass : passes) {
      const std::ptrdiff_t a = group(pass.root);
      const std::ptrdiff_t b = group(pass.other);
      if (a == b) continue;
      parent[static_cast<std::size_t>(a)] = b;
      tree.push_back(pass);
    }
    return tree;
  }

  void drain_over(const std::vector<Edge>& tree) {
    std::vector<std::vector<const Edge*>> edges(static_cast<std::size_t>(out_) + 1);
    for (const Edge& e : tree) {
      edges[static_cast<std::size_t>(e.root)].push_back(&e);
      edges[static_cast<std::size_t>(e.other)].push_back(&e);
    }
    std::vector<float> level(static_cast<std::size_t>(out_) + 1, std::numeric_limits<float>::quiet_NaN());
    const auto walk_from = [&](std::ptrdiff_t start) {
      level[static_cast<std::size_t>(start)] = -std::numeric_limits<float>::infinity();
      std::vector<std::ptrdiff_t> queue{start};
      for (std::size_t q = 0; q < queue.size(); ++q) {
        for (const Edge* e : edges[static_cast<std::size_t>(queue[q])]) {
          const bool forward = e->other == queue[q];
          const std::ptrdiff_t next = forward ? e->root : e->other;
          if (!std::isnan(level[static_cast<std::size_t>(next)])) continue;
          level[static_cast<std::size_t>(next)] = std::max(level[static_cast<std::size_t>(queue[q])], e->level_m);
          if (forward) turn(e->cell, e->to);
          else turn(beside(e->cell, e->to), opposite(e->to));
          queue.push_back(next);
        }
      }
    };
    walk_from(out_);
    std::set<std::pair<float, std::ptrdiff_t>> pits;
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) {
      if (root(i) == i) pits.emplace(z_[i], i);
    }
    for (const auto& [bottom_m, pit] : pits) {
      if (!std::isnan(level[static_cast<std::size_t>(pit)])) continue;
      way_[pit] = kD8Terminal;
      ++closed_regions_;
      walk_from(pit);
    }
    for (std::ptrdiff_t i = 0; i < z_.size(); ++i) filled_[i] = std::max(z_[i], level[static_cast<std::size_t>(root(i))]);
  }

  void turn(std::ptrdiff_t cell, D8 way) {
    while (cell >= 0) {
      const D8 old = std::exchange(way_[cell], way);
      if (!is_step(old)) return;
      way = opposite(old);
      cell = beside(cell, old);
    }
  }

  Ends ends_;
  Grid<float> z_;
  CellMetrics metrics_;
  Grid<D8> way_;
  Grid<float> filled_;
  std::vector<std::ptrdiff_t> root_;
  std::ptrdiff_t out_ = 0;
  std::int64_t closed_regions_ = 0;
};

}  // namespace tmfgeo::test
