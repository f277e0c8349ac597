// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/terrain_results.h"

#include <filesystem>
#include <functional>
#include <map>

#include "tmfgeo/output/layer_rows.h"
#include "tmfgeo/output/styles.h"
#include "tmfgeo/output/terrain_layers.h"
#include "tmfgeo/output/terrain_rasters.h"
#include "tmfgeo/project/inputs.h"
#include "tmfgeo/terrain/hand.h"
#include "tmfgeo/terrain/outlet_distance.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

/// Makes one raster after the other, so that only one is in memory beside the run's own.
class TerrainWriter {
 public:
  TerrainWriter(const TerrainRun& run, const TerrainRequest& request, const std::string& folder)
      : run_(run), request_(request), folder_(folder) {}

  void write_rasters(const Progress& progress);
  void write_layers(const Issues& issues);
  std::vector<std::string> files() && { return std::move(files_); }

 private:
  template <class T>
  void add(std::string_view product, const Grid<T>& grid, const std::string& style) {
    for (std::string& file : write_terrain_raster(product, grid, style, request_.dem, folder_)) files_.push_back(std::move(file));
    written_.push_back(product);
  }
  void add_distance() {
    const Grid<float> distance = as_floats(distance_to_outlet_km(run_.products.flow));
    add("distance", distance, distance_style(extent_of(distance).high));
  }
  void add_elevation() {
    const Grid<float>& elevation = run_.products.conditioned.elevation_m();
    const Extent height = extent_of(elevation);
    add("conditioned", elevation, elevation_style(height.low, height.high));
  }
  void add_amounts(std::string_view product, const Grid<double>& amounts, std::string (*style)(double)) {
    const Grid<float> floats = as_floats(amounts);
    add(product, floats, style(extent_of(floats).high));
  }
  const GridFrame& frame() const { return run_.products.flow.direction.frame(); }
  void add_basins();
  void add_point_basins();
  std::vector<LargeBasin> large_basins(const Basins& basins) const;
  std::vector<double> stream_discharge_m3_s() const;

  const TerrainRun& run_;
  const TerrainRequest& request_;
  std::string folder_;
  std::vector<std::string> files_;
  std::vector<std::string_view> written_;
  std::vector<OutputLayer> basin_layers_;
};

LabelRows rows_of(const Grid<std::int32_t>& labels) {
  return [&labels](std::ptrdiff_t row, std::span<std::int32_t> values) { std::copy_n(&labels[Cell{row, 0}], values.size(), values.begin()); };
}

std::vector<LargeBasin> TerrainWriter::large_basins(const Basins& basins) const {
  const TerrainProducts& t = run_.products;
  const double threshold_km2 = in_square_kilometres(square_kilometres(request_.dem.stream_threshold_km2));
  std::vector<LargeBasin> large;
  for (std::size_t i = 0; i < basins.outlets.size(); ++i) {
    LargeBasin basin{.number = static_cast<std::int32_t>(i), .outlet = basins.outlets[i]};
    basin.area_km2 = t.accumulation.area_km2[basin.outlet];
    if (basin.area_km2 < threshold_km2) continue;
    if (run_.discharge) basin.discharge_m3_s = run_.discharge->discharge_m3_s[basin.outlet];
    basin.end = flow_path(t.flow, t.conditioned, frame().cell(basin.outlet)).end;
    large.push_back(basin);
  }
  return large;
}

std::vector<double> TerrainWriter::stream_discharge_m3_s() const {
  std::vector<double> discharge;
  if (!run_.discharge) return discharge;
  for (const StreamLink& link : run_.products.streams.links) discharge.push_back(run_.discharge->discharge_m3_s[link.last_own_cell()]);
  return discharge;
}

void TerrainWriter::add_basins() {
  const Basins basins = basins_of_ends(run_.products.flow);
  add("basins", basins.basin, labels_style(static_cast<std::int64_t>(basins.outlets.size())));
  basin_layers_.push_back(basins_layer(frame(), large_basins(basins), basins.outlets.size(), rows_of(basins.basin)));
}

