// SPDX-License-Identifier: Apache-2.0
/// One earthquake or one flood and all facilities it reaches: which fail together, how likely.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "tmfgeo/geo/point.h"
#include "tmfgeo/natech/annual_rate.h"
#include "tmfgeo/natech/response_table.h"

namespace tmfgeo {

/// A dam's failure under shaking as a lognormal curve: half fail at the median; beta 0 is a threshold.
struct FailureResponse {
  double median_g = 0;  ///< above 0
  double beta = 0;      ///< not negative
};

/// The level at which a response passes a probability, between 1e-4 and 10 g: 1e-4 where it is passed there already, as by a slope
/// that does not stand; absent where it is never passed. Needs: 0 < p < 1.
std::optional<double> failure_level(const Response& response, double p);

/// A facility in one earthquake: the shaking expected there and its spread.
struct ShakenSite {
  Point location;            ///< WGS 84 longitude, latitude
  double ln_median_g = 0;    ///< natural logarithm of the median acceleration
  double tau = 0;            ///< spread from earthquake to earthquake, shared by all sites of one event
  double phi = 0;            ///< spread from place to place
  std::variant<std::monostate, FailureResponse, ResponseTable> response = {};  ///< monostate: unknown, counted beside
  bool partly = false;       ///< some ways to fail are not in the response
};

/// Facilities looked at together: those of a river, a basin, or above a border crossing.
struct FacilityGroup {
  std::string id;
  std::vector<std::size_t> members = {};  ///< positions among the sites, each once
};

struct JointOptions {
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;
  double correlation_range_km = 8.5;    ///< b of exp(-3 h / b)
  std::size_t largest_combination = 6;  ///< larger sets of failures are not listed; 8 at most
  std::size_t combinations = 10;        ///< how many to list
};

/// b of exp(-3 h / b) for a period: where Vs30 varies from place to place, or comes in clusters.
/// 8.5 + 17.2 T or 40.7 - 15 T below 1 s, 22 + 3.7 T above. Source [JayaramBaker2009].
double correlation_range_km(double period_s, bool vs30_clustered);

/// Correlation of the residuals of two places: exp(-3 h / b). Needs: distance >= 0, b > 0. Source [JayaramBaker2009].
double spatial_correlation(double distance_km, double range_km);

/// Facilities that fail in one draw, these and no others of the group.
struct FailureCombination {
  std::vector<std::size_t> members;  ///< ascending
  double probability = 0;
};

/// What one event does to a group.
struct GroupOutcome {
  std::string id;
  double p_any = 0;                ///< at least one fails
  double p_two_or_more = 0;
  double expected_failures = 0;
  double p_any_error = 0;          ///< standard error of the simulation
  double p_two_or_more_error = 0;
  double p_any_independent = 0;    ///< if the facilities failed independently: what leaving out the common event would say
  double p_two_or_more_independent = 0;
  std::size_t members_unknown = 0;  ///< not judged, or in part only: the probabilities are then lower bounds
  std::size_t members_partly = 0;   ///< of them, those judged in part: what is known of them is counted
  std::vector<FailureCombination> combinations;  ///< of two and more, likeliest first
};

struct JointOutcome {
  std::vector<std::optional<double>> marginal;  ///< probability of failure per site; absent where unknown
  std::vector<GroupOutcome> groups;
};

/// One earthquake. Per draw: ln a = median + tau * eta + phi * epsilon, eta common to all, epsilon correlated by distance;
/// given the shaking facilities fail independently with their response, which is summed exactly, not drawn.
/// Ties: combinations of equal probability in the order of their members. The same seed gives the same bytes on any number
/// of threads. Sites at one place share one epsilon.
/// Needs: at most 5 000 sites (the matrix then fills 200 MB), finite locations, 0 < range <= 1000 km, at least one draw, tau and phi not negative, responses as declared, members inside.
/// Cost: n^3 / 6 once, and n^2 / 2 multiplications per draw. Source [JayaramBaker2009].
JointOutcome joint_earthquake(std::span<const ShakenSite> sites, std::span<const FacilityGroup> groups, const JointOptions& options = {});

/// What floods do to a group in a year.
struct FloodGroupOutcome {
  std::string id;
  double p_any = 0;           ///< one flood of one return period all over the group
  double p_two_or_more = 0;
  double p_any_independent = 0;
  double p_two_or_more_independent = 0;
  double expected_failures = 0;
  std::size_t members_unknown = 0;  ///< not judged, or in part only: the probabilities are then lower bounds
  std::size_t members_partly = 0;   ///< of them, those that fail at a known return period or at a smaller one
};

/// The return period of the flood at which a facility fails; absent if unknown.
struct FloodFailure {
  std::optional<double> return_period_y = {};
  bool at_most = false;  ///< it may fail in more frequent floods too
};

/// The same return period everywhere is the most dependent case, independence the least; rivers lie between.
/// Needs: return periods >= 1, members inside.
std::vector<FloodGroupOutcome> joint_flood(std::span<const FloodFailure> failures, std::span<const FacilityGroup> groups);

}  // namespace tmfgeo
