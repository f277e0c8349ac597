// SPDX-License-Identifier: Apache-2.0
/// Where a record's point is: in its geometry, or in columns.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// A record's point in WGS 84, or why there is none.
struct LocatedPoint {
  std::optional<Point> point;
  std::string field;    ///< column at fault
  std::string problem;  ///< empty when point is present
  std::optional<Point> given;  ///< x and y as the file has them, where both are numbers
};

/// Reads points from a table's geometry (transformed to WGS 84), from lon and lat, or from x and y in the table's CRS.
/// Errors: Error{invalid_input} if the table offers none of these, or x and y without a CRS.
class PointColumns {
 public:
  explicit PointColumns(const FeatureTable& table);
  LocatedPoint at(std::size_t row) const;
  /// True if the column is one of those that hold the location.
  bool uses(std::size_t column) const { return column == x_ || column == y_; }
  /// True if coordinates are degrees of longitude and latitude.
  bool in_degrees() const { return in_degrees_; }

 private:
  std::optional<double> coordinate(std::size_t column, std::size_t row, LocatedPoint& out) const;

  const FeatureTable& table_;
  bool from_geometry_ = false;
  bool in_degrees_ = false;
  std::optional<std::size_t> x_;
  std::optional<std::size_t> y_;
  std::optional<Transform> to_wgs84_;
};

/// The table's column with this name or one of its aliases.
std::optional<std::size_t> find_column(const FeatureTable& table, const std::string& name,
                                       const std::vector<std::string>& aliases);

}  // namespace tmfgeo
