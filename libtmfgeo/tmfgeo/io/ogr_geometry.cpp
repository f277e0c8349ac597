// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/ogr_geometry.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <array>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

void add_points(Geometry& geometry, const OGRSimpleCurve& curve) {
  const auto before = geometry.points.size();
  geometry.points.resize(before + static_cast<std::size_t>(curve.getNumPoints()));
  if (curve.getNumPoints() == 0) return;
  Point* first = geometry.points.data() + before;
  curve.getPoints(&first->x, sizeof(Point), &first->y, sizeof(Point));
}

void close_part(Geometry& geometry) {
  geometry.part_ends.push_back(static_cast<std::uint32_t>(geometry.points.size()));
}

GeometryKind kind_of(const OGRGeometry& g) {
  switch (wkbFlatten(g.getGeometryType())) {
    case wkbPoint:
    case wkbMultiPoint: return GeometryKind::point;
    case wkbLineString:
    case wkbMultiLineString: return GeometryKind::line;
    case wkbPolygon:
    case wkbTriangle:
    case wkbMultiPolygon: return GeometryKind::polygon;
    default: return GeometryKind::none;
  }
}

/// Calls visit(part) for every point, line and polygon inside, however deep.
template <class Visit>
void for_each_part(const OGRGeometry& g, const Visit& visit) {
  if (const auto type = wkbFlatten(g.getGeometryType()); OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
    for (const OGRGeometry* part : *g.toGeometryCollection()) for_each_part(*part, visit);
  } else if (type == wkbPolyhedralSurface || type == wkbTIN) {
    for (const OGRPolygon* part : *g.toPolyhedralSurface()) visit(*part);
  } else {
    visit(g);
  }
}

void add_part(ReadGeometry& read, const OGRGeometry& part) {
  Geometry& g = read.geometry;
  if (part.IsEmpty() || kind_of(part) != g.kind) {
    read.reduced = read.reduced || !part.IsEmpty();
    return;
  }
  switch (g.kind) {
    case GeometryKind::point:
      if (g.points.empty()) {
        g.points.push_back({part.toPoint()->getX(), part.toPoint()->getY()});
      } else {
        read.reduced = true;
      }
      break;
    case GeometryKind::line:
      add_points(g, *part.toLineString());
      close_part(g);
      break;
    case GeometryKind::polygon:
      for (const OGRLinearRing* ring : *part.toPolygon()) {
        add_points(g, *ring);
        close_part(g);
      }
      g.polygon_ends.push_back(static_cast<std::uint32_t>(g.part_ends.size()));
      break;
    case GeometryKind::none: break;
  }
}

GeometryKind dominant_kind(const OGRGeometry& g) {
  std::array<int, 4> parts{};
  for_each_part(g, [&](const OGRGeometry& part) {
    if (!part.IsEmpty()) ++parts[static_cast<std::size_t>(kind_of(part))];
  });
  GeometryKind best = GeometryKind::none;
  for (const GeometryKind kind : {GeometryKind::polygon, GeometryKind::line, GeometryKind::point}) {
    const int count = parts[static_cast<std::size_t>(kind)];
    if (count > (best == GeometryKind::none ? 0 : parts[static_cast<std::size_t>(best)])) best = kind;
  }
  return best;
}

void add_ring(OGRPolygon& polygon, std::span<const Point> points) {
  auto ring = std::make_unique<OGRLinearRing>();
  ring->setNumPoints(static_cast<int>(points.size()), FALSE);
  for (std::size_t i = 0; i < points.size(); ++i) ring->setPoint(static_cast<int>(i), points[i].x, points[i].y);
  polygon.addRingDirectly(ring.release());
}

}  // namespace

ReadGeometry read_geometry(const OGRGeometry& source) {
  ReadGeometry read;
  if (wkbFlatten(source.getGeometryType()) == wkbLineString) {
    read.geometry.kind = source.IsEmpty() ? GeometryKind::none : GeometryKind::line;
    add_points(read.geometry, *source.toLineString());
    return read;
  }
  if (source.hasCurveGeometry()) {
    const OgrGeometryHandle straight(source.getLinearGeometry());
    if (straight && !straight->hasCurveGeometry()) return read_geometry(*straight);
  }
  read.geometry.kind = dominant_kind(source);
  for_each_part(source, [&](const OGRGeometry& part) { add_part(read, part); });
  // The short forms for what is single: see Geometry.
  Geometry& g = read.geometry;
  if (g.polygon_ends.size() == 1) g.polygon_ends.clear();
  if (g.kind == GeometryKind::line && g.part_ends.size() == 1) g.part_ends.clear();
  return read;
}

void OgrGeometryDelete::operator()(OGRGeometry* geometry) const noexcept {
  OGRGeometryFactory::destroyGeometry(geometry);
}

OgrGeometryHandle ogr_geometry(const Geometry& g) {
  if (g.points.empty() || !std::ranges::all_of(g.points, is_finite)) return nullptr;
  switch (g.kind) {
    case GeometryKind::none: return nullptr;
    case GeometryKind::point:
      return OgrGeometryHandle(std::make_unique<OGRPoint>(g.points[0].x, g.points[0].y).release());
    case GeometryKind::line: {
      auto lines = std::make_unique<OGRMultiLineString>();
      for (std::size_t i = 0; i < g.part_count(); ++i) {
        const auto points = g.part(i);
        auto line = std::make_unique<OGRLineString>();
        line->setNumPoints(static_cast<int>(points.size()), FALSE);
        for (std::size_t k = 0; k < points.size(); ++k) line->setPoint(static_cast<int>(k), points[k].x, points[k].y);
        lines->addGeometryDirectly(line.release());
      }
      return OgrGeometryHandle(lines.release());
    }
    case GeometryKind::polygon: {
      auto polygons = std::make_unique<OGRMultiPolygon>();
      for (std::size_t i = 0; i < g.polygon_count(); ++i) {
        auto polygon = std::make_unique<OGRPolygon>();
        const auto [first, end] = g.polygon_parts(i);
        for (std::size_t ring = first; ring < end; ++ring) add_ring(*polygon, g.part(ring));
        polygons->addGeometryDirectly(polygon.release());
      }
      return OgrGeometryHandle(polygons.release());
    }
  }
  return nullptr;
}

std::string_view kind_word(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return "no geometry";
    case GeometryKind::point: return "point";
    case GeometryKind::line: return "line";
    case GeometryKind::polygon: return "polygon";
  }
  return "";
}

}  // namespace tmfgeo
