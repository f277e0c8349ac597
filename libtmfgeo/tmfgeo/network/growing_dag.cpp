// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/growing_dag.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

GrowingDag::GrowingDag(std::vector<std::uint32_t> place) : place_(std::move(place)), seen_(place_.size(), false) {
  out_.first.assign(place_.size(), -1);
  in_.first.assign(place_.size(), -1);
}

void GrowingDag::Links::add(std::uint32_t at, std::uint32_t other) {
  next.push_back(first[at]);
  node.push_back(other);
  first[at] = static_cast<std::int32_t>(node.size() - 1);
}

bool GrowingDag::add(std::uint32_t from, std::uint32_t to) {
  TMFGEO_EXPECTS(from < place_.size() && to < place_.size());
  if (from == to) return false;
  if (place_[to] < place_[from]) {
    const bool free = walk_forward(to, from);
    if (free) walk_back(from, place_[to]);
    for (const std::uint32_t n : forward_) seen_[n] = false;
    for (const std::uint32_t n : backward_) seen_[n] = false;
    if (free) mend();
    forward_.clear();
    backward_.clear();
    if (!free) return false;
  }
  out_.add(from, to);
  in_.add(to, from);
  return true;
}

/// Collects what `from` reaches before the goal's place; false if it reaches the goal.
bool GrowingDag::walk_forward(std::uint32_t from, std::uint32_t goal) {
  forward_.push_back(from);
  seen_[from] = true;
  for (std::size_t i = 0; i < forward_.size(); ++i) {
    for (std::int32_t e = out_.first[forward_[i]]; e >= 0; e = out_.next[static_cast<std::size_t>(e)]) {
      const std::uint32_t next = out_.node[static_cast<std::size_t>(e)];
      if (next == goal) return false;
      if (seen_[next] || place_[next] > place_[goal]) continue;
      seen_[next] = true;
      forward_.push_back(next);
    }
  }
  return true;
}

/// Collects what reaches `from` behind the first place.
void GrowingDag::walk_back(std::uint32_t from, std::uint32_t first_place) {
  backward_.push_back(from);
  seen_[from] = true;
  for (std::size_t i = 0; i < backward_.size(); ++i) {
    for (std::int32_t e = in_.first[backward_[i]]; e >= 0; e = in_.next[static_cast<std::size_t>(e)]) {
      const std::uint32_t next = in_.node[static_cast<std::size_t>(e)];
      if (seen_[next] || place_[next] < first_place) continue;
      seen_[next] = true;
      backward_.push_back(next);
    }
  }
}

/// Shares the places of all nodes met out anew: those upstream first, each group in the order it had.
void GrowingDag::mend() {
  const auto by_place = [&](std::uint32_t a, std::uint32_t b) { return place_[a] < place_[b]; };
  std::sort(backward_.begin(), backward_.end(), by_place);
  std::sort(forward_.begin(), forward_.end(), by_place);
  std::vector<std::uint32_t> nodes = backward_;
  nodes.insert(nodes.end(), forward_.begin(), forward_.end());
  std::vector<std::uint32_t> places;
  places.reserve(nodes.size());
  for (const std::uint32_t n : nodes) places.push_back(place_[n]);
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < nodes.size(); ++i) place_[nodes[i]] = places[i];
}

}  // namespace tmfgeo
