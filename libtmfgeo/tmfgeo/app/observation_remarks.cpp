// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/observation_remarks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/app/arrival_words.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/rough_text.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/scenario/release_volume.h"
#include "tmfgeo/transport/condition.h"

namespace tmfgeo {
namespace {

// Standard deviations from which an observation is remarked. An arrival is refused from the second on: rather a wrong hour or begin. Not so
// a peak, for a release may be stated without its spread.
constexpr double kFar = 3;
constexpr double kTooFar = 10;
constexpr double kEightyPercent = 2 * 1.2815515655446004;  // standard deviations between P10 and P90

// (a) How likely the flood wave carries, before anything is seen: where the median wave does, the highest tenth, the highest of a hundred.
constexpr double kCarries = 0.5;
constexpr double kMayCarry = 0.25;
constexpr double kSeldomCarries = 0.03;

double sd_ln(const Band& band) { return std::log(band.p90 / band.p10) / kEightyPercent; }

/// How far from the median, in standard deviations; without any spread far from all but the median.
double deviations(double seen, const Band& band) {
  constexpr double kLeastSd = 1e-6;
  return std::abs(std::log(seen / band.p50)) / std::max(sd_ln(band), kLeastSd);
}

void tell(const Observation& o, std::string_view code, const std::string& message, Issues& issues) {
  issues.push_back(make_issue(code, {o.station, "", ""}, "--observed", message));
}

void tell_deviation(const Observation& o, const std::string& what, double seen, const Band& band, double most_sd, Issues& issues) {
  const double sd = sd_ln(band);
  if (!(sd > 0)) {
    tell(o, "observation_unused", what + "; the spreads are 0, so nothing is moved by it", issues);
    return;
  }
  const double far = std::log(seen / band.p50) / sd;
  if (!(std::abs(far) > kFar)) return;
  const std::string how_far = what + ", " + fixed(std::abs(far), 1) + " standard deviations " + (far < 0 ? "below" : "above") + " the median";
  if (std::abs(far) > most_sd) {
    throw Error(ErrorCode::usage, "--observed: " + o.station + " " + how_far + ", expected at most " + fixed(most_sd, 0) +
                                      ": check the hour and the begin of the release; where it is so, the spreads are stated too narrow");
  }
  tell(o, "observation_far", how_far, issues);
}

/// Two digits: medians of draws are not surer.
std::string mass_words(double kg) {
  const double unit = std::pow(10.0, std::floor(std::log10(kg)) - 1);
  return roughly(std::round(kg / unit) * unit) + " kg";
}

const SubstanceArrival* substance_of(const Observation& o, const Arrival& arrival) {
  const auto found = std::find_if(arrival.substances.begin(), arrival.substances.end(), [&](const SubstanceArrival& s) { return s.substance == o.substance; });
  return found == arrival.substances.end() ? nullptr : &*found;
}

}  // namespace

bool moves_nothing(const Observation& o, const Issues& issues) {
  const bool of_wave = std::any_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == "observation_wave" && i.subject == o.station; });
  if (of_wave) return true;
  const auto unused = std::count_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == "observation_unused" && i.subject == o.station; });
  return unused >= (o.peak_ug_l ? 2 : 1);
}

bool is_mass_cut(const ReleaseScenario& release, const SubstanceLoad& load) { return load.mass_kg.median > 0 && highest_held_kg_m3(release, load) > kMostHeld_kg_m3; }

void expect_held(const Observation& o, const TransportSite& site, Issues& issues) {
  if (!o.peak_ug_l) return;
  if (*o.peak_ug_l > kMostHeld_kg_m3 * 1e6) {
    throw Error(ErrorCode::usage, "--observed: found a peak of " + roughly(*o.peak_ug_l / 1e6) + " g/L at " + o.station + ", expected at most " +
                                      fixed(kMostHeld_kg_m3, 0) + " g/L: no water holds more");
  }
  if (!site.release) return;
  for (const SubstanceLoad& load : site.release->loads) {
    if (load.substance != o.substance) continue;
    const double highest_ug_l = highest_held_kg_m3(*site.release, load) * 1e6;
    if (*o.peak_ug_l <= highest_ug_l) continue;
    tell(o, "observation_far",
         "peak " + roughly(*o.peak_ug_l) + " ug/L of " + o.substance + " is more than the released water is taken to hold (" + roughly(highest_ug_l) + " ug/L in one of a thousand draws)", issues);
  }
}

bool is_of_wave(const Observation& o, const Arrival& expected) {
  if (!wave_carries_at_worst(expected) || !(o.first_arrival_s < expected.first_s.p10)) return false;
  const double of_plume = deviations(o.first_arrival_s, expected.first_s);
  const double of_wave = deviations(o.first_arrival_s, expected.wave.first_s);
  const double carries = wave_carries(expected) ? kCarries : wave_may_carry(expected) ? kMayCarry : kSeldomCarries;
  return (of_plume * of_plume - of_wave * of_wave) / 2 > std::log((1 - carries) / carries);
}

void tell_far(const Observation& o, const Arrival& expected, Issues& issues) {
  const Band first = hours(expected.first_s);
  const std::string arrives = "arrives after " + time_text(hours(o.first_arrival_s)) + ", ";
  if (is_of_wave(o, expected)) {
    const Band wave = hours(expected.wave.first_s);
    tell(o, "observation_wave",
         arrives + "the flood wave after " + time_text(wave.p10) + " to " + time_text(wave.p90) + ", the plume alone after " + time_text(first.p10) + " to " + time_text(first.p90) +
             ": the flood wave may have carried it here, which says nothing of the river's velocity further down" + (o.peak_ug_l ? "; its peak is not put in either, for in the wave it is thinned out otherwise" : ""),
         issues);
    return;
  }
  if (wave_carries_at_worst(expected) && o.first_arrival_s < expected.first_s.p10) {
    tell(o, "observation_perhaps_wave",
         arrives + "sooner than nine of ten plumes alone; it is put in as the plume's, but here the flood wave may carry the plume: where it did, what is told further down is too early", issues);
  }
  tell_deviation(o, arrives + "expected " + time_text(first.p10) + " to " + time_text(first.p90), o.first_arrival_s, expected.first_s, kTooFar, issues);
  const SubstanceArrival* s = substance_of(o, expected);
  if (!o.peak_ug_l || s == nullptr) return;
  tell_deviation(o, "peak " + roughly(*o.peak_ug_l) + " ug/L, expected " + roughly(s->peak_ug_l.p10) + " to " + roughly(s->peak_ug_l.p90), *o.peak_ug_l, s->peak_ug_l, std::numeric_limits<double>::infinity(), issues);
}

void tell_other_mass(const Observation& o, const Arrival& before, const Arrival& after, Issues& issues) {
  const SubstanceArrival* expected = substance_of(o, before);
  const SubstanceArrival* now = substance_of(o, after);
  if (!o.peak_ug_l || o.substance.empty() || expected == nullptr || now == nullptr) return;
  const double tolerance = std::max(kFar * sd_ln(expected->load_kg), 2 * kObservedPeakSpread_ln);
  if (!(std::abs(std::log(now->load_kg.p50 / expected->load_kg.p50)) > tolerance)) return;
  tell(o, "observation_other_mass",
       "peak " + roughly(*o.peak_ug_l) + " ug/L does not fit the " + mass_words(expected->load_kg.p50) + " of " + o.substance + " that should pass; from here on " + mass_words(now->load_kg.p50) + " are told",
       issues);
}

}  // namespace tmfgeo
