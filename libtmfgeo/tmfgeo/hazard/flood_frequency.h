// SPDX-License-Identifier: Apache-2.0
/// How large a flood of a return period is: from a table, a fitted distribution or an index flood.
#pragma once

#include <optional>
#include <span>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// Generalised extreme value distribution: location xi, scale alpha, shape k (Hosking's sign: k > 0 has an upper bound).
struct Gev {
  double location = 0;
  double scale = 1;  ///< above 0
  double shape = 0;  ///< above -1 where the mean exists
};

/// Value of a return period: xi + alpha / k * (1 - (-ln(1 - 1/T))^k); Gumbel where k is 0. Needs: T > 1.
/// Source [HoskingWallis1997].
double gev_quantile(const Gev& gev, double return_period_y);

/// First two L-moments and the L-skewness of a sample.
struct LMoments {
  double mean = 0;
  double l2 = 0;
  double t3 = 0;
};

/// Unbiased sample L-moments; NaN are left out. Absent for fewer than five values, or where all are equal.
/// Source [HoskingWallis1997].
std::optional<LMoments> sample_l_moments(std::span<const double> values);

/// L-moments of a GEV. Needs: shape > -1. Source [HoskingWallis1997].
LMoments l_moments(const Gev& gev);

/// Fit by L-moments with k ~ 7.859 c + 2.9554 c^2, c = 2 / (3 + t3) - ln 2 / ln 3; k within 9e-4 for -0.5 <= t3 <= 0.5.
/// Needs: l2 > 0, -1 < t3 < 1. Source [HoskingWallis1997].
Gev fit_gev(const LMoments& moments);

/// One line of a discharge table.
struct ReturnDischarge {
  double return_period_y = 0;  ///< ascending, above 1
  double discharge_m3_s = 0;   ///< not falling
};

/// Discharge of a return period from a table: straight in the Gumbel variate; beyond the ends carried on as the last piece,
/// not below 0, origin extrapolated; unknown for a table of less than two lines unless it names T itself.
SourcedValue discharge_of_return_period_m3_s(std::span<const ReturnDischarge> table, double return_period_y);

/// The return period of a discharge by the same lines; unknown beyond the table.
SourcedValue return_period_of_discharge_y(std::span<const ReturnDischarge> table, double discharge_m3_s);

/// Index flood of a region: mean annual flood a * A^b. The user gives a and b: there is no law for all rivers.
double index_flood_m3_s(double area_km2, double a, double b);

/// Upper bound of floods of a region: 1e6 (A / 1e8)^(1 - K / 10). Needs: area > 0, 0 < K < 10. Source [FrancouRodier1967].
double francou_rodier_m3_s(double area_km2, double k);

}  // namespace tmfgeo
