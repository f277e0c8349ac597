// SPDX-License-Identifier: Apache-2.0
/// Rows with named columns and a geometry: what a vector file holds, without the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tmfgeo/geo/crs.h"
#include "tmfgeo/geo/geometry.h"

namespace tmfgeo {

enum class FieldType { text, integer, real, boolean };

/// A column's name and meaning. The name carries the unit as a suffix where it has one (`length_km`).
struct Field {
  std::string name;
  FieldType type = FieldType::text;
  std::string unit;         ///< "km", "m3", "1/yr"; empty for none
  std::string title;        ///< for a person: "Distance to the border"
  std::string description;  ///< one sentence
};

/// The values of one column; missing is absent, never zero or an empty string.
using Column = std::variant<std::vector<std::optional<std::string>>, std::vector<std::optional<std::int64_t>>,
                            std::vector<std::optional<double>>, std::vector<std::optional<bool>>>;

Column empty_column(FieldType type, std::size_t rows = 0);

/// A table of features. Shapes: every column and, unless the kind is none, `geometry` has one entry per row.
struct FeatureTable {
  std::string name;    ///< layer name
  std::string source;  ///< file it came from, empty if made here
  Crs crs;             ///< of the geometry; unknown if the file does not say
  GeometryKind kind = GeometryKind::none;
  std::vector<Field> fields;
  std::vector<Column> columns;
  std::vector<Geometry> geometry;
  std::string record_word = "feature";      ///< what a record is called in messages: "line" in CSV, "row" in XLSX
  std::vector<std::int64_t> record_number;  ///< its number there, one per row

  std::size_t rows() const;
  /// Index of the column with this name, letters' case aside.
  std::optional<std::size_t> find(std::string_view field_name) const;
  /// "line 7": where row i stands in its file.
  std::string record(std::size_t i) const;
  /// Value of any column as text ("12.5", "true"), absent if missing.
  std::optional<std::string> text(std::size_t column, std::size_t row) const;
  /// Value of a numeric column, or of a text column that reads as a number; absent if missing or no finite number.
  std::optional<double> number(std::size_t column, std::size_t row) const;
};

/// Moves all geometry to another CRS. Needs: the table's CRS is known. Points that cannot be moved become NaN.
void transform(FeatureTable& table, const Crs& to);

}  // namespace tmfgeo
