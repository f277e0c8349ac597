// SPDX-License-Identifier: Apache-2.0
/// Loops over the draws of one receptor, in single precision and wide registers. Logarithms are natural.
#pragma once

#include <cstddef>

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
  float lake_width_s = 0;
  float first_s = 0;           ///< median leading edge
  float time_s = 0;            ///< median travel time of the peak
  float tail_stretch = 1;
};

/// One number per draw each.
struct PassageNumbers {
  const float* velocity;
  const float* discharge;
  const float* unit_peak;
  const float* way;       ///< ln, the facility's own
  const float* volume;    ///< m3
  const float* duration;  ///< s
};

struct PassageColumns {
  float* travel;        ///< travel time over its median
  float* ln_dilution;   ///< −ln of the water the plume fills, m3: the river's during the plume's width, and the release's
  float* ln_peak_time;  ///< s
  float* ln_tail;       ///< s
  float* rise;          ///< s, of the limb above a tenth of the peak
  float* fall;
};

void pass_by(const PassageTerms& terms, const PassageNumbers& in, std::size_t count, const PassageColumns& out);

/// The flood wave.
struct WaveTerms {
  float speed_sd = 0;       ///< of ln
  float time_s = 0;
  float spread_s = 1;       ///< above 0
  float front_s = 0;        ///< no water comes earlier
  float discharge_m3_s = 1; ///< of the river along the way
  float speed_power = 0;    ///< how celerity grows with discharge
};

struct WaveNumbers {
  const float* speed;
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
  float ln_dissolved = 0;      ///< of the share at the dam
  float ln_sorbed = -80;       ///< the same, less what lakes keep
  float retardation = 1;       ///< of the sorbed share
  float sink = 0;              ///< what settles of the sorbed share, exponent
  float retarded_peak = 1;     ///< the sorbed part's peak is lower because it travels longer
};

/// Peak and load with losses; `decay` is each draw's k over its median. Output: ln of both (kg/m3, kg), and of the
/// dissolved part of the peak where `ln_dissolved_peak` is not null.
void lose(const LossTerms& terms, const float* ln_mass, const float* ln_dilution, const float* travel, const float* decay,
          std::size_t count, float* ln_peak, float* ln_load, float* ln_dissolved_peak);

/// out = a + b.
void add(const float* a, const float* b, std::size_t count, float* out);
/// How many lie above the limit.
std::size_t count_above(const float* values, std::size_t count, float limit);

/// Widths of both limbs at exp(-x) of the peak, in rises and falls; a table over sqrt(x).
struct LimbTable {
  static constexpr std::size_t kCells = 96;
  static constexpr float kPerCell = 16;  ///< cells per unit of sqrt(x): up to exp(-36)
  float rise[kCells + 2];
  float fall[kCells + 2];
};

/// ln of the time above the limit, for draws that reach it, closed up. Output: how many.
std::size_t ln_time_above(const LimbTable& limbs, const float* ln_peak, float ln_limit, const float* rise, const float* fall,
                          std::size_t count, float* scratch, float* out);

}  // namespace tmfgeo
