// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/design_check.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/hazard_curve.h"

namespace tmfgeo {
namespace {

constexpr double kFarthest = 10;  // factor in rate up to which a curve is carried on

double yearly_rate(double aep) { return -std::log1p(-aep); }
double aep_of(double rate) { return -std::expm1(-rate); }

/// Level on the straight line through points i and i + 1 in both logarithms.
double level_on_piece(const HazardCurveView& curve, std::size_t i, double rate) {
  const double left = std::log(curve.rate_per_year[i]);
  const double right = std::log(curve.rate_per_year[i + 1]);
  const double t = (std::log(rate) - left) / (right - left);
  return curve.level[i] * std::pow(curve.level[i + 1] / curve.level[i], t);
}

/// Points with a rate above 0; the rest says only that the level is hardly reached.
std::size_t positive_points(const HazardCurveView& curve) {
  std::size_t n = curve.level.size();
  while (n > 0 && curve.rate_per_year[n - 1] <= 0) --n;
  return n;
}

bool falls(const HazardCurveView& curve, std::size_t i) { return curve.rate_per_year[i + 1] < curve.rate_per_year[i]; }

SourcedValue reviewed_demand(const HazardCurveView& curve, double aep, const DemandReview& review) {
  SourcedValue demand = demand_at_aep(curve, aep);
  if (demand.value && review) review(aep, demand);
  return demand;
}

SourcedValue criterion_demand(const DesignCriterion& criterion, const HazardCurveView& curve,
                              std::optional<double> maximum_demand, const DemandReview& review) {
  SourcedValue near = unknown_because("the criterion has no near demand");
  if (criterion.aep) near = reviewed_demand(curve, *criterion.aep, review);
  if (criterion.fraction == 0) return near;
  SourcedValue far = unknown_because("the probable maximum is not known");
  if (criterion.aep_far) {
    far = reviewed_demand(curve, *criterion.aep_far, review);
  } else if (criterion.to_maximum && maximum_demand) {
    far = known(*maximum_demand, Origin::given, "probable maximum");
  }
  if (!far.value || criterion.fraction == 1) return far;
  if (!near.value) return near;
  std::string source = "between two demands of the criterion: " + near.source;
  if (far.source != near.source) source += "; " + far.source;
  return known(*near.value + criterion.fraction * (*far.value - *near.value), weaker(Origin::computed, weaker(near.origin, far.origin)),
               std::move(source));
}

/// What the criterion's demand is certainly not below: the near demand, or the data's last level where that is likelier.
std::optional<double> least_demand(const DesignCriterion& criterion, const HazardCurveView& curve) {
  if (!criterion.aep) return std::nullopt;
  const std::size_t last = data_points(curve).last;
  if (*criterion.aep <= aep_of(curve.rate_per_year[last])) return curve.level[last];
  const SourcedValue near = demand_at_aep(curve, *criterion.aep);
  return near.origin == Origin::computed ? near.value : std::nullopt;
}

/// The first level of the data, where a demand is more frequent than that by more than the curve tells: it is lower, no more is known.
std::optional<double> first_above(const HazardCurveView& curve, double rate) {
  const std::size_t first = data_points(curve).first;
  if (rate <= curve.rate_per_year[first] * (curve.first_is_bound ? 1 : kFarthest)) return std::nullopt;
  return curve.level[first];
}

/// What the criterion's demand is certainly not above.
std::optional<double> most_demand(const DesignCriterion& criterion, const HazardCurveView& curve) {
  const auto most = [&](double aep) {
    const SourcedValue demand = demand_at_aep(curve, aep);
    const std::size_t first = data_points(curve).first;
    return demand.value || yearly_rate(aep) < curve.rate_per_year[first] ? demand.value : std::optional(curve.level[first]);
  };
  if (!criterion.aep || (criterion.fraction > 0 && !criterion.aep_far)) return std::nullopt;
  const auto near = most(*criterion.aep);
  if (criterion.fraction == 0 || !near) return near;
  const auto far = most(*criterion.aep_far);
  return far ? std::optional(*near + criterion.fraction * (*far - *near)) : std::nullopt;
}

/// How likely a failure is at the demand; a lower bound near zero says nothing.
std::string demand_words(double p, bool at_least) {
  if (at_least && p < 0.01) return "how likely a release is at the demand is not known";
  const std::string chance = p < 0.01 ? "below 0.01" : p > 0.99 ? "above 0.99" : fixed(p, 2);
  return "at the demand a release has a probability of " + std::string(at_least && p <= 0.99 ? "at least " : "") + chance;
}

}  // namespace

std::string_view to_text(DesignLoad load) {
  switch (load) {
    case DesignLoad::flood: return "flood";
    case DesignLoad::earthquake: return "earthquake";
  }
  return "";
}

std::string_view to_text(DesignPhase phase) {
  switch (phase) {
    case DesignPhase::operation: return "operation";
    case DesignPhase::closure: return "closure";
  }
  return "";
}

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::meets: return "meets";
    case Verdict::fails: return "fails";
    case Verdict::unknown: return "unknown";
  }
  return "";
}

