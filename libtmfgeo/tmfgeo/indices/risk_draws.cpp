// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/indices/risk_draws.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>
#include <utility>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/vectorised.h"

namespace tmfgeo {
namespace {

constexpr std::uint32_t kFacilityPurpose = 0;
constexpr std::uint32_t kBasinPurpose = 1;
constexpr std::uint32_t kCrossingPurpose = 2;

constexpr double kLn10 = 2.302585092994045684;
/// ln of what stands for zero: far below anything that counts, far above what doubles cannot hold.
constexpr double kLnZero = -700;

/// Quantiles of the standard normal distribution at the edges of equal shares; the outermost in the middle of their share's
/// outer eighth, so that they are finite.
class QuantileTable {
 public:
  static constexpr unsigned bits = 12;
  QuantileTable() {
    constexpr double n = 1U << bits;
    for (std::size_t i = 1; i + 1 < edges_.size(); ++i) edges_[i] = normal_quantile(static_cast<double>(i) / n);
    edges_.front() = normal_quantile(1 / (16 * n));
    edges_.back() = -edges_.front();
  }
  const double* edges() const { return edges_.data(); }

 private:
  std::array<double, (1U << bits) + 1> edges_{};
};

const QuantileTable& quantiles() {
  static const QuantileTable table;
  return table;
}

/// Quantiles of whole columns of words.
TMFGEO_VECTORISED void quantiles_of(const double* edges, const std::uint32_t* words, double* out) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) {
    const std::uint32_t share = words[i] >> (32 - QuantileTable::bits);
    const double t = static_cast<double>(static_cast<std::int32_t>(words[i] & ((1U << (32 - QuantileTable::bits)) - 1))) * 0x1p-20;
    out[i] = edges[share] + t * (edges[share + 1] - edges[share]);
  }
}

using WordColumn = std::array<std::uint32_t, kRiskBlock>;

/// philox_4x32() for consecutive draws at once: the same words.
TMFGEO_VECTORISED void philox_block(std::array<WordColumn, 4>& c, std::uint32_t key0, std::uint32_t key1) {
  for (int round = 0; round < 10; ++round) {
    for (std::size_t i = 0; i < kRiskBlock; ++i) {
      const std::uint64_t a = std::uint64_t{0xD2511F53U} * c[0][i];
      const std::uint64_t b = std::uint64_t{0xCD9E8D57U} * c[2][i];
      const std::uint32_t second = c[1][i];
      const std::uint32_t fourth = c[3][i];
      c[0][i] = static_cast<std::uint32_t>(b >> 32U) ^ second ^ key0;
      c[1][i] = static_cast<std::uint32_t>(b);
      c[2][i] = static_cast<std::uint32_t>(a >> 32U) ^ fourth ^ key1;
      c[3][i] = static_cast<std::uint32_t>(a);
    }
    key0 += 0x9E3779B9U;
    key1 += 0xBB67AE85U;
  }
}

/// ln of a quantity at a column of normal numbers.
TMFGEO_VECTORISED void ln_all(const SplitNormal& s, const double* z, double* out) {
  const double mid = s.mid;
  const double below = s.below;
  const double above = s.above;
  for (std::size_t i = 0; i < kRiskBlock; ++i) out[i] = mid + (z[i] < 0 ? below : above) * z[i];
}

void exp_of(const SplitNormal& s, const RiskColumn& z, RiskColumn& out) {
  RiskColumn ln;
  ln_all(s, z.data(), ln.data());
  exp_column(ln, out);
}

/// 1 + ratio, times people, times what stands in `risk`; and the load left above a triangle's threshold.
TMFGEO_VECTORISED void times_ratio(const double* ratio, const double* people, double* risk) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) risk[i] *= (1 + ratio[i]) * people[i];
}
TMFGEO_VECTORISED void times_above(const double* ratio, double* load) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) {
    const double above = ratio[i] > 1 ? 1 - 1 / ratio[i] : 0;
    load[i] *= above * above;
  }
}

TMFGEO_VECTORISED void mix_all(double a, const double* x, double b, const double* y, double* out) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) out[i] = a * x[i] + b * y[i];
}

