// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/geometry.h"

#include <utility>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// Writes the implied ends down, so that parts can be added behind.
void spell_out_ends(Geometry& g) {
  if (g.points.empty()) return;
  if (g.part_ends.empty()) g.part_ends = {static_cast<std::uint32_t>(g.points.size())};
  if (g.kind == GeometryKind::polygon && g.polygon_ends.empty()) {
    g.polygon_ends = {static_cast<std::uint32_t>(g.part_ends.size())};
  }
}

}  // namespace

std::span<const Point> Geometry::part(std::size_t i) const {
  TMFGEO_EXPECTS(i < part_count());
  if (part_ends.empty()) return points;
  const std::size_t begin = i == 0 ? 0 : part_ends[i - 1];
  return std::span(points).subspan(begin, part_ends[i] - begin);
}

std::pair<std::size_t, std::size_t> Geometry::polygon_parts(std::size_t i) const {
  TMFGEO_EXPECTS(kind == GeometryKind::polygon && i < polygon_count());
  if (polygon_ends.empty()) return {0, part_count()};
  return {i == 0 ? 0 : polygon_ends[i - 1], polygon_ends[i]};
}

Box Geometry::box() const {
  Box box;
  for (const Point p : points) box.add(p);
  return box;
}

Geometry point_geometry(Point p) { return {GeometryKind::point, {p}, {}, {}}; }

Geometry line_geometry(Polyline line) { return {GeometryKind::line, std::move(line), {}, {}}; }

Geometry polygon_geometry(const std::vector<Polyline>& rings) {
  Geometry g{GeometryKind::polygon, {}, {}, {}};
  for (const Polyline& ring : rings) {
    g.points.insert(g.points.end(), ring.begin(), ring.end());
    g.part_ends.push_back(static_cast<std::uint32_t>(g.points.size()));
  }
  return g;
}

void append(Geometry& a, const Geometry& b) {
  if (b.points.empty()) return;
  if (a.points.empty()) {
    a = b;
    return;
  }
  TMFGEO_EXPECTS(a.kind == b.kind && a.kind != GeometryKind::point);
  Geometry added = b;
  spell_out_ends(a);
  spell_out_ends(added);
  const auto points = static_cast<std::uint32_t>(a.points.size());
  const auto parts = static_cast<std::uint32_t>(a.part_ends.size());
  a.points.insert(a.points.end(), added.points.begin(), added.points.end());
  for (const std::uint32_t end : added.part_ends) a.part_ends.push_back(points + end);
  for (const std::uint32_t end : added.polygon_ends) a.polygon_ends.push_back(parts + end);
}

}  // namespace tmfgeo
