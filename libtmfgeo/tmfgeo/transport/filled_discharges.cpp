// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/filled_discharges.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/transport/gauged_discharge.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNoGauge = -1;
constexpr double kLeastDischarge_m3_s = 1e-4;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
bool is_positive(double value) { return std::isfinite(value) && value > 0; }

/// Of two gauges on one reach the one whose area is nearer to the reach's is used; ties: the first.
void leave_one_by_reach(const FilledReaches& filled, std::vector<Gauge>& gauges, Issues& issues) {
  const auto apart = [&](const Gauge& g) { return std::abs(std::log(filled.area_m2[at(g.reach)] / 1e6 / g.area_km2)); };
  std::vector<Gauge> left;
  for (Gauge& gauge : gauges) {
    const auto other = std::find_if(left.begin(), left.end(), [&](const Gauge& l) { return l.reach == gauge.reach; });
    if (other == left.end()) {
      left.push_back(std::move(gauge));
      continue;
    }
    if (apart(gauge) < apart(*other)) std::swap(gauge, *other);
    tell_once(issues, "gauges_on_one_reach", "gauge",
              "gauges " + other->id + " and " + gauge.id + " lie on one reach of the river layer; " + other->id + " is used, whose area is nearer to the reach's, " + gauge.id + " is not");
  }
  gauges = std::move(left);
}

/// Gauges with the area they drain, those that cannot be used left out.
std::vector<Gauge> usable_gauges(const RiverNetwork& network, const HydraulicOptions& options, const FilledReaches& filled, Issues& issues) {
  std::vector<Gauge> usable;
  for (const Gauge& given : options.gauges) {
    if (given.reach < 0 || at(given.reach) >= network.size() || !is_positive(given.discharge_m3_s[1])) {
      tell_once(issues, "gauge_unusable", "gauge",
                "gauge " + given.id + " has no place on a river or no mean discharge above 0; it is not used");
      continue;
    }
    Gauge gauge = given;
    if (!is_positive(gauge.area_km2)) gauge.area_km2 = filled.area_m2[at(gauge.reach)] / 1e6;
    usable.push_back(std::move(gauge));
  }
  leave_one_by_reach(filled, usable, issues);
  return usable;
}

/// Which gauge speaks for a reach.
struct SpeakingGauge {
  std::int32_t gauge = kNoGauge;
  bool is_upstream = false;  ///< the water comes from there; else it runs there, or is there
  bool is_known() const { return gauge != kNoGauge; }
};

/// The gauge that speaks for each reach.
std::vector<SpeakingGauge> speaking_gauges(const RiverNetwork& network, const std::vector<Gauge>& gauges, const FilledReaches& filled) {
  const std::size_t n = network.size();
  std::vector<std::int32_t> here(n, kNoGauge);
  for (std::size_t g = gauges.size(); g-- > 0;) here[at(gauges[g].reach)] = static_cast<std::int32_t>(g);
  std::vector<std::int32_t> above = here;
  for (std::size_t i = 0; i < n; ++i) {
    if (above[i] != kNoGauge) continue;
    double largest = 0;
    for (const ReachId up : network.upstream(static_cast<ReachId>(i))) {
      if (filled.area_m2[at(up)] > largest) {
        largest = filled.area_m2[at(up)];
        above[i] = above[at(up)];
      }
    }
  }
  std::vector<std::int32_t> below = std::move(here);
  for (std::size_t i = n; i-- > 0;) {
    const ReachId on = network.downstream(static_cast<ReachId>(i));
    if (below[i] == kNoGauge && on != kNoReach) below[i] = below[at(on)];
  }
  const auto apart = [&](std::size_t reach, std::int32_t gauge) {
    return std::abs(std::log(filled.area_m2[reach] / 1e6 / gauges[at(gauge)].area_km2));
  };
  std::vector<SpeakingGauge> speaking(n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool is_upstream = above[i] != kNoGauge && (below[i] == kNoGauge || apart(i, above[i]) < apart(i, below[i]));
    speaking[i] = is_upstream ? SpeakingGauge{above[i], true} : SpeakingGauge{below[i], false};
  }
  return speaking;
}