const DesignCriterion* DesignGuideline::find(std::string_view consequence_class, DesignLoad load, DesignPhase phase) const {
  for (const DesignCriterion& c : criteria) {
    if (c.consequence_class == consequence_class && c.load == load && c.phase == phase) return &c;
  }
  return nullptr;
}

SourcedValue demand_at_aep(const HazardCurveView& curve, double aep) {
  TMFGEO_EXPECTS(hazard_curve_problem(curve).empty() && aep > 0 && aep < 1);
  const double rate = yearly_rate(aep);
  if (const auto first = first_above(curve, rate)) return unknown_because(below_text(*first, "g"));
  const std::size_t n = positive_points(curve);
  if (n < 2) return unknown_because("the hazard curve has fewer than two rates above 0");
  const auto& rates = curve.rate_per_year;
  const DataPoints data = data_points(curve);
  const auto found = [&](double level) {
    if (level * kFrequentReach < curve.level[data.first]) return unknown_because(below_text(curve.level[data.first], "g"));
    const bool in_data = level >= curve.data_from && level <= curve.data_to;
    return known(level, in_data ? Origin::computed : Origin::extrapolated, in_data ? "hazard curve" : "beyond the data of the hazard curve");
  };
  for (std::size_t i = 0; i < n; ++i) {
    // A flat piece holds many levels; the highest is the demand.
    if (rates[i] == rate && (i + 1 == n || rates[i + 1] < rate)) return found(curve.level[i]);
    if (i + 1 < n && rates[i] > rate && rates[i + 1] < rate) return found(level_on_piece(curve, i, rate));
  }
  const bool rarer = rate < rates[n - 1];
  if (rarer && n < curve.level.size()) {
    return known(curve.level[n], Origin::extrapolated, "rarer than the hazard curve, which ends at zero");
  }
  const std::size_t piece = rarer ? n - 2 : 0;
  if (rarer && rates[std::min(data.last, n - 1)] / rate > kFarthest) return unknown_because("far rarer than the hazard curve reaches");
  if (rarer && !falls(curve, piece)) return unknown_because("the hazard curve is flat at its end");
  const double level = falls(curve, piece) ? level_on_piece(curve, piece, rate) : 0;
  if (level * kFrequentReach < curve.level[data.first]) return unknown_because(below_text(curve.level[data.first], "g"));
  return known(level, Origin::extrapolated, "beyond the hazard curve");
}

CapacityAep aep_at_capacity(const HazardCurveView& curve, double capacity) {
  TMFGEO_EXPECTS(hazard_curve_problem(curve).empty());
  const DataPoints data = data_points(curve);
  CapacityAep result;
  if (capacity > curve.level[data.last]) result.at_most = aep_of(curve.rate_per_year[data.last]);
  if (capacity < curve.level[data.first]) result.at_least = aep_of(curve.rate_per_year[data.first]);
  if (capacity >= curve.level.front() && capacity <= curve.level.back()) {
    result.aep = aep_of(rate_at_level(curve, capacity));
    result.origin = result.at_most || result.at_least ? Origin::extrapolated : Origin::computed;
  }
  return result;
}

