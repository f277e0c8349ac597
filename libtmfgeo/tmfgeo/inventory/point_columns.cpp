// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/inventory/point_columns.h"

#include <cmath>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/inventory/facility_columns.h"

namespace tmfgeo {
namespace {

std::optional<std::size_t> location_column(const FeatureTable& table, std::string_view name) {
  for (const FacilityColumn& c : location_columns()) {
    if (c.name == name) return find_column(table, c.name, c.aliases);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_column(const FeatureTable& table, const std::string& name,
                                       const std::vector<std::string>& aliases) {
  if (const auto column = table.find(name)) return column;
  for (const std::string& alias : aliases) {
    if (const auto column = table.find(alias)) return column;
  }
  return std::nullopt;
}

PointColumns::PointColumns(const FeatureTable& table) : table_(table) {
  if (table.kind == GeometryKind::line || table.kind == GeometryKind::polygon) {
    throw Error(ErrorCode::invalid_input, "has lines or polygons, expected points", table.source);
  }
  Crs crs = Crs::wgs84();
  if (table.kind == GeometryKind::point) {
    from_geometry_ = true;
    crs = table.crs;
  } else if ((x_ = location_column(table, "lon")) && (y_ = location_column(table, "lat"))) {
    crs = Crs::wgs84();
  } else if ((x_ = location_column(table, "x")) && (y_ = location_column(table, "y"))) {
    crs = table.crs;
  } else {
    std::vector<std::string> found;
    for (const Field& f : table.fields) found.push_back(f.name);
    throw Error(ErrorCode::invalid_input,
                "has no location, expected a point geometry, or columns lon and lat, or x and y with the key crs; found columns: " +
                    joined(found, ", "),
                table.source);
  }
  if (!crs.known()) {
    throw Error(ErrorCode::invalid_input, "does not say its reference system, expected the key crs = \"EPSG:…\"", table.source);
  }
  in_degrees_ = crs.is_geographic();
  to_wgs84_.emplace(crs, Crs::wgs84());
}

std::optional<double> PointColumns::coordinate(std::size_t column, std::size_t row, LocatedPoint& out) const {
  const std::string name = table_.fields[column].name;
  std::string text = table_.text(column, row).value_or("");
  ParsedNumber number = parse_number(text);
  if (number.ambiguous && in_degrees_) {  // "42,640": no degree has thousands
    text.replace(text.find(','), 1, ".");
    number = parse_number(text);
  }
  if (!number.value && out.problem.empty()) {
    out.field = name;
    out.problem = number.problem;
  }
  return number.value;
}

LocatedPoint PointColumns::at(std::size_t row) const {
  LocatedPoint out;
  Point p{NAN, NAN};
  if (from_geometry_) {
    const Geometry& g = table_.geometry[row];
    if (g.points.empty()) return {std::nullopt, "geometry", "is empty, expected a point", std::nullopt};
    p = g.points.front();
    out.field = "geometry";
  } else {
    const auto x = coordinate(*x_, row, out);
    const auto y = coordinate(*y_, row, out);
    if (!x || !y) return out;
    p = {*x, *y};
    out.field = table_.fields[*y_].name;
  }
  out.given = p;
  const Point moved = (*to_wgs84_)(p);
  if (!is_finite(moved)) {
    out.problem = "cannot be placed on Earth, expected coordinates in the file's reference system";
  } else if (std::abs(moved.y) > 90 || std::abs(moved.x) > 180) {
    out.problem = "(" + shortest(moved.x) + ", " + shortest(moved.y) +
                  ") is outside longitude ±180 and latitude ±90";
  } else if (moved == Point{0, 0}) {
    out.problem = "is exactly 0, 0, which marks a missing location";
  } else {
    out.point = moved;
  }
  return out;
}

}  // namespace tmfgeo
