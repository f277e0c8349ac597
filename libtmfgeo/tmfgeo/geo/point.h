// SPDX-License-Identifier: Apache-2.0
/// Plain coordinates. x is east or longitude, y is north or latitude, in every CRS and at every border of the library.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tmfgeo {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

inline bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// The point at fraction t of the straight line from a to b.
inline Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

/// Axis-parallel rectangle; a default one is empty and grows by what is added.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
  void add(Point p) {
    min_x = std::min(min_x, p.x);
    min_y = std::min(min_y, p.y);
    max_x = std::max(max_x, p.x);
    max_y = std::max(max_y, p.y);
  }
  void add(const Box& other) {
    if (other.empty()) return;
    add(Point{other.min_x, other.min_y});
    add(Point{other.max_x, other.max_y});
  }
  bool contains(Point p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  bool overlaps(const Box& other) const {
    return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
  }
  Box grown(double margin_x, double margin_y) const {
    return {min_x - margin_x, min_y - margin_y, max_x + margin_x, max_y + margin_y};
  }
};

using Polyline = std::vector<Point>;

}  // namespace tmfgeo
