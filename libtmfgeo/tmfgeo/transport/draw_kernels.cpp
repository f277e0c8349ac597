// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/draw_kernels.h"

#include <bit>
#include <cmath>

#include "tmfgeo/core/quick_math.h"
#include "tmfgeo/core/vectorised.h"

namespace tmfgeo {
namespace {

// A number's bits below its power and the seven that follow, and 1.0 itself.
constexpr int kTimeBits = 16;
constexpr std::int32_t kOneSecond = 0x3F800000;

inline float larger(float a, float b) { return a > b ? a : b; }
inline float smaller(float a, float b) { return a < b ? a : b; }

}  // namespace

TMFGEO_VECTORISED void pass_by(const PassageTerms& terms, const PassageNumbers& in, std::size_t count, const PassageColumns& out) {
  const PassageTerms t = terms;
  const PassageNumbers z = in;
  float* travel_out = out.travel;
  float* dilution_out = out.ln_dilution;
  float* peak_out = out.ln_peak_time;
  float* tail_out = out.ln_tail;
  float* rise_out = out.rise;
  float* fall_out = out.fall;
#pragma omp simd
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
  float* first_out = out.ln_first;
  float* time_out = out.ln_peak_time;
  float* peak_out = out.ln_peak;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float slowness = quick_exp(-t.speed_sd * z.speed[d]);
    const float spread = t.spread_s * slowness;
    const float peak = smaller(z.peak[d], z.volume[d] / (kRootOfTwoPi * spread));
    const float rush = quick_exp(t.speed_power * quick_log(smaller(1 + std::sqrt(z.peak[d] * peak) / t.discharge_m3_s, t.bankfull)));
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
  float* peak_out = ln_peak;
  float* load_out = ln_load;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float lost = t.decay * decay[d] * travel[d];
    const float dissolved = quick_exp(t.ln_dissolved - lost);
    const float sorbed = quick_exp(t.ln_sorbed - lost * t.retardation - t.sink * travel[d]);
    peak_out[d] = ln_mass[d] + ln_dilution[d] + quick_log(dissolved + sorbed * t.retarded_peak);
    load_out[d] = ln_mass[d] + quick_log(dissolved + sorbed);
  }
  if (ln_dissolved_peak == nullptr) return;
  float* dissolved_out = ln_dissolved_peak;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    dissolved_out[d] = ln_mass[d] + ln_dilution[d] + t.ln_dissolved - t.decay * decay[d] * travel[d];
  }
}

TMFGEO_VECTORISED void lognormal(double ln_median, double sd, const float* z, std::size_t count, float* out) {
  const auto middle = static_cast<float>(ln_median);
  const auto scale = static_cast<float>(sd);
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) out[d] = quick_exp(middle + scale * z[d]);
}

TMFGEO_VECTORISED void follow_volume(double power, double ln_median, const float* volume, std::size_t count, float* peak) {
  const auto p = static_cast<float>(power);
  const auto middle = static_cast<float>(ln_median);
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) peak[d] *= quick_exp(p * (quick_log(volume[d]) - middle));
}

TMFGEO_VECTORISED void triangle(const float* a, const float* b, std::size_t count, float* out) {
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) out[d] = 2 * a[d] / b[d];
}

TMFGEO_VECTORISED void ln_mass_of(double ln_median, double sd, const float* z, const float* volume, std::size_t count, float* out) {
  const auto middle = static_cast<float>(ln_median);
  const auto scale = static_cast<float>(sd);
  if (volume == nullptr) {
#pragma omp simd
    for (std::size_t d = 0; d < count; ++d) out[d] = middle + scale * z[d];
    return;
  }
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) out[d] = middle + scale * z[d] + quick_log(volume[d]);
}

TMFGEO_VECTORISED void add(const float* a, const float* b, std::size_t count, float* out) {
#pragma omp simd
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

TMFGEO_VECTORISED void bins_of_time_above(const LimbWidths& limbs, const float* ln_peak, float ln_limit, const float* rise, const float* fall,
                                          std::size_t count, std::uint16_t* bins) {
  const LimbWidths l = limbs;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float above = larger(ln_peak[d] - ln_limit, 0);
    const float root = smaller(std::sqrt(above), 6);
    const float u = root * (1.0F / 3) - 1;
    const float u2 = u * u;
    const float u4 = u2 * u2;
    const auto polynomial = [&](const std::array<float, LimbWidths::kTerms>& c) {
      return ((c[0] + u * c[1]) + u2 * (c[2] + u * c[3])) + u4 * ((c[4] + u * c[5]) + u2 * (c[6] + u * c[7]) + u4 * c[8]);
    };
    const float rising = root * polynomial(l.rise);
    const float falling = root * polynomial(l.fall);
    const float time = larger(rise[d] * rising + fall[d] * falling, 1);
    const std::int32_t bin = ((std::bit_cast<std::int32_t>(time) - kOneSecond) >> kTimeBits) + 1;
    const std::int32_t cut = bin < kLastTimeBin ? bin : kLastTimeBin;
    bins[d] = static_cast<std::uint16_t>(ln_peak[d] > ln_limit ? cut : 0);
  }
}

double time_at_place(double place) {
  if (place < 1) return 0;
  const auto bin = static_cast<std::int32_t>(place);
  const auto begin_of = [](std::int32_t b) { return static_cast<double>(std::bit_cast<float>(((b - 1) << kTimeBits) + kOneSecond)); };
  return begin_of(bin) + (place - bin) * (begin_of(bin + 1) - begin_of(bin));
}

}  // namespace tmfgeo
