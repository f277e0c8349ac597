// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/gauged_discharge.h"

#include <algorithm>
#include <cstdint>

#include "tmfgeo/core/contract.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNoGauge = -1;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

/// The same water as it is given, and as it is set right.
struct Water {
  double given_m3_s = 0;
  double m3_s = 0;
  void add(const Water& other) {
    given_m3_s += other.given_m3_s;
    m3_s += other.m3_s;
  }
};

/// What of the water given between a gauge and those above it there is.
double ratio_above(const Water& gauge, const Water& upper) {
  const double whole = gauge.m3_s / gauge.given_m3_s;
  const double joins_m3_s = gauge.given_m3_s - upper.given_m3_s;
  if (!(joins_m3_s > 0)) return whole;
  return std::clamp((gauge.m3_s - upper.m3_s) / joins_m3_s, whole / kGaugeReach, whole * kGaugeReach);
}

/// By reach: the ratio of the next gauge downstream; 1 where there is none.
std::vector<double> ratios(const RiverNetwork& network, std::span<const double> given_m3_s, std::span<const GaugedReach> gauges, const std::vector<std::int32_t>& here) {
  const std::size_t n = network.size();
  std::vector<Water> next_gauges(n);  // from the reach's end upstream
  std::vector<double> ratio(n, 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (const ReachId up : network.upstream(static_cast<ReachId>(i))) next_gauges[i].add(next_gauges[at(up)]);
    if (here[i] == kNoGauge) continue;
    const Water gauge{given_m3_s[i], gauges[at(here[i])].m3_s};
    ratio[i] = ratio_above(gauge, next_gauges[i]);
    next_gauges[i] = gauge;
  }
  for (std::size_t i = n; i-- > 0;) {
    const ReachId on = network.downstream(static_cast<ReachId>(i));
    if (here[i] == kNoGauge && on != kNoReach) ratio[i] = ratio[at(on)];
  }
  return ratio;
}

/// What leaves a reach.
double balanced(const Water& inflow, double given_m3_s, double ratio) {
  const double joins_m3_s = given_m3_s - inflow.given_m3_s;
  if (joins_m3_s < 0) return given_m3_s * (inflow.m3_s / inflow.given_m3_s);
  // Where no gauge has a say, what is given stays to the last digit.
  return inflow.m3_s == inflow.given_m3_s && ratio == 1 ? given_m3_s : inflow.m3_s + ratio * joins_m3_s;
}

}  // namespace

BalancedDischarge balance_gauges(const RiverNetwork& network, std::span<const double> given_m3_s, std::span<const GaugedReach> gauges) {
  const std::size_t n = network.size();
  TMFGEO_EXPECTS(given_m3_s.size() == n);
  BalancedDischarge out{{given_m3_s.begin(), given_m3_s.end()}, std::vector<double>(gauges.size())};
  if (gauges.empty()) return out;
  std::vector<std::int32_t> here(n, kNoGauge);
  for (std::size_t g = 0; g < gauges.size(); ++g) {
    TMFGEO_EXPECTS(gauges[g].m3_s > 0 && here[at(gauges[g].reach)] == kNoGauge);
    here[at(gauges[g].reach)] = static_cast<std::int32_t>(g);
  }
  const std::vector<double> ratio = ratios(network, given_m3_s, gauges, here);
  for (std::size_t i = 0; i < n; ++i) {
    Water inflow;
    for (const ReachId up : network.upstream(static_cast<ReachId>(i))) inflow.add({given_m3_s[at(up)], out.m3_s[at(up)]});
    out.m3_s[i] = balanced(inflow, given_m3_s[i], ratio[i]);
    if (here[i] == kNoGauge) continue;
    out.at_gauge_m3_s[at(here[i])] = out.m3_s[i];
    out.m3_s[i] = gauges[at(here[i])].m3_s;
  }
  return out;
}

bool is_far(double a_m3_s, double b_m3_s) {
  const double ratio = a_m3_s / b_m3_s;
  return ratio > kFarFromGauge || ratio < 1 / kFarFromGauge;
}

}  // namespace tmfgeo