/// A flow's discharge over the mean: the gauge's own where it tells, else as stated.
double factor_of(const HydraulicOptions& options, const Gauge* gauge, Flow flow) {
  const auto which = static_cast<std::size_t>(flow);
  if (flow == Flow::mean) return 1;
  if (gauge != nullptr && is_positive(gauge->discharge_m3_s[which])) return gauge->discharge_m3_s[which] / gauge->discharge_m3_s[1];
  const double stated = options.flow_factors[which];
  return is_positive(stated) ? stated : HydraulicOptions{}.flow_factors[which];
}

/// What is known of the reach itself; not above 0 where nothing is.
struct GivenDischarge {
  double m3_s = 0;
  bool from_runoff = false;
  bool is_known() const { return is_positive(m3_s); }
};
GivenDischarge given_discharge(const RiverNetwork& network, const HydraulicOptions& options, std::size_t i) {
  const double runoff = i < options.mean_discharges_m3_s.size() ? options.mean_discharges_m3_s[i] : 0;
  if (is_positive(runoff)) return {runoff, true};
  return {network.reach(static_cast<ReachId>(i)).discharge_m3_s, false};
}

/// What the discharges are made from.
struct Sources {
  const RiverNetwork& network;
  const HydraulicOptions& options;
  const std::vector<Gauge>& gauges;
  std::vector<SpeakingGauge> speaking;
  std::vector<GivenDischarge> given;
  const std::vector<double>& area_m2;

  double area_km2(std::size_t i) const { return area_m2[i] / 1e6; }
  const Gauge* gauge_of(std::size_t i) const { return speaking[i].is_known() ? &gauges[at(speaking[i].gauge)] : nullptr; }
  bool is_gauged(std::size_t i) const { return speaking[i].is_known() && at(gauges[at(speaking[i].gauge)].reach) == i; }
  double at_own_reach_m3_s(const Gauge& g) const { return discharge_by_area(g.discharge_m3_s[1], g.area_km2, area_km2(at(g.reach)), options.area_power); }
  bool is_far_gauge(const Gauge& g) const { return given[at(g.reach)].is_known() && is_far(at_own_reach_m3_s(g), given[at(g.reach)].m3_s); }
};

/// A reach's discharge before the gauges set it right, and how it varies.
struct Unbalanced {
  double mean_m3_s = 0;
  double factor = 1;
};

/// As given; else by area from what is given where the gauge is, or from the gauge; else by the yield.
Unbalanced unbalanced(const Sources& s, Flow flow, std::size_t i) {
  const double stated = factor_of(s.options, nullptr, flow);
  if (s.given[i].is_known()) return {s.given[i].m3_s, stated};
  const Gauge* gauge = s.gauge_of(i);
  if (gauge == nullptr) return {s.area_km2(i) * yield_l_s_km2(s.options) / 1000, stated};
  const auto there = at(gauge->reach);
  if (s.given[there].is_known()) return {discharge_by_area(s.given[there].m3_s, s.area_km2(there), s.area_km2(i), s.options.area_power), stated};
  return {discharge_by_area(gauge->discharge_m3_s[1], gauge->area_km2, s.area_km2(i), s.options.area_power), factor_of(s.options, gauge, flow)};
}

/// Discharges of a flow, balanced.
BalancedDischarge balanced_at(const Sources& s, Flow flow) {
  std::vector<double> before(s.network.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Unbalanced u = unbalanced(s, flow, i);
    before[i] = u.mean_m3_s * u.factor;
  }
  std::vector<GaugedReach> gauged;
  for (const Gauge& g : s.gauges) gauged.push_back({g.reach, s.at_own_reach_m3_s(g) * factor_of(s.options, &g, flow)});
  return balance_gauges(s.network, before, gauged);
}

std::string discharge_words(double m3_s) { return fixed(m3_s, m3_s < 10 ? 2 : 0) + " m3/s"; }

