// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/scenario/release_volume.h"

#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

/// Both equations of the volume alone are made for millions of cubic metres.
double power_law_m3(double factor, double power, double stored_m3) {
  TMFGEO_EXPECTS(stored_m3 > 0);
  return factor * std::pow(stored_m3 / 1e6, power) * 1e6;
}

}  // namespace

double rico_release_m3(double stored_m3) { return power_law_m3(0.354, 1.01, stored_m3); }

double concha_larrauri_lall_release_m3(double stored_m3) { return power_law_m3(0.332, 0.95, stored_m3); }

double piciullo_release_m3(double stored_m3, double height_m) {
  TMFGEO_EXPECTS(stored_m3 > 0 && height_m > 0);
  return std::pow(10.0, 0.33) * std::pow(stored_m3, 0.611) * std::pow(height_m, 0.994);
}

}  // namespace tmfgeo
