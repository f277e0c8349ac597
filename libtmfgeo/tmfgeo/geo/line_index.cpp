// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/line_index.h"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

namespace bg = boost::geometry;
// Boxes in single precision, grown by one step outwards: half the memory, and no segment is ever missed.
using TreePoint = bg::model::d2::point_xy<float>;
using TreeBox = bg::model::box<TreePoint>;

float rounded_down(double v) { return std::nextafter(static_cast<float>(v), -std::numeric_limits<float>::infinity()); }
float rounded_up(double v) { return std::nextafter(static_cast<float>(v), std::numeric_limits<float>::infinity()); }

TreeBox tree_box(const Box& box) {
  return {{rounded_down(box.min_x), rounded_down(box.min_y)}, {rounded_up(box.max_x), rounded_up(box.max_y)}};
}

TreeBox segment_box(const LineSegment& s) {
  return tree_box({std::min(s.a.x, s.b.x), std::min(s.a.y, s.b.y), std::max(s.a.x, s.b.x), std::max(s.a.y, s.b.y)});
}

/// Makes boxes on the fly: the tree stores 4-byte indices only.
struct SegmentBoxes {
  using result_type = TreeBox;
  const std::vector<LineSegment>* segments;
  TreeBox operator()(std::uint32_t i) const { return segment_box((*segments)[i]); }
};

using Tree = bg::index::rtree<std::uint32_t, bg::index::quadratic<16>, SegmentBoxes>;

Box degrees_around(Point p, double within_m) {
  const LocalScale scale = local_scale(std::clamp(p.y, -89.9, 89.9));
  return Box{p.x, p.y, p.x, p.y}.grown(1.001 * within_m / scale.x_m, 1.001 * within_m / scale.y_m);
}

NearPlace place_on(const LineSegment& s, std::size_t index, Point p) {
  const LocalScale scale = local_scale(p.y);
  const double dx = (s.b.x - s.a.x) * scale.x_m;
  const double dy = (s.b.y - s.a.y) * scale.y_m;
  const double px = (p.x - s.a.x) * scale.x_m;
  const double py = (p.y - s.a.y) * scale.y_m;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp((px * dx + py * dy) / square, 0.0, 1.0) : 0.0;
  return {index, t, between(s.a, s.b, t), std::hypot(px - t * dx, py - t * dy)};
}

double cross(Point u, Point v) { return u.x * v.y - u.y * v.x; }

/// Fractions along a → b where it meets c → d: none, one, or two for an overlap.
void add_meetings(Point a, Point b, const LineSegment& s, std::size_t index, std::vector<CrossPlace>& out) {
  const Point r{b.x - a.x, b.y - a.y};
  const Point q{s.b.x - s.a.x, s.b.y - s.a.y};
  const Point from{s.a.x - a.x, s.a.y - a.y};
  const double determinant = cross(r, q);
  if (determinant != 0) {
    // Far above rounding, far below a millimetre: a way through a common end of two segments meets at least one.
    constexpr double hair = 1e-12;
    const double t = cross(from, q) / determinant;
    const double u = cross(from, r) / determinant;
    const auto on_segment = [](double fraction) { return fraction >= -hair && fraction <= 1 + hair; };
    if (on_segment(t) && on_segment(u)) out.push_back({std::clamp(t, 0.0, 1.0), index});
    return;
  }
  const double square = r.x * r.x + r.y * r.y;
  if (square == 0 || cross(from, r) != 0) return;
  double t0 = (from.x * r.x + from.y * r.y) / square;
  double t1 = t0 + (q.x * r.x + q.y * r.y) / square;
  if (t0 > t1) std::swap(t0, t1);
  if (t1 < 0 || t0 > 1) return;
  out.push_back({std::max(t0, 0.0), index});
  out.push_back({std::min(t1, 1.0), index});
}

}  // namespace

struct LineIndex::Impl {
  std::vector<LineSegment> segments;
  Tree tree;

