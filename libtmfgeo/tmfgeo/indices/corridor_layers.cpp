// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/error.h"
#include "tmfgeo/indices/corridor.h"
#include "tmfgeo/inventory/point_columns.h"

namespace tmfgeo {

PointLayer::PointLayer(const FeatureTable& table, const std::string& name_column, const Box& area, Issues& issues) {
  const auto name = table.find(name_column);
  const PointColumns location(table);
  std::vector<LineSegment> points;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string text = name ? table.text(*name, row).value_or("") : "";
    const LocatedPoint found = location.at(row);
    if (!found.point) {
      issues.push_back(make_issue("point_record_unusable", {text, table.source, table.record(row)}, found.field, found.problem));
      lacks_some_ = true;
      continue;
    }
    if (!area.empty() && !area.contains(*found.point)) continue;
    points.push_back({.a = *found.point, .b = *found.point, .owner = static_cast<std::int64_t>(names_.size()), .part = 0});
    names_.push_back(text);
  }
  points_ = LineIndex(std::move(points));
}

AreaLayer::AreaLayer(FeatureTable table, const std::string& name_column, Issues& issues) {
  if (table.kind != GeometryKind::polygon) throw Error(ErrorCode::invalid_input, "has no polygons, expected the polygons of protected areas", table.source);
  if (!table.crs.known()) throw Error(ErrorCode::invalid_input, "does not say its reference system, expected crs = \"EPSG:…\"", table.source);
  transform(table, Crs::wgs84());
  const auto name = table.find(name_column);
  std::vector<Geometry> polygons;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string text = name ? table.text(*name, row).value_or("") : "";
    Geometry polygon = table.geometry[row].kind == GeometryKind::polygon && !invalid_reason(table.geometry[row]).empty() ? made_valid(table.geometry[row]) : table.geometry[row];
    if (polygon.kind != GeometryKind::polygon) {
      issues.push_back(make_issue("area_unusable", {text, table.source, table.record(row)}, "geometry", "holds no polygon that has an area"));
      lacks_some_ = true;
      continue;
    }
    polygons.push_back(std::move(polygon));
    names_.push_back(text);
  }
  areas_ = PolygonIndex(std::move(polygons));
}

}  // namespace tmfgeo
