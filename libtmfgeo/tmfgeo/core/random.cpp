// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/random.h"

#include <cmath>
#include <numbers>

namespace tmfgeo {

std::array<double, 2> RandomField::normal_pair(const RandomPlace& place) const {
  const auto u = uniform_pair(place);
  const double radius = std::sqrt(-2 * std::log(u[0]));
  const double angle = 2 * std::numbers::pi * u[1];
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace tmfgeo
