// SPDX-License-Identifier: Apache-2.0
/// Finds line segments near a point or across a segment. Coordinates are longitude and latitude (WGS 84), distances metres.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// One indexed segment and whose it is.
struct LineSegment {
  Point a;
  Point b;
  std::int64_t owner = 0;  ///< line or polygon the caller gave
  std::int64_t part = 0;   ///< position of the segment inside its line
};

/// The nearest place on a segment.
struct NearPlace {
  std::size_t segment = 0;  ///< index into segments()
  double t = 0;             ///< fraction along the segment
  Point point;
  double distance_m = 0;
};

/// Where a query segment meets an indexed one.
struct CrossPlace {
  double t = 0;             ///< fraction along the query segment
  std::size_t segment = 0;  ///< index into segments()
};

/// A packed R-tree of segments. Immutable; may be shared by threads.
/// Cost: construction O(n log n), about 0.3 µs per segment; queries O(log n + answers).
class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(std::vector<LineSegment> segments);

  std::span<const LineSegment> segments() const;

  /// The nearest segment within a distance. Needs: the distance is no NaN. Ties: smaller owner, then smaller part.
  std::optional<NearPlace> nearest(Point p, double within_m) const;
  /// The nearest place of every owner within a distance, sorted by distance, then owner.
  std::vector<NearPlace> nearest_by_owner(Point p, double within_m) const;
  /// Every meeting with the segment a → b, sorted by t, then segment. Overlaps along a line count at their ends.
  /// A line that passes a hair beside a shared end of two segments meets both: rounding never opens a gap there.
  std::vector<CrossPlace> crossings(Point a, Point b) const;
  /// Indices of segments whose box overlaps, ascending.
  std::vector<std::size_t> within(const Box& box) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tmfgeo
