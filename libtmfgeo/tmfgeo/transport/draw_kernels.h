// SPDX-License-Identifier: Apache-2.0
/// Loops over the draws of one receptor, in single precision and wide registers. Logarithms are natural.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "tmfgeo/transport/limbs.h"

namespace tmfgeo {

/// How travel time, dilution and the curve's limbs come from the draws.
struct PassageTerms {
  float velocity_sd = 0;       ///< of ln, common to the basin
  float discharge_speed = 0;   ///< of ln velocity, per standard number of the discharge
  float discharge_sd = 0;      ///< of ln
  float ln_discharge = 0;
  float ln_width = 0;          ///< area over peak of the unit curve, s, at the median travel time
  float width_power = 0;
  float unit_peak_sd = 0;      ///< of ln
  float lake_width_s = 0;      ///< of lakes mixed fully
  float lake_travel = 0;       ///< of ln travel time, per standard number of the lakes' residence
  float first_s = 0;           ///< median leading edge
  float time_s = 0;            ///< median travel time of the peak
  float tail_stretch = 1;
  float rise_area = 0.5F;      ///< of the limbs' forms
  float fall_area = 0.5F;
};

/// One number per draw each.
struct PassageNumbers {
  const float* velocity;
  const float* discharge;
  const float* unit_peak;
  const float* lake;
  const float* lake_width;   ///< width lakes give over that of full mixing at median residence
  const float* way;          ///< ln, the facility's own
  const float* volume;       ///< m3
  const float* duration;     ///< s
};

struct PassageColumns {
  float* travel;        ///< travel time over its median
  float* ln_dilution;   ///< −ln of the water the plume fills, m3: the river's during the plume's width, and the release's
  float* ln_peak_time;  ///< s
  float* ln_tail;       ///< s
  float* rise;          ///< s, the limbs of a Passage
  float* fall;
  float* thin;
};

/// Limbs hold just the plume's width: area over peak. Where they would hold more, they turn thin in part, and where they are
/// wholly thin the tail comes sooner; where they would hold less, the top is flat.
void pass_by(const PassageTerms& terms, const PassageNumbers& in, std::size_t count, const PassageColumns& out);

/// The flood wave.
struct WaveTerms {
  float time_s = 0;
  float spread_s = 1;       ///< above 0
  float lake_delay_s = 0;   ///< storage of the lakes' levels, one behind the other
  float lake_spread_s = 0;  ///< the same as a spread: root of the sum of squares over sqrt(2 pi)
  float front_s = 0;        ///< no water comes earlier
  float discharge_m3_s = 1; ///< of the river along the way
  float speed_power = 0;    ///< how celerity grows with discharge
  float bankfull = 1;       ///< over the river's discharge: above it flood plains take up what the channel gains in speed
};

struct WaveNumbers {
  const float* slowness;     ///< travel time over its median
  const float* spread;       ///< the same of the river's spread
  const float* lake_factor;
  const float* volume;
  const float* peak;      ///< m3/s at the dam
  const float* duration;
};

struct WaveColumns {
  float* ln_first;
  float* ln_peak_time;
  float* ln_peak;
};

void wave_by(const WaveTerms& terms, const WaveNumbers& in, std::size_t count, const WaveColumns& out);

/// What a substance loses until here, at the median travel time.
struct LossTerms {
  float decay = 0;             ///< k T at the load's median k
  float sorption = 0;          ///< sorbed over dissolved at the dam, median; 0: all is dissolved
  float ln_untrapped = 0;      ///< of the sorbed share, what lakes do not keep
  float retardation = 1;       ///< of the sorbed share
  float sink = 0;              ///< what settles of the sorbed share, exponent
  float retarded_peak = 1;     ///< the sorbed part's peak is lower because it travels longer
};

/// Peak and load with losses; `decay` is each draw's k over its median. Output: ln of both (kg/m3, kg), and of the
/// dissolved part of the peak where `ln_dissolved_peak` is not null.
struct LossNumbers {
  const float* ln_mass;
  const float* ln_dilution;
  const float* travel;
  const float* decay;
  const float* settling;  ///< over its median: shallow water lets more settle
  const float* sorption;  ///< over its median
};
void lose(const LossTerms& terms, const LossNumbers& in, std::size_t count, float* ln_peak, float* ln_load, float* ln_dissolved_peak);

/// out = exp(ln_median + sd · z).
void lognormal(double ln_median, double sd, const float* z, std::size_t count, float* out);
/// peak *= (volume / median)^power.
void follow_volume(double power, double ln_median, const float* volume, std::size_t count, float* peak);
/// out = 2 a / b: a triangle's base or height.
void triangle(const float* a, const float* b, std::size_t count, float* out);
/// out = median + sd · z, and ln of the volume on top where it is not null.
void ln_mass_of(double ln_median, double sd, const float* z, const float* volume, std::size_t count, float* out);
/// mass = min(mass, most · volume), of the masses' logarithms.
void cut_at_held(double ln_most, const float* volume, std::size_t count, float* ln_mass);
/// out = a + b.
void add(const float* a, const float* b, std::size_t count, float* out);
/// out = exp(a · x + b · y + c · z).
void product_of_powers(const std::array<double, 3>& powers, const float* x, const float* y, const float* z, std::size_t count, float* out);
/// How many lie above the limit.
std::size_t count_above(const float* values, std::size_t count, float limit);

/// Bins of times above a limit: bin 0 not at all, from bin 1 on 128 even ones to each doubling from 1 s on, the last all that
/// is longer than a hundred years. They are the leading bits of the number itself, so that no logarithm is needed.
inline constexpr std::int32_t kLastTimeBin = 4095;
void bins_of_time_above(const LimbWidths& limbs, const float* ln_peak, float ln_limit, const PassageColumns& passage, std::size_t count,
                        std::uint16_t* bins);
/// The time at a place between bins; 0 in bin 0.
double time_at_place(double place);

}  // namespace tmfgeo
