// SPDX-License-Identifier: Apache-2.0
/// Shaking at a dam as the response models take it, and the dam's own period.
#pragma once

#include <optional>
#include <vector>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// One point of a response spectrum, 5 % damping.
struct SpectralPoint {
  double period_s = 0;
  double sa_g = 0;
};

/// Shaking at one place in one earthquake or at one return period. Absent is unknown.
struct Shaking {
  std::optional<double> pga_g = {};
  std::optional<double> pgv_cm_s = {};
  std::optional<double> magnitude = {};
  std::vector<SpectralPoint> spectrum = {};  ///< periods ascending, above 0; may be empty
};

/// Ground of EN 1998-1, which sets the shape of a spectrum known by its PGA alone.
enum class GroundType { a, b, c, d };

/// Type of a ground by its stiffness: a above 800 m/s, b from 360, c from 180, d below. Source [EN1998]. Needs: vs30_m_s > 0.
GroundType ground_type(double vs30_m_s);

/// Spectral acceleration at a period: the shape of EN 1998-1 type 1 drawn through the PGA (0.01 s) and the spectrum's points, its factor
/// log-log between them. At periods up to 0.01 s the PGA itself. Below half the first point's period origin by_default, and
/// beyond the last point, whose factor is held there. Without points the PGA times the shape of EN 1998-1 type 1 (origin by_default); unknown without a PGA.
/// Source [EN1998]. Needs: period_s >= 0.
SourcedValue spectral_acceleration_g(const Shaking& shaking, double period_s, GroundType ground = GroundType::b);

/// Which body moves.
enum class DamShape {
  triangular,  ///< 2.6 H / Vs
  wide,        ///< 4 H / Vs
};

/// Fundamental period; a missing shear-wave velocity becomes the default and says so; a missing height is unknown.
/// Source [BrayTravasarou2007].
SourcedValue fundamental_period_s(std::optional<double> height_m, std::optional<double> vs_m_s,
                                  DamShape shape = DamShape::triangular, double default_vs_m_s = 250);

}  // namespace tmfgeo
