// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/filled_reaches.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/transport/gauged_discharge.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr std::int32_t kNoGauge = -1;
constexpr double kLeastArea_m2 = 1e4;
constexpr double kLeastDischarge_m3_s = 1e-4;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
bool is_positive(double value) { return std::isfinite(value) && value > 0; }

double yield_l_s_km2(const HydraulicOptions& options) {
  return is_positive(options.default_yield_l_s_km2) ? options.default_yield_l_s_km2 : kWorldYield_l_s_km2;
}

/// One issue for all reaches, and only once however many flows are asked for.
void tell_once(Issues& issues, std::string_view code, std::string_view field, std::string message) {
  const bool is_told = std::any_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code && i.message == message; });
  if (!is_told) issues.push_back(make_issue(code, {}, field, std::move(message)));
}

void tell_count(Issues& issues, std::string_view code, std::string_view field, std::size_t count, std::size_t of, const std::string& what) {
  if (count > 0) tell_once(issues, code, field, std::to_string(count) + " of " + std::to_string(of) + " reaches have no " + what);
}

std::size_t flagged(const FilledReaches& filled, ReachFlag flag) {
  return static_cast<std::size_t>(std::count_if(filled.flags.begin(), filled.flags.end(), [&](std::uint16_t f) { return (f & flag) != 0; }));
}

void fill_areas(const RiverNetwork& network, const HydraulicOptions& options, FilledReaches& filled) {
  for (std::size_t i = 0; i < network.size(); ++i) {
    const auto id = static_cast<ReachId>(i);
    const Reach& reach = network.reach(id);
    double area = reach.upstream_area_km2 * 1e6;
    if (!is_positive(area)) {
      filled.flags[i] |= area_default;
      area = 0;
      for (const ReachId above : network.upstream(id)) area += filled.area_m2[at(above)];
      if (is_positive(reach.discharge_m3_s)) {
        area = std::max(area, reach.discharge_m3_s / yield_l_s_km2(options) * 1e9);
      } else if (area <= 0) {
        area = area_from_length_km2(is_positive(reach.length_m) ? reach.length_m : 1) * 1e6;
      }
    }
    filled.area_m2[i] = std::max(area, kLeastArea_m2);
  }
}

void fill_slopes(const HydraulicOptions& options, FilledReaches& filled) {
  for (std::size_t i = 0; i < filled.slope.size(); ++i) {
    const double given = i < options.slopes.size() ? options.slopes[i] : 0;
    if (is_positive(given)) {
      filled.slope[i] = std::clamp(given, kLeastSlope, kLargestSlope);
      continue;
    }
    filled.flags[i] |= slope_default;
    filled.slope[i] = is_positive(options.default_slope) ? std::clamp(options.default_slope, kLeastSlope, kLargestSlope)
                                                         : slope_from_area(filled.area_m2[i] / 1e6);
  }
}

void fill_widths(const HydraulicOptions& options, FilledReaches& filled) {
  for (std::size_t i = 0; i < filled.measured_width_m.size(); ++i) {
    const double given = i < options.widths_m.size() ? options.widths_m[i] : 0;
    const bool is_measured = given > 0 && given <= kLargestWidth_m;
    filled.flags[i] |= is_measured ? depth_estimated : width_depth_estimated;
    if (is_measured) filled.measured_width_m[i] = given;
  }
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
  return usable;
}

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
};
GivenDischarge given_discharge(const RiverNetwork& network, const HydraulicOptions& options, std::size_t i) {
  const double runoff = i < options.mean_discharges_m3_s.size() ? options.mean_discharges_m3_s[i] : 0;
  if (is_positive(runoff)) return {runoff, true};
  return {network.reach(static_cast<ReachId>(i)).discharge_m3_s, false};
}

