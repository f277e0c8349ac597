// SPDX-License-Identifier: Apache-2.0
/// Liquefaction of tailings by class, where there are no soundings: how the dam was raised and whether it is saturated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"

namespace tmfgeo {

/// One susceptibility class: probability = slope * PGA / magnitude scaling + intercept, cut to 0..1.
struct LiquefactionClass {
  std::string name;
  double slope_per_g = 0;
  double intercept = 0;
  /// Smallest PGA at M 7.5 with a probability above zero.
  double threshold_g() const { return -intercept / slope_per_g; }
};

/// Which class a way of raising a dam belongs to.
struct LiquefactionRule {
  std::string dam_type;  ///< as in the facilities file: upstream, centreline, downstream, earthfill, rockfill
  bool saturated = false;
  std::size_t class_index = 0;
};

struct LiquefactionTable {
  std::string id;
  std::string source;
  bool confirmed = false;
  std::vector<LiquefactionClass> classes;
  std::vector<LiquefactionRule> rules;
};

/// Input: a file like data/natech/liquefaction-classes.toml.
/// Errors: Error{invalid_input} naming file, line and key: an unknown class, a rule twice, a slope not above zero.
LiquefactionTable read_liquefaction_table(const std::string& path);

/// What the table says of one dam.
struct TailingsLiquefaction {
  std::optional<double> probability;
  std::string class_name;
  Origin origin = Origin::unknown;
  std::string note;
};

/// Unknown saturation counts as saturated, origin by_default; an unknown dam type, or one without a rule, has no answer.
/// Needs: pga_g >= 0, magnitude > 0.
TailingsLiquefaction tailings_liquefaction(const LiquefactionTable& table, const std::string& dam_type,
                                           std::optional<bool> saturated, double pga_g, double magnitude);

}  // namespace tmfgeo
