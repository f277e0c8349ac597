// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_run.h"

#include <algorithm>

#include "tmfgeo/geo/geodesic.h"
#include "tmfgeo/grid/sample.h"
#include "tmfgeo/inventory/point_columns.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/project/inputs.h"
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
    bring_round(rivers->geometry, dem.elevation_m.frame());
    burn_lines(dem, rivers->geometry, input.burn_depth_m);
  }
  report(progress, "condition DEM", 0);
  ConditioningOptions options = conditioning_of(input, crs, issues);
  bring_round(options.terminal_basins, dem.elevation_m.frame());
  ConditionedDem conditioned = condition(std::move(dem), options, progress);
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

bool TerrainRequest::wants_raster(std::string_view product) const {
  if (product == "discharge") return !runoff.empty();
  if (product == "points") return !points.empty();
  return wants(product);
}

std::vector<std::string> TerrainRequest::inputs() const {
  std::vector<std::string> files = dem.files;
  if (dem.terminal_basins) files.push_back(dem.terminal_basins->file());
  for (const std::string& file : {rivers, runoff, points}) {
    if (!file.empty()) files.push_back(file);
  }
  return files;
}

std::vector<std::string> terrain_product_names() {
  return {"conditioned", "directions", "area", "streams", "basins", "hand", "slope", "distance"};
}

namespace {

std::string id_of(const FeatureTable& table, std::size_t row) {
  const auto column = find_column(table, "id", {"point_id", "facility_id", "name", "station", "gauge"});
  return (column ? table.text(*column, row) : std::nullopt).value_or(std::to_string(table.record_number[row]));
}

std::vector<PourPoint> pour_points(const TerrainRun& run, const TerrainRequest& request, Issues& issues) {
  const TerrainProducts& t = run.products;
  const GridFrame& frame = t.flow.direction.frame();
  const double threshold_km2 = in_square_kilometres(square_kilometres(request.dem.stream_threshold_km2));
  const auto is_stream = [&](std::int64_t cell) { return t.accumulation.area_km2[cell] >= threshold_km2; };
  std::vector<PourPoint> points;
  for (const GivenPoint& given : read_points(request, frame, issues)) {
    const bool has_way = given.cell >= 0 && t.flow.direction[given.cell] != kD8NoData;
    const FlowPath way = has_way ? flow_path(t.flow, t.conditioned, frame.cell(given.cell), is_stream) : FlowPath{};
    std::optional<PourPoint> point = pour_point(request, frame, given, way, issues);
    if (!point) continue;
    point->area_km2 = t.accumulation.area_km2[point->cell];
    if (run.discharge) point->discharge_m3_s = run.discharge->discharge_m3_s[point->cell];
    points.push_back(*std::move(point));
  }
  return points;
}

}  // namespace

std::vector<GivenPoint> read_points(const TerrainRequest& request, const GridFrame& dem, Issues& issues) {
  InputFile input;
  input.section = "points";
  input.files = {request.points};
  input.crs = request.points_crs;
  const FeatureTable table = read_table(input, {}, std::nullopt, issues);
  const PointColumns located(table);
  const Transform to_dem(Crs::wgs84(), dem.crs);
  std::vector<GivenPoint> points;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    GivenPoint point;
    point.id = id_of(table, row);
    point.record = table.record(row);
    const LocatedPoint at = located.at(row);
    if (!at.point) {
      issues.push_back(make_issue("point_unusable", {point.id, request.points, point.record}, at.field, at.problem));
      continue;
    }
    point.given = *at.point;
    const Point in_dem = brought_round(to_dem(point.given), dem);
    if (const Cell cell = dem.cell_at(in_dem); is_finite(in_dem) && dem.contains(cell)) point.cell = dem.index(cell);
    points.push_back(std::move(point));
  }
  return points;
}

std::optional<PourPoint> pour_point(const TerrainRequest& request, const GridFrame& dem, const GivenPoint& given,
                                    const FlowPath& way, Issues& issues) {
  const IssuePlace place{given.id, request.points, given.record};
  if (way.cells.empty()) {
    issues.push_back(make_issue("point_unusable", place, {}, "lies where the DEM has no elevation, expected a point on it"));
    return std::nullopt;
  }
  PourPoint point{.id = given.id, .given = given.given};
  point.on_stream = way.end == FlowEnd::stopped;
  point.cell = point.on_stream ? way.cells.back() : way.cells.front();
  if (point.on_stream) {
    Polyline line = cell_line(dem, way.cells);
    Transform(dem.crs, Crs::wgs84()).apply(line);
    point.moved_m = geodesic_length_m(line);
  } else {
    issues.push_back(make_issue("point_not_on_stream", place, {}, "its water meets no stream, expected one below it"));
  }
  return point;
}

std::optional<FeatureTable> read_rivers(const TerrainRequest& request, Issues& issues) {
  if (request.rivers.empty()) return std::nullopt;
  InputFile input;
  input.section = "rivers";
  input.files = {request.rivers};
  return read_table(input, {}, std::nullopt, issues);
}

TerrainRun run_terrain(const TerrainRequest& request, Issues& issues, const Progress& progress) {
  std::optional<Grid<float>> slope_of_dem;
  const auto on_dem = [&](const Dem& dem) {
    if (request.wants("slope")) slope_of_dem = slope(dem.elevation_m);
  };
  std::optional<FeatureTable> rivers = read_rivers(request, issues);
  TerrainRun run{terrain_products(request.dem, rivers ? &*rivers : nullptr, issues, progress, on_dem), std::nullopt, std::nullopt, {}};
  run.slope = std::move(slope_of_dem);
  if (!request.runoff.empty()) {
    report(progress, "discharge", 0);
    const GridFrame& frame = run.products.flow.direction.frame();
    const Grid<float> runoff = read_raster({request.runoff}, reaching(request.runoff, frame), issues);
    run.discharge = accumulate_runoff(run.products.flow, sample_nearest(runoff, frame));
  }
  if (!request.points.empty()) run.points = pour_points(run, request, issues);
  return run;
}

}  // namespace tmfgeo
