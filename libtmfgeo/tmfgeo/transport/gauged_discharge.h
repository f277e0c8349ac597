// SPDX-License-Identifier: Apache-2.0
/// Discharges given by a river layer or a raster of runoff, set right by gauges: a balance of water.
#pragma once

#include <span>
#include <vector>

#include "tmfgeo/network/river_network.h"

namespace tmfgeo {

/// (a) A gauge speaks for reaches below it that drain up to so many times more. Between two gauges, what flows in is not taken for
/// more than so many times the lower gauge's own ratio, or less: beyond, it is the two gauges' errors. Source [tmfgeo].
inline constexpr double kGaugeReach = 4;

/// (a) From this factor on what is given and what a gauge says differ: it is told, and what is set right so far is less sure.
inline constexpr double kFarFromGauge = 1.5;

/// A gauge as its own reach sees it: discharge for the reach's area, above 0.
struct GaugedReach {
  ReachId reach = kNoReach;
  double m3_s = 0;
};

struct BalancedDischarge {
  std::vector<double> m3_s;         ///< by reach
  std::vector<double> at_gauge_m3_s;  ///< by gauge: what the balance brings to its reach, by the gauges above it
};

/// Discharges of one flow by reach. At a gauge's reach the gauge's. Elsewhere what flows in and what is given to join on the reach
/// itself; above a gauge the latter times one ratio, the same for all between it and the next gauges upstream, such that the
/// sum is the gauge's. So below a gauge is what is given and what the gauge has more or less than given; where what is given
/// falls, the river loses the same share of its water. Inflows that add up in what is given add up.
/// Input: given, parallel to the network's reaches, each above 0. Needs: one gauge per reach. Cost: O(reaches).
BalancedDischarge balance_gauges(const RiverNetwork& network, std::span<const double> given_m3_s, std::span<const GaugedReach> gauges);

/// True where two discharges are farther apart than kFarFromGauge.
bool is_far(double a_m3_s, double b_m3_s);

}  // namespace tmfgeo
