// SPDX-License-Identifier: Apache-2.0
/// Kilometres east and north of a place, for the surroundings of an earthquake.
#pragma once

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// A place in a flat view, km.
struct FlatPoint {
  double east_km = 0;
  double north_km = 0;
};

/// Azimuthal equidistant view of the WGS 84 ellipsoid about a place: distances from the place are within 1e-4 of the geodesic
/// up to 500 km, directions within 0.1°. A site costs a few multiplications once its latitude and longitude are worked out,
/// which a grid does once per row and column.
class FlatView {
 public:
  /// Needs: longitude and latitude in degrees.
  explicit FlatView(Point origin);

  struct Latitude {
    double axis_km;   ///< from the Earth's axis
    double above_km;  ///< above the equator's plane
  };
  struct Longitude {
    double cosine;
    double sine;
  };
  Latitude latitude(double latitude_deg) const;
  Longitude longitude(double longitude_deg) const;

  FlatPoint operator()(const Latitude& latitude, const Longitude& longitude) const {
    const double east = latitude.axis_km * longitude.sine;
    const double north = cosine_ * (latitude.above_km - above_km_) - sine_ * (latitude.axis_km * longitude.cosine - axis_km_);
    // From the tangent plane to arcs: asin x = x + x³/6 + 3x⁵/40 + …
    const double x2 = (east * east + north * north) / radius2_;
    const double stretch = 1 + x2 * (1.0 / 6 + x2 * (3.0 / 40));
    return {east * stretch, north * stretch};
  }
  FlatPoint operator()(Point p) const { return (*this)(latitude(p.y), longitude(p.x)); }

 private:
  double origin_longitude_deg_;
  double sine_;
  double cosine_;
  double axis_km_;
  double above_km_;
  double radius2_;  ///< square of the Gaussian radius of curvature, km²
};

}  // namespace tmfgeo
