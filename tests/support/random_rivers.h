// SPDX-License-Identifier: Apache-2.0
/// River layers by chance, from a seed: trees, and tangles with loops.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "support/ascii_rivers.h"

namespace tmfgeo::test {

/// Node i of a square raster of nodes 0.05° apart, pushed off its place by chance.
inline std::vector<Point> scattered_nodes(std::size_t count, std::mt19937& dice) {
  std::uniform_real_distribution<double> shift(-0.02, 0.02);
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
  std::vector<Point> nodes;
  for (std::size_t i = 0; i < count; ++i) {
    nodes.push_back({20 + 0.05 * static_cast<double>(i % side) + shift(dice),
                     40 + 0.05 * static_cast<double>(i / side) + shift(dice)});
  }
  return nodes;
}

/// A directed edge list as a river layer, one straight line each.
inline FeatureTable lines_between(const std::vector<Point>& nodes, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  FeatureTable table = empty_rivers();
  for (const auto& [from, to] : edges) add_line(table, line_geometry({nodes[from], nodes[to]}));
  return table;
}

/// Every node but the first flows to one with a smaller number: one tree with its outlet at node 0, lines in a mixed order.
inline std::vector<std::pair<std::size_t, std::size_t>> random_tree(std::size_t nodes, std::mt19937& dice) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t i = 1; i < nodes; ++i) {
    const std::size_t nearest = i > 20 ? i - 20 : 0;
    edges.emplace_back(i, std::uniform_int_distribution<std::size_t>(nearest, i - 1)(dice));
  }
  std::shuffle(edges.begin(), edges.end(), dice);
  return edges;
}

/// Any pairs of different nodes.
inline std::vector<std::pair<std::size_t, std::size_t>> random_edges(std::size_t nodes, std::size_t count, std::mt19937& dice) {
  std::uniform_int_distribution<std::size_t> any(0, nodes - 1);
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  while (edges.size() < count) {
    const std::size_t from = any(dice);
    const std::size_t to = any(dice);
    if (from != to) edges.emplace_back(from, to);
  }
  return edges;
}

/// True if `start` leads to `goal` along a graph given as every node's next ones.
inline bool leads_to(const std::vector<std::vector<std::size_t>>& out, std::size_t start, std::size_t goal) {
  std::vector<bool> seen(out.size(), false);
  std::vector<std::size_t> stack{start};
  while (!stack.empty()) {
    const std::size_t n = stack.back();
    stack.pop_back();
    if (n == goal) return true;
    if (seen[n]) continue;
    seen[n] = true;
    stack.insert(stack.end(), out[n].begin(), out[n].end());
  }
  return false;
}

}  // namespace tmfgeo::test
