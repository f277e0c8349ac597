// SPDX-License-Identifier: Apache-2.0
/// Exceedance of the standard normal distribution from a table, for sums of millions.
#pragma once

#include <cstddef>
#include <vector>

namespace tmfgeo {

/// Probability of a value above z: within 2e-8 of the value up to z = 6 and 3e-7 up to 12, beyond which it is 0;
/// below −8 it is 1. NaN for NaN.
class NormalExceedanceTable {
 public:
  static const NormalExceedanceTable& instance();
  double operator()(double z) const {
    if (!(z > kLowest)) return z <= kLowest ? 1 : z;
    if (z >= kHighest) return 0;
    const double position = (z - kLowest) * kPerUnit;
    const auto i = static_cast<std::size_t>(position);
    const double t = position - static_cast<double>(i);
    const Node& a = nodes_[i];
    const Node& b = nodes_[i + 1];
    // Hermite's cubic: values and slopes of both nodes.
    const double rise = b.value - a.value;
    return a.value + t * (a.slope + t * (3 * rise - 2 * a.slope - b.slope + t * (a.slope + b.slope - 2 * rise)));
  }

 private:
  NormalExceedanceTable();
  struct Node {
    double value, slope;
  };
  static constexpr double kLowest = -8;
  static constexpr double kHighest = 12;
  static constexpr double kPerUnit = 128;
  std::vector<Node> nodes_;
};

}  // namespace tmfgeo
