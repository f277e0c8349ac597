// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/flood_frequency.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/hazard/return_period.h"

namespace tmfgeo {
namespace {

// Below this shape the formulas lose digits and the Gumbel limits are exact to 1e-7.
constexpr double kGumbelShape = 1e-7;

double line(const ReturnDischarge& a, const ReturnDischarge& b, double variate) {
  const double left = gumbel_variate(a.return_period_y);
  const double t = (variate - left) / (gumbel_variate(b.return_period_y) - left);
  return a.discharge_m3_s + t * (b.discharge_m3_s - a.discharge_m3_s);
}

void expect_in_order(std::span<const ReturnDischarge> table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    TMFGEO_EXPECTS(table[i].return_period_y > 1);
    TMFGEO_EXPECTS(i == 0 || (table[i].return_period_y > table[i - 1].return_period_y &&
                              table[i].discharge_m3_s >= table[i - 1].discharge_m3_s));
  }
}

}  // namespace

double gev_quantile(const Gev& gev, double return_period_y) {
  TMFGEO_EXPECTS(gev.scale > 0);
  const double variate = gumbel_variate(return_period_y);
  if (std::abs(gev.shape) < kGumbelShape) return gev.location + gev.scale * variate;
  return gev.location - gev.scale / gev.shape * std::expm1(-gev.shape * variate);
}

std::optional<LMoments> sample_l_moments(std::span<const double> values) {
  std::vector<double> x;
  std::copy_if(values.begin(), values.end(), std::back_inserter(x), [](double v) { return std::isfinite(v); });
  constexpr std::size_t kFewest = 5;
  if (x.size() < kFewest) return std::nullopt;
  std::sort(x.begin(), x.end());
  if (x.front() == x.back()) return std::nullopt;
  const auto n = static_cast<double>(x.size());
  double b0 = 0;
  double b1 = 0;
  double b2 = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto below = static_cast<double>(i);
    b0 += x[i];
    b1 += x[i] * below / (n - 1);
    b2 += x[i] * below * (below - 1) / ((n - 1) * (n - 2));
  }
  b0 /= n;
  b1 /= n;
  b2 /= n;
  const double l2 = 2 * b1 - b0;
  return LMoments{b0, l2, (6 * b2 - 6 * b1 + b0) / l2};
}

LMoments l_moments(const Gev& gev) {
  TMFGEO_EXPECTS(gev.scale > 0 && gev.shape > -1);
  const double k = gev.shape;
  if (std::abs(k) < kGumbelShape) {
    return {gev.location + gev.scale * std::numbers::egamma, gev.scale * std::numbers::ln2, std::log(9.0 / 8) / std::numbers::ln2};
  }
  const double gamma = std::tgamma(1 + k);
  return {gev.location + gev.scale * (1 - gamma) / k, gev.scale * (1 - std::pow(2, -k)) * gamma / k,
          2 * (1 - std::pow(3, -k)) / (1 - std::pow(2, -k)) - 3};
}

Gev fit_gev(const LMoments& moments) {
  TMFGEO_EXPECTS(moments.l2 > 0 && std::abs(moments.t3) < 1);
  const double c = 2 / (3 + moments.t3) - std::numbers::ln2 / std::log(3.0);
  Gev gev;
  gev.shape = 7.859 * c + 2.9554 * c * c;
  if (std::abs(gev.shape) < kGumbelShape) {
    gev.shape = 0;
    gev.scale = moments.l2 / std::numbers::ln2;
    gev.location = moments.mean - gev.scale * std::numbers::egamma;
    return gev;
  }
  const double gamma = std::tgamma(1 + gev.shape);
  gev.scale = moments.l2 * gev.shape / ((1 - std::pow(2, -gev.shape)) * gamma);
  gev.location = moments.mean - gev.scale * (1 - gamma) / gev.shape;
  return gev;
}

SourcedValue discharge_of_return_period_m3_s(std::span<const ReturnDischarge> table, double return_period_y) {
  TMFGEO_EXPECTS(return_period_y > 1);
  expect_in_order(table);
  const auto right = std::lower_bound(table.begin(), table.end(), return_period_y,
                                      [](const ReturnDischarge& d, double t) { return d.return_period_y < t; });
  if (right != table.end() && right->return_period_y == return_period_y) return known(right->discharge_m3_s, Origin::given, "discharge table");
  if (table.size() < 2) return unknown_because("the discharge table has fewer than two lines");
  const double variate = gumbel_variate(return_period_y);
  if (right == table.begin()) return known(std::max(line(table[0], table[1], variate), 0.0), Origin::extrapolated, "discharge table");
  if (right == table.end()) return known(line(*(table.end() - 2), table.back(), variate), Origin::extrapolated, "discharge table");
  return known(line(*(right - 1), *right, variate), Origin::computed, "discharge table");
}

SourcedValue return_period_of_discharge_y(std::span<const ReturnDischarge> table, double discharge_m3_s) {
  expect_in_order(table);
  if (table.empty() || !(discharge_m3_s >= table.front().discharge_m3_s && discharge_m3_s <= table.back().discharge_m3_s)) {
    return unknown_because("discharge beyond the table");
  }
  const auto right = std::lower_bound(table.begin(), table.end(), discharge_m3_s,
                                      [](const ReturnDischarge& d, double q) { return d.discharge_m3_s < q; });
  if (right->discharge_m3_s == discharge_m3_s) return known(right->return_period_y, Origin::given, "discharge table");
  const auto left = right - 1;
  const double t = (discharge_m3_s - left->discharge_m3_s) / (right->discharge_m3_s - left->discharge_m3_s);
  const double y = gumbel_variate(left->return_period_y);
  return known(return_period_of_variate(y + t * (gumbel_variate(right->return_period_y) - y)), Origin::computed, "discharge table");
}

double index_flood_m3_s(double area_km2, double a, double b) {
  TMFGEO_EXPECTS(area_km2 > 0 && a > 0);
  return a * std::pow(area_km2, b);
}

double francou_rodier_m3_s(double area_km2, double k) {
  TMFGEO_EXPECTS(area_km2 > 0 && k > 0 && k < 10);
  return 1e6 * std::pow(area_km2 / 1e8, 1 - k / 10);
}

}  // namespace tmfgeo
