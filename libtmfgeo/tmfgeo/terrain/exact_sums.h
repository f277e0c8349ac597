// SPDX-License-Identifier: Apache-2.0
/// Sums of doubles that do not depend on the order of adding.
#pragma once

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

/// Rounds values to multiples of one power of two, chosen so that sums of them fit the 53 bits of a double: then adding
/// is exact in any order, and sums are the same for any tiles, threads and machines.
/// Rounding changes a value by at most total · 2^-53 (or largest · 2^-51, if that is more): for a total over 10⁸ equal
/// values by 1e-8 of the value, over 10⁹ by 1e-7.
class ExactSums {
 public:
  /// Needs: finite; no sum of rounded values exceeds `total` by more than rounding, no value `largest`, in magnitude.
  ExactSums(double total, double largest) {
    TMFGEO_EXPECTS(std::isfinite(total) && std::isfinite(largest));
    int bits = 0;
    int value_bits = 0;
    // Room for what rounding itself may add to the total.
    std::frexp(total * (1 + 1e-6), &bits);
    std::frexp(largest, &value_bits);
    shift_ = std::ldexp(1.5, 52 + std::max(bits - 53, value_bits - 51));
  }

  /// To the nearest multiple, of two the even one; NaN stays NaN. At the size of the sum a double ends at the power
  /// of two wanted, so adding rounds and taking away is exact.
  double rounded(double value) const { return (value + shift_) - shift_; }

 private:
  double shift_ = 0;
};

}  // namespace tmfgeo
