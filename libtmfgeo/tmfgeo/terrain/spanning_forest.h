// SPDX-License-Identifier: Apache-2.0
/// The lowest ways between depressions: a minimum spanning forest by Borůvka's method over arrays.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tmfgeo {

/// Which nodes belong together.
class Groups {
 public:
  void reset(std::size_t count) {
    parent_.resize(count);
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::size_t size() const { return parent_.size(); }
  std::uint32_t of(std::uint32_t node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }
  /// Joins b's group to a's; a's representative stays. False if they were one already.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    if (a == b) return false;
    parent_[b] = a;
    return true;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// A way over the ridge between two nodes. Keys are a total order: lower passes first, then by place.
template <class Key>
struct Pass {
  Key key{};
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// Collects passes, of those between two nodes only the lowest, as far as it remembers: most pairs meet in many places,
/// one soon after the other.
template <class Key>
class LowestPasses {
 public:
  /// Goes on with the passes in a list.
  explicit LowestPasses(std::vector<Pass<Key>>& passes) : passes_(passes) {}

  void add(const Key& key, std::uint32_t a, std::uint32_t b) {
    const std::uint64_t pair = a < b ? (std::uint64_t{a} << 32U) | b : (std::uint64_t{b} << 32U) | a;
    Recent& recent = recent_[(pair * 0x9e3779b97f4a7c15U) >> 54U];
    if (recent.pair != pair) {
      recent = {pair, passes_.size()};
      passes_.push_back({key, a, b});
      return;
    }
    Pass<Key>& known = passes_[recent.pass];
    if (key < known.key) known = {key, a, b};
  }

 private:
  struct Recent {
    std::uint64_t pair = UINT64_MAX;
    std::size_t pass = 0;
  };
  std::vector<Pass<Key>>& passes_;
  std::array<Recent, 1024> recent_{};
};

/// Joins groups over their lowest passes until no group that may choose has one left.
/// Input: `groups` as joined so far; chooses(group): whether a group, by representative, looks for its lowest pass;
/// joined(kept, lost): called when one group takes another in. Passes within a group are dropped from `passes`.
/// Output: calls take(pass) for every pass chosen. With chooses true for all but one group, these are the passes of the
/// minimum spanning forest; a group that does not choose must have passes not listed here.
/// Ties: none, keys differ. Cost: O(passes · log groups), in practice a few rounds of shrinking lists.
/// Source [Boruvka1926].
template <class Key, class Chooses, class Joined, class Take>
void join_lowest(std::vector<Pass<Key>>& passes, Groups& groups, const Chooses& chooses, const Joined& joined,
                 const Take& take) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> lowest(groups.size(), kNone);
  std::vector<std::uint32_t> choosing;
  for (;;) {
    choosing.clear();
    std::size_t kept = 0;
    const auto offer = [&](std::uint32_t group, std::size_t pass) {
      std::uint32_t& best = lowest[group];
      if (best == kNone) {
        if (!chooses(group)) return;
        choosing.push_back(group);
        best = static_cast<std::uint32_t>(pass);
      } else if (passes[pass].key < passes[best].key) {
        best = static_cast<std::uint32_t>(pass);
      }
    };
    for (std::size_t i = 0; i < passes.size(); ++i) {
      const std::uint32_t a = groups.of(passes[i].a);
      const std::uint32_t b = groups.of(passes[i].b);
      if (a == b) continue;
      passes[kept] = passes[i];
      offer(a, kept);
      offer(b, kept);
      ++kept;
    }
    passes.resize(kept);
    if (choosing.empty()) return;
    for (const std::uint32_t group : choosing) {
      const Pass<Key>& pass = passes[std::exchange(lowest[group], kNone)];
      std::uint32_t keep = groups.of(pass.a);
      std::uint32_t lose = groups.of(pass.b);
      if (keep == lose) continue;
      if (!chooses(lose)) std::swap(keep, lose);
      groups.join(keep, lose);
      joined(keep, lose);
      take(pass);
    }
  }
}

}  // namespace tmfgeo
