// SPDX-License-Identifier: Apache-2.0
/// The standard normal distribution.
#pragma once

#include <cmath>
#include <numbers>

namespace tmfgeo {

/// Probability of a value above z.
inline double normal_exceedance(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

/// The z that is exceeded with probability 1 − p. Needs: 0 < p < 1. Accuracy about 1e-14 relative to the tail.
double normal_quantile(double p);

}  // namespace tmfgeo
