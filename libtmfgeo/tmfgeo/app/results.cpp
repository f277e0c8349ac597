// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/results.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include "tmfgeo/app/layers.h"
#include "tmfgeo/app/natech_rasters.h"
#include "tmfgeo/app/qml.h"
#include "tmfgeo/app/styles.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/table/schema.h"

namespace tmfgeo {
namespace {

namespace fs = std::filesystem;

struct RasterFile {
  const char* name;
  const char* title;
};
constexpr RasterFile kArea{"upstream_area.tif", "Upstream area, km²"};
constexpr RasterFile kDirection{"flow_direction.tif", "Flow direction (D8, ESRI codes)"};
constexpr RasterFile kElevation{"dem_conditioned.tif", "Conditioned elevation, m"};

/// Makes the folder and proves that a file can be written there.
void make_folder(const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    throw Error(ErrorCode::environment, "is a file, expected a folder for the results", folder);
  }
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorCode::environment, "cannot be made: " + error.message(), folder);
}

constexpr const char* kStaging = ".tmfgeo-partial";
constexpr const char* kOutputs[] = {"results.gpkg",       "streams.gpkg",       "open_in_qgis.qgz",
                                    "dem_conditioned.tif", "flow_direction.tif", "upstream_area.tif"};

/// Lets `write` fill a folder of its own and moves all files into place when the last one is whole: a run that fails
/// leaves the folder as it was, never new rasters beside old layers.
std::vector<std::string> all_or_nothing(const std::string& folder, const std::function<std::vector<std::string>(const std::string&)>& write) {
  struct Staging {
    fs::path path;
    ~Staging() {
      std::error_code none;
      fs::remove_all(path, none);
    }
  };
  const Staging staging{fs::path(folder) / kStaging};
  std::error_code none;
  fs::remove_all(staging.path, none);  // left by a run that was killed
  make_folder(staging.path.string());
  const auto final_path = [&](const fs::path& file) { return (fs::path(folder) / file.filename()).string(); };
  std::vector<std::string> files;
  try {
    files = write(staging.path.string());
  } catch (const Error& error) {
    const std::string message = error.what();
    if (error.path().empty() || !message.starts_with(error.path() + ": ")) throw;
    throw Error(error.code(), message.substr(error.path().size() + 2), final_path(error.path()));
  }
  for (const auto& entry : fs::directory_iterator(staging.path)) move_into_place(entry.path().string(), final_path(entry.path()));
  for (std::string& file : files) file = final_path(file);
  return files;
}

RasterMetadata metadata_of(const RasterFile& file, const InputFile& input, const std::string& description, const std::string& unit,
                           std::string style) {
  RasterMetadata m;
  m.title = file.title;
  m.description = description;
  m.unit = unit;
  m.style_qml = std::move(style);
  m.items = {{"TMFGEO_VERSION", tmfgeo_version()}};
  if (!input.source.empty()) m.items.emplace_back("SOURCE", input.source);
  if (!input.licence.empty()) m.items.emplace_back("LICENCE", input.licence);
  if (!input.attribution.empty()) m.items.emplace_back("ATTRIBUTION", input.attribution);
  return m;
}

struct Extent {
  double low = 0;
  double high = 1;
};

template <class T>
Extent extent_of(const Grid<T>& grid) {
  Extent e{INFINITY, -INFINITY};
  for (const T value : grid.values()) {
    if (!(value == value)) continue;
    e.low = std::min(e.low, static_cast<double>(value));
    e.high = std::max(e.high, static_cast<double>(value));
  }
  return e.low < e.high ? e : Extent{0, 1};
}

std::vector<std::string> write_rasters(const TerrainProducts& t, const InputFile& input, const std::string& folder,
                                       const Progress& progress) {
  const auto path = [&](const RasterFile& file) { return (fs::path(folder) / file.name).string(); };
  report(progress, "write rasters", 0);
  const Extent height = extent_of(t.conditioned.elevation_m());
  write_cog(path(kElevation), t.conditioned.elevation_m(),
            metadata_of(kElevation, input, "Elevation without pits; water leaves every cell.", "m", elevation_style(height.low, height.high)),
            false);
  const GridFrame& frame = t.flow.direction.frame();
  Grid<std::uint8_t> codes(frame);
  std::transform(t.flow.direction.values().begin(), t.flow.direction.values().end(), codes.values().begin(),
                 [](D8 d) { return static_cast<std::uint8_t>(encode(d, D8Convention::esri)); });
  report(progress, "write rasters", 0.3);
  write_cog(path(kDirection), codes,
            metadata_of(kDirection, input, "D8 in ESRI codes: 1 east, then clockwise in powers of two; 0 outlet or sink; 255 none.", "",
                        direction_style()),
            false);
  Grid<float> area(frame);
  std::transform(t.accumulation.area_km2.values().begin(), t.accumulation.area_km2.values().end(), area.values().begin(),
                 [](double v) { return static_cast<float>(v); });
  report(progress, "write rasters", 0.6);
  write_cog(path(kArea), area,
            metadata_of(kArea, input, "Area draining through each cell, its own included.", "km2", area_style(extent_of(area).high)), false);
  report(progress, "write rasters", 1);
  return {path(kElevation), path(kDirection), path(kArea)};
}

