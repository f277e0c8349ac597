// SPDX-License-Identifier: Apache-2.0
/// Nodes grouped by the lines between them. For sources of this room.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace tmfgeo {

/// Groups of nodes, each named by its first node.
class NodeGroups {
 public:
  explicit NodeGroups(std::size_t nodes) : parent_(nodes) { std::iota(parent_.begin(), parent_.end(), 0); }

  void join(std::int32_t a, std::int32_t b) {
    a = group(a);
    b = group(b);
    parent(std::max(a, b)) = std::min(a, b);
  }
  std::int32_t group(std::int32_t node) {
    while (parent(node) != node) node = parent(node) = parent(parent(node));
    return node;
  }

 private:
  std::int32_t& parent(std::int32_t node) { return parent_[static_cast<std::size_t>(node)]; }
  std::vector<std::int32_t> parent_;
};

}  // namespace tmfgeo
