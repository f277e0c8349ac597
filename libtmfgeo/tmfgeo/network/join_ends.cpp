// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/network/river_lines.h"

namespace tmfgeo {
namespace {

/// Nodes found by place: a hash of bins four tolerances wide, so that most looks touch one bin.
class NodeFinder {
 public:
  NodeFinder(double tolerance_m, std::size_t ends)
      : tolerance_m_(tolerance_m),
        // A millimetre keeps bins finite where only equal ends shall meet.
        bin_height_(4 * std::max(tolerance_m, 1e-3) / kMetresPerDegree),
        buckets_(std::bit_ceil(std::max<std::size_t>(ends, 16)), -1) {}

  /// The nearest node within the tolerance, or a new one.
  std::int32_t node_at(Point p) {
    const auto row = static_cast<std::int64_t>(std::floor(p.y / bin_height_));
    const std::size_t home = bucket(row, column(row, p.x));
    for (std::int32_t n = buckets_[home]; n >= 0; n = next_[index(n)]) {
      if (nodes_[index(n)] == p) return n;
    }
    std::int32_t best = -1;
    if (tolerance_m_ > 0) best = nearest(p);
    if (best >= 0) return best;
    const auto made = static_cast<std::int32_t>(nodes_.size());
    nodes_.push_back(p);
    next_.push_back(buckets_[home]);
    buckets_[home] = made;
    return made;
  }

  std::vector<Point>& nodes() { return nodes_; }

 private:
  // A degree of latitude is nowhere shorter on the ellipsoid, so that bins never are narrower than meant.
  static constexpr double kMetresPerDegree = 110574;

  static std::size_t index(std::int32_t n) { return static_cast<std::size_t>(n); }

  static double cosine(double latitude) {
    return std::max(std::cos(std::min(std::abs(latitude), 90.0) * std::numbers::pi / 180), 1e-3);
  }

  /// Bins of a row are as wide as its middle latitude says: the same for every point of the row.
  std::int64_t column(std::int64_t row, double x) const {
    const double middle = (static_cast<double>(row) + 0.5) * bin_height_;
    return static_cast<std::int64_t>(std::floor(x * cosine(middle) / bin_height_));
  }

  std::size_t bucket(std::int64_t row, std::int64_t column) const {
    std::uint64_t h = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15ULL ^ static_cast<std::uint64_t>(column);
    h *= 0xD6E8FEB86659FD93ULL;
    h ^= h >> 32U;
    h *= 0xD6E8FEB86659FD93ULL;
    return static_cast<std::size_t>(h >> 20U) & (buckets_.size() - 1);
  }

  std::int32_t nearest(Point p) const {
    const double reach_y = tolerance_m_ / kMetresPerDegree;
    const double reach_x = 1.01 * reach_y / cosine(std::abs(p.y) + reach_y);
    const auto first_row = static_cast<std::int64_t>(std::floor((p.y - reach_y) / bin_height_));
    const auto last_row = static_cast<std::int64_t>(std::floor((p.y + reach_y) / bin_height_));
    std::int32_t best = -1;
    double best_m = tolerance_m_;
    for (std::int64_t row = first_row; row <= last_row; ++row) {
      for (std::int64_t c = column(row, p.x - reach_x); c <= column(row, p.x + reach_x); ++c) {
        for (std::int32_t n = buckets_[bucket(row, c)]; n >= 0; n = next_[index(n)]) {
          const Point q = nodes_[index(n)];
          if (std::abs(q.y - p.y) > reach_y) continue;
          const double distance_m = near_distance_m(p, q);
          if (distance_m < best_m || (distance_m == best_m && (best < 0 || n < best))) {
            best = n;
            best_m = distance_m;
          }
        }
      }
    }
    return best;
  }

  double tolerance_m_;
  double bin_height_;  ///< degrees
  std::vector<std::int32_t> buckets_;
  std::vector<std::int32_t> next_;
  std::vector<Point> nodes_;
};

}  // namespace

void join_ends(NetworkDraft& draft, double tolerance_m, const FeatureTable& lines, Issues& issues) {
  NodeFinder finder(tolerance_m, 2 * draft.reaches.size());
  std::size_t moved = 0;
  double farthest_m = 0;
  const auto settle = [&](std::int64_t point) {
    Point& p = draft.points[static_cast<std::size_t>(point)];
    const std::int32_t node = finder.node_at(p);
    const Point place = finder.nodes()[static_cast<std::size_t>(node)];
    if (place != p) {
      ++moved;
      farthest_m = std::max(farthest_m, near_distance_m(p, place));
      p = place;
    }
    return node;
  };
  for (ReachDraft& r : draft.reaches) {
    r.from_node = settle(r.point_begin);
    r.to_node = settle(r.point_end - 1);
  }
  draft.nodes = std::move(finder.nodes());
  if (moved > 0) {
    LayerIssues("river_end_joined", lines, issues)
        .add_summary("geometry", std::to_string(moved) + " line ends were moved to a node near them, by up to " +
                                     fixed(farthest_m, 3) + " m");
  }
}

}  // namespace tmfgeo
