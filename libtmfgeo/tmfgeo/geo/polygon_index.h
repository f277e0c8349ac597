// SPDX-License-Identifier: Apache-2.0
/// Which polygons contain a point, and how far their edges are. GEOS lives behind this header.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tmfgeo/geo/geometry.h"
#include "tmfgeo/geo/line_index.h"

namespace tmfgeo {

/// Polygons with an index over their edges. Coordinates WGS 84. Immutable; may be shared by threads.
/// Cost: construction O(n log n) in edges; containing() O(log n); memory about 100 bytes per edge.
class PolygonIndex {
 public:
  PolygonIndex() = default;
  /// Needs: every geometry is a polygon or none (which contains nothing).
  explicit PolygonIndex(std::vector<Geometry> polygons);

  std::size_t size() const;
  const Geometry& polygon(std::size_t i) const;
  /// All polygons that contain the point, ascending; a point on an edge belongs to the polygon.
  std::vector<std::size_t> containing(Point p) const;
  /// The edges, owner = polygon.
  const LineIndex& edges() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// Why a polygon is invalid ("Self-intersection at …"), empty if it is valid.
std::string invalid_reason(const Geometry& polygon);

/// A valid polygon covering the same ground: bow-ties split, overlapping parts joined; what has no area or cannot be
/// built is dropped.
/// May come back as none.
Geometry made_valid(const Geometry& polygon);

/// Part of the polygon inside the box; none if nothing is.
Geometry clipped(const Geometry& polygon, const Box& box);

/// The polygon with points left out that stand less than the tolerance (in coordinate units) beside its outline; stays
/// valid. For drawing, never for judging where a point lies.
Geometry simplified(const Geometry& polygon, double tolerance);

/// Outer outline of all polygons together: shared edges and holes gone. Needs: valid polygons.
Geometry united_shells(const std::vector<Geometry>& polygons);

/// Ground two polygons share, none if they only touch.
Geometry intersection(const Geometry& a, const Geometry& b);

/// All faces that the lines enclose together, noded where they cross; lines with coordinates that are no numbers are left
/// out. Order: as GEOS gives them, stable for one version.
std::vector<Geometry> enclosed_faces(const std::vector<Polyline>& lines);

}  // namespace tmfgeo
