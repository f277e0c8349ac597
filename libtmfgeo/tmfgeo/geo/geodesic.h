// SPDX-License-Identifier: Apache-2.0
/// True lengths and areas on the WGS 84 ellipsoid, from longitude and latitude in degrees.
/// Source [Karney2013]; accuracy about 15 nm, the library is PROJ's.
#pragma once

#include <span>
#include <vector>

#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// Shortest distance between two points in metres. Cost: about 1 µs. NaN for NaN input.
double geodesic_distance_m(Point a, Point b);

/// Length of a line in metres, segment by segment; 0 for fewer than two points.
double geodesic_length_m(std::span<const Point> line);

/// Distance from the line's start to each of its points, in metres; the first is 0.
std::vector<double> cumulative_length_m(std::span<const Point> line);

/// Area of a ring in m², without sign; the ring may be open or closed.
double geodesic_area_m2(std::span<const Point> ring);

/// Metres per degree of longitude and of latitude at a latitude: a local flat view, good to 1e-4 within 10 km.
struct LocalScale {
  double x_m;
  double y_m;
};
LocalScale local_scale(double latitude);

/// Flat distance in metres between near points, with the scale of their middle latitude; good to 1e-4 within 10 km.
double near_distance_m(Point a, Point b);

}  // namespace tmfgeo
