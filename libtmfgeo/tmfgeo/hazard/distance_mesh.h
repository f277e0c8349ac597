// SPDX-License-Identifier: Apache-2.0
/// Distances at which hazard is worked out, and places on the Earth whose distances are cheap.
#pragma once

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/point.h"

namespace tmfgeo {

/// A place on the WGS 84 ellipsoid in rectangular coordinates, km.
struct EarthPlace {
  double x, y, z;
  explicit EarthPlace(Point p) {
    constexpr double equator_km = 6378.137;
    constexpr double e2 = 0.00669437999014;
    constexpr double degree = std::numbers::pi / 180;
    const double sine = std::sin(p.y * degree);
    const double n = equator_km / std::sqrt(1 - e2 * sine * sine);
    x = n * std::cos(p.y * degree) * std::cos(p.x * degree);
    y = n * std::cos(p.y * degree) * std::sin(p.x * degree);
    z = n * (1 - e2) * sine;
  }
};

/// Along the surface; within 1e-5 of the geodesic up to 500 km.
inline double distance_km(const EarthPlace& a, const EarthPlace& b) {
  const double chord2 = (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z);
  constexpr double radius2 = 6371.0 * 6371.0;
  return std::sqrt(chord2) * (1 + chord2 / (24 * radius2));
}

/// Nodes from 0 to a greatest distance, 0.25 km or 1 % apart, whichever is more.
class DistanceMesh {
 public:
  explicit DistanceMesh(double greatest_km) {
    TMFGEO_EXPECTS(greatest_km > 0);
    nodes_.push_back(0);
    while (nodes_.back() < greatest_km) nodes_.push_back(nodes_.back() + std::max(kStepKm, 0.01 * nodes_.back()));
    // One entry per step of kStepKm: the last node at or below its beginning. At most one more node lies inside.
    std::size_t node = 0;
    for (double km = 0; km <= nodes_.back(); km += kStepKm) {
      while (node + 2 < nodes_.size() && nodes_[node + 1] <= km) ++node;
      below_.push_back(node);
    }
  }

  const std::vector<double>& nodes() const { return nodes_; }

  /// The node at or below a distance, and how far it is on the way to the next. Needs: 0 ≤ km < the greatest distance.
  std::pair<std::size_t, double> find(double km) const {
    std::size_t node = below_[static_cast<std::size_t>(km / kStepKm)];
    if (node + 2 < nodes_.size() && nodes_[node + 1] <= km) ++node;
    return {node, (km - nodes_[node]) / (nodes_[node + 1] - nodes_[node])};
  }

 private:
  static constexpr double kStepKm = 0.25;
  std::vector<double> nodes_;
  std::vector<std::size_t> below_;
};

}  // namespace tmfgeo
