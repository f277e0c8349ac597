// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/dispersion.h"

#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
double shear_velocity_m_s(const ChannelFlow& flow) {
  TMFGEO_EXPECTS(flow.width_m > 0 && flow.depth_m > 0 && flow.velocity_m_s > 0 && flow.slope > 0);
  return std::sqrt(kStandardGravity_m_s2 * flow.depth_m * flow.slope);
}

double dispersion_fischer_m2_s(const ChannelFlow& flow) {
  const double reach = flow.velocity_m_s * flow.width_m;
  return 0.011 * reach * reach / (flow.depth_m * shear_velocity_m_s(flow));
}

double dispersion_seo_cheong_m2_s(const ChannelFlow& flow) {
  const double shear = shear_velocity_m_s(flow);
  return 5.915 * std::pow(flow.width_m / flow.depth_m, 0.620) * std::pow(flow.velocity_m_s / shear, 1.428) * flow.depth_m * shear;
}

double dispersion_deng_m2_s(const ChannelFlow& flow) {
  const double shear = shear_velocity_m_s(flow);
  const double form = flow.width_m / flow.depth_m;
  const double ratio = flow.velocity_m_s / shear;
  const double across = 0.145 + std::pow(form, 1.38) * ratio / 3520;
  return 0.15 / (8 * across) * std::pow(form, 5.0 / 3) * ratio * ratio * flow.depth_m * shear;
}

double mixing_length_m(const ChannelFlow& flow) {
  return 0.4 * flow.velocity_m_s * flow.width_m * flow.width_m / (0.6 * flow.depth_m * shear_velocity_m_s(flow));
}

}  // namespace tmfgeo
