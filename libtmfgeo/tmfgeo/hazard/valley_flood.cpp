// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/hazard/valley_flood.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

constexpr double kDefaultK = 3.5;
constexpr double kDefaultVariation = 0.7;
constexpr double kDefaultFactor = 3;
constexpr std::array<double, 10> kDefaultPeriods_y{2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000};

/// Gumbel with mean 1.
Gev gumbel_of_variation(double variation) {
  const double scale = variation * std::sqrt(6.0) / std::numbers::pi;
  return {1 - std::numbers::egamma * scale, scale, 0};
}

std::optional<double> depth_at(const RatingCurve& curve, double discharge_m3_s, double height_m) {
  const SourcedValue stage = stage_at_discharge_m(curve, discharge_m3_s);
  if (!stage.value) return std::nullopt;
  return std::max(*stage.value - height_m, 0.0);
}

}  // namespace

FloodDischarges grown_discharges(double index_m3_s, const GrowthCurve& growth, double factor, Origin origin, std::string source) {
  TMFGEO_EXPECTS(index_m3_s > 0 && growth.return_period_y.size() == growth.factor.size() && growth.factor.size() > 1);
  FloodDischarges result{{}, factor, origin, std::move(source)};
  for (std::size_t i = 0; i < growth.factor.size(); ++i) result.table.push_back({growth.return_period_y[i], index_m3_s * growth.factor[i]});
  return result;
}

FloodDischarges default_discharges(double area_km2) {
  const Gev gumbel = gumbel_of_variation(kDefaultVariation);
  const double index_m3_s = francou_rodier_m3_s(area_km2, kDefaultK) / gev_quantile(gumbel, 100);
  GrowthCurve growth;
  for (const double period : kDefaultPeriods_y) {
    growth.return_period_y.push_back(period);
    growth.factor.push_back(gev_quantile(gumbel, period));
  }
  return grown_discharges(index_m3_s, growth, kDefaultFactor, Origin::by_default,
                          "default discharges: K " + shortest(kDefaultK) + " of Francou and Rodier in 100 years, within a factor of " + shortest(kDefaultFactor));
}

std::vector<ValleyFlood> valley_floods(const RatingCurve& curve, const FloodDischarges& discharges, std::span<const double> return_periods_y,
                                       double height_m, const ValleySpread& spread) {
  TMFGEO_EXPECTS(discharges.factor >= 1 && spread.roughness_factor >= 1 && spread.height_error_m >= 0);
  const double factor = std::exp(std::hypot(std::log(discharges.factor), std::log(spread.roughness_factor)));
  const double off_m = std::max(spread.height_error_m, spread.relief_m);
  const double lowest_m = std::max(height_m - off_m, std::min(height_m, -spread.height_error_m));
  std::vector<ValleyFlood> floods;
  for (const double period : return_periods_y) {
    ValleyFlood flood{.return_period_y = period, .discharge_m3_s = {}, .depth_m = {}, .depth_low_m = {}, .depth_high_m = {}};
    const SourcedValue discharge = discharge_of_return_period_m3_s(discharges.table, period);
    if (discharge.value) {
      flood.discharge_m3_s = discharge.value;
      flood.origin = weaker(weaker(discharge.origin, discharges.origin), curve.origin);
      flood.depth_m = depth_at(curve, *discharge.value, height_m);
      flood.depth_low_m = depth_at(curve, *discharge.value / factor, height_m + off_m);
      flood.depth_high_m = depth_at(curve, *discharge.value * factor, lowest_m);
      if (!flood.depth_m) flood.origin = Origin::unknown;
    }
    floods.push_back(flood);
  }
  return floods;
}

}  // namespace tmfgeo
