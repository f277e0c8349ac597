// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/shaking.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

constexpr double kPgaPeriod_s = 0.01;
/// Farther below the spectrum's first period than by this factor it is the shape that speaks, not the spectrum.
constexpr double kFarBelow = 2;

struct Corners {
  double b_s;
  double c_s;
};

Corners corners_of(GroundType ground) {
  switch (ground) {
    case GroundType::a: return {0.15, 0.4};
    case GroundType::b: return {0.15, 0.5};
    case GroundType::c: return {0.20, 0.6};
    case GroundType::d: return {0.20, 0.8};
  }
  return {0.15, 0.5};
}

/// Sa over PGA of the elastic spectrum, the PGA being that at the site.
double shape_at(double period_s, GroundType ground) {
  constexpr double kPlateau = 2.5;
  constexpr double kCornerD_s = 2;
  const Corners corner = corners_of(ground);
  if (period_s < corner.b_s) return 1 + period_s / corner.b_s * (kPlateau - 1);
  if (period_s <= corner.c_s) return kPlateau;
  if (period_s <= kCornerD_s) return kPlateau * corner.c_s / period_s;
  return kPlateau * corner.c_s * kCornerD_s / (period_s * period_s);
}

/// Between two points the spectrum parts from the shape by a factor that goes straight in both logarithms: a straight line from
/// the PGA to a long period would cut the plateau off.
double between(const SpectralPoint& left, double shape_at_left, const SpectralPoint& right, double period_s, GroundType ground) {
  const double t = std::log(period_s / left.period_s) / std::log(right.period_s / left.period_s);
  const double left_part = left.sa_g / shape_at_left;
  const double right_part = right.sa_g / shape_at(right.period_s, ground);
  return shape_at(period_s, ground) * left_part * std::pow(right_part / left_part, t);
}

bool usable(const std::optional<double>& value) { return value && std::isfinite(*value) && *value > 0; }

}  // namespace

GroundType ground_type(double vs30_m_s) {
  TMFGEO_EXPECTS(vs30_m_s > 0);
  if (vs30_m_s > 800) return GroundType::a;
  if (vs30_m_s >= 360) return GroundType::b;
  return vs30_m_s >= 180 ? GroundType::c : GroundType::d;
}

SourcedValue spectral_acceleration_g(const Shaking& shaking, double period_s, GroundType ground) {
  TMFGEO_EXPECTS(period_s >= 0);
  if (period_s <= kPgaPeriod_s && usable(shaking.pga_g)) return known(*shaking.pga_g, Origin::given, "PGA");
  const auto& points = shaking.spectrum;
  const auto right = std::lower_bound(points.begin(), points.end(), period_s,
                                      [](const SpectralPoint& p, double t) { return p.period_s < t; });
  if (right != points.end() && right->period_s == period_s && right->sa_g > 0) return known(right->sa_g, Origin::given, "spectrum");
  const bool pga_left = right == points.begin() && usable(shaking.pga_g);
  if (right != points.end() && right->sa_g > 0 && (right != points.begin() || pga_left)) {
    const SpectralPoint left = pga_left ? SpectralPoint{kPgaPeriod_s, *shaking.pga_g} : *(right - 1);
    if (left.sa_g > 0 && left.period_s < right->period_s && left.period_s > 0) {
      const double sa_g = between(left, pga_left ? 1 : shape_at(left.period_s, ground), *right, period_s, ground);
      if (!pga_left || right->period_s <= kFarBelow * period_s) return known(sa_g, Origin::computed, "spectrum");
      return known(sa_g, Origin::by_default, "shorter than half the first period of the spectrum, from there to the PGA with the shape of EN 1998-1 type 1");
    }
  }
  if (right == points.end() && !points.empty() && points.back().sa_g > 0) {
    const SpectralPoint& last = points.back();
    return known(last.sa_g * shape_at(period_s, ground) / shape_at(last.period_s, ground), Origin::by_default,
                 "longer than the longest period of the spectrum, from there on with the shape of EN 1998-1 type 1");
  }
  if (usable(shaking.pga_g)) return known(*shaking.pga_g * shape_at(period_s, ground), Origin::by_default, "PGA with the shape of EN 1998-1 type 1");
  return unknown_because("neither a spectrum that covers the period nor a PGA");
}

SourcedValue fundamental_period_s(std::optional<double> height_m, std::optional<double> vs_m_s, DamShape shape,
                                  double default_vs_m_s) {
  TMFGEO_EXPECTS(default_vs_m_s > 0);
  if (!usable(height_m)) return unknown_because("height of the dam is not known");
  const bool given = usable(vs_m_s);
  const double factor = shape == DamShape::triangular ? 2.6 : 4.0;
  return known(factor * *height_m / (given ? *vs_m_s : default_vs_m_s), given ? Origin::computed : Origin::by_default,
               given ? "height and shear-wave velocity" : "height and default shear-wave velocity");
}

}  // namespace tmfgeo
