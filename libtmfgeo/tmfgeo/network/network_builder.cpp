// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/network/network_draft.h"

namespace tmfgeo {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

/// Drafts that begin at each node, the one a route takes on first.
struct WaysOut {
  std::vector<std::int32_t> begin;
  std::vector<std::int32_t> drafts;

  explicit WaysOut(const NetworkDraft& draft);
  std::span<const std::int32_t> of(std::int32_t node) const {
    return std::span(drafts).subspan(at(begin[at(node)]), at(begin[at(node) + 1] - begin[at(node)]));
  }
};

/// Known beats unknown, larger beats smaller; 0 where neither wins.
int compare_known(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return static_cast<int>(std::isnan(b)) - static_cast<int>(std::isnan(a));
  return a > b ? 1 : a < b ? -1 : 0;
}

WaysOut::WaysOut(const NetworkDraft& draft) : begin(draft.nodes.size() + 1, 0), drafts(draft.reaches.size()) {
  for (const ReachDraft& r : draft.reaches) ++begin[at(r.from_node) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    drafts[at(next[at(draft.reaches[i].from_node)]++)] = static_cast<std::int32_t>(i);
  }
  const auto is_larger = [&](std::int32_t a, std::int32_t b) {
    const ReachDraft& ra = draft.reaches[at(a)];
    const ReachDraft& rb = draft.reaches[at(b)];
    if (const int discharge = compare_known(ra.discharge_m3_s, rb.discharge_m3_s); discharge != 0) return discharge > 0;
    if (const int area = compare_known(ra.upstream_area_km2, rb.upstream_area_km2); area != 0) return area > 0;
    return a < b;
  };
  for (std::size_t node = 0; node + 1 < begin.size(); ++node) {
    if (begin[node + 1] - begin[node] > 1) {
      std::sort(drafts.begin() + begin[node], drafts.begin() + begin[node + 1], is_larger);
    }
  }
}

/// Every draft before all that begin where it ends: a depth-first walk downstream, written backwards. The way a route
/// takes on is walked last, so that it stands right behind.
std::vector<std::int32_t> downstream_order(const NetworkDraft& draft, const WaysOut& ways) {
  const std::size_t n = draft.reaches.size();
  std::vector<std::int32_t> order(n);
  std::size_t free = n;
  std::vector<std::int32_t> left(n, -1);  // ways on that are still to walk; −1: not yet seen
  std::vector<std::int32_t> path;
  const auto ways_of = [&](std::int32_t d) { return ways.of(draft.reaches[at(d)].to_node); };
  for (std::size_t root = 0; root < n; ++root) {
    if (left[root] >= 0) continue;
    path.push_back(static_cast<std::int32_t>(root));
    left[root] = static_cast<std::int32_t>(ways_of(path.back()).size());
    while (!path.empty()) {
      const std::int32_t here = path.back();
      if (left[at(here)] == 0) {
        order[--free] = here;
        path.pop_back();
        continue;
      }
      const std::int32_t next = ways_of(here)[at(--left[at(here)])];
      if (left[at(next)] >= 0) continue;
      left[at(next)] = static_cast<std::int32_t>(ways_of(next).size());
      path.push_back(next);
    }
  }
  TMFGEO_EXPECTS(free == 0);
  return order;
}

/// New numbers for nodes that a reach still touches, in the order of the drafts.
std::size_t renumber_nodes(NetworkDraft& draft) {
  std::vector<std::int32_t> number(draft.nodes.size(), -1);
  std::int32_t used = 0;
  const auto renumber = [&](std::int32_t& node) {
    if (number[at(node)] < 0) number[at(node)] = used++;
    node = number[at(node)];
  };
  for (ReachDraft& r : draft.reaches) {
    renumber(r.from_node);
    renumber(r.to_node);
  }
  draft.nodes.resize(at(used));
  return at(used);
}

/// Orders as Strahler has them, 0 standing for a smaller branch that no tributary has joined.
struct Confluence {
  int highest = 0;
  bool twice = false;

