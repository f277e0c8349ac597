// SPDX-License-Identifier: Apache-2.0
/// Responses worked out once, for integrals and draws over the scatter of one earthquake's shaking.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "tmfgeo/natech/annual_rate.h"

namespace tmfgeo {

/// A response at equal steps of the logarithm of the level, straight between them; below the first level as at it, above the
/// last as at it.
class ResponseTable {
 public:
  static constexpr double kFirst_g = 1e-3;
  static constexpr double kLast_g = 10;
  static constexpr std::size_t kSteps = 320;

  /// Needs: kSteps + 1 probabilities that do not fall.
  explicit ResponseTable(std::vector<double> chances);

  /// Probability of failure at a level, by its natural logarithm.
  double at_ln(double ln_level) const {
    const double t = std::clamp((ln_level - first_ln_) * steps_per_ln_, 0.0, static_cast<double>(kSteps));
    const std::size_t i = std::min(static_cast<std::size_t>(t), kSteps - 1);
    return chances_[i] + (t - static_cast<double>(i)) * (chances_[i + 1] - chances_[i]);
  }

  /// Mean over levels whose logarithm is normal: of the straight pieces, in closed form. Needs: sigma >= 0.
  double mean(double ln_median, double sigma) const;

 private:
  double first_ln_;
  double steps_per_ln_;
  std::vector<double> chances_;
};

/// `count` responses tabulated. Where all of them are the same at two levels they are taken as the same between, because no
/// response falls: cost at most kSteps + 1 evaluations. Needs: responses that do not fall with the level.
std::vector<ResponseTable> tabulate_responses(std::size_t count, const Responses& responses);

}  // namespace tmfgeo
