// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/flood_wave.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr double kStillToCome = 1e-9;

std::size_t at(ReachId id) { return static_cast<std::size_t>(id); }

/// Parts no longer than c Δt / 2 + D_h / c keep C0 from falling below 0 by much; cut farther, X would only grow negative.
std::size_t parts_of(const WaveReach& reach, double step_s) {
  const double longest = (reach.celerity_m_s * step_s + 2 * reach.diffusion_m2_s / reach.celerity_m_s) / 2;
  return static_cast<std::size_t>(std::max(std::floor(reach.length_m / longest), 1.0));
}

/// One part, in place; goes on behind the inflow's end until the part is empty.
void route_part(const MuskingumStep& c, double left_over, std::vector<double>& flow) {
  double in_before = 0;
  double out_before = 0;
  double passed = 0;
  const double volume = std::accumulate(flow.begin(), flow.end(), 0.0);
  for (double& discharge : flow) {
    const double in = discharge;
    discharge = c.c0 * in + c.c1 * in_before + c.c2 * out_before;
    in_before = in;
    out_before = discharge;
    passed += discharge;
  }
  while (std::abs(volume - passed) > left_over) {
    const double out = c.c1 * in_before + c.c2 * out_before;
    in_before = 0;
    out_before = out;
    passed += out;
    flow.push_back(out);
  }
  if (!flow.empty()) flow.back() += volume - passed;
}

double variance_of(const WaveReach& r) {
  return 2 * r.diffusion_m2_s * r.length_m / (r.celerity_m_s * r.celerity_m_s * r.celerity_m_s);
}

/// Reaches a wave passes in less than a step, joined to one with their travel time and spread.
std::vector<WaveReach> join_short(std::span<const WaveReach> reaches, double step_s) {
  std::vector<WaveReach> joined;
  WaveReach open;
  double time = 0;
  double variance = 0;
  for (const WaveReach& r : reaches) {
    open.length_m += r.length_m;
    time += r.length_m / r.celerity_m_s;
    variance += variance_of(r);
    open.celerity_m_s = open.length_m / time;
    open.diffusion_m2_s = variance * open.celerity_m_s * open.celerity_m_s * open.celerity_m_s / (2 * open.length_m);
    if (time < step_s && &r != &reaches.back()) continue;
    joined.push_back(open);
    open = {};
    time = 0;
    variance = 0;
  }
  return joined;
}

}  // namespace

MuskingumStep muskingum_cunge(const WaveReach& part, double step_s) {
  TMFGEO_EXPECTS(part.length_m > 0 && part.celerity_m_s > 0 && part.diffusion_m2_s > 0 && step_s > 0);
  const double k = part.length_m / part.celerity_m_s;
  const double x = 0.5 * (1 - 2 * part.diffusion_m2_s / (part.celerity_m_s * part.length_m));
  const double m = 2 * k * (1 - x) + step_s;
  return {(step_s - 2 * k * x) / m, (step_s + 2 * k * x) / m, (2 * k * (1 - x) - step_s) / m};
}

std::vector<double> route_hydrograph(std::span<const WaveReach> reaches, std::span<const double> inflow_m3_s, double step_s) {
  TMFGEO_EXPECTS(step_s > 0);
  std::vector<double> flow(inflow_m3_s.begin(), inflow_m3_s.end());
  const double volume = std::accumulate(flow.begin(), flow.end(), 0.0);
  if (!(volume > 0)) return flow;
  for (const WaveReach& reach : join_short(reaches, step_s)) {
    const std::size_t parts = parts_of(reach, step_s);
    const MuskingumStep c = muskingum_cunge({reach.length_m / static_cast<double>(parts), reach.celerity_m_s, reach.diffusion_m2_s}, step_s);
    for (std::size_t i = 0; i < parts; ++i) route_part(c, volume * kStillToCome, flow);
  }
  return flow;
}

std::vector<WaveReach> wave_reaches(const RiverState& state, const Route& route, double distance_m) {
  std::vector<WaveReach> reaches;
  for (const ReachVisit& visit : route.visits) {
    const double length = std::min(visit.end_m, distance_m) - visit.begin_m;
    if (length <= 0) continue;
    reaches.push_back({length, state.celerity_m_s[at(visit.reach)], state.wave_diffusion_m2_s[at(visit.reach)]});
  }
  return reaches;
}

double far_field_peak_m3_s(std::span<const WaveReach> reaches, double peak_m3_s, double volume_m3) {
  TMFGEO_EXPECTS(volume_m3 >= 0);
  double variance = 0;
  for (const WaveReach& r : reaches) variance += variance_of(r);
  if (!(variance > 0)) return peak_m3_s;
  return std::min(peak_m3_s, volume_m3 / std::sqrt(2 * std::numbers::pi * variance));
}

double ritter_discharge_m2_s(double height_m) {
  TMFGEO_EXPECTS(height_m >= 0);
  return 8.0 / 27 * std::sqrt(kStandardGravity_m_s2) * std::pow(height_m, 1.5);
}

double ritter_depth_m(double height_m, double x_m, double t_s) {
  TMFGEO_EXPECTS(height_m >= 0 && t_s > 0);
  const double still = std::sqrt(kStandardGravity_m_s2 * height_m);
  const double speed = x_m / t_s;
  if (speed <= -still) return height_m;
  if (speed >= 2 * still) return 0;
  const double root = 2 * still - speed;
  return root * root / (9 * kStandardGravity_m_s2);
}

}  // namespace tmfgeo
