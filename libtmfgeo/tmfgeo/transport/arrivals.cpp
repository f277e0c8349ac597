// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/arrivals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/transport/condition.h"
#include "tmfgeo/transport/journey_draws.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

constexpr double kUgPerL = 1e6;  // of 1 kg/m3

Band exp_of(const Band& ln, double factor = 1) { return {factor * std::exp(ln.p10), factor * std::exp(ln.p50), factor * std::exp(ln.p90)}; }

/// What one draw of a hundred is beyond.
constexpr double kOneOfHundred = 0.01;

/// Summaries of one thread's journeys.
class Summary {
 public:
  Summary(const DrawTables& tables, const SubstanceLibrary& library, const EnsembleOptions& options)
      : library_(library), draws_(tables, library, options), column_(tables.draws), second_(tables.draws), third_(tables.draws) {}

  std::vector<Arrival> journey(const Journey& journey, std::span<const RiverState> states, std::span<const std::vector<ReachStep>> steps,
                               std::span<const Observation> observed) {
    std::vector<Arrival> arrivals;
    arrivals.reserve(states.size() * journey.receptors.size());
    draws_.start(journey);
    released_.clear();
    for (const std::vector<float>& ln_mass : draws_.release().ln_mass_kg) released_.push_back(exp_of(percentiles(ln_mass, scratch_)));
    for (std::size_t f = 0; f < states.size(); ++f) {
      draws_.follow(states[f], steps[f], observed);
      for (std::size_t r = 0; r < journey.receptors.size(); ++r) {
        draws_.reach(r);
        arrivals.push_back(at_receptor(journey, states[f].flow, r));
      }
    }
    return arrivals;
  }

 private:
  Arrival at_receptor(const Journey& journey, Flow flow, std::size_t r) {
    const StationTerms& station = draws_.station(r);
    const PassageColumns passage = draws_.passage();
    const std::size_t n = draws_.draws();
    Arrival arrival;
    arrival.receptor = r;
    arrival.flow = flow;
    arrival.discharge_m3_s = station.discharge_m3_s;
    arrival.flags = station.flags;
    arrival.laterally_mixed = station.laterally_mixed;
    const double last = static_cast<double>(n) - 1;
    const auto travels = values_at_ranks({passage.travel, n}, std::array{kOneOfHundred * last, 0.1 * last, 0.5 * last, 0.9 * last}, scratch_);
    const Band travel{travels[1], travels[2], travels[3]};
    arrival.first_s = {station.first_s * travel.p10, station.first_s * travel.p50, station.first_s * travel.p90};
    arrival.peak_s = exp_of(percentiles({passage.ln_peak_time, n}, scratch_));
    arrival.tail_s = exp_of(percentiles({passage.ln_tail, n}, scratch_));
    arrival.worst_first_s = std::min(station.worst_first_s, station.first_s * travels[0]);
    arrival.possible_first_s = station.possible_first_s;
    add_wave(r, arrival.wave);
    arrival.worst_water_s = arrival.wave.worst_peak_m3_s > arrival.discharge_m3_s ? worst_of_both_clocks(arrival, station.first_s) : arrival.worst_first_s;
    for (std::size_t l = 0; l < draws_.loads(); ++l) arrival.substances.push_back(substance_at(journey, r, l));
    return arrival;
  }

  void add_wave(std::size_t r, WaveArrival& wave) {
    if (!draws_.has_wave()) {
      const double nan = std::numeric_limits<double>::quiet_NaN();
      wave = {{nan, nan, nan}, {nan, nan, nan}, {nan, nan, nan}, nan};
      return;
    }
    draws_.wave(r, {column_.data(), second_.data(), third_.data()});
    const double last = static_cast<double>(column_.size()) - 1;
    const auto peak = values_at_ranks(third_, std::array{0.1 * last, 0.5 * last, 0.9 * last, (1 - kOneOfHundred) * last}, scratch_);
    wave = {exp_of(percentiles(column_, scratch_)), exp_of(percentiles(second_, scratch_)), exp_of({peak[0], peak[1], peak[2]}), std::exp(peak[3])};
  }

  /// One draw of a hundred is sooner. Needs: add_wave() before. `first_s`: of the plume, of the travel factor 1.
  double worst_of_both_clocks(const Arrival& arrival, double first_s) {
    // Only what is sooner than a tenth of the plumes can be the hundredth.
    const auto soonest = static_cast<float>(arrival.first_s.p10 / first_s);
    const auto ln_soonest = static_cast<float>(std::log(arrival.first_s.p10));
    const auto ln_river = static_cast<float>(std::log(arrival.discharge_m3_s));
    const float* travel = draws_.passage().travel;
    const auto ln_first_s = static_cast<float>(std::log(first_s));
    ln_sooner_.clear();
    bool some_by_wave = false;
    for (std::size_t d = 0; d < column_.size(); ++d) {
      const bool is_wave = third_[d] > ln_river && column_[d] < ln_soonest;
      const bool is_plume = travel[d] <= soonest;
      if (!is_wave && !is_plume) continue;
      const float ln_plume = is_plume ? ln_first_s + std::log(travel[d]) : ln_soonest;
      const bool is_sooner = is_wave && column_[d] < ln_plume;
      some_by_wave |= is_sooner;
      ln_sooner_.push_back(is_sooner ? column_[d] : ln_plume);
    }
    if (!some_by_wave) return arrival.worst_first_s;
    const double rank = std::min(kOneOfHundred * (static_cast<double>(column_.size()) - 1), static_cast<double>(ln_sooner_.size()) - 1);
    return std::min(std::exp(values_at_ranks(ln_sooner_, std::array{rank, rank, rank}, scratch_)[0]), arrival.worst_first_s);
  }

