// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/polygon_index.h"

#include <geos_c.h>

#include <algorithm>
#include <functional>
#include <mutex>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo {
namespace {

/// A GEOS handle of its own: GEOS handles are not to be shared by threads.
class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSContextHandle_t handle() const { return handle_; }

  using Deleter = std::function<void(GEOSGeometry*)>;
  using Owned = std::unique_ptr<GEOSGeometry, Deleter>;
  Owned own(GEOSGeometry* g) const {
    return Owned(g, [h = handle_](GEOSGeometry* p) { GEOSGeom_destroy_r(h, p); });
  }

  GEOSGeometry* ring(std::span<const Point> points) const {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(handle_, static_cast<unsigned>(points.size()), 2);
    for (unsigned i = 0; i < points.size(); ++i) GEOSCoordSeq_setXY_r(handle_, sequence, i, points[i].x, points[i].y);
    return GEOSGeom_createLinearRing_r(handle_, sequence);
  }

  /// Multipolygon of the polygons whose shells can be built; rings that cannot (too few points, not closed) are left
  /// out and make `complete` false.
  Owned polygon(const Geometry& g, bool* complete = nullptr) const {
    std::vector<GEOSGeometry*> polygons;
    bool all_built = true;
    for (std::size_t i = 0; i < g.polygon_count(); ++i) {
      const auto [first, last] = g.polygon_parts(i);
      std::vector<GEOSGeometry*> rings;
      for (std::size_t part = first; part < last; ++part) {
        GEOSGeometry* r = g.part(part).size() >= 4 ? ring(g.part(part)) : nullptr;
        all_built = all_built && r != nullptr;
        if (r != nullptr) rings.push_back(r);
        if (r == nullptr && part == first) break;  // holes without a shell are nothing
      }
      if (rings.empty()) continue;
      polygons.push_back(GEOSGeom_createPolygon_r(handle_, rings[0], rings.data() + 1,
                                                  static_cast<unsigned>(rings.size() - 1)));
    }
    if (complete != nullptr) *complete = all_built;
    return own(GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, polygons.data(),
                                           static_cast<unsigned>(polygons.size())));
  }

  /// All polygons inside any geometry, flat; lines and points of a collection are dropped.
  Geometry read(const GEOSGeometry* g) const {
    Geometry out;
    if (g == nullptr || GEOSisEmpty_r(handle_, g) == 1) return out;
    if (GEOSGeomTypeId_r(handle_, g) == GEOS_POLYGON) {
      std::vector<Polyline> rings{points_of(GEOSGetExteriorRing_r(handle_, g))};
      for (int i = 0; i < GEOSGetNumInteriorRings_r(handle_, g); ++i) {
        rings.push_back(points_of(GEOSGetInteriorRingN_r(handle_, g, i)));
      }
      return polygon_geometry(rings);
    }
    const int type = GEOSGeomTypeId_r(handle_, g);
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return out;
    for (int i = 0; i < GEOSGetNumGeometries_r(handle_, g); ++i) append(out, read(GEOSGetGeometryN_r(handle_, g, i)));
    return out;
  }

 private:
  Polyline points_of(const GEOSGeometry* line) const {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle_, line);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(handle_, sequence, &size);
    Polyline points(size);
    for (unsigned i = 0; i < size; ++i) GEOSCoordSeq_getXY_r(handle_, sequence, i, &points[i].x, &points[i].y);
    return points;
  }

  GEOSContextHandle_t handle_;
};

std::vector<LineSegment> edges_of(const std::vector<Geometry>& polygons) {
  std::vector<LineSegment> edges;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    std::int64_t part = 0;
    for (std::size_t p = 0; p < polygons[i].part_count(); ++p) {
      const auto ring = polygons[i].part(p);
      for (std::size_t k = 1; k < ring.size(); ++k) {
        edges.push_back({ring[k - 1], ring[k], static_cast<std::int64_t>(i), part++});
      }
    }
  }
  return edges;
}

}  // namespace

struct PolygonIndex::Impl {
  struct Prepared {
    Box box;
    Geos::Owned polygon;
    const GEOSPreparedGeometry* prepared = nullptr;
  };
  std::vector<Geometry> polygons;
  std::vector<Prepared> prepared;
  LineIndex edges;
  Geos geos;
  std::mutex busy;  ///< prepared geometries build their index at the first question

