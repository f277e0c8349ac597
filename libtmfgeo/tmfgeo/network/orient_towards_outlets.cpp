// SPDX-License-Identifier: Apache-2.0
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "tmfgeo/core/error.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/node_groups.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

struct Way {
  double length_m = 0;
};
using WayGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Way, boost::no_property,
                                                    std::uint32_t, std::uint32_t>;

/// The nodes nearest to the points the user gave.
std::vector<std::int32_t> stated_outlets(const NetworkDraft& draft, const FeatureTable& lines, const NetworkOptions& options) {
  std::vector<std::int32_t> outlets;
  if (options.outlets.empty()) return outlets;
  std::vector<std::int32_t> by_latitude(draft.nodes.size());
  std::iota(by_latitude.begin(), by_latitude.end(), 0);
  const auto latitude = [&](std::int32_t n) { return draft.nodes[static_cast<std::size_t>(n)].y; };
  std::sort(by_latitude.begin(), by_latitude.end(),
            [&](std::int32_t a, std::int32_t b) { return std::pair(latitude(a), a) < std::pair(latitude(b), b); });
  const double within_m = 100 * options.snap_tolerance_m;
  const double within_degrees = within_m / local_scale(0).y_m;
  for (const Point p : options.outlets) {
    std::pair<double, std::int32_t> best{std::nextafter(within_m, 2 * within_m + 1), -1};
    auto n = std::lower_bound(by_latitude.begin(), by_latitude.end(), p.y - within_degrees,
                              [&](std::int32_t node, double y) { return latitude(node) < y; });
    for (; n != by_latitude.end() && latitude(*n) <= p.y + within_degrees; ++n) {
      best = std::min(best, std::pair(near_distance_m(p, draft.nodes[static_cast<std::size_t>(*n)]), *n));
    }
    if (best.second < 0) {
      throw Error(ErrorCode::invalid_input,
                  "no river line begins or ends within " + shortest(within_m) + " m of the outlet " + place_text(p) +
                      ", expected one",
                  lines.source);
    }
    outlets.push_back(best.second);
  }
  return outlets;
}

/// How well a free end serves as its component's outlet.
struct OutletChoice {
  double area = -1;
  bool drawn_as_lower_end = false;
  bool free = false;
  std::int32_t node = -1;

  bool better_than(const OutletChoice& o) const {
    if (o.node < 0) return true;
    if (free != o.free) return free;
    if (area != o.area) return area > o.area;
    if (drawn_as_lower_end != o.drawn_as_lower_end) return drawn_as_lower_end;
    return node < o.node;
  }
};

/// Adds an outlet for every component that has none yet.
void add_own_outlets(const NetworkDraft& draft, std::vector<std::int32_t>& outlets) {
  NodeGroups components(draft.nodes.size());
  std::vector<std::int32_t> lines_at(draft.nodes.size(), 0);
  for (const ReachDraft& r : draft.reaches) {
    components.join(r.from_node, r.to_node);
    ++lines_at[static_cast<std::size_t>(r.from_node)];
    ++lines_at[static_cast<std::size_t>(r.to_node)];
  }
  std::vector<OutletChoice> choice(draft.nodes.size());
  const auto consider = [&](const ReachDraft& r, std::int32_t node) {
    const bool free = lines_at[static_cast<std::size_t>(node)] == 1;
    const double area = free && !std::isnan(r.upstream_area_km2) ? r.upstream_area_km2 : -1;
    const OutletChoice own{area, free && node == r.to_node, free, node};
    OutletChoice& best = choice[static_cast<std::size_t>(components.group(node))];
    if (own.better_than(best)) best = own;
  };
  for (const ReachDraft& r : draft.reaches) {
    consider(r, r.from_node);
    consider(r, r.to_node);
  }
  for (const std::int32_t outlet : outlets) choice[static_cast<std::size_t>(components.group(outlet))] = {};
  for (const OutletChoice& best : choice) {
    if (best.node >= 0) outlets.push_back(best.node);
  }
}

/// Shortest way along the lines from each node to an outlet.
std::vector<double> distances_to_outlets(const NetworkDraft& draft, const std::vector<std::int32_t>& outlets) {
  using Ends = std::pair<std::uint32_t, std::uint32_t>;
  const auto sea = static_cast<std::uint32_t>(draft.nodes.size());  // one more node, beyond all outlets
  std::vector<Ends> ends;
  std::vector<Way> ways;
  ends.reserve(2 * draft.reaches.size() + outlets.size());
  ways.reserve(ends.capacity());
  for (const std::int32_t outlet : outlets) {
    ends.emplace_back(sea, static_cast<std::uint32_t>(outlet));
    ways.push_back({0});
  }
  for (const ReachDraft& r : draft.reaches) {
    const auto a = static_cast<std::uint32_t>(r.from_node);
    const auto b = static_cast<std::uint32_t>(r.to_node);
    ends.emplace_back(a, b);
    ends.emplace_back(b, a);
    ways.insert(ways.end(), 2, Way{r.length_m});
  }
  const WayGraph graph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), ways.begin(), sea + 1);
  std::vector<double> distance_m(sea + 1);
  boost::dijkstra_shortest_paths(
      graph, sea,
      boost::weight_map(boost::get(&Way::length_m, graph))
          .distance_map(boost::make_iterator_property_map(distance_m.begin(), boost::get(boost::vertex_index, graph))));
  return distance_m;
}

}  // namespace

void orient_towards_outlets(NetworkDraft& draft, const FeatureTable& lines, const NetworkOptions& options) {
  std::vector<std::int32_t> outlets = stated_outlets(draft, lines, options);
  add_own_outlets(draft, outlets);
  const std::vector<double> distance_m = distances_to_outlets(draft, outlets);
  // By distance, then node: an order of all nodes, so that no loop can come of it.
  const auto rank = [&](std::int32_t node) { return std::pair(distance_m[static_cast<std::size_t>(node)], node); };
  for (ReachDraft& r : draft.reaches) {
    if (rank(r.from_node) < rank(r.to_node)) r.turn();
  }
}

}  // namespace tmfgeo
