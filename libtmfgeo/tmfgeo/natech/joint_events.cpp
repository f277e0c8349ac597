// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/joint_events.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/natech/earthquake_draws.h"

namespace tmfgeo {
namespace {

/// Chances of no, one and more failures among independent facilities, one after the other.
struct FailureCount {
  double none = 1;
  double one = 0;
  double more = 0;
  double expected = 0;

  void add(double p) {
    more += one * p;
    one = one * (1 - p) + none * p;
    none *= 1 - p;
    expected += p;
  }
  double any() const { return one + more; }
  double two_or_more() const { return more; }
};

double standard_error(double sum, double sum_of_squares, double n) {
  const double mean = sum / n;
  return std::sqrt(std::max(sum_of_squares / n - mean * mean, 0.0) / n);
}

std::vector<FailureCombination> likeliest(const GroupSums& sums, const JointOptions& options) {
  std::vector<FailureCombination> found;
  for (const FailureSet& set : sums.sets) found.push_back({set.members(), static_cast<double>(set.count) / static_cast<double>(options.draws)});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
  if (found.size() > options.combinations) found.resize(options.combinations);
  return found;
}

GroupOutcome group_outcome(const FacilityGroup& group, const GroupSums& sums, std::span<const ShakenSite> sites,
                           const std::vector<std::optional<double>>& marginal, const JointOptions& options) {
  const auto n = static_cast<double>(options.draws);
  GroupOutcome outcome;
  outcome.id = group.id;
  outcome.p_any = sums.any / n;
  outcome.p_two_or_more = sums.two / n;
  outcome.expected_failures = sums.expected / n;
  outcome.p_any_error = standard_error(sums.any, sums.any_squared, n);
  outcome.p_two_or_more_error = standard_error(sums.two, sums.two_squared, n);
  FailureCount independent;
  for (const std::size_t member : group.members) {
    if (marginal[member]) independent.add(*marginal[member]);
    if (marginal[member] && sites[member].partly) ++outcome.members_partly;
    if (!marginal[member] || sites[member].partly) ++outcome.members_unknown;
  }
  outcome.p_any_independent = independent.any();
  outcome.p_two_or_more_independent = independent.two_or_more();
  outcome.combinations = likeliest(sums, options);
  return outcome;
}

void expect_members(std::span<const FacilityGroup> groups, std::size_t sites) {
  for (const FacilityGroup& group : groups) {
    for (const std::size_t member : group.members) TMFGEO_EXPECTS(member < sites);
  }
}

}  // namespace

double correlation_range_km(double period_s, bool vs30_clustered) {
  TMFGEO_EXPECTS(period_s >= 0);
  if (period_s >= 1) return 22.0 + 3.7 * period_s;
  return vs30_clustered ? 40.7 - 15.0 * period_s : 8.5 + 17.2 * period_s;
}

double spatial_correlation(double distance_km, double range_km) {
  TMFGEO_EXPECTS(distance_km >= 0 && range_km > 0);
  return std::exp(-3 * distance_km / range_km);
}

std::optional<double> failure_level(const Response& response, double p) {
  TMFGEO_EXPECTS(p > 0 && p < 1);
  double low = std::log(1e-4);
  double high = std::log(10.0);
  if (response(std::exp(low)) >= p) return std::exp(low);
  if (!(response(std::exp(high)) > p)) return std::nullopt;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (response(std::exp(middle)) < p ? low : high) = middle;
  }
  return std::exp((low + high) / 2);
}

JointOutcome joint_earthquake(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options) {
  TMFGEO_EXPECTS(sites.size() <= 5000 && options.draws > 0);
  expect_members(groups, sites.size());
  TMFGEO_EXPECTS(options.largest_combination <= kLargestSet);
  const DrawSums total = draw_earthquake(sites, groups, options);
  JointOutcome outcome;
  outcome.marginal.resize(sites.size());
  for (std::size_t i = 0; i < total.known.size(); ++i) outcome.marginal[total.known[i]] = total.failures[i] / static_cast<double>(options.draws);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    outcome.groups.push_back(group_outcome(groups[g], total.groups[g], sites, outcome.marginal, options));
  }
  return outcome;
}

std::vector<FloodGroupOutcome> joint_flood(std::span<const FloodFailure> failures, std::span<const FacilityGroup> groups) {
  expect_members(groups, failures.size());
  std::vector<FloodGroupOutcome> outcomes;
  for (const FacilityGroup& group : groups) {
    FloodGroupOutcome outcome;
    outcome.id = group.id;
    FailureCount independent;
    for (const std::size_t member : group.members) {
      const auto& years = failures[member].return_period_y;
      if (!years || failures[member].at_most) ++outcome.members_unknown;
      if (!years) continue;
      if (failures[member].at_most) ++outcome.members_partly;
      TMFGEO_EXPECTS(*years >= 1);
      const double p = 1 / *years;
      independent.add(p);
      // One flood everywhere: it brings every facility down that fails at its return period or a smaller one.
      outcome.p_two_or_more = std::max(outcome.p_two_or_more, std::min(p, outcome.p_any));
      outcome.p_any = std::max(outcome.p_any, p);
    }
    outcome.p_any_independent = independent.any();
    outcome.p_two_or_more_independent = independent.two_or_more();
    outcome.expected_failures = independent.expected;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace tmfgeo
