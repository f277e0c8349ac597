// SPDX-License-Identifier: Apache-2.0
/// Any bytes as fragility curves: refused, or curves whose probabilities sum to one.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <string_view>

#include "tmfgeo/core/error.h"
#include "tmfgeo/natech/fragility.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto& curve : tmfgeo::parse_fragility_curves(text, "fuzz")) {
      const auto p = tmfgeo::state_probabilities(curve, 0.3);
      if (!(std::abs(std::accumulate(p.begin(), p.end(), 0.0) - 1) < 1e-9)) std::abort();
    }
  } catch (const tmfgeo::Error&) {
  }
  return 0;
}