void TerrainWriter::add_point_basins() {
  std::vector<std::int64_t> cells;
  for (const PourPoint& p : run_.points) cells.push_back(p.cell);
  const Basins basins = basins_of(run_.products.flow, cells);
  add("points", basins.basin, labels_style(static_cast<std::int64_t>(cells.size())));
  basin_layers_.insert(basin_layers_.begin(), point_basins_layer(frame(), run_.points, basins.downstream, rows_of(basins.basin)));
}

void TerrainWriter::write_rasters(const Progress& progress) {
  const TerrainProducts& t = run_.products;
  const double threshold_km2 = request_.dem.stream_threshold_km2;
  const std::map<std::string_view, std::function<void()>> makers{
      {"conditioned", [&] { add_elevation(); }},
      {"directions", [&] { add("directions", esri_codes(t.flow.direction), direction_style()); }},
      {"area", [&] { add_amounts("area", t.accumulation.area_km2, area_style); }},
      {"hand",
       [&] {
         add("hand", hand_m(t.flow, t.conditioned.elevation_m(), t.accumulation, square_kilometres(threshold_km2)), hand_style());
       }},
      {"slope", [&] { add("slope", *run_.slope, slope_style()); }},
      {"distance", [&] { add_distance(); }},
      {"discharge", [&] { add_amounts("discharge", run_.discharge->discharge_m3_s, discharge_style); }},
      {"basins", [&] { add_basins(); }},
      {"points", [&] { add_point_basins(); }},
  };
  double done = 0;
  for (const TerrainRaster& raster : terrain_rasters()) {
    report(progress, "write rasters", done++ / static_cast<double>(terrain_rasters().size()));
    if (request_.wants_raster(raster.product)) makers.at(raster.product)();
  }
  report(progress, "write rasters", 1);
}

void TerrainWriter::write_layers(const Issues& issues) {
  std::vector<OutputLayer> layers;
  if (!request_.points.empty()) layers.push_back(pour_points_layer(frame(), run_.points));
  if (request_.wants("streams")) layers.push_back(streams_layer(frame(), run_.products.streams, stream_discharge_m3_s()));
  for (OutputLayer& layer : basin_layers_) layers.push_back(std::move(layer));
  std::vector<OutputRaster> rasters;
  for (const std::string_view product : written_) rasters.push_back(listed(terrain_raster(product)));
  for (std::string& file : write_terrain_package(frame(), std::move(layers), std::move(rasters), issues, folder_)) files_.push_back(std::move(file));
}

}  // namespace

std::vector<std::string> write_terrain_package(const GridFrame& frame, std::vector<OutputLayer> layers, std::vector<OutputRaster> rasters,
                                               const Issues& issues, const std::string& folder) {
  Assessment told;
  told.issues = issues;
  OutputLayer issue_table;
  issue_table.table = issues_layer(told);
  issue_table.title = "Issues";
  issue_table.description = "What is wrong or worth knowing in the inputs, with advice.";
  layers.push_back(std::move(issue_table));
  GeoPackageOptions options;
  options.title = "Terrain";
  options.view = transformed_box(frame.box(), frame.crs, Crs::wgs84());
  options.rasters = std::move(rasters);
  const std::string path = (fs::path(folder) / "terrain.gpkg").string();
  write_geopackage(path, layers, options);
  return {path, (fs::path(folder) / "open_in_qgis.qgz").string()};
}

std::vector<std::string> write_terrain(const TerrainRun& run, const TerrainRequest& request, const Issues& issues,
                                       const OutputFolder& folder, const Progress& progress) {
  return folder.fill([&](const std::string& staging) {
    TerrainWriter writer(run, request, staging);
    writer.write_rasters(progress);
    writer.write_layers(issues);
    return std::move(writer).files();
  });
}

}  // namespace tmfgeo
