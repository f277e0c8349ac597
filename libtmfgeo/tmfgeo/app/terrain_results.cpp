// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/terrain_results.h"

#include <filesystem>
#include <functional>
#include <map>

#include "tmfgeo/app/inputs.h"
#include "tmfgeo/app/layer_rows.h"
#include "tmfgeo/app/styles.h"
#include "tmfgeo/app/terrain_layers.h"
#include "tmfgeo/app/terrain_rasters.h"
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
  void add_basins(std::string_view product, const Basins& basins) {
    add(product, basins.basin, labels_style(static_cast<std::int64_t>(basins.outlets.size())));
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
  std::vector<std::int64_t> point_cells() const {
    std::vector<std::int64_t> cells;
    for (const PourPoint& p : run_.points) cells.push_back(p.cell);
    return cells;
  }

  const TerrainRun& run_;
  const TerrainRequest& request_;
  std::string folder_;
  std::vector<std::string> files_;
  std::vector<std::string_view> written_;
  std::vector<OutputLayer> basin_layers_;
};

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
      {"basins",
       [&] {
         const Basins basins = basins_of_ends(t.flow);
         add_basins("basins", basins);
         basin_layers_.push_back(basins_layer(run_, basins, threshold_km2));
       }},
      {"points",
       [&] {
         const Basins basins = basins_of(t.flow, point_cells());
         add_basins("points", basins);
         basin_layers_.insert(basin_layers_.begin(), point_basins_layer(run_, basins));
       }},
  };
  const auto wanted = [&](std::string_view product) {
    if (product == "discharge") return run_.discharge.has_value();
    if (product == "points") return !request_.points.empty();
    return request_.wants(product);
  };
  double done = 0;
  for (const TerrainRaster& raster : terrain_rasters()) {
    report(progress, "write rasters", done++ / static_cast<double>(terrain_rasters().size()));
    if (wanted(raster.product)) makers.at(raster.product)();
  }
  report(progress, "write rasters", 1);
}

void TerrainWriter::write_layers(const Issues& issues) {
  std::vector<OutputLayer> layers;
  if (!request_.points.empty()) layers.push_back(pour_points_layer(run_));
  if (request_.wants("streams")) layers.push_back(streams_layer(run_));
  for (OutputLayer& layer : basin_layers_) layers.push_back(std::move(layer));
  std::vector<OutputRaster> rasters;
  for (const std::string_view product : written_) rasters.push_back(listed(terrain_raster(product)));
  const GridFrame& frame = run_.products.flow.direction.frame();
  for (std::string& file : write_terrain_package(frame, std::move(layers), std::move(rasters), issues, folder_)) files_.push_back(std::move(file));
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
                                       const std::string& folder, bool overwrite, const Progress& progress) {
  check_output(folder, overwrite);
  return all_or_nothing(folder, [&](const std::string& staging) {
    TerrainWriter writer(run, request, staging);
    writer.write_rasters(progress);
    writer.write_layers(issues);
    return std::move(writer).files();
  });
}

}  // namespace tmfgeo
