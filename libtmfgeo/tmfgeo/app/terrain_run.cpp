// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_run.h"

#include <algorithm>

#include "tmfgeo/app/inputs.h"
#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/grid/sample.h"
#include "tmfgeo/inventory/point_columns.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/terrain/slope.h"

namespace tmfgeo {

TerrainProducts terrain_products(const DemInput& input, FeatureTable* rivers, Issues& issues, const Progress& progress,
                                 const std::function<void(const Dem&)>& on_dem, const OpenSides& open) {
  report(progress, "read DEM", 0);
  Dem dem = read_dem_input(input, issues, progress);
  if (on_dem) on_dem(dem);
  const Crs crs = dem.elevation_m.frame().crs;
  if (rivers != nullptr) {
    transform(*rivers, crs);
    burn_lines(dem, rivers->geometry, input.burn_depth_m);
  }
  report(progress, "condition DEM", 0);
  ConditionedDem conditioned = condition(std::move(dem), conditioning_of(input, crs, issues), progress);
  report(progress, "flow directions", 0);
  FlowField flow = route_d8(conditioned);
  leave_out_open_basins(flow, open);
  report(progress, "upstream area", 0);
  Accumulation accumulation = accumulate(flow);
  report(progress, "streams", 0);
  Streams streams = extract_streams(flow, accumulation, square_kilometres(input.stream_threshold_km2));
  issues.push_back(terrain_filled_issue(input, conditioned.filled_cells(), conditioned.breached_cells(), conditioned.terminal_sinks()));
  return {std::move(conditioned), std::move(flow), std::move(accumulation), std::move(streams), {}};
}

Issue terrain_filled_issue(const DemInput& input, std::int64_t filled, std::int64_t breached, std::int64_t terminal) {
  return make_issue("terrain_filled", {"dem", input.file(), ""}, "",
                    std::to_string(filled) + " cells filled, " + std::to_string(breached) + " breached, " +
                        std::to_string(terminal) + " terminal sinks kept");
}

bool TerrainRequest::wants(std::string_view product) const {
  return std::ranges::find(products, product) != products.end();
}

std::vector<std::string> terrain_product_names() {
  return {"conditioned", "directions", "area", "streams", "basins", "hand", "slope", "distance"};
}

namespace {

/// Runoff at the cells of the DEM, from the part of its raster that reaches it.
Grid<float> runoff_on(const GridFrame& frame, const std::string& file, Issues& issues) {
  const GridFrame coarse = raster_info({file}).frame;
  RasterOptions options;
  options.clip = transformed_box(frame.box(), frame.crs, coarse.crs).grown(coarse.cell_width, coarse.cell_height);
  return sample_nearest(read_raster({file}, options, issues), frame);
}

std::string id_of(const FeatureTable& table, std::size_t row) {
  const auto column = find_column(table, "id", {"point_id", "facility_id", "name", "station", "gauge"});
  return (column ? table.text(*column, row) : std::nullopt).value_or(std::to_string(table.record_number[row]));
}

std::optional<PourPoint> pour_point(const TerrainProducts& t, double threshold_km2, PourPoint point,
                                    const Transform& to_dem, const IssuePlace& place, Issues& issues) {
  const GridFrame& frame = t.flow.direction.frame();
  const Point p = to_dem(point.given);
  const Cell start = frame.cell_at(p);
  if (!is_finite(p) || !frame.contains(start) || t.flow.direction[start] == kD8NoData) {
    issues.push_back(make_issue("point_unusable", place, {}, "lies where the DEM has no elevation, expected a point on it"));
    return std::nullopt;
  }
  const auto is_stream = [&](std::int64_t cell) { return t.accumulation.area_km2[cell] >= threshold_km2; };
  const FlowPath way = flow_path(t.flow, t.conditioned, start, is_stream);
  point.on_stream = way.end == FlowEnd::stopped;
  point.cell = point.on_stream ? way.cells.back() : way.cells.front();
  if (point.on_stream) {
    Polyline line = cell_line(frame, way.cells);
    Transform(frame.crs, Crs::wgs84()).apply(line);
    point.moved_m = geodesic_length_m(line);
  } else {
    issues.push_back(make_issue("point_not_on_stream", place, {}, "its water meets no stream, expected one below it"));
  }
  return point;
}

std::vector<PourPoint> pour_points(const TerrainProducts& t, const TerrainRequest& request, Issues& issues) {
  InputFile input;
  input.section = "points";
  input.files = {request.points};
  input.crs = request.points_crs;
  const FeatureTable table = read_table(input, {}, std::nullopt, issues);
  const PointColumns located(table);
  const Transform to_dem(Crs::wgs84(), t.flow.direction.frame().crs);
  std::vector<PourPoint> points;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    PourPoint point;
    point.id = id_of(table, row);
    const IssuePlace place{point.id, request.points, table.record(row)};
    const LocatedPoint at = located.at(row);
    if (!at.point) {
      issues.push_back(make_issue("point_unusable", place, at.field, at.problem));
      continue;
    }
    point.given = *at.point;
    if (auto found = pour_point(t, request.dem.stream_threshold_km2, std::move(point), to_dem, place, issues)) points.push_back(std::move(*found));
  }
  return points;
}

}  // namespace

TerrainRun run_terrain(const TerrainRequest& request, Issues& issues, const Progress& progress) {
  std::optional<Grid<float>> slope_of_dem;
  const auto on_dem = [&](const Dem& dem) {
    if (request.wants("slope")) slope_of_dem = slope(dem.elevation_m);
  };
  const auto products = [&] {
    if (request.rivers.empty()) return terrain_products(request.dem, nullptr, issues, progress, on_dem);
    InputFile rivers;
    rivers.section = "rivers";
    rivers.files = {request.rivers};
    FeatureTable table = read_table(rivers, {}, std::nullopt, issues);
    return terrain_products(request.dem, &table, issues, progress, on_dem);
  };
  TerrainRun run{products(), std::nullopt, std::nullopt, {}};
  run.slope = std::move(slope_of_dem);
  if (!request.runoff.empty()) {
    report(progress, "discharge", 0);
    run.discharge = accumulate_runoff(run.products.flow, runoff_on(run.products.flow.direction.frame(), request.runoff, issues));
  }
  if (!request.points.empty()) run.points = pour_points(run.products, request, issues);
  return run;
}

}  // namespace tmfgeo