  SubstanceArrival substance_at(const Journey& journey, std::size_t r, std::size_t l) {
    const ReleaseScenario& release = *journey.release;
    SubstanceArrival out;
    if (!release.loads.empty()) out.substance = release.loads[l].substance;
    const auto thresholds = thresholds_of(out.substance);
    const bool wants_dissolved = std::any_of(thresholds.begin(), thresholds.end(), [&](std::size_t t) { return library_.thresholds[t].of_dissolved; });
    draws_.concentrations(l, r, column_, second_, wants_dissolved ? &dissolved_ : nullptr);
    const double last = static_cast<double>(column_.size()) - 1;
    const auto peaks = values_at_ranks(column_, std::array{0.1 * last, 0.5 * last, 0.9 * last, (1 - kOneOfHundred) * last}, scratch_);
    out.peak_ug_l = exp_of({peaks[0], peaks[1], peaks[2]}, kUgPerL);
    const LossTerms losses = draws_.losses(l, r);
    out.load_kg = is_lossless(losses) && !draws_.has_learned_mass(l) ? released_[l] : exp_of(percentiles(second_, scratch_));
    out.trapped_share = is_lossless(losses) ? 0 : std::clamp(1 - passed_share(losses, 1).load, 0.0, 1.0);
    const double mass = release.loads.empty() ? release.volume_m3.median : median_mass_kg(release, release.loads[l]);
    out.worst_peak_ug_l = std::max(worst_peak_ug_l(draws_.station(r), release, mass, losses), kUgPerL * std::exp(peaks[3]));
    for (const std::size_t t : thresholds) {
      out.thresholds.push_back(threshold_at(r, t, library_.thresholds[t].of_dissolved ? dissolved_ : column_));
    }
    return out;
  }

  ThresholdResult threshold_at(std::size_t receptor, std::size_t threshold, const std::vector<float>& ln_peak) {
    ThresholdResult result;
    result.threshold = threshold;
    const auto limit = static_cast<float>(std::log(library_.thresholds[threshold].value_ug_l / kUgPerL));
    const std::size_t n = draws_.draws();
    const std::size_t above = count_above(ln_peak.data(), n, limit);
    result.p_exceed = static_cast<double>(above) / static_cast<double>(n);
    const double last = static_cast<double>(n) - 1;
    if (0.9 * last < static_cast<double>(n - above)) return result;
    bins_.resize(n);
    bins_of_time_above(draws_.station(receptor).limbs, ln_peak.data(), limit, draws_.passage(), n, bins_.data());
    counts_.count(bins_);
    const std::array<double, 3> places = counts_.places_of(std::array{0.1 * last, 0.5 * last, 0.9 * last});
    result.duration_s = {time_at_place(places[0]), time_at_place(places[1]), time_at_place(places[2])};
    return result;
  }

  std::vector<std::size_t> thresholds_of(const std::string& substance) const {
    std::vector<std::size_t> found;
    if (substance.empty()) return found;
    for (std::size_t t = 0; t < library_.thresholds.size(); ++t) {
      if (library_.thresholds[t].substance == substance) found.push_back(t);
    }
    return found;
  }

  const SubstanceLibrary& library_;
  JourneyDraws draws_;
  PercentileScratch scratch_;
  std::vector<Band> released_;  ///< mass of each load at the dam
  std::vector<float> column_, second_, third_, dissolved_, ln_sooner_;
  std::vector<std::uint16_t> bins_;
  BinCounts counts_;
};

}  // namespace

std::vector<std::vector<Arrival>> plume_arrivals(const RiverNetwork& network, std::span<const RiverState> states, std::span<const Journey> journeys,
                                                 const SubstanceLibrary& library, std::span<const Observation> observed, const EnsembleOptions& options) {
  TMFGEO_EXPECTS(options.draws > 0);
  for (const Observation& observation : observed) expect_after_release(observation);
  std::vector<std::vector<ReachStep>> steps;
  for (const RiverState& state : states) {
    TMFGEO_EXPECTS(state.length_m.size() == network.size());
    steps.push_back(reach_steps(state));
  }
  std::size_t receptors = 0;
  std::size_t loads = 1;
  for (const Journey& journey : journeys) {
    TMFGEO_EXPECTS(journey.release != nullptr && journey.route != nullptr);
    receptors = std::max(receptors, journey.receptors.size());
    loads = std::max(loads, journey.release->loads.size());
  }
  const DrawTables tables = draw_tables(options.seed, options.draws, receptors, loads);
  std::vector<std::vector<Arrival>> arrivals(journeys.size());
  parallel_for(0, static_cast<std::ptrdiff_t>(journeys.size()), 1, [&](std::ptrdiff_t first, std::ptrdiff_t last) {
    Summary summary(tables, library, options);
    for (std::ptrdiff_t i = first; i < last; ++i) {
      const auto j = static_cast<std::size_t>(i);
      arrivals[j] = summary.journey(journeys[j], states, steps, observed);
    }
  });
  return arrivals;
}

}  // namespace tmfgeo
