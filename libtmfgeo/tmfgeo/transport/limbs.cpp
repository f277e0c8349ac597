// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/limbs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tmfgeo {
namespace {

template <std::size_t kTerms>
using Terms = std::array<double, kTerms>;
constexpr std::size_t kMostTerms = LimbWidths::kFallTerms;
constexpr double kLargestRoot = 6;
constexpr std::size_t kShares = 241;

/// Coefficients of powers of u, -1 < u < 1, through Chebyshev's points.
template <std::size_t kTerms, class Function>
std::array<float, kTerms> interpolating_polynomial(const Function& f) {
  Terms<kTerms> u{};
  Terms<kTerms> divided{};
  for (std::size_t i = 0; i < kTerms; ++i) {
    u[i] = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(kTerms));
    divided[i] = f(u[i]);
  }
  for (std::size_t order = 1; order < kTerms; ++order) {
    for (std::size_t i = kTerms; i-- > order;) divided[i] = (divided[i] - divided[i - 1]) / (u[i] - u[i - order]);
  }
  // Newton's form multiplied out, from the innermost bracket.
  Terms<kTerms> powers{};
  for (std::size_t i = kTerms; i-- > 0;) {
    for (std::size_t p = kTerms; p-- > 1;) powers[p] = powers[p - 1] - u[i] * powers[p];
    powers[0] = divided[i] - u[i] * powers[0];
  }
  std::array<float, kTerms> rounded{};
  for (std::size_t i = 0; i < kTerms; ++i) rounded[i] = static_cast<float>(powers[i]);
  return rounded;
}

template <std::size_t kTerms>
double value_of(const std::array<float, kTerms>& terms, double u) {
  double sum = 0;
  for (std::size_t i = kTerms; i-- > 0;) sum = sum * u + static_cast<double>(terms[i]);
  return sum;
}

/// Area each power of u adds to a limb, by the trapezoid rule over the root: the ends of `weight` vanish.
template <class Weight>
Terms<kMostTerms> area_of_powers(double largest, const Weight& weight) {
  constexpr std::size_t kSteps = 4000;
  Terms<kMostTerms> area{};
  for (std::size_t k = 1; k < kSteps; ++k) {
    const double root = largest * static_cast<double>(k) / static_cast<double>(kSteps);
    double power = weight(root) * largest / static_cast<double>(kSteps);
    for (double& a : area) {
      a += power;
      power *= 2 * root / largest - 1;
    }
  }
  return area;
}

/// d(share) = 2 root d(root) of the rising limb, and the whole of its end at root 1, where the weight does not vanish.
const Terms<kMostTerms>& rise_areas() {
  static const Terms<kMostTerms> areas = [] {
    Terms<kMostTerms> sum = area_of_powers(1.0, [](double root) { return 2 * root * root; });
    for (double& a : sum) a += 1.0 / 4000;
    return sum;
  }();
  return areas;
}

const Terms<kMostTerms>& fall_areas() {
  static const Terms<kMostTerms> areas = area_of_powers(kLargestRoot, [](double root) { return 2 * root * root * std::exp(-root * root); });
  return areas;
}

template <std::size_t kTerms>
float area_of(const std::array<float, kTerms>& terms, const Terms<kMostTerms>& areas) {
  double sum = 0;
  for (std::size_t i = 0; i < kTerms; ++i) sum += static_cast<double>(terms[i]) * areas[i];
  return static_cast<float>(sum);
}

}  // namespace

LimbWidths limb_widths(const GammaShape& shape) {
  // The gamma limb stands at a tenth where the leading edge is: what lies above that tenth is stretched down to nothing.
  LimbWidths widths;
  widths.rise = interpolating_polynomial<LimbWidths::kRiseTerms>([&](double u) {
    const double root = (u + 1) / 2;
    return shape.rise_at(-std::log1p(-0.9 * root * root)) / root;
  });
  widths.fall = interpolating_polynomial<LimbWidths::kFallTerms>([&](double u) {
    const double root = kLargestRoot / 2 * (u + 1);
    return shape.fall_at(root * root) / root;
  });
  widths.rise_area = area_of(widths.rise, rise_areas());
  widths.fall_area = area_of(widths.fall, fall_areas());
  return widths;
}

PassageForm::PassageForm(const LimbWidths& limbs) {
  for (std::size_t k = 0; k < kShares; ++k) {
    const double root = kLargestRoot * static_cast<double>(k) / static_cast<double>(kShares - 1);
    const double share = std::exp(-root * root);
    const double rising = std::sqrt(1 - share);
    root_.push_back(root);
    share_.push_back(share);
    rise_.push_back(rising * value_of(limbs.rise, 2 * rising - 1));
    fall_.push_back(root * value_of(limbs.fall, root / 3 - 1));
    thin_rise_.push_back((1 - share) * (1 - share));
    thin_fall_.push_back(static_cast<double>(thin_fall(static_cast<float>(share), static_cast<float>(root * root))));
  }
}

double PassageForm::share_at(const Passage& passage, double after_peak_s) const {
  const bool is_rising = after_peak_s < 0;
  const double flat = std::max(-static_cast<double>(passage.thin), 0.0) / 2;
  const double thin = std::max(static_cast<double>(passage.thin), 0.0);
  const double time = std::abs(after_peak_s) - flat;
  if (time <= 0) return 1;
  if (is_rising && time >= static_cast<double>(passage.rise)) return 0;
  const double limb_s = static_cast<double>(is_rising ? passage.rise : passage.fall);
  const std::vector<double>& full = is_rising ? rise_ : fall_;
  const std::vector<double>& narrow = is_rising ? thin_rise_ : thin_fall_;
  const auto reached = [&](std::size_t k) { return limb_s * (full[k] + thin * (narrow[k] - full[k])); };
  std::size_t below = 0;
  std::size_t above = kShares - 1;
  if (time >= reached(above)) return 0;
  while (above - below > 1) {
    const std::size_t middle = (below + above) / 2;
    (reached(middle) <= time ? below : above) = middle;
  }
  const double length = reached(above) - reached(below);
  const double part = length > 0 ? (time - reached(below)) / length : 0;
  if (is_rising) return share_[below] + part * (share_[above] - share_[below]);
  const double root = root_[below] + part * (root_[above] - root_[below]);
  return std::exp(-root * root);
}

}  // namespace tmfgeo
