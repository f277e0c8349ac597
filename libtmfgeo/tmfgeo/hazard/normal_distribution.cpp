// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/normal_distribution.h"

#include <algorithm>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

NormalExceedanceTable::NormalExceedanceTable() {
  for (double i = 0; i <= (kHighest - kLowest) * kPerUnit; ++i) {
    const double z = kLowest + i / kPerUnit;
    nodes_.push_back({normal_exceedance(z), -std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) / kPerUnit});
  }
}

const NormalExceedanceTable& NormalExceedanceTable::instance() {
  static const NormalExceedanceTable table;
  return table;
}

double normal_quantile(double p) {
  TMFGEO_EXPECTS(p > 0 && p < 1);
  // The smaller tail keeps its digits; Hastings' first guess (Abramowitz and Stegun 26.2.23), then Halley's steps.
  const double tail = std::min(p, 1 - p);
  const double t = std::sqrt(-2 * std::log(tail));
  double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int i = 0; i < 3; ++i) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double step = (normal_exceedance(z) - tail) / density;
    z += step / (1 - z * step / 2);
  }
  return p < 0.5 ? -z : z;
}

}  // namespace tmfgeo
