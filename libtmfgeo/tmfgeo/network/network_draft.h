// SPDX-License-Identifier: Apache-2.0
/// A river network in the making: reaches that may still be joined, turned and dropped. For sources of this room.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// One line part on its way to a reach; attributes are NaN where unknown.
struct ReachDraft {
  std::int64_t point_begin = 0;  ///< its points in NetworkDraft::points, as drawn
  std::int64_t point_end = 0;
  std::int64_t source_record = 0;
  std::int32_t row = 0;  ///< of the table
  std::int32_t from_node = -1;
  std::int32_t to_node = -1;
  std::int32_t name = -1;
  double length_m = 0;
  double upstream_area_km2 = std::numeric_limits<double>::quiet_NaN();
  double discharge_m3_s = std::numeric_limits<double>::quiet_NaN();
  bool against_drawing = false;  ///< flows from its last point to its first

  void turn() {
    std::swap(from_node, to_node);
    against_drawing = !against_drawing;
  }
};

/// Reaches in the order of the file, points in WGS 84.
struct NetworkDraft {
  std::vector<ReachDraft> reaches;
  std::vector<Point> points;
  std::vector<double> offsets_m;  ///< per point: distance from its part's first point, as drawn
  std::vector<Point> nodes;       ///< where each node lies
  std::vector<std::string> names;

  std::span<const Point> line(const ReachDraft& r) const {
    return std::span(points).subspan(static_cast<std::size_t>(r.point_begin),
                                     static_cast<std::size_t>(r.point_end - r.point_begin));
  }
};

/// Fills offsets_m and every length_m. Cost: about 1 µs per point, on all cores.
void measure_lengths(NetworkDraft& draft);

enum class ReachOrder {
  as_drafted,  ///< every draft already stands before all that begin where it ends: reach i is draft i
  sorted,      ///< by this order: chains of reaches lie side by side, roots in the order of the file
};

/// Makes the immutable network out of a draft.
class NetworkBuilder {
 public:
  /// Needs: an acyclic draft whose lengths are measured, node ids below nodes.size().
  static RiverNetwork build(NetworkDraft draft, ReachOrder order);

 private:
  static void add_reaches(RiverNetwork& network, const NetworkDraft& draft, std::span<const std::int32_t> drafts);
  static void link_upstream(RiverNetwork& network);
  static void add_orders(RiverNetwork& network);
  static void add_index(RiverNetwork& network);
};

}  // namespace tmfgeo