  explicit Impl(std::vector<LineSegment> given) : segments(std::move(given)), tree(make_tree(segments)) {}

  static Tree make_tree(const std::vector<LineSegment>& segments) {
    std::vector<std::uint32_t> usable;
    usable.reserve(segments.size());
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
      if (is_finite(segments[i].a) && is_finite(segments[i].b)) usable.push_back(i);
    }
    return Tree(usable.begin(), usable.end(), bg::index::quadratic<16>(), SegmentBoxes{&segments});
  }

  template <class Visit>
  void visit(const Box& box, Visit visit_segment) const {
    tree.query(bg::index::intersects(tree_box(box)),
               boost::iterators::make_function_output_iterator([&](std::uint32_t i) { visit_segment(i, segments[i]); }));
  }
};

LineIndex::LineIndex(std::vector<LineSegment> segments) {
  TMFGEO_EXPECTS(segments.size() < std::numeric_limits<std::uint32_t>::max());
  impl_ = std::make_shared<const Impl>(std::move(segments));
}

std::span<const LineSegment> LineIndex::segments() const {
  return impl_ ? std::span<const LineSegment>(impl_->segments) : std::span<const LineSegment>{};
}

std::vector<NearPlace> LineIndex::nearest_by_owner(Point p, double within_m) const {
  std::vector<NearPlace> places;
  if (!impl_ || !is_finite(p)) return places;
  impl_->visit(degrees_around(p, within_m), [&](std::uint32_t i, const LineSegment& s) {
    const NearPlace place = place_on(s, i, p);
    if (place.distance_m <= within_m) places.push_back(place);
  });
  const auto& segments = impl_->segments;
  const auto order = [&](const NearPlace& a, const NearPlace& b) {
    const LineSegment& sa = segments[a.segment];
    const LineSegment& sb = segments[b.segment];
    return std::tie(sa.owner, a.distance_m, sa.part) < std::tie(sb.owner, b.distance_m, sb.part);
  };
  std::sort(places.begin(), places.end(), order);
  const auto same_owner = [&](const NearPlace& a, const NearPlace& b) {
    return segments[a.segment].owner == segments[b.segment].owner;
  };
  places.erase(std::unique(places.begin(), places.end(), same_owner), places.end());
  std::stable_sort(places.begin(), places.end(),
                   [](const NearPlace& a, const NearPlace& b) { return a.distance_m < b.distance_m; });
  return places;
}

std::optional<NearPlace> LineIndex::nearest(Point p, double within_m) const {
  TMFGEO_EXPECTS(!std::isnan(within_m));
  // Growing circles: most answers are near, and a wide first look would visit thousands of segments.
  for (double radius = std::min(within_m, 500.0);; radius = std::min(within_m, radius * 4)) {
    const auto places = nearest_by_owner(p, radius);
    if (!places.empty()) return places.front();
    if (radius >= within_m) return std::nullopt;
  }
}

std::vector<CrossPlace> LineIndex::crossings(Point a, Point b) const {
  std::vector<CrossPlace> found;
  if (!impl_ || !is_finite(a) || !is_finite(b)) return found;
  Box box;
  box.add(a);
  box.add(b);
  impl_->visit(box, [&](std::uint32_t i, const LineSegment& s) { add_meetings(a, b, s, i, found); });
  std::sort(found.begin(), found.end(),
            [](const CrossPlace& x, const CrossPlace& y) { return std::tie(x.t, x.segment) < std::tie(y.t, y.segment); });
  return found;
}

std::vector<std::size_t> LineIndex::within(const Box& box) const {
  std::vector<std::size_t> found;
  if (!impl_ || box.empty()) return found;
  impl_->visit(box, [&](std::uint32_t i, const LineSegment& s) {
    Box own;
    own.add(s.a);
    own.add(s.b);
    if (own.overlaps(box)) found.push_back(i);
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace tmfgeo
