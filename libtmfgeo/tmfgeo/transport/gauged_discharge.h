// SPDX-License-Identifier: Apache-2.0
/// Discharges given by a river layer or a raster of runoff, set right by gauges.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// (a) A gauge sets right given discharges of reaches that drain up to so many times more, or less. Source [tmfgeo].
inline constexpr double kGaugeReach = 4;

/// (a) From this factor on what is given and what a gauge says differ: it is told, and what is set right so far is less sure.
inline constexpr double kFarFromGauge = 1.5;

/// A gauge as its own reach sees it: mean discharge for the reach's area, above 0.
struct GaugedReach {
  ReachId reach = kNoReach;
  double mean_m3_s = 0;
};

/// Which gauge speaks for a reach.
struct SpeakingGauge {
  std::int32_t gauge = -1;   ///< -1: none
  bool is_upstream = false;  ///< the water comes from there; else it runs there, or is there
  bool is_known() const { return gauge >= 0; }
};

/// Mean discharges by reach: the gauge's at its own reach; below it what is given and what the gauge has more or less than given
/// there, fading out over a factor of kGaugeReach in area; above it what is given times the gauge's ratio, fading out the
/// same, and never more than the gauge. Water does not vanish: no reach has less than the one above it where what is given
/// does not fall, within what one gauge says. What is given by `given_m3_s` not above 0 is unknown and stays.
/// Input: parallel to the network's reaches. Ties: a gauge's own reach keeps the gauge's discharge.
/// Cost: O(reaches).
std::vector<double> set_right_by_gauges(const RiverNetwork& network, std::span<const double> given_m3_s, std::span<const double> area_m2,
                                        std::span<const GaugedReach> gauges, std::span<const SpeakingGauge> speaking);

/// True where `set_right` is farther from what is given than kFarFromGauge.
bool is_far(double set_right_m3_s, double given_m3_s);

}  // namespace tmfgeo
