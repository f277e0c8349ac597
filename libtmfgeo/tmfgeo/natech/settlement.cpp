// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/settlement.h"

#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"

namespace tmfgeo {
namespace {

constexpr std::array<SettlementClass, kSettlementClasses> kClasses{{
    {0, "none or slight", 0, 0},
    {1, "minor", 0.03, 10},
    {2, "moderate", 0.2, 30},
    {3, "major", 0.5, 80},
    {4, "severe", 1.5, 150},
    {5, "collapse", 5, 500},
}};

}  // namespace

double crest_settlement_pct(double pga_g, double magnitude) {
  TMFGEO_EXPECTS(pga_g >= 0);
  return std::exp(6.07 * pga_g + 0.57 * magnitude - 8.00);
}

double pga_at_settlement_g(double settlement_pct, double magnitude) {
  TMFGEO_EXPECTS(settlement_pct > 0);
  return (std::log(settlement_pct) + 8.00 - 0.57 * magnitude) / 6.07;
}

double freeboard_loss_m(double settlement_pct, double dam_height_m, double alluvium_m) {
  TMFGEO_EXPECTS(dam_height_m >= 0 && alluvium_m >= 0);
  return settlement_pct / 100 * (dam_height_m + alluvium_m);
}

const std::array<SettlementClass, kSettlementClasses>& settlement_classes() { return kClasses; }

int settlement_class(double settlement_pct) {
  int found = 0;
  for (const SettlementClass& c : kClasses) {
    if (settlement_pct >= c.settlement_from_pct) found = c.number;
  }
  return found;
}

double settlement_exceedance(double settlement_pct, double pga_g, double magnitude, double sigma_ln) {
  TMFGEO_EXPECTS(settlement_pct >= 0 && sigma_ln >= 0);
  if (pga_g < kSettlementLeastPga_g) return 0;
  return 1 - lognormal_cdf(settlement_pct, crest_settlement_pct(pga_g, magnitude), sigma_ln);
}

std::array<double, kSettlementClasses> settlement_class_probabilities(double pga_g, double magnitude, double sigma_ln) {
  std::array<double, kSettlementClasses> probabilities{};
  double reached = 1;
  for (std::size_t i = 0; i < kSettlementClasses; ++i) {
    const double next = i + 1 < kSettlementClasses ? settlement_exceedance(kClasses[i + 1].settlement_from_pct, pga_g, magnitude, sigma_ln) : 0;
    probabilities[i] = reached - next;
    reached = next;
  }
  return probabilities;
}

double freeboard_loss_exceedance(double loss_m, double dam_height_m, double alluvium_m, double pga_g, double magnitude,
                                 double sigma_ln) {
  TMFGEO_EXPECTS(loss_m > 0 && dam_height_m + alluvium_m > 0);
  return settlement_exceedance(100 * loss_m / (dam_height_m + alluvium_m), pga_g, magnitude, sigma_ln);
}

}  // namespace tmfgeo
