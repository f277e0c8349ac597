// SPDX-License-Identifier: Apache-2.0
/// Fragility curves from a table: how likely each damage is at a shaking, a displacement or a depth.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/natech/annual_rate.h"

namespace tmfgeo {

/// What the curve's axis is.
enum class DemandMeasure { pga_g, pgv_cm_s, sa_g, displacement_cm, settlement_pct, depth_m };

std::string_view to_text(DemandMeasure measure);

/// One damage state: reached or passed with half probability at the median.
struct FragilityState {
  std::string name;
  double median = 0;  ///< above 0, in the unit of the measure
  double beta = 0;    ///< spread in natural logarithm, above 0
};

/// Damage states of one kind of dam, lightest first; medians do not fall.
struct FragilityCurve {
  std::string id;
  DemandMeasure measure = DemandMeasure::pga_g;
  std::vector<FragilityState> states;
  std::string source;
};

/// Input: CSV text in UTF-8 with the columns curve, measure, state, median, beta, source in any order; a line per state,
/// lightest first; lines of one curve together; quotation marks as usual; lines that begin with # are left out.
/// `name` stands for the file in messages.
/// Errors: Error{invalid_input} with the line: missing or unknown column, cells missing or too many, an open quotation, a
/// number that cannot be read, a median or beta not above 0, a median beyond what the measure can be (a PGA in % or cm/s2),
/// medians that fall, a state or a curve twice, different measures in a curve, no source, no curve at all.
/// Example:
///   curve,measure,state,median,beta,source
///   upstream,pga_g,cracks,0.15,0.5,"report, table 3"
///   upstream,pga_g,release,0.40,0.5,"report, table 3"
std::vector<FragilityCurve> parse_fragility_curves(std::string_view csv, const std::string& name);

/// Probability that each state is reached or passed at a demand, never rising along the states: where curves of different
/// spread cross, the worse state takes the smaller value. Needs: demand >= 0.
std::vector<double> state_exceedance(const FragilityCurve& curve, double demand);

/// Probability of each outcome: no damage first, then the states. They sum to 1.
std::vector<double> state_probabilities(const FragilityCurve& curve, double demand);

/// Annual rate at which each state is reached or passed. Needs: a hazard curve in order, of the curve's measure.
std::vector<AnnualRate> annual_damage(const HazardCurveView& hazard, const FragilityCurve& curve);

}  // namespace tmfgeo