DesignCheck check_design(const DesignCriterion* criterion, const HazardCurveView& curve, std::optional<double> capacity,
                         std::optional<double> maximum_demand, const DemandReview& review) {
  DesignCheck check;
  const std::string problem = hazard_curve_problem(curve);
  if (problem.empty() && capacity) check.capacity = aep_at_capacity(curve, *capacity);
  if (criterion == nullptr) {
    check.reason = "no criterion: consequence class, load or phase is not in the guideline";
    return check;
  }
  if (!problem.empty()) {
    check.reason = "hazard curve " + problem;
    return check;
  }
  check.demand = criterion_demand(*criterion, curve, maximum_demand, review);
  if (!capacity) {
    check.reason = "capacity is not known";
  } else if (check.demand.value) {
    check.margin = *capacity / *check.demand.value;
    check.verdict = *capacity >= *check.demand.value ? Verdict::meets : Verdict::fails;
    check.reason = check.demand.source;
  } else if (const auto least = least_demand(*criterion, curve); least && *capacity < *least) {
    check.verdict = Verdict::fails;
    check.reason = "exceeded by a demand likelier than the criterion's";
  } else if (const auto most = most_demand(*criterion, curve); most && *capacity >= *most) {
    check.verdict = Verdict::meets;
    check.reason = "demand: " + check.demand.source;
  } else {
    check.reason = check.demand.source;
  }
  return check;
}

DesignCheck check_design_capacity(const DesignCriterion* criterion, const HazardCurveView& curve, const Capacity& capacity,
                                  const DemandReview& review) {
  DesignCheck check = check_design(criterion, curve, capacity.median.value, std::nullopt, review);
  check.withstands = capacity.median;
  check.withstands_p16 = capacity.p16;
  check.at_most = !capacity.not_judged.empty();
  if (check.capacity.aep) check.capacity.origin = weaker(check.capacity.origin, capacity.median.origin);
  if (check.demand.value && capacity.response) {
    check.failure_at_demand = capacity.response(*check.demand.value);
    check.reason += std::string(check.reason.empty() ? "" : "; ") + demand_words(*check.failure_at_demand, check.at_most);
  }
  if (!check.at_most) return check;
  if (check.capacity.aep) check.capacity.at_least = check.capacity.aep;
  check.capacity.aep.reset();
  check.capacity.at_most.reset();
  check.capacity.origin = Origin::unknown;
  if (check.verdict != Verdict::meets) return check;
  check.verdict = Verdict::unknown;
  check.reason = "would meet it as far as could be judged; not judged: " + joined(capacity.not_judged, "; ") + "; demand: " + check.demand.source;
  return check;
}

DesignCheck check_design_rate(const DesignCriterion* criterion, const FailureRate& rate) {
  DesignCheck check;
  if (rate.per_year) check.capacity.aep = aep_of(*rate.per_year);
  if (rate.per_year) check.capacity.origin = rate.origin;
  if (rate.at_most) check.capacity.at_most = aep_of(*rate.at_most);
  if (rate.at_least) check.capacity.at_least = aep_of(*rate.at_least);
  if (criterion == nullptr || !criterion->aep) {
    check.reason = criterion == nullptr ? "no criterion: consequence class, load or phase is not in the guideline"
                                        : "the criterion is a probable maximum, which has no frequency";
    return check;
  }
  const double allowed = yearly_rate(*criterion->aep);
  const auto surely_at_least = rate.per_year ? rate.per_year : rate.at_least;
  const auto surely_at_most = rate.per_year ? rate.per_year : rate.at_most;
  if (surely_at_least && *surely_at_least > allowed) {
    check.verdict = Verdict::fails;
    check.reason = "fails more often than the criterion allows";
  } else if (surely_at_most && *surely_at_most <= allowed && criterion->fraction == 0) {
    check.verdict = Verdict::meets;
    check.reason = "fails no more often than the criterion allows";
  } else {
    check.reason = surely_at_most || surely_at_least ? "the rate is not known closely enough for the criterion" : "the rate is not known";
  }
  return check;
}

}  // namespace tmfgeo
