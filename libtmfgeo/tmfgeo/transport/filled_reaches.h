// SPDX-License-Identifier: Apache-2.0
/// Areas, slopes and discharges of every reach, the missing ones filled and flagged: what river_state() begins with.
#pragma once

#include "tmfgeo/transport/river_state.h"

namespace tmfgeo {

/// Parallel vectors by reach; finite, and positive but for widths.
struct FilledReaches {
  std::vector<double> area_m2;
  std::vector<double> slope;
  std::vector<double> mean_discharge_m3_s;
  std::vector<double> flow_factor;  ///< discharge of the flow over the mean
  std::vector<double> measured_width_m;  ///< at mean flow, where the flag is depth_estimated; else 0
  std::vector<std::uint16_t> flags;
};

/// Area: as given; else what a given discharge needs at the default yield; else the sum of what flows in and, for a source,
/// the area its length tells.
/// Discharge: at a gauge's own reach the gauge's; as given, out of runoff or the reach's own; else scaled by area from the gauge
/// that speaks, or from what is given there; else area times the default yield. All set right by the gauges, flow by flow
/// (gauged_discharge.h); flagged discharge_from_area where by more than kFarFromGauge, or where the gauge that speaks is itself as far
/// from what is given there (below it up to kGaugeReach times its area). Of the nearest gauge downstream
/// and the nearest one upstream (at a confluence along the branch of the larger area) the one speaks whose area is nearer
/// in ratio; ties: downstream; two gauges on one reach: the one whose area is nearer to the reach's, ties: the first.
/// Slope: as given above 0; else the stated default; else from the area.
/// Width: as given above 0 and no wider than kLargestWidth_m; else flagged width_depth_estimated and left to the law.
/// Issues: gauge_unusable, river_area_default, river_discharge_default, river_slope_default, river_width_default (where some
/// widths are given), gauge_beside_river where a gauge and what is given differ by more than half, gauges_disagree where a gauge and what the gauges above
/// it bring do, gauges_on_one_reach; each once in `issues`.
FilledReaches fill_reaches(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, Issues& issues);

}  // namespace tmfgeo
