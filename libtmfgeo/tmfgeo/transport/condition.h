// SPDX-License-Identifier: Apache-2.0
/// A measured arrival sets an ensemble right: every draw is moved just so far that it explains what was seen.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tmfgeo/transport/arrivals.h"

namespace tmfgeo {

/// (t) How exactly an arrival and a peak are told, ln: 3 % of the time, 20 % of the concentration. Source [tmfgeo].
inline constexpr double kObservedArrivalSpread_ln = 0.03;
inline constexpr double kObservedPeakSpread_ln = 0.2;

/// Errors: Error{invalid_input} where the time is not after the release's begin, or the concentration not above 0.
void expect_after_release(const Observation& observation);
/// Errors: the same where no water can have been there yet.
void expect_possible(const Observation& observation, double possible_first_s);

/// At a receptor the logarithm of speed over its median is velocity · z1 + discharge · z2 - lake · z3 + own way / time.
struct DelayModel {
  double velocity = 0;
  double discharge = 0;
  double lake = 0;
  double time_s = 0;
};

/// What an observation says of it at one receptor.
struct ObservedDelay {
  std::size_t receptor = 0;
  double ln_speed = 0;  ///< of the median first arrival over the observed one
};

/// Standard numbers of every draw.
struct SpeedNumbers {
  std::vector<float> velocity;
  std::vector<float> discharge;
  std::vector<float> lake;
  std::vector<std::vector<float>> way;  ///< by receptor
};

/// Moves the numbers z of every draw by A'(AA' + R)^-1 (observed - A z - error): what is left has the conditional
/// distribution, exact for normal numbers. With one observation the common factor's mean shifts to s δ / (s² + others) and
/// its variance shrinks by s² / (s² + others). Needs: way_step_s one per receptor; delays sorted by receptor.
/// Cost: O(draws · observations · receptors). Source [JournelHuijbregts1978].
void condition_numbers(std::span<const DelayModel> models, std::span<const double> way_step_s, std::span<const ObservedDelay> delays,
                       std::span<const float> errors, SpeedNumbers& numbers);

}  // namespace tmfgeo
