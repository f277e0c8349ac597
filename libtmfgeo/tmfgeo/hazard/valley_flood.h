// SPDX-License-Identifier: Apache-2.0
/// Floods where there is no map: discharges of return periods sent through a valley's rating curve, with how far off they may be.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tmfgeo/hazard/flood_frequency.h"
#include "tmfgeo/hazard/rating_curve.h"

namespace tmfgeo {

/// Discharges of a place and how well they are known: the truth is taken to lie within the factor either way.
struct FloodDischarges {
  std::vector<ReturnDischarge> table;  ///< at least two lines, in order
  double factor = 1;                   ///< 1 or more
  Origin origin = Origin::unknown;
  std::string source;
};

/// Growth of floods with the return period: multiples of the index flood.
struct GrowthCurve {
  std::vector<double> return_period_y;  ///< ascending, above 1
  std::vector<double> factor;           ///< not falling, above 0
};

/// Index flood times growth. Needs: index above 0, a curve in order with at least two points.
FloodDischarges grown_discharges(double index_m3_s, const GrowthCurve& growth, double factor, Origin origin, std::string source);

/// What stands in where nobody has stated discharges: the flood of 100 years is that of Francou and Rodier's K 3.5, other
/// return periods follow Gumbel with a coefficient of variation of 0.7, and a factor of 3 either way is told. Origin by_default.
/// The project's assumption, for screening alone. Needs: area_km2 > 0. Source [FrancouRodier1967], [tmfgeo].
FloodDischarges default_discharges(double area_km2);

/// A flood of one return period at a place in a valley. Absent where the rating curve does not reach so far.
struct ValleyFlood {
  double return_period_y = 0;
  std::optional<double> discharge_m3_s;
  std::optional<double> depth_m;       ///< at the place; 0: dry
  std::optional<double> depth_low_m;   ///< smallest flood, smoothest bed, highest ground
  std::optional<double> depth_high_m;  ///< largest flood, roughest bed, lowest ground
  Origin origin = Origin::unknown;
};

/// How far off the parts may be: the project's assumptions, open to change.
struct ValleySpread {
  double roughness_factor = 1.5;
  double height_error_m = 2;  ///< of the place above the stream bed, from the DEM
  double relief_m = 0;        ///< by how much the ground differs within the place's cell; what is more than the error counts instead
};

/// A place is not taken to lie lower than the bed, the error of heights aside. Stage at the discharge, less the height of the place above the bed. Roughness and discharge go into the stage alike and
/// are joined as root of squares of their logarithms.
/// Needs: return periods above 1, discharges as declared. Cost: O(log stages) per return period. Source [ZhengEtAl2018].
std::vector<ValleyFlood> valley_floods(const RatingCurve& curve, const FloodDischarges& discharges, std::span<const double> return_periods_y,
                                       double height_m, const ValleySpread& spread = {});

}  // namespace tmfgeo
