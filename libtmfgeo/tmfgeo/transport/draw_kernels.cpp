// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/draw_kernels.h"

#include <cmath>

#include "tmfgeo/core/quick_math.h"
#include "tmfgeo/core/vectorised.h"

namespace tmfgeo {
namespace {

inline float larger(float a, float b) { return a > b ? a : b; }
inline float smaller(float a, float b) { return a < b ? a : b; }

}  // namespace

TMFGEO_VECTORISED void pass_by(const PassageTerms& terms, const PassageNumbers& in, std::size_t count, const PassageColumns& out) {
  const PassageTerms t = terms;
  const PassageNumbers z = in;
  float* __restrict travel_out = out.travel;
  float* __restrict dilution_out = out.ln_dilution;
  float* __restrict peak_out = out.ln_peak_time;
  float* __restrict tail_out = out.ln_tail;
  float* __restrict rise_out = out.rise;
  float* __restrict fall_out = out.fall;
  for (std::size_t d = 0; d < count; ++d) {
    const float ln_travel = -(t.velocity_sd * z.velocity[d] + t.discharge_speed * z.discharge[d] + z.way[d]);
    const float travel = quick_exp(ln_travel);
    const float river_width = quick_exp(t.ln_width + t.width_power * ln_travel - t.unit_peak_sd * z.unit_peak[d]);
    const float lake_width = t.lake_width_s * travel;
    const float width = std::sqrt(river_width * river_width + lake_width * lake_width);
    const float whole_width = width * widened_by_release(z.duration[d] / width);
    const float discharge = quick_exp(t.ln_discharge + t.discharge_sd * z.discharge[d]);
    const float first = t.first_s * travel;
    const float peak = t.time_s * travel + 0.5F * z.duration[d];
    // A narrow draw keeps a tail behind its peak, however early its leading edge.
    const float tail = larger(first + t.tail_stretch * 2 * width + z.duration[d], peak + 0.5F * z.duration[d] + width);
    travel_out[d] = travel;
    dilution_out[d] = -quick_log(discharge * whole_width + z.volume[d]);
    peak_out[d] = quick_log(peak);
    tail_out[d] = quick_log(tail);
    rise_out[d] = smaller(peak - first, whole_width);
    fall_out[d] = tail - peak;
  }
}

TMFGEO_VECTORISED void wave_by(const WaveTerms& terms, const WaveNumbers& in, std::size_t count, const WaveColumns& out) {
  constexpr float kRootOfTwoPi = 2.50662827F;
  const WaveTerms t = terms;
  const WaveNumbers z = in;
  float* __restrict first_out = out.ln_first;
  float* __restrict time_out = out.ln_peak_time;
  float* __restrict peak_out = out.ln_peak;
  for (std::size_t d = 0; d < count; ++d) {
    const float slowness = quick_exp(-t.speed_sd * z.speed[d]);
    const float spread = t.spread_s * slowness;
    const float peak = smaller(z.peak[d], z.volume[d] / (kRootOfTwoPi * spread));
    const float rush = quick_exp(t.speed_power * quick_log(1 + std::sqrt(z.peak[d] * peak) / t.discharge_m3_s));
    const float travel = t.time_s * slowness / rush;
    const float peak_time = travel + z.duration[d] * (1.0F / 3);
    first_out[d] = quick_log(larger(smaller(larger(t.front_s / rush, travel - 2 * spread), travel), 1));
    time_out[d] = quick_log(larger(peak_time, 1));
    peak_out[d] = quick_log(larger(peak, 1e-30F));
  }
}

TMFGEO_VECTORISED void lose(const LossTerms& terms, const float* ln_mass, const float* ln_dilution, const float* travel, const float* decay,
                            std::size_t count, float* ln_peak, float* ln_load, float* ln_dissolved_peak) {
  const LossTerms t = terms;
  float* __restrict peak_out = ln_peak;
  float* __restrict load_out = ln_load;
  for (std::size_t d = 0; d < count; ++d) {
    const float lost = t.decay * decay[d] * travel[d];
    const float dissolved = quick_exp(t.ln_dissolved - lost);
    const float sorbed = quick_exp(t.ln_sorbed - lost * t.retardation - t.sink * travel[d]);
    peak_out[d] = ln_mass[d] + ln_dilution[d] + quick_log(dissolved + sorbed * t.retarded_peak);
    load_out[d] = ln_mass[d] + quick_log(dissolved + sorbed);
  }
  if (ln_dissolved_peak == nullptr) return;
  float* __restrict dissolved_out = ln_dissolved_peak;
  for (std::size_t d = 0; d < count; ++d) {
    dissolved_out[d] = ln_mass[d] + ln_dilution[d] + t.ln_dissolved - t.decay * decay[d] * travel[d];
  }
}

TMFGEO_VECTORISED void add(const float* a, const float* b, std::size_t count, float* out) {
  for (std::size_t d = 0; d < count; ++d) out[d] = a[d] + b[d];
}

TMFGEO_VECTORISED std::size_t count_above(const float* values, std::size_t count, float limit) {
  std::size_t above = 0;
  // Blocks short enough for 32-bit counters.
  for (std::size_t begin = 0; begin < count; begin += 65536) {
    const std::size_t end = begin + 65536 < count ? begin + 65536 : count;
    unsigned in_block = 0;
    for (std::size_t d = begin; d < end; ++d) in_block += values[d] > limit ? 1U : 0U;
    above += in_block;
  }
  return above;
}

TMFGEO_VECTORISED std::size_t ln_time_above(const LimbTable& limbs, const float* ln_peak, float ln_limit, const float* rise, const float* fall,
                                            std::size_t count, float* scratch, float* out) {
  float* __restrict time = scratch;
  for (std::size_t d = 0; d < count; ++d) {
    const float above = larger(ln_peak[d] - ln_limit, 0);
    const float place = smaller(std::sqrt(above) * LimbTable::kPerCell, static_cast<float>(LimbTable::kCells));
    const auto cell = static_cast<int>(place);
    const float share = place - static_cast<float>(cell);
    const float rising = limbs.rise[cell] + share * (limbs.rise[cell + 1] - limbs.rise[cell]);
    const float falling = limbs.fall[cell] + share * (limbs.fall[cell + 1] - limbs.fall[cell]);
    time[d] = quick_log(larger(rise[d] * rising + fall[d] * falling, 1e-3F));
  }
  std::size_t reached = 0;
  for (std::size_t d = 0; d < count; ++d) {
    out[reached] = time[d];
    reached += ln_peak[d] > ln_limit ? 1 : 0;
  }
  return reached;
}

}  // namespace tmfgeo