/// How much sooner than the warning time, as a logarithm, at least 0.
TMFGEO_VECTORISED void hurry_of(double ln_warning, double* ln) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) ln[i] = ln_warning > ln[i] ? ln_warning - ln[i] : 0;
}

/// ln of probabilities: at most 0.
TMFGEO_VECTORISED void hold_below_one(double* ln) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) ln[i] = ln[i] < 0 ? ln[i] : 0;
}

TMFGEO_VECTORISED void add_all(const double* x, double* sum) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) sum[i] += x[i];
}

}  // namespace

/// Taylor's series to the eighth power over half a power of two either way.
TMFGEO_VECTORISED void exp_column(const RiskColumn& x, RiskColumn& out) {
  constexpr double log2e = 1.4426950408889634074;
  constexpr double ln2 = 0.69314718055994530942;
  constexpr double magic = 0x1.8p52;  // adding it leaves the nearest whole number in the last bits
  for (std::size_t i = 0; i < kRiskBlock; ++i) {
    const double held = x[i] < -700 ? -700 : (x[i] > 700 ? 700 : x[i]);
    const double shifted = held * log2e + magic;
    const double r = (held * log2e - (shifted - magic)) * ln2;
    double p = 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    p = p * r + 1;
    p = p * r + 1;
    const std::uint64_t exponent = std::bit_cast<std::uint64_t>(shifted) << 52U;
    out[i] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(p) + exponent);
  }
}

SplitNormal split_normal(const Band& band) {
  TMFGEO_EXPECTS(band.p10 >= 0 && band.p10 <= band.p50 && band.p50 <= band.p90 && std::isfinite(band.p90));
  constexpr double z90 = 1.2815515655446004;
  if (band.p90 <= 0) return {kLnZero, 0, 0};
  // A median of nothing: half of the draws and more are nothing, and P90 stands far above it.
  const double mid = band.p50 > 0 ? std::log(band.p50) : std::log(band.p90) - 23;
  const double low = band.p10 > 0 ? std::log(band.p10) : mid - (band.p50 > 0 ? 14 : 0);
  return {mid, (mid - low) / z90, (std::log(band.p90) - mid) / z90};
}

std::uint64_t name_key(std::string_view name) {
  std::uint64_t key = 0xCBF29CE484222325U;
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return key;
}

void fill_normals(std::uint64_t seed, std::uint64_t key, std::uint32_t purpose, std::uint64_t first_draw,
                  std::span<RiskColumn* const> columns) {
  TMFGEO_EXPECTS(columns.size() <= 4);
  std::array<WordColumn, 4> words;
  for (std::size_t i = 0; i < kRiskBlock; ++i) words[0][i] = static_cast<std::uint32_t>(first_draw + i);
  words[1].fill(purpose);
  words[2].fill(static_cast<std::uint32_t>(key));
  words[3].fill(static_cast<std::uint32_t>(key >> 32U));
  philox_block(words, static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U));
  for (std::size_t c = 0; c < columns.size(); ++c) quantiles_of(quantiles().edges(), words[c].data(), columns[c]->data());
}

void fill_crossing_numbers(const CrossingRisk& c, std::uint64_t seed, std::uint64_t first, RiskNumbers& n) {
  const std::array own{&n.own};
  fill_normals(seed, name_key(c.facility + "\n" + c.crossing), kCrossingPurpose, first, own);
}

void fill_facility_numbers(const CrossingRisk& c, std::uint64_t seed, std::uint64_t first, RiskNumbers& n) {
  const std::array facility{&n.rate, &n.size};
  fill_normals(seed, name_key(c.facility), kFacilityPurpose, first, facility);
}

void fill_basin_column(const std::string& basin, std::uint64_t seed, std::uint64_t first, RiskColumn& speed) {
  const std::array own{&speed};
  fill_normals(seed, name_key(basin), kBasinPurpose, first, own);
}

