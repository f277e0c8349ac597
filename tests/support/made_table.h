// SPDX-License-Identifier: Apache-2.0
/// Feature tables written down in a test, as a CSV file or a vector layer would give them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/table/feature_table.h"

namespace tmfgeo::test {

/// A sheet of text cells: columns by name, rows of cells, an empty cell is missing. Records are lines from 2 on.
inline FeatureTable sheet(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  FeatureTable table;
  table.name = "sheet";
  table.source = "sheet.csv";
  table.record_word = "line";
  for (std::size_t c = 0; c < columns.size(); ++c) {
    table.fields.push_back({columns[c], FieldType::text, "", "", ""});
    std::vector<std::optional<std::string>> cells;
    for (const auto& row : rows) cells.push_back(row[c].empty() ? std::nullopt : std::optional(row[c]));
    table.columns.emplace_back(std::move(cells));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) table.record_number.push_back(static_cast<std::int64_t>(r) + 2);
  return table;
}

/// The same with a geometry per row, in WGS 84.
inline FeatureTable layer(GeometryKind kind, const std::vector<std::string>& columns,
                          const std::vector<std::vector<std::string>>& rows, std::vector<Geometry> geometry) {
  FeatureTable table = sheet(columns, rows);
  table.source = "layer.gpkg";
  table.record_word = "feature";
  table.crs = Crs::wgs84();
  table.kind = kind;
  table.geometry = std::move(geometry);
  return table;
}

/// A closed ring around a rectangle.
inline Polyline rectangle_ring(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

inline Geometry rectangle(double west, double south, double east, double north) {
  return polygon_geometry({rectangle_ring(west, south, east, north)});
}

}  // namespace tmfgeo::test
