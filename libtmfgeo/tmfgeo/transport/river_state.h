// SPDX-License-Identifier: Apache-2.0
/// How every reach of the network flows at low, mean and high water: discharge, velocity, depth, dispersion.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/network/river_network.h"
#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

enum class Flow { low, mean, high };
inline constexpr std::array<Flow, 3> kFlows{Flow::low, Flow::mean, Flow::high};
std::string_view to_text(Flow flow);

/// What a reach's numbers rest on; carried to every arrival behind it.
enum ReachFlag : std::uint16_t {
  discharge_from_area = 1,   ///< scaled from a gauge by area, or set right by one by more than half
  discharge_default = 2,     ///< a stated specific discharge of the region, or of the world
  slope_default = 4,
  area_default = 8,
  width_depth_estimated = 16,
  in_lake = 32,              ///< a lake or reservoir delays, spreads and traps
  extrapolated = 64,         ///< beyond what the velocity equation was made from
  overland = 128,            ///< not yet in a river
  depth_estimated = 256,     ///< the width is measured, the depth follows from it
  discharge_from_runoff = 512,  ///< of a raster of mean runoff
};

/// A discharge known at a place: a gauge, or a stated value.
struct Gauge {
  std::string id;
  std::string name;
  ReachId reach = kNoReach;
  double area_km2 = 0;
  std::array<double, 3> discharge_m3_s{};  ///< low (exceeded 90 % of the time), mean, high (10 %); NaN where unknown
  std::string source;
};

/// A lake or reservoir on the network.
struct Lake {
  std::string id;
  std::string name;
  ReachId first = kNoReach;  ///< where the route enters
  ReachId last = kNoReach;   ///< where it leaves
  double volume_m3 = 0;
  bool reservoir = false;
  std::string source;
};

/// No channel is wider.
inline constexpr double kLargestWidth_m = 20000;

struct HydraulicOptions {
  std::vector<Gauge> gauges;
  std::vector<Lake> lakes;
  double area_power = 0.9;               ///< Q = Q_gauge (A/A_gauge)^b
  double default_yield_l_s_km2 = 0;      ///< where no gauge and no attribute says anything; 0: the built-in default
  std::array<double, 3> flow_factors{0.35, 1, 2.2};  ///< low and high over mean where no gauge gives them
  double roughness_n = 0.035;
  double default_slope = 0;              ///< 0: by the built-in rule of the upstream area
  std::vector<double> slopes;            ///< per reach, NaN unknown; empty: none known
  std::vector<double> widths_m;          ///< measured at mean flow, per reach; NaN, 0 and above kLargestWidth_m unknown; empty: none known
  std::vector<double> mean_discharges_m3_s;  ///< per reach, from runoff, NaN unknown; before the reach's own
};

/// Parallel vectors by reach id, for one flow. Every value is finite and positive; what was missing is filled by a stated
/// default and flagged.
struct RiverState {
  Flow flow = Flow::mean;
  std::vector<double> length_m;
  std::vector<double> area_m2;
  std::vector<double> discharge_m3_s;
  std::vector<double> mean_discharge_m3_s;
  std::vector<double> slope;
  std::vector<double> width_m;
  std::vector<double> depth_m;
  std::vector<double> velocity_m_s;       ///< most probable velocity of the solute's peak
  std::vector<double> max_velocity_m_s;   ///< maximum probable: the worst case
  std::vector<double> celerity_m_s;       ///< of the flood wave
  std::vector<double> dispersion_m2_s;
  std::vector<double> wave_diffusion_m2_s;
  std::vector<double> lake_residence_s;   ///< 0 outside lakes, shared out over the lake's reaches by length
  std::vector<std::uint16_t> flags;
};

/// Cost: O(reaches), a few hundred bytes per reach. Issues: discharge_default and the like, counted.
RiverState river_state(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, Issues& issues);

}  // namespace tmfgeo
