// SPDX-License-Identifier: Apache-2.0
/// How a river spreads what it carries along itself, and when it has mixed it across.
#pragma once

namespace tmfgeo {

/// A section of flowing water. All above 0.
struct ChannelFlow {
  double width_m = 0;
  double depth_m = 0;
  double velocity_m_s = 0;
  double slope = 0;
};

/// u* = sqrt(g h S).
double shear_velocity_m_s(const ChannelFlow& flow);

// Longitudinal dispersion, m2/s. Needs: all of the flow above 0.
/// 0.011 U² W² / (h u*). Source [FischerEtAl1979].
double dispersion_fischer_m2_s(const ChannelFlow& flow);
/// 5.915 (W/h)^0.620 (U/u*)^1.428 h u*. Source [SeoCheong1998].
double dispersion_seo_cheong_m2_s(const ChannelFlow& flow);
/// 0.15 / (8 e) (W/h)^(5/3) (U/u*)² h u*, e = 0.145 + (W/h)^1.38 (U/u*) / 3520. Source [DengEtAl2001].
double dispersion_deng_m2_s(const ChannelFlow& flow);

/// Way until a release at the bank has mixed across: 0.4 U W² / E_y with E_y = 0.6 h u*. Source [FischerEtAl1979].
double mixing_length_m(const ChannelFlow& flow);

}  // namespace tmfgeo
