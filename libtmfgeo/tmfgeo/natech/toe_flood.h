// SPDX-License-Identifier: Apache-2.0
/// A flood at the toe of a dam: depth, velocity, erosion.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/hazard/flood_stack.h"

namespace tmfgeo {

/// What the water meets at the toe. Absent is unknown.
struct ToePlace {
  std::optional<double> channel_slope = {};  ///< of the water surface or valley floor, m/m
  std::optional<double> roughness_n = {};    ///< Manning, s/m^(1/3)
  std::optional<double> erosion_velocity_m_s = {};  ///< the toe's material resists up to here
};

/// The project's assumptions, open to change.
struct ToeDefaults {
  double roughness_n = 0.05;
  double erosion_velocity_m_s = 1.5;  ///< bare earth
  double erosion_flow_m2_s = 1.0;     ///< velocity times depth
  double wet_depth_m = 0.1;
};

/// The toe in a flood of one return period.
struct ToeFlood {
  SourcedValue depth_m;
  SourcedValue velocity_m_s;
  SourcedValue flow_m2_s;            ///< velocity times depth
  std::optional<bool> erodes = {};        ///< absent: unknown
  std::string note;
};

/// Velocity of wide, uniform flow: depth^(2/3) slope^(1/2) / n. Source [Manning1891].
/// Needs: depth_m >= 0, slope >= 0, n > 0.
double uniform_velocity_m_s(double depth_m, double slope, double roughness_n);

/// Depth at a return period from the sampled maps; dry toes do not erode; without a slope a wet toe's erosion is unknown.
/// Needs: return_period_y > 1.
ToeFlood toe_flood(const FloodSample& sample, double return_period_y, const ToePlace& place, const ToeDefaults& defaults = {});

/// Depth at which a toe begins to erode: the smaller of those that reach the velocity and the flow. Needs: slope > 0.
double erosion_depth_m(double slope, double roughness_n, double velocity_m_s, double flow_m2_s);

}  // namespace tmfgeo
