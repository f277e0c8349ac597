// SPDX-License-Identifier: Apache-2.0
/// Geometry of OGR ↔ Geometry.
#pragma once

#include <memory>
#include <string_view>

#include "tmfgeo/geo/geometry.h"

class OGRGeometry;

namespace tmfgeo {

/// A geometry read, and whether something of it was left out.
struct ReadGeometry {
  Geometry geometry;     ///< empty (kind none) if there is nothing to keep
  bool reduced = false;  ///< parts of other kinds, or all but the first of several points, were dropped
};

/// Z and M dropped, curves straightened, surfaces as polygons; a collection becomes the kind that most of its parts
/// have. Ties: polygons before lines before points. Coordinates stay as they are, NaN too.
ReadGeometry read_geometry(const OGRGeometry& source);

struct OgrGeometryDelete {
  void operator()(OGRGeometry* geometry) const noexcept;
};
using OgrGeometryHandle = std::unique_ptr<OGRGeometry, OgrGeometryDelete>;

/// A point, multi line or multi polygon; null for an empty geometry and for one with a coordinate that is no number.
OgrGeometryHandle ogr_geometry(const Geometry& geometry);

/// "point", "line", "polygon" or "no geometry".
std::string_view kind_word(GeometryKind kind);

}  // namespace tmfgeo
