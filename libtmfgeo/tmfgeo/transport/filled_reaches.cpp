// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/transport/filled_reaches.h"

#include <algorithm>
#include <cmath>

#include "tmfgeo/core/text.h"
#include "tmfgeo/transport/filled_discharges.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr double kLeastArea_m2 = 1e4;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
bool is_positive(double value) { return std::isfinite(value) && value > 0; }

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

}  // namespace

FilledReaches fill_reaches(const RiverNetwork& network, const HydraulicOptions& options, Flow flow, Issues& issues) {
  const std::size_t n = network.size();
  FilledReaches filled{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
                       std::vector<std::uint16_t>(n, 0)};
  fill_areas(network, options, filled);
  fill_slopes(options, filled);
  fill_widths(options, filled);
  fill_discharges(network, options, flow, filled, issues);
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