/// The gauges for the areas of their own reaches. Issues: where one is far from what is given there.
std::vector<GaugedReach> gauged_reaches(const RiverNetwork& network, const HydraulicOptions& options, const std::vector<Gauge>& gauges,
                                        const FilledReaches& filled, Issues& issues) {
  std::vector<GaugedReach> gauged;
  for (const Gauge& gauge : gauges) {
    const GivenDischarge given = given_discharge(network, options, at(gauge.reach));
    const double here = discharge_by_area(gauge.discharge_m3_s[1], gauge.area_km2, filled.area_m2[at(gauge.reach)] / 1e6, options.area_power);
    gauged.push_back({gauge.reach, here});
    if (is_positive(given.m3_s) && is_far(here, given.m3_s)) {
      tell_once(issues, "gauge_beside_river", "q_mean",
                "gauge " + gauge.id + " has " + shortest(gauge.discharge_m3_s[1]) + " m3/s, " + (given.from_runoff ? "the runoff raster " : "the river layer ") +
                    fixed(given.m3_s, given.m3_s < 10 ? 2 : 0) + " m3/s there; the gauge's is taken, and reaches of like area are set right by it");
    }
  }
  return gauged;
}

void fill_discharges(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, const std::vector<Gauge>& gauges,
                     FilledReaches& filled, Issues& issues) {
  const std::vector<SpeakingGauge> speaking = speaking_gauges(network, gauges, filled);
  std::vector<double> given_m3_s(network.size());
  for (std::size_t i = 0; i < network.size(); ++i) given_m3_s[i] = given_discharge(network, options, i).m3_s;
  const std::vector<double> set_right = set_right_by_gauges(network, given_m3_s, filled.area_m2, gauged_reaches(network, options, gauges, filled, issues), speaking);
  for (std::size_t i = 0; i < network.size(); ++i) {
    const Gauge* gauge = speaking[i].is_known() ? &gauges[at(speaking[i].gauge)] : nullptr;
    const double area_km2 = filled.area_m2[i] / 1e6;
    const bool is_gauged = gauge != nullptr && at(gauge->reach) == i;
    double mean = set_right[i];
    if (!is_positive(mean)) {
      filled.flags[i] |= gauge != nullptr ? discharge_from_area : discharge_default;
      mean = gauge != nullptr ? discharge_by_area(gauge->discharge_m3_s[1], gauge->area_km2, area_km2, options.area_power)
                              : area_km2 * yield_l_s_km2(options) / 1000;
    } else if (!is_gauged) {
      if (given_discharge(network, options, i).from_runoff) filled.flags[i] |= discharge_from_runoff;
      if (is_far(mean, given_m3_s[i])) filled.flags[i] |= discharge_from_area;
    }
    filled.mean_discharge_m3_s[i] = std::max(mean, kLeastDischarge_m3_s);
    filled.flow_factor[i] = factor_of(options, gauge, flow);
  }
}

}  // namespace

FilledReaches fill_reaches(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, Issues& issues) {
  const std::size_t n = network.size();
  FilledReaches filled{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
                       std::vector<std::uint16_t>(n, 0)};
  fill_areas(network, options, filled);
  fill_slopes(options, filled);
  fill_widths(options, filled);
  const std::vector<Gauge> gauges = usable_gauges(network, options, filled, issues);
  fill_discharges(network, options, flow, gauges, filled, issues);
  tell_count(issues, "river_area_default", "upstream_area", flagged(filled, area_default), n,
             "upstream area; it is made from what flows in and their length");
  tell_count(issues, "river_discharge_default", "discharge", flagged(filled, discharge_default), n,
             "discharge and no gauge; " + shortest(yield_l_s_km2(options)) + " L/s per km2 are assumed");
  tell_count(issues, "river_slope_default", "slope", flagged(filled, slope_default), n, "slope; it is made from the upstream area");
  if (!options.widths_m.empty()) {
    tell_count(issues, "river_width_default", "width", flagged(filled, width_depth_estimated), n, "measured width; it is made from the discharge");
  }
  return filled;
}

}  // namespace tmfgeo
