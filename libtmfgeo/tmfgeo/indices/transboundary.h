// SPDX-License-Identifier: Apache-2.0
/// Transboundary risk of facilities at border crossings, as an ensemble; summed to rivers, basins and pairs of countries.
/// docs/methods/tbri.md derives every term and has an example computed by hand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

/// One facility at one crossing into another country, given that it releases tailings. Absent is unknown, never zero.
struct CrossingRisk {
  std::string facility;
  std::string crossing;   ///< name of the crossing, its own among those of the facility
  std::string origin;     ///< country of the facility
  std::string affected;   ///< country entered
  std::string river;      ///< empty: no name known
  std::string basin;      ///< facilities of one basin share the speed of their rivers
  std::optional<Band> release_per_year;  ///< probability of a release in a year
  std::optional<Band> exceedance_ratio;  ///< peak concentration over the threshold
  std::optional<Band> people;            ///< in the country, along the route while the ratio stays above one
  std::optional<Band> arrival_h;         ///< above 0
  std::optional<Band> load_kg;           ///< that passes the crossing
  double people_at_least = 0;            ///< of people that are unknown: those who are there for sure
  std::vector<std::string> release_gaps = {};  ///< what would make release_per_year better: causes not judged, inputs not known
  bool release_by_default = false;       ///< a rate of the world's dams stands in for this one's
  bool release_at_least = false;         ///< causes were not judged: release_per_year is what the others bring
};

struct TransboundaryOptions {
  std::uint64_t draws = 10000;
  std::uint64_t seed = 1;
  double warning_h = 24;      ///< time those downstream need
  double common_speed = 0.86; ///< share of the variance of arrival times that a basin's rivers have in common
};

/// Names of a crossing's inputs, in the order of RiskOutcome::variance_share.
inline constexpr std::array<const char*, 4> kRiskInputs{"release_per_year", "exceedance_ratio", "people", "arrival_h"};

/// How sure a risk is, the surest first.
enum class RiskCertainty {
  known,        ///< every input is
  world_rate,   ///< the probability of a release is that of the world's dams
  lower_bound,  ///< of what is known; what is not can only add to it
  unknown,
};
/// "known", "known but for the release rate", "lower bound only", "unknown".
std::string_view to_text(RiskCertainty certainty);

/// TBRI = log10 P + log10(1 + ER) + log10(1 + N) + max(0, log10(W / T)) of one crossing.
struct RiskOutcome {
  std::optional<Band> tbri;              ///< absent where an input is unknown
  std::optional<double> at_least;        ///< P10 with every unknown input at its harmless end; absent where P is unknown
  RiskCertainty certainty = RiskCertainty::unknown;
  std::array<std::optional<double>, 4> terms;  ///< at the medians of the inputs
  std::vector<std::string> missing;      ///< names of unknown inputs, then the gaps of the release probability
  std::optional<double> load_kg_per_year;      ///< expected exceedance load; absent where release_by_default
  std::array<double, 4> variance_share{};      ///< first-order and, as the terms add up, total sensitivity; 0 where nothing varies
};

/// A facility, a river, a basin or a pair of countries: log10 of the sum of 10^TBRI, and summed loads. What a facility lets go
/// passes border after border and is one mass: of its crossings in the group the largest load counts.
struct RiskGroup {
  std::string id;
  std::optional<Band> tbri;         ///< of the crossings that are known: a lower bound where unknown_crossings is not 0
  std::optional<double> at_least;   ///< log10 of the sum of 10^at_least, of the crossings that are unknown too
  RiskCertainty certainty = RiskCertainty::unknown;  ///< lower_bound where anything in it is
  std::optional<Band> load_kg_per_year;  ///< over the draws of what is not known for sure
  std::optional<double> expected_load_kg_per_year;  ///< absent where the release of one in it is by default
  /// Among the groups of its kind; 1 is the worst. P50 by what is known. A group that is a lower bound may be the first, and
  /// may stand before every other: P10 and P90 of all hold that.
  std::optional<Band> rank;
  std::size_t tier = 0;             ///< groups of one tier cannot be told apart; 0 without a rank
  std::size_t facilities = 0;
  std::size_t crossings = 0;
  std::size_t unknown_crossings = 0;
};

struct TransboundaryRisk {
  std::vector<RiskOutcome> crossings;  ///< as given
  std::vector<RiskGroup> facilities;   ///< each kind sorted by id
  std::vector<RiskGroup> rivers;       ///< crossings without a river's name are in none
  std::vector<RiskGroup> basins;
  std::vector<RiskGroup> country_pairs;  ///< "RO>HU"
};

/// Each input is drawn from a lognormal that has one spread below its median and another above, through P10, P50 and P90.
/// Drawn once per facility: its release probability, and how large its release is (ratio, load and
/// people of all its crossings: a release that stays above the limit for longer meets more of them).
/// Drawn once per basin: how fast rivers flow (common_speed); per crossing the rest of the arrival time.
/// The same seed gives the same bytes on any number of threads and for any order of the crossings.
/// Exceedance load: that of a triangular curve, load · (1 − 1/ER)² above ER = 1. Where a rate of the world's dams stands in for
/// one of the facilities, the spread is what nobody knows: a mean would be carried by its upper end alone, so there is none.
/// Needs: bands finite, not negative, in order; arrival and probability above 0, probability at most 1; each pair of
/// facility and crossing once; at least one draw.
/// Cost: O(crossings · draws); 4 bytes per facility and draw, twice where some are lower bounds, 16 per group and draw.
/// 10 000 facilities by 10⁴ draws in under 5 s on two cores.
TransboundaryRisk transboundary_risk(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options = {});

/// Sensitivity of a group's TBRI to what is drawn. Factors in the order of kGroupFactors.
inline constexpr std::array<const char*, 4> kGroupFactors{"release_per_year", "release_size", "river_speed", "own_arrival"};
struct GroupSensitivity {
  std::array<double, kGroupFactors.size()> first{};
  std::array<double, kGroupFactors.size()> total{};
  std::array<double, kGroupFactors.size()> first_error{};  ///< standard errors
  std::array<double, kGroupFactors.size()> total_error{};
};
/// Input: the crossings of the group. Absent where none is known or nothing varies. By sobol_indices() with that many samples.
/// Cost: (factors + 2) · samples · crossings.
std::optional<GroupSensitivity> group_sensitivity(std::span<const CrossingRisk> crossings, const TransboundaryOptions& options, std::size_t samples = 1024);

}  // namespace tmfgeo
