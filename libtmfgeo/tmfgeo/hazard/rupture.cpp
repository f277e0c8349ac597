// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/rupture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr int kUnknownStrikes = 8;

FaultStyle style_of(const EarthquakeFocus& focus) { return focus.rake_deg ? fault_style(*focus.rake_deg) : focus.style; }

double rake_of(const EarthquakeFocus& focus) {
  if (focus.rake_deg) return std::remainder(*focus.rake_deg, 360);
  switch (focus.style) {
    case FaultStyle::strike_slip: return 0;
    case FaultStyle::normal: return -90;
    case FaultStyle::reverse: return 90;
    case FaultStyle::unknown: return std::numeric_limits<double>::quiet_NaN();
  }
  return std::numeric_limits<double>::quiet_NaN();
}

/// Usual dips where none is known. Source: Kaklamanos, Baise and Boore (2011).
double dip_of(const EarthquakeFocus& focus) {
  if (focus.dip_deg) return *focus.dip_deg;
  switch (style_of(focus)) {
    case FaultStyle::reverse: return 40;
    case FaultStyle::normal: return 50;
    case FaultStyle::strike_slip:
    case FaultStyle::unknown: return 90;
  }
  return 90;
}

std::string out_of(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return {};
  return std::string(name) + ": found " + readable(value) + ", expected " + shortest(low) + " to " + shortest(high);
}

/// How far `value` is outside [low, high].
double beyond(double value, double low, double high) { return std::max({low - value, value - high, 0.0}); }

}  // namespace

double rupture_area_km2(AreaScaling scaling, double magnitude, FaultStyle style) {
  const bool dip_slip = style == FaultStyle::reverse || style == FaultStyle::normal;
  switch (scaling) {
    case AreaScaling::wells_coppersmith_1994:
      switch (style) {
        case FaultStyle::unknown: return std::pow(10, -3.49 + 0.91 * magnitude);
        case FaultStyle::strike_slip: return std::pow(10, -3.42 + 0.90 * magnitude);
        case FaultStyle::reverse: return std::pow(10, -3.99 + 0.98 * magnitude);
        case FaultStyle::normal: return std::pow(10, -2.87 + 0.82 * magnitude);
      }
      break;
    case AreaScaling::leonard_2014_interplate: return std::pow(10, magnitude - (dip_slip ? 4.00 : 3.99));
    case AreaScaling::leonard_2014_stable: return std::pow(10, magnitude - (dip_slip ? 4.19 : 4.18));
  }
  return 0;
}

std::string problem_of(const EarthquakeFocus& focus) {
  if (!is_finite(focus.epicentre)) return "epicentre: expected longitude and latitude in degrees";
  const double seismogenic = focus.seismogenic_depth_km.value_or(std::max(focus.depth_km, kSeismogenicDepthKm));
  for (const std::string& problem :
       {out_of("magnitude", focus.magnitude, 3, 9.6), out_of("longitude", focus.epicentre.x, -180, 180),
        out_of("latitude", focus.epicentre.y, -90, 90), out_of("depth_km", focus.depth_km, 0, 700),
        out_of("strike_deg", focus.strike_deg.value_or(0), -360, 360), out_of("dip_deg", focus.dip_deg.value_or(90), 1, 90),
        out_of("rake_deg", focus.rake_deg.value_or(0), -360, 360), out_of("aspect", focus.aspect, 0.2, 50),
        out_of("seismogenic_depth_km", seismogenic, std::max(focus.depth_km, 1.0), 800)}) {
    if (!problem.empty()) return problem;
  }
  return {};
}

double PlanarRupture::bottom_depth_km() const {
  return traits.top_depth_km + traits.width_km * std::sin(traits.dip_deg * kDegree);
}

PlanarRupture make_rupture(const EarthquakeFocus& focus) {
  TMFGEO_EXPECTS(problem_of(focus).empty());
  TMFGEO_EXPECTS(focus.strike_deg.has_value());
  PlanarRupture r;
  const double dip_deg = dip_of(focus);
  const double sine = std::sin(dip_deg * kDegree);
  const double area_km2 = rupture_area_km2(focus.scaling, focus.magnitude, style_of(focus));
  double width_km = std::sqrt(area_km2 / focus.aspect);
  const bool has_floor = focus.seismogenic_depth_km.has_value() || focus.depth_km <= kSeismogenicDepthKm;
  const double floor_km = focus.seismogenic_depth_km.value_or(kSeismogenicDepthKm);
  if (has_floor && width_km * sine > floor_km) {
    width_km = floor_km / sine;
    r.width_limited = true;
  }
  const double half_height_km = width_km * sine / 2;
  double centre_km = focus.depth_km;
  if (has_floor) centre_km = std::min(centre_km, floor_km - half_height_km);
  // Last, so that rounding cannot leave an edge above the ground.
  if (centre_km < half_height_km) {
    r.moved_down = focus.depth_km < half_height_km;
    centre_km = half_height_km;
  }
  r.traits = {.magnitude = focus.magnitude,
              .rake_deg = rake_of(focus),
              .dip_deg = dip_deg,
              .top_depth_km = std::max(centre_km - half_height_km, 0.0),
              .hypocentre_depth_km = focus.depth_km,
              .width_km = width_km};
  r.origin = focus.epicentre;
  r.strike_deg = *focus.strike_deg;
  r.length_km = area_km2 / width_km;
  // The hypocentre stays on the plane: its upper edge lies where the plane through the hypocentre reaches that depth.
  const double cosine = dip_deg == 90 ? 0 : std::cos(dip_deg * kDegree);
  r.across_km = -(focus.depth_km - r.traits.top_depth_km) * cosine / sine;
  return r;
}

