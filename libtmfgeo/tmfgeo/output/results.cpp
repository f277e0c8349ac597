// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/results.h"

#include <algorithm>
#include <filesystem>

#include "tmfgeo/io/workbook.h"
#include "tmfgeo/output/inspection_files.h"
#include "tmfgeo/output/layers.h"
#include "tmfgeo/output/output_folder.h"
#include "tmfgeo/output/qml.h"
#include "tmfgeo/output/results_workbook.h"
#include "tmfgeo/output/scenario_files.h"
#include "tmfgeo/output/styles.h"
#include "tmfgeo/output/terrain_rasters.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

/// Elevations of the cells that have a direction: in a window of a DEM the others may be too low.
Grid<float> routed_elevations(const TerrainProducts& t) {
  Grid<float> routed = t.conditioned.elevation_m();
  for (std::ptrdiff_t i = 0; i < routed.size(); ++i) {
    if (t.flow.direction[i] == kD8NoData) routed[i] = kMissingCell<float>;
  }
  return routed;
}

/// The rasters of an assessment's DEM.
std::vector<std::string> write_rasters(const TerrainProducts& t, const InputFile& input, const std::string& folder,
                                       const Progress& progress) {
  std::vector<std::string> files;
  const auto add = [&](std::string_view product, const auto& grid, const std::string& style) {
    for (std::string& file : write_terrain_raster(product, grid, style, input, folder)) files.push_back(std::move(file));
  };
  report(progress, "write rasters", 0);
  {
    const Grid<float> elevation_m = routed_elevations(t);
    const Extent height = extent_of(elevation_m);
    add("conditioned", elevation_m, elevation_style(height.low, height.high));
  }
  report(progress, "write rasters", 0.4);
  add("directions", esri_codes(t.flow.direction), direction_style());
  report(progress, "write rasters", 0.6);
  const Grid<float> area = as_floats(t.accumulation.area_km2);
  add("area", area, area_style(extent_of(area).high));
  report(progress, "write rasters", 1);
  return files;
}

std::vector<std::string> write_assessment(const Assessment& a, const std::string& folder, const Progress& progress) {
  std::vector<std::string> files;
  GeoPackageOptions options;
  options.title = a.project.title;
  options.description = a.project.description + (a.project.synthetic ? " Synthetic: an invented landscape, no real place." : "");
  for (const FacilityResult& r : a.results) {
    for (const Point p : r.route.line) options.view.add(p);
  }
  const double margin = 0.08 * std::max(options.view.max_x - options.view.min_x, options.view.max_y - options.view.min_y);
  if (!options.view.empty()) options.view = options.view.grown(margin, margin);
  if (a.terrain) {
    files = write_rasters(*a.terrain, *a.project.dem, folder, progress);
    for (const char* product : {"conditioned", "area"}) options.rasters.push_back(listed(terrain_raster(product)));
  }
  if (a.natech) {
    for (std::string& file : write_scenario_rasters(*a.natech, folder)) files.push_back(std::move(file));
    for (const ScenarioRaster& raster : a.natech->rasters) {
      const bool first = raster.measure == a.project.natech->measures.front();
      if (raster.name.ends_with("_median.tif")) options.rasters.push_back({raster.name, raster.title, first});
    }
  }
  options.relation = {"facilities", "facility_id"};
  report(progress, "write GeoPackage", 0);
  const std::string path = (fs::path(folder) / "results.gpkg").string();
  const std::vector<OutputLayer> layers = make_layers(a);
  write_geopackage(path, layers, options);
  files.push_back(path);
  files.push_back((fs::path(folder) / "open_in_qgis.qgz").string());
  for (const Language language : {Language::en, Language::ru}) {
    const std::string workbook = (fs::path(folder) / (language == Language::en ? "results.xlsx" : "results_ru.xlsx")).string();
    write_workbook(workbook, results_workbook(a, layers, language), true);
    files.push_back(workbook);
  }
  if (a.inspections) files.push_back(write_action_plan(a, folder));
  report(progress, "write GeoPackage", 1);
  return files;
}

}  // namespace

std::vector<std::string> write_results(const Assessment& a, const OutputFolder& folder, const Progress& progress) {
  return folder.fill([&](const std::string& staging) { return write_assessment(a, staging, progress); });
}

}  // namespace tmfgeo
