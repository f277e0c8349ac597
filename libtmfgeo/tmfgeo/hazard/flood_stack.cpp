// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/flood_stack.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

bool more_frequent(const DepthMap& a, const DepthMap& b) { return a.return_period_y < b.return_period_y; }

/// The deeper of two readings; a reading that is missing counts less than any other.
std::optional<double> deeper(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return a ? a : b;
  return std::max(*a, *b);
}

/// Depth of a cell; absent where not modelled. What is no depth is kept as it is, to be counted when mended.
std::optional<double> depth_of(float value) {
  if (std::isnan(value)) return std::nullopt;
  return static_cast<double>(value);
}

/// Half the window around a point, in cells of a frame.
struct Reach {
  std::ptrdiff_t rows = 0;
  std::ptrdiff_t columns = 0;
};

Reach reach_of(const GridFrame& frame, Point here, double radius_m) {
  if (radius_m <= 0) return {};
  LocalScale scale{1, 1};
  if (frame.crs.is_geographic()) scale = local_scale(here.y);
  const auto cells = [&](double size_m) { return static_cast<std::ptrdiff_t>(std::ceil(radius_m / std::max(size_m, 1e-6))); };
  return {std::min(cells(frame.cell_height * scale.y_m), frame.rows), std::min(cells(frame.cell_width * scale.x_m), frame.columns)};
}

std::optional<double> deepest_near(const DepthMap& map, Point here, double radius_m) {
  const GridFrame& frame = map.frame;
  const Cell centre = frame.cell_at(here);
  const Reach reach = reach_of(frame, here, radius_m);
  const Cell first{centre.row - reach.rows, centre.column - reach.columns};
  const std::ptrdiff_t rows = 2 * reach.rows + 1;
  const std::ptrdiff_t columns = 2 * reach.columns + 1;
  std::vector<float> window(static_cast<std::size_t>(rows * columns));
  map.read(first, rows, columns, window);
  LocalScale scale{1, 1};
  if (radius_m > 0 && frame.crs.is_geographic()) scale = local_scale(here.y);
  std::optional<double> deepest;
  for (std::ptrdiff_t r = 0; r < rows; ++r) {
    for (std::ptrdiff_t c = 0; c < columns; ++c) {
      const Cell cell{first.row + r, first.column + c};
      const Point there = frame.centre(cell);
      const bool near = std::hypot((there.x - here.x) * scale.x_m, (there.y - here.y) * scale.y_m) <= radius_m;
      if (near || cell == centre) deepest = deeper(deepest, depth_of(window[static_cast<std::size_t>(r * columns + c)]));
    }
  }
  return deepest;
}

/// Far outside a frame the numbers of a cell leave what an integer holds.
bool near_frame(const GridFrame& frame, Point p) {
  return is_finite(p) && frame.box().grown(frame.cell_width * 1e6, frame.cell_height * 1e6).contains(p);
}

double line(const FloodDepth& a, const FloodDepth& b, double variate) {
  const double left = gumbel_variate(a.return_period_y);
  const double right = gumbel_variate(b.return_period_y);
  return *a.depth_m + (*b.depth_m - *a.depth_m) * (variate - left) / (right - left);
}

/// Points from north to south: neighbours one after the other, so that a block of a map is unpacked once.
std::vector<std::size_t> from_north(std::span<const Point> points) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto latitude = [&](std::size_t i) { return is_finite(points[i]) ? points[i].y : -1e9; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return latitude(a) > latitude(b); });
  return order;
}

/// What a map says of each point, read in the given order.
std::vector<std::optional<double>> depths_of(const DepthMap& map, std::span<const Point> points, std::span<const std::size_t> order, double radius_m) {
  const Transform transform(Crs::wgs84(), map.frame.crs);
  std::vector<std::optional<double>> depths(points.size());
  for (const std::size_t i : order) {
    if (!is_finite(points[i])) continue;
    const Point here = transform(points[i]);
    if (near_frame(map.frame, here)) depths[i] = deepest_near(map, here, radius_m);
  }
  return depths;
}

std::vector<FloodDepth> known_depths(const FloodSample& sample) {
  std::vector<FloodDepth> known;
  std::copy_if(sample.depths.begin(), sample.depths.end(), std::back_inserter(known), [](const FloodDepth& d) { return d.depth_m.has_value(); });
  return known;
}

}  // namespace

std::string_view to_text(FloodStatus status) {
  switch (status) {
    case FloodStatus::not_modelled: return "not_modelled";
    case FloodStatus::dry: return "dry";
    case FloodStatus::wet: return "wet";
    case FloodStatus::unsure: return "unsure";
  }
  return "";
}

std::string return_period_problem(double return_period_y) {
  if (std::isfinite(return_period_y) && return_period_y > 1) return {};
  return "found a return period of " + (std::isfinite(return_period_y) ? shortest(return_period_y) : "no number") + ", expected years above 1";
}

DepthMap depth_map(double return_period_y, const Grid<float>& depth_m) {
  return {return_period_y, depth_m.frame(), [grid = &depth_m](Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values) {
            for (std::ptrdiff_t i = 0; i < rows * columns; ++i) {
              const Cell cell{first.row + i / columns, first.column + i % columns};
              values[static_cast<std::size_t>(i)] = grid->frame().contains(cell) ? (*grid)[cell] : std::numeric_limits<float>::quiet_NaN();
            }
          }};
}

