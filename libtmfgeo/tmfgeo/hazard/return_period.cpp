// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/return_period.h"

#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {

double gumbel_variate(double return_period_y) {
  TMFGEO_EXPECTS(return_period_y > 1);
  return -std::log(-std::log1p(-1 / return_period_y));
}

double return_period_of_variate(double variate) { return -1 / std::expm1(-std::exp(-variate)); }

double probability_in_period(double return_period_y, double years) {
  TMFGEO_EXPECTS(return_period_y >= 1 && years >= 0);
  return -std::expm1(years * std::log1p(-1 / return_period_y));
}

double probability_of(double rate_per_year, double years) { return -std::expm1(-rate_per_year * years); }

double rate_of(double probability, double years) {
  TMFGEO_EXPECTS(probability > 0 && probability < 1 && years > 0);
  return -std::log1p(-probability) / years;
}

double return_period_of(double probability, double years) { return 1 / rate_of(probability, years); }

}  // namespace tmfgeo
