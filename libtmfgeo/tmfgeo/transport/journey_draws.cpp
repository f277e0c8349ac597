// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/journey_draws.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/scenario/release_volume.h"
#include "tmfgeo/transport/percentiles.h"

namespace tmfgeo {
namespace {

/// Standard normal number that 10 % are above.
constexpr double kZ90 = 1.2815515655446004;

/// (a) No plume is drawn out by an observation farther than one of a thousand is by chance: the standard number of its unit
/// peak. What is left is the mass's.
constexpr float kMostDrawnOut = -3.09F;

/// How much of the variance of a sum one of its parts brings; 0 where the sum does not vary.
double share_of_variance(const std::vector<float>& part, const std::vector<float>& sum) {
  constexpr double kExact = 1e-9;  // single precision makes as much of nothing
  const auto n = static_cast<double>(sum.size());
  const double part_mean = std::accumulate(part.begin(), part.end(), 0.0) / n;
  const double sum_mean = std::accumulate(sum.begin(), sum.end(), 0.0) / n;
  double covariance = 0;
  double variance = 0;
  for (std::size_t d = 0; d < sum.size(); ++d) {
    const double deviation = static_cast<double>(sum[d]) - sum_mean;
    covariance += (static_cast<double>(part[d]) - part_mean) * deviation;
    variance += deviation * deviation;
  }
  return variance <= kExact * n ? 0 : std::clamp(covariance / variance, 0.0, 1.0);
}

}  // namespace

JourneyDraws::JourneyDraws(const DrawTables& tables, const SubstanceLibrary& library, const EnsembleOptions& options)
    : tables_(tables), library_(library), options_(options) {
  for (std::vector<float>* column : {&way_, &travel_, &ln_dilution_, &ln_peak_time_, &ln_tail_, &rise_, &fall_, &thin_, &unit_peak_, &settling_, &wave_slowness_, &wave_spread_, &lake_factor_, &mixing_, &lake_width_, &sorption_}) {
    column->resize(tables.draws);
  }
  draw_section(width_share_);
  const TransportSpread& spread = options.spread;
  lognormal(0, spread.lake_residence_sd_ln, tables.lake.data(), tables.draws, lake_factor_.data());
  lognormal(-kZ90 * spread.lake_mixing_sd_ln, spread.lake_mixing_sd_ln, tables.lake_mixing.data(), tables.draws, mixing_.data());
  lognormal(0, spread.sorption_sd_ln, tables.sorption.data(), tables.draws, sorption_.data());
  for (float& share : mixing_) share = std::min(share, 1.0F);
}

/// Roughness and width along the way, as the wave and what settles feel them; a width that is measured is not drawn.
void JourneyDraws::draw_section(double width_share) {
  width_share_ = width_share;
  // Manning: U goes with n^-0.6 w^-0.4, h with n^0.6 w^-0.6; the wave's spread with its slowness^1.5 and w^-0.5.
  const TransportSpread& spread = options_.spread;
  const double slow = spread.wave_sd_log10 * std::numbers::ln10;
  const double width_sd = width_share * options_.spread.width_sd_ln;
  const double rough = 0.6 * spread.roughness_sd_ln;
  const double wide = 0.4 * width_sd;
  const float* speed = tables_.wave_speed.data();
  const float* roughness = tables_.roughness.data();
  const float* width = tables_.width.data();
  product_of_powers({-slow, rough, wide}, speed, roughness, width, tables_.draws, wave_slowness_.data());
  product_of_powers({-1.5 * slow, 1.5 * rough, 1.5 * wide - 0.5 * width_sd}, speed, roughness, width, tables_.draws, wave_spread_.data());
  product_of_powers({0, -rough, 0.6 * width_sd}, speed, roughness, width, tables_.draws, settling_.data());
}

void JourneyDraws::start(const Journey& journey) {
  TMFGEO_EXPECTS(journey.release != nullptr && journey.route != nullptr);
  journey_ = &journey;
  draw_release_columns(*journey.release, library_, tables_, release_);
}

const Substance* JourneyDraws::substance(std::size_t load) const {
  const auto& loads = journey_->release->loads;
  return load < loads.size() ? library_.find(loads[load].substance) : nullptr;
}

void JourneyDraws::follow(const RiverState& state, std::span<const ReachStep> steps, std::span<const Observation> observed) {
  const std::vector<WaySums> sums = sums_along(steps, *journey_->route, journey_->receptors);
  stations_.clear();
  way_step_s_.clear();
  double variance = 0;
  for (std::size_t r = 0; r < sums.size(); ++r) {
    stations_.push_back(station_terms(sums[r], state, *journey_, journey_->receptors[r], options_.spread));
    way_step_s_.push_back(std::sqrt(std::max(stations_[r].own_variance - variance, 0.0)));
    variance = std::max(stations_[r].own_variance, variance);
  }
  std::fill(way_.begin(), way_.end(), 0.0F);
  condition(observed);
}

void JourneyDraws::condition(std::span<const Observation> observed) {
  conditioned_ = {};
  widen_by_lakes(lake_factor_);
  peaks_.clear();
  learned_unit_peak_.clear();
  learned_mass_.assign(loads(), {});
  std::vector<ObservedDelay> delays;
  for (std::size_t r = 0; r < stations_.size(); ++r) {
    const auto is_here = [&](const Observation& o) { return o.station == journey_->receptors[r].station.id; };
    const auto seen = std::find_if(observed.begin(), observed.end(), is_here);
    if (seen == observed.end()) continue;
    if (std::any_of(seen + 1, observed.end(), is_here)) {
      throw Error(ErrorCode::invalid_input, "two observations at " + seen->station + ", expected one with arrival and peak");
    }
    expect_possible(*seen, stations_[r].possible_first_s);
    delays.push_back({r, std::log(stations_[r].first_s / seen->first_arrival_s)});
    if (seen->peak_ug_l) peaks_.push_back({r, std::log(*seen->peak_ug_l * 1e-6), load_of(*seen)});
  }
  if (delays.empty()) return;
  std::vector<DelayModel> models;
  for (const StationTerms& s : stations_) {
    const PassageTerms terms = passage_terms(s, options_.spread);
    models.push_back({options_.spread.velocity_sd_ln, static_cast<double>(terms.discharge_speed), static_cast<double>(terms.lake_travel), s.time_s});
  }
  conditioned_ = {tables_.velocity, tables_.discharge, tables_.lake, {tables_.way.begin(), tables_.way.begin() + static_cast<std::ptrdiff_t>(stations_.size())}};
  condition_numbers(models, way_step_s_, delays, tables_.observed_arrival, conditioned_);
  std::vector<float> residence(tables_.draws);
  lognormal(0, options_.spread.lake_residence_sd_ln, conditioned_.lake.data(), tables_.draws, residence.data());
  widen_by_lakes(residence);
}

void JourneyDraws::widen_by_lakes(const std::vector<float>& residence) {
  for (std::size_t d = 0; d < residence.size(); ++d) lake_width_[d] = mixing_[d] * residence[d];
}

std::size_t JourneyDraws::load_of(const Observation& observation) const {
  const auto& loads = journey_->release->loads;
  const auto found = std::find_if(loads.begin(), loads.end(), [&](const SubstanceLoad& l) { return l.substance == observation.substance; });
  return found == loads.end() ? 0 : static_cast<std::size_t>(found - loads.begin());
}

void JourneyDraws::add_way(std::size_t receptor) {
  const std::vector<float>& z = is_conditioned() ? conditioned_.way[receptor] : tables_.way[receptor];
  const double time = stations_[receptor].time_s;
  const double before = receptor == 0 ? 0 : stations_[receptor - 1].time_s;
  const auto kept = static_cast<float>(before / time);
  const auto gained = static_cast<float>(way_step_s_[receptor] / time);
  for (std::size_t d = 0; d < z.size(); ++d) way_[d] = kept * way_[d] + gained * z[d];
}

PassageNumbers JourneyDraws::numbers() const {
  const bool own = is_conditioned();
  return {(own ? conditioned_.velocity : tables_.velocity).data(),
          (own ? conditioned_.discharge : tables_.discharge).data(),
          unit_peak_.data(),
          (own ? conditioned_.lake : tables_.lake).data(),
          lake_width_.data(),
          way_.data(),
          release_.volume_m3.data(),
          release_.duration_s.data()};
}

void JourneyDraws::reach(std::size_t receptor) {
  add_way(receptor);
  if (stations_[receptor].width_share != width_share_) draw_section(stations_[receptor].width_share);
  pass(receptor);
  for (const PeakCorrection& seen : peaks_) {
    if (seen.receptor == receptor) learn_peak(receptor, seen);
  }
}

/// Behind an observed peak every draw goes on from it; what it does not tell grows again with travel time.
void JourneyDraws::pass(std::size_t receptor) {
  unit_peak_ = learned_unit_peak_.empty() ? tables_.unit_peak : learned_unit_peak_;
  if (!learned_unit_peak_.empty()) {
    const auto unknown = static_cast<float>(std::sqrt(std::max(1 - learned_time_s_ / stations_[receptor].time_s, 0.0)));
    for (std::size_t d = 0; d < unit_peak_.size(); ++d) unit_peak_[d] += unknown * tables_.later_peak[d];
  }
  pass_by(passage_terms(stations_[receptor], options_.spread), numbers(), tables_.draws, passage());
}

void JourneyDraws::learn_peak(std::size_t receptor, const PeakCorrection& seen) {
  const std::size_t n = tables_.draws;
  std::vector<float> ln_peak, ln_load;
  concentrations(seen.load, receptor, ln_peak, ln_load, nullptr);
  if (share_of_variance(ln_peak, ln_peak) == 0) return;  // what is known exactly learns nothing
  const double share = share_of_variance(ln_dilution_, ln_peak);
  std::vector<float> told(n);
  std::vector<float> wanted = ln_dilution_;
  for (std::size_t d = 0; d < n; ++d) {
    told[d] = static_cast<float>(seen.ln_observed_kg_m3 + kObservedPeakSpread_ln * static_cast<double>(tables_.observed_peak[d]));
    wanted[d] += static_cast<float>(share) * (told[d] - ln_peak[d]);
  }
  // The dilution moves by how drawn out the plume is, so that its curve still holds its mass. The released water and its
  // duration blunt that, hence the steps.
  const auto unit_peak_sd = static_cast<float>(options_.spread.peak_sd_log10 * std::numbers::ln10);
  constexpr int kSteps = 6;
  for (int i = 0; i < kSteps && unit_peak_sd > 0; ++i) {
    for (std::size_t d = 0; d < n; ++d) {
      const float least = std::min(unit_peak_[d], kMostDrawnOut);
      unit_peak_[d] = std::max(unit_peak_[d] + (wanted[d] - ln_dilution_[d]) / unit_peak_sd, least);
    }
    pass_by(passage_terms(stations_[receptor], options_.spread), numbers(), n, passage());
  }
  learned_unit_peak_ = unit_peak_;
  learned_time_s_ = stations_[receptor].time_s;
  // What the dilution does not explain is the substance's own.
  concentrations(seen.load, receptor, ln_peak, ln_load, nullptr);
  std::vector<float> mass = ln_mass(seen.load);
  for (std::size_t d = 0; d < n; ++d) mass[d] += told[d] - ln_peak[d];
  cut_at_held(std::log(kMostHeld_kg_m3), release_.volume_m3.data(), n, mass.data());
  learned_mass_[seen.load] = std::move(mass);
}

void JourneyDraws::concentrations(std::size_t load, std::size_t receptor, std::vector<float>& ln_peak, std::vector<float>& ln_load,
                                  std::vector<float>* ln_dissolved) {
  const std::size_t n = tables_.draws;
  ln_peak.resize(n);
  ln_load.resize(n);
  if (ln_dissolved != nullptr) ln_dissolved->resize(n);
  const std::vector<float>& mass = ln_mass(load);
  const LossTerms terms = losses(load, receptor);
  if (is_lossless(terms) && ln_dissolved == nullptr) {
    add(mass.data(), ln_dilution_.data(), n, ln_peak.data());
    ln_load = mass;
    return;
  }
  lose(terms, {mass.data(), ln_dilution_.data(), travel_.data(), release_.decay[load].data(), settling_.data(), sorption_.data()}, n, ln_peak.data(), ln_load.data(),
       ln_dissolved == nullptr ? nullptr : ln_dissolved->data());
}

void JourneyDraws::wave(std::size_t receptor, const WaveColumns& out) const {
  wave_by(stations_[receptor].wave, {wave_slowness_.data(), wave_spread_.data(), lake_factor_.data(), release_.volume_m3.data(), release_.peak_m3_s.data(), release_.duration_s.data()},
          tables_.draws, out);
  if (!is_conditioned()) return;
  const double ln_first = std::log(stations_[receptor].first_s);
  for (std::size_t d = 0; d < tables_.draws; ++d) {
    const auto plume_first = static_cast<float>(ln_first + std::log(static_cast<double>(travel_[d])));
    out.ln_first[d] = std::min(out.ln_first[d], plume_first);
    out.ln_peak_time[d] = std::max(out.ln_first[d], std::min(out.ln_peak_time[d], ln_peak_time_[d]));
  }
}

JourneyDraws::MiddlePassage JourneyDraws::middle(std::size_t load, std::size_t receptor, const std::vector<float>& ln_peaks) const {
  PercentileScratch scratch;
  const auto median = [&](const float* column) { return static_cast<float>(percentiles({column, tables_.draws}, scratch).p50); };
  const PassageNumbers z = numbers();
  const float velocity = median(z.velocity), discharge = median(z.discharge), lake = median(z.lake), lake_width = median(z.lake_width);
  const float way = median(z.way), volume = median(z.volume), duration = median(z.duration);
  const float mass = median(ln_mass(load).data()), decay = median(release_.decay[load].data()), settling = median(settling_.data()), sorption = median(sorption_.data());
  const PassageTerms terms = passage_terms(stations_[receptor], options_.spread);
  const LossTerms lost = losses(load, receptor);
  float ln_peak_time = 0, ln_peak = 0;
  MiddlePassage out;
  const auto pass_with = [&](float unit_peak) {
    float travel = 0, ln_dilution = 0, ln_tail = 0, ln_load = 0;
    pass_by(terms, {&velocity, &discharge, &unit_peak, &lake, &lake_width, &way, &volume, &duration}, 1,
            {&travel, &ln_dilution, &ln_peak_time, &ln_tail, &out.passage.rise, &out.passage.fall, &out.passage.thin});
    lose(lost, {&mass, &ln_dilution, &travel, &decay, &settling, &sorption}, 1, &ln_peak, &ln_load, nullptr);
  };
  // Halving: the peak grows with the unit peak.
  const float wanted = median(ln_peaks.data());
  const float usual = median(unit_peak_.data());
  float low = usual - 6, high = usual + 6;
  // Where the released water alone thins it out the peak hardly depends on the unit peak: a median peak a little above what is
  // released would make a passage of minutes, one a little below a passage of weeks.
  constexpr float kHardly = 0.1F;
  pass_with(high);
  const bool is_reached = ln_peak > wanted + kHardly;
  for (int i = 0; i < 24 && is_reached; ++i) {
    const float middle = (low + high) / 2;
    pass_with(middle);
    (ln_peak < wanted ? low : high) = middle;
  }
  if (!is_reached) pass_with(usual);
  out.peak_time_s = std::exp(static_cast<double>(ln_peak_time));
  out.peak_kg_m3 = std::exp(static_cast<double>(ln_peak));
  return out;
}

}  // namespace tmfgeo
