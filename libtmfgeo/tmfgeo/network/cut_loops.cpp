// SPDX-License-Identifier: Apache-2.0
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tmfgeo/network/growing_dag.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

using Ends = std::pair<std::uint32_t, std::uint32_t>;
using NodeGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

NodeGraph graph_of(const std::vector<Ends>& ends, std::size_t nodes) {
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), static_cast<std::uint32_t>(nodes)};
}

/// Per node its strong component: nodes that reach each other have the same.
std::vector<std::uint32_t> strong_components_of(const NetworkDraft& draft) {
  std::vector<Ends> ends;
  ends.reserve(draft.reaches.size());
  for (const ReachDraft& r : draft.reaches) {
    ends.emplace_back(static_cast<std::uint32_t>(r.from_node), static_cast<std::uint32_t>(r.to_node));
  }
  const NodeGraph graph = graph_of(ends, draft.nodes.size());
  std::vector<std::uint32_t> component(draft.nodes.size());
  boost::strong_components(graph,
                           boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  return component;
}

/// The drafts that lie on loops, strongest first, with their ends numbered among themselves.
struct Tangle {
  std::vector<std::size_t> drafts;
  std::vector<Ends> ends;
  std::size_t nodes = 0;
};

Tangle tangle_of(const NetworkDraft& draft) {
  const std::vector<std::uint32_t> component = strong_components_of(draft);
  const auto inside = [&](const ReachDraft& r) { return component[at(r.from_node)] == component[at(r.to_node)]; };
  Tangle tangle;
  std::vector<bool> has_way_out(draft.nodes.size(), false);
  for (std::size_t i = 0; i < draft.reaches.size(); ++i) {
    if (inside(draft.reaches[i])) {
      tangle.drafts.push_back(i);
    } else {
      has_way_out[at(draft.reaches[i].from_node)] = true;
    }
  }
  const auto is_stronger = [&](std::size_t a, std::size_t b) {
    const ReachDraft& ra = draft.reaches[a];
    const ReachDraft& rb = draft.reaches[b];
    const double area_a = std::isnan(ra.upstream_area_km2) ? -1 : ra.upstream_area_km2;
    const double area_b = std::isnan(rb.upstream_area_km2) ? -1 : rb.upstream_area_km2;
    if (area_a != area_b) return area_a > area_b;
    if (has_way_out[at(ra.from_node)] != has_way_out[at(rb.from_node)]) return !has_way_out[at(ra.from_node)];
    return a < b;
  };
  std::sort(tangle.drafts.begin(), tangle.drafts.end(), is_stronger);
  std::vector<std::int32_t> number(tangle.drafts.empty() ? 0 : draft.nodes.size(), -1);
  const auto numbered = [&](std::int32_t node) {
    if (number[at(node)] < 0) number[at(node)] = static_cast<std::int32_t>(tangle.nodes++);
    return static_cast<std::uint32_t>(number[at(node)]);
  };
  for (const std::size_t i : tangle.drafts) {
    const std::uint32_t from = numbered(draft.reaches[i].from_node);
    tangle.ends.emplace_back(from, numbered(draft.reaches[i].to_node));
  }
  return tangle;
}

/// Writes nodes down as a depth-first walk finishes them.
struct FinishOrder : boost::default_dfs_visitor {
  std::vector<std::uint32_t>* finished;
  explicit FinishOrder(std::vector<std::uint32_t>& order) : finished(&order) {}
  void finish_vertex(std::uint32_t node, const NodeGraph&) const { finished->push_back(node); }
};

/// A place in line per node that agrees with most of the tangle: it saves the growing graph nearly all of its work.
std::vector<std::uint32_t> first_guess(const Tangle& tangle) {
  std::vector<std::uint32_t> finished;
  finished.reserve(tangle.nodes);
  const NodeGraph graph = graph_of(tangle.ends, tangle.nodes);
  boost::depth_first_search(graph, boost::visitor(FinishOrder(finished)));
  std::vector<std::uint32_t> place(tangle.nodes);
  for (std::size_t i = 0; i < finished.size(); ++i) place[finished[i]] = static_cast<std::uint32_t>(tangle.nodes - 1 - i);
  return place;
}

}  // namespace

void cut_loops(NetworkDraft& draft, const FeatureTable& lines, Issues& issues) {
  const Tangle tangle = tangle_of(draft);
  if (tangle.drafts.empty()) return;
  GrowingDag kept(first_guess(tangle));
  std::vector<std::size_t> cut;
  for (std::size_t i = 0; i < tangle.drafts.size(); ++i) {
    if (!kept.add(tangle.ends[i].first, tangle.ends[i].second)) cut.push_back(tangle.drafts[i]);
  }
  std::sort(cut.begin(), cut.end());
  LayerIssues loops("river_loop_cut", lines, issues);
  for (const std::size_t i : cut) {
    ReachDraft& r = draft.reaches[i];
    const Point upper_end = draft.nodes[at(r.from_node)];
    r.from_node = static_cast<std::int32_t>(draft.nodes.size());
    draft.nodes.push_back(upper_end);
    loops.add(r.source_record, "geometry", [&] {
      return "closes a loop of lines; its upper end at " + place_text(upper_end) + " was set apart";
    });
  }
  loops.finish();
}

}  // namespace tmfgeo
