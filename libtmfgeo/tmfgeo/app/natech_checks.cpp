// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/app/site_hazard.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// The state "release" of the fragility curve where it stands in for the dam's own; nullptr where it does not.
const FragilityState* lent_release(const FragilityCurve* curve, const DamResponse& response, const NatechSite& site) {
  if (curve == nullptr) return nullptr;
  const auto lent = std::find_if(curve->states.begin(), curve->states.end(), [](const FragilityState& s) { return s.name == "release"; });
  if (lent == curve->states.end()) return nullptr;
  const auto own = std::find_if(site.yearly.begin(), site.yearly.end(), [](const DamageState& s) { return s.mechanism == "release"; });
  const bool stands_in = own != site.yearly.end() && own->basis == "fragility curve";
  return stands_in || !response.release.response ? &*lent : nullptr;
}

Capacity capacity_of(const DamResponse& response) {
  Capacity capacity;
  capacity.response = response.release.response;
  capacity.not_judged = response.unknown;
  if (!capacity.response) return capacity;
  const auto withstands = failure_level(capacity.response, 0.5);
  if (withstands) capacity.median = known(*withstands, response.release.origin, response.release.note);
  capacity.p16 = failure_level(capacity.response, 0.16);
  return capacity;
}

Capacity capacity_of(const FragilityCurve& curve, const FragilityState& release) {
  Capacity capacity;
  capacity.response = lognormal_response(release.median, release.beta);
  capacity.median = known(release.median, Origin::given, "fragility curve " + curve.id + ": " + curve.source);
  capacity.p16 = failure_level(capacity.response, 0.16);
  return capacity;
}

/// A slope that moves by itself fails whatever the guideline asks; there is no shaking it withstands.
void fail_without_earthquake(const DamResponse& response, DesignCheck& check) {
  check.verdict = Verdict::fails;
  check.reason = "the slope does not stand without any earthquake";
  check.failure_at_demand = 1;
  check.capacity = {.aep = 1, .at_most = {}, .at_least = {}, .origin = response.displacement.origin};
}

/// A demand as sure as the row of the same return period in site_hazard, for the same reasons. The curve in use tells no more than
/// whether a level lies within its data, and has raised levels a hair above them.
DemandReview review_of(const SiteCurve& hazard) {
  return [&hazard](double aep, SourcedValue& demand) {
    demand.origin = origin_of(level_at(*hazard.curve, 1 / aep), hazard);
    const std::string note = note_of(hazard, 1 / aep);
    demand.source = note.empty() ? "hazard curve" : "hazard curve: " + note;
  };
}

/// A curve that rests on a default, on a raised map or on a model beyond its range makes no capacity's AEP surer than that.
void weaken_capacity(const SiteCurve& hazard, DesignCheck& check) {
  if (!check.capacity.aep || !hazard.curve) return;
  const auto& withstands = check.withstands.value;
  const bool repaired = withstands && *withstands > 0 && rate_at(*hazard.curve, *withstands).repaired;
  check.capacity.origin = weaker(check.capacity.origin, repaired ? weaker(hazard.origin, Origin::extrapolated) : hazard.origin);
}

}  // namespace

DesignPhase design_phase(const NatechInput& input, const Facility& f) {
  if (input.phase) return *input.phase;
  const auto is = [&](FacilityStatus status) { return f.status == status; };
  const bool left = is(FacilityStatus::closed) || is(FacilityStatus::rehabilitated) || is(FacilityStatus::abandoned) || is(FacilityStatus::orphaned);
  return left ? DesignPhase::closure : DesignPhase::operation;
}

void tell_criterion(const Facility& f, const DesignGuideline& guideline, const DesignCriterion* criterion, AskedCriterion asked, DesignCheck& check) {
  check.phase = asked.phase;
  if (criterion != nullptr && criterion->aep) check.criterion_return_period_y = 1 / *criterion->aep;
  if (!f.consequence_class) {
    check.reason = "consequence class is not known";
    return;
  }
  const DesignPhase other = asked.phase == DesignPhase::closure ? DesignPhase::operation : DesignPhase::closure;
  if (criterion == nullptr && guideline.find(*f.consequence_class, asked.load, other) != nullptr) {
    const std::string word(to_text(other));
    check.reason = "no criterion: " + guideline.id + " has one for " + word + " alone, none for " + std::string(to_text(asked.phase)) + "; phase = \"" + word +
                   "\" in [natech] asks for that";
  }
}

void check_earthquake(const Facility& f, const DamResponse& response, const DamRules& rules, DesignPhase phase, NatechSite& site) {
  const DesignCriterion* criterion = rules.guideline.find(f.consequence_class.value_or(""), DesignLoad::earthquake, phase);
  DesignCheck& check = site.earthquake_check;
  if (!response.yield.stands) {
    check = check_design(criterion, site.hazard.view(), std::nullopt, std::nullopt, review_of(site.hazard));
    tell_criterion(f, rules.guideline, criterion, {DesignLoad::earthquake, phase}, check);
    fail_without_earthquake(response, check);
    return;
  }
  const FragilityCurve* curve = fragility_of(rules.fragility, f);
  const FragilityState* lent = lent_release(curve, response, site);
  check = check_design_capacity(criterion, site.hazard.view(), lent != nullptr ? capacity_of(*curve, *lent) : capacity_of(response),
                                review_of(site.hazard));
  tell_criterion(f, rules.guideline, criterion, {DesignLoad::earthquake, phase}, check);
  weaken_capacity(site.hazard, check);
}

}  // namespace tmfgeo
