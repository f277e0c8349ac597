// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/rating_curve.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// Cells by height, with what lies below each: sums of area, area times height, and bed area.
struct Hypsometry {
  std::vector<double> height_m;
  std::vector<double> area;
  std::vector<double> area_height;
  std::vector<double> bed_area;
};

Hypsometry hypsometry(const ReachCells& cells) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < cells.hand_m.size(); ++i) {
    if (std::isfinite(cells.hand_m[i]) && std::isfinite(cells.area_m2[i]) && cells.area_m2[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return cells.hand_m[a] < cells.hand_m[b]; });
  Hypsometry h;
  double area = 0;
  double area_height = 0;
  double bed = 0;
  for (const std::size_t i : order) {
    // A height below its own drainage is an error of the DEM: such a cell is wet from the first stage on.
    const double height = std::max(static_cast<double>(cells.hand_m[i]), 0.0);
    const double slope = std::isfinite(cells.slope[i]) ? static_cast<double>(cells.slope[i]) : 0;
    const auto cell = static_cast<double>(cells.area_m2[i]);
    area += cell;
    area_height += cell * height;
    bed += cell * std::sqrt(1 + slope * slope);
    h.height_m.push_back(height);
    h.area.push_back(area);
    h.area_height.push_back(area_height);
    h.bed_area.push_back(bed);
  }
  return h;
}

double manning_m3_s(double area_m2, double perimeter_m, double slope, double roughness_n) {
  if (!(perimeter_m > 0)) return 0;
  const double radius = area_m2 / perimeter_m;
  return area_m2 * std::cbrt(radius * radius) * std::sqrt(slope) / roughness_n;
}

/// y at x on ascending points; x inside.
double interpolated(std::span<const double> xs, std::span<const double> ys, double x) {
  const auto right = std::lower_bound(xs.begin(), xs.end(), x);
  const auto i = static_cast<std::size_t>(right - xs.begin());
  if (i == 0 || *right == x) return ys[i];
  const double t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
  return ys[i - 1] + t * (ys[i] - ys[i - 1]);
}

}  // namespace

RatingCurve synthetic_rating_curve(const ReachCells& cells, const ReachShape& reach, const RatingCurveOptions& options) {
  TMFGEO_EXPECTS(cells.hand_m.size() == cells.slope.size() && cells.hand_m.size() == cells.area_m2.size());
  TMFGEO_EXPECTS(options.step_m > 0 && options.highest_stage_m >= options.step_m && options.default_roughness_n > 0);
  RatingCurve curve;
  const Hypsometry h = hypsometry(cells);
  if (h.height_m.empty() || !(reach.length_m > 0)) {
    curve.note = h.height_m.empty() ? "no cell drains to the reach" : "the reach has no length";
    return curve;
  }
  const bool roughness_known = reach.roughness_n > 0;
  const bool slope_known = reach.slope >= options.smallest_slope;
  const double roughness = roughness_known ? reach.roughness_n : options.default_roughness_n;
  const double slope = slope_known ? reach.slope : options.smallest_slope;
  curve.origin = roughness_known && slope_known ? Origin::computed : Origin::by_default;
  if (!roughness_known) curve.note = "default roughness";
  if (!slope_known) curve.note += std::string(curve.note.empty() ? "" : ", ") + "smallest slope";
  const auto steps = static_cast<std::size_t>(std::llround(options.highest_stage_m / options.step_m));
  double reached = 0;
  for (std::size_t i = 0; i <= steps; ++i) {
    const double stage = static_cast<double>(i) * options.step_m;
    const auto wet = static_cast<std::size_t>(std::lower_bound(h.height_m.begin(), h.height_m.end(), stage) - h.height_m.begin());
    const double volume = wet == 0 ? 0 : stage * h.area[wet - 1] - h.area_height[wet - 1];
    const double area = volume / reach.length_m;
    const double perimeter = wet == 0 ? 0 : h.bed_area[wet - 1] / reach.length_m;
    const double discharge = manning_m3_s(area, perimeter, slope, roughness);
    if (discharge < reached) curve.repaired_monotone = true;
    reached = std::max(reached, discharge);
    curve.stage_m.push_back(stage);
    curve.discharge_m3_s.push_back(reached);
    curve.flow_area_m2.push_back(area);
    curve.wetted_perimeter_m.push_back(perimeter);
  }
  return curve;
}

SourcedValue discharge_at_stage_m3_s(const RatingCurve& curve, double stage_m) {
  if (curve.empty()) return unknown_because("no rating curve: " + curve.note);
  if (!(stage_m >= 0 && stage_m <= curve.stage_m.back())) return unknown_because("stage beyond the rating curve");
  return known(interpolated(curve.stage_m, curve.discharge_m3_s, stage_m), curve.origin, "synthetic rating curve");
}

SourcedValue stage_at_discharge_m(const RatingCurve& curve, double discharge_m3_s) {
  if (curve.empty()) return unknown_because("no rating curve: " + curve.note);
  if (!(discharge_m3_s >= 0 && discharge_m3_s <= curve.discharge_m3_s.back())) return unknown_because("discharge beyond the rating curve");
  return known(interpolated(curve.discharge_m3_s, curve.stage_m, discharge_m3_s), curve.origin, "synthetic rating curve");
}

std::vector<float> depths_at_stage_m(std::span<const float> hand_m, double stage_m) {
  std::vector<float> depths;
  depths.reserve(hand_m.size());
  for (const float height : hand_m) {
    depths.push_back(std::isnan(height) ? height : static_cast<float>(std::max(stage_m - static_cast<double>(height), 0.0)));
  }
  return depths;
}

}  // namespace tmfgeo
