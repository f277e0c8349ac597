// SPDX-License-Identifier: Apache-2.0
/// How far a dam's crest sinks in an earthquake, and the damage that goes with it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace tmfgeo {

/// Weakest shaking of the regression's data. An exponential never comes down to zero by itself: below, no settlement is counted.
constexpr double kSettlementLeastPga_g = 0.05;

/// Median crest settlement in percent of dam height and alluvium below it: exp(6.07 PGA + 0.57 M - 8.00). For compacted
/// embankments whose ground does not liquefy. Needs: pga_g >= 0. Source [Swaisgood2003].
double crest_settlement_pct(double pga_g, double magnitude);

/// The PGA at which the median settlement is reached; may be negative. Needs: settlement_pct > 0.
double pga_at_settlement_g(double settlement_pct, double magnitude);

/// Freeboard lost with a settlement. Units: m. Needs: heights not negative.
double freeboard_loss_m(double settlement_pct, double dam_height_m, double alluvium_m = 0);

/// One class of damage by settlement and cracks.
struct SettlementClass {
  int number;                     ///< 0 none or slight … 5 collapse
  std::string_view name;
  double settlement_from_pct;     ///< of the dam's height
  double crack_from_mm;           ///< width of longitudinal cracks
};
constexpr std::size_t kSettlementClasses = 6;

/// The classes, lightest first. Source [PellsFell2003].
const std::array<SettlementClass, kSettlementClasses>& settlement_classes();

/// Class of a settlement. Ties: a limit belongs to the class that begins there.
int settlement_class(double settlement_pct);

/// Scatter about the median in natural logarithm; the project's assumption.
constexpr double kSettlementSigmaLn = 1.0;

/// Probability that a settlement of the crest is passed: lognormal about the median; 0 below kSettlementLeastPga_g.
/// Needs: settlement_pct >= 0, pga_g >= 0, sigma_ln >= 0.
double settlement_exceedance(double settlement_pct, double pga_g, double magnitude, double sigma_ln = kSettlementSigmaLn);

/// Probability of each class at one shaking, from settlement_exceedance. They sum to 1.
/// Needs: sigma_ln >= 0.
std::array<double, kSettlementClasses> settlement_class_probabilities(double pga_g, double magnitude,
                                                                      double sigma_ln = kSettlementSigmaLn);

/// Probability that the settlement exceeds a loss of freeboard, from settlement_exceedance. Needs: loss_m > 0, height + alluvium > 0.
double freeboard_loss_exceedance(double loss_m, double dam_height_m, double alluvium_m, double pga_g, double magnitude,
                                 double sigma_ln = kSettlementSigmaLn);

}  // namespace tmfgeo