/// Issues: where a gauge is far from what is given there, or from what the gauges above it bring.
void tell_gauges(const Sources& s, const BalancedDischarge& mean, Issues& issues) {
  for (std::size_t g = 0; g < s.gauges.size(); ++g) {
    const Gauge& gauge = s.gauges[g];
    const GivenDischarge& given = s.given[at(gauge.reach)];
    const std::string has = "gauge " + gauge.id + " has " + shortest(gauge.discharge_m3_s[1]) + " m3/s, ";
    if (s.is_far_gauge(gauge)) {
      tell_once(issues, "gauge_beside_river", "q_mean",
                has + (given.from_runoff ? "the runoff raster " : "the river layer ") + discharge_words(given.m3_s) + " there; the gauge's is taken, and the river above and below is set right by it");
    }
    if (is_far(mean.at_gauge_m3_s[g], s.at_own_reach_m3_s(gauge))) {
      tell_once(issues, "gauges_disagree", "q_mean",
                has + "the gauges above it and what joins between bring " + discharge_words(mean.at_gauge_m3_s[g]) + " there; from its reach on the gauge's is taken");
    }
  }
}

/// True where a gauge that is far from what is given has made the reach's discharge, or has changed it by as much.
bool is_set_right_far(const Sources& s, double mean_m3_s, std::size_t i) {
  if (is_far(mean_m3_s, s.given[i].m3_s)) return true;
  const Gauge* gauge = s.gauge_of(i);
  if (gauge == nullptr || !s.is_far_gauge(*gauge)) return false;
  return !s.speaking[i].is_upstream || s.area_m2[i] <= kGaugeReach * s.area_m2[at(gauge->reach)];
}

std::uint16_t discharge_flags(const Sources& s, double mean_m3_s, std::size_t i) {
  const GivenDischarge& given = s.given[i];
  if (s.is_gauged(i) && given.is_known()) return 0;
  if (!given.is_known()) return s.gauge_of(i) != nullptr ? discharge_from_area : discharge_default;
  unsigned flags = 0;
  if (given.from_runoff) flags |= discharge_from_runoff;
  if (is_set_right_far(s, mean_m3_s, i)) flags |= discharge_from_area;
  return static_cast<std::uint16_t>(flags);
}

/// A flow's discharge over the mean one; low water is nowhere more than mean water, high water nowhere less.
double balanced_factor(const Sources& s, Flow flow, double m3_s, double mean_m3_s, std::size_t i) {
  const Unbalanced u = unbalanced(s, flow, i);
  if (flow == Flow::mean || (m3_s == u.mean_m3_s * u.factor && mean_m3_s == u.mean_m3_s)) return u.factor;
  const double factor = m3_s / mean_m3_s;
  if (s.is_gauged(i)) return factor;
  return flow == Flow::low ? std::min(factor, 1.0) : std::max(factor, 1.0);
}

}  // namespace

double yield_l_s_km2(const HydraulicOptions& options) {
  return is_positive(options.default_yield_l_s_km2) ? options.default_yield_l_s_km2 : kWorldYield_l_s_km2;
}

void tell_once(Issues& issues, std::string_view code, std::string_view field, std::string message) {
  const bool is_told = std::any_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code && i.message == message; });
  if (!is_told) issues.push_back(make_issue(code, {}, field, std::move(message)));
}

void fill_discharges(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, FilledReaches& filled, Issues& issues) {
  const std::vector<Gauge> gauges = usable_gauges(network, options, filled, issues);
  Sources sources{network, options, gauges, speaking_gauges(network, gauges, filled), {}, filled.area_m2};
  for (std::size_t i = 0; i < network.size(); ++i) sources.given.push_back(given_discharge(network, options, i));
  const BalancedDischarge mean = balanced_at(sources, Flow::mean);
  const BalancedDischarge at_flow = flow == Flow::mean ? mean : balanced_at(sources, flow);
  tell_gauges(sources, mean, issues);
  for (std::size_t i = 0; i < network.size(); ++i) {
    filled.flags[i] |= discharge_flags(sources, mean.m3_s[i], i);
    filled.mean_discharge_m3_s[i] = std::max(mean.m3_s[i], kLeastDischarge_m3_s);
    filled.flow_factor[i] = balanced_factor(sources, flow, at_flow.m3_s[i], mean.m3_s[i], i);
  }
}

}  // namespace tmfgeo
