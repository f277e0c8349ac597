// SPDX-License-Identifier: Apache-2.0
/// Coordinate reference systems and transformations. PROJ lives behind this header.
/// Axis order is always x = east or longitude, y = north or latitude, whatever the authority says.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// A horizontal CRS; a default one is unknown.
class Crs {
 public:
  Crs() = default;
  /// Input: any form PROJ takes: "EPSG:4326", WKT 1 or 2, PROJJSON, a PROJ string, a name. Of a compound one the horizontal
  /// part; a shift to WGS 84 (TOWGS84) is kept and used.
  /// Errors: Error{invalid_input} if PROJ does not know it or it has no horizontal part.
  static Crs from_text(const std::string& text);
  /// WGS 84 longitude and latitude, the CRS every vector in the library works in.
  static Crs wgs84();

  bool known() const { return impl_ != nullptr; }
  bool is_geographic() const;
  /// "EPSG:32642" where an authority has it, else the name. Needs: known().
  std::string name() const;
  /// WKT 2:2019, or WKT 1 (GDAL flavour) where that cannot be. Needs: known().
  std::string wkt() const;
  /// Same datum and coordinates, axis order and names aside.
  bool same_as(const Crs& other) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
  friend class Transform;
};

/// Moves points from one CRS to another. Belongs to the thread that made it: other threads make their own.
/// Cost: construction about 1 ms the first time in a thread (PROJ looks for the best operation), then next to nothing;
/// about 0.2 to 1 µs per point.
class Transform {
 public:
  /// Needs: both known. Errors: Error{environment} if PROJ has no operation.
  Transform(const Crs& from, const Crs& to);
  ~Transform();
  Transform(Transform&&) noexcept;
  Transform& operator=(Transform&&) noexcept;

  bool is_identity() const;
  /// A point that cannot be transformed comes back as NaN, NaN.
  Point operator()(Point p) const;
  void apply(std::span<Point> points) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// Version of the PROJ library in use.
std::string proj_version();
/// Version of the GEOS library in use.
std::string geos_version();

}  // namespace tmfgeo