  void add(int order) {
    if (order > highest) {
      highest = order;
      twice = false;
    } else if (order == highest) {
      twice = true;
    }
  }
  int order() const { return highest > 0 && twice ? highest + 1 : highest; }
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

RiverNetwork NetworkBuilder::build(NetworkDraft draft, ReachOrder order) {
  TMFGEO_EXPECTS(draft.reaches.size() < std::numeric_limits<ReachId>::max());
  RiverNetwork network;
  network.node_count_ = renumber_nodes(draft);
  const WaysOut ways(draft);
  std::vector<std::int32_t> drafts(draft.reaches.size());
  std::iota(drafts.begin(), drafts.end(), 0);
  if (order == ReachOrder::sorted) drafts = downstream_order(draft, ways);
  network.names_ = std::move(draft.names);
  add_reaches(network, draft, drafts);
  // The index is the largest part to come: what it replaces goes first.
  draft = {};
  std::vector<ReachId> id_of(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) id_of[at(drafts[i])] = static_cast<ReachId>(i);
  network.downstream_.reserve(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const auto on = ways.of(network.reaches_[i].to_node);
    network.downstream_.push_back(on.empty() ? kNoReach : id_of[at(on.front())]);
    TMFGEO_EXPECTS(on.empty() || at(network.downstream_.back()) > i);
  }
  for (std::int32_t node = 0; at(node) < network.node_count_; ++node) {
    const auto out = ways.of(node);
    for (std::size_t i = 1; i < out.size(); ++i) network.reaches_[at(id_of[at(out[i])])].is_main = false;
  }
  link_upstream(network);
  add_orders(network);
  add_index(network);
  return network;
}

void NetworkBuilder::add_reaches(RiverNetwork& network, const NetworkDraft& draft, std::span<const std::int32_t> drafts) {
  network.reaches_.reserve(drafts.size());
  network.point_begin_.reserve(drafts.size() + 1);
  network.point_begin_.push_back(0);
  network.points_.reserve(draft.points.size());
  network.offsets_m_.reserve(draft.points.size());
  std::vector<double> lengths_m;
  lengths_m.reserve(drafts.size());
  for (const std::int32_t d : drafts) {
    const ReachDraft& r = draft.reaches[at(d)];
    network.reaches_.push_back({r.from_node, r.to_node, r.length_m, r.upstream_area_km2, r.discharge_m3_s, 1,
                                r.source_record, r.name, true});
    lengths_m.push_back(r.length_m);
    for (std::int64_t k = 0; k < r.point_end - r.point_begin; ++k) {
      const auto p = static_cast<std::size_t>(r.against_drawing ? r.point_end - 1 - k : r.point_begin + k);
      network.points_.push_back(draft.points[p]);
      network.offsets_m_.push_back(r.against_drawing ? r.length_m - draft.offsets_m[p] : draft.offsets_m[p]);
    }
    network.point_begin_.push_back(static_cast<std::int64_t>(network.points_.size()));
  }
  network.median_length_m_ = median(std::move(lengths_m));
}

void NetworkBuilder::link_upstream(RiverNetwork& network) {
  network.upstream_begin_.assign(network.size() + 1, 0);
  for (const ReachId on : network.downstream_) {
    if (on != kNoReach) ++network.upstream_begin_[at(on) + 1];
  }
  std::partial_sum(network.upstream_begin_.begin(), network.upstream_begin_.end(), network.upstream_begin_.begin());
  network.upstream_.resize(static_cast<std::size_t>(network.upstream_begin_.back()));
  std::vector<std::int64_t> next(network.upstream_begin_.begin(), network.upstream_begin_.end() - 1);
  for (std::size_t i = 0; i < network.size(); ++i) {
    const ReachId on = network.downstream_[i];
    if (on != kNoReach) network.upstream_[static_cast<std::size_t>(next[at(on)]++)] = static_cast<ReachId>(i);
  }
}

void NetworkBuilder::add_orders(RiverNetwork& network) {
  std::vector<Confluence> inflow(network.node_count_);
  std::vector<bool> fed(network.node_count_, false);
  for (Reach& r : network.reaches_) {
    // A smaller branch takes nothing over from the node it leaves.
    const int own = !fed[at(r.from_node)] ? 1 : r.is_main ? inflow[at(r.from_node)].order() : 0;
    r.strahler = std::max(own, 1);
    inflow[at(r.to_node)].add(own);
    fed[at(r.to_node)] = true;
  }
}

void NetworkBuilder::add_index(RiverNetwork& network) {
  std::vector<LineSegment> segments;
  segments.reserve(network.points_.size() - network.size());
  for (std::size_t i = 0; i < network.size(); ++i) {
    const auto line = network.line(static_cast<ReachId>(i));
    for (std::size_t p = 1; p < line.size(); ++p) {
      segments.push_back({line[p - 1], line[p], static_cast<std::int64_t>(i), static_cast<std::int64_t>(p - 1)});
    }
  }
  network.index_ = LineIndex(std::move(segments));
}

}  // namespace tmfgeo
