// SPDX-License-Identifier: Apache-2.0
/// The geometry of one feature: a point, lines or polygons, kept flat.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

enum class GeometryKind { none, point, line, polygon };

/// Points in one array; `part_ends` closes the parts (line parts or rings), `polygon_ends` closes the polygons.
/// Shapes: a point has one point; a line one or more parts of at least two points; a polygon's first ring is its shell,
/// the others are holes, every ring closed (first point = last).
/// A single line part keeps part_ends empty, so that half a million river links cost one allocation each.
struct Geometry {
  GeometryKind kind = GeometryKind::none;
  std::vector<Point> points;
  std::vector<std::uint32_t> part_ends;     ///< end of each part in points; empty: one part, all points
  std::vector<std::uint32_t> polygon_ends;  ///< end of each polygon in parts; empty: one polygon, all parts

  bool operator==(const Geometry&) const = default;

  std::size_t part_count() const { return points.empty() ? 0 : (part_ends.empty() ? 1 : part_ends.size()); }
  std::span<const Point> part(std::size_t i) const;
  std::size_t polygon_count() const {
    return points.empty() ? 0 : (polygon_ends.empty() ? 1 : polygon_ends.size());
  }
  /// First and one-past-last part of polygon i.
  std::pair<std::size_t, std::size_t> polygon_parts(std::size_t i) const;
  Box box() const;
};

Geometry point_geometry(Point p);
Geometry line_geometry(Polyline line);
/// One polygon from its rings, shell first.
Geometry polygon_geometry(const std::vector<Polyline>& rings);
/// Adds b's parts to a. Needs: the same kind, or a is none; not points.
void append(Geometry& a, const Geometry& b);

}  // namespace tmfgeo
