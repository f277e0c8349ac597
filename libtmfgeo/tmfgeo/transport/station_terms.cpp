// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/station_terms.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/quick_math.h"
#include "tmfgeo/transport/dispersion.h"
#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/losses.h"

namespace tmfgeo {
namespace {

// (t) On a way without any river the plume is all there is: a brook's discharge stands for the missing one.
constexpr double kNoRiverDischarge_m3_s = 0.01;
constexpr double kDay_s = 86400;
constexpr double kNothing = -80;  // ln of a share that is none

std::size_t at(ReachId id) { return static_cast<std::size_t>(id); }

double discharge_spread(std::uint16_t flags) {
  if ((flags & discharge_default) != 0) return kDefaultDischargeSpread;
  if ((flags & discharge_from_runoff) != 0) return kRunoffDischargeSpread;
  return (flags & discharge_from_area) != 0 ? kScaledDischargeSpread : 1;
}

WaveTerms wave_terms(const WaySums& sums, const RiverState& state, double discharge_m3_s) {
  WaveTerms wave;
  const double river_time = sums.wave_time_s - sums.overland_time_s;
  const double along = river_time > 1 ? sums.wave_volume_m3 / river_time : discharge_m3_s;
  wave.time_s = static_cast<float>(std::max(sums.wave_time_s, 1.0));
  wave.spread_s = static_cast<float>(std::max(std::sqrt(sums.wave_variance_s2), 1.0));
  wave.lake_delay_s = static_cast<float>(sums.lake_wave_s);
  wave.lake_spread_s = static_cast<float>(std::sqrt(sums.lake_wave2_s2 / (2 * std::numbers::pi)));
  wave.front_s = static_cast<float>(sums.front_time_s);
  wave.discharge_m3_s = static_cast<float>(std::max(along, 1e-4));
  wave.speed_power = static_cast<float>(kVelocityPower);
  const double mean = sums.reach == kNoReach ? discharge_m3_s : state.mean_discharge_m3_s[at(sums.reach)];
  wave.bankfull = static_cast<float>(std::max(two_year_flood_m3_s(mean) / discharge_m3_s, 1.0));
  return wave;
}

void add_river(StationTerms& station, const WaySums& sums, const RiverState& state, const TransportSpread& spread) {
  station.flags = sums.flags;
  station.discharge_m3_s = kNoRiverDischarge_m3_s;
  station.law = unit_peak_law();
  if (sums.reach == kNoReach) {
    station.flags |= static_cast<std::uint16_t>(overland | discharge_default);
  } else {
    const std::size_t i = at(sums.reach);
    station.flags |= state.flags[i];
    station.discharge_m3_s = state.discharge_m3_s[i];
    station.law = unit_peak_law(state.discharge_m3_s[i], state.mean_discharge_m3_s[i]);
    const ChannelFlow flow{state.width_m[i], state.depth_m[i], state.velocity_m_s[i], state.slope[i]};
    station.laterally_mixed = station.distance_m - sums.mixing_from_m >= mixing_length_m(flow);
  }
  const std::uint16_t here = sums.reach == kNoReach ? station.flags : state.flags[at(sums.reach)];
  station.discharge_sd_ln = spread.discharge_sd_log10 * discharge_spread(here) * std::numbers::ln10;
}

}  // namespace

StationTerms station_terms(const WaySums& sums, const RiverState& state, const Journey& journey, const Receptor& receptor,
                           const TransportSpread& spread) {
  StationTerms station;
  station.distance_m = receptor.distance_m;
  const double running_s = sums.overland_time_s + sums.river_time_s;
  station.time_s = std::max(sums.time_s(), 1.0);
  station.first_s = std::max(kLeadingEdgeShare * running_s + kLakeFirstShare * sums.lake_time_s, 0.5);
  station.worst_time_s = std::min(std::max(sums.worst_time_s, 1.0), station.time_s);
  station.worst_first_s = std::min(kLeadingEdgeShare * station.worst_time_s, station.first_s);
  station.lake_width_s = std::sqrt(sums.lake_width2_s2);
  station.lake_share = sums.lake_time_s / station.time_s;
  station.settling_s_per_m = sums.settling_s_per_m;
  station.ln_untrapped = sums.ln_untrapped;
  add_river(station, sums, state, spread);
  const double wave_on_river_s = sums.wave_time_s - sums.overland_time_s;
  if (sums.measured_width_s > 0) station.width_share = std::clamp(1 - sums.measured_width_s / wave_on_river_s, 0.0, 1.0);
  const double own = spread.reach_velocity_sd_ln * station.time_s;
  station.own_variance = own * own / (1 + std::max(station.distance_m, 0.0) / kWayMemory_m);
  Moments moments{station.time_s, sums.variance_s2, sums.third_s3};
  moments += release_moments(std::max(journey.release->duration_s.median, 0.0));
  station.limbs = limb_widths(GammaShape(moments.skew()));
  station.wave = wave_terms(sums, state, station.discharge_m3_s);
  const double on_river_s = std::max(sums.front_time_s - sums.overland_time_s, 0.0) / std::pow(static_cast<double>(station.wave.bankfull), kVelocityPower);
  station.possible_first_s = on_river_s / kFastestFront + sums.overland_time_s * kOverlandVelocity_m_s / kFastestOverland_m_s;
  return station;
}

PassageTerms passage_terms(const StationTerms& station, const TransportSpread& spread) {
  PassageTerms terms;
  terms.velocity_sd = static_cast<float>(spread.velocity_sd_ln);
  terms.discharge_speed = static_cast<float>(kVelocityPower * station.discharge_sd_ln);
  terms.discharge_sd = static_cast<float>(station.discharge_sd_ln);
  terms.ln_discharge = static_cast<float>(std::log(station.discharge_m3_s));
  terms.ln_width = static_cast<float>(std::log(station.slug_width_s(station.time_s)));
  terms.width_power = static_cast<float>(station.law.power);
  terms.unit_peak_sd = static_cast<float>(spread.peak_sd_log10 * std::numbers::ln10);
  terms.lake_width_s = static_cast<float>(station.lake_width_s);
  terms.lake_travel = static_cast<float>(spread.lake_residence_sd_ln * station.lake_share);
  terms.rise_area = station.limbs.rise_area;
  terms.fall_area = station.limbs.fall_area;
  terms.first_s = static_cast<float>(station.first_s);
  terms.time_s = static_cast<float>(station.time_s);
  terms.tail_stretch = static_cast<float>(spread.tail_stretch);
  return terms;
}

LossTerms loss_terms(const StationTerms& station, const Substance* substance) {
  LossTerms terms;
  if (substance == nullptr) return terms;
  const double retardation = std::max(substance->retardation, 1.0);
  const double k = decay_at(std::max(substance->decay_per_d.median, 0.0) / kDay_s, substance->decay_theta, kWaterTemperature_c);
  terms.decay = static_cast<float>(k * station.time_s);
  terms.sorption = static_cast<float>(std::max(substance->sorption_l_kg, 0.0) * kSuspendedSolids_mg_l * 1e-6);
  if (terms.sorption <= 0) return terms;
  const double falling = settling_velocity_m_s(substance->grain_um, substance->particle_density_kg_m3);
  terms.ln_untrapped = static_cast<float>(std::max(station.ln_untrapped, kNothing));
  terms.retardation = static_cast<float>(retardation);
  terms.sink = static_cast<float>(falling * station.settling_s_per_m * retardation);
  terms.retarded_peak = static_cast<float>(std::pow(retardation, -station.law.power));
  return terms;
}

bool is_lossless(const LossTerms& terms) {
  return terms.decay <= 0 && terms.sorption <= 0;
}

PassedShare passed_share(const LossTerms& terms, double travel) {
  const double lost = static_cast<double>(terms.decay) * travel;
  const auto on_grains = static_cast<double>(terms.sorption);
  const double dissolved = std::exp(-lost) / (1 + on_grains);
  const double sorbed = on_grains / (1 + on_grains) *
                        std::exp(static_cast<double>(terms.ln_untrapped) - lost * static_cast<double>(terms.retardation) - static_cast<double>(terms.sink) * travel);
  return {dissolved + sorbed, dissolved + sorbed * static_cast<double>(terms.retarded_peak)};
}

double worst_peak_ug_l(const StationTerms& station, const ReleaseScenario& release, double mass_kg, const LossTerms& losses) {
  const double width = station.slug_width_s(station.worst_time_s);
  const double duration = std::max(release.duration_s.median, 0.0);
  const double whole = width * static_cast<double>(widened_by_release(static_cast<float>(duration / width)));
  const double share = passed_share(losses, station.worst_time_s / station.time_s).peak;
  return mass_kg * share / (station.discharge_m3_s * whole + release.volume_m3.median) * 1e6;
}

}  // namespace tmfgeo
