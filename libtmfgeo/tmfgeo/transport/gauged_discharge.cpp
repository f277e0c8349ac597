// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/gauged_discharge.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

/// What is known of the rivers and of the gauges.
struct Rivers {
  const RiverNetwork& network;
  std::span<const double> given_m3_s;
  std::span<const double> area_m2;
  std::span<const GaugedReach> gauges;
  std::span<const SpeakingGauge> speaking;

  bool is_given(std::size_t i) const { return std::isfinite(given_m3_s[i]) && given_m3_s[i] > 0; }
  /// The gauge that sets the reach right; null where there is none, or nothing given to compare it with.
  const GaugedReach* gauge_of(std::size_t i) const {
    if (!speaking[i].is_known() || !is_given(i)) return nullptr;
    const GaugedReach& gauge = gauges[at(speaking[i].gauge)];
    return is_given(at(gauge.reach)) ? &gauge : nullptr;
  }
  bool is_at_gauge(std::size_t i) const { return speaking[i].is_known() && at(gauges[at(speaking[i].gauge)].reach) == i; }
  /// The most a reach above a gauge can have: as much, or more by what is given.
  double most_above(std::size_t i, const GaugedReach& gauge) const { return gauge.mean_m3_s * std::max(given_m3_s[i] / given_m3_s[at(gauge.reach)], 1.0); }
};

double alone(const Rivers& r, std::size_t i, const GaugedReach& gauge) {
  if (r.is_at_gauge(i)) return gauge.mean_m3_s;
  const double here = r.given_m3_s[i];
  const double there = r.given_m3_s[at(gauge.reach)];
  const double ratio = gauge.mean_m3_s / there;
  const double ln_larger = std::log(r.area_m2[i] / r.area_m2[at(gauge.reach)]);
  const double apart = std::max(r.speaking[i].is_upstream ? ln_larger : -ln_larger, 0.0) / std::log(kGaugeReach);
  const double share = std::max(1 - apart, 0.0);
  if (!r.speaking[i].is_upstream) return std::min(here * std::pow(ratio, share), r.most_above(i, gauge));
  // A river that loses water on its way may not have as much as the gauge takes off.
  return std::max(here + share * (gauge.mean_m3_s - there), here * std::min(ratio, 1.0));
}

/// Up from the gauges: nobody above has more than the reach below.
void hold_below(const Rivers& r, std::vector<double>& discharge) {
  for (std::size_t i = discharge.size(); i-- > 0;) {
    const ReachId on = r.network.downstream(static_cast<ReachId>(i));
    const bool is_above_gauge = r.gauge_of(i) != nullptr && !r.speaking[i].is_upstream && !r.is_at_gauge(i);
    if (!is_above_gauge || on == kNoReach || !r.is_given(at(on)) || r.speaking[at(on)].gauge != r.speaking[i].gauge) continue;
    discharge[i] = std::min(discharge[i], discharge[at(on)] * std::max(r.given_m3_s[i] / r.given_m3_s[at(on)], 1.0));
  }
}

/// Down the rivers: what a gauge has found stays until what is given has grown by as much.
void keep_water(const Rivers& r, std::vector<double>& discharge) {
  constexpr double kRounding = 1 + 1e-9;
  for (std::size_t i = 0; i < discharge.size(); ++i) {
    if (!r.is_given(i) || r.is_at_gauge(i)) continue;
    double least = 0;
    for (const ReachId up : r.network.upstream(static_cast<ReachId>(i))) {
      if (r.is_given(at(up))) least = std::max(least, discharge[at(up)] + std::min(r.given_m3_s[i] - r.given_m3_s[at(up)], 0.0));
    }
    const GaugedReach* gauge = r.gauge_of(i);
    if (gauge != nullptr && !r.speaking[i].is_upstream) least = std::min(least, r.most_above(i, *gauge));
    if (least > kRounding * discharge[i]) discharge[i] = least;
  }
}

}  // namespace

std::vector<double> set_right_by_gauges(const RiverNetwork& network, std::span<const double> given_m3_s, std::span<const double> area_m2,
                                        std::span<const GaugedReach> gauges, std::span<const SpeakingGauge> speaking) {
  TMFGEO_EXPECTS(given_m3_s.size() == network.size() && area_m2.size() == network.size() && speaking.size() == network.size());
  std::vector<double> discharge(given_m3_s.begin(), given_m3_s.end());
  if (gauges.empty()) return discharge;
  const Rivers rivers{network, given_m3_s, area_m2, gauges, speaking};
  for (std::size_t i = 0; i < discharge.size(); ++i) {
    if (const GaugedReach* gauge = rivers.gauge_of(i)) discharge[i] = alone(rivers, i, *gauge);
  }
  hold_below(rivers, discharge);
  keep_water(rivers, discharge);
  return discharge;
}

bool is_far(double set_right_m3_s, double given_m3_s) {
  const double ratio = set_right_m3_s / given_m3_s;
  return ratio > kFarFromGauge || ratio < 1 / kFarFromGauge;
}

}  // namespace tmfgeo