std::vector<WeightedRupture> possible_ruptures(const EarthquakeFocus& focus) {
  if (focus.strike_deg) return {{make_rupture(focus), 1}};
  std::vector<WeightedRupture> ruptures;
  const double turn_deg = dip_of(focus) == 90 ? 180 : 360;
  EarthquakeFocus turned = focus;
  for (int i = 0; i < kUnknownStrikes; ++i) {
    turned.strike_deg = turn_deg * i / kUnknownStrikes;
    ruptures.push_back({make_rupture(turned), 1.0 / kUnknownStrikes});
  }
  return ruptures;
}

PlanarRupture rupture_of_fault(Point first, Point last, const EarthquakeTraits& traits) {
  TMFGEO_EXPECTS(traits.dip_deg > 0 && traits.dip_deg <= 90 && traits.width_km > 0 && traits.top_depth_km >= 0);
  PlanarRupture r;
  r.origin = between(first, last, 0.5);
  const FlatView view(r.origin);
  const FlatPoint a = view(first);
  const FlatPoint b = view(last);
  r.length_km = std::hypot(b.east_km - a.east_km, b.north_km - a.north_km);
  TMFGEO_EXPECTS(r.length_km > 0);
  const double strike = std::atan2(b.east_km - a.east_km, b.north_km - a.north_km);
  r.strike_deg = strike / kDegree;
  const double middle_east = (a.east_km + b.east_km) / 2;
  const double middle_north = (a.north_km + b.north_km) / 2;
  r.along_km = middle_east * std::sin(strike) + middle_north * std::cos(strike);
  r.across_km = middle_east * std::cos(strike) - middle_north * std::sin(strike);
  r.traits = traits;
  r.traits.hypocentre_depth_km = traits.top_depth_km + traits.width_km / 2 * std::sin(traits.dip_deg * kDegree);
  const double across = r.across_km + traits.width_km / 2 * std::cos(traits.dip_deg * kDegree);
  r.hypocentre = {r.along_km * std::sin(strike) + across * std::cos(strike), r.along_km * std::cos(strike) - across * std::sin(strike)};
  return r;
}

RuptureMeasure::RuptureMeasure(const PlanarRupture& r)
    : strike_east_(std::sin(r.strike_deg * kDegree)),
      strike_north_(std::cos(r.strike_deg * kDegree)),
      sine_dip_(std::sin(r.traits.dip_deg * kDegree)),
      cosine_dip_(r.traits.dip_deg == 90 ? 0 : std::cos(r.traits.dip_deg * kDegree)),
      half_length_km_(r.length_km / 2),
      width_km_(r.traits.width_km),
      top_km_(r.traits.top_depth_km),
      along_km_(r.along_km),
      across_km_(r.across_km),
      depth_km_(r.traits.hypocentre_depth_km),
      hypocentre_(r.hypocentre) {}

RuptureDistances RuptureMeasure::operator()(FlatPoint site) const {
  const double along = site.east_km * strike_east_ + site.north_km * strike_north_ - along_km_;
  const double rx = site.east_km * strike_north_ - site.north_km * strike_east_ - across_km_;
  const double past_ends = beyond(along, -half_length_km_, half_length_km_);
  const double beside = beyond(rx, 0, width_km_ * cosine_dip_);
  // In the vertical plane across the strike, with the upper edge as origin: down the dip, and square to the plane.
  const double down = beyond(rx * cosine_dip_ - top_km_ * sine_dip_, 0, width_km_);
  const double off = rx * sine_dip_ + top_km_ * cosine_dip_;
  const double east = site.east_km - hypocentre_.east_km;
  const double north = site.north_km - hypocentre_.north_km;
  const double epicentral2 = east * east + north * north;
  return {std::sqrt(past_ends * past_ends + beside * beside), std::sqrt(past_ends * past_ends + down * down + off * off), rx,
          std::sqrt(epicentral2), std::sqrt(epicentral2 + depth_km_ * depth_km_)};
}

void rupture_distances(const PlanarRupture& rupture, std::span<const Point> sites, std::span<RuptureDistances> distances) {
  TMFGEO_EXPECTS(sites.size() == distances.size());
  const FlatView view(rupture.origin);
  const RuptureMeasure measure(rupture);
  parallel_for(0, static_cast<std::ptrdiff_t>(sites.size()), 4096, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) distances[i] = measure(view(sites[i]));
  });
}

}  // namespace tmfgeo