struct StreamRow {
  std::int64_t number;
  const StreamLink* link;
};

OutputLayer streams_layer(const TerrainProducts& t) {
  static const Schema<StreamRow> schema{
      {"link_id", "", "Link", "Number of the stream link, upstream before downstream.", &StreamRow::number},
      {"downstream_id", "", "Flows into", "Number of the link downstream; missing at an end.",
       [](const StreamRow& x) { return x.link->downstream < 0 ? std::optional<std::int64_t>() : x.link->downstream; }},
      {"stream_order", "", "Stream order", "Strahler order.", [](const StreamRow& x) { return x.link->strahler; }},
      {"upstream_area_km2", "km2", "Upstream area", "Area draining to the link's end.", [](const StreamRow& x) { return x.link->area_km2; }},
  };
  std::vector<StreamRow> rows;
  std::vector<Geometry> lines;
  const GridFrame& frame = t.flow.direction.frame();
  for (std::size_t i = 0; i < t.streams.links.size(); ++i) {
    if (t.streams.links[i].cells.size() < 2) continue;
    rows.push_back({static_cast<std::int64_t>(i), &t.streams.links[i]});
    lines.push_back(line_geometry(cell_line(frame, t.streams.links[i].cells)));
  }
  OutputLayer layer;
  layer.table = schema.table("streams", rows);
  layer.table.kind = GeometryKind::line;
  layer.table.crs = frame.crs;
  layer.table.geometry = std::move(lines);
  transform(layer.table, Crs::wgs84());
  layer.title = "Streams";
  layer.description = "Stream links that follow the flow directions cell by cell.";
  layer.style_qml = qml::document(qml::single(qml::scaled_line("0", "60,120,190", "0.2 * \"stream_order\"")), "", layer.table.fields);
  return layer;
}

}  // namespace

void check_output(const std::string& folder, bool overwrite) {
  make_folder(folder);
  for (const char* name : kOutputs) {
    const fs::path output = fs::path(folder) / name;
    if (!overwrite && fs::exists(output)) {
      throw Error(ErrorCode::environment, "is there already, expected --overwrite to replace it", output.string());
    }
  }
  const fs::path writable = fs::path(folder) / ".tmfgeo-write-test";
  std::FILE* file = std::fopen(writable.c_str(), "wb");
  if (file == nullptr) throw Error(ErrorCode::environment, "cannot be written to, expected a folder you may write in", folder);
  std::fclose(file);
  fs::remove(writable);
}

namespace {

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
    for (const RasterFile& file : {kElevation, kArea}) options.rasters.emplace_back(file.name, file.title);
  }
  if (a.natech) {
    for (std::string& file : write_scenario_rasters(*a.natech, folder)) files.push_back(std::move(file));
    for (const ScenarioRaster& raster : a.natech->rasters) {
      if (raster.name.ends_with("_median.tif")) options.rasters.emplace_back(raster.name, raster.title);
    }
  }
  report(progress, "write GeoPackage", 0);
  const std::string path = (fs::path(folder) / "results.gpkg").string();
  write_geopackage(path, make_layers(a), options);
  files.push_back(path);
  files.push_back((fs::path(folder) / "open_in_qgis.qgz").string());
  report(progress, "write GeoPackage", 1);
  return files;
}

std::vector<std::string> write_terrain_files(const TerrainProducts& t, const InputFile& input, const std::string& folder,
                                             const Progress& progress) {
  std::vector<std::string> files = write_rasters(t, input, folder, progress);
  GeoPackageOptions options;
  options.title = "Streams";
  for (const RasterFile& file : {kElevation, kArea}) options.rasters.emplace_back(file.name, file.title);
  const std::string path = (fs::path(folder) / "streams.gpkg").string();
  write_geopackage(path, {streams_layer(t)}, options);
  files.push_back(path);
  return files;
}

}  // namespace

std::vector<std::string> write_results(const Assessment& a, const std::string& folder, bool overwrite, const Progress& progress) {
  check_output(folder, overwrite);
  return all_or_nothing(folder, [&](const std::string& staging) { return write_assessment(a, staging, progress); });
}

std::vector<std::string> write_terrain(const TerrainProducts& t, const InputFile& input, const std::string& folder, bool overwrite,
                                       const Progress& progress) {
  check_output(folder, overwrite);
  return all_or_nothing(folder, [&](const std::string& staging) { return write_terrain_files(t, input, staging, progress); });
}

}  // namespace tmfgeo
