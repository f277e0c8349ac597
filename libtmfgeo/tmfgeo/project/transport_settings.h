// SPDX-License-Identifier: Apache-2.0
/// The tables [transport…] of a project file: what is released, how rivers flow, and where somebody wants to know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/project/input_file.h"
#include "tmfgeo/scenario/release.h"
#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {

/// How much water the rivers carry where no gauge and no column of the river layer tells.
struct DischargeInput {
  std::optional<double> yield_l_s_km2;  ///< absent: the built-in default
  double low_factor = 0.35;             ///< low and high water over the mean
  double high_factor = 2.2;
  double area_power = 0.9;              ///< Q = Q_gauge (A/A_gauge)^b
  std::optional<InputFile> runoff;      ///< raster of mean runoff, mm per year
};

struct HydraulicsInput {
  double roughness_n = 0.035;
  std::optional<double> default_slope;  ///< m/m; absent: the built-in rule
  std::string slope_column;             ///< of the river layer, m/m; comes before the DEM
  std::string width_column;             ///< of the river layer: width at mean flow, m
};

struct TransportInput {
  std::vector<Flow> flows{kFlows.begin(), kFlows.end()};
  Trigger trigger = Trigger::unknown;     ///< of releases that are not stated
  double min_town_population = 10000;     ///< smaller places are no receptors
  double town_distance_m = 2000;          ///< farther from the river a town is no receptor
  double min_confluence_area_km2 = 1000;  ///< a river that drains less is no larger river
  double river_area_km2 = 100;            ///< from here on the river carries a release, and its deposit on land ends
  double snap_distance_m = 5000;          ///< of receptors, gauges and lakes
  double warning_h = 24;                  ///< what those downstream need to close intakes and warn people
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;
  std::optional<InputFile> receptors;
  std::optional<InputFile> gauges;
  std::optional<InputFile> lakes;
  std::optional<InputFile> releases;
  std::optional<InputFile> substances;    ///< in front of those that come with tmfgeo
  std::optional<InputFile> spreads;       ///< the same
  DischargeInput discharge;
  HydraulicsInput hydraulics;

  /// Every file, in the order above.
  std::vector<InputFile> inputs() const;
};

}  // namespace tmfgeo
