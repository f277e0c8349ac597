// SPDX-License-Identifier: Apache-2.0
/// How often a facility lets tailings go in a year, cause by cause.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/indices/scheme.h"
#include "tmfgeo/inventory/facility.h"
#include "tmfgeo/scenario/spread.h"

namespace tmfgeo {

/// How well a dam is engineered, I the best. Source [SilvaEtAl2008].
enum class EngineeringCategory { i, ii, iii, iv };

/// data/indices/release-rates.toml: annual probability by factor of safety and category, and what is taken elsewhere.
struct ReleaseRateTable {
  std::string id;
  std::string source;
  Mark mark = Mark::to_confirm;
  std::vector<double> factor_of_safety;                  ///< rising
  std::array<std::vector<double>, 4> annual_probability; ///< per category, one per factor of safety, falling
  double p90_over_p50 = 1;                               ///< how sure the table is; the same factor downwards
  std::vector<std::pair<FacilityStatus, EngineeringCategory>> category_of_status;
  Band world;                                            ///< where neither factor of safety nor status is known
  std::string world_source;
  std::string world_source_ru;
  double earthquake_p90_over_p50 = 1;                    ///< how sure the other causes are where nothing else says it; the
  double flood_p90_over_p50 = 1;                         ///< same factor downwards
};

/// Errors: Error{invalid_input} with file, line, key: unknown keys, factors of safety that do not rise, probabilities
/// outside (0, 1] or that rise with safety, a status without category or twice, a world rate narrower than the curves, a
/// missing mark or source.
ReleaseRateTable read_release_rates(const std::string& path);

/// Annual probability without regard to earthquakes and floods.
struct BackgroundRate {
  Band per_year;
  Origin origin = Origin::by_default;
  std::string source;                ///< the table with factor and category, or the world rate and why
  std::string world_source;          ///< of the world rate, where it stands; and in Russian
  std::string world_source_ru;
  std::vector<std::string> missing;  ///< inputs that would have given a rate of its own
};

/// From factor of safety and status; logarithm of the probability straight between the table's points, constant beyond its
/// ends. Where one is not known: the world's median, by_default, the gaps named; P10 and P90 hold the world's own span and every
/// band that the other one leaves open: along the curve of the status, or of all categories at the factor of safety. Whatever
/// the gap turns out to be, the band then known lies inside.
BackgroundRate background_rate(const ReleaseRateTable& table, const Facility& facility);

/// A probability that is known within a factor either way, at most 1. Needs: both above 0, factor at least 1.
Band within_factor(double probability, double factor);

/// Probability of at least one of several causes in a year, percentile by percentile; absent causes are left out.
Band any_cause(const std::vector<std::optional<Band>>& causes);

}  // namespace tmfgeo
