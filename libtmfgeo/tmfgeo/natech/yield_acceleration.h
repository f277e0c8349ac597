// SPDX-License-Identifier: Apache-2.0
/// The acceleration at which a dam's slope begins to move.
#pragma once

#include <optional>
#include <string>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// What is known of a dam's slope. Absent is unknown, never zero.
struct SlopeState {
  std::optional<double> yield_acceleration_g = {};  ///< as given by a stability analysis
  std::optional<double> yield_sigma_ln = {};        ///< its spread, natural logarithm
  std::optional<double> factor_of_safety = {};      ///< static
  std::optional<double> slope_deg = {};             ///< downstream face
  std::optional<double> friction_deg = {};          ///< effective friction angle
  std::optional<double> cohesion_kpa = {};          ///< effective cohesion
  std::optional<double> unit_weight_kn_m3 = {};     ///< of the moving layer
  std::optional<double> slip_depth_m = {};          ///< thickness of the moving layer, vertical
};

/// What stands in where a value is not known, and how far values spread. The project's assumptions, all open to change.
struct SlopeDefaults {
  double slope_deg = 18.435;         ///< one in three
  double unit_weight_kn_m3 = 18;
  double given_sigma_ln = 0.2;       ///< of a yield acceleration from an analysis
  double factor_of_safety_sd = 0.1;
  double friction_sd_deg = 2;
  double cohesion_cv = 0.3;          ///< standard deviation over the mean
  double largest_sigma_ln = 1;       ///< spreads are cut there: near zero a logarithm knows no bound
};

enum class YieldMethod { given, infinite_slope, factor_of_safety, none };

/// Yield acceleration and how it was found.
struct YieldAcceleration {
  std::optional<double> value_g = {};  ///< above 0; absent if unknown or if the slope does not stand by itself
  double sigma_ln = 0;            ///< spread of its natural logarithm
  bool stands = true;             ///< false: the factor of safety is 1 or less, it moves without any earthquake
  YieldMethod method = YieldMethod::none;
  Origin origin = Origin::unknown;
  std::string note;  ///< which defaults went in, or what is missing
};

/// Infinite slope, dry, horizontal acceleration:
/// tan(friction - slope) + cohesion / (unit weight * depth * cos^2 slope * (1 + tan friction tan slope)).
/// Output: g; zero or less where the slope does not stand.
/// Needs: 0 <= slope < 90, 0 <= friction < 90, weight > 0, depth > 0. Source [Newmark1965].
double infinite_slope_yield_g(double slope_deg, double friction_deg, double cohesion_kpa, double unit_weight_kn_m3,
                              double slip_depth_m);

/// Sliding block: (factor of safety - 1) * sin(slope), along the slope. Output: g. Source [Newmark1965].
double block_yield_g(double factor_of_safety, double slope_deg);

/// The best the state allows: the given value, else strength with a slope, else the factor of safety. A factor of safety or
/// a strength without a slope takes the default slope and says so; without both the answer is unknown.
/// The spread is carried from the inputs' spreads to first order.
YieldAcceleration yield_acceleration(const SlopeState& state, const SlopeDefaults& defaults = {});

}  // namespace tmfgeo
