// SPDX-License-Identifier: Apache-2.0
/// Does the dam meet the criterion of its consequence class?
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/natech/annual_rate.h"

namespace tmfgeo {

enum class DesignLoad { flood, earthquake };
enum class DesignPhase { operation, closure };

std::string_view to_text(DesignLoad load);
std::string_view to_text(DesignPhase phase);

/// What a guideline asks of one class under one load. The demand to withstand lies `fraction` of the way from that at
/// `aep` to that at `aep_far`, or to the probable maximum where `to_maximum`.
struct DesignCriterion {
  std::string consequence_class;
  DesignLoad load = DesignLoad::earthquake;
  DesignPhase phase = DesignPhase::operation;
  std::optional<double> aep = {};      ///< annual exceedance probability, between 0 and 1
  std::optional<double> aep_far = {};
  bool to_maximum = false;        ///< towards the probable maximum flood or maximum credible earthquake
  double fraction = 0;            ///< 0 to 1
};

/// A guideline as a file holds it.
struct DesignGuideline {
  std::string id;
  std::string title;
  std::string source;
  bool confirmed = false;
  std::vector<std::string> classes;  ///< mildest first
  std::vector<DesignCriterion> criteria;

  /// The criterion, or nullptr if the guideline does not speak of it.
  const DesignCriterion* find(std::string_view consequence_class, DesignLoad load, DesignPhase phase) const;
};

/// Input: a file like data/natech/design-gistm-2020.toml.
/// Errors: Error{invalid_input} naming file, line and key: an unknown class, a criterion twice, a return period not above 1,
/// a far one not longer than the near one, a fraction outside 0..1 or without a far end, a criterion without a demand.
DesignGuideline read_design_guideline(const std::string& path);

/// Demand at an annual exceedance probability, from a hazard curve (rates per year; log-log in -ln(1 - aep)).
/// Beyond either end of the data the last piece goes on for a factor of ten, or as far as the curve goes, origin extrapolated;
/// farther is unknown, never 0; more frequent than that, or at all where the curve begins with a bound, it is below the first level of the
/// data, in g, as the source then says.
/// Needs: a curve in order, 0 < aep < 1.
SourcedValue demand_at_aep(const HazardCurveView& curve, double aep);

/// What the owner of a hazard curve knows of a demand at an AEP beyond the curve's points: may change its origin and source. Called
/// with known demands, before anything is judged.
using DemandReview = std::function<void(double aep, SourcedValue& demand)>;

/// AEP at which a capacity is exceeded, and which side is known where the data do not reach it.
struct CapacityAep {
  std::optional<double> aep = {};
  std::optional<double> at_most = {};   ///< the capacity lies above the data's last level
  std::optional<double> at_least = {};  ///< the capacity lies below the data's first level, or is itself an upper end
  Origin origin = Origin::unknown;      ///< of aep
};
CapacityAep aep_at_capacity(const HazardCurveView& curve, double capacity);

enum class Verdict { meets, fails, unknown };
std::string_view to_text(Verdict verdict);

/// The check of one dam under one load.
struct DesignCheck {
  Verdict verdict = Verdict::unknown;
  DesignPhase phase = DesignPhase::operation;            ///< whose criterion was asked for
  std::optional<double> criterion_return_period_y = {};  ///< the criterion's, its near one where it lies between two; absent: none, or a probable maximum
  SourcedValue demand;           ///< to withstand, in the curve's unit
  CapacityAep capacity;          ///< empty without a capacity
  SourcedValue withstands;       ///< the capacity: a load at which a failure is as likely as not
  std::optional<double> withstands_p16 = {};     ///< a load at which one in six fails
  std::optional<double> failure_at_demand = {};  ///< probability
  bool at_most = false;          ///< some ways to fail could not be judged: capacity and margin are upper ends, AEP and probability lower ones
  std::optional<double> margin = {};  ///< capacity over demand
  std::string reason;            ///< why it is unknown, or what decided
};

/// Input: the criterion (nullptr: unknown), the curve (empty: unknown), the capacity and the probable maximum demand if known.
/// The reason has the demand's source as reviewed. Where the demand itself is out of the curve's reach, a capacity that even a likelier demand exceeds still fails,
/// and one not below the least level that the demand is known to be below meets it.
/// Ties: a capacity equal to the demand meets it. Source [GISTM2020], [CDA2014].
DesignCheck check_design(const DesignCriterion* criterion, const HazardCurveView& curve, std::optional<double> capacity,
                         std::optional<double> maximum_demand = std::nullopt, const DemandReview& review = {});

/// How often something fails, known or within bounds; for example an OvertoppingRate.
struct FailureRate {
  std::optional<double> per_year = {};
  std::optional<double> at_most = {};
  std::optional<double> at_least = {};
  Origin origin = Origin::computed;  ///< of per_year
};

/// What a dam withstands, from its response to the load.
struct Capacity {
  Response response;          ///< probability of failure at a load; empty: unknown
  SourcedValue median = {};   ///< unknown where the response does not reach one half
  std::optional<double> p16 = {};
  std::vector<std::string> not_judged = {};  ///< ways to fail that are not in it
};

/// As above, with how likely a failure is at the demand. Ways to fail that are not in the capacity leave `fails` standing, and turn
/// `meets` into unknown.
DesignCheck check_design_capacity(const DesignCriterion* criterion, const HazardCurveView& curve, const Capacity& capacity,
                                  const DemandReview& review = {});

/// The same check where the rate of failure is known and no capacity: meets if it fails no more often than the criterion's
/// AEP. A criterion towards a probable maximum or between two demands has no AEP of its own; its near AEP can only fail.
DesignCheck check_design_rate(const DesignCriterion* criterion, const FailureRate& rate);

}  // namespace tmfgeo
