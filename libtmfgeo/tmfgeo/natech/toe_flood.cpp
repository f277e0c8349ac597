// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/toe_flood.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

double uniform_velocity_m_s(double depth_m, double slope, double roughness_n) {
  TMFGEO_EXPECTS(depth_m >= 0 && slope >= 0 && roughness_n > 0);
  return std::cbrt(depth_m * depth_m) * std::sqrt(slope) / roughness_n;
}

ToeFlood toe_flood(const FloodSample& sample, double return_period_y, const ToePlace& place, const ToeDefaults& defaults) {
  ToeFlood toe;
  toe.depth_m = flood_depth_m(sample, return_period_y);
  if (!toe.depth_m.value) {
    toe.note = toe.depth_m.source;
    return toe;
  }
  if (*toe.depth_m.value <= defaults.wet_depth_m) {
    toe.erodes = false;
    toe.note = "the toe stays dry";
    return toe;
  }
  if (!place.channel_slope || !(*place.channel_slope > 0)) {
    toe.note = "slope of the channel is not known";
    return toe;
  }
  const bool rests_on_default = !place.roughness_n || !place.erosion_velocity_m_s;
  const Origin origin = weaker(toe.depth_m.origin, place.roughness_n ? Origin::computed : Origin::by_default);
  const double velocity = uniform_velocity_m_s(*toe.depth_m.value, *place.channel_slope, place.roughness_n.value_or(defaults.roughness_n));
  toe.velocity_m_s = known(velocity, origin, "uniform flow");
  toe.flow_m2_s = known(velocity * *toe.depth_m.value, origin, "uniform flow");
  toe.erodes = velocity > place.erosion_velocity_m_s.value_or(defaults.erosion_velocity_m_s) ||
               *toe.flow_m2_s.value > defaults.erosion_flow_m2_s;
  if (rests_on_default) toe.note = "default roughness or resistance";
  return toe;
}

double erosion_depth_m(double slope, double roughness_n, double velocity_m_s, double flow_m2_s) {
  TMFGEO_EXPECTS(slope > 0 && roughness_n > 0 && velocity_m_s > 0 && flow_m2_s > 0);
  const double per_depth = std::sqrt(slope) / roughness_n;
  return std::min(std::pow(velocity_m_s / per_depth, 1.5), std::pow(flow_m2_s / per_depth, 0.6));
}

}  // namespace tmfgeo
