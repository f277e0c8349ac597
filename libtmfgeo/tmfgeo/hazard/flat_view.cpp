// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/flat_view.h"

#include <cmath>
#include <numbers>

namespace tmfgeo {
namespace {

constexpr double kEquatorKm = 6378.137;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
constexpr double kDegree = std::numbers::pi / 180;

}  // namespace

FlatView::Latitude FlatView::latitude(double latitude_deg) const {
  const double s = std::sin(latitude_deg * kDegree);
  const double prime_vertical_km = kEquatorKm / std::sqrt(1 - kEccentricity2 * s * s);
  return {prime_vertical_km * std::cos(latitude_deg * kDegree), prime_vertical_km * (1 - kEccentricity2) * s};
}

FlatView::Longitude FlatView::longitude(double longitude_deg) const {
  const double difference = (longitude_deg - origin_longitude_deg_) * kDegree;
  return {std::cos(difference), std::sin(difference)};
}

FlatView::FlatView(Point origin)
    : origin_longitude_deg_(origin.x), sine_(std::sin(origin.y * kDegree)), cosine_(std::cos(origin.y * kDegree)) {
  const Latitude here = latitude(origin.y);
  axis_km_ = here.axis_km;
  above_km_ = here.above_km;
  const double w2 = 1 - kEccentricity2 * sine_ * sine_;
  radius2_ = kEquatorKm * kEquatorKm * (1 - kEccentricity2) / (w2 * w2);
}

}  // namespace tmfgeo
