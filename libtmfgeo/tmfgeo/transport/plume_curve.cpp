// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/transport/arrivals.h"
#include "tmfgeo/transport/condition.h"
#include "tmfgeo/transport/journey_draws.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

constexpr std::size_t kTimes = 241;
/// The curve goes on while the band is above what anybody would look at, but not longer than this many times.
constexpr std::size_t kMostTimes = 4 * kTimes;
constexpr std::size_t kTimesAtOnce = 20;
constexpr double kBelowLimit = 0.05;  // of the lowest threshold
constexpr double kBelowPeak = 1e-4;   // of the upper peak: where no threshold is known, and the least of all
constexpr double kUgPerL = 1e6;  // of 1 kg/m3

std::size_t load_of(const ReleaseScenario& release, const std::string& substance) {
  if (release.loads.empty()) return 0;
  const auto load = std::find_if(release.loads.begin(), release.loads.end(), [&](const SubstanceLoad& l) { return l.substance == substance; });
  TMFGEO_EXPECTS(load != release.loads.end());
  return static_cast<std::size_t>(load - release.loads.begin());
}

/// Even steps from before nearly all leading edges to where nearly all is gone.
std::vector<double> times_between(const JourneyDraws& draws, const StationTerms& station, const PassageColumns& passage) {
  PercentileScratch scratch;
  const double begin = 0.9 * station.first_s * percentiles({passage.travel, draws.draws()}, scratch).p10;
  const double peak = std::exp(percentiles({passage.ln_peak_time, draws.draws()}, scratch).p50);
  const double tail = std::exp(percentiles({passage.ln_tail, draws.draws()}, scratch).p90);
  const double end = tail + 0.5 * std::max(tail - peak, 0.0);
  std::vector<double> times;
  for (std::size_t i = 0; i < kTimes; ++i) times.push_back(begin + (end - begin) * static_cast<double>(i) / static_cast<double>(kTimes - 1));
  return times;
}

/// What the upper band has to fall to.
double floor_ug_l(const std::vector<float>& ln_peak, const std::string& substance, const SubstanceLibrary& library) {
  PercentileScratch scratch;
  const double highest = kUgPerL * std::exp(percentiles(ln_peak, scratch).p90);
  double lowest = highest;
  for (const Threshold& t : library.thresholds) {
    if (t.substance == substance && !t.of_dissolved) lowest = std::min(lowest, kBelowLimit * t.value_ug_l);
  }
  return lowest < highest ? std::max(lowest, 0.01 * kBelowPeak * highest) : kBelowPeak * highest;
}

/// Concentration of every draw at one time, µg/L.
void at_time(double time_s, const PassageForm& form, const PassageColumns& passage, const std::vector<float>& ln_peak, std::vector<float>& out) {
  for (std::size_t d = 0; d < ln_peak.size(); ++d) {
    const double behind = time_s - std::exp(static_cast<double>(passage.ln_peak_time[d]));
    const double share = form.share_at({passage.rise[d], passage.fall[d], passage.thin[d]}, behind);
    out[d] = share > 0 ? static_cast<float>(kUgPerL * std::exp(static_cast<double>(ln_peak[d])) * share) : 0;
  }
}

std::vector<double> typical_passage(const std::vector<double>& time_s, const PassageForm& form, const JourneyDraws::MiddlePassage& middle) {
  std::vector<double> ug_l;
  for (const double t : time_s) ug_l.push_back(kUgPerL * middle.peak_kg_m3 * form.share_at(middle.passage, t - middle.peak_time_s));
  return ug_l;
}

/// More steps of the same length until nine of ten draws are below the floor.
void lengthen(std::vector<double>& time_s, const PassageForm& form, const PassageColumns& passage, const std::vector<float>& ln_peak, double floor_ug_l) {
  std::vector<float> column(ln_peak.size());
  PercentileScratch scratch;
  const double begin = time_s.front();
  const double step = (time_s.back() - begin) / static_cast<double>(time_s.size() - 1);
  while (time_s.size() < kMostTimes && step > 0) {
    at_time(time_s.back(), form, passage, ln_peak, column);
    if (percentiles(column, scratch).p90 < floor_ug_l) return;
    for (std::size_t i = 0; i < kTimesAtOnce; ++i) time_s.push_back(begin + step * static_cast<double>(time_s.size()));
  }
}

}  // namespace

PlumeCurve plume_curve(const RiverNetwork& network, const RiverState& state, const Journey& journey, std::size_t receptor, const std::string& substance,
                       const SubstanceLibrary& library, std::span<const Observation> observed, const EnsembleOptions& options) {
  TMFGEO_EXPECTS(options.draws > 0 && receptor < journey.receptors.size() && journey.release != nullptr && journey.route != nullptr);
  TMFGEO_EXPECTS(state.length_m.size() == network.size());
  for (const Observation& observation : observed) expect_after_release(observation);
  const std::size_t load = load_of(*journey.release, substance);
  const std::size_t loads = std::max<std::size_t>(journey.release->loads.size(), 1);
  const DrawTables tables = draw_tables(options.seed, options.draws, journey.receptors.size(), loads);
  const std::vector<ReachStep> steps = reach_steps(state);
  JourneyDraws draws(tables, library, options);
  draws.start(journey);
  draws.follow(state, steps, observed);
  for (std::size_t r = 0; r <= receptor; ++r) draws.reach(r);
  std::vector<float> ln_peak;
  std::vector<float> ln_load;
  draws.concentrations(load, receptor, ln_peak, ln_load, nullptr);
  const PassageColumns passage = draws.passage();
  const PassageForm form(draws.station(receptor).limbs);
  PlumeCurve curve;
  curve.time_s = times_between(draws, draws.station(receptor), passage);
  lengthen(curve.time_s, form, passage, ln_peak, floor_ug_l(ln_peak, substance, library));
  const std::size_t times = curve.time_s.size();
  curve.typical_ug_l = typical_passage(curve.time_s, form, draws.middle(load, receptor, ln_peak));
  curve.p10_ug_l.resize(times);
  curve.p50_ug_l.resize(times);
  curve.p90_ug_l.resize(times);
  parallel_for(0, static_cast<std::ptrdiff_t>(times), 16, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    std::vector<float> column(ln_peak.size());
    PercentileScratch scratch;
    for (std::ptrdiff_t i = first; i < last; ++i) {
      const auto t = static_cast<std::size_t>(i);
      at_time(curve.time_s[t], form, passage, ln_peak, column);
      const Band band = percentiles(column, scratch);
      curve.p10_ug_l[t] = band.p10;
      curve.p50_ug_l[t] = band.p50;
      curve.p90_ug_l[t] = band.p90;
    }
  });
  return curve;
}

}  // namespace tmfgeo
