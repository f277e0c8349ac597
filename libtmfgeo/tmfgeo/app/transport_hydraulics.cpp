// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/transport_hydraulics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "tmfgeo/app/transport_stations.h"
#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/network/network_issues.h"
#include "tmfgeo/project/inputs.h"
#include "tmfgeo/transport/hydraulics.h"

namespace tmfgeo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerYear = 365.25 * 86400;

/// Rounding of summed areas; less than this of a reach's own area drains to it beside its upstream reaches: nothing does.
constexpr double kAreaRounding = 1e-9;

/// What a column of the river layer may hold; 0 and empty are unknown.
struct ColumnRange {
  const char* what;
  double most;
  const char* unit;
};
constexpr ColumnRange kSlopes{"a slope", kLargestSlope, "m/m"};
constexpr ColumnRange kWidths{"a width", kLargestWidth_m, "m"};

/// Values above 0 of a column, by the record each reach came from; NaN elsewhere. Needs: the column is there.
std::vector<double> from_column(const FeatureTable& lines, const std::string& column, const ColumnRange& range, const RiverNetwork& network, Issues& issues) {
  const auto index = lines.find(column);
  TMFGEO_EXPECTS(index.has_value());
  LayerIssues unreadable("value_unreadable", lines, issues);
  LayerIssues impossible("value_out_of_range", lines, issues);
  std::map<std::int64_t, double> by_record;
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    const std::int64_t record = lines.record_number[row];
    const auto text = lines.text(*index, row);
    const auto value = lines.number(*index, row);
    const auto message = [&] { return "found " + *text + ", expected " + range.what + " from 0 to " + shortest(range.most) + " " + range.unit; };
    if (!value) {
      if (text && !trimmed(*text).empty()) unreadable.add(record, column, message);
    } else if (*value < 0 || *value > range.most) {
      impossible.add(record, column, message);
    } else if (*value > 0) {
      by_record.emplace(record, *value);
    }
  }
  unreadable.finish();
  impossible.finish();
  std::vector<double> values(network.size(), kNaN);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto found = by_record.find(network.reach(static_cast<ReachId>(i)).source_record);
    if (found != by_record.end()) values[i] = found->second;
  }
  return values;
}

/// What the river layer's own columns say comes before the DEM.
void add_columns(const Project& project, const RiverNetwork& network, HydraulicOptions& options, Issues& issues) {
  const HydraulicsInput& input = project.transport->hydraulics;
  std::vector<std::string> wanted;
  for (const std::string& column : {input.slope_column, input.width_column}) {
    if (!column.empty()) wanted.push_back(column);
  }
  if (!project.rivers || wanted.empty()) return;
  Issues told_before;  // when the network was made
  const FeatureTable lines = read_table(*project.rivers, wanted, std::nullopt, told_before);
  if (!input.width_column.empty()) options.widths_m = from_column(lines, input.width_column, kWidths, network, issues);
  if (input.slope_column.empty()) return;
  const std::vector<double> stated = from_column(lines, input.slope_column, kSlopes, network, issues);
  options.slopes.resize(network.size(), kNaN);
  for (std::size_t i = 0; i < stated.size(); ++i) {
    if (std::isfinite(stated[i])) options.slopes[i] = stated[i];
  }
}

double sampled(const Grid<float>& grid, Point p) {
  const Cell cell = grid.frame().cell_at(p);
  return grid.frame().contains(cell) ? static_cast<double>(grid[cell]) : kNaN;
}

}  // namespace

std::vector<double> slopes_from_dem(const RiverNetwork& network, const ConditionedDem& dem) {
  const Grid<float>& elevation_m = dem.elevation_m();
  const Transform to_dem(Crs::wgs84(), elevation_m.frame().crs);
  std::vector<double> slopes(network.size(), kNaN);
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const auto id = static_cast<ReachId>(i);
    const auto line = network.line(id);
    const double fall_m = sampled(elevation_m, to_dem(line.front())) - sampled(elevation_m, to_dem(line.back()));
    if (fall_m > 0 && network.reach(id).length_m > 0) slopes[i] = fall_m / network.reach(id).length_m;
  }
  return slopes;
}

std::vector<double> discharges_from_runoff(const RiverNetwork& network, const Grid<float>& runoff_mm_y) {
  const Transform to_raster(Crs::wgs84(), runoff_mm_y.frame().crs);
  std::vector<double> discharges(network.size(), kNaN);
  for (std::size_t i = 0; i < discharges.size(); ++i) {
    const auto id = static_cast<ReachId>(i);
    const auto line = network.line(id);
    const double area_km2 = network.reach(id).upstream_area_km2;
    double own_km2 = area_km2;
    double sum_m3_s = 0;
    for (const ReachId above : network.upstream(id)) {
      own_km2 -= network.reach(above).upstream_area_km2;
      sum_m3_s += discharges[static_cast<std::size_t>(above)];
    }
    if (own_km2 <= kAreaRounding * area_km2) {
      discharges[i] = sum_m3_s;
      continue;
    }
    const double runoff = sampled(runoff_mm_y, to_raster(between(line.front(), line.back(), 0.5)));
    discharges[i] = sum_m3_s + runoff / 1000 * own_km2 * 1e6 / kSecondsPerYear;
  }
  return discharges;
}

HydraulicOptions hydraulic_options(const Project& project, const TransportData& data, const RiverNetwork& network,
                                   const std::optional<TerrainProducts>& terrain, Issues& issues) {
  const TransportInput& input = *project.transport;
  HydraulicOptions o;
  o.gauges = gauges_on(input, data.gauges, network, issues);
  o.area_power = input.discharge.area_power;
  o.default_yield_l_s_km2 = input.discharge.yield_l_s_km2.value_or(0);
  o.flow_factors = {input.discharge.low_factor, 1, input.discharge.high_factor};
  o.roughness_n = input.hydraulics.roughness_n;
  o.default_slope = input.hydraulics.default_slope.value_or(0);
  if (terrain) o.slopes = slopes_from_dem(network, terrain->conditioned);
  add_columns(project, network, o, issues);
  if (input.discharge.runoff) {
    RasterOptions raster;
    raster.crs = input.discharge.runoff->crs;
    raster.clip = input.discharge.runoff->clip;
    o.mean_discharges_m3_s = discharges_from_runoff(network, read_raster(input.discharge.runoff->files, raster, issues));
  }
  return o;
}

}  // namespace tmfgeo
