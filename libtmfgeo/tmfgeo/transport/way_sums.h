// SPDX-License-Identifier: Apache-2.0
/// One walk down a facility's route: what travel time, spread, losses and flood wave have added up to at every receptor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tmfgeo/network/route.h"
#include "tmfgeo/transport/receptor.h"
#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {

/// (t) How fast tailings and water run before they meet a river; reaches there are flagged `overland`. Source [tmfgeo].
inline constexpr double kOverlandVelocity_m_s = 0.5;

/// (t) Mean depth of a lake or reservoir of which only the volume is known: how fast a surge crosses it, and how its level
/// answers. Source [tmfgeo].
inline constexpr double kLakeDepth_m = 10;

/// (a) Below a confluence where the area upstream grows by more than this factor mixing over the width begins anew.
inline constexpr double kUnmixedGrowth = 1.3;

/// What one whole reach adds, in one cache line.
struct alignas(64) ReachStep {
  float per_m = 0;             ///< 1 / length
  float time_s = 0;            ///< of the solute's peak; 0 in a lake
  float worst_time_s = 0;      ///< with the maximum-probable velocity, a lake taken as a river
  float variance_s2 = 0;       ///< 2DL/U³
  float third_s3 = 0;          ///< 12D²L/U⁵
  float settling_s_per_m = 0;  ///< T/h · share of the falling speed that deposits
  float wave_time_s = 0;       ///< L/c
  float wave_variance_s2 = 0;  ///< 2D_h L/c³
  float front_time_s = 0;      ///< L/(U + sqrt(g h)): no water comes earlier
  float wave_volume_m3 = 0;    ///< Q L/c: weighs the river's own discharge along the way
  float lake_s = 0;            ///< residence; 0 outside lakes
  float lake_wave_s = 0;       ///< what a lake's level stores of a wave: (2/3) V/Q · depth of the outflow / depth of the lake
  float measured_width_s = 0;  ///< wave_time_s where the width is measured, else 0
  float area_m2 = 0;           ///< upstream
  std::uint32_t flags = 0;
};

/// One step per reach. Cost: O(reaches), 64 bytes each.
std::vector<ReachStep> reach_steps(const RiverState& state);

/// Sums from the facility to a receptor.
struct WaySums {
  double overland_time_s = 0;
  double river_time_s = 0;
  double lake_time_s = 0;
  double worst_time_s = 0;      ///< overland part included
  double variance_s2 = 0;       ///< river and lakes
  double third_s3 = 0;
  double lake_width2_s2 = 0;    ///< squares of the widths (area over peak) lakes give
  double settling_s_per_m = 0;
  double ln_untrapped = 0;      ///< logarithm of the share of sediment that passes the lakes
  double wave_time_s = 0;
  double measured_width_s = 0;  ///< of wave_time_s, on reaches of measured width
  double wave_variance_s2 = 0;  ///< of rivers
  double lake_wave_s = 0;       ///< storage of all lakes
  double lake_wave2_s2 = 0;     ///< squares of each
  double front_time_s = 0;
  double wave_volume_m3 = 0;
  double mixing_from_m = 0;     ///< where the first river, or the last large confluence, is
  std::uint16_t flags = 0;
  ReachId reach = kNoReach;     ///< where the receptor lies; kNoReach on a route without a river

  double time_s() const { return overland_time_s + river_time_s + lake_time_s; }
};

/// Sums at every receptor, in their order. Parts of the route on no reach count as overland; beyond the last reach the sums
/// stay. Reaches that follow each other in lakes are one lake. Needs: receptors sorted by distance.
/// Cost: some 5 ns per reach.
std::vector<WaySums> sums_along(std::span<const ReachStep> steps, const Route& route, std::span<const Receptor> receptors);

}  // namespace tmfgeo
