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

/// e^-x to 1e-4: a share whose time is wanted. Needs: 0 <= x <= 36.
inline float rough_exp_of_minus(float x) {
  const float power = x * -1.44269504F;
  const float whole = (power + 12582912.0F) - 12582912.0F;
  const float r = (power - whole) * 0.693147181F;
  const float series = 1 + r * (1 + r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24))));
  return series * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

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
  float* thin_out = out.thin;
  const float thinner_rise = larger(t.rise_area - kThinRiseArea, 0.01F);
  const float thinner_fall = larger(t.fall_area - kThinFallArea, 0.01F);
  const float more_than_limbs = 1 / larger(1 - 0.5F * (t.rise_area + t.fall_area), 0.01F);
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float ln_travel = t.lake_travel * z.lake[d] - (t.velocity_sd * z.velocity[d] + t.discharge_speed * z.discharge[d] + z.way[d]);
    const float travel = quick_exp(ln_travel);
    const float river_width = quick_exp(t.ln_width + t.width_power * ln_travel - t.unit_peak_sd * z.unit_peak[d]);
    const float lake_width = t.lake_width_s * z.lake_width[d];
    const float width = std::sqrt(river_width * river_width + lake_width * lake_width);
    const float whole_width = width * widened_by_release(z.duration[d] / width);
    const float discharge = quick_exp(t.ln_discharge + t.discharge_sd * z.discharge[d]);
    const float first = t.first_s * travel;
    const float peak = t.time_s * travel + 0.5F * z.duration[d];
    // A narrow draw keeps a tail behind its peak, however early its leading edge.
    const float tail = larger(first + t.tail_stretch * 2 * width + z.duration[d], peak + 0.5F * z.duration[d] + width);
    const float rise = smaller(peak - first, whole_width);
    const float surplus = t.rise_area * rise + t.fall_area * (tail - peak) - whole_width;
    const float thin = surplus / (thinner_rise * rise + thinner_fall * (tail - peak));
    const float fall = smaller(tail - peak, (whole_width - kThinRiseArea * rise) * (1 / kThinFallArea));
    const float flat = smaller(larger(-surplus, 0) * more_than_limbs, 2 * smaller(rise, fall));
    travel_out[d] = travel;
    dilution_out[d] = -quick_log(discharge * whole_width + z.volume[d]);
    peak_out[d] = quick_log(peak);
    tail_out[d] = quick_log(peak + fall);
    rise_out[d] = rise - 0.5F * flat;
    fall_out[d] = fall - 0.5F * flat;
    thin_out[d] = surplus > 0 ? smaller(thin, 1) : -flat;
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
    const float river_spread = t.spread_s * z.spread[d];
    const float lake_spread = t.lake_spread_s * z.lake_factor[d];
    const float spread = std::sqrt(river_spread * river_spread + lake_spread * lake_spread);
    const float peak = smaller(z.peak[d], z.volume[d] / (kRootOfTwoPi * spread));
    const float rush = quick_exp(t.speed_power * quick_log(smaller(1 + std::sqrt(z.peak[d] * peak) / t.discharge_m3_s, t.bankfull)));
    const float travel = t.time_s * z.slowness[d] / rush;
    // A level goes on rising while the wave flows in: no longer than that, and no longer than it takes to empty.
    const float lake = t.lake_delay_s * z.lake_factor[d];
    const float inflow = z.duration[d] + kRootOfTwoPi * river_spread;
    const float delay = lake * inflow / (lake + inflow);
    const float peak_time = travel + delay + z.duration[d] * (1.0F / 3);
    first_out[d] = quick_log(larger(smaller(larger(t.front_s / rush, travel - 2 * river_spread), travel), 1));
    time_out[d] = quick_log(larger(peak_time, 1));
    peak_out[d] = quick_log(larger(peak, 1e-30F));
  }
}

TMFGEO_VECTORISED void lose(const LossTerms& terms, const LossNumbers& in, std::size_t count, float* ln_peak, float* ln_load,
                            float* ln_dissolved_peak) {
  const LossTerms t = terms;
  const LossNumbers z = in;
  float* peak_out = ln_peak;
  float* load_out = ln_load;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float lost = t.decay * z.decay[d] * z.travel[d];
    const float on_grains = t.sorption * z.sorption[d];
    const float share = 1 / (1 + on_grains);
    const float dissolved = share * quick_exp(-lost);
    const float sorbed = on_grains * share * quick_exp(t.ln_untrapped - lost * t.retardation - t.sink * z.travel[d] * z.settling[d]);
    peak_out[d] = z.ln_mass[d] + z.ln_dilution[d] + quick_log(dissolved + sorbed * t.retarded_peak);
    load_out[d] = z.ln_mass[d] + quick_log(dissolved + sorbed);
  }
  if (ln_dissolved_peak == nullptr) return;
  float* dissolved_out = ln_dissolved_peak;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    dissolved_out[d] = z.ln_mass[d] + z.ln_dilution[d] - quick_log(1 + t.sorption * z.sorption[d]) - t.decay * z.decay[d] * z.travel[d];
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

TMFGEO_VECTORISED void cut_at_held(double ln_most, const float* volume, std::size_t count, float* ln_mass) {
  const auto most = static_cast<float>(ln_most);
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) ln_mass[d] = smaller(ln_mass[d], most + quick_log(volume[d]));
}

TMFGEO_VECTORISED void add(const float* a, const float* b, std::size_t count, float* out) {
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) out[d] = a[d] + b[d];
}

TMFGEO_VECTORISED void product_of_powers(const std::array<double, 3>& powers, const float* x, const float* y, const float* z, std::size_t count,
                                         float* out) {
  const auto a = static_cast<float>(powers[0]);
  const auto b = static_cast<float>(powers[1]);
  const auto c = static_cast<float>(powers[2]);
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) out[d] = quick_exp(a * x[d] + b * y[d] + c * z[d]);
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

TMFGEO_VECTORISED void bins_of_time_above(const LimbWidths& limbs, const float* ln_peak, float ln_limit, const PassageColumns& passage,
                                          std::size_t count, std::uint16_t* bins) {
  const LimbWidths l = limbs;
  const PassageColumns p = passage;
#pragma omp simd
  for (std::size_t d = 0; d < count; ++d) {
    const float above = smaller(larger(ln_peak[d] - ln_limit, 0), 36);
    const float share = rough_exp_of_minus(above);
    const float rise_root = std::sqrt(larger(1 - share, 0));
    const float fall_root = std::sqrt(above);
    const float u = 2 * rise_root - 1;
    const float u2 = u * u;
    const float rising = rise_root * ((l.rise[0] + u * l.rise[1]) + u2 * ((l.rise[2] + u * l.rise[3]) + u2 * (l.rise[4] + u * l.rise[5])));
    const float v = fall_root * (1.0F / 3) - 1;
    const float v2 = v * v;
    const float v4 = v2 * v2;
    const float falling = fall_root * (((l.fall[0] + v * l.fall[1]) + v2 * (l.fall[2] + v * l.fall[3])) +
                                       v4 * ((l.fall[4] + v * l.fall[5]) + v2 * (l.fall[6] + v * l.fall[7]) + v4 * l.fall[8]));
    const float thin = larger(p.thin[d], 0);
    const float flat = larger(-p.thin[d], 0);
    const float time = larger(flat + p.rise[d] * (rising + thin * (thin_rise(share) - rising)) + p.fall[d] * (falling + thin * (thin_fall(share, above) - falling)), 1);
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
