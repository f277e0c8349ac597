// SPDX-License-Identifier: Apache-2.0
/// The river graph: reaches between nodes, every reach with one way on. Boost.Graph lives behind this header.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/geo/line_index.h"
#include "tmfgeo/table/feature_table.h"
#include "tmfgeo/terrain/flow.h"

namespace tmfgeo {

using ReachId = std::int32_t;
inline constexpr ReachId kNoReach = -1;

/// Attributes of one reach; NaN where unknown.
struct Reach {
  std::int32_t from_node = 0;
  std::int32_t to_node = 0;
  double length_m = 0;
  double upstream_area_km2 = 0;
  double discharge_m3_s = 0;
  int strahler = 1;
  std::int64_t source_record = 0;  ///< record number in the river file, or link index of the streams
  std::int32_t name = -1;          ///< index into names(), −1 without a name
  bool is_main = true;             ///< false: the smaller branch of a bifurcation; routes do not take it
};

/// Parallel vectors of reaches in an order where every reach stands before the one it flows into.
/// Immutable after it is made; may be shared by threads.
class RiverNetwork {
 public:
  std::size_t size() const { return reaches_.size(); }
  std::size_t node_count() const { return node_count_; }
  const Reach& reach(ReachId id) const { return reaches_[static_cast<std::size_t>(id)]; }
  /// The reach's line in WGS 84, downstream.
  std::span<const Point> line(ReachId id) const;
  /// The reach a route takes on, kNoReach at an end. Ties at a bifurcation: larger discharge, larger area, lower record.
  ReachId downstream(ReachId id) const { return downstream_[static_cast<std::size_t>(id)]; }
  /// Reaches that flow into this one, ascending.
  std::span<const ReachId> upstream(ReachId id) const;
  const std::string& name(ReachId id) const;
  /// All reaches' segments, owner = reach. Built with the network.
  const LineIndex& index() const { return index_; }
  /// Median reach length in metres: how fine the network is.
  double median_length_m() const { return median_length_m_; }

 private:
  friend class NetworkBuilder;
  std::vector<Reach> reaches_;
  std::vector<std::int64_t> point_begin_;
  std::vector<Point> points_;
  std::vector<ReachId> downstream_;
  std::vector<std::int64_t> upstream_begin_;
  std::vector<ReachId> upstream_;
  std::vector<std::string> names_;
  std::size_t node_count_ = 0;
  double median_length_m_ = 0;
  LineIndex index_;
};

/// Where a line layer's direction comes from.
enum class DirectionRule {
  digitised,      ///< lines are drawn downstream; checked against upstream area where given
  upstream_area,  ///< towards growing upstream area
  elevation,      ///< from the higher to the lower end
  outlets,        ///< a tree towards the outlets: the end nodes whose names or areas say so, else each component's
                  ///< end node with the largest upstream area or, failing that, the first in the file
};

struct NetworkOptions {
  DirectionRule direction = DirectionRule::digitised;
  double snap_tolerance_m = 1;  ///< ends nearer than this are one node
  std::string upstream_area_column;
  std::string discharge_column;
  std::string name_column;
  std::string elevation_from_column;
  std::string elevation_to_column;
  std::vector<Point> outlets;  ///< WGS 84, for DirectionRule::outlets
};

struct NetworkResult {
  RiverNetwork network;
  Issues issues;
};

/// From a line layer in any CRS. Multi-part lines become one reach per part.
/// Repairs, each with an Issue: ends within the tolerance joined; doubled lines and lines without length dropped; a line
/// against the growth of upstream area on both sides turned; a loop cut at its reach with the smallest area (ties: the
/// largest record). Ends that stop short of another line (within 100 tolerances) are told, not joined.
/// Errors: Error{invalid_input} if no line is usable or a named column is missing.
/// Cost: O(n log n); Europe's 595 000 links in under 2 s after reading.
NetworkResult network_from_lines(const FeatureTable& lines, const NetworkOptions& options);

/// From streams: one reach per link.
RiverNetwork network_from_streams(const Streams& streams, const GridFrame& frame);

}  // namespace tmfgeo
