// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/river_state.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/transport/dispersion.h"
#include "tmfgeo/transport/filled_reaches.h"
#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/jobson.h"

namespace tmfgeo {
namespace {

// (t) The regressions come from rivers of about this range; beyond it a reach is flagged.
constexpr double kSmallestArea_m2 = 1e7;
constexpr double kLargestArea_m2 = 3e12;
constexpr double kLeastVelocity_m_s = 0.02;
constexpr double kLargestVelocity_m_s = 3;
constexpr double kLeastDepth_m = 0.02;
constexpr double kLeastWidth_m = 0.2;
constexpr double kLeastDispersion_m2_s = 0.1;
constexpr double kLargestDispersion_m2_s = 1e4;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

struct SpeedRange {
  double m_s = 0;
  bool is_cut = false;
};

SpeedRange within_range(double velocity_m_s, double largest_m_s) {
  const double cut = std::clamp(velocity_m_s, kLeastVelocity_m_s, largest_m_s);
  return {cut, cut != velocity_m_s};
}

RiverState sized(Flow flow, std::size_t n) {
  RiverState state;
  state.flow = flow;
  for (std::vector<double>* column :
       {&state.length_m, &state.discharge_m3_s, &state.width_m, &state.depth_m, &state.velocity_m_s, &state.max_velocity_m_s,
        &state.celerity_m_s, &state.dispersion_m2_s, &state.wave_diffusion_m2_s, &state.lake_residence_s}) {
    column->assign(n, 0.0);
  }
  return state;
}

PeakVelocity solute_velocity(const RiverState& state, std::size_t i) {
  const bool slope_known = (state.flags[i] & slope_default) == 0;
  return slope_known ? peak_velocity_from_slope(state.area_m2[i], state.discharge_m3_s[i], state.mean_discharge_m3_s[i], state.slope[i])
                     : peak_velocity_from_mean(state.area_m2[i], state.discharge_m3_s[i], state.mean_discharge_m3_s[i]);
}

/// `measured_m`: the width at mean flow where it is known.
void add_section(RiverState& state, double measured_m, double roughness_n, std::size_t i) {
  const double flood = two_year_flood_m3_s(state.mean_discharge_m3_s[i]);
  const Section by_law = section_at(bankfull_section(flood), flood, state.discharge_m3_s[i]);
  const double at_flow = std::pow(state.discharge_m3_s[i] / state.mean_discharge_m3_s[i], kWidthPower);
  const bool is_measured = (state.flags[i] & depth_estimated) != 0;
  const double width = is_measured ? std::max(measured_m * at_flow, kLeastWidth_m) : by_law.width_m;
  state.width_m[i] = std::max(width, kLeastWidth_m);
  const bool slope_known = (state.flags[i] & slope_default) == 0;
  const double depth = slope_known ? stream_depth_m(state.discharge_m3_s[i], width, state.slope[i], roughness_n) : depth_in_width_m(by_law, width);
  state.depth_m[i] = std::max(depth, kLeastDepth_m);
}

void add_motion(RiverState& state, std::size_t i) {
  const PeakVelocity solute = solute_velocity(state, i);
  const SpeedRange probable = within_range(solute.most_probable_m_s, kLargestVelocity_m_s);
  const SpeedRange water = within_range(state.discharge_m3_s[i] / (state.width_m[i] * state.depth_m[i]), 2 * kLargestVelocity_m_s);
  state.velocity_m_s[i] = probable.m_s;
  state.max_velocity_m_s[i] = std::max(within_range(solute.maximum_probable_m_s, 2 * kLargestVelocity_m_s).m_s, probable.m_s);
  state.celerity_m_s[i] = kinematic_celerity_m_s(water.m_s);
  const double dispersion = dispersion_deng_m2_s({state.width_m[i], state.depth_m[i], probable.m_s, state.slope[i]});
  state.dispersion_m2_s[i] = std::clamp(dispersion, kLeastDispersion_m2_s, kLargestDispersion_m2_s);
  state.wave_diffusion_m2_s[i] = wave_diffusion_m2_s(state.discharge_m3_s[i], state.width_m[i], state.slope[i]);
  const bool is_beyond = probable.is_cut || state.area_m2[i] < kSmallestArea_m2 || state.area_m2[i] > kLargestArea_m2;
  if (is_beyond) state.flags[i] |= extrapolated;
}

/// Reaches from the lake's first to its last; empty if the way down does not lead there.
std::vector<ReachId> reaches_of(const RiverNetwork& network, const Lake& lake) {
  std::vector<ReachId> reaches;
  const auto is_reach = [&](ReachId id) { return id >= 0 && at(id) < network.size(); };
  if (!is_reach(lake.first) || !is_reach(lake.last)) return {};
  for (ReachId id = lake.first; id != kNoReach && reaches.size() <= network.size(); id = network.downstream(id)) {
    reaches.push_back(id);
    if (id == lake.last) return reaches;
  }
  return {};
}

void add_lakes(const RiverNetwork& network, const std::vector<Lake>& lakes, RiverState& state, Issues& issues) {
  for (const Lake& lake : lakes) {
    const std::vector<ReachId> reaches = reaches_of(network, lake);
    if (reaches.empty() || !std::isfinite(lake.volume_m3) || !(lake.volume_m3 > 0)) {
      const std::string message = "lake " + lake.id + " has no volume above 0 or no way from its first reach to its last; it is left out";
      const auto is_told = [&](const Issue& i) { return i.code == "lake_unusable" && i.message == message; };
      if (std::none_of(issues.begin(), issues.end(), is_told)) issues.push_back(make_issue("lake_unusable", {lake.id, lake.source, ""}, "volume_m3", message));
      continue;
    }
    double length = 0;
    for (const ReachId id : reaches) length += state.length_m[at(id)];
    const double residence = lake.volume_m3 / state.discharge_m3_s[at(lake.last)];
    for (const ReachId id : reaches) {
      state.lake_residence_s[at(id)] += residence * state.length_m[at(id)] / length;
      state.flags[at(id)] |= in_lake;
    }
  }
}

}  // namespace

std::string_view to_text(Flow flow) {
  switch (flow) {
    case Flow::low: return "low";
    case Flow::mean: return "mean";
    case Flow::high: return "high";
  }
  return "";
}

RiverState river_state(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, Issues& issues) {
  const std::size_t n = network.size();
  RiverState state = sized(flow, n);
  FilledReaches filled = fill_reaches(network, options, flow, issues);
  state.area_m2 = std::move(filled.area_m2);
  state.slope = std::move(filled.slope);
  state.mean_discharge_m3_s = std::move(filled.mean_discharge_m3_s);
  state.flags = std::move(filled.flags);
  const double roughness = options.roughness_n > 0 && std::isfinite(options.roughness_n) ? options.roughness_n : HydraulicOptions{}.roughness_n;
  for (std::size_t i = 0; i < n; ++i) {
    const double length = network.reach(static_cast<ReachId>(i)).length_m;
    state.length_m[i] = std::isfinite(length) ? std::max(length, 1.0) : 1.0;
    state.discharge_m3_s[i] = state.mean_discharge_m3_s[i] * filled.flow_factor[i];
    add_section(state, filled.measured_width_m[i], roughness, i);
    add_motion(state, i);
  }
  add_lakes(network, options.lakes, state, issues);
  return state;
}

}  // namespace tmfgeo
