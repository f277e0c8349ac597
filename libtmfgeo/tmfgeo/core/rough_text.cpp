// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/rough_text.h"

#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {

std::string roughly(double value) {
  TMFGEO_EXPECTS(value > 0);
  const int digits = static_cast<int>(std::floor(std::log10(value)));
  if (digits < 2) return shortest(parse_number(fixed(value, 2 - digits)).value.value_or(value));
  const double unit = std::pow(10.0, digits - 2);
  std::string text = fixed(std::round(value / unit) * unit, 0);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, " ");
  return text;
}

}  // namespace tmfgeo