FloodStack::FloodStack(std::vector<DepthMap> maps) : maps_(std::move(maps)) {
  TMFGEO_EXPECTS(!maps_.empty());
  for (const DepthMap& map : maps_) {
    TMFGEO_EXPECTS(map.read && return_period_problem(map.return_period_y).empty() && map.frame.crs.known());
  }
  out_of_order_ = !std::is_sorted(maps_.begin(), maps_.end(), more_frequent);
  std::stable_sort(maps_.begin(), maps_.end(), more_frequent);
  duplicates_ = std::adjacent_find(maps_.begin(), maps_.end(), [](const DepthMap& a, const DepthMap& b) {
                  return a.return_period_y == b.return_period_y;
                }) != maps_.end();
}

FloodSample make_flood_sample(std::vector<FloodDepth> depths) {
  FloodSample sample;
  std::stable_sort(depths.begin(), depths.end(), [](const FloodDepth& a, const FloodDepth& b) { return a.return_period_y < b.return_period_y; });
  double reached = 0;
  bool modelled = false;
  for (FloodDepth& d : depths) {
    if (d.depth_m && !(std::isfinite(*d.depth_m) && *d.depth_m >= 0)) {
      d.depth_m.reset();
      sample.repaired_values = true;
    }
    const bool same = !sample.depths.empty() && sample.depths.back().return_period_y == d.return_period_y;
    if (same) {
      sample.depths.back().depth_m = deeper(sample.depths.back().depth_m, d.depth_m);
    } else {
      sample.depths.push_back(d);
    }
  }
  for (FloodDepth& d : sample.depths) {
    if (!d.depth_m) {
      sample.gaps = true;
      continue;
    }
    modelled = true;
    d.raised = *d.depth_m < reached;
    if (d.raised) sample.repaired_monotone = true;
    reached = std::max(reached, *d.depth_m);
    d.depth_m = reached;
  }
  sample.gaps = sample.gaps && modelled;
  sample.status = !modelled ? FloodStatus::not_modelled : reached > 0 ? FloodStatus::wet : FloodStatus::dry;
  return sample;
}

std::vector<FloodSample> sample_floods(const FloodStack& stack, std::span<const Point> points, const FloodSampleOptions& options) {
  const std::vector<DepthMap>& maps = stack.maps();
  const std::vector<std::size_t> order = from_north(points);
  std::vector<std::vector<std::optional<double>>> depths(maps.size());
  // Each map by one thread: two of them would unpack its blocks twice.
  parallel_for(0, static_cast<std::ptrdiff_t>(maps.size()), 1, [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    for (auto m = static_cast<std::size_t>(begin); m < static_cast<std::size_t>(end); ++m) depths[m] = depths_of(maps[m], points, order, options.radius_m);
  });
  std::vector<FloodSample> samples;
  samples.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<FloodDepth> here;
    for (std::size_t m = 0; m < maps.size(); ++m) here.push_back({maps[m].return_period_y, depths[m][i]});
    samples.push_back(make_flood_sample(std::move(here)));
  }
  return samples;
}

SourcedValue flood_depth_m(const FloodSample& sample, double return_period_y) {
  TMFGEO_EXPECTS(return_period_y > 1);
  const std::vector<FloodDepth> depths = known_depths(sample);
  if (depths.empty()) return unknown_because("not modelled");
  const double variate = gumbel_variate(return_period_y);
  const auto right = std::lower_bound(depths.begin(), depths.end(), return_period_y,
                                      [](const FloodDepth& d, double t) { return d.return_period_y < t; });
  if (right != depths.end() && right->return_period_y == return_period_y) {
    return right->raised ? known(*right->depth_m, Origin::extrapolated, "raised to the depth of a more frequent flood") : known(*right->depth_m, Origin::given, "depth map");
  }
  if (right == depths.end()) {
    if (*depths.back().depth_m == 0) return unknown_because("dry in the rarest flood modelled");
    if (depths.size() < 2) return unknown_because(sample.gaps ? "no depth map of a flood as rare has a value here" : "rarer than the only flood modelled");
    return known(std::max(line(*(depths.end() - 2), depths.back(), variate), *depths.back().depth_m), Origin::extrapolated, "depth maps");
  }
  if (*right->depth_m == 0) return known(0, Origin::computed, "dry in a rarer flood");
  if (right == depths.begin()) {
    if (depths.size() < 2) return unknown_because("more frequent than the only flood modelled");
    return known(std::clamp(line(depths[0], depths[1], variate), 0.0, *depths[0].depth_m), Origin::extrapolated, "depth maps");
  }
  const bool raised = right->raised || (right - 1)->raised;
  return known(line(*(right - 1), *right, variate), raised ? Origin::extrapolated : Origin::computed, raised ? "beside a depth raised to that of a more frequent flood" : "depth maps");
}

FloodOnset flood_onset(const FloodSample& sample, double threshold_m) {
  TMFGEO_EXPECTS(threshold_m >= 0);
  const std::vector<FloodDepth> depths = known_depths(sample);
  FloodOnset onset;
  if (depths.empty()) return onset;
  const auto first = std::find_if(depths.begin(), depths.end(), [&](const FloodDepth& d) { return *d.depth_m > threshold_m; });
  if (first == depths.end()) {
    onset.at_least = depths.back().return_period_y;
  } else if (first == depths.begin()) {
    onset.at_most = first->return_period_y;
  } else {
    const double left = gumbel_variate((first - 1)->return_period_y);
    const double right = gumbel_variate(first->return_period_y);
    const double t = (threshold_m - *(first - 1)->depth_m) / (*first->depth_m - *(first - 1)->depth_m);
    onset.return_period_y = return_period_of_variate(left + t * (right - left));
  }
  return onset;
}

}  // namespace tmfgeo
