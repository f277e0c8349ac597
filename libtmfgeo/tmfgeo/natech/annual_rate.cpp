// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/natech/annual_rate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/normal.h"
#include "tmfgeo/core/readable.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

// Gauss-Legendre, eight points: abscissae above the middle and their weights.
constexpr std::array<double, 4> kPoint{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
constexpr std::array<double, 4> kWeight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
constexpr double kPanel = 0.05;  // in ln(level)

/// One straight piece of the curve: rate = rate_left * exp(-fall * (x - left)), x = ln(level).
struct Piece {
  double left;
  double right;
  double rate_left;
  double rate_right;
};

/// -d(rate)/dx. A piece that ends at zero falls evenly: it has no straight line in logarithms.
double density(const Piece& piece, double x) {
  const double width = piece.right - piece.left;
  if (piece.rate_right == 0) return piece.rate_left / width;
  const double fall = std::log(piece.rate_left / piece.rate_right) / width;
  return fall * piece.rate_left * std::exp(-fall * (x - piece.left));
}

/// Adds the integral of each response over a piece.
void add_integrals(const Piece& piece, const Responses& responses, std::span<double> at_level, std::span<double> sums) {
  if (piece.rate_left == piece.rate_right) return;
  const double width = piece.right - piece.left;
  const auto panels = static_cast<int>(std::ceil(width / kPanel));
  const double half = width / panels / 2;
  for (int i = 0; i < panels; ++i) {
    const double middle = piece.left + (2 * i + 1) * half;
    for (std::size_t p = 0; p < kPoint.size(); ++p) {
      for (const double side : {-1.0, 1.0}) {
        const double x = middle + side * half * kPoint[p];
        responses(std::exp(x), at_level);
        const double weight = half * kWeight[p] * density(piece, x);
        for (std::size_t r = 0; r < sums.size(); ++r) sums[r] += weight * at_level[r];
      }
    }
  }
}

Piece piece_of(const HazardCurveView& curve, std::size_t i) {
  return {std::log(curve.level[i]), std::log(curve.level[i + 1]), curve.rate_per_year[i], curve.rate_per_year[i + 1]};
}

}  // namespace

DataPoints data_points(const HazardCurveView& curve) {
  const auto begin = curve.level.begin();
  const auto first = std::lower_bound(begin, curve.level.end(), curve.data_from) - begin;
  const auto beyond = std::upper_bound(begin, curve.level.end(), curve.data_to) - begin;
  TMFGEO_EXPECTS(first < beyond);
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(beyond - 1)};
}

std::string hazard_curve_problem(const HazardCurveView& curve) {
  if (curve.level.size() != curve.rate_per_year.size()) return "has not one rate per level";
  if (curve.level.size() < 2) return "has fewer than two points";
  for (std::size_t i = 0; i < curve.level.size(); ++i) {
    const double level = curve.level[i];
    const double rate = curve.rate_per_year[i];
    if (!std::isfinite(level) || level <= 0) return "level " + readable(level) + " is not above 0";
    if (!std::isfinite(rate) || rate < 0) return "rate " + readable(rate) + " is negative or no number";
    if (i > 0 && level <= curve.level[i - 1]) return "levels do not rise at " + readable(level);
    if (i > 0 && rate > curve.rate_per_year[i - 1]) return "rates rise at level " + readable(level);
  }
  return {};
}

double rate_at_level(const HazardCurveView& curve, double level) {
  TMFGEO_EXPECTS(hazard_curve_problem(curve).empty());
  TMFGEO_EXPECTS(level >= curve.level.front() && level <= curve.level.back());
  const auto right = std::lower_bound(curve.level.begin(), curve.level.end(), level);
  const auto i = static_cast<std::size_t>(right - curve.level.begin());
  if (*right == level) return curve.rate_per_year[i];
  const Piece piece = piece_of(curve, i - 1);
  const double t = (std::log(level) - piece.left) / (piece.right - piece.left);
  if (piece.rate_right == 0) return piece.rate_left * (1 - t);
  return piece.rate_left * std::pow(piece.rate_right / piece.rate_left, t);
}

Response lognormal_response(double median, double beta) {
  TMFGEO_EXPECTS(median > 0 && beta >= 0);
  return [=](double level) { return lognormal_cdf(level, median, beta); };
}

double AnnualRate::probability() const { return probability_of(per_year, 1); }

AnnualRate annual_rate(const HazardCurveView& curve, const Response& response) {
  return annual_rates(curve, 1, [&](double level, std::span<double> responses) { responses[0] = response(level); }).front();
}

std::vector<AnnualRate> annual_rates(const HazardCurveView& curve, std::size_t count, const Responses& responses) {
  TMFGEO_EXPECTS(hazard_curve_problem(curve).empty());
  std::vector<AnnualRate> rates(count);
  std::vector<double> at_level(count);
  const DataPoints data = data_points(curve);
  const auto integrals = [&](std::size_t from, std::size_t to) {
    std::vector<double> sums(count, 0);
    for (std::size_t i = from; i < to; ++i) add_integrals(piece_of(curve, i), responses, at_level, sums);
    return sums;
  };
  const auto below = integrals(0, data.first);
  const auto within = integrals(data.first, data.last);
  const auto above = integrals(data.last, curve.level.size() - 1);
  responses(curve.level[data.last], at_level);
  for (std::size_t r = 0; r < count; ++r) {
    const double beyond = curve.rate_per_year[data.last];
    rates[r].low_per_year = within[r] + beyond * at_level[r];
    rates[r].high_per_year = below[r] + within[r] + beyond;
  }
  responses(curve.level.back(), at_level);
  for (std::size_t r = 0; r < count; ++r) {
    const double all = below[r] + within[r] + above[r] + curve.rate_per_year.back() * at_level[r];
    rates[r].per_year = std::clamp(all, rates[r].low_per_year, std::max(rates[r].low_per_year, rates[r].high_per_year));
  }
  responses(curve.level.front(), at_level);
  for (std::size_t r = 0; r < count; ++r) rates[r].response_at_first = at_level[r];
  return rates;
}

AnnualRate annual_rate_lognormal(const HazardCurveView& curve, double median, double beta) {
  const Response response = lognormal_response(median, beta);
  if (beta > 0) return annual_rate(curve, response);
  TMFGEO_EXPECTS(hazard_curve_problem(curve).empty());
  AnnualRate result;
  result.response_at_first = response(curve.level.front());
  const DataPoints data = data_points(curve);
  const double beyond = curve.rate_per_year[data.last];
  if (median <= curve.level.back()) result.per_year = rate_at_level(curve, std::max(median, curve.level.front()));
  if (median <= curve.level[data.last]) result.low_per_year = std::min(result.per_year, curve.rate_per_year[data.first]);
  result.high_per_year = std::max(result.per_year, beyond);
  return result;
}

}  // namespace tmfgeo
