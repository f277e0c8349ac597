// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/grid/cell_metrics.h"

#include <algorithm>
#include <array>
#include <limits>

#include "tmfgeo/geo/geodesic.h"

namespace tmfgeo {
namespace {

RowMetrics metrics_around(const GridFrame& frame, const Transform& to_wgs84, std::ptrdiff_t row) {
  const Point centre = frame.centre({row, frame.columns / 2});
  const double half_width = frame.cell_width / 2;
  const double half_height = frame.cell_height / 2;
  // Cells of a grid whose centres lie on the poles reach beyond them.
  const double pole = frame.crs.is_geographic() ? 90 : std::numeric_limits<double>::infinity();
  const auto at = [&](double x, double y) { return to_wgs84(Point{centre.x + x, std::clamp(centre.y + y, -pole, pole)}); };
  const std::array<Point, 5> corners{at(-half_width, half_height), at(half_width, half_height), at(half_width, -half_height),
                                     at(-half_width, -half_height), at(-half_width, half_height)};
  RowMetrics m;
  m.width_m = geodesic_distance_m(at(-half_width, 0), at(half_width, 0));
  m.height_m = geodesic_distance_m(at(0, half_height), at(0, -half_height));
  m.diagonal_m = geodesic_distance_m(corners[0], corners[2]);
  m.area_m2 = geodesic_area_m2(std::span(corners).first(4));
  return m;
}

}  // namespace

CellMetrics::CellMetrics(const GridFrame& frame) {
  TMFGEO_EXPECTS(frame.crs.known() && frame.size() > 0);
  const Transform to_wgs84(frame.crs, Crs::wgs84());
  rows_.reserve(static_cast<std::size_t>(frame.rows));
  for (std::ptrdiff_t row = 0; row < frame.rows; ++row) rows_.push_back(metrics_around(frame, to_wgs84, row));
}

}  // namespace tmfgeo
