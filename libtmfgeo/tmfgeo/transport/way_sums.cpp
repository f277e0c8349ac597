// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/way_sums.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tmfgeo/transport/hydraulics.h"
#include "tmfgeo/transport/losses.h"
#include "tmfgeo/transport/moments.h"

namespace tmfgeo {
namespace {

constexpr double kLeastGap_m = 1;  // route and reach lengths differ by rounding
// Area over peak of what two equal tanks make of a slug: e/2 residence times.
constexpr double kLakeWidth = 1.3591409142295225;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

class Walker {
 public:
  void add_gap(double length_m) {
    if (length_m <= kLeastGap_m) return;
    leave_lake();
    const double time = length_m / kOverlandVelocity_m_s;
    sums_.overland_time_s += time;
    sums_.worst_time_s += time;
    sums_.wave_time_s += time;
    sums_.front_time_s += time;
    sums_.flags |= overland;
  }

  void enter(const ReachStep& step, double begin_m) {
    const auto area = static_cast<double>(step.area_m2);
    if (!(area <= kUnmixedGrowth * area_above_m2_)) sums_.mixing_from_m = begin_m;
    area_above_m2_ = area;
  }

  void add(const ReachStep& step, double share) {
    const auto part = [share](float whole) { return share * static_cast<double>(whole); };
    sums_.river_time_s += part(step.time_s);
    sums_.worst_time_s += part(step.worst_time_s);
    sums_.variance_s2 += part(step.variance_s2);
    sums_.third_s3 += part(step.third_s3);
    sums_.settling_s_per_m += part(step.settling_s_per_m);
    sums_.wave_time_s += part(step.wave_time_s);
    sums_.measured_width_s += part(step.measured_width_s);
    sums_.wave_variance_s2 += part(step.wave_variance_s2);
    sums_.front_time_s += part(step.front_time_s);
    sums_.wave_volume_m3 += part(step.wave_volume_m3);
    sums_.flags |= static_cast<std::uint16_t>(step.flags);
    if (step.lake_s > 0) {
      lake_s_ += part(step.lake_s);
      lake_wave_s_ += part(step.lake_wave_s);
    } else if (lake_s_ > 0) {
      leave_lake();
    }
  }

  WaySums with_open_lake(ReachId reach) const {
    Walker copy = *this;
    copy.leave_lake();
    copy.sums_.reach = reach;
    return copy.sums_;
  }

 private:
  void leave_lake() {
    if (!(lake_s_ > 0)) return;
    const Moments lake = lake_moments(lake_s_);
    sums_.lake_time_s += lake.mean_s;
    sums_.variance_s2 += lake.variance_s2;
    sums_.third_s3 += lake.third_s3;
    sums_.lake_width2_s2 += kLakeWidth * lake_s_ * kLakeWidth * lake_s_;
    sums_.ln_untrapped += std::log1p(-std::min(trap_efficiency(lake_s_), 0.999999));
    sums_.lake_wave_s += lake_wave_s_;
    sums_.lake_wave2_s2 += lake_wave_s_ * lake_wave_s_;
    lake_s_ = 0;
    lake_wave_s_ = 0;
  }

  WaySums sums_;
  double area_above_m2_ = 0;
  double lake_s_ = 0;
  double lake_wave_s_ = 0;
};

}  // namespace

std::vector<ReachStep> reach_steps(const RiverState& state) {
  std::vector<ReachStep> steps(state.length_m.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double length = state.length_m[i];
    const double time = length / state.velocity_m_s[i];
    const double spread = state.dispersion_m2_s[i] / (state.velocity_m_s[i] * state.velocity_m_s[i]);
    const bool is_lake = state.lake_residence_s[i] > 0;
    const double surge = std::sqrt(kStandardGravity_m_s2 * (is_lake ? kLakeDepth_m : state.depth_m[i]));
    const double celerity = is_lake ? surge : state.celerity_m_s[i];
    const double wave_time = length / celerity;
    ReachStep& step = steps[i];
    step.per_m = static_cast<float>(1 / length);
    step.worst_time_s = static_cast<float>(length / state.max_velocity_m_s[i]);
    if (!is_lake) {
      step.time_s = static_cast<float>(time);
      step.variance_s2 = static_cast<float>(2 * spread * time);
      step.third_s3 = static_cast<float>(12 * spread * spread * time);
      step.wave_variance_s2 = static_cast<float>(2 * state.wave_diffusion_m2_s[i] * wave_time / (celerity * celerity));
      step.settling_s_per_m = static_cast<float>(deposition_share(bed_stress_pa(state.depth_m[i], state.slope[i])) * time / state.depth_m[i]);
    }
    step.lake_s = is_lake ? static_cast<float>(std::max(state.lake_residence_s[i], time)) : 0.0F;
    step.wave_time_s = static_cast<float>(wave_time);
    if ((state.flags[i] & depth_estimated) != 0) step.measured_width_s = step.wave_time_s;
    // Over a sill Q grows with the 3/2 power of the head: the level stores 2/3 · area · head / Q.
    if (is_lake) step.lake_wave_s = static_cast<float>(2.0 / 3 * state.lake_residence_s[i] * std::min(state.depth_m[i] / kLakeDepth_m, 1.0));
    step.front_time_s = static_cast<float>(is_lake ? wave_time : length / (0.6 * celerity + surge));
    step.wave_volume_m3 = static_cast<float>(state.discharge_m3_s[i] * wave_time);
    step.area_m2 = static_cast<float>(state.area_m2[i]);
    step.flags = state.flags[i];
  }
  return steps;
}

std::vector<WaySums> sums_along(std::span<const ReachStep> steps, const Route& route, std::span<const Receptor> receptors) {
  std::vector<WaySums> found;
  found.reserve(receptors.size());
  Walker walker;
  double here_m = 0;
  ReachId reach = kNoReach;
  std::size_t next = 0;
  const auto stop_before = [&](double distance_m) {
    for (; next < receptors.size() && receptors[next].distance_m < distance_m; ++next) {
      Walker stopped = walker;
      stopped.add_gap(receptors[next].distance_m - here_m);
      found.push_back(stopped.with_open_lake(reach));
    }
  };
  for (const ReachVisit& visit : route.visits) {
    if (next == receptors.size()) break;
    const ReachId above = reach;
    reach = visit.reach;
    if (visit.begin_m - here_m > kLeastGap_m) {
      // A place on the way to the first river is diluted by that river: it has no other water.
      if (above != kNoReach) reach = above;
      stop_before(visit.begin_m);
      reach = visit.reach;
      walker.add_gap(visit.begin_m - here_m);
    }
    const ReachStep& step = steps[at(visit.reach)];
    const double per_m = static_cast<double>(step.per_m);
    walker.enter(step, visit.begin_m);
    while (next < receptors.size() && receptors[next].distance_m <= visit.end_m) {
      Walker stopped = walker;
      stopped.add(step, std::clamp((receptors[next].distance_m - visit.begin_m) * per_m, 0.0, 1.0));
      found.push_back(stopped.with_open_lake(reach));
      ++next;
    }
    walker.add(step, std::clamp((visit.end_m - visit.begin_m) * per_m, 0.0, 1.0));
    here_m = visit.end_m;
  }
  // On a route without any river everything is overland; behind its last river nothing is added.
  if (reach == kNoReach) stop_before(std::numeric_limits<double>::infinity());
  for (; next < receptors.size(); ++next) found.push_back(walker.with_open_lake(reach));
  return found;
}

}  // namespace tmfgeo
