// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/exceedance_table.h"

#include <cmath>
#include <numbers>

#include "tmfgeo/core/normal.h"

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

}  // namespace tmfgeo
