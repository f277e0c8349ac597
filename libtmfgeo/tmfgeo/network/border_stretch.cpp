// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/network/border_stretch.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

/// Pieces shorter than this have no ground of their own.
constexpr double kLeastPiece_m = 1e-3;

/// The countries below one piece of the route; in a sliver of two, the first.
struct Ground {
  int country = -1;
  int second = -1;  ///< another country that holds the same ground
  bool operator==(const Ground&) const = default;
};

class Overlay {
 public:
  Overlay(const Route& route, const Borders& borders, double tolerance_m)
      : route_(route), borders_(borders), ground_(borders.ground), tolerance_m_(tolerance_m) {}

  std::vector<BorderStretch> lay() {
    for (std::size_t i = 1; i < route_.line.size(); ++i) lay_segment(i);
    return std::move(stretches_);
  }

 private:
  Ground ground_at(Point p) const {
    const auto found = ground_.containing(p);
    if (found.empty()) return {};
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (std::size_t k = i + 1; k < found.size(); ++k) {
        const bool claimed = std::binary_search(borders_.overlaps.begin(), borders_.overlaps.end(), std::pair(found[i], found[k]));
        if (claimed) return {static_cast<int>(found[i]), static_cast<int>(found[k])};
      }
    }
    return {static_cast<int>(found[0]), -1};
  }

  void lay_segment(std::size_t i) {
    const Point a = route_.line[i - 1];
    const Point b = route_.line[i];
    const double length_m = route_.distance_m[i] - route_.distance_m[i - 1];
    if (!(length_m > 0)) return;
    const auto meetings = ground_.edges().crossings(a, b);
    std::vector<double> cuts{0};
    // Two edges met at their common end give the same place but for rounding: no ground lies between them.
    const double least = kLeastPiece_m / length_m;
    for (const CrossPlace& c : meetings) {
      if (c.t - cuts.back() > least && 1 - c.t > least) cuts.push_back(c.t);
    }
    // Where no edge is met, not even at an end, the ground is the same as before; the first segment has no before.
    const bool unchanged = certain_ && meetings.empty();
    const bool near_edges = edges_near(a, b);
    cuts.push_back(1);
    Place begin{a, 0, route_.distance_m[i - 1]};
    for (std::size_t k = 1; k < cuts.size(); ++k) {
      if (!unchanged) look_below(between(a, b, (cuts[k - 1] + cuts[k]) / 2));
      const Place end = cuts[k] == 1 ? Place{b, 1, route_.distance_m[i]} : place_on(i, cuts[k]);
      lay_piece(begin, end, near_edges);
      begin = end;
    }
    // An edge met within the last hair of the segment may lie behind the piece that was looked at.
    if (!meetings.empty() && 1 - meetings.back().t <= least) certain_ = false;
  }

  /// A way along the line between two countries changes sides by rounding only: it stays where it was.
  void look_below(Point p) {
    const bool on_the_line = !ground_.edges().nearest_by_owner(p, kLeastPiece_m).empty();
    if (!on_the_line || !looked_) below_ = ground_at(p);
    looked_ = true;
    certain_ = !on_the_line;
  }

  struct Place {
    Point point;
    double t;  ///< fraction along the segment, in degrees
    double distance_m;
  };

  /// Degrees of a slanting segment are not evenly long: the metres before and behind the place share the segment's.
  Place place_on(std::size_t i, double t) const {
    const Point p = between(route_.line[i - 1], route_.line[i], t);
    const double before_m = geodesic_distance_m(route_.line[i - 1], p);
    const double behind_m = geodesic_distance_m(p, route_.line[i]);
    const double begin_m = route_.distance_m[i - 1];
    return {p, t, begin_m + (route_.distance_m[i] - begin_m) * before_m / (before_m + behind_m)};
  }

  bool edges_near(Point a, Point b) const {
    Box box;
    box.add(a);
    box.add(b);
    const LocalScale scale = local_scale(std::clamp((a.y + b.y) / 2, -89.0, 89.0));
    return !ground_.edges().within(box.grown(1.01 * tolerance_m_ / scale.x_m, 1.01 * tolerance_m_ / scale.y_m)).empty();
  }

  void lay_piece(const Place& begin, const Place& end, bool near_edges) {
    const double piece_m = end.distance_m - begin.distance_m;
    const int steps = near_edges ? std::max(1, static_cast<int>(std::ceil(piece_m / (tolerance_m_ / 2)))) : 1;
    for (int s = 0; s < steps; ++s) {
      BorderStretch stretch = judged(between(begin.point, end.point, (s + 0.5) / steps), near_edges);
      stretch.begin = between(begin.point, end.point, static_cast<double>(s) / steps);
      stretch.begin_m = stretches_.empty() ? begin.distance_m : stretches_.back().end_m;
      stretch.end_m = s + 1 == steps ? end.distance_m : begin.distance_m + piece_m * (s + 1) / steps;
      add(stretch);
    }
  }

  BorderStretch judged(Point p, bool near_edges) const {
    BorderStretch s;
    s.country = below_.country;
    s.overlap = below_.second >= 0;
    if (s.overlap) {
      s.side_a = below_.country;
      s.side_b = below_.second;
      return s;
    }
    if (!near_edges) return s;
    std::vector<int> others;
    for (const NearPlace& place : ground_.edges().nearest_by_owner(p, tolerance_m_)) {
      const int owner = static_cast<int>(ground_.edges().segments()[place.segment].owner);
      if (owner != below_.country) others.push_back(owner);
    }
    if (below_.country >= 0 && !others.empty()) {
      s.side_a = below_.country;
      s.side_b = others[0];
    } else if (below_.country < 0 && others.size() > 1) {
      s.side_a = others[0];
      s.side_b = others[1];
    }
    return s;
  }

  void add(const BorderStretch& s) {
    if (!stretches_.empty()) {
      BorderStretch& last = stretches_.back();
      const bool same = last.country == s.country && last.side_a == s.side_a && last.side_b == s.side_b && last.overlap == s.overlap;
      if (same) {
        last.end_m = s.end_m;
        return;
      }
    }
    stretches_.push_back(s);
  }

  const Route& route_;
  const Borders& borders_;
  const PolygonIndex& ground_;
  double tolerance_m_;
  Ground below_;
  bool looked_ = false;
  bool certain_ = false;  ///< below_ is what lies there, not what lay before
  std::vector<BorderStretch> stretches_;
};

}  // namespace

std::vector<BorderStretch> border_stretches(const Route& route, const Borders& borders, double tolerance_m) {
  TMFGEO_EXPECTS(route.line.size() >= 2 && route.line.size() == route.distance_m.size() && tolerance_m > 0);
  return Overlay(route, borders, tolerance_m).lay();
}

}  // namespace tmfgeo
