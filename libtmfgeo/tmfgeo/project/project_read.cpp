// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "tmfgeo/core/config.h"
#include "tmfgeo/project/project.h"
#include "tmfgeo/project/project_tables.h"

namespace tmfgeo {
namespace {

constexpr long long kFormatVersion = 1;

/// Borders and coast are read half a degree around the routes; nothing farther away may count as near.
constexpr double kNear_m = 30e3;

DemInput read_dem(ConfigTable& table) {
  DemInput dem;
  read_input(table, "dem", dem);
  ConditioningOptions& c = dem.conditioning;
  const std::string how = table.word("conditioning", {"fill", "breach", "auto"}).value_or("fill");
  c.conditioning = how == "fill" ? Conditioning::fill : how == "breach" ? Conditioning::breach : Conditioning::automatic;
  c.breach_max_depth_m = number_in_range(table, "breach_max_depth_m", c.breach_max_depth_m, 0, 1e4);
  c.breach_max_length_m = number_in_range(table, "breach_max_length_m", c.breach_max_length_m, 0, 1e6);
  c.nodata = table.word("nodata", {"outlet", "wall"}).value_or("outlet") == "wall" ? NodataRule::wall : NodataRule::outlet;
  c.sea_level_m = number_in_range_if(table, "sea_level_m", -1000, 9000);
  c.terminal_min_depth_m = number_in_range_if(table, "terminal_min_depth_m", 0, 1e4);
  c.terminal_min_area_km2 = number_in_range_if(table, "terminal_min_area_km2", 0, 1e7);
  if (c.terminal_min_depth_m.has_value() != c.terminal_min_area_km2.has_value()) {
    table.refuse("terminal_min_depth_m", "needs terminal_min_area_km2 beside it, and the other way round");
  }
  dem.burn_depth_m = number_in_range(table, "burn_depth_m", dem.burn_depth_m, 0, 1e4);
  dem.stream_threshold_km2 = number_in_range(table, "stream_threshold_km2", dem.stream_threshold_km2, 1e-6, 1e6);
  dem.window_from_mpx = number_in_range(table, "window_from_mpx", dem.window_from_mpx, 0, 1e9);
  if (const auto file = table.text("terminal_basins")) {
    dem.terminal_basins.emplace();
    dem.terminal_basins->section = "dem.terminal_basins";
    dem.terminal_basins->files = {resolved_path(table, *file)};
  }
  return dem;
}

RiverInput read_rivers(ConfigTable& table) {
  RiverInput rivers;
  read_input(table, "rivers", rivers);
  NetworkOptions& n = rivers.network;
  const std::string rule =
      table.word("direction", {"digitised", "upstream_area", "elevation", "outlets"}).value_or("digitised");
  n.direction = rule == "digitised"       ? DirectionRule::digitised
                : rule == "upstream_area" ? DirectionRule::upstream_area
                : rule == "elevation"     ? DirectionRule::elevation
                                          : DirectionRule::outlets;
  n.snap_tolerance_m = number_in_range(table, "snap_tolerance_m", n.snap_tolerance_m, 0, 1e5);
  n.upstream_area_column = table.text("upstream_area_column").value_or("");
  n.discharge_column = table.text("discharge_column").value_or("");
  n.name_column = table.text("name_column").value_or("");
  n.elevation_from_column = table.text("elevation_from_column").value_or("");
  n.elevation_to_column = table.text("elevation_to_column").value_or("");
  const auto outlets = table.numbers("outlets").value_or(std::vector<double>{});
  if (outlets.size() % 2 != 0) table.refuse("outlets", "expected pairs of longitude and latitude: [lon, lat, lon, lat]");
  for (std::size_t i = 0; i + 1 < outlets.size(); i += 2) n.outlets.push_back({outlets[i], outlets[i + 1]});
  if (n.direction == DirectionRule::upstream_area && n.upstream_area_column.empty()) {
    table.refuse("direction", "\"upstream_area\" needs the key upstream_area_column");
  }
  const bool elevations = !n.elevation_from_column.empty() && !n.elevation_to_column.empty();
  if (n.direction == DirectionRule::elevation && !elevations) {
    table.refuse("direction", "\"elevation\" needs the keys elevation_from_column and elevation_to_column");
  }
  return rivers;
}

BorderInput read_borders(ConfigTable& table) {
  BorderInput borders;
  read_input(table, "borders", borders);
  borders.columns.left = table.text("left_column").value_or("");
  borders.columns.right = table.text("right_column").value_or("");
  if (borders.columns.left.empty() != borders.columns.right.empty()) {
    table.refuse("left_column", "needs right_column beside it, and the other way round");
  }
  if (borders.lines() && table.has("code_column")) table.refuse("code_column", "stands for polygons, left_column for lines: expected one of them");
  borders.columns.code = borders.lines() ? "" : table.required_text("code_column");
  borders.columns.name = table.text("name_column").value_or("");
  borders.columns.name_ru = table.text("name_ru_column").value_or("");
  borders.columns.status = table.text("status_column").value_or("");
  borders.options.tolerance_m = number_in_range(table, "tolerance_m", borders.options.tolerance_m, 1, kNear_m);
  borders.options.border_river_min_m = 1000 * number_in_range(table, "border_river_min_km", borders.options.border_river_min_m / 1000, 0.1, 1e4);
  return borders;
}

void read_header(ConfigTable& root, Project& project) {
  const auto version = root.integer("tmfgeo");
  if (!version) root.refuse("tmfgeo", "is missing, expected the format's version: tmfgeo = 1");
  if (*version != kFormatVersion) {
    root.refuse("tmfgeo", "found version " + std::to_string(*version) + ", this program reads version 1");
  }
  ConfigTable table = root.required_table("project");
  project.name = table.required_text("name");
  const bool fits = !project.name.empty() && std::all_of(project.name.begin(), project.name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (!fits) table.refuse("name", "found \"" + project.name + "\", expected a folder name of letters a–z, digits, - and _");
  project.title = table.text("title").value_or(project.name);
  project.title_ru = table.text("title_ru").value_or("");
  project.description = table.text("description").value_or("");
  project.synthetic = table.boolean("synthetic").value_or(false);
}

}  // namespace

Project read_project(const std::string& path) {
  ConfigTable root = read_config(path);
  Project project;
  project.file = path;
  read_header(root, project);
  if (auto table = root.table_if("dem")) project.dem = read_dem(*table);
  if (auto table = root.table_if("rivers")) project.rivers = read_rivers(*table);
  if (!project.dem && !project.rivers) root.refuse("dem", "neither [dem] nor [rivers] is there, expected at least one");
  ConfigTable facilities = root.required_table("facilities");
  read_input(facilities, "facilities", project.facilities);
  project.facilities.snap_distance_m = number_in_range(facilities, "snap_distance_m", project.facilities.snap_distance_m, 1, 1e6);
  ConfigTable borders = root.required_table("borders");
  project.borders = read_borders(borders);
  if (auto table = root.table_if("land")) {
    project.land.emplace();
    read_input(*table, "land", *project.land);
    project.land->sea_distance_m = number_in_range(*table, "sea_distance_m", project.land->sea_distance_m, 0, kNear_m);
  }
  if (auto table = root.table_if("places")) {
    project.places.emplace();
    read_input(*table, "places", *project.places);
    project.places->name_column = table->text("name_column").value_or("name");
    project.places->population_column = table->text("population_column").value_or("population");
  }
  if (auto table = root.table_if("indices")) {
    project.scheme = table->text("scheme").value_or(project.scheme);
    project.exposure_path_km = number_in_range(*table, "exposure_path_km", project.exposure_path_km, 0.001, 1e5);
    project.corridor_width_km = number_in_range(*table, "corridor_width_km", project.corridor_width_km, 0.001, 1e3);
    project.overrides = read_file_if(*table, "indices", "overrides");
  }
  if (auto table = root.table_if("output")) {
    project.reaches_min_area_km2 = number_in_range(*table, "reaches_min_area_km2", project.reaches_min_area_km2, 0, 1e9);
  }
  if (auto table = root.table_if("exposure")) project.exposure = read_exposure(*table);
  if (auto table = root.table_if("natech")) project.natech = read_natech(*table);
  if (auto table = root.table_if("transport")) project.transport = read_transport(*table);
  if (auto table = root.table_if("inspections")) {
    project.inspections.emplace();
    read_input(*table, "inspections", *project.inspections);
    project.inspections->questions = table->text("questions").value_or(project.inspections->questions);
    project.inspections->language = table->word("language", {"en", "ru"}).value_or("en") == "ru" ? Language::ru : Language::en;
  }
  root.finish();
  return project;
}

std::vector<InputFile> Project::inputs() const {
  std::vector<InputFile> all;
  if (dem) {
    all.push_back(*dem);
    if (dem->terminal_basins) all.push_back(*dem->terminal_basins);
  }
  if (rivers) all.push_back(*rivers);
  all.push_back(facilities);
  all.push_back(borders);
  if (land) all.push_back(*land);
  if (places) all.push_back(*places);
  if (inspections) all.push_back(*inspections);
  if (overrides) all.push_back(*overrides);
  for (InputFile& input : exposure.inputs()) all.push_back(std::move(input));
  if (natech) {
    for (InputFile& input : natech->inputs()) all.push_back(std::move(input));
  }
  if (transport) {
    for (InputFile& input : transport->inputs()) all.push_back(std::move(input));
  }
  return all;
}

std::string Project::default_output() const {
  return (std::filesystem::path(file).parent_path() / "out" / name).lexically_normal().string();
}

}  // namespace tmfgeo
