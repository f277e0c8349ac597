// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/risk_outcome.h"

#include <algorithm>
#include <cmath>

namespace tmfgeo {
namespace {

/// Value at the harmless end of what is unknown, at a chosen percentile of what is known.
std::array<std::optional<double>, 4> terms_at(const CrossingRisk& c, double warning_h, double Band::*lower, double Band::*upper) {
  std::array<std::optional<double>, 4> terms;
  if (c.release_per_year) terms[0] = std::log10((*c.release_per_year).*lower);
  if (c.exceedance_ratio) terms[1] = std::log10(1 + (*c.exceedance_ratio).*lower);
  if (c.people) terms[2] = std::log10(1 + (*c.people).*lower);
  if (c.arrival_h) terms[3] = std::max(0.0, std::log10(warning_h / (*c.arrival_h).*upper));
  return terms;
}

RiskCertainty certainty_of(const CrossingRisk& c) {
  if (!c.release_per_year) return RiskCertainty::unknown;
  if (!is_known(c) || c.release_at_least) return RiskCertainty::lower_bound;
  return c.release_by_default ? RiskCertainty::world_rate : RiskCertainty::known;
}

}  // namespace

std::string_view to_text(RiskCertainty certainty) {
  switch (certainty) {
    case RiskCertainty::known: return "known";
    case RiskCertainty::world_rate: return "known but for the release rate";
    case RiskCertainty::lower_bound: return "lower bound only";
    case RiskCertainty::unknown: return "unknown";
  }
  return {};
}

bool is_known(const CrossingRisk& c) { return c.release_per_year && c.exceedance_ratio && c.people && c.arrival_h; }

RiskOutcome outcome_without_draws(const CrossingRisk& c, const TransboundaryOptions& options) {
  RiskOutcome outcome;
  outcome.terms = terms_at(c, options.warning_h, &Band::p50, &Band::p50);
  const auto lowest = terms_at(c, options.warning_h, &Band::p10, &Band::p90);
  const std::array<double, 4> harmless{0, 0, std::log10(1 + c.people_at_least), 0};
  double sum = 0;
  for (std::size_t i = 0; i < kRiskInputs.size(); ++i) {
    if (!lowest[i]) outcome.missing.emplace_back(kRiskInputs[i]);
    sum += lowest[i].value_or(harmless[i]);
  }
  outcome.missing.insert(outcome.missing.end(), c.release_gaps.begin(), c.release_gaps.end());
  if (lowest[0]) outcome.at_least = sum;
  outcome.certainty = certainty_of(c);
  return outcome;
}

}  // namespace tmfgeo