void fill_evenly(double common_speed, RiskNumbers& numbers) {
  for (std::size_t i = 0; i < kRiskBlock; ++i) {
    const double z = normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(kRiskBlock));
    numbers.rate[i] = numbers.size[i] = z;
    numbers.speed[i] = std::sqrt(common_speed) * z;
    numbers.own[i] = std::sqrt(1 - common_speed) * z;
  }
}

CrossingModel::CrossingModel(const CrossingRisk& c, const TransboundaryOptions& options)
    : rate_(split_normal(*c.release_per_year)), ratio_(split_normal(*c.exceedance_ratio)), people_(split_normal(*c.people)),
      arrival_(split_normal(*c.arrival_h)), has_load_(c.load_kg.has_value()), ln_warning_(std::log(options.warning_h)),
      common_(std::sqrt(options.common_speed)), own_(std::sqrt(1 - options.common_speed)) {
  TMFGEO_EXPECTS(c.release_per_year->p10 > 0 && c.release_per_year->p90 <= 1 && c.arrival_h->p10 > 0);
  if (c.load_kg) load_ = split_normal(*c.load_kg);
}

void CrossingModel::arrival(const RiskNumbers& numbers, RiskColumn& ln_hurry) const {
  RiskColumn z;
  mix_all(common_, numbers.speed.data(), own_, numbers.own.data(), z.data());
  ln_all(arrival_, z.data(), ln_hurry.data());
  hurry_of(ln_warning_, ln_hurry.data());
}

void CrossingModel::draw(const RiskNumbers& numbers, RiskColumn& risk, RiskColumn* load) const {
  RiskColumn ln_rate;
  ln_all(rate_, numbers.rate.data(), ln_rate.data());
  hold_below_one(ln_rate.data());
  RiskColumn ln;
  arrival(numbers, ln);
  add_all(ln_rate.data(), ln.data());
  exp_column(ln, risk);
  RiskColumn ratio;
  exp_of(ratio_, numbers.size, ratio);
  RiskColumn people;
  if (people_.below == 0 && people_.above == 0) {
    people.fill(1 + (people_.mid <= kLnZero ? 0 : std::exp(people_.mid)));
  } else {
    exp_of(people_, numbers.size, people);
    for (double& p : people) p += 1;
  }
  times_ratio(ratio.data(), people.data(), risk.data());
  if (load == nullptr || !has_load_) return;
  ln_all(load_, numbers.size.data(), ln.data());
  add_all(ln_rate.data(), ln.data());
  exp_column(ln, *load);
  times_above(ratio.data(), load->data());
}

void CrossingModel::draw_terms(const RiskNumbers& numbers, std::array<RiskColumn, 4>& terms) const {
  RiskColumn ratio;
  RiskColumn people;
  exp_of(ratio_, numbers.size, ratio);
  exp_of(people_, numbers.size, people);
  arrival(numbers, terms[3]);
  for (std::size_t i = 0; i < kRiskBlock; ++i) {
    terms[0][i] = std::min(0.0, rate_.at(numbers.rate[i])) / kLn10;
    terms[1][i] = std::log10(1 + ratio[i]);
    terms[2][i] = std::log10(1 + people[i]);
    terms[3][i] /= kLn10;
  }
}

std::array<double, 4> variance_shares(const CrossingModel& model, const RiskNumbers& numbers, std::size_t count) {
  std::array<RiskColumn, 4> terms;
  model.draw_terms(numbers, terms);
  for (std::size_t i = 0; i < kRiskBlock; ++i) terms[1][i] += std::exchange(terms[2][i], 0);
  std::array<double, 4> shares{};
  double all = 0;
  for (std::size_t t = 0; t < 4; ++t) {
    const double mean = std::accumulate(terms[t].begin(), terms[t].begin() + static_cast<std::ptrdiff_t>(count), 0.0) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) shares[t] += (terms[t][i] - mean) * (terms[t][i] - mean);
    // What is left of a constant's rounding is no variance.
    if (shares[t] < 1e-20 * static_cast<double>(count)) shares[t] = 0;
    all += shares[t];
  }
  for (double& share : shares) share = all > 0 ? share / all : 0;
  return shares;
}

}  // namespace tmfgeo
