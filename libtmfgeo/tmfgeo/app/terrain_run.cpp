// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_run.h"

#include "tmfgeo/app/inputs.h"

namespace tmfgeo {

TerrainProducts terrain_products(const DemInput& input, FeatureTable* rivers, Issues& issues, const Progress& progress) {
  report(progress, "read DEM", 0);
  Dem dem = read_dem_input(input, issues, progress);
  const Crs crs = dem.elevation_m.frame().crs;
  if (rivers != nullptr) {
    transform(*rivers, crs);
    burn_lines(dem, rivers->geometry, input.burn_depth_m);
  }
  report(progress, "condition DEM", 0);
  ConditionedDem conditioned = condition(std::move(dem), conditioning_of(input, crs, issues), progress);
  report(progress, "flow directions", 0);
  FlowField flow = route_d8(conditioned);
  report(progress, "upstream area", 0);
  Accumulation accumulation = accumulate(flow);
  report(progress, "streams", 0);
  Streams streams = extract_streams(flow, accumulation, square_kilometres(input.stream_threshold_km2));
  issues.push_back(make_issue("terrain_filled", {"dem", input.file(), ""}, "",
                              std::to_string(conditioned.filled_cells()) + " cells filled, " +
                                  std::to_string(conditioned.breached_cells()) + " breached, " +
                                  std::to_string(conditioned.terminal_sinks()) + " terminal sinks kept"));
  return {std::move(conditioned), std::move(flow), std::move(accumulation), std::move(streams)};
}

TerrainProducts run_terrain_stages(const DemInput& input, const std::string& river_file, Issues& issues, const Progress& progress) {
  if (river_file.empty()) return terrain_products(input, nullptr, issues, progress);
  InputFile rivers;
  rivers.section = "rivers";
  rivers.files = {river_file};
  FeatureTable table = read_table(rivers, {}, std::nullopt, issues);
  return terrain_products(input, &table, issues, progress);
}

}  // namespace tmfgeo
