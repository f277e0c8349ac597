// SPDX-License-Identifier: Apache-2.0
/// Stage and discharge of a reach from the shape of its valley, where there is no flood map.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// The cells that drain to one reach, parallel arrays of another owner.
struct ReachCells {
  std::span<const float> hand_m;    ///< height above the drainage cell the cell flows to; NaN is left out
  std::span<const float> slope;     ///< of the ground, m/m; NaN counts as flat
  std::span<const float> area_m2;   ///< above 0
};

/// The reach.
struct ReachShape {
  double length_m = 0;      ///< along the flow path, above 0
  double slope = 0;         ///< of the bed, m/m; 0 or less has no uniform flow
  double roughness_n = 0;   ///< Manning; 0: the default
};

struct RatingCurveOptions {
  double highest_stage_m = 25;
  double step_m = 0.1;
  double default_roughness_n = 0.055;
  double smallest_slope = 1e-5;  ///< a flatter reach is counted as so steep, origin by_default
};

/// Stage against discharge; both ascend from 0, discharge not falling.
struct RatingCurve {
  std::vector<double> stage_m;
  std::vector<double> discharge_m3_s;
  std::vector<double> flow_area_m2;          ///< of the cross-section, mean over the reach
  std::vector<double> wetted_perimeter_m;    ///< mean over the reach
  Origin origin = Origin::unknown;           ///< by_default if roughness or slope was
  bool repaired_monotone = false;            ///< discharge fell where a flood plain gets wet, and was held
  std::string note;                          ///< why there is no curve, or which defaults went in

  bool empty() const { return stage_m.empty(); }
};

/// Synthetic rating curve by height above the nearest drainage: at each stage volume and bed area of the wet cells over the
/// reach's length give the mean cross-section, Manning's equation the discharge.
/// Output: empty, with the reason, where no cell has a height or the reach no length.
/// Needs: arrays of one length; step and highest stage above 0. Cost: O(cells log cells + stages).
/// Source [ZhengEtAl2018], [Manning1891].
RatingCurve synthetic_rating_curve(const ReachCells& cells, const ReachShape& reach, const RatingCurveOptions& options = {});

/// Discharge at a stage, straight between points. Stages beyond the curve are unknown; negative ones too.
SourcedValue discharge_at_stage_m3_s(const RatingCurve& curve, double stage_m);

/// Stage at a discharge: the lowest that carries it. Discharges beyond the curve are unknown.
SourcedValue stage_at_discharge_m(const RatingCurve& curve, double discharge_m3_s);

/// Depth of each cell at a stage: stage - height, not below 0; NaN where the height is.
std::vector<float> depths_at_stage_m(std::span<const float> hand_m, double stage_m);

}  // namespace tmfgeo
