// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/geodesic.h"

#include <geodesic.h>

#include <cmath>
#include <numbers>

namespace tmfgeo {
namespace {

constexpr double kEquatorRadius_m = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;

const geod_geodesic& ellipsoid() {
  static const geod_geodesic wgs84 = [] {
    geod_geodesic g{};
    geod_init(&g, kEquatorRadius_m, kFlattening);
    return g;
  }();
  return wgs84;
}

}  // namespace

double geodesic_distance_m(Point a, Point b) {
  double distance = 0;
  geod_inverse(&ellipsoid(), a.y, a.x, b.y, b.x, &distance, nullptr, nullptr);
  return distance;
}

double geodesic_length_m(std::span<const Point> line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += geodesic_distance_m(line[i - 1], line[i]);
  return length;
}

std::vector<double> cumulative_length_m(std::span<const Point> line) {
  std::vector<double> length(line.size(), 0.0);
  for (std::size_t i = 1; i < line.size(); ++i) length[i] = length[i - 1] + geodesic_distance_m(line[i - 1], line[i]);
  return length;
}

double geodesic_area_m2(std::span<const Point> ring) {
  geod_polygon polygon{};
  geod_polygon_init(&polygon, 0);
  for (const Point p : ring) geod_polygon_addpoint(&ellipsoid(), &polygon, p.y, p.x);
  double area = 0;
  geod_polygon_compute(&ellipsoid(), &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

LocalScale local_scale(double latitude) {
  constexpr double degree = std::numbers::pi / 180;
  constexpr double e2 = kFlattening * (2 - kFlattening);
  const double sine = std::sin(latitude * degree);
  const double w2 = 1 - e2 * sine * sine;
  const double prime_vertical_m = kEquatorRadius_m / std::sqrt(w2);
  const double meridian_m = prime_vertical_m * (1 - e2) / w2;
  return {prime_vertical_m * std::cos(latitude * degree) * degree, meridian_m * degree};
}

double near_distance_m(Point a, Point b) {
  const LocalScale scale = local_scale((a.y + b.y) / 2);
  return std::hypot((a.x - b.x) * scale.x_m, (a.y - b.y) * scale.y_m);
}

}  // namespace tmfgeo