  explicit Impl(std::vector<Geometry> given) : polygons(std::move(given)), edges(edges_of(polygons)) {
    for (const Geometry& g : polygons) {
      TMFGEO_EXPECTS(g.kind == GeometryKind::polygon || g.kind == GeometryKind::none);
      Prepared p{g.box(), geos.polygon(g), nullptr};
      if (p.polygon) p.prepared = GEOSPrepare_r(geos.handle(), p.polygon.get());
      prepared.push_back(std::move(p));
    }
  }
  ~Impl() {
    for (Prepared& p : prepared) {
      if (p.prepared != nullptr) GEOSPreparedGeom_destroy_r(geos.handle(), p.prepared);
      p.polygon.reset();
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

PolygonIndex::PolygonIndex(std::vector<Geometry> polygons) : impl_(std::make_shared<Impl>(std::move(polygons))) {}

std::size_t PolygonIndex::size() const { return impl_ ? impl_->polygons.size() : 0; }

const Geometry& PolygonIndex::polygon(std::size_t i) const {
  TMFGEO_EXPECTS(i < size());
  return impl_->polygons[i];
}

std::vector<std::size_t> PolygonIndex::containing(Point p) const {
  std::vector<std::size_t> found;
  if (!impl_ || !is_finite(p)) return found;
  auto& impl = const_cast<Impl&>(*impl_);
  const std::lock_guard lock(impl.busy);
  const auto handle = impl.geos.handle();
  const auto point = impl.geos.own(GEOSGeom_createPointFromXY_r(handle, p.x, p.y));
  for (std::size_t i = 0; i < impl.prepared.size(); ++i) {
    const auto& candidate = impl.prepared[i];
    if (candidate.prepared == nullptr || !candidate.box.contains(p)) continue;
    if (GEOSPreparedIntersects_r(handle, candidate.prepared, point.get()) == 1) found.push_back(i);
  }
  return found;
}

const LineIndex& PolygonIndex::edges() const {
  static const LineIndex none;
  return impl_ ? impl_->edges : none;
}

std::string invalid_reason(const Geometry& polygon) {
  const Geos geos;
  bool complete = true;
  const auto g = geos.polygon(polygon, &complete);
  if (!g || !complete || GEOSisEmpty_r(geos.handle(), g.get()) == 1) return "a ring has fewer than four points or is not closed";
  char* reason = GEOSisValidReason_r(geos.handle(), g.get());
  if (reason == nullptr) return "GEOS cannot judge it";
  std::string text = reason;
  GEOSFree_r(geos.handle(), reason);
  return text == "Valid Geometry" ? "" : text;
}

Geometry made_valid(const Geometry& polygon) {
  const Geos geos;
  const auto g = geos.polygon(polygon);
  if (!g) return {};
  // The structure method keeps ground that parts hold twice; the older one takes it for a hole.
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos.handle());
  GEOSMakeValidParams_setMethod_r(geos.handle(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.handle(), params, 0);
  const auto mended = geos.own(GEOSMakeValidWithParams_r(geos.handle(), g.get(), params));
  GEOSMakeValidParams_destroy_r(geos.handle(), params);
  return geos.read(mended.get());
}

Geometry clipped(const Geometry& polygon, const Box& box) {
  const Geos geos;
  const auto g = geos.polygon(polygon);
  if (!g) return {};
  return geos.read(
      geos.own(GEOSClipByRect_r(geos.handle(), g.get(), box.min_x, box.min_y, box.max_x, box.max_y)).get());
}

Geometry simplified(const Geometry& polygon, double tolerance) {
  const Geos geos;
  const auto g = geos.polygon(polygon);
  if (!g) return {};
  return geos.read(geos.own(GEOSTopologyPreserveSimplify_r(geos.handle(), g.get(), tolerance)).get());
}

Geometry united_shells(const std::vector<Geometry>& polygons) {
  Geometry shells;
  for (const Geometry& polygon : polygons) {
    for (std::size_t i = 0; i < polygon.polygon_count(); ++i) {
      const auto shell = polygon.part(polygon.polygon_parts(i).first);
      append(shells, polygon_geometry({Polyline(shell.begin(), shell.end())}));
    }
  }
  const Geos geos;
  const auto all = geos.polygon(shells);
  if (!all) return {};
  return geos.read(geos.own(GEOSUnaryUnion_r(geos.handle(), all.get())).get());
}

Geometry intersection(const Geometry& a, const Geometry& b) {
  const Geos geos;
  const auto ga = geos.polygon(a);
  const auto gb = geos.polygon(b);
  if (!ga || !gb) return {};
  return geos.read(geos.own(GEOSIntersection_r(geos.handle(), ga.get(), gb.get())).get());
}

std::vector<Geometry> enclosed_faces(const std::vector<Polyline>& lines) {
  const Geos geos;
  const auto handle = geos.handle();
  std::vector<GEOSGeometry*> parts;
  for (const Polyline& line : lines) {
    if (line.size() < 2 || !std::all_of(line.begin(), line.end(), is_finite)) continue;
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(handle, static_cast<unsigned>(line.size()), 2);
    for (unsigned i = 0; i < line.size(); ++i) GEOSCoordSeq_setXY_r(handle, sequence, i, line[i].x, line[i].y);
    parts.push_back(GEOSGeom_createLineString_r(handle, sequence));
  }
  const auto all = geos.own(
      GEOSGeom_createCollection_r(handle, GEOS_MULTILINESTRING, parts.data(), static_cast<unsigned>(parts.size())));
  const auto noded = geos.own(GEOSUnaryUnion_r(handle, all.get()));
  std::vector<Geometry> faces;
  if (!noded) return faces;
  const GEOSGeometry* input = noded.get();
  const auto polygons = geos.own(GEOSPolygonize_r(handle, &input, 1));
  if (!polygons) return faces;
  for (int i = 0; i < GEOSGetNumGeometries_r(handle, polygons.get()); ++i) {
    faces.push_back(geos.read(GEOSGetGeometryN_r(handle, polygons.get(), i)));
  }
  return faces;
}

}  // namespace tmfgeo
