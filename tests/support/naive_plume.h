// SPDX-License-Identifier: Apache-2.0
/// The ensemble's twin: every draw walks every reach in double precision, with its own little noise on each of them.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "tmfgeo/transport/arrivals.h"
#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/jobson.h"
#include "tmfgeo/transport/station_terms.h"

namespace tmfgeo::test {

struct NaiveDraw {
  double first_s = 0;
  double peak_s = 0;
  double tail_s = 0;
  double peak_ug_l = 0;
};

/// A river without lakes, a substance without losses. Noise of a reach is as large as makes the sum's variance at the
/// receptor that of the ensemble, and does not shift its mean.
inline std::vector<NaiveDraw> naive_peaks(const RiverNetwork&, const RiverState& state, const Journey& journey, std::size_t load, std::size_t receptor,
                                          const EnsembleOptions& options) {
  std::mt19937_64 dice(options.seed + 1);
  std::normal_distribution<double> normal;
  const TransportSpread& spread = options.spread;
  const ReleaseScenario& release = *journey.release;
  const double distance = journey.receptors[receptor].distance_m;
  std::vector<double> median_s;
  double total = 0;
  double squares = 0;
  ReachId last = kNoReach;
  for (const ReachVisit& visit : journey.route->visits) {
    if (visit.begin_m >= distance) break;
    last = visit.reach;
    median_s.push_back((std::min(distance, visit.end_m) - visit.begin_m) / state.velocity_m_s[static_cast<std::size_t>(visit.reach)]);
    total += median_s.back();
    squares += median_s.back() * median_s.back();
  }
  const double own = spread.reach_velocity_sd_ln / std::sqrt(1 + distance / kWayMemory_m);
  const double noise = own * total / std::sqrt(squares);
  const auto i = static_cast<std::size_t>(last);
  const std::uint16_t flags = state.flags[i];
  const double grown = (flags & discharge_default) != 0 ? kDefaultDischargeSpread : (flags & discharge_from_area) != 0 ? kScaledDischargeSpread : 1;
  const double discharge_sd = spread.discharge_sd_log10 * grown * std::numbers::ln10;
  const UnitPeakLaw law = unit_peak_law(state.discharge_m3_s[i], state.mean_discharge_m3_s[i]);
  std::vector<NaiveDraw> draws;
  for (std::uint64_t d = 0; d < options.draws; ++d) {
    const double z_discharge = normal(dice);
    const double faster = std::exp(spread.velocity_sd_ln * normal(dice) + kVelocityPower * discharge_sd * z_discharge);
    double time = 0;
    for (const double median : median_s) time += median / faster * std::exp(noise * normal(dice) - noise * noise / 2);
    const double discharge = state.discharge_m3_s[i] * std::exp(discharge_sd * z_discharge);
    double volume = release.volume_m3.at(normal(dice));
    if (release.volume_cap_m3 > 0) volume = std::min(volume, release.volume_cap_m3);
    double duration = release.duration_s.median;
    if (release.peak_m3_s.median > 0 && release.duration_s.origin != Origin::given) {
      duration = 2 * volume / (release.peak_m3_s.at(normal(dice)) * std::pow(volume / release.volume_m3.median, release.peak_volume_power));
    }
    const SubstanceLoad& it = release.loads[load];
    const double mass = it.mass_kg.median > 0 ? it.mass_kg.at(normal(dice)) : it.concentration_mg_l.at(normal(dice)) * volume / 1e3;
    const double width = 1 / (unit_peak_per_s(law, time) * std::pow(10, spread.peak_sd_log10 * normal(dice)));
    const double whole = duration > 0 ? duration / std::erf(std::sqrt(std::numbers::pi) / 2 * duration / width) : width;
    const double first = kLeadingEdgeShare * time;
    const double peak = time + duration / 2;
    draws.push_back({first, peak, std::max(first + 2 * spread.tail_stretch * width + duration, peak + duration / 2 + width),
                     mass / (discharge * whole + volume) * 1e6});
  }
  return draws;
}

}  // namespace tmfgeo::test
