// SPDX-License-Identifier: Apache-2.0
/// A positive quantity known within a factor: a median and a spread in powers of ten.
#pragma once

#include <cmath>
#include <string>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// Lognormal. sd_log10 = 0: known exactly.
struct Spread {
  double median = 0;
  double sd_log10 = 0;
  Origin origin = Origin::unknown;
  std::string source;  ///< equation, file and line, or the default it rests on

  /// The value at a standard normal number. Needs: median > 0.
  double at(double z) const { return median * std::pow(10.0, sd_log10 * z); }
};

/// P10, P50 and P90 of anything.
struct Band {
  double p10 = 0;
  double p50 = 0;
  double p90 = 0;
};

}  // namespace tmfgeo
