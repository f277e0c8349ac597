// SPDX-License-Identifier: Apache-2.0
/// A directed graph that takes edges as long as they close no loop. For sources of this room.
#pragma once

#include <cstdint>
#include <vector>

namespace tmfgeo {

/// Keeps an order of its nodes in which every edge leads forward, and mends it where a new edge leads back.
/// Source [PearceKelly2006].
class GrowingDag {
 public:
  /// Input: a first order, the place of each node in it: a permutation of 0 … n−1. The better it agrees with the edges to
  /// come, the less there is to mend.
  explicit GrowingDag(std::vector<std::uint32_t> place);

  /// Adds from → to and says true, or leaves the graph as it is and says false where that would close a loop.
  /// Cost: O(1) for an edge that leads forward, else of the order of the nodes between its ends that it concerns.
  bool add(std::uint32_t from, std::uint32_t to);

 private:
  /// Edges of one direction as linked lists.
  struct Links {
    std::vector<std::int32_t> first;
    std::vector<std::int32_t> next;
    std::vector<std::uint32_t> node;
    void add(std::uint32_t at, std::uint32_t other);
  };

  bool walk_forward(std::uint32_t from, std::uint32_t goal);
  void walk_back(std::uint32_t from, std::uint32_t first_place);
  void mend();

  std::vector<std::uint32_t> place_;
  Links out_;
  Links in_;
  std::vector<bool> seen_;
  std::vector<std::uint32_t> forward_;   // nodes met by the last walks
  std::vector<std::uint32_t> backward_;
};

}  // namespace tmfgeo
