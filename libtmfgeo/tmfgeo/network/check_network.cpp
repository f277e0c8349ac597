// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

/// Lines that begin and end at each node.
struct NodeDegree {
  std::int32_t in = 0;
  std::int32_t out = 0;
};

std::vector<NodeDegree> degrees(const RiverNetwork& network) {
  std::vector<NodeDegree> degree(network.node_count());
  for (ReachId id = 0; at(id) < network.size(); ++id) {
    ++degree[at(network.reach(id).from_node)].out;
    ++degree[at(network.reach(id).to_node)].in;
  }
  return degree;
}

/// The nearest line within the reach of a gap that does not itself begin or end there.
std::optional<NearPlace> line_beyond(const RiverNetwork& network, Point end, double within_m, double tolerance_m) {
  for (const NearPlace& place : network.index().nearest_by_owner(end, within_m)) {
    const auto line = network.line(static_cast<ReachId>(network.index().segments()[place.segment].owner));
    if (near_distance_m(line.front(), end) > tolerance_m && near_distance_m(line.back(), end) > tolerance_m) return place;
  }
  return std::nullopt;
}

void tell_gaps(const RiverNetwork& network, const std::vector<NodeDegree>& degree, const FeatureTable& lines,
               double tolerance_m, Issues& issues) {
  LayerIssues gaps("river_gap", lines, issues);
  std::vector<bool> told(network.node_count(), false);
  for (ReachId id = 0; at(id) < network.size(); ++id) {
    const Reach& reach = network.reach(id);
    if (degree[at(reach.to_node)].out > 0 || told[at(reach.to_node)]) continue;
    told[at(reach.to_node)] = true;
    const Point end = network.line(id).back();
    const auto place = line_beyond(network, end, 100 * tolerance_m, tolerance_m);
    if (!place) continue;
    const auto other = static_cast<ReachId>(network.index().segments()[place->segment].owner);
    gaps.add(reach.source_record, "geometry", [&] {
      return "ends at " + place_text(end) + ", " + fixed(place->distance_m, 1) + " m from " + lines.record_word + " " +
             std::to_string(network.reach(other).source_record) + " and without a node in common, expected them joined";
    });
  }
  gaps.finish();
}

void tell_area_drops(const RiverNetwork& network, const FeatureTable& lines, const std::string& column, Issues& issues) {
  // Areas that went through a text file differ in their last digits.
  constexpr double kRounding = 1e-6;
  std::size_t drops = 0;
  double least_share = 1;
  ReachId worst = kNoReach;
  for (ReachId id = 0; at(id) < network.size(); ++id) {
    const ReachId on = network.downstream(id);
    if (on == kNoReach) continue;
    const double above = network.reach(id).upstream_area_km2;
    const double below = network.reach(on).upstream_area_km2;
    if (!(below < above * (1 - kRounding))) continue;
    ++drops;
    if (below / above >= least_share) continue;
    least_share = below / above;
    worst = id;
  }
  if (worst == kNoReach) return;
  const Reach& from = network.reach(worst);
  const Reach& to = network.reach(network.downstream(worst));
  LayerIssues("river_area_drops", lines, issues)
      .add_summary(column, "at " + std::to_string(drops) + (drops == 1 ? " place; worst: " : " places, worst: ") + lines.record_word + " " +
                               std::to_string(to.source_record) + " at " + place_text(network.line(network.downstream(worst)).front()) + " has " +
                               shortest(to.upstream_area_km2) + " km2, less than the " + shortest(from.upstream_area_km2) + " km2 of " + lines.record_word +
                               " " + std::to_string(from.source_record) + " that flows into it");
}

void tell_nodes(const std::vector<NodeDegree>& degree, const FeatureTable& lines, Issues& issues) {
  std::size_t dividing = 0;
  std::size_t ending = 0;
  for (const NodeDegree& d : degree) {
    if (d.out > 1) ++dividing;
    if (d.out == 0 && d.in > 1) ++ending;
  }
  if (dividing > 0) {
    LayerIssues("river_bifurcation", lines, issues)
        .add_summary("geometry", "rivers divide at " + std::to_string(dividing) +
                                     " nodes; routes take the larger discharge, then the larger area, then the lower record");
  }
  if (ending > 0) {
    LayerIssues("river_no_way_on", lines, issues)
        .add_summary("geometry", "at " + std::to_string(ending) + " nodes two or more lines end and none goes on");
  }
}

}  // namespace

void check_network(const RiverNetwork& network, const FeatureTable& lines, const NetworkOptions& options, Issues& issues) {
  const std::vector<NodeDegree> degree = degrees(network);
  tell_gaps(network, degree, lines, options.snap_tolerance_m, issues);
  tell_area_drops(network, lines, options.upstream_area_column, issues);
  tell_nodes(degree, lines, issues);
}

}  // namespace tmfgeo
